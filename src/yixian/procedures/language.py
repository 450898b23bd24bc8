"""Steps, moves and what they need, as frozen declarations.

A procedure is written once as data. The engine, the buttons on a page, the diagram, the staff guide and the
permission test all read this data; nothing repeats it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind, Tier

Text = str | Promise
Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """Where a rule comes from: title of the statute or standard, and its article."""

    source: Text
    article: str = ""

    def __str__(self) -> str:
        return f"{self.source} {self.article}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """A deadline by the code of a dated rule row; number, unit and clause live in that row."""

    rule: str
    extendable_by: str = ""
    pausable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """Who holds a step: the body of this kind at this tier above the place of the matter.

    ``fallback`` names the kind taken where the tier has no such body (a village without a room).
    """

    tier: Tier
    body: str
    fallback: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    value: str
    label: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One thing a move asks for.

    ``fact`` is the name under which a plain value is remembered (``{step}`` is the step being left).
    ``sealed`` text is kept encrypted and enters the log only as a commitment. ``to_raiser`` marks words that
    the person who raised the matter reads on the follow page.
    """

    key: str
    label: Text
    kind: FieldKind = FieldKind.LONG_TEXT
    required: bool = True
    choices: tuple[Choice, ...] = ()
    help: Text = ""
    fact: str = ""
    to_raiser: bool = False
    source: Clause | None = None

    @property
    def sealed(self) -> bool:
        return self.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Guard:
    """A condition over remembered and given facts; ``text`` says what is missing, ``clause`` why it matters."""

    key: str
    holds: Callable[[Facts], bool]
    text: Text
    clause: Clause | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A state of a matter. ``requires`` must hold whenever a matter stands here, however it came.

    When the limit ends, the move ``lapse`` is made by itself; where none is named, the step is escalated.
    """

    key: str
    title: Text
    plain: Text
    kind: StepKind = StepKind.WORK
    holder: Holder | None = None
    limit: Limit | None = None
    requires: tuple[Guard, ...] = ()
    clause: Clause | None = None
    mediates: bool = False
    lapse: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Back:
    """A target known only at run time: the step the matter was in before it came here."""

    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """An arrow of the procedure.

    ``sources`` to ``target``; ``outcome`` is set on the matter when not empty (``clears`` empties it).
    ``sets`` are facts remembered by making the move. ``ability`` is needed on a unit that covers the holder;
    ``movers`` says whether the raiser may make it too. ``starts_legal`` starts the legal clock, once;
    ``within`` names the rule for how long after the end of the matter the move may still be made.
    """

    key: str
    title: Text
    sources: tuple[str, ...]
    target: str | Back
    kind: MoveKind
    ability: str = ""
    movers: frozenset[Mover] = frozenset({Mover.OFFICER})
    fields: tuple[Field, ...] = ()
    guards: tuple[Guard, ...] = ()
    sets: Facts = field(default_factory=dict)
    outcome: str = ""
    clears: tuple[str, ...] = ()
    clause: Clause | None = None
    told: Text = ""
    answers: bool = False
    starts_legal: bool = False
    within: str = ""

    def targets(self) -> tuple[str, ...]:
        return self.target.options if isinstance(self.target, Back) else (self.target,)


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """A whole procedure at one version. A matter keeps the version it began under."""

    key: str
    version: int
    title: Text
    start: str
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    legal_limit: Limit | None
    outcomes: tuple[Choice, ...]
    categories: tuple[Choice, ...] = ()
    clause: Clause | None = None
    open_ability: str = ""
    numbering: str = ""

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.key: step for step in self.steps}

    @cached_property
    def _moves(self) -> dict[str, Move]:
        return {move.key: move for move in self.moves}

    @cached_property
    def _outcomes(self) -> dict[str, Choice]:
        return {outcome.value: outcome for outcome in self.outcomes}

    @cached_property
    def _categories(self) -> dict[str, Choice]:
        return {category.value: category for category in self.categories}

    def step(self, key: str) -> Step:
        return self._steps[key]

    def move(self, key: str) -> Move:
        """The move of this key; raises KeyError where the procedure has none."""
        return self._moves[key]

    def outcome(self, value: str) -> Choice:
        return self._outcomes[value]

    def category(self, value: str) -> Choice:
        return self._categories[value]

    def limits(self) -> tuple[str, ...]:
        """Codes of all rules that the declaration names."""
        named = [step.limit.rule for step in self.steps if step.limit]
        named += [move.within for move in self.moves if move.within]
        return tuple(dict.fromkeys([*named, *([self.legal_limit.rule] if self.legal_limit else [])]))

    def moves_from(self, step: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if step in move.sources)
