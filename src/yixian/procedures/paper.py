"""The words of a layout: boxes, lanes and edges in whole pixels, y growing downwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from yixian.procedures.enums import Tier
from yixian.procedures.language import Move, Procedure, Step

Point = tuple[int, int]
Pair = tuple[str, str]
Flow = Literal["on", "out", "back"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Measures:
    """Sizes of one manner of drawing.

    ``rise`` is the distance between rungs and ``climb`` how far each stands to the right of the one below.
    ``clear`` is kept free between the boxes and the lines in the left gutter, ``track`` between those lines.
    ``caption`` is the room for lane names at the left, ``head`` the room for them above. ``spread`` parts the
    ways out of one step; ``gateway`` is the width of the diamond behind a step with several (0 draws none).
    """

    box: Point
    end: Point
    rise: int
    climb: int
    entry: int
    gutter: int
    out: int
    band: int
    side_gap: int = 0
    caption: int = 0
    head: int = 0
    clear: int = 0
    track: int = 12
    spread: int = 18
    gateway: int = 0


LADDER = Measures(
    box=(196, 56),
    end=(132, 56),
    rise=84,
    climb=36,
    entry=30,
    gutter=22,
    out=96,
    band=100,
    side_gap=44,
    caption=34,
)
COLUMN = Measures(
    box=(196, 54),
    end=(196, 54),
    rise=82,
    climb=0,
    entry=26,
    gutter=12,
    out=70,
    band=82,
    head=32,
)
BPMN = Measures(
    box=(200, 80),
    end=(36, 36),
    rise=150,
    climb=90,
    entry=100,
    gutter=80,
    out=240,
    band=200,
    side_gap=220,
    clear=100,
    caption=60,
    track=20,
    spread=36,
    gateway=50,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A step on paper: its upper left corner and its size."""

    step: Step
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Lane:
    """A band of steps held at one tier; ``tier`` is None where nobody in office holds them."""

    tier: Tier | None
    steps: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """All moves from one step to another, as one line with right angles.

    ``flow`` is "on" towards later steps, "out" from the ladder to what stands beside it, "back" to earlier
    steps. ``label`` is where the base line of its text begins.
    """

    source: str
    target: str
    moves: tuple[Move, ...]
    flow: Flow
    points: tuple[Point, ...]
    label: Point


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A procedure on paper. ``entry`` is where it begins; ``gateways`` are centres of diamonds by step."""

    procedure: Procedure
    measures: Measures
    width: int
    height: int
    boxes: tuple[Box, ...]
    lanes: tuple[Lane, ...]
    edges: tuple[Edge, ...]
    gateways: Mapping[str, Point]
    entry: tuple[Point, Point]

    @cached_property
    def _boxes(self) -> dict[str, Box]:
        return {box.step.key: box for box in self.boxes}

    def box(self, step: str) -> Box:
        return self._boxes[step]

    def turns(self, step: str) -> tuple[Move, ...]:
        """The moves that leave a matter where it stands."""
        return tuple(m for m in self.procedure.moves_from(step) if step in m.targets())
