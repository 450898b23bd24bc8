"""Notices of bodies that take up, refuse or hand over a dispute."""

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Numbering, Paper, Style, register
from yixian.documents.papers.blanks import ACCEPTED_ON, CONTACT, line, text

register(
    Paper(
        key="body_acceptance",
        title=_("Notice of acceptance"),
        heading="受理通知书",
        style=Style.LETTER,
        numbering=Numbering(mark="受字"),
        blanks=(
            ACCEPTED_ON,
            text("subject", _("What is dealt with"), "{{ requests or headline or category }}"),
            line("term", _("Until when it is dealt with"), "{{ legal_due_han }}", required=False),
            CONTACT,
        ),
        delivers=True,
    )
)
register(
    Paper(
        key="body_refusal",
        title=_("Notice of non-acceptance"),
        heading="不予受理通知书",
        style=Style.LETTER,
        numbering=Numbering(mark="不受字"),
        blanks=(
            text("subject", _("What was asked for"), "{{ requests or headline or category }}"),
            text("reason", _("Why it is not taken up"), "{{ refusal_reason or word.reason }}"),
            line("clause", _("Clause that this rests on"), "{{ refusal_clause }}"),
            text("ways", _("Routes that are open, a line for each"), "{{ routes }}"),
            CONTACT,
        ),
        delivers=True,
    )
)
register(
    Paper(
        key="body_transfer",
        title=_("Letter handing a dispute over with its file"),
        heading="纠纷移送函",
        style=Style.LETTER,
        numbering=Numbering(mark="移字"),
        blanks=(
            line("to", _("To which body"), "{{ passage_to }}"),
            text("reason", _("Why it is handed over"), "{{ passage_reason or word.reason }}"),
            text("enclosed", _("What goes with it, a line for each"), "{{ enclosed }}"),
            CONTACT,
        ),
        delivers=True,
    )
)
