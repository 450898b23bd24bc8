"""Steps, moves and what they need, as frozen declarations.

A procedure is written once as data. The engine, the buttons on a page, the diagram, the staff guide and the
permission test all read this data; nothing repeats it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind, Tier

Text = str | Promise
Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """Where a rule comes from: title of the statute or standard, and its article."""

    source: Text
    article: str = ""

    def __str__(self) -> str:
        """Statute and article in the active language; a number with a point is a section of the method, no article."""
        if not self.article:
            return str(self.source)
        if "." in self.article:
            return f"{self.source} {self.article}"
        return _("%(source)s, Art. %(article)s") % {"source": self.source, "article": self.article}


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """A deadline by the code of a dated rule row; number, unit and clause live in that row.

    It runs from when the step is entered (a legal one from the move that starts it), or from the day that the fact
    `since` names. `extension` is the code of the row that says how long all extensions together may be; it may be
    stopped for these `grounds` and extended for those of `extends_for`, for every one where none is named.
    """

    rule: str
    extendable_by: str = ""
    extension: str = ""
    extends_for: tuple[str, ...] = ()
    pausable: bool = False
    grounds: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """Who holds a step: the body of this kind at this tier above the place of the matter.

    ``fallback`` names the kind taken where the tier has no such body (a village without a room). ``keeps`` says
    that whoever has the matter keeps it.
    """

    tier: Tier
    body: str
    fallback: str = ""
    keeps: bool = False


KEEPS = Holder(tier=Tier.BANNER, body="", keeps=True)
"""The step is held by whoever held the one before."""


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
    """A condition over remembered and given facts; ``text`` says what is missing, ``clause`` why it matters.

    ``fixed`` says that nothing which the move asks for can meet it: where it does not hold, the move is not offered.
    """

    key: str
    holds: Callable[[Facts], bool]
    text: Text
    clause: Clause | None = None
    fixed: bool = False


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
    ``outcome_by`` names the choice field whose answer is the outcome.
    ``sets`` are facts remembered by making the move. ``ability`` is needed on a unit that covers the holder;
    ``movers`` says whether the raiser may make it too. ``starts_legal`` starts the legal clock, once;
    ``within`` names the rule for how long after the end of the matter the move may still be made.
    ``takers`` are the kinds of unit of which one takes the matter by this move and holds it from then on. A
    ``Mover.TAKER`` makes it: an officer with the ability on that unit, who need not have seen the matter before, or
    one with it on the holder, who gives it to that unit. ``over_place`` says that an officer with the ability on a
    unit that covers the place may make it too, whoever holds the matter.
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
    outcome_by: str = ""
    clears: tuple[str, ...] = ()
    clause: Clause | None = None
    told: Text = ""
    answers: bool = False
    starts_legal: bool = False
    within: str = ""
    takers: tuple[str, ...] = ()
    over_place: bool = False

    def targets(self) -> tuple[str, ...]:
        return self.target.options if isinstance(self.target, Back) else (self.target,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Passing:
    """How a matter is handed to a unit that is to go on with it in this procedure.

    `bodies` are the kinds of unit that it may be offered to; `admits` what must hold of its facts and `category`
    to be taken in. `answer` and `decide` are the codes of the rows that say in what time the unit takes or refuses
    it, and in what time a refusal is decided on. `silence_takes` says that a unit which lets the time for objecting
    pass has taken it. A matter of another procedure enters at `entry`, and starts the legal clock if `starts_legal`.
    `since` names the fact that holds the day on which the unit took it, where a step counts from that.
    """

    bodies: tuple[str, ...]
    answer: str
    decide: str
    admits: tuple[Guard, ...] = ()
    entry: str = ""
    starts_legal: bool = False
    silence_takes: bool = False
    since: str = ""
    clause: Clause | None = None


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """A whole procedure at one version. A matter keeps the version it began under, unless it passes to another.

    What is `discreet` is seen by those who have it or had it, and not by the offices of its place.
    """

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
    discreet: bool = False
    passing: Passing | None = None

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
        named += [self.legal_limit.rule] if self.legal_limit else []
        limits = [step.limit for step in self.steps] + [self.legal_limit]
        named += [limit.extension for limit in limits if limit and limit.extension]
        named += [self.passing.answer, self.passing.decide] if self.passing else []
        return tuple(dict.fromkeys(named))

    def moves_from(self, step: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if step in move.sources)
