"""A matter's events as sentences, for those who work on it and for whoever raised it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yixian.audit import registry
from yixian.audit.models import Event
from yixian.audit.queries import history
from yixian.matters.enums import Channel, Ground, Need, RefusalGround, Taking, Voice
from yixian.matters.models import Matter
from yixian.people.models import Person
from yixian.places.models import Unit
from yixian.procedures import registry as procedures
from yixian.procedures.enums import Mover
from yixian.procedures.language import Procedure, Text

CLOCKS: Mapping[str, Text] = {
    "legal": gettext_lazy("legal deadline"),
    "step": gettext_lazy("deadline of the step"),
}


HOW_KEPT: Mapping[str, Text] = {
    "agreed": gettext_lazy("the offer was taken back, or its refusal agreed to"),
    "decided": gettext_lazy("it was so decided"),
}


@dataclass(frozen=True)
class Said:
    """A text that came with an event, under the label of its field."""

    label: str
    text: str
    voice: str


@dataclass(frozen=True)
class Line:
    """One event told to a reader. `who` is a person, empty where the reader learns none; `step` where it happened."""

    seq: int
    at: datetime
    kind: str
    sentence: str
    who: str
    step: str
    procedure: str = ""
    said: list[Said] = field(default_factory=list)


def for_office(matter: Matter, words: Mapping[int, Mapping[str, str]]) -> list[Line]:
    """Everything that happened, newest first. Three statements; `words` as `queries.words_of` opens them."""
    return _lines(matter, list(history(matter.stream)), words, names=True)


def for_raiser(matter: Matter, words: Mapping[int, Mapping[str, str]]) -> list[Line]:
    """What whoever raised it reads, newest first; offices are named, persons are not. Two statements."""
    seen = [event for event in history(matter.stream) if registry.get(event.kind).told]
    return _lines(matter, seen, words, names=False)


def sentences(found: Sequence[Event]) -> dict[int, str]:
    """Events of any matters as sentences by their number in the log, offices and persons named. Three statements."""
    begin = Matter.stream_prefix()
    found = [event for event in found if event.stream.startswith(begin)]
    uids = {UUID(event.stream.removeprefix(begin)) for event in found}
    rows = Matter.objects.filter(uid__in=uids).only("uid", "procedure", "procedure_version")
    matters = {matter.stream: matter for matter in rows}
    units, people = _units(found), _people(found)
    return {
        event.pk: _sentence(event, matters[event.stream].declaration, units, people)
        for event in found
        if event.stream in matters
    }


def _lines(
    matter: Matter, found: list[Event], words: Mapping[int, Mapping[str, str]], *, names: bool
) -> list[Line]:
    units = _units(found)
    people = _people(found) if names else {}
    procedure = matter.declaration
    return [
        Line(
            seq=event.seq,
            at=event.at,
            kind=event.kind,
            sentence=_sentence(event, procedure, units, people),
            who=_who(event, people),
            step=event.body.get("source") or event.body.get("step") or "",
            procedure=event.body.get("procedure") or procedure.key,
            said=_said(event, procedure, words.get(event.seq, {})),
        )
        for event in reversed(found)
    ]


def _units(found: Iterable[Event]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in=_ids(found, ("holder", "to"))).values_list("pk", "name"))


def _people(found: Sequence[Event]) -> dict[int, str]:
    wanted = {event.by_id for event in found if event.by_id} | _ids(found, ("assignee",))
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _ids(found: Iterable[Event], keys: Collection[str]) -> set[int]:
    return {event.body[key] for event in found for key in keys if event.body.get(key)}


def _sentence(event: Event, procedure: Procedure, units: Mapping[int, str], people: Mapping[int, str]) -> str:
    return registry.get(event.kind).describe(_facts(event.body, _declared(event, procedure), units, people))


def _declared(event: Event, procedure: Procedure) -> Procedure:
    """The procedure that the matter was in when the event happened; it may have passed into another since."""
    key = event.body.get("procedure", procedure.key)
    return procedures.get(key, event.body.get("version", None if key != procedure.key else procedure.version))


def _facts(
    body: Mapping[str, Any], procedure: Procedure, units: Mapping[int, str], people: Mapping[int, str]
) -> dict[str, object]:
    targets = procedures.get(body["entered"]) if "entered" in body else procedure
    tellers: dict[str, Callable[[Any], object]] = {
        "holder": lambda unit: units.get(unit) or _("nobody"),
        "to": lambda unit: units.get(unit) or _("nobody"),
        "source": lambda step: procedure.step(step).title,
        "target": lambda step: targets.step(step).title,
        "move": lambda move: procedure.move(move).title,
        "channel": lambda channel: Channel(channel).label,
        "assignee": lambda person: (
            people.get(person) or (_("an official") if person else _("nobody in particular"))
        ),
        "clock": lambda clock: CLOCKS[clock],
        "ground": lambda ground: Ground(ground).label,
        "need": lambda need: Need(need).label,
        "due": _day,
        "entered": lambda key: procedures.get(key).title,
        "taking": lambda taking: Taking(taking).label,
        "refusal": lambda ground: RefusalGround(ground).label if ground else "",
        "how": lambda how: HOW_KEPT[how],
    }
    return {key: tellers[key](value) if key in tellers else value for key, value in body.items()}


def _day(moment: str | None) -> str:
    return date_format(localtime(datetime.fromisoformat(moment)), "DATE_FORMAT") if moment else "–"


def _who(event: Event, people: Mapping[int, str]) -> str:
    mover = event.body.get("mover")
    if mover == Mover.RAISER:
        return _("whoever raised it")
    if mover == Mover.CLOCK:
        return _("by itself")
    return people.get(event.by_id or 0, "")


def _said(event: Event, procedure: Procedure, words: Mapping[str, str]) -> list[Said]:
    labels = (
        {field.key: field for field in _declared(event, procedure).move(event.body["move"]).fields}
        if "move" in event.body
        else {}
    )
    raiser = event.body.get("mover") == Mover.RAISER
    said = []
    for key, text in words.items():
        field = labels.get(key)
        to_raiser = field.to_raiser if field else key == "text"
        voice = Voice.RAISER if raiser else Voice.ANSWER if to_raiser else Voice.FILE
        said.append(Said(str(field.label) if field else _label(event, key), text, voice))
    return said


def _label(event: Event, key: str) -> str:
    label = registry.get(event.kind).labels.get(key)
    if label is not None:
        return str(label)
    return _("Reason") if key == "reason" else _("In their words")
