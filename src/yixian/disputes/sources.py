"""The clauses on which the dispute procedure rests."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

MEDIATION_LAW = _("People's Mediation Law (2010)")
FREE_TO_LEAVE = Clause(source=MEDIATION_LAW, article="3(3)")
VOLUNTARY = Clause(source=MEDIATION_LAW, article="17")
INVITED = Clause(source=MEDIATION_LAW, article="20")
PARTY_RIGHTS = Clause(source=MEDIATION_LAW, article="23")
REPORT_TO_POLICE = Clause(source=MEDIATION_LAW, article="25")
FAILURE_NOTICE = Clause(source=MEDIATION_LAW, article="26")
RECORDS = Clause(source=MEDIATION_LAW, article="27")
AGREEMENT = Clause(source=MEDIATION_LAW, article="28–30")
FOLLOW_UP = Clause(source=MEDIATION_LAW, article="31")
DOMESTIC_VIOLENCE = Clause(source=_("Anti-Domestic Violence Law"), article="14")
MINORS = Clause(source=_("Law on the Protection of Minors"), article="11")
MEDIATION_PERIOD = Clause(source=_("Provisions on People's Mediation Work (2002)"), article="33")
LADDER = Clause(source=_("Front-line work method of the banner"), article="4.3")
WAYS_OUT = Clause(source=_("Front-line work method of the banner"), article="3.3")
EVERY_MATTER_ANSWERED = Clause(source=_("Front-line work method of the banner"), article="1.3")
