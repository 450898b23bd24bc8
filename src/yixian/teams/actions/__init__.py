"""Everything that changes leaders' cases and teams."""

from yixian.teams.actions.cases import arrange, end, recuse, sponsor, succeed
from yixian.teams.actions.problems import settle, take_on
from yixian.teams.actions.teams import found, household, join, leave, tour
from yixian.teams.actions.work import absent, call, decide, decide_on_site, done, opine, plan, visit

__all__ = [
    "absent",
    "arrange",
    "call",
    "decide",
    "decide_on_site",
    "done",
    "end",
    "found",
    "household",
    "join",
    "leave",
    "opine",
    "plan",
    "recuse",
    "settle",
    "sponsor",
    "succeed",
    "take_on",
    "tour",
    "visit",
]
