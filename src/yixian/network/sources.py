"""The clause on which the network rests."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

NETWORK = Clause(source=_("Front-line work method of the banner"), article="4.1")
