"""The demonstrated year of teams and leaders, played among the disputes that it takes on: exactly the figures of 2013."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from django.utils import timezone

from yixian.access.queries import actor_for
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.demo import build, teams
from yixian.demo.acting import staff
from yixian.demo.plan import disputes
from yixian.demo.year import Player, settle_in
from yixian.measures.actions import fold_all, recount
from yixian.method.figures import FIGURES, Period
from yixian.people.models import Person
from yixian.places.models import Unit
from yixian.teams.models import Member, Problem, Sponsorship, Team, Tour, Visit
from yixian.teams.queries.cases import View, due_for, leaders, scope, without_leader

TODAY = date(2026, 11, 24)
END = timezone.make_aware(datetime.combine(TODAY, time()))


def played() -> None:
    """Play only the disputes that teams and leaders take on, and what these do."""
    start = build.settle(TODAY)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    player = Player(staff(units), {unit.uid: unit for unit in units.values()})
    full = settle_in(
        build.stream("year"), disputes(build.stream("disputes"), build.tree(), start), build.tree(), END
    )
    chosen = teams.pick(build.stream("teams"), full, END).every
    doings = list(teams.steps(build.stream("teams"), player.matters, full, start, END))
    for number, each in enumerate(chosen.values(), 1000):
        doings.append((each.opened, number, "raise", partial(player.raise_, each, None)))
        doings += [(move.at, number, move.key, partial(player.move, each, move)) for move in each.moves]
    for _at, _order, _what, act in sorted(doings, key=lambda step: step[:2]):
        act()
    fold_all(END)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_year_of_teams_and_leaders_gives_the_figures_of_the_report() -> None:
    played()
    year = Period(TODAY - timedelta(days=365), TODAY)
    assert FIGURES["households_visited_at_least"].compute(year) == 41
    assert FIGURES["longstanding_problems_settled"].compute(year) == 24
    assert recount() == []
    assert verify_all() == []
    assert (Problem.objects.count(), Team.objects.count(), Sponsorship.objects.count()) == (30, 5, 12)
    assert Visit.objects.filter(team__isnull=False).count() >= 41
    assert Tour.objects.count() >= 90
    group = Member.objects.filter(team__uid=teams.GROUP, unit__kind="department", capacity="staff")
    assert group.values("unit").distinct().count() == 6
    last: dict[str, datetime] = {}
    for stream, at in Event.objects.order_by("stream", "seq").values_list("stream", "at"):
        assert at >= last.get(stream, at)
        last[stream] = at
    leader = actor_for(Person.objects.get(username="leader"), TODAY)
    assert scope(leader, View.LEAD, END).count() >= 1
    assert scope(leader, View.STUCK, END).count() >= 1
    assert Sponsorship.objects.filter(without_leader(leaders(TODAY)), until=None).count() == 1
    assert due_for(leader, END)
