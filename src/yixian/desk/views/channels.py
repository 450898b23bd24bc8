"""What is published: lists of texts, one text with its review, and where it went."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.gate import Asked, needs
from yixian.audit import registry
from yixian.audit.models import Event
from yixian.channels import conf, declare, forms, queries, rules
from yixian.channels.enums import DeliveryState, Kind, State
from yixian.channels.models import Edition, Publication
from yixian.channels.queries import Sheet
from yixian.disclosure.rules import findings
from yixian.people.models import Person
from yixian.procedures.language import Text
from yixian.shell.parts import Entry, Tab

CHANGE = require_http_methods(["GET", "POST"])
WORKERS = ("channels.write", "channels.review")
LISTS: dict[str, Text] = {
    "all": gettext_lazy("All"),
    "review": gettext_lazy("To be reviewed"),
    "draft": gettext_lazy("Being written"),
    "live": gettext_lazy("Published"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "still": gettext_lazy("Did not arrive"),
}
SHOWN_EVENTS = 40


def paged(request: Asked, read: Callable[..., queries.Page[Any]]) -> queries.Page[Any]:
    """One page by the keys in the address; 404 for keys that are none."""
    keys = {name: request.GET.get(name, "") for name in ("after", "before")}
    try:
        return read(**keys)
    except ValueError:
        raise Http404 from None


@needs(*WORKERS)
@require_GET
def publications(request: Asked) -> HttpResponseBase:
    """What is written and published on one's ground, what was touched last first. Four statements."""
    which, kind = request.GET.get("which", "all"), request.GET.get("kind", "")
    if which not in LISTS or (kind and kind not in Kind.values):
        raise Http404
    page = paged(request, lambda **keys: queries.worked_on(request.actor, which, kind=kind, **keys))
    counts = queries.counts(request.actor)
    kept = f"&kind={kind}" if kind else ""
    titles = {each.key: each.title for each in declare.every()}
    context = {
        "page": page,
        "rows": [(each, [titles.get(key, key) for key in each.channels]) for each in page.rows],
        "tabs": [
            Tab(title=title, href=f"?which={key}{kept}", here=key == which, count=counts.get(key))
            for key, title in LISTS.items()
        ],
        "kinds": [Tab(title=_("Every kind"), href=f"?which={which}", here=not kind)]
        + [Tab(title=each.label, href=f"?which={which}&kind={each}", here=each == kind) for each in Kind],
        "kept": f"which={which}{kept}",
        "which": which,
        "writes": request.actor.may("channels.write"),
        "still": queries.standing_still(request.actor),
    }
    return render(request, "desk/publication_list.html", context)


def gate(request: Asked, uid: UUID) -> Sheet:
    """A publication that the actor works on, or 404."""
    try:
        return queries.sheet(request.actor, uid)
    except Publication.DoesNotExist:
        raise Http404 from None


@needs(*WORKERS)
@require_GET
def publication(request: Asked, uid: UUID) -> HttpResponseBase:
    """One publication: its text, what is still to be done with it, where it went, and its history. Seven statements."""
    sheet = gate(request, uid)
    row, edition = sheet.publication, sheet.shown
    if edition is None:
        raise Http404
    lineage, who = row.unit.lineage, request.actor
    writes, reviews = who.may("channels.write", lineage), who.may("channels.review", lineage)
    at_work = sheet.at_work
    setups = {each.channel.key: each for each in conf.every()}
    context = {
        "sheet": sheet,
        "row": row,
        "edition": edition,
        "text": rules.rendered(edition.body),
        "found": findings(f"{edition.title}\n{rules.plain(edition.body)}\n{edition.caption}"),
        "goes": [setups[key].channel for key in edition.channels if key in setups],
        "deliveries": _deliveries(sheet),
        "history": _history(row),
        "may": {
            "edit": writes and at_work is not None,
            "submit": writes and at_work is not None and at_work.state == State.DRAFT,
            "review": reviews
            and at_work is not None
            and not rules.review_fault(at_work.state, at_work.writers, who.person_id),
            "correct": writes and row.state == State.LIVE and at_work is None,
            "drop": writes and at_work is not None and at_work.state == State.DRAFT,
            "withdraw": writes and row.state == State.LIVE,
            "settle": writes,
        },
        "own": at_work is not None and who.person_id in at_work.writers,
        "form": forms.SeenForm(seen=edition.digest),
        "on_site": row.published_at is not None and conf.WEBSITE in row.channels,
    }
    return render(request, "desk/publication_one.html", context)


def _deliveries(sheet: Sheet) -> list[dict[str, Any]]:
    """Where each text went, the newest text first."""
    found = []
    for edition in sheet.editions:
        for each in edition.deliveries.all():
            channel = declare.get(each.channel)
            state = DeliveryState(each.state)
            found.append(
                {
                    "row": each,
                    "number": edition.number,
                    "channel": channel,
                    "tone": _TONES.get(state, "note"),
                    "again": state in (DeliveryState.STUCK, DeliveryState.FAILED),
                    "unsure": state is DeliveryState.UNSURE,
                }
            )
    return found


_TONES = {
    DeliveryState.SENT: "calm",
    DeliveryState.FAILED: "soon",
    DeliveryState.STUCK: "late",
    DeliveryState.UNSURE: "late",
    DeliveryState.WITHDRAWN: "still",
}


def _history(row: Publication) -> list[Entry]:
    """What happened to it, newest first. Two statements."""
    told = list(Event.objects.filter(stream=row.stream).order_by("-seq")[:SHOWN_EVENTS])
    names = dict(Person.objects.filter(pk__in={each.by_id for each in told}).values_list("pk", "name"))
    titles = {each.key: each.title for each in declare.every()}
    return [
        Entry(
            sentence=registry.get(each.kind).describe(
                {**each.body, "channel": titles.get(each.body.get("channel", ""), "")}
            ),
            at=each.at,
            who=names.get(each.by_id or 0, ""),
        )
        for each in told
    ]


@needs(*WORKERS)
@require_GET
def picture(request: Asked, uid: UUID, number: int) -> HttpResponseBase:
    """The picture of a text that is not out yet."""
    gate(request, uid)
    rows = Edition.objects.select_related("picture").filter(publication__uid=uid, number=number)
    edition = rows.first()
    if edition is None or edition.picture is None:
        raise Http404
    return HttpResponse(
        bytes(edition.picture.content), content_type="image/jpeg", headers={"Cache-Control": "private"}
    )
