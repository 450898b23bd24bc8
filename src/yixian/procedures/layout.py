"""Where the steps and moves of a procedure stand on paper. One layout serves the picture and the BPMN file.

Work steps declared before the first step of another kind form the spine: a ladder with one step a row, in
lanes by tier. The remaining steps (waiting, ends, work after an answer) stand in one band beyond it. All
moves between the same two steps are one edge, so that five ways out of six steps stay six lines.
"""

from itertools import groupby

from yixian.procedures.enums import StepKind, Tier
from yixian.procedures.language import Move, Procedure, Step
from yixian.procedures.paper import Box, Lane, Layout, Measures, Pair, Point
from yixian.procedures.routes import column_edges, gutter_tracks, ladder_edges

STEPS_WITHOUT_A_DIAMOND = 1
ENTRY = 20


def spine(procedure: Procedure) -> tuple[Step, ...]:
    """The start, and the work steps declared before the first step that is not work."""
    found = [procedure.step(procedure.start)]
    for step in procedure.steps:
        if step.kind is not StepKind.WORK:
            break
        if step.key != procedure.start:
            found.append(step)
    return tuple(found)


def beside(procedure: Procedure) -> tuple[Step, ...]:
    """Every step that is not of the spine, ends last."""
    rungs = {step.key for step in spine(procedure)}
    rest = [step for step in procedure.steps if step.key not in rungs]
    return tuple(sorted(rest, key=lambda step: step.kind is StepKind.END))


def bundles(procedure: Procedure) -> dict[Pair, tuple[Move, ...]]:
    """The moves from each step to each step, in the order in which steps are drawn."""
    order = {step.key: place for place, step in enumerate((*spine(procedure), *beside(procedure)))}
    found: dict[Pair, list[Move]] = {}
    for move in procedure.moves:
        for source in move.sources:
            for target in move.targets():
                found.setdefault((source, target), []).append(move)
    pairs = sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return {pair: tuple(found[pair]) for pair in pairs}


def ladder(procedure: Procedure, measures: Measures) -> Layout:
    """The spine climbing from the lower left; the band of answers and ends on top, to the right."""
    rungs, others = spine(procedure), beside(procedure)
    pairs = bundles(procedure)
    tracks = gutter_tracks([s.key for s in rungs], pairs)
    left = measures.caption + measures.gutter + measures.clear + measures.track * _widest(tracks)
    top = measures.band if others else 0
    height = top + measures.rise * len(rungs) + measures.entry
    boxes = [_rung(step, i, left, height, measures) for i, step in enumerate(rungs)]
    x = boxes[-1].right + measures.out - measures.box[0] // 3
    for step in others:
        boxes.append(_beside(step, x, measures, leaves=any(source == step.key for source, _ in pairs)))
        x = boxes[-1].right + measures.side_gap
    gateways = _gateways(procedure, boxes, pairs, measures)
    width = (x if boxes[-1].step.key in gateways else boxes[-1].right) + measures.gutter
    start = boxes[0]
    begins = (start.x + ENTRY, height - measures.entry // 2)
    return Layout(
        procedure=procedure,
        measures=measures,
        width=width,
        height=height,
        boxes=tuple(boxes),
        lanes=_ladder_lanes(boxes[: len(rungs)], others, measures, (width, height)),
        edges=ladder_edges(boxes[: len(rungs)], boxes[len(rungs) :], pairs, gateways, measures, tracks),
        gateways=gateways,
        entry=(begins, (begins[0], start.bottom)),
    )


def column(procedure: Procedure, measures: Measures) -> Layout:
    """Everything in one column from top to bottom, for a narrow screen."""
    rungs, others = spine(procedure), beside(procedure)
    pairs = bundles(procedure)
    tracks = gutter_tracks([s.key for s in (*rungs, *others)], pairs, apart=len(rungs))
    left = measures.gutter + measures.track * _widest(tracks)
    boxes: list[Box] = []
    lanes: list[Lane] = []
    y = 0
    groups = [*_runs(rungs), *([(None, others)] if others else [])]
    for tier, members in groups:
        top, y = y, y + measures.head + (0 if boxes else measures.entry)
        for step in members:
            across, down = measures.box if step in rungs else measures.end
            boxes.append(Box(step=step, x=left, y=y, width=across, height=down))
            y += measures.rise
        lanes.append(
            Lane(tier=tier, steps=tuple(s.key for s in members), x=0, y=top, width=0, height=y - top)
        )
    edges, right = column_edges(boxes[: len(rungs)], boxes[len(rungs) :], pairs, measures, tracks)
    width = right + measures.gutter
    start = boxes[0]
    begins = (start.middle[0], measures.head + measures.entry // 4)
    return Layout(
        procedure=procedure,
        measures=measures,
        width=width,
        height=y,
        boxes=tuple(boxes),
        lanes=tuple(
            Lane(tier=lane.tier, steps=lane.steps, x=0, y=lane.y, width=width, height=lane.height)
            for lane in lanes
        ),
        edges=edges,
        gateways={},
        entry=(begins, (begins[0], start.y)),
    )


def _widest(tracks: dict[Pair, int]) -> int:
    return max(tracks.values(), default=-1) + 1


def _rung(step: Step, place: int, left: int, height: int, measures: Measures) -> Box:
    across, down = measures.box
    row = height - measures.entry - measures.rise * (place + 1)
    return Box(
        step=step,
        x=left + place * measures.climb,
        y=row + (measures.rise - down) // 2,
        width=across,
        height=down,
    )


def _beside(step: Step, x: int, measures: Measures, *, leaves: bool) -> Box:
    across, down = measures.end if step.kind is StepKind.END and not leaves else measures.box
    return Box(step=step, x=x, y=(measures.band - down) // 2, width=across, height=down)


def _gateways(
    procedure: Procedure, boxes: list[Box], pairs: dict[Pair, tuple[Move, ...]], measures: Measures
) -> dict[str, Point]:
    """A diamond behind every step that more than one line leaves, and behind an end that may be left."""
    found: dict[str, Point] = {}
    for box in boxes if measures.gateway else ():
        ways = sum(source == box.step.key for source, _ in pairs) + (box.step.kind is StepKind.END)
        if ways > STEPS_WITHOUT_A_DIAMOND:
            found[box.step.key] = (box.right + measures.gateway, box.middle[1])
    return found


def _runs(steps: tuple[Step, ...]) -> list[tuple[Tier | None, tuple[Step, ...]]]:
    by_tier = groupby(steps, key=lambda step: step.holder.tier if step.holder else None)
    return [(tier, tuple(members)) for tier, members in by_tier]


def _ladder_lanes(
    rungs: list[Box], others: tuple[Step, ...], measures: Measures, size: Point
) -> tuple[Lane, ...]:
    width, bottom = size
    lanes = []
    rows = 0
    for tier, members in _runs(tuple(box.step for box in rungs)):
        tall = measures.rise * len(members) + (0 if rows else measures.entry)
        bottom -= tall
        keys = tuple(step.key for step in members)
        lanes.append(Lane(tier=tier, steps=keys, x=0, y=bottom, width=width, height=tall))
        rows += len(members)
    if others:
        keys = tuple(step.key for step in others)
        lanes.append(Lane(tier=None, steps=keys, x=0, y=0, width=width, height=measures.band))
    return tuple(reversed(lanes))
