"""The demonstrated year of teams and leaders, played among the disputes that it takes on: exactly the figures of 2013."""

from datetime import date, datetime, time

from django.utils import timezone

from yixian.access.queries import actor_for
from yixian.demo import teams
from yixian.people.models import Person
from yixian.teams.models import Member, Problem, Sponsorship, Team, Tour, Visit
from yixian.teams.queries.cases import View, due_for, leaders, scope, without_leader


def holds(_start: date, today: date) -> None:
    """What the played year must hold of teams and leaders."""
    end = timezone.make_aware(datetime.combine(today, time()))
    assert (Problem.objects.count(), Team.objects.count(), Sponsorship.objects.count()) == (30, 5, 12)
    assert Visit.objects.filter(team__isnull=False).count() >= 41
    assert Tour.objects.count() >= 90
    group = Member.objects.filter(team__uid=teams.GROUP, unit__kind="department", capacity="staff")
    assert group.values("unit").distinct().count() == 6
    leader = actor_for(Person.objects.get(username="leader"), today)
    assert scope(leader, View.LEAD, end).count() >= 1
    assert scope(leader, View.STUCK, end).count() >= 1
    assert Sponsorship.objects.filter(without_leader(leaders(today)), until=None).count() == 1
    assert due_for(leader, end)
