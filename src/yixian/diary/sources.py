"""The clause on which the diary rests, and the name under which its concerns are kept."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

DIARY = Clause(source=_("Front-line work method of the banner"), article="1.3")
SOURCE = "diary"
