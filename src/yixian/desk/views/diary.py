"""Reading diaries: a month, a list, one entry, its files. What is sealed is shown only while it is open."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.audit import registry
from yixian.audit.queries import history
from yixian.concerns.queries import for_record
from yixian.desk import opened
from yixian.diary import queries
from yixian.diary.enums import Which, Whose
from yixian.diary.events import LABELS
from yixian.diary.models import Entry
from yixian.diary.rules import Span
from yixian.diary.sources import SOURCE
from yixian.documents.queries import of_stream
from yixian.documents.serve import respond
from yixian.matters.enums import Need
from yixian.people.models import Person
from yixian.rulebook.queries import book
from yixian.shell.parts import Entry as Line

READERS = ("diary.keep", "diary.supervise")


def gate(request: Asked, uid: UUID) -> Entry:
    """The entry, or 404 for whoever may not read it."""
    try:
        return queries.for_reader(request.actor, uid)
    except Entry.DoesNotExist:
        raise Http404 from None


@needs(*READERS)
@require_GET
def month(request: Asked) -> HttpResponseBase:
    """A month of one's own diary or of those one supervises; what is counted is only what is owed."""
    at, today = timezone.now(), timezone.localdate()
    whose = _whose(request)
    span = _span(request.GET.get("month", ""), today)
    days = queries.month(request.actor, whose, span, at)
    worked = book(today).calendar
    weeks = [
        [
            {
                "day": day,
                "kind": worked.kind(day).value,
                "name": worked.name(day),
                "today": day == today,
                "here": span.since <= day < span.until,
                "entries": days[day].entries if day in days else [],
                "more": days[day].more if day in days else 0,
            }
            for day in week
        ]
        for week in span.weeks
    ]
    shown = {"span": span, "weeks": weeks, "any": bool(days), **_common(request, whose, at)}
    shown["kept"] = f"whose={whose.value}"
    return render(request, "desk/diary_month.html", shown)


@needs(*READERS)
@require_GET
def listed(request: Asked) -> HttpResponseBase:
    """Entries newest first, of one day or all: those that owe an end, those past their time, those to be written up."""
    at, whose = timezone.now(), _whose(request)
    asked, text = request.GET.get("which", ""), request.GET.get("q", "")[:100]
    which = Which(asked) if asked in Which.values else Which.ALL
    day = _day(request.GET.get("day", ""))
    rows = queries.scope(request.actor, whose, which, at, text, day)
    try:
        page = queries.leaf(rows, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    except ValueError:
        page = queries.leaf(rows)
    of_day = {"day": day.isoformat()} if day else {}
    shown = {
        "page": page,
        "which": which,
        "ways": list(Which),
        "text": text,
        "day": day,
        "kept": urlencode({"whose": whose.value, "which": which.value, "q": text, **of_day}),
        **_common(request, whose, at),
    }
    return render(request, "desk/diary_list.html", shown)


def _common(request: Asked, whose: Whose, at: datetime) -> dict[str, Any]:
    """What both views show: whose diaries, and how many entries owe an end, from the one query that counts them."""
    counts = queries.counts(request.actor, at)
    keeps, supervises = (request.actor.may(each) for each in READERS)
    offered = [Whose.OWN] * keeps + [Whose.SUPERVISED] * supervises
    return {
        "whose": whose,
        "offered": [(each, counts[each.value]) for each in offered],
        "owes": counts[whose.value],
        "late": counts[f"{whose.value}_late"],
        "keeps": keeps,
        "own": whose is Whose.OWN,
    }


def _whose(request: Asked) -> Whose:
    keeps, supervises = (request.actor.may(each) for each in READERS)
    if not keeps or (supervises and request.GET.get("whose") == Whose.SUPERVISED):
        return Whose.SUPERVISED
    return Whose.OWN


def _span(key: str, today: date) -> Span:
    try:
        span = Span.read(key)
    except ValueError:
        return Span.of(today)
    return span if span.month else Span(span.year, 1)


def _day(key: str) -> date | None:
    try:
        found = date.fromisoformat(key)
        Span.read(Span.of(found).key)
    except ValueError:
        return None
    return found


@needs(*READERS)
@require_GET
def entry(request: Asked, uid: UUID) -> HttpResponseBase:
    """One entry with what came up and what became of it, its files, and who opened it."""
    found = gate(request, uid)
    at = timezone.now()
    is_open = opened.is_open(request, uid, at, "entry")
    pages = list(found.pages.all())
    asked = request.GET.get("version", "")
    shown = next((page for page in pages if str(page.number) == asked), pages[-1])
    texts = queries.texts_of(shown) if is_open else {}
    own = found.writer_id == request.actor.person_id
    return render(
        request,
        "desk/diary_entry.html",
        {
            "entry": found,
            "now": at,
            "is_open": is_open,
            "texts": [(label, texts[key]) for key, label in LABELS.items() if texts.get(key)],
            "page": shown,
            "older": shown.number < found.version,
            "pages": pages if len(pages) > 1 else [],
            "files": list(of_stream(found.stream)),
            "concerns": for_record(request.actor, SOURCE, uid),
            "lines": lines(found),
            "may_open": queries.may_open(request.actor, found),
            "mine": own and request.actor.may("diary.keep"),
            "month": Span.of(timezone.localdate(found.met_at)),
            "whose": Whose.OWN if own else Whose.SUPERVISED,
        },
    )


def lines(entry: Entry) -> list[Line]:
    """What happened to an entry, newest first, with who did it. Two statements."""
    events = list(history(entry.stream))
    names = dict(Person.objects.filter(pk__in={each.by_id for each in events}).values_list("pk", "name"))
    return [
        Line(
            sentence=registry.get(event.kind).describe(_words(event.body)),
            at=event.at,
            who=names.get(event.by_id or 0, ""),
        )
        for event in reversed(events)
    ]


def _words(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "need": Need(body["need"]).label} if "need" in body else body


@needs(*READERS)
@require_GET
def file(request: Asked, uid: UUID, file: UUID) -> HttpResponseBase:
    """A file of an entry, while it is open in this session."""
    found = gate(request, uid)
    if not opened.is_open(request, uid, timezone.now(), "entry"):
        raise Http404
    return respond(get_object_or_404(of_stream(found.stream), uid=file))
