"""The clauses on which the routes rest."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

MEDIATION = _("People's Mediation Law (2010)")
CIVIL_CODE = _("Civil Code")
CIVIL_PROCEDURE = _("Civil Procedure Law (2023)")
CIVIL_PROCEDURE_READING = _("Interpretation of the Civil Procedure Law (2022)")
LIMITATION_READING = _("Provisions on Limitation, Fashi (2020) 17")
LABOUR = _("Law on Labour Dispute Mediation and Arbitration")
LABOUR_READING = _("Interpretation on Labour Disputes, Fashi (2020) 26")
LAND = _("Law on Mediation and Arbitration of Rural Land Contract Disputes")
LAND_ADMINISTRATION = _("Land Administration Law")
GRASSLAND = _("Grassland Law")
FOREST = _("Forest Law")
WATER = _("Water Law")
ARBITRATION = _("Arbitration Law (2025)")
RECONSIDERATION = _("Administrative Reconsideration Law (2023)")
RECONSIDERATION_RULES = _("Regulation implementing the Administrative Reconsideration Law")
ADMINISTRATIVE_SUIT = _("Administrative Litigation Law")
ADMINISTRATIVE_SUIT_READING = _("Interpretation of the Administrative Litigation Law (2018)")
MEDICAL = _("Regulation on Medical Disputes")
TRAFFIC = _("Road Traffic Safety Law")
TRAFFIC_RULES = _("Regulation implementing the Road Traffic Safety Law")
SECURITY = _("Public Security Penalties Law (2025)")
VIOLENCE = _("Anti-Domestic Violence Law")
CONSUMER = _("Consumer Protection Law")
INFORMATION = _("Regulation on Government Information")
PETITION = _("Regulation on Petition Work (2022)")

NO_PRECONDITION = Clause(source=MEDIATION, article="3(3)")
MEDIATION_FREE = Clause(source=MEDIATION, article="4")
NOT_AGAINST_A_REFUSAL = Clause(source=MEDIATION, article="17")
INTERRUPTS = Clause(source=LIMITATION_READING, article="12")
COURT_FEE = Clause(source=CIVIL_PROCEDURE, article="121")
