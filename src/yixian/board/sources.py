"""The clauses on which the board rests."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

METHOD = Clause(source=_("Front-line work method of the banner"), article="1.6")
PRIVACY = Clause(source=_("Regulation on Open Government Information (2019)"), article="15")
NO_LEAK = Clause(source=_("Regulation on Petition Work (2022)"), article="30")
PARTY_RIGHTS = Clause(source=_("People's Mediation Law (2010)"), article="23")
