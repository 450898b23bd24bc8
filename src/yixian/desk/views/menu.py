"""The service menu: what places offer, what waits to be claimed, and the volunteer teams."""

from collections.abc import Collection, Iterable
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, QuerySet, Window
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yixian.access.actor import Actor
from yixian.access.gate import Asked, needs
from yixian.desk.views.home import ground, year
from yixian.desk.views.matter import title_of
from yixian.matters.models import Matter
from yixian.measures.queries import figures, stocks
from yixian.menu import queries
from yixian.menu.enums import Availability, Skill
from yixian.menu.models import MenuItem, Volunteer, VolunteerTeam, Wish
from yixian.menu.rules import around
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.shell.parts import Tab

NEWEST = 20


@needs("menu.see")
@require_GET
def menu(request: Asked) -> HttpResponseBase:
    """What waits for me, the figures of the menu, and the menu of a place."""
    now, today = timezone.now(), timezone.localdate()
    actor = request.actor
    places = list(
        queries.places_with_menu(today).defer("boundary").select_related("parent").order_by("lineage")
    )
    place = _place(request, places)
    period = year(today)
    flows = figures(
        ["menu.signed", "menu.claimed", "menu.concluded", "menu.reviewed"],
        ground(actor),
        period.since,
        period.until,
    )
    there = stocks(["menu.teams", "menu.volunteers"], None, today)
    keeps = actor.may("menu.keep")
    context = {
        "tabs": tabs("menu"),
        "places": places,
        "place": place,
        "rows": queries.menu_of(place, today) if place else [],
        "keeps_here": place is not None and actor.may("menu.keep", place.lineage),
        "keeps": keeps,
        "signs": actor.may("menu.register"),
        "to_issue": _listed(queries.to_issue(actor)) if keeps else {},
        "proposals": _listed(queries.proposals(actor)) if keeps else {},
        "flows": {key: sum(parts.values()) for key, parts in flows.items()},
        "content": flows["menu.reviewed"].get("content", 0),
        "teams": sum(there["menu.teams"].values()),
        "volunteers": sum(there["menu.volunteers"].values()),
        "waiting": queries.waiting().count(),
        "late": queries.unclaimed_late(now).count(),
        "left": queries.left_behind(actor, today).count() if actor.may("menu.release") else 0,
        "sees": actor.may("matters.see"),
        "period": period,
        "now": now,
    }
    return render(request, "desk/menu.html", context)


def _place(request: Asked, places: list[Unit]) -> Unit | None:
    """The place asked for; else the first with a menu that somebody's post covers or lies in, else the first."""
    wanted = request.GET.get("place", "")
    chosen = [unit for unit in places if str(unit.pk) == wanted]
    own = request.actor.own_units
    mine = [unit for unit in places if own & set(unit.lineage) or unit.pk in request.actor.kin]
    return next(iter((*chosen, *mine, *places)), None)


def _listed(rows: QuerySet[Matter]) -> dict[str, Any]:
    """The first of these by title, and how many there are. One statement."""
    shown = list(rows.annotate(every=Window(Count("pk")))[:NEWEST])
    every = cast(Any, shown[0]).every if shown else 0
    return {
        "rows": [(matter, title_of(matter)) for matter in shown],
        "every": every,
        "more": every > len(shown),
    }


def tabs(here: str) -> list[Tab]:
    """The views of the menu."""
    views = (
        ("menu", "desk:menu", _("Menu")),
        ("board", "desk:menu_board", _("Waiting to be claimed")),
        ("teams", "desk:menu_teams", _("Volunteer teams")),
    )
    return [Tab(title=title, href=reverse(name), here=key == here) for key, name, title in views]


@needs("menu.see")
@require_GET
def board(request: Asked) -> HttpResponseBase:
    """What waits to be claimed, or for the office that takes it back; soonest due first, what and where, never who."""
    now, today = timezone.now(), timezone.localdate()
    actor = request.actor
    towns = list(Unit.objects.on(today).filter(kind=UnitKind.TOWN).only("pk", "name").order_by("code", "pk"))
    asked = request.GET.get("town", "")
    town = next((each for each in towns if str(each.pk) == asked), None)
    skill = request.GET.get("skill", "")
    late, left = (request.GET.get(each) == "1" for each in ("late", "left"))
    left_behind = queries.left_behind(actor, today)
    rows = left_behind if left else queries.unclaimed_late(now) if late else queries.waiting()
    rows = queries.narrowed(
        rows, skill=skill if skill in Skill.values else "", town=town.pk if town else None
    )
    listed = list(rows[: queries.LONGEST_LIST])
    claimers, every = queries.branches_of(actor, "menu.claim", today), {each.pk for each in towns}
    shown = [_row(actor, each, not left and _may_claim(actor, each, claimers, every)) for each in listed]
    context = {
        "tabs": tabs("board"),
        "rows": shown,
        "waiting": len(listed),
        "late_count": queries.unclaimed_late(now).count(),
        "late": late,
        "left_count": left_behind.count() if actor.may("menu.release") else 0,
        "left": left,
        "towns": towns,
        "town": town,
        "skills": Skill,
        "skill": skill,
        "claims": any(row["claims"] for row in shown),
        "more": len(listed) == queries.LONGEST_LIST,
        "now": now,
    }
    return render(request, "desk/menu_board.html", context)


def _may_claim(actor: Actor, wish: Wish, claimers: Iterable[Unit], towns: Collection[int]) -> bool:
    """Whether an actor finds a team to claim for: as who holds it, or for a branch of theirs around it."""
    matter = wish.matter
    return actor.may("menu.claim", matter.holder.lineage) or any(
        matter.step == "risen" or around(each.lineage, matter.place.lineage, towns) for each in claimers
    )


def _row(actor: Actor, wish: Wish, claims: bool = False) -> dict[str, Any]:
    """A row of the board; the matter is linked for those alone who see it."""
    matter = wish.matter
    return {
        "wish": wish,
        "matter": matter,
        "item": wish.item,
        "risen": matter.step == "risen",
        "seen": not set(matter.sight).isdisjoint(actor.units("matters.see")),
        "claims": claims,
    }


@needs("menu.see")
@require_GET
def item(request: Asked, item: UUID) -> HttpResponseBase:
    """One item of a menu: what, who for, how long, and how many places of the season are left."""
    today = timezone.localdate()
    found = item_of(item)
    (there,) = queries.offered([found], today)
    context = {
        "item": found,
        "there": there,
        "keeps": request.actor.may("menu.keep", found.place.lineage) and found.until is None,
        "signs": request.actor.may("menu.register") and found.offered_on(today),
    }
    return render(request, "desk/menu_item.html", context)


def item_of(uid: UUID) -> MenuItem:
    """An item with its place, or 404."""
    return get_object_or_404(MenuItem.objects.select_related("place").defer("place__boundary"), uid=uid)


@needs("menu.see")
@require_GET
def teams(request: Asked) -> HttpResponseBase:
    """Every volunteer team: how many are on it, and how much it has in hand."""
    today = timezone.localdate()
    skill = request.GET.get("skill", "")
    rows = queries.every_team(today)
    if skill in Skill.values:
        rows = rows.filter(skills__contains=[skill])
    context = {
        "tabs": tabs("teams"),
        "rows": [(each, skills_of(each.skills), _over(each.branch)) for each in rows[: queries.LONGEST_LIST]],
        "skills": Skill,
        "skill": skill,
        "leads": request.actor.may("menu.work"),
    }
    return render(request, "desk/menu_teams.html", context)


def _over(unit: Unit) -> bool:
    return unit.until is not None and unit.until <= timezone.localdate()


def skills_of(values: Iterable[str]) -> list[Any]:
    """Kinds of work by name."""
    return [Skill(each).label for each in values]


@needs("menu.see")
@require_GET
def team(request: Asked, uid: UUID) -> HttpResponseBase:
    """One team: its members, what it has in hand, what residents said of it."""
    return render(request, "desk/menu_team.html", team_context(request, team_or_404(uid), {}))


def team_or_404(uid: UUID) -> VolunteerTeam:
    """A team, or 404."""
    try:
        return queries.team_of(uid, timezone.localdate())
    except VolunteerTeam.DoesNotExist:
        raise Http404 from None


def team_context(request: Asked, found: VolunteerTeam, phones: dict[int, str]) -> dict[str, Any]:
    """What the page of a team shows; `phones` by member only right after they were opened."""
    today = timezone.localdate()
    leads = request.actor.may("menu.work", found.branch.lineage)
    members = Volunteer.objects.on(today).filter(team=found)
    return {
        "team": found,
        "skills": skills_of(found.skills),
        "secretaries": queries.secretaries(found.branch, today),
        "members": [
            (
                each,
                skills_of(each.skills),
                [Availability(free).label for free in each.free],
                phones.get(each.pk),
            )
            for each in members
        ],
        "in_hand": [_row(request.actor, each) for each in queries.in_hand(found)],
        "reviewed": [_row(request.actor, each) for each in queries.reviewed(found)],
        "leads": leads and found.until is None,
        "dissolves": found.until is None and request.actor.may("menu.release", found.branch.lineage),
        "over": _over(found.branch),
        "opens": leads and request.actor.may("people.open", found.branch.lineage) and not phones,
        "opened": bool(phones),
        "now": timezone.now(),
    }
