"""The clause on which the work of deputies rests, and the key of the opinions they collect."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

SOURCE = "deputy"
DEPUTIES = Clause(source=_("Front-line work method of the banner"), article="1.4")
