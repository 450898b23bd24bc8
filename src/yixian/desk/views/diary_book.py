"""A diary as a book: a month or a year of it, opened with a reason, to be printed or kept as a file."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.desk.views.diary import READERS
from yixian.diary import actions, queries
from yixian.diary.events import LABELS
from yixian.diary.forms import BookForm
from yixian.diary.models import Entry
from yixian.diary.rules import Span
from yixian.documents import office
from yixian.documents.papers.diary import BOOK
from yixian.documents.render import PaperFailed, day, fill, moment
from yixian.documents.serve import PDF, answer
from yixian.matters.actions import Refused
from yixian.matters.enums import Need
from yixian.people.models import Person

Leaf = tuple[Entry, list[tuple[str, str]], list[tuple[str, str]]]
"""An entry with its texts under their labels, and what came up with what became of it."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs(*READERS)
@require_http_methods(["GET", "POST"])
def book(request: Asked) -> HttpResponseBase:
    """Ask whose diary, over what time and why; then show it as a page to print, or as a file."""
    people = queries.writers(request.actor)
    sent = request.POST if request.method == "POST" else None
    form = BookForm(
        sent,
        writers=[(person.pk, person.name) for person in people],
        span=request.GET.get("span", Span.of(timezone.localdate()).key)[:7],
        writer=_writer(request, people),
    )
    if sent is not None and form.is_valid():
        try:
            made = _made(request, form.cleaned_data, people)
        except Refused as refused:
            form.add_error("reason", str(refused))
        except Denied:
            raise Http404 from None
        else:
            return made
    shown = {"form": form, "any": bool(people), "pdf": office.program() is not None}
    return render(request, "desk/diary_book.html", shown, status=422 if form.is_bound else 200)


def _writer(request: Asked, people: list[Person]) -> int | None:
    """Whose diary is proposed: that of the link that led here, else one's own."""
    asked = request.GET.get("writer", "")
    known = {person.pk for person in people}
    wanted = int(asked) if asked.isdecimal() and len(asked) < 10 else request.actor.person_id
    return wanted if wanted in known else None


def _made(request: Asked, given: Mapping[str, Any], people: list[Person]) -> HttpResponseBase:
    """The book in the form that was asked for. Its entries are opened first. Raises Denied, Refused."""
    span, at = given["span"], timezone.now()
    writer = next(person for person in people if str(person.pk) == given["writer"])
    entries = actions.open_book(
        by=request.actor, at=at, writer=writer.pk, span=span, need=Need(given["need"]), reason=given["reason"]
    )
    pages = queries.newest_pages(entries)
    ends = queries.came_up(request.actor, entries)
    leaves = [
        (entry, _texts(queries.texts_of(pages[entry.pk])), [_end(each) for each in ends[entry.uid]])
        for entry in entries
    ]
    if "file" in request.POST and leaves:
        try:
            return _file(writer, span, leaves)
        except PaperFailed as failed:
            messages.error(request, str(failed))
    shown = {"writer": writer, "span": span, "leaves": leaves, "at": at, "reader": request.actor.name}
    return render(request, "desk/diary_print.html", shown)


def _texts(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(str(label), texts[key]) for key, label in LABELS.items() if texts[key]]


def _end(concern: Concern) -> tuple[str, str]:
    """A concern by its heading, with what became of it and the number of its matter."""
    became = str(Fate(concern.fate).label)
    return (
        concern.headline or _("A concern without a heading"),
        f"{became} {concern.matter.number}" if concern.matter else became,
    )


def _file(writer: Person, span: Span, leaves: list[Leaf]) -> HttpResponseBase:
    """The book as PDF, or as a Word file where the machine makes no PDF. Raises PaperFailed."""
    word = fill(
        BOOK,
        {
            "writer": writer.name,
            "span": span.key,
            "until": day(timezone.localdate()),
            "entries": [
                {
                    "title": entry.title,
                    "met_at": moment(entry.met_at),
                    "place": entry.place.name,
                    "met": "、".join(map(str, entry.kinds)),
                    "texts": [{"label": label, "text": text} for label, text in texts],
                    "ends": [{"what": what, "became": became} for what, became in ends],
                }
                for entry, texts, ends in leaves
            ],
        },
    )
    name = _("Diary %(span)s") % {"span": span.key}
    if office.program() is None:
        return answer(word, WORD, f"{name}.docx")
    return answer(office.to_pdf([word])[0], PDF, f"{name}.pdf")
