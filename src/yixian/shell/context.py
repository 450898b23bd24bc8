"""What every page of the shell needs."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yixian.access.actor import PUBLIC, Actor
from yixian.kernel import banner
from yixian.people.enums import Role
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.shell.navigation import ON_PHONE, shown_to, under_headings

KEPT = 300
"""Seconds for which a banner's name is remembered; it changes once in a generation."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the ways in and the banner's name; each is looked up when a template asks for it."""
    actor = getattr(request, "actor", PUBLIC)
    match = request.resolver_match
    here = match.view_name if match else ""
    ways = SimpleLazyObject(lambda: shown_to(actor))
    return {
        "actor": actor,
        "roles": SimpleLazyObject(lambda: roles_of(actor)),
        "ways_in": ways,
        "ways_under": SimpleLazyObject(lambda: under_headings(ways)),
        "phone_ways": SimpleLazyObject(lambda: [way for way in ways if way.on_phone][:ON_PHONE]),
        "way_keys": SimpleLazyObject(lambda: {way.key for way in ways}),
        "section": SimpleLazyObject(lambda: next((way for way in ways if way.leads_to(here)), None)),
        "here": here,
        "banner_name": SimpleLazyObject(banner_name),
    }


def roles_of(actor: Actor) -> str:
    """The posts of an actor in words."""
    return "、".join(str(Role(role).label) for role in sorted(actor.roles))


def banner_name() -> str:
    """The name of the chosen banner, empty where there is none yet."""
    code = banner.chosen()
    if code is None:
        return ""
    key = f"shell.banner.{code}"
    name: str = cache.get(key, "")
    if not name:
        standing = Unit.objects.filter(kind=UnitKind.BANNER, until__isnull=True)
        name = standing.values_list("name", flat=True).first() or ""
        if name:
            cache.set(key, name, KEPT)
    return name
