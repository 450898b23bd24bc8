"""The minutes of a gathering."""

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Paper, register
from yixian.documents.papers.blanks import line, text

MINUTES = register(
    Paper(
        key="gathering_minutes",
        title=_("Minutes of a gathering"),
        heading="活动记录",
        blanks=(
            line("subject", _("What was held"), "{{ subject }}"),
            line("held", _("When"), "{{ held }}"),
            line("where", _("Where"), "{{ where }}"),
            line("chair", _("Who led it"), "{{ officer }}"),
            line("recorder", _("Who kept the minutes"), "{{ officer }}"),
            line("attended", _("How many came"), "{{ attended }}"),
            text("team", _("Who had a task there"), "{{ team }}", required=False),
            text("agenda", _("Agenda, a line for each point"), "{{ agenda }}", required=False),
            text("course", _("Its course, what was said and decided"), "{{ course }}"),
            text(
                "questions", _("Questions raised, and what became of each"), "{{ questions }}", required=False
            ),
        ),
        signed_by=(_("Who led it"), _("Who kept the minutes")),
    )
)
