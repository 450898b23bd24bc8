"""The lines of a layout: right angles only, never through a box."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from yixian.procedures.language import Move
from yixian.procedures.paper import Box, Edge, Flow, Measures, Pair, Point

Bundles = Mapping[Pair, tuple[Move, ...]]
PORT = 12
"""How far above the middle of its box the first way out leaves it."""
BACK = 18
LABEL_LIFT = 5
LABEL_GAP = 8
LABEL_LEADING = 15


def gutter_tracks(order: Sequence[str], pairs: Bundles, apart: int = 0) -> dict[Pair, int]:
    """The track, counted from the boxes outwards, of every edge that runs in the left gutter.

    ``order`` holds the keys of one column. Edges between neighbours going on need no track, nor do those
    between the first ``apart`` keys and the rest, which run at the right. Edges that pass each other get
    different tracks, short ones inside.
    """
    row = {key: place for place, key in enumerate(order)}

    def runs_left(pair: Pair) -> bool:
        if not set(pair) <= set(row) or pair[0] == pair[1]:
            return False
        start, end = row[pair[0]], row[pair[1]]
        return end - start != 1 and not (apart and (start < apart) != (end < apart))

    def span(pair: Pair) -> tuple[int, int]:
        low, high = sorted((row[pair[0]], row[pair[1]]))
        return low, high

    tracks: dict[Pair, int] = {}
    for pair in sorted(filter(runs_left, pairs), key=lambda p: span(p)[1] - span(p)[0]):
        low, high = span(pair)
        taken = {track for other, track in tracks.items() if span(other)[0] <= high and low <= span(other)[1]}
        tracks[pair] = next(track for track in range(len(taken) + 1) if track not in taken)
    return tracks


def ladder_edges(
    rungs: list[Box],
    others: list[Box],
    pairs: Bundles,
    gateways: Mapping[str, Point],
    measures: Measures,
    tracks: Mapping[Pair, int],
) -> tuple[Edge, ...]:
    """Every edge of a ladder, its rungs from the lowest up and its other boxes from left to right."""
    return _Ladder(rungs, others, pairs, gateways, measures, tracks).edges()


def column_edges(
    rungs: list[Box], others: list[Box], pairs: Bundles, measures: Measures, tracks: Mapping[Pair, int]
) -> tuple[tuple[Edge, ...], int]:
    """Every edge of a column, and how far to the right they reach."""
    drawn = _Column(rungs, others, pairs, {}, measures, tracks)
    return drawn.edges(), drawn.reach


class _Router(ABC):
    """What a ladder and a column share: who is where, and the turns in the left gutter."""

    def __init__(
        self,
        rungs: list[Box],
        others: list[Box],
        pairs: Bundles,
        gateways: Mapping[str, Point],
        measures: Measures,
        tracks: Mapping[Pair, int],
    ) -> None:
        self.rungs, self.others, self.pairs = rungs, others, pairs
        self.gateways, self.measures, self.tracks = gateways, measures, tracks
        self.boxes = {box.step.key: box for box in (*rungs, *others)}
        self.place = {key: index for index, key in enumerate(self.boxes)}
        self.ladder = {box.step.key for box in rungs}

    def edges(self) -> tuple[Edge, ...]:
        found = []
        for pair, moves in self.pairs.items():
            points = straight(self.points(pair))
            if not points:
                continue
            found.append(
                Edge(
                    source=pair[0],
                    target=pair[1],
                    moves=moves,
                    flow=self.flow(pair),
                    points=points,
                    label=self.label(pair, points),
                )
            )
        return tuple(found)

    def flow(self, pair: Pair) -> Flow:
        if self.place[pair[1]] < self.place[pair[0]]:
            return "back"
        return "out" if self.leaves(pair) else "on"

    def leaves(self, pair: Pair) -> bool:
        return pair[0] in self.ladder and pair[1] not in self.ladder

    def returns(self, pair: Pair) -> bool:
        return pair[0] not in self.ladder and pair[1] in self.ladder

    def out_port(self, pair: Pair) -> int:
        """How far below the middle of its box a way out leaves it."""
        targets = [other[1] for other in self.pairs if other[0] == pair[0] and self.leaves(other)]
        return self.measures.spread * targets.index(pair[1]) - (0 if pair[0] in self.gateways else PORT)

    @abstractmethod
    def points(self, pair: Pair) -> tuple[Point, ...]:
        """The corners of the line of a pair."""

    def label(self, pair: Pair, points: tuple[Point, ...]) -> Point:
        (x, y), (_x, after) = points[:2]
        if pair[0] == pair[1]:
            return points[2][0] - 2 * PORT, points[2][1] - LABEL_LIFT
        if pair in self.tracks and pair[0] in self.gateways:
            earlier = [other for other in self.tracks if other[0] == pair[0]].index(pair)
            return x + LABEL_GAP, y + self.measures.gateway // 2 + LABEL_LEADING * earlier
        if self.leaves(pair):
            level = points[-2][1] if pair[0] in self.gateways else y
            kink = next(point for point in points if point[1] == level)
            return kink[0] + LABEL_GAP, level - LABEL_LIFT
        if self.returns(pair) and self.measures.gateway:
            return points[-2][0] + LABEL_GAP, points[-2][1] - LABEL_LIFT
        if after < y and pair[0] in self.ladder:
            return x + LABEL_GAP, y - PORT
        if after == y:
            return x + LABEL_GAP, y - LABEL_LIFT
        return x + LABEL_GAP, (y + after) // 2 + LABEL_LIFT

    def gutter_x(self, pair: Pair) -> int:
        return self.rungs[0].x - self.measures.clear - self.measures.track * (self.tracks[pair] + 1)

    def by_the_gutter(self, pair: Pair) -> tuple[Point, ...]:
        start, end = self.boxes[pair[0]], self.boxes[pair[1]]
        x = self.gutter_x(pair)
        leaving, entering = start.middle[1] + PORT // 2, end.middle[1] - PORT // 2
        if start.step.key in self.gateways:
            diamond = self.gateways[start.step.key]
            low = start.bottom + self.measures.gateway // 2
            begin = (diamond[0], diamond[1] + self.measures.gateway // 2)
            return begin, (diamond[0], low), (x, low), (x, entering), (end.x, entering)
        return (start.x, leaving), (x, leaving), (x, entering), (end.x, entering)


class _Ladder(_Router):
    def points(self, pair: Pair) -> tuple[Point, ...]:
        if pair[0] == pair[1]:
            return self.turn(pair)
        if pair in self.tracks:
            return self.by_the_gutter(pair)
        if self.leaves(pair):
            return self.way_out(pair)
        if self.returns(pair):
            return self.way_back(pair)
        return self.climb(pair) if pair[0] in self.ladder else self.along(pair)

    def turn(self, pair: Pair) -> tuple[Point, ...]:
        if pair[0] not in self.gateways:
            return ()
        box, (x, y) = self.boxes[pair[0]], self.gateways[pair[0]]
        half = self.measures.gateway // 2
        over, into = box.y - half // 2, box.right - half
        return (x, y - half), (x, over), (into, over), (into, box.y)

    def climb(self, pair: Pair) -> tuple[Point, ...]:
        start, end = self.boxes[pair[0]], self.boxes[pair[1]]
        if start.step.key in self.gateways:
            x, y = self.gateways[start.step.key]
            return (x, y - self.measures.gateway // 2), (x, end.bottom)
        x = (end.x + start.right) // 2
        return (x, start.y), (x, end.bottom)

    def way_out(self, pair: Pair) -> tuple[Point, ...]:
        start, end = self.boxes[pair[0]], self.boxes[pair[1]]
        lane = self.lane_out(end)
        y = start.middle[1] + self.out_port(pair)
        if start.step.key in self.gateways:
            x, middle = self.gateways[start.step.key]
            tip = x + self.measures.gateway // 2
            return (tip, middle), (tip + PORT, middle), (tip + PORT, y), (lane, y), (lane, end.bottom)
        return (start.right, y), (lane, y), (lane, end.bottom)

    def way_back(self, pair: Pair) -> tuple[Point, ...]:
        start, end = self.boxes[pair[0]], self.boxes[pair[1]]
        y = end.middle[1] + BACK
        if start.step.key in self.gateways:
            lane, middle = self.gateways[start.step.key]
            begin = (lane, middle + self.measures.gateway // 2)
        else:
            lane = start.x + start.width * 2 // 3
            begin = (lane, start.bottom)
        if not self.measures.gateway:
            return begin, (lane, y), (end.right, y)
        under, into = end.bottom + self.measures.gateway * 11 // 10, end.x + end.width // 2
        return begin, (lane, under), (into, under), (into, end.bottom)

    def lane_out(self, end: Box) -> int:
        returning = any(self.returns(pair) for pair in self.pairs if pair[0] == end.step.key)
        return end.x + end.width // 3 if returning else end.middle[0]

    def along(self, pair: Pair) -> tuple[Point, ...]:
        start, end = self.boxes[pair[0]], self.boxes[pair[1]]
        x, y = start.right, start.middle[1]
        top = (start.middle[0], start.y)
        if start.step.key in self.gateways:
            centre = self.gateways[start.step.key]
            half = self.measures.gateway // 2
            x, top = centre[0] + half, (centre[0], centre[1] - half)
        if self.place[pair[1]] == self.place[pair[0]] + 1:
            return (x, y), (end.x, y)
        over = min(start.y, end.y) - PORT
        into = end.middle[0]
        return top, (top[0], over), (into, over), (into, end.y)


class _Column(_Router):
    def __init__(
        self,
        rungs: list[Box],
        others: list[Box],
        pairs: Bundles,
        gateways: Mapping[str, Point],
        measures: Measures,
        tracks: Mapping[Pair, int],
    ) -> None:
        super().__init__(rungs, others, pairs, gateways, measures, tracks)
        lines = [(pair[1], "out") for pair in pairs if self.leaves(pair)]
        lines += [(pair[0], "back") for pair in pairs if self.returns(pair)]
        first = rungs[0].right + measures.out
        self.lines = {line: first + measures.track * i for i, line in enumerate(dict.fromkeys(lines))}
        self.reach = max(self.lines.values(), default=rungs[0].right)

    def points(self, pair: Pair) -> tuple[Point, ...]:
        if pair[0] == pair[1]:
            return ()
        if pair in self.tracks:
            return self.by_the_gutter(pair)
        start, end = self.boxes[pair[0]], self.boxes[pair[1]]
        if self.leaves(pair):
            x, y = self.lines[pair[1], "out"], start.middle[1] + self.out_port(pair)
            into = end.middle[1] - PORT
            return (start.right, y), (x, y), (x, into), (end.right, into)
        if self.returns(pair):
            x, y = self.lines[pair[0], "back"], start.middle[1] + PORT
            into = end.middle[1] + BACK
            return (start.right, y), (x, y), (x, into), (end.right, into)
        return (start.middle[0], start.bottom), (end.middle[0], end.y)


def straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """The same line without corners that are none."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and any(kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)):
            kept.pop()
        kept.append(point)
    return tuple(kept)
