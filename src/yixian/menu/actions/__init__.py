"""Everything that changes a menu, a volunteer team, or a service beside its plain moves."""

from yixian.menu.actions.hand import MenuRefused
from yixian.menu.actions.library import ItemDraft, change, end, enter
from yixian.menu.actions.service import Proposed, Signed, claim, drop, propose, sign, split, tick
from yixian.menu.actions.teams import (
    NewMember,
    TeamDraft,
    dissolve,
    enrol,
    found,
    leave,
    open_phones,
    reshape,
)

__all__ = [
    "ItemDraft",
    "MenuRefused",
    "NewMember",
    "Proposed",
    "Signed",
    "TeamDraft",
    "change",
    "claim",
    "dissolve",
    "drop",
    "end",
    "enrol",
    "enter",
    "found",
    "leave",
    "open_phones",
    "propose",
    "reshape",
    "sign",
    "split",
    "tick",
]
