"""Where the rules of this package come from."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

CHANNELS = Clause(source=_("Front-line work method of the banner"), article="1.6")
