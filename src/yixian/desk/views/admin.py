"""Administration: its doors, and what its pages have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actions import GrantRefused
from yixian.access.gate import Asked, needs
from yixian.desk.admin_forms import AdminForm
from yixian.people.actions import PeopleRefused
from yixian.people.queries import search_people
from yixian.places.actions import TreeRefused
from yixian.places.queries import search_units
from yixian.procedures.language import Text
from yixian.rulebook.rules import RuleRefused

CHANGE = require_http_methods(["GET", "POST"])
REFUSED = (GrantRefused, PeopleRefused, RuleRefused, TreeRefused)


@dataclass(frozen=True, kw_only=True)
class Door:
    """A way from the first page of the administration."""

    url_name: str
    title: Text
    sentence: Text
    icon: str
    ability: str


DOORS = (
    Door(
        url_name="desk:admin_people",
        title=_("Accounts and posts"),
        sentence=_("Who may sign in, who holds which post from when until when, and who stands in."),
        icon="users",
        ability="people.administer",
    ),
    Door(
        url_name="desk:admin_tree",
        title=_("Tree of units"),
        sentence=_("Set up, rename, move and merge units; what was before stays in their history."),
        icon="sitemap",
        ability="places.administer",
    ),
    Door(
        url_name="desk:admin_rules",
        title=_("Rules"),
        sentence=_("Every number that deadlines are counted by, with its source, and from when it holds."),
        icon="scale",
        ability="rulebook.administer",
    ),
    Door(
        url_name="desk:admin_calendar",
        title=_("Holidays"),
        sentence=_("Which days are worked; enter the yearly notice and see which deadlines it moves."),
        icon="calendar-event",
        ability="rulebook.administer",
    ),
    Door(
        url_name="desk:admin_grants",
        title=_("Abilities"),
        sentence=_("What a post may do beyond what its role brings, and until when."),
        icon="key",
        ability="access.grant",
    ),
    Door(
        url_name="desk:admin_log",
        title=_("Log"),
        sentence=_("Everything that was written, by whom and when, and how it is sealed. For reading only."),
        icon="file-search",
        ability="audit.read",
    ),
)


@needs("people.administer", "access.grant", "rulebook.administer", "places.administer", "audit.read")
@require_GET
def index(request: Asked) -> HttpResponseBase:
    """What an administrator may do here."""
    doors = [door for door in DOORS if request.actor.may(door.ability)]
    return render(request, "desk/admin.html", {"doors": doors})


@dataclass(frozen=True, kw_only=True)
class Back:
    """The page that a form came from, and goes back to."""

    href: Text
    title: Text


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing that a search found; `href` chooses it."""

    href: str
    title: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Picker:
    """A search field and what it found; `kept` is what else stands in the address."""

    label: Text
    text: str
    rows: list[Found] = field(default_factory=list)
    kept: Sequence[tuple[str, str]] = ()


def unit_picker(request: Asked, label: Text, name: str = "unit") -> Picker:
    """Search the units of today; choosing one puts its id under `name` into the address."""
    text = request.GET.get("q", "")[:80]
    rows = [
        Found(href=_address(request, name, unit.pk), title=unit.name, note=_of_unit(unit))
        for unit in search_units(text, timezone.localdate())
    ]
    return Picker(label=label, text=text, rows=rows)


def person_picker(request: Asked, label: Text, name: str = "person") -> Picker:
    """Search those who may sign in; choosing one puts their id under `name` into the address."""
    text = request.GET.get("q", "")[:80]
    found = search_people(text, most=20) if text.strip() else []
    rows = [
        Found(href=_address(request, name, person.pk), title=person.name, note=person.username)
        for person in found
        if person.is_active
    ]
    return Picker(label=label, text=text, rows=rows)


def _of_unit(unit: Any) -> str:
    above = unit.parent.name if unit.parent else ""
    return " · ".join(filter(None, (str(unit.get_kind_display()), above, unit.code)))


def _address(request: Asked, name: str, pk: int) -> str:
    query = request.GET.copy()
    query.pop("q", None)
    query[name] = str(pk)
    return f"?{query.urlencode()}"


def number_of(text: str | None) -> int:
    """The row number that a piece of an address names; 0, which no row has, for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def data(request: Asked) -> Any:
    """What was sent, None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def write(
    request: Asked,
    form: AdminForm,
    act: Callable[[dict[str, Any]], object],
    *,
    title: Text,
    done: Text,
    back: Back,
    lead: Text = "",
    submit: Text = "",
    then: str = "",
    template: str = "desk/admin_form.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Show a form, or make its change and go back (or on to `then`); a refusal leaves everything as typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except REFUSED as refused:
            form.refuse(str(refused), getattr(refused, "field", ""))
        else:
            messages.success(request, str(done))
            return redirect(then or str(back.href))
    shown = {"form": form, "title": title, "lead": lead, "submit": submit or title, "back": back}
    return render(request, template, {**shown, **(more or {})}, status=422 if form.is_bound else 200)


def choose(request: Asked, picker: Picker, *, title: Text, back: Back, lead: Text = "") -> HttpResponseBase:
    """Show the page on which the thing is searched that a form is then about."""
    shown = {"picker": picker, "title": title, "lead": lead, "back": back}
    return render(request, "desk/admin_choose.html", shown)
