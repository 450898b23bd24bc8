"""The clocks of the specialised bodies. What is no law is a setting of the banner and says so."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.disputes.bodies import sources
from yixian.procedures.language import Clause, Text
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

DAYS, WORKING_DAYS = TermUnit.DAYS, TermUnit.WORKING_DAYS
LAND_FROM, LABOUR_FROM = date(2010, 1, 1), date(2008, 5, 1)
TRAFFIC_FROM, MEDICAL_FROM, METHOD_FROM = date(2004, 5, 1), date(2018, 10, 1), date(2013, 1, 1)


def _law(key: str, title: Text, value: int, unit: TermUnit, clause: Clause, since: date) -> str:
    """Declare a number that was read in the text of the law; return its code."""
    row = RuleRow(
        code=f"body.{key}",
        title=title,
        value=value,
        unit=unit,
        source=clause.source,
        article=clause.article,
        mark=Mark.V,
        valid_from=since,
    )
    return register(row).code


def _own(key: str, title: Text, value: int, unit: TermUnit = DAYS) -> str:
    """Declare a target of the banner's own; return its code."""
    row = RuleRow(
        code=f"body.{key}",
        title=title,
        value=value,
        unit=unit,
        source=sources.METHOD.source,
        mark=Mark.K,
        valid_from=METHOD_FROM,
    )
    return register(row).code


LAND_ACCEPT = _law(
    "land.accept",
    _("Accepting an application over contracted land, or not"),
    5,
    WORKING_DAYS,
    sources.land("23"),
    LAND_FROM,
)
LAND_SERVE = _law(
    "land.serve",
    _("Serving the application over contracted land on the other party"),
    5,
    WORKING_DAYS,
    sources.land("24"),
    LAND_FROM,
)
LAND_DEFENCE = _law(
    "land.defence", _("Defence in arbitration over contracted land"), 10, DAYS, sources.land("25"), LAND_FROM
)
LAND_NOTICE = _law(
    "land.notice",
    _("Notice before a hearing over contracted land"),
    5,
    WORKING_DAYS,
    sources.land("31"),
    LAND_FROM,
)
LAND_AWARD = _law(
    "land.award",
    _("Arbitration over contracted land, from acceptance to its end"),
    60,
    DAYS,
    sources.land("47"),
    LAND_FROM,
)
LAND_EXTENSION = _law(
    "land.extension",
    _("Extension of arbitration over contracted land"),
    30,
    DAYS,
    sources.land("47"),
    LAND_FROM,
)
LAND_DELIVERY = _law(
    "land.delivery",
    _("Serving an award on contracted land"),
    3,
    WORKING_DAYS,
    sources.land("45(2)"),
    LAND_FROM,
)

LABOUR_MEDIATION = _law(
    "labour.mediation",
    _("Labour mediation, after which one may go to arbitration"),
    15,
    DAYS,
    sources.labour("14(3)"),
    LABOUR_FROM,
)
LABOUR_ACCEPT = _law(
    "labour.accept",
    _("Accepting an application for labour arbitration, or not"),
    5,
    DAYS,
    sources.labour("29"),
    LABOUR_FROM,
)
LABOUR_SERVE = _law(
    "labour.serve",
    _("Serving the application for labour arbitration on the other party"),
    5,
    DAYS,
    sources.labour("30(1)"),
    LABOUR_FROM,
)
LABOUR_DEFENCE = _law(
    "labour.defence", _("Defence in labour arbitration"), 10, DAYS, sources.labour("30(2)"), LABOUR_FROM
)
LABOUR_NOTICE = _law(
    "labour.notice",
    _("Notice before a hearing in labour arbitration"),
    5,
    DAYS,
    sources.labour("35"),
    LABOUR_FROM,
)
LABOUR_AWARD = _law(
    "labour.award",
    _("Labour arbitration, from acceptance to its end"),
    45,
    DAYS,
    sources.labour("43(1)"),
    LABOUR_FROM,
)
LABOUR_EXTENSION = _law(
    "labour.extension", _("Extension of labour arbitration"), 15, DAYS, sources.labour("43(1)"), LABOUR_FROM
)
LABOUR_DELIVERY = _own("labour.delivery", _("Serving a labour award"), 3, WORKING_DAYS)

TRAFFIC_MEDIATION = _law(
    "traffic.mediation", _("Mediation of traffic damages"), 10, DAYS, sources.traffic("95(1)"), TRAFFIC_FROM
)
TRAFFIC_ASK = _own("traffic.awaiting", _("Asking whether mediation of traffic damages can begin"), 30)
MEDICAL_MEDIATION = _law(
    "medical.mediation",
    _("Mediation of a medical dispute, from acceptance"),
    30,
    WORKING_DAYS,
    sources.medical("38"),
    MEDICAL_FROM,
)
POLICE_MEDIATION = _own("police.mediation", _("Joint mediation by police and justice"), 15)

ACCEPT = _own("accept", _("Accepting an application at a mediation body, or not"), 3, WORKING_DAYS)
PANEL = _own("panel", _("Preparation by the tribunal"), 10)
TALKS = _own("talks", _("Mediation before the tribunal"), 10)
HEARING = _own("hearing", _("From the notice of a hearing to the award"), 20)
SIGNING = _own("signing", _("Signing for a mediation statement"), 10)
REVIEW = _own("review", _("Review of a mediation body's result"), 10)
VISIT = _own("visit", _("Asking whether a result of a specialised body holds"), 30)
