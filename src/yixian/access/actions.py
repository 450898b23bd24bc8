"""Giving abilities to posts and taking them back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access import declare, events
from yixian.access.actor import Actor
from yixian.access.models import Grant
from yixian.access.rules import grant_fault
from yixian.audit import record
from yixian.audit.registry import EventKind
from yixian.people.events import stream_of
from yixian.people.models import Post
from yixian.people.rules import Period
from yixian.procedures.language import Text


class GrantRefused(Exception):
    """The ability cannot be given; the message says why, `field` which of the things given it is about."""

    def __init__(self, text: Text, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def grant(
    *, by: Actor, at: datetime, post: Post, ability: str, since: date, until: date | None = None
) -> Grant:
    """Give an ability to a post on its ground from a day, until (not including) another.

    Raises Denied, GrantRefused.
    """
    by.require("access.grant")
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    declared = next((each for each in declare.every() if each.key == ability), None)
    if declared is None:
        raise GrantRefused(_("There is no such ability."), "ability")
    if post.person_id == by.person_id:
        raise GrantRefused(_("Nobody gives themselves an ability."))
    if fault := grant_fault(post.role, declared.roles):
        raise GrantRefused(fault, "ability")
    if until is not None and until <= since:
        raise GrantRefused(_("The end must come after the beginning."), "until")
    if since < post.since or (post.until is not None and since >= post.until):
        raise GrantRefused(_("The post is not held on that day."), "since")
    period = Period(since=since, until=until)
    same = Grant.objects.filter(post=post, ability=ability)
    if any(period.meets(Period(since=each.since, until=each.until)) for each in same):
        raise GrantRefused(_("The post has been given this ability for that time already."), "since")
    made = Grant.objects.create(post=post, ability=ability, since=since, until=until)
    told = {"since": since.isoformat(), "until": until.isoformat() if until else None}
    _tell(by, at, events.GRANTED, made, **told)
    return made


@transaction.atomic
def revoke(*, by: Actor, at: datetime, given: Grant) -> None:
    """Take an ability back from today on; a grant that begins later falls away. Raises Denied, GrantRefused."""
    by.require("access.grant")
    made = Grant.objects.select_for_update(of=("self",)).select_related("post").get(pk=given.pk)
    today = timezone.localdate(at)
    if made.until is not None and made.until <= today:
        raise GrantRefused(_("The ability has ended already."))
    _tell(by, at, events.REVOKED, made, until=today.isoformat())
    if made.since < today:
        made.until = today
        made.save(update_fields=["until"])
    else:
        made.delete()


def _tell(by: Actor, at: datetime, kind: EventKind, made: Grant, **body: object) -> None:
    record.append_to_chain(
        stream_of(made.post.person_id),
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=by.unit_id,
        body={"person": made.post.person_id, "post": made.post_id, "ability": made.ability, **body},
    )
