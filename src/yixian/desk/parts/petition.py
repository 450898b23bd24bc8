"""What the page of a petition shows beside what every matter has: how it was raised, its requests, its orders."""

from typing import Any

from yixian.access.gate import Asked
from yixian.desk.parts.part import Part
from yixian.kernel import sealed
from yixian.matters.models import Matter
from yixian.petitions import queries
from yixian.petitions.models import Petition
from yixian.petitions.procedures import IN_HAND, PETITION

DELIVERED = ("delivered_on", "review_delivered_on", "rereview_delivered_on")


def _may(request: Asked, matter: Matter, ability: str) -> bool:
    return request.actor.may(ability, matter.holder.lineage)


def petition(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    """How it was raised, and what may be done about its category. One statement."""
    if matter.procedure != PETITION.key:
        return None
    found = queries.details(matter)
    handles = _may(request, matter, "petitions.handle")
    return {
        "petition": found,
        "reported": sealed.text(found, "reported") if found and is_open else "",
        "repeats": _earlier(request, found),
        "route": matter.facts.get("route", ""),
        "delivered": [matter.facts[name] for name in DELIVERED if name in matter.facts],
        "classifies": handles and matter.step == "registered",
        "seals": handles and matter.step in IN_HAND and not matter.about_units,
        "recuses": handles and matter.ended_at is None,
    }


def _earlier(request: Asked, found: Petition | None) -> Matter | None:
    """The petition that it repeats, unless the reader does not see it or it is about them or their unit."""
    earlier = found.repeats if found else None
    if earlier is None or request.actor.kin & set(earlier.about_units):
        return None
    if set(earlier.sight).isdisjoint(request.actor.units("matters.see")):
        return None
    return None if request.actor.person_id in earlier.about_persons else earlier


def requests(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    """What it asks for, and what the opinion says of each. One statement."""
    if matter.procedure != PETITION.key:
        return None
    columns = ("text", "finding", "basis", "reply")
    rows = [
        {"request": each, **{key: sealed.text(each, key) if is_open else "" for key in columns}}
        for each in queries.requests_of(matter)
    ]
    return {
        "rows": rows,
        "is_open": is_open,
        "writes": matter.step in ("registered", "handling") and _may(request, matter, "petitions.handle"),
        "concludes": matter.step == "handling" and _may(request, matter, "petitions.conclude"),
    }


def orders(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    """Its supervision orders. One statement."""
    if matter.procedure != PETITION.key:
        return None
    rows = [
        {
            "order": each,
            "text": sealed.text(each, "order") if is_open else "",
            "reply": sealed.text(each, "reply") if is_open else "",
            "replies": each.replied_at is None and request.actor.may("petitions.handle", each.unit.lineage),
        }
        for each in queries.orders_of(matter)
    ]
    supervises = request.actor.may("petitions.supervise") and matter.holder_id not in request.actor.own_units
    return {"rows": rows, "supervises": supervises} if rows or supervises else None


PETITION_PART = Part(key="petition", template="desk/petition_part.html", context=petition, side=True)
REQUESTS_PART = Part(key="requests", template="desk/petition_requests_part.html", context=requests)
ORDERS_PART = Part(key="orders", template="desk/petition_orders_part.html", context=orders)
