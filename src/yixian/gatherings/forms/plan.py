"""The plan of a gathering."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.gatherings.actions.gatherings import LONGEST_TEXT, MOST_PEOPLE, Plan
from yixian.gatherings.enums import Kind, Topic
from yixian.gatherings.forms.common import NO_NAMES, NUMBER, by_kind, calendar_day, clock, long, short
from yixian.gatherings.models import Gathering
from yixian.gatherings.queries import ORGANISERS
from yixian.matters.forms import Writing
from yixian.matters.raise_forms import GroupedField
from yixian.places.enums import PLACE_KINDS, TERRITORY_KINDS, UnitKind
from yixian.places.models import Unit


class What(Writing):
    """What gatherings and series have in common: kind, subject, title, who organises it, and where."""

    kind = forms.ChoiceField(label=_("What kind of gathering"), choices=Kind.choices)
    topic = forms.ChoiceField(
        label=_("Subject of the lesson"),
        choices=[("", "—"), *Topic.choices],
        required=False,
        help_text=_("For lessons."),
    )
    title = short(_("Title"), 60, help_text=NO_NAMES)
    unit = GroupedField(by_kind, label=_("Who organises it"), empty_label="—")
    place = GroupedField(by_kind, label=_("In which place"), empty_label="—")
    spot = short(
        _("Where there"), 60, required=False, help_text=_("The hall, yard or field, as people call it.")
    )

    def __init__(
        self, data: Any = None, *, on: date, organisers: Iterable[Unit], seen: int = 0, **initial: Any
    ) -> None:
        super().__init__(data, seen=seen)
        self.initial.update(initial)
        units = Unit.objects.on(on)
        cast(GroupedField, self.fields["unit"]).queryset = units.filter(
            pk__in=[each.pk for each in organisers]
        )
        places = units.filter(kind__in={*TERRITORY_KINDS, *PLACE_KINDS, *ORGANISERS} - {UnitKind.GRID3})
        cast(GroupedField, self.fields["place"]).queryset = places

    @property
    def common(self) -> dict[str, Any]:
        """What was filled in of it, as plans take it."""
        given = self.cleaned_data
        return {
            "kind": Kind(given["kind"]),
            "topic": Topic(given["topic"]) if given["topic"] else None,
            "title": given["title"],
            "unit": given["unit"],
            "place": given["place"],
            "spot": given["spot"],
            "public": given["public"],
        }


class PlanForm(What):
    """The plan of one gathering."""

    day = calendar_day(_("Day"))
    starts = clock(_("Begins"))
    ends = clock(_("Ends"))
    about = long(
        _("What it is about"),
        LONGEST_TEXT,
        help_text=_("Stands on the public page: what happens, what to bring."),
    )
    agenda = long(_("Agenda, a line for each point"), 2600, help_text=NO_NAMES)
    public = forms.BooleanField(
        label=_("Everybody may come: it stands in the public calendar once it is announced"), required=False
    )
    sign_up = forms.BooleanField(label=_("People sign up beforehand"), required=False)
    capacity = forms.IntegerField(
        label=_("For how many people there is room"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.TextInput(NUMBER),
        help_text=_("Where people sign up. Without a number everybody finds room."),
    )

    @property
    def plan(self) -> Plan:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Plan(
            **self.common,
            starts_at=timezone.make_aware(datetime.combine(given["day"], given["starts"])),
            ends_at=timezone.make_aware(datetime.combine(given["day"], given["ends"])),
            about=given["about"],
            agenda=[each for each in given["agenda"].splitlines() if each.strip()],
            sign_up=given["sign_up"],
            capacity=given["capacity"],
        )


def as_typed(gathering: Gathering, agenda: Sequence[str]) -> dict[str, Any]:
    """A gathering as its form shows it."""
    starts, ends = timezone.localtime(gathering.starts_at), timezone.localtime(gathering.ends_at)
    columns = ("kind", "topic", "title", "spot", "about", "public", "sign_up", "capacity")
    return {
        **{column: getattr(gathering, column) for column in columns},
        "unit": gathering.unit_id,
        "place": gathering.place_id,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "agenda": "\n".join(agenda),
    }
