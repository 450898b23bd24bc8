"""The clause on which liaison rests."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

LIAISON = Clause(source=_("Front-line work method of the banner"), article="1.1")
