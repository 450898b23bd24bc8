"""Keeping filters of the worklist."""

from datetime import datetime

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.record import append_to_chain
from yixian.desk.events import FILTER_DROPPED, FILTER_SAVED
from yixian.desk.models import SavedFilter

KEPT = ("whose", "which", "q", "procedure", "category", "step", "outcome", "unit")
MOST = 20


class FilterRefused(Exception):
    """The filter cannot be kept; the message says why."""


@transaction.atomic
def save_filter(*, by: Actor, at: datetime, name: str, query: str) -> SavedFilter:
    """Keep what an address of the worklist asks for under a name; the same name again replaces it.

    Raises Denied, FilterRefused.
    """
    by.require("matters.see")
    name = name.strip()
    if not name or len(name) > 30:
        raise FilterRefused(_("Give the filter a name of up to 30 characters."))
    asked = QueryDict(query)
    kept = QueryDict(mutable=True)
    kept.update({key: asked[key] for key in KEPT if asked.get(key)})
    mine = SavedFilter.objects.filter(person_id=by.person_id or 0)
    if mine.exclude(name=name).count() >= MOST:
        raise FilterRefused(_("You have twenty filters already. Drop one first."))
    saved, _new = mine.update_or_create(
        person_id=by.person_id or 0, name=name, defaults={"query": kept.urlencode()[:400]}
    )
    append_to_chain(_stream(by), kind=FILTER_SAVED, at=at, by_id=by.person_id)
    return saved


@transaction.atomic
def drop_filter(*, by: Actor, at: datetime, pk: int) -> bool:
    """Drop one's own filter; return whether there was one."""
    dropped, _rows = SavedFilter.objects.filter(person_id=by.person_id or 0, pk=pk).delete()
    if dropped:
        append_to_chain(_stream(by), kind=FILTER_DROPPED, at=at, by_id=by.person_id)
    return bool(dropped)


def _stream(by: Actor) -> str:
    return f"filters:{by.person_id}"
