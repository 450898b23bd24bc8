"""The clauses on which mediation and its agreements rest."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

MEDIATION_LAW = _("People's Mediation Law (2010)")
SIGNATURE_LAW = _("Electronic Signature Law")
PROCEDURE_LAW = _("Civil Procedure Law (2023)")
PROCEDURE_READING = _("Interpretation of the Civil Procedure Law (2022)")
METHOD = _("Front-line work method of the banner")

COMMITTEE = Clause(source=MEDIATION_LAW, article="8")
TERM = Clause(source=MEDIATION_LAW, article="9")
CHOICE = Clause(source=MEDIATION_LAW, article="19")
GUESTS = Clause(source=MEDIATION_LAW, article="20")
RIGHTS = Clause(source=MEDIATION_LAW, article="23")
RECORDS = Clause(source=MEDIATION_LAW, article="27")
WRITTEN = Clause(source=MEDIATION_LAW, article="29")
ORAL = Clause(source=MEDIATION_LAW, article="28, 30")
FOLLOW_UP = Clause(source=MEDIATION_LAW, article="31")
CONFIRMATION = Clause(source=MEDIATION_LAW, article="33")
IMPARTIAL = Clause(source=MEDIATION_LAW, article="15(1)")
COUNSEL = Clause(source=METHOD, article="3.3")
RECUSAL = Clause(source=METHOD, article="3.3")
NOT_ELECTRONIC = Clause(source=SIGNATURE_LAW, article="3")
RELIABLE = Clause(source=SIGNATURE_LAW, article="13, 14")
COURT = Clause(source=PROCEDURE_LAW, article="205")
INTERRUPTION = Clause(source=_("Provisions on Limitation, Fashi (2020) 17"), article="12")
