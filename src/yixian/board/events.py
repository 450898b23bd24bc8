"""What can happen to a matter on the public board; told in the chain of the matter."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

PUT_UP = register(
    EventKind(
        key="board.put_up",
        sentence=_("Put on the public board, without anything that tells who raised it."),
        told=True,
    )
)
ANSWERED = register(
    EventKind(key="board.answered", sentence=_("The answer was put on the public board."), told=True)
)
TAKEN_DOWN = register(
    EventKind(key="board.taken_down", sentence=_("Taken off the public board."), sheds=("reason",), told=True)
)
