"""Routes as frozen declarations: for which kinds, under which answers, until when, and what stands against them.

A route is written once as data. Nothing in it is a function, so what it reads of a case is known (`Route.reads`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from yixian.procedures.language import Clause, Text
from yixian.remedies.enums import Family

Answer = str | date
KNOWN = "known"
"""The fact that says when the party knew, or should have known, of the harm and of who did it."""


class BadRoute(Exception):
    """A route is declared twice, or does not say what it rests on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What is known of a dispute: its kind (four digits of GB/T 31000) and plain answers; nothing about persons."""

    category: str
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def day(self, facts: Iterable[str]) -> date | None:
        """The day of the first of these facts that is known."""
        days = (self.answers.get(fact) for fact in facts)
        return next((day for day in days if isinstance(day, date)), None)

    def among(self, kinds: Iterable[str]) -> bool:
        """Whether its kind begins like one of these."""
        return self.category.startswith(tuple(kinds))


@dataclass(frozen=True, kw_only=True, slots=True)
class Test:
    """An answer is (or, where not `wanted`, is not) one of some values; with none named, that there is one."""

    __test__ = False
    fact: str
    values: tuple[str, ...] = ()
    wanted: bool = True

    def holds(self, case: Case) -> bool:
        answer = case.answers.get(self.fact)
        found = answer in self.values if self.values else answer not in (None, "")
        return found is self.wanted


def when(fact: str, *values: str) -> Test:
    """The answer is one of these; with none named, there is an answer."""
    return Test(fact=fact, values=values)


def unless(fact: str, *values: str) -> Test:
    """The opposite of `when`."""
    return Test(fact=fact, values=values, wanted=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Cases of some kinds for which all tests hold."""

    kinds: tuple[str, ...]
    tests: tuple[Test, ...] = ()

    def holds(self, case: Case) -> bool:
        return case.among(self.kinds) and all(test.holds(case) for test in self.tests)


def of(kinds: tuple[str, ...], *tests: Test) -> Scope:
    """Cases of these kinds under these tests."""
    return Scope(kinds=kinds, tests=tests)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Why a route is closed, or has no time limit: holds for these kinds (none named: all) under all its tests."""

    text: Text
    clause: Clause
    kinds: tuple[str, ...] = ("",)
    tests: tuple[Test, ...] = ()

    def holds(self, case: Case) -> bool:
        return case.among(self.kinds) and all(test.holds(case) for test in self.tests)


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """A term by the code of its rule row, counted from the first of `start` that is known.

    `after` is the code of a term that must pass first: the route opens, and this count begins, when it ends.
    """

    rule: str
    start: tuple[str, ...]
    tests: tuple[Test, ...] = ()
    after: str = ""
    note: Text = ""

    def holds(self, case: Case) -> bool:
        return all(test.holds(case) for test in self.tests)


def cited(clause: Clause) -> str:
    """Statute and article, in the active language."""
    return _("%(source)s, Art. %(article)s") % {"source": clause.source, "article": clause.article}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fee:
    """What asking costs, as far as a clause says so; the amount is never worked out."""

    text: Text
    clause: Clause | None = None

    def __str__(self) -> str:
        return f"{self.text} ({cited(self.clause)})" if self.clause else str(self.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """One way to go, for the cases of one of its `scopes`.

    Of several counts that hold the earliest last day counts. `free` says where no time limit applies, `bars` what
    closes it; it opens on the day after the fact `opens`. `over` says what it means that the time has passed,
    `asking` by which clause asking breaks a running limitation period.
    """

    key: str
    family: Family
    title: Text
    body: Text
    fee: Fee
    clause: Clause
    how: Text
    scopes: tuple[Scope, ...]
    opens: str = ""
    counts: tuple[Count, ...] = ()
    free: tuple[Ground, ...] = ()
    bars: tuple[Ground, ...] = ()
    note: Text = ""
    over: Text = ""
    asking: Clause | None = None

    def concerns(self, case: Case) -> bool:
        return any(scope.holds(case) for scope in self.scopes)

    def reads(self) -> frozenset[str]:
        """The facts on which its answer depends."""
        return frozenset(self._read())

    def rules(self) -> frozenset[str]:
        """The rule rows by which it is counted."""
        return frozenset(code for count in self.counts for code in (count.rule, count.after) if code)

    def _read(self) -> Iterator[str]:
        declared: tuple[Scope | Count | Ground, ...] = (*self.scopes, *self.counts, *self.free, *self.bars)
        for each in declared:
            yield from (test.fact for test in each.tests)
        yield from filter(None, [self.opens])
        for count in self.counts:
            yield from count.start


_routes: dict[str, Route] = {}


def register(route: Route) -> Route:
    """Make a route known. Raises BadRoute for a second one of its key, or one without an article."""
    clauses = [route.clause, *(ground.clause for ground in (*route.free, *route.bars))]
    if route.key in _routes or not all(clause.article for clause in clauses):
        raise BadRoute(f"{route.key} is declared twice, or names a clause without its article")
    _routes[route.key] = route
    return route


def every() -> tuple[Route, ...]:
    """All routes in the order of their declaration."""
    return tuple(_routes.values())
