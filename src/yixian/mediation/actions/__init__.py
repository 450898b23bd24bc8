"""Everything that changes mediation."""

from yixian.mediation.actions.agreements import Draft, Owing, conclude, draft, drop, owe, sign
from yixian.mediation.actions.appoint import appoint, stand_down
from yixian.mediation.actions.confirmation import apply, rule
from yixian.mediation.actions.counsel import advise, ask_aid, decide_aid
from yixian.mediation.actions.performance import default, perform
from yixian.mediation.actions.roster import Listed, compose, enlist, strike
from yixian.mediation.actions.sessions import Minutes, cancel, hold, plan

__all__ = [
    "Draft",
    "Listed",
    "Minutes",
    "Owing",
    "advise",
    "apply",
    "appoint",
    "ask_aid",
    "cancel",
    "compose",
    "conclude",
    "decide_aid",
    "default",
    "draft",
    "drop",
    "enlist",
    "hold",
    "owe",
    "perform",
    "plan",
    "rule",
    "sign",
    "stand_down",
    "strike",
]
