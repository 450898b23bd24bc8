"""The number of unread notices, for the bar above every page."""

from django import template

from yixian.access.actor import Actor
from yixian.notices.queries import unread

register = template.Library()


@register.simple_tag
def unread_notices(actor: Actor) -> int:
    """How many notices the actor has not read; nothing is asked for somebody without a post."""
    return unread(actor) if actor.roles else 0
