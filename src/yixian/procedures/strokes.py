"""Strokes of a picture in SVG: lines with rounded corners and an arrow, boxes, words."""

from xml.etree.ElementTree import Element, SubElement

from yixian.procedures.paper import Flow, Point

ARROW = 5
CORNER = 6


def line(group: Element, points: tuple[Point, ...], flow: Flow, *, arrow: bool = True) -> None:
    """A line of its kind: a heavy one on, a thin one out, a dashed one back."""
    width = "2.5" if flow == "on" else "1.5"
    path = {"class": "yx-line", "d": _path(points), "stroke": "currentColor", "stroke-width": width}
    if flow == "back":
        path["stroke-dasharray"] = "5 4"
    SubElement(group, "path", path)
    if arrow:
        _arrow(group, points)


def _arrow(group: Element, points: tuple[Point, ...]) -> None:
    (x1, y1), (x2, y2) = points[-2:]
    across, down = sign(x2 - x1), sign(y2 - y1)
    tail = (x2 - across * ARROW * 2, y2 - down * ARROW * 2)
    wing = (down * ARROW, across * ARROW)
    tip = f"M{x2} {y2}L{tail[0] + wing[0]} {tail[1] + wing[1]}L{tail[0] - wing[0]} {tail[1] - wing[1]}Z"
    SubElement(group, "path", {"class": "yx-arrow", "d": tip, "fill": "currentColor"})


def _path(points: tuple[Point, ...]) -> str:
    """Straight pieces with their corners rounded."""
    (x, y), *rest = points
    path = f"M{x} {y}"
    for (x1, y1), (x2, y2), (x3, y3) in zip(points, rest, rest[1:], strict=False):
        before = min(CORNER, (abs(x2 - x1) + abs(y2 - y1)) // 2)
        after = min(CORNER, (abs(x3 - x2) + abs(y3 - y2)) // 2)
        path += f"L{x2 - sign(x2 - x1) * before} {y2 - sign(y2 - y1) * before}"
        path += f"Q{x2} {y2} {x2 + sign(x3 - x2) * after} {y2 + sign(y3 - y2) * after}"
    return f"{path}L{points[-1][0]} {points[-1][1]}"


def sign(number: int) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def rect(group: Element, corner_at: Point, size: Point, *, shade: str, corner: int = 0) -> Element:
    """A box filled with a shade, from 0 to 1, of the colour of the text."""
    return SubElement(
        group,
        "rect",
        {
            "x": str(corner_at[0]),
            "y": str(corner_at[1]),
            "width": str(size[0]),
            "height": str(size[1]),
            "rx": str(corner),
            "fill": "currentColor",
            "fill-opacity": shade,
        },
    )


def text(
    group: Element,
    words: str,
    place: Point,
    size: int,
    *,
    anchor: str = "start",
    weight: str = "",
    **more: str,
) -> Element:
    """Words with their base line at a place; ``more`` are attributes with an underscore for the hyphen."""
    given = {
        "x": str(place[0]),
        "y": str(place[1]),
        "font-size": str(size),
        "text-anchor": anchor,
        "fill": "currentColor",
        "font-weight": weight,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    written = SubElement(group, "text", {name: value for name, value in given.items() if value})
    written.text = words
    return written
