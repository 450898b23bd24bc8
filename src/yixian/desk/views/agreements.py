"""The agreement of a mediation: draft, signatures, effect, performance, confirmation by a court."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.views.changes import CHANGE
from yixian.desk.views.mediation import Given, change, data, of_mediation, row_of
from yixian.documents.actions import look_through
from yixian.documents.rules import Accepted, FileRefused
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.forms import MoveForm, Writing
from yixian.matters.models import Matter
from yixian.mediation import actions, forms, rules
from yixian.mediation.enums import Form, Ruling, Side, Subject
from yixian.mediation.models import Obligation
from yixian.mediation.queries import agreement_of, signers_of
from yixian.procedures.decide import Refusal
from yixian.procedures.language import Move
from yixian.remedies.queries import rows_for
from yixian.remedies.rules import RouteRow


def _sent(request: Asked) -> Any:
    return request.FILES if request.method == "POST" else None


def _looked_through(uploads: Any) -> list[tuple[str, Accepted]]:
    """Files that may be kept. Raises Refused."""
    try:
        return look_through(uploads)
    except FileRefused as refused:
        raise Refused([Refusal(text=refused.text, field="papers")]) from refused


@needs("mediation.handle")
@CHANGE
def draft(request: Asked, uid: UUID) -> HttpResponseBase:
    """Draw up the agreement."""
    matter = of_mediation(request, uid)
    known = agreement_of(matter)
    initial: Given = {"form": Form.WRITTEN.value, "subject": rules.presumed(matter.category).value}
    if known is not None:
        initial = {"form": known.form, "subject": known.subject}
        if opened.is_open(request, uid, timezone.now()):
            initial |= {column: sealed.text(known, column) for column in ("facts", "clauses")}
    return change(
        request,
        matter,
        forms.DraftForm(data(request), seen=matter.version, **initial),
        actions.draft,
        lambda given: {
            "given": actions.Draft(
                form=Form(given["form"]),
                subject=Subject(given["subject"]),
                facts=given["facts"],
                clauses=given["clauses"],
            )
        },
        title=_("Draw up the agreement"),
        done=_("The draft was kept. Now add what each side owes, and have it signed."),
        lead=_("Whoever has signed an earlier draft signs again.") if known else "",
    )


@needs("mediation.handle")
@CHANGE
def owe(request: Asked, uid: UUID) -> HttpResponseBase:
    """Put an obligation into the draft."""
    matter = of_mediation(request, uid)
    keys = ("what", "amount", "due_on", "way")
    return change(
        request,
        matter,
        forms.OweForm(data(request), seen=matter.version),
        actions.owe,
        lambda given: {
            "given": actions.Owing(
                by_side=Side(given["by_side"]),
                to_side=Side(given["to_side"]),
                **{key: given[key] for key in keys},
            )
        },
        title=_("Add what one side owes"),
        done=_("It was added to the draft."),
    )


@needs("mediation.handle")
@CHANGE
def drop(request: Asked, uid: UUID, obligation: UUID) -> HttpResponseBase:
    """Take an obligation out of the draft."""
    matter = of_mediation(request, uid)
    row_of(Obligation, matter, obligation)
    return change(
        request,
        matter,
        Writing(data(request), seen=matter.version),
        actions.drop,
        lambda _given: {"obligation": obligation},
        title=_("Take it out of the draft"),
        done=_("It was taken out of the draft."),
    )


@needs("mediation.handle")
@CHANGE
def sign(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record signatures."""
    matter = of_mediation(request, uid)
    form = forms.SignForm(
        data(request),
        seen=matter.version,
        files=_sent(request),
        signers=signers_of(matter),
        on=timezone.localdate(),
    )
    return change(
        request,
        matter,
        form,
        actions.sign,
        lambda given: {
            "signed": form.signed,
            "on": given["on"],
            "electronic_agreed": given["electronic_agreed"],
            "scans": _looked_through(given["papers"]),
        },
        title=_("Record signatures"),
        done=_("The signatures were recorded."),
        lead=_("Parties sign or leave a fingerprint, the mediator signs, the committee seals. Each party keeps a copy, the committee one."),
    )  # fmt: skip


@needs("mediation.handle")
@CHANGE
def conclude(request: Asked, uid: UUID) -> HttpResponseBase:
    """Put the agreement into effect."""
    matter = of_mediation(request, uid)
    known = agreement_of(matter)
    move = rules.settle_move(matter.declaration, matter.step, known.form) if known else None
    if known is None or move is None:
        raise Http404
    form = forms.ConcludeForm(move, data(request), seen=matter.version, oral=known.form == Form.ORAL)
    return change(
        request,
        matter,
        form,
        actions.conclude,
        lambda given: {"given": form.given, "on": given.get("reached_on")},
        title=_("Put the agreement into effect"),
        done=_("The agreement is in effect."),
    )


@needs("mediation.handle")
@CHANGE
def perform(request: Asked, uid: UUID, obligation: UUID) -> HttpResponseBase:
    """Record that an obligation was performed."""
    matter = of_mediation(request, uid)
    row_of(Obligation, matter, obligation)
    form = forms.PerformForm(
        data(request), seen=matter.version, files=_sent(request), on=timezone.localdate()
    )
    return change(
        request,
        matter,
        form,
        actions.perform,
        lambda given: {
            "obligation": obligation,
            "on": given["on"],
            "proof": given["proof"],
            "whole": given["whole"] == "yes",
            "papers": _looked_through(given["papers"]),
        },
        title=_("Record performance"),
        done=_("It was recorded."),
    )


@needs("mediation.handle")
@CHANGE
def default(request: Asked, uid: UUID, obligation: UUID) -> HttpResponseBase:
    """Record that an obligation was not performed, and show what the other side can do now."""
    matter = of_mediation(request, uid)
    found = row_of(Obligation, matter, obligation)
    move = rules.move_from(matter.declaration, matter.step, "default")
    facts = {**matter.facts, "performance_due": found.due_on.isoformat()}
    routes = rows_for(matter.category, facts, timezone.localdate())
    form = _default_form(request, matter, move, routes)
    return change(
        request,
        matter,
        form,
        actions.default,
        lambda given: {
            "obligation": obligation,
            "missing": given["missing"],
            "given": {key: given[key] for key in given if key not in ("seen", "token", "missing")},
        },
        title=_("Record that it was not performed"),
        done=_("It was recorded. The parties were shown their other routes."),
        lead=_("The routes that are open now stand in the answer; change it as it fits."),
    )


def _default_form(request: Asked, matter: Matter, move: Move | None, routes: list[RouteRow]) -> Writing:
    if move is None:
        return forms.DefaultForm(data(request), seen=matter.version)
    form = MoveForm(move, data(request), seen=matter.version)
    form.initial["answer"] = "\n".join([_("What you can do now:"), *map(_route, routes)])
    return form


def _route(row: RouteRow) -> str:
    """A route in one line of an answer."""
    text = _("%(title)s (%(clause)s), at: %(body)s") % {
        "title": row.title,
        "clause": row.clause,
        "body": row.body,
    }
    return _("%(route)s, until %(day)s") % {"route": text, "day": row.last_day} if row.last_day else text


@needs("mediation.handle")
@CHANGE
def confirm(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record a joint application to the court."""
    matter = of_mediation(request, uid)
    return change(
        request,
        matter,
        forms.ApplyForm(data(request), seen=matter.version),
        actions.apply,
        lambda given: {key: given[key] for key in ("on", "court", "jointly")},
        title=_("Apply to the court for confirmation"),
        done=_("The application was recorded."),
        lead=_("Basic people's court of a party, of the thing, or of the mediation body; or the court that invited it"),
    )  # fmt: skip


@needs("mediation.handle")
@CHANGE
def ruling(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record what became of the application."""
    matter = of_mediation(request, uid)
    return change(
        request,
        matter,
        forms.RulingForm(data(request), seen=matter.version),
        actions.rule,
        lambda given: {"ruling": Ruling(given["ruling"]), "on": given["on"], "number": given["number"]},
        title=_("Record the court's ruling"),
        done=_("It was recorded."),
    )
