"""The two texts of an entry of the board."""

from django.utils.translation import gettext_lazy as _

from yixian.disclosure.declare import Purpose, register

RAISED = register(
    Purpose(key="board.raised", title=_("What was raised"), put="board.put", check="board.check")
)
ANSWER = register(Purpose(key="board.answer", title=_("The answer"), put="board.put", check="board.check"))
