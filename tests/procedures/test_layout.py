"""No line runs through a box, no box over a box, and everything stays on the paper."""

from itertools import combinations, pairwise

import pytest

from tests.procedures.sample import procedure
from yixian.procedures.layout import bundles, column, ladder
from yixian.procedures.paper import BPMN, COLUMN, LADDER, Box, Layout, Point

DRAWN = {
    "ladder": ladder(procedure(), LADDER),
    "column": column(procedure(), COLUMN),
    "bpmn": ladder(procedure(), BPMN),
}
every = pytest.mark.parametrize("layout", DRAWN.values(), ids=DRAWN)


def crosses(box: Box, start: Point, end: Point) -> bool:
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return left < box.right and right > box.x and top < box.bottom and bottom > box.y


def outline(box: Box, point: Point) -> bool:
    across = box.x <= point[0] <= box.right
    down = box.y <= point[1] <= box.bottom
    return (across and point[1] in (box.y, box.bottom)) or (down and point[0] in (box.x, box.right))


@every
def test_lines_have_right_angles_and_miss_every_box(layout: Layout) -> None:
    for edge in layout.edges:
        for start, end in pairwise(edge.points):
            assert start[0] == end[0] or start[1] == end[1]
            assert not [box.step.key for box in layout.boxes if crosses(box, start, end)], edge


@every
def test_every_line_ends_at_the_box_that_it_leads_to(layout: Layout) -> None:
    for edge in layout.edges:
        assert outline(layout.box(edge.target), edge.points[-1])
        assert edge.source in layout.gateways or outline(layout.box(edge.source), edge.points[0])


@every
def test_boxes_stand_apart_and_in_their_lane(layout: Layout) -> None:
    for one, other in combinations(layout.boxes, 2):
        assert not crosses(one, (other.x, other.y), (other.right, other.bottom))
    for lane in layout.lanes:
        for key in lane.steps:
            assert lane.y <= layout.box(key).y < layout.box(key).bottom <= lane.y + lane.height


@every
def test_lanes_fill_the_paper_without_a_gap(layout: Layout) -> None:
    assert sum(lane.height for lane in layout.lanes) == layout.height
    assert [upper.y + upper.height for upper in layout.lanes[:-1]] == [lower.y for lower in layout.lanes[1:]]


@every
def test_everything_is_on_the_paper(layout: Layout) -> None:
    for edge in layout.edges:
        for x, y in edge.points:
            assert 0 <= x <= layout.width
            assert 0 <= y <= layout.height
        assert edge.label[0] <= layout.width - 20
    assert all(box.x >= 0 and box.right <= layout.width for box in layout.boxes)


@every
def test_no_two_labels_lie_on_each_other(layout: Layout) -> None:
    places = [edge.label for edge in layout.edges if edge.flow == "out"]
    assert len(places) == len(set(places))


@every
def test_every_move_is_drawn_once_and_in_one_bundle_for_each_pair_of_steps(layout: Layout) -> None:
    drawn = {(edge.source, edge.target): edge.moves for edge in layout.edges}
    turns = {(box.step.key, box.step.key): layout.turns(box.step.key) for box in layout.boxes}
    assert {**{pair: moves for pair, moves in turns.items() if moves}, **drawn} == bundles(procedure())


def test_the_ladder_climbs() -> None:
    rungs = [DRAWN["ladder"].box(key) for key in ("desk", "village", "town")]
    assert rungs == sorted(rungs, key=lambda box: -box.y)
    assert rungs == sorted(rungs, key=lambda box: box.x)


def test_the_column_fits_a_phone() -> None:
    assert DRAWN["column"].width <= 390


def test_the_same_procedure_is_laid_out_the_same() -> None:
    assert ladder(procedure(), LADDER) == ladder(procedure(), LADDER)
