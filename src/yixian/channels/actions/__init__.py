"""What may be done with publications, deliveries, messages and the settings of channels."""

from yixian.channels.actions.again import settle, tell_again, try_again
from yixian.channels.actions.publishing import (
    approve,
    correct,
    draft,
    drop,
    send_back,
    submit,
    withdraw,
)
from yixian.channels.actions.receiving import answer, close, read, receive, recompute, take_up
from yixian.channels.actions.sending import run
from yixian.channels.actions.setting import configure

__all__ = [
    "answer",
    "approve",
    "close",
    "configure",
    "correct",
    "draft",
    "drop",
    "read",
    "receive",
    "recompute",
    "run",
    "send_back",
    "settle",
    "submit",
    "take_up",
    "tell_again",
    "try_again",
    "withdraw",
]
