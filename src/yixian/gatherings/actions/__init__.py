"""Everything that changes a gathering, a series of them, or who means to come."""

from yixian.gatherings.actions.gatherings import (
    Plan,
    Seat,
    announce,
    cancel,
    change,
    hold,
    plan,
    set_team,
)
from yixian.gatherings.actions.minutes import make_minutes
from yixian.gatherings.actions.results import (
    Telling,
    doubts,
    propose,
    publish,
    send_back,
    still_open,
    tellings,
)
from yixian.gatherings.actions.series import SeriesPlan, end_series, fill, move_day, skip_day, start_series
from yixian.gatherings.actions.sign_ups import forget_past, open_names, renew_feed, sign_up, withdraw

__all__ = [
    "Plan",
    "Seat",
    "SeriesPlan",
    "Telling",
    "announce",
    "cancel",
    "change",
    "doubts",
    "end_series",
    "fill",
    "forget_past",
    "hold",
    "make_minutes",
    "move_day",
    "open_names",
    "plan",
    "propose",
    "publish",
    "renew_feed",
    "send_back",
    "set_team",
    "sign_up",
    "skip_day",
    "start_series",
    "still_open",
    "tellings",
    "withdraw",
]
