"""The picture of a procedure as inline SVG, with the place of one matter on it.

The picture carries classes and draws in the colour of the text around it; a style sheet may say more. It has
no scripts, no styles of its own and no ids but those of its title and description.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Literal, get_args
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yixian.procedures.enums import StepKind
from yixian.procedures.language import Procedure
from yixian.procedures.layout import column, ladder
from yixian.procedures.paper import COLUMN, LADDER, Box, Edge, Flow, Lane, Layout, Point
from yixian.procedures.strokes import CORNER, line, rect, sign, text
from yixian.procedures.words import FLOWS, edge_label, is_wide, lane_name, text_width, wrap

Orientation = Literal["ladder", "vertical"]
ORIENTATIONS: tuple[Orientation, ...] = get_args(Orientation)
TITLE, SMALL = 14, 12
LINE = 18
LEGEND = 34
SAMPLE = 28
PAD = 10
BROADEST = 1800


def svg(
    procedure: Procedure,
    *,
    at: str = "",
    visited: Collection[str] = (),
    orientation: Orientation = "ladder",
) -> str:
    """The picture in the active language, safe to put into a page as it is.

    ``at`` is the step where a matter stands, ``visited`` the steps it has been at; keys that the procedure
    does not have are left out. "vertical" is a narrow column for a phone, "ladder" a wide picture.
    """
    layout = ladder(procedure, LADDER) if orientation == "ladder" else column(procedure, COLUMN)
    name = f"yx-{procedure.key}-{procedure.version}-{orientation}"
    height = layout.height + LEGEND * len(_legend_rows(layout))
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"yx-diagram yx-{orientation}",
            "viewBox": f"0 0 {layout.width} {height}",
            "width": str(layout.width),
            "height": str(height),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "fill": "none",
            "stroke": "none",
        },
    )
    SubElement(root, "title", {"id": f"{name}-title"}).text = str(procedure.title)
    SubElement(root, "desc", {"id": f"{name}-desc"}).text = _description(layout, at, visited)
    for number, lane in enumerate(layout.lanes):
        _draw_lane(root, lane, number, layout)
    _draw_entry(root, layout)
    for edge, points, whole in _branches(layout):
        _draw_edge(root, edge, points, layout, whole=whole)
    for box in layout.boxes:
        _draw_box(root, box, layout, at=box.step.key == at, done=box.step.key in visited)
    _draw_legend(root, layout)
    return SafeString(tostring(root, encoding="unicode"))


def pictures(procedure: Procedure, *, at: str = "", visited: Collection[str] = ()) -> dict[str, str]:
    """Both pictures for a page; `wide` is empty where it would have to shrink beyond what one can read there."""
    broad = ladder(procedure, LADDER).width > BROADEST
    return {
        "wide": "" if broad else svg(procedure, at=at, visited=visited),
        "narrow": svg(procedure, at=at, visited=visited, orientation="vertical"),
    }


def _description(layout: Layout, at: str, visited: Collection[str]) -> str:
    titles = {box.step.key: str(box.step.title) for box in layout.boxes}
    listed = _("; ").join(titles.values())
    sentences = [_("Steps in order: %(steps)s.") % {"steps": listed}]
    if done := [title for key, title in titles.items() if key in visited]:
        sentences.append(_("Been at: %(steps)s.") % {"steps": _("; ").join(done)})
    if at in titles:
        sentences.append(_("The matter is now at: %(step)s.") % {"step": titles[at]})
    return " ".join(sentences)


def _draw_lane(root: Element, lane: Lane, number: int, layout: Layout) -> None:
    group = SubElement(root, "g", {"class": f"yx-lane yx-lane-{lane.tier or 'end'}"})
    rect(group, (lane.x, lane.y), (lane.width, lane.height), shade="0.03" if number % 2 else "0.07")
    name = lane_name(lane)
    if layout.measures.caption:
        x, y = 20, lane.y + lane.height // 2
        upright = all(is_wide(character) for character in name)
        turned = {"writing_mode": "vertical-rl"} if upright else {"transform": f"rotate(-90 {x} {y})"}
        text(group, name, (x, y), SMALL, anchor="middle", **turned)
    else:
        text(group, name, (layout.boxes[0].x, lane.y + LINE - 1), SMALL)


def _draw_entry(root: Element, layout: Layout) -> None:
    begins, into = layout.entry
    group = SubElement(root, "g", {"class": "yx-entry"})
    SubElement(
        group, "circle", {"cx": str(begins[0]), "cy": str(begins[1]), "r": "5", "fill": "currentColor"}
    )
    line(group, (begins, into), "on")


def _branches(layout: Layout) -> Iterator[tuple[Edge, tuple[Point, ...], bool]]:
    """Edges with the part that they alone have: lines to the same box, or back from it, share a trunk.

    Gives the edge, the points to draw, and whether it reaches its target itself.
    """
    trunks: dict[tuple[str, str], list[Point]] = {}
    for edge in sorted(layout.edges, key=lambda e: -_length(e.points)):
        points, whole = edge.points, True
        if edge.flow == "out":
            trunk = trunks.setdefault(("to", edge.target), [])
            joined = _until(points, trunk)
            points, whole = joined, joined[-1] == points[-1]
            trunk += edge.points
        elif edge.flow == "back":
            trunk = trunks.setdefault(("from", edge.source), [])
            points = _until(points[::-1], trunk)[::-1]
            trunk += edge.points
        yield edge, points, whole


def _until(points: tuple[Point, ...], trunk: list[Point]) -> tuple[Point, ...]:
    """The line up to where it has turned into a trunk."""
    pieces = list(pairwise(trunk))
    for number, (here, there) in enumerate(pairwise(points[1:]), start=1):
        if any(_on(here, piece) and _on(there, piece) for piece in pieces):
            turn = tuple(h + sign(t - h) * min(CORNER, abs(t - h)) for h, t in zip(here, there, strict=True))
            return (*points[: number + 1], (turn[0], turn[1]))
    return points


def _on(point: Point, piece: tuple[Point, Point]) -> bool:
    (x1, y1), (x2, y2) = piece
    return min(x1, x2) <= point[0] <= max(x1, x2) and min(y1, y2) <= point[1] <= max(y1, y2)


def _length(points: tuple[Point, ...]) -> int:
    return sum(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in pairwise(points))


def _draw_edge(root: Element, edge: Edge, points: tuple[Point, ...], layout: Layout, *, whole: bool) -> None:
    group = SubElement(root, "g", {"class": f"yx-edge yx-{edge.flow}"})
    SubElement(group, "title").text = "\n".join(str(move.title) for move in edge.moves)
    line(group, points, edge.flow, arrow=whole)
    room = layout.measures.out - PAD
    label = edge_label(edge, room, SMALL)
    if label and not _covered(layout, edge.label, text_width(label, SMALL)):
        text(group, label, edge.label, SMALL)


def _covered(layout: Layout, start: Point, width: int) -> bool:
    """Whether words that begin at a point, on their base line, would run over a box; the title of the line says them."""
    x, y = start
    return any(box.x < x + width and x < box.right and box.y < y < box.y + box.height for box in layout.boxes)


def _draw_box(root: Element, box: Box, layout: Layout, *, at: bool, done: bool) -> None:
    marks = [f"yx-{box.step.kind}", *(["yx-at"] if at else []), *(["yx-done"] if done else [])]
    group = SubElement(root, "g", {"class": " ".join(("yx-step", *marks))})
    SubElement(group, "title").text = str(box.step.plain)
    ending = box.step.kind is StepKind.END
    outline = rect(
        group,
        (box.x, box.y),
        (box.width, box.height),
        shade="0.18" if at else "0.06" if done else "0",
        corner=box.height // 2 if ending else CORNER,
    )
    outline.set("stroke", "currentColor")
    outline.set("stroke-width", "3" if at else "1.5")
    if box.step.kind is StepKind.WAITING:
        outline.set("stroke-dasharray", "6 3")
    margin = box.height // 2 if ending else PAD
    lines = wrap(str(box.step.title), box.width - 2 * margin, TITLE, 2)
    x, y = box.middle
    for number, words in enumerate(lines):
        place = (x, y + 5 + round(LINE * (number - (len(lines) - 1) / 2)))
        text(group, words, place, TITLE, anchor="middle", weight="600" if at else "")
    if at:
        _flag(group, box)
    elif done:
        _tick(group, (box.x + 2 * PAD, box.y))
    if turns := layout.turns(box.step.key):
        titles = "\n".join(str(move.title) for move in turns)
        _turn(group, (box.right - 3 * PAD, box.y), titles)


def _flag(group: Element, box: Box) -> None:
    """The words "now here" on the upper edge of a box."""
    words = _("now here")
    width = text_width(words, SMALL) + 2 * PAD
    flag = SubElement(group, "g", {"class": "yx-flag"})
    left = box.x + PAD
    rect(flag, (left, box.y - 10), (width, 20), shade="1", corner=10)
    label = text(flag, words, (left + width // 2, box.y + 4), SMALL, anchor="middle", weight="600")
    label.set("fill", "Canvas")


def _tick(group: Element, place: Point) -> None:
    """A tick in a disc on the upper edge of a box."""
    x, y = place
    disc = {"class": "yx-tick", "cx": str(x), "cy": str(y), "r": "9", "fill": "currentColor"}
    SubElement(group, "circle", disc)
    tick = {"d": f"M{x - 4} {y}l3 3l5 -6", "stroke": "Canvas", "stroke-width": "2"}
    SubElement(group, "path", tick)


def _turn(group: Element, place: Point, titles: str) -> None:
    """A loop on the upper edge of a box: things that may be done there without leaving."""
    x, y = place
    loop = SubElement(group, "g", {"class": "yx-turn"})
    SubElement(loop, "title").text = titles
    line(loop, ((x, y), (x, y - 10), (x + 22, y - 10), (x + 22, y)), "on")


def _legend_rows(layout: Layout) -> list[list[Flow]]:
    """What the kinds of line mean, in as many rows as the width asks for."""
    rows: list[list[Flow]] = [[]]
    used = PAD
    for flow in dict.fromkeys(edge.flow for edge in layout.edges):
        width = SAMPLE + text_width(str(FLOWS[flow]), SMALL) + 3 * PAD
        if used + width > layout.width and rows[-1]:
            rows.append([])
            used = PAD
        rows[-1].append(flow)
        used += width
    return rows


def _draw_legend(root: Element, layout: Layout) -> None:
    group = SubElement(root, "g", {"class": "yx-legend"})
    y = layout.height + LEGEND * 2 // 3
    for row in _legend_rows(layout):
        x = PAD
        for flow in row:
            line(group, ((x, y), (x + SAMPLE, y)), flow)
            words = str(FLOWS[flow])
            text(group, words, (x + SAMPLE + PAD // 2, y + 4), SMALL)
            x += SAMPLE + text_width(words, SMALL) + 3 * PAD
        y += LEGEND
