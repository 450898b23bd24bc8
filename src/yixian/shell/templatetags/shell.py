"""Tags and filters of the shell. Which to use when: docs/style.md."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import segno
from django import template
from django.conf import settings
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from yixian.places.enums import UnitKind
from yixian.procedures.enums import StepKind, Tier
from yixian.procedures.language import Step, Text
from yixian.procedures.words import TIERS
from yixian.shell.clock import chip
from yixian.shell.icons import shapes
from yixian.shell.parts import Entry, Stage, Tab, Tone

register = template.Library()

STEP_TONES = {StepKind.WORK: Tone.CALM, StepKind.WAITING: Tone.NOTE}
TIER_ICONS = {
    Tier.GRID: "grid-4x4",
    Tier.VILLAGE: "home",
    Tier.TOWN: "building",
    Tier.BANNER: "building-bank",
}
UNIT_ICONS = {
    UnitKind.BANNER: "building-bank",
    UnitKind.TOWN: "building",
    UnitKind.VILLAGE: "home",
    UnitKind.COMMUNITY: "home",
    UnitKind.GRID1: "grid-4x4",
    UnitKind.GRID2: "grid-4x4",
    UnitKind.GRID3: "grid-4x4",
}
CONTROLS = {
    "CheckboxInput": "check",
    "CheckboxSelectMultiple": "choices",
    "RadioSelect": "choices",
    "Select": "form-select",
    "SelectMultiple": "form-select",
}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the set, for the eye alone; words stand beside it."""
    classes = f"icon {extra}".strip()
    return mark_safe(  # noqa: S308 - nothing but shapes of the locked set
        f'<svg class="{classes}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        f'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{shapes(name)}</svg>'
    )


@register.inclusion_tag("shell/badge.html")
def badge(text: Text, tone: str = Tone.STILL, icon: str = "") -> dict[str, Any]:
    """A word or two on a ground of colour."""
    return {"text": text, "tone": tone, "icon": icon}


@register.inclusion_tag("shell/badge.html")
def step_badge(step: Step) -> dict[str, Any]:
    """The step at which a matter stands."""
    return {"text": step.title, "tone": STEP_TONES.get(step.kind, Tone.STILL), "icon": ""}


@register.inclusion_tag("shell/badge.html")
def tier_badge(tier: str) -> dict[str, Any]:
    """The level of the tree."""
    known = Tier(tier)
    return {"text": TIERS[known], "tone": Tone.STILL, "icon": TIER_ICONS[known]}


@register.inclusion_tag("shell/badge.html")
def outcome_badge(text: Text, good: bool | None = None) -> dict[str, Any]:
    """How a matter ended: settled (`good`), not (`False`), or led elsewhere (`None`)."""
    tone, sign = {
        True: (Tone.CALM, "circle-check"),
        False: (Tone.STILL, "circle-minus"),
        None: (Tone.NOTE, "arrow-right-circle"),
    }[good]
    return {"text": text, "tone": tone, "icon": sign}


@register.inclusion_tag("shell/unit.html")
def unit_badge(unit: Any, href: str = "") -> dict[str, Any]:
    """A unit by its kind's icon and its name."""
    return {"unit": unit, "href": href, "icon": UNIT_ICONS.get(unit.kind, "users-group")}


@register.inclusion_tag("shell/clock.html")
def clock(
    due: datetime | None, now: datetime, paused: bool = False, provisional: bool = False
) -> dict[str, Any]:
    """A chip that says how long there is left."""
    return {"chip": chip(due, now, paused=paused), "due": due, "paused": paused, "provisional": provisional}


@register.inclusion_tag("shell/figure.html")
def figure(
    number: Any,
    label: Text,
    scope: Text = "",
    href: str = "",
    bad: bool = False,
    as_of: datetime | None = None,
) -> dict[str, Any]:
    """A number that says what it counts, over what, until when; with `href` it opens on its records."""
    return {"number": number, "label": label, "scope": scope, "href": href, "bad": bad, "as_of": as_of}


@register.inclusion_tag("shell/facts.html")
def facts(pairs: Sequence[tuple[Text, Any]]) -> dict[str, Any]:
    """What is known of a thing, each with its name; pairs without a value are left out."""
    return {"pairs": [(name, value) for name, value in pairs if value not in (None, "")]}


@register.inclusion_tag("shell/tabs.html")
def tabs(items: Sequence[Tab], label: Text, look: str = "tabs") -> dict[str, Any]:
    """Views of the same thing beside each other; `look` is tabs, or pills for a second row."""
    return {"items": items, "label": label, "look": look}


@register.inclusion_tag("shell/steps.html")
def steps(stages: Sequence[Stage]) -> dict[str, Any]:
    """How far a way has been gone."""
    return {"stages": stages}


@register.inclusion_tag("shell/timeline.html")
def timeline(entries: Sequence[Entry]) -> dict[str, Any]:
    """A history in sentences, the newest first."""
    return {"entries": entries}


@register.inclusion_tag("shell/pager.html")
def pager(page: Any, kept: str = "") -> dict[str, Any]:
    """Links to what is newer and older than a page; `kept` is the rest of the query, encoded."""
    return {"page": page, "kept": kept}


@register.inclusion_tag("shell/field.html")
def field(bound: BoundField, sources: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A field with label, help, source and what is wrong with it."""
    look = CONTROLS.get(type(bound.field.widget).__name__, "form-control")
    return {
        "field": bound,
        "source": (sources or {}).get(bound.name) if sources else None,
        "look": look if look in ("check", "choices") else "plain",
    }


@register.filter
def styled(bound: BoundField) -> SafeString:
    """The field's own control in our looks, tied to its help and its error."""
    look = CONTROLS.get(type(bound.field.widget).__name__, "form-control")
    attrs: dict[str, Any] = {} if look in ("check", "choices") else {"class": look}
    if bound.field.widget.attrs.get("rows") == "10":
        attrs["rows"] = "5"
    described = [
        f"{bound.auto_id}-{part}"
        for part, there in (("help", bound.help_text), ("error", bound.errors))
        if there
    ]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["class"] = f"{attrs.get('class', '')} is-invalid".strip()
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


@register.simple_block_tag
def card(content: str, title: Text = "", extra: str = "") -> str:
    """A sheet with a heading."""
    return render_to_string("shell/card.html", {"content": content, "title": title, "extra": extra})


@register.simple_block_tag
def nothing(content: str, icon: str, title: Text, text: Text = "") -> str:
    """What stands where a list is empty: why, and between the tags what to do next."""
    return render_to_string(
        "shell/nothing.html", {"content": content, "icon": icon, "title": title, "text": text}
    )


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context, content: str, key: str, title: Text, action: str, label: Text, danger: bool = False
) -> str:
    """A dialog that asks before `action` is posted to; opened by whatever carries `data-dialog` with its key."""
    inside = {
        "content": content,
        "key": key,
        "title": title,
        "action": action,
        "label": label,
        "danger": danger,
    }
    return render_to_string("shell/confirm.html", inside, request=context.get("request"))


@register.simple_block_tag
def chart(content: str, label: Text, kind: str = "bar") -> str:
    """A chart of the table between the tags: bar, stack, line or rows (bars that lie)."""
    return render_to_string("shell/chart.html", {"content": content, "label": label, "kind": kind})


@register.inclusion_tag("shell/map.html")
def outlines(url: str, label: Text, small: bool = False) -> dict[str, Any]:
    """A map of GeoJSON outlines; a feature's `href` and `open` give its link and its colour."""
    return {"url": url, "label": label, "small": small, "tiles": _tiles(), "pick": False}


@register.inclusion_tag("shell/map.html")
def point_picker(url: str, label: Text) -> dict[str, Any]:
    """A map on which one taps a place; it fills the hidden inputs `lon` and `lat` of the same form."""
    return {"url": url, "label": label, "small": True, "tiles": _tiles(), "pick": True}


def _tiles() -> str:
    return settings.MAP_TILES.geturl() if settings.MAP_TILES else ""


@register.simple_tag
def qr(address: str, code: str) -> SafeString:
    """A QR picture that leads to the follow page; the code stands behind `#` and reaches no log."""
    drawn = segno.make(f"{address}#{code}", error="m").svg_inline(
        scale=4, border=2, svgclass="yx-qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key, None where there is none."""
    return mapping.get(key)
