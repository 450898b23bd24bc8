"""What may be done in liaison: assigning and handing over, visits, and the development plan."""

from yixian.liaison.actions.assign import Heir, assign, hand_over, read_note
from yixian.liaison.actions.plan import Change, change_item, plan_item
from yixian.liaison.actions.visits import Said, Told, attach, drop_visit, make_visit, open_visit, plan_visit

__all__ = [
    "Change", "Heir", "Said", "Told", "assign", "attach", "change_item", "drop_visit", "hand_over", "make_visit",
    "open_visit", "plan_item", "plan_visit", "read_note",
]  # fmt: skip
