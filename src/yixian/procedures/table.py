"""A procedure as text: its steps and its moves as two tables."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from yixian.procedures.language import Back, Clause, Field, Guard, Limit, Move, Procedure, Step, Text
from yixian.procedures.words import holder_text, limit_text, movers_text

RuleText = Callable[[str], str]


def table(procedure: Procedure, *, rule_text: RuleText | None = None) -> RenderableType:
    """Steps and moves in the active language, for a rich console.

    ``rule_text`` gives the number and clause in force for the code of a rule, or "" where there is none;
    without it the code alone is shown.
    """
    return Group(_heading(procedure, rule_text), _steps(procedure, rule_text), "", _moves(procedure))


def overview(procedures: Iterable[Procedure]) -> RenderableType:
    """One line a procedure: its key, version and title, and how many steps and moves it has."""
    shown = Table(
        *map(
            escape,
            (
                pgettext("procedure", "Key"),
                pgettext("procedure", "Version"),
                pgettext("procedure", "Title"),
                pgettext("procedure", "Steps"),
                pgettext("procedure", "Moves"),
            ),
        )
    )
    for each in procedures:
        _row(shown, each.key, str(each.version), str(each.title), str(len(each.steps)), str(len(each.moves)))
    return shown


def _heading(procedure: Procedure, rule_text: RuleText | None) -> str:
    version = _("version %(number)d") % {"number": procedure.version}
    lines = [f"[bold]{escape(str(procedure.title))}[/bold]  {escape(procedure.key)}, {version}"]
    if procedure.clause:
        lines.append(escape(str(procedure.clause)))
    if procedure.legal_limit:
        limit = _limit(procedure.legal_limit, rule_text)
        lines.append(escape(_("Limit of the whole: %(limit)s") % {"limit": limit}))
    return "\n".join((*lines, ""))


def _steps(procedure: Procedure, rule_text: RuleText | None) -> Table:
    steps = _empty(
        pgettext("procedure", "Steps"),
        pgettext("procedure", "Step"),
        pgettext("procedure", "Held by"),
        pgettext("procedure", "Limit"),
        pgettext("procedure", "Requires"),
        pgettext("procedure", "Clause"),
    )
    for step in procedure.steps:
        limit = _limit(step.limit, rule_text) if step.limit else ""
        _row(
            steps,
            _named(step, begins=step.key == procedure.start),
            holder_text(step),
            limit,
            _guards(step.requires),
            _clause(step.clause),
        )
    return steps


def _moves(procedure: Procedure) -> Table:
    moves = _empty(
        pgettext("procedure", "Moves"),
        pgettext("procedure", "Move"),
        pgettext("procedure", "From"),
        pgettext("procedure", "To"),
        pgettext("procedure", "Who"),
        pgettext("procedure", "Needs"),
        pgettext("procedure", "Outcome"),
        pgettext("procedure", "Clause"),
    )
    outcomes = {outcome.value: outcome.label for outcome in procedure.outcomes}
    for move in procedure.moves:
        _row(
            moves,
            f"{move.title}\n{move.key}",
            ", ".join(move.sources),
            _target(move),
            movers_text(move),
            _needs(move),
            str(outcomes.get(move.outcome, move.outcome)),
            _clause(move.clause),
        )
    return moves


def _empty(title: str, *columns: str) -> Table:
    empty = Table(title=escape(title), title_justify="left", show_lines=True, expand=True)
    for column in columns:
        empty.add_column(escape(column), overflow="fold")
    return empty


def _row(owner: Table, *cells: str) -> None:
    owner.add_row(*(escape(cell) for cell in cells))


def _named(step: Step, *, begins: bool) -> str:
    notes = _("begins here") if begins else ""
    return _lines((f"{step.title}", step.key, notes))


def _limit(limit: Limit, rule_text: RuleText | None) -> str:
    return _lines((limit.rule, rule_text(limit.rule) if rule_text else "", limit_text(limit)))


def _target(move: Move) -> str:
    if isinstance(move.target, Back):
        return _("back to one of: %(steps)s") % {"steps": ", ".join(move.target.options)}
    return move.target


def _needs(move: Move) -> str:
    return _lines((*_asked(move.fields), _guards(move.guards)))


def _asked(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        yield f"• {field.label}" if field.required else _("• %(label)s (optional)") % {"label": field.label}


def _guards(guards: Iterable[Guard]) -> str:
    return _lines(f"✗ {guard.text}{f' [{guard.clause}]' if guard.clause else ''}" for guard in guards)


def _clause(clause: Clause | None) -> str:
    return str(clause) if clause else ""


def _lines(parts: Iterable[Text]) -> str:
    return "\n".join(str(part) for part in parts if part)
