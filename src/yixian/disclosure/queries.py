"""Reading public texts."""

from yixian.disclosure.models import Snapshot
from yixian.kernel import sealed


def draft_of(snapshot: Snapshot) -> str:
    """The text as it was drafted, for those who write and check it: what identifies somebody was taken out."""
    return sealed.text(snapshot, "draft")


def remark_of(snapshot: Snapshot) -> str:
    """Why the second person sent it back."""
    return sealed.text(snapshot, "remark")
