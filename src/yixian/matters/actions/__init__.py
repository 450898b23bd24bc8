"""Everything that changes a matter."""

from yixian.matters.actions.assign import assign, assign_many
from yixian.matters.actions.clocks import extend, pause, recompute, resume
from yixian.matters.actions.files import attach, open_with_files
from yixian.matters.actions.merge import merge
from yixian.matters.actions.move import move
from yixian.matters.actions.open import Opened, Raised, open_matter
from yixian.matters.actions.passages import (
    decide,
    give_back,
    keep,
    offer,
    take_over,
    turn_down,
    wake_passages,
)
from yixian.matters.actions.store import Refused, Stale
from yixian.matters.actions.wake import wake
from yixian.matters.actions.words import ask, head, note, recode, reply, unseal

__all__ = [
    "Opened",
    "Raised",
    "Refused",
    "Stale",
    "ask",
    "assign",
    "assign_many",
    "attach",
    "decide",
    "extend",
    "give_back",
    "head",
    "keep",
    "merge",
    "move",
    "note",
    "offer",
    "open_matter",
    "open_with_files",
    "pause",
    "recode",
    "recompute",
    "reply",
    "resume",
    "take_over",
    "turn_down",
    "unseal",
    "wake",
    "wake_passages",
]
