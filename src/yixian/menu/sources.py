"""The clause on which the service menu rests."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

MENU = Clause(source=_("Front-line work method of the banner"), article="1.2")
