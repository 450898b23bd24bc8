"""Closed vocabularies of the route finder."""

from enum import IntEnum, StrEnum


class Family(IntEnum):
    """What sort of way a route is, in the order in which ways of equal length are shown."""

    MEDIATION = 1
    ARBITRATION = 2
    COURT = 3
    ADMINISTRATION = 4
    PETITION = 5


class Standing(IntEnum):
    """How a route stands on a day, in the order in which routes are shown."""

    OPEN = 1
    NOT_YET = 2
    OVER = 3
    BARRED = 4


class AnswerKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
