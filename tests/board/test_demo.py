"""The public board of the demonstrated year, played through the real actions."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from django.utils import timezone

from yixian.audit.verify import verify_all
from yixian.board import queries
from yixian.board.models import Entry
from yixian.demo import board, build, petitions
from yixian.demo.acting import staff
from yixian.demo.plan import DAYS
from yixian.demo.year import Player
from yixian.disclosure.enums import Stand
from yixian.disclosure.rules import certain, findings
from yixian.matters import actions
from yixian.places.models import Unit

TODAY = date(2026, 11, 24)
START = build.begins(TODAY)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_year_of_the_board() -> None:
    build.settle(TODAY)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    player = Player(staff(units), {unit.uid: unit for unit in units.values()})
    todo = list(petitions.steps(build.stream("petitions"), player, build.tree(), START))
    todo += board.steps(build.stream("board"), START)
    for number in range(1, DAYS + 1):
        at = timezone.make_aware(datetime.combine(START + timedelta(days=number), time(6)))
        todo.append((at, 0, "clock", partial(actions.wake, at)))
    for _at, _order, _what, act in sorted(todo, key=lambda step: step[:2]):
        act()
    at = timezone.make_aware(datetime.combine(TODAY, time(9)))
    assert Entry.objects.count() >= 15
    assert queries.public(at).filter(answered_at__isnull=False).count() >= 5
    assert Entry.objects.filter(raised__stand=Stand.DRAFT).count() == 1
    assert Entry.objects.filter(down_at__isnull=False).exists()
    rows = queries.page(queries.public(at), at).rows
    late = [row.days_late for row in rows if row.days_late]
    assert late == sorted(late, reverse=True)
    for entry in queries.public(at).joined():
        assert not certain(findings(entry.raised.text, queries.known_of(entry.matter)))
    assert verify_all() == []
