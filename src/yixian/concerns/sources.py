"""The clause on which the work with concerns rests."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

DIARY = Clause(source=_("Front-line work method of the banner"), article="1.3")
