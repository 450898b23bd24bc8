"""Everything that happens on the day of a fair."""

from yixian.fairs.actions.days import close, end_past, open_fair, publish, set_stall, shut_stall
from yixian.fairs.actions.numbers import Said, call_next, draw, finish, leave, open_phone, recall, skip

__all__ = [
    "Said",
    "call_next",
    "close",
    "draw",
    "end_past",
    "finish",
    "leave",
    "open_fair",
    "open_phone",
    "publish",
    "recall",
    "set_stall",
    "shut_stall",
    "skip",
]
