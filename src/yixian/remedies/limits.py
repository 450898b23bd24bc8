"""How long each route stays open. Every number is law that was read, and carries its article."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Text
from yixian.remedies import sources as law
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

DAYS, MONTHS, YEARS = TermUnit.DAYS, TermUnit.MONTHS, TermUnit.YEARS


def _row(
    key: str, title: Text, value: int, unit: TermUnit, source: Text, article: str, valid_from: date
) -> str:
    row = RuleRow(
        code=f"remedy.{key}",
        title=title,
        value=value,
        unit=unit,
        source=source,
        article=article,
        mark=Mark.V,
        valid_from=valid_from,
    )
    return register(row).code


CODE_FROM, LABOUR_FROM, LAND_FROM = date(2021, 1, 1), date(2008, 5, 1), date(2010, 1, 1)
SUITS_FROM, RECONSIDERATION_FROM, PETITION_FROM = date(2017, 7, 1), date(2024, 1, 1), date(2022, 5, 1)

CIVIL = _row("civil", _("Going to court in a civil matter"), 3, YEARS, law.CIVIL_CODE, "188(1)", CODE_FROM)
CIVIL_LONGEST = _row(
    "civil_longest",
    _("Going to court, counted from the harm"),
    20,
    YEARS,
    law.CIVIL_CODE,
    "188(2)",
    CODE_FROM,
)
LABOUR = _row("labour", _("Asking for labour arbitration"), 1, YEARS, law.LABOUR, "27(1)", LABOUR_FROM)
WAGES = _row(
    "wages",
    _("Asking for arbitration over wages after the work ended"),
    1,
    YEARS,
    law.LABOUR,
    "27(4)",
    LABOUR_FROM,
)
LABOUR_SUIT = _row(
    "labour_suit", _("Suing after a labour award"), 15, DAYS, law.LABOUR, "48, 50", LABOUR_FROM
)
LABOUR_ANNUL = _row(
    "labour_annul",
    _("Asking the court to annul a final labour award"),
    30,
    DAYS,
    law.LABOUR,
    "49",
    LABOUR_FROM,
)
LAND = _row("land", _("Asking for arbitration over contracted land"), 2, YEARS, law.LAND, "18", LAND_FROM)
LAND_SUIT = _row(
    "land_suit", _("Suing after an award on contracted land"), 30, DAYS, law.LAND, "48", LAND_FROM
)
RULING_SUIT = _row(
    "ruling_suit",
    _("Suing against a decision on ownership or use of land"),
    30,
    DAYS,
    law.LAND_ADMINISTRATION,
    "14(3)",
    date(2020, 1, 1),
)
FOREST_SUIT = _row(
    "forest_suit",
    _("Suing against a decision on ownership or use of forest"),
    30,
    DAYS,
    law.FOREST,
    "22(3)",
    date(2020, 7, 1),
)
RECONSIDERATION = _row(
    "reconsideration",
    _("Asking for administrative reconsideration"),
    60,
    DAYS,
    law.RECONSIDERATION,
    "20(1)",
    RECONSIDERATION_FROM,
)
RECONSIDERATION_LONGEST = _row(
    "reconsideration_longest",
    _("Asking for reconsideration where nobody told of it"),
    1,
    YEARS,
    law.RECONSIDERATION,
    "20(3)",
    RECONSIDERATION_FROM,
)
INACTION_WAIT = _row(
    "inaction_wait",
    _("Waiting for an office before asking for reconsideration"),
    60,
    DAYS,
    law.RECONSIDERATION_RULES,
    "16",
    date(2007, 8, 1),
)
ADMINISTRATIVE_SUIT = _row(
    "administrative_suit",
    _("Suing against an act of an office"),
    6,
    MONTHS,
    law.ADMINISTRATIVE_SUIT,
    "46(1)",
    SUITS_FROM,
)
ADMINISTRATIVE_SUIT_LONGEST = _row(
    "administrative_suit_longest",
    _("Suing where nobody told of the time for it"),
    1,
    YEARS,
    law.ADMINISTRATIVE_SUIT_READING,
    "64",
    date(2018, 2, 8),
)
RECONSIDERED_SUIT = _row(
    "reconsidered_suit", _("Suing after reconsideration"), 15, DAYS, law.ADMINISTRATIVE_SUIT, "45", SUITS_FROM
)
CONFIRMATION = _row(
    "confirmation",
    _("Asking the court to confirm a mediation agreement"),
    30,
    DAYS,
    law.CIVIL_PROCEDURE,
    "205",
    date(2024, 1, 1),
)
ENFORCEMENT = _row(
    "enforcement", _("Asking the court to enforce"), 2, YEARS, law.CIVIL_PROCEDURE, "250", date(2024, 1, 1)
)
TRAFFIC = _row(
    "traffic",
    _("Asking the traffic police to mediate"),
    10,
    DAYS,
    law.TRAFFIC_RULES,
    "94(1)",
    date(2004, 5, 1),
)
REVIEW = _row(
    "review", _("Asking for the review of a petition answer"), 30, DAYS, law.PETITION, "35", PETITION_FROM
)
RE_REVIEW = _row(
    "re_review",
    _("Asking for the re-review of a petition answer"),
    30,
    DAYS,
    law.PETITION,
    "36",
    PETITION_FROM,
)
