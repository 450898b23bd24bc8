"""What a matter gives its papers: names, words, facts and days, in the language of papers.

All of this is opened here. Whoever calls it has recorded the opening, and shows it only to who opened it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from yixian.access.actor import Actor
from yixian.documents import paper as papers
from yixian.documents.checklist import Stand, stands, tally
from yixian.documents.models import File, Issued
from yixian.documents.paper import Dossier
from yixian.documents.papers.blanks import SHARED
from yixian.documents.queries import brought, given, inventory, issued_for, standing
from yixian.documents.render import day
from yixian.kernel import sealed
from yixian.kernel.workdays import WorkCalendar
from yixian.matters import clocks
from yixian.matters.enums import PartyRole
from yixian.matters.models import Matter, Words
from yixian.places.models import Unit
from yixian.remedies.queries import rows_for
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock, due_date

Provider = Callable[[Matter], Mapping[str, Any]]
WITHOUT = frozenset({"errand"})
"""Procedures of which no dossier is kept."""
DOSSIERS = {"petition": "petition", "_arbitration": "arbitration"}
"""Which dossier is kept, by how the key of the procedure ends; that of a mediation otherwise."""
BASICS = "basics_"
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Let a package say more of a matter than stands here, such as sessions; what it leaves empty changes nothing.

    Names that papers ask for: `agreement_terms`, `agreement_manner`, `agreed_on`, `mediators`, `session_held`,
    `session_place`, `session_openness`, `session_invited`, `session_course`, `session_result`, `performance`,
    `court`, `requests`, `end_reason`, `refusal_reason`, `refusal_clause`, `passage_to`, `passage_reason`, `higher`.
    """
    _providers.append(provider)
    return provider


@dataclass(frozen=True)
class Filed:
    """The dossier of a matter as it stands: its places, every paper made out, and the files brought."""

    dossier: Dossier
    stands: list[Stand]
    papers: list[Issued]
    files: list[File]

    @property
    def needed(self) -> int:
        return sum(each.needed for each in self.stands)

    @property
    def filled(self) -> int:
        """How many of the places that must be filled are."""
        return sum(each.needed and each.filled for each in self.stands)

    @property
    def missing(self) -> list[Stand]:
        return [each for each in self.stands if each.missing]


def dossier_of(matter: Matter) -> Dossier | None:
    """The dossier that is kept of a matter, None where none is."""
    if matter.procedure in WITHOUT:
        return None
    kind = next((kind for ending, kind in DOSSIERS.items() if matter.procedure.endswith(ending)), "mediation")
    return papers.dossier(kind)


def facts_of(matter: Matter) -> dict[str, Any]:
    """The plain facts that say what a dossier must hold."""
    return {**matter.facts, "outcome": matter.outcome, "step": matter.step}


def filed(matter: Matter) -> Filed | None:
    """The dossier of a matter; nothing is opened. Three statements, or none where no dossier is kept."""
    dossier = dossier_of(matter)
    if dossier is None:
        return None
    made = list(issued_for(matter.stream))
    files = brought(matter.stream, made)
    found = stands(dossier, papers=standing(made), files=files, facts=facts_of(matter))
    return Filed(dossier=dossier, stands=found, papers=made, files=files)


def tallied(matter: Matter) -> tuple[Dossier, int, int, int] | None:
    """The dossier of a matter, how many of its needed places are filled, how many there are, and the kinds of paper
    made out so far. One statement, or none where no dossier is kept.
    """
    dossier = dossier_of(matter)
    if dossier is None:
        return None
    made, places = inventory(matter.stream)
    filled, needed = tally(dossier, papers=made, places=places, facts=facts_of(matter))
    return dossier, filled, needed, len(made)


def material(
    matter: Matter, *, by: Actor, at: datetime, made: Sequence[Issued] | None = None
) -> dict[str, Any]:
    """What is known of a matter, as papers want it. `made` spares reading its papers again."""
    today, made = timezone.localdate(at), list(issued_for(matter.stream)) if made is None else made
    typed = _typed(made)
    with translation.override(settings.LANGUAGE_CODE):
        known = {
            **_plain(matter, by, today),
            **_people(matter, typed),
            **_said(matter),
            **_terms(matter, today),
            **_made(made),
            "routes": _routes(matter, today),
            "typed": {key: value for key, value in typed.items() if key in SHARED},
        }
        known["dossier_name"] = _name(known)
        for provider in _providers:
            known.update(
                {key: value for key, value in provider(matter).items() if value not in (None, "", [])}
            )
    return known


def _plain(matter: Matter, by: Actor, today: date) -> dict[str, Any]:
    dossier = dossier_of(matter)
    return {
        "case": matter.number,
        "category": str(matter.declaration.category(matter.category).label),
        "channel": matter.get_channel_display(),
        "channel_key": matter.channel,
        "place": matter.place.name,
        "headline": matter.headline,
        "office": matter.holder.name,
        "holder": matter.holder.name,
        "higher": _higher(matter),
        "officer": by.name,
        "today": today,
        "today_han": day(today),
        "raised_on": timezone.localdate(matter.raised_at),
        "ended_on": timezone.localdate(matter.ended_at) if matter.ended_at else None,
        "facts": dict(matter.facts),
        "outcome": matter.outcome,
        "default_copy": "本单位存档",
        "dossier_heading": dossier.heading if dossier else "",
    }


def _higher(matter: Matter) -> str:
    above = matter.holder.lineage[-2:-1]
    return Unit.objects.filter(pk__in=above).values_list("name", flat=True).first() or ""


def _people(matter: Matter, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Names and how to reach people, by their part; at least one raiser, so that a form has a line to write on."""
    found: dict[str, list[dict[str, Any]]] = {role: [] for role in PartyRole.values}
    for party in matter.parties.select_related("resident").order_by("pk"):
        columns = {key: sealed.text(party.resident, key) for key in ("name", "phone", "address")}
        basics = typed.get(f"{BASICS}{party.pk}", "") if columns["name"] else ""
        found[party.role].append({**columns, "basics": basics, "id": party.pk})
    empty = {"name": "", "phone": "", "address": "", "basics": "", "id": 0}
    raisers, others = found[PartyRole.RAISER] or [empty], found[PartyRole.OTHER]
    return {
        "raisers": raisers,
        "others": others,
        "agents": found[PartyRole.AGENT],
        "parties": len(found[PartyRole.RAISER]) + len(others),
        "raiser_names": _names(raisers),
        "other_names": _names(others),
        "party_names": _names([*raisers, *others]),
        "agent_names": _names(found[PartyRole.AGENT]),
        "raiser_phone": raisers[0]["phone"],
        "raiser_address": raisers[0]["address"],
    }


def _names(people: Iterable[Mapping[str, Any]]) -> str:
    return "、".join(each["name"] for each in people if each["name"])


def _said(matter: Matter) -> dict[str, Any]:
    """The story, and the last words under each field; what was tried stands together."""
    last: dict[str, str] = {}
    tried: list[str] = []
    for words in Words.objects.filter(matter=matter).order_by("seq", "field"):
        text = sealed.text(words, "text")
        last[words.field] = text
        if words.field == "tried" and text:
            tried.append(f"{day(words.at)}：{text}")
    return {"story": sealed.text(matter, "story"), "word": last, "tried": "\n".join(tried)}


def _terms(matter: Matter, today: date) -> dict[str, Any]:
    legal, calendar = clocks.legal_clock(matter), book(today).calendar
    due = due_date(legal) if legal else None
    return {
        "accepted_on": legal.first if legal else None,
        "legal_due": due,
        "legal_due_han": f"至{day(due)}" if due else "",
        "legal_first_due": _first_due(legal, calendar),
        "kept": _kept(matter, today),
    }


def _first_due(clock: Clock | None, calendar: WorkCalendar) -> date | None:
    return replace(clock, extensions=()).last_day(calendar) if clock else None


def _kept(matter: Matter, today: date) -> str:
    dossier = dossier_of(matter)
    return f"{book(today).term(dossier.retention).value}年" if dossier else ""


def _made(made: Sequence[Issued]) -> dict[str, Any]:
    """Numbers of the papers made out so far, by paper, and what goes with the file when it is handed over."""
    now = standing(made)
    headings = [(papers.get(each.paper).heading, each.number) for each in now]
    sent = [pair for pair, each in zip(headings, now, strict=True) if papers.get(each.paper).delivers]
    return {
        "numbers": {each.paper: each.number for each in now},
        "enclosed": "\n".join(" ".join(pair).strip() for pair in headings),
        "last_paper": " ".join(sent[-1]).strip() if sent else "",
    }


def _routes(matter: Matter, today: date) -> str:
    """The open routes, a line for each."""
    return "\n".join(
        f"{row.title}（{row.body}）：{row.last_day or row.days_left}；{row.clause}"
        for row in rows_for(matter.category, matter.facts, today)
    )


def _name(known: Mapping[str, Any]) -> str:
    between = "与".join(filter(None, (known["raiser_names"], known["other_names"])))
    return f"{between}{known['category']}" if between else known["category"]


def _typed(made: Sequence[Issued]) -> dict[str, Any]:
    """What was filled in on earlier papers, the newest counting."""
    typed: dict[str, Any] = {}
    for each in made:
        typed.update({key: value for key, value in given(each).items() if value})
    return typed
