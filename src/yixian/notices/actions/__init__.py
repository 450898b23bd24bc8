"""Making notices, sending them, and what people set about their own."""

from yixian.notices.actions.deliver import deliver
from yixian.notices.actions.own import (
    NoticesRefused,
    Wishes,
    clear,
    drop_address,
    enter_address,
    prefer,
    read,
    read_all,
    retry,
    verify,
)
from yixian.notices.actions.plan import plan_digests
from yixian.notices.actions.tell import remind, tell

__all__ = [
    "NoticesRefused",
    "Wishes",
    "clear",
    "deliver",
    "drop_address",
    "enter_address",
    "plan_digests",
    "prefer",
    "read",
    "read_all",
    "remind",
    "retry",
    "tell",
    "verify",
]
