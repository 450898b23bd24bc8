"""Everything that is read of mediation."""

from yixian.mediation.queries.agreements import (
    agreement_of,
    confirmation_clock,
    dossier,
    opened_terms,
    owed_by,
    parties_of,
    signers_of,
)
from yixian.mediation.queries.card import card_of
from yixian.mediation.queries.debts import (
    Due,
    View,
    coming_sessions,
    due_of,
    end_of,
    obligations,
    page,
    reminders,
)
from yixian.mediation.queries.rosters import composition, mediates, near, roster, skills_of

__all__ = [
    "Due",
    "View",
    "agreement_of",
    "card_of",
    "coming_sessions",
    "composition",
    "confirmation_clock",
    "dossier",
    "due_of",
    "end_of",
    "mediates",
    "near",
    "obligations",
    "opened_terms",
    "owed_by",
    "page",
    "parties_of",
    "reminders",
    "roster",
    "signers_of",
    "skills_of",
]
