"""The public board of the demonstrated year, played through the real actions."""

from datetime import date, datetime, time

from django.utils import timezone

from yixian.board import queries
from yixian.board.models import Entry
from yixian.disclosure.enums import Stand
from yixian.disclosure.rules import certain, findings


def holds(_start: date, today: date) -> None:
    """What the played year must hold of the board."""
    at = timezone.make_aware(datetime.combine(today, time(9)))
    assert Entry.objects.count() >= 15
    assert queries.public(at).filter(answered_at__isnull=False).count() >= 5
    assert Entry.objects.filter(raised__stand=Stand.DRAFT).count() == 1
    assert Entry.objects.filter(down_at__isnull=False).exists()
    rows = queries.page(queries.public(at), at).rows
    late = [row.days_late for row in rows if row.days_late]
    assert late == sorted(late, reverse=True)
    for entry in queries.public(at).joined():
        assert not certain(findings(entry.raised.text, queries.known_of(entry.matter)))
