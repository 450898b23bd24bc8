"""Kinds of errand, and what one usually brings for each.

The papers are what offices commonly ask for, not law; the office on the spot says what else is needed.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Choice, Text

IDENTITY = _("identity card")
REGISTER = _("household register")
SOCIAL_CARD = _("social security card")
BANK_CARD = _("bank card of the person it is for")


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrandKind:
    """A kind of errand and what to bring for it."""

    value: str
    label: Text
    brings: tuple[Text, ...]


ERRAND_KINDS: tuple[ErrandKind, ...] = (
    ErrandKind(value="certs", label=_("Certificates and proofs"), brings=(IDENTITY, REGISTER)),
    ErrandKind(value="subsidy", label=_("Subsidies and relief"), brings=(IDENTITY, REGISTER, BANK_CARD)),
    ErrandKind(value="social", label=_("Social insurance"), brings=(IDENTITY, SOCIAL_CARD)),
    ErrandKind(
        value="medical",
        label=_("Medical reimbursement"),
        brings=(IDENTITY, SOCIAL_CARD, _("invoice and discharge paper of the hospital"), BANK_CARD),
    ),
    ErrandKind(value="pension", label=_("Pension"), brings=(IDENTITY, SOCIAL_CARD, BANK_CARD)),
    ErrandKind(
        value="pasture",
        label=_("Grassland subsidy"),
        brings=(IDENTITY, _("contract or certificate of the pasture"), BANK_CARD),
    ),
    ErrandKind(value="school", label=_("School and kindergarten"), brings=(IDENTITY, REGISTER)),
    ErrandKind(
        value="carry",
        label=_("Transport, letters and parcels"),
        brings=(_("what is to be carried, with name and address"),),
    ),
    ErrandKind(value="other", label=_("Another errand"), brings=(IDENTITY,)),
)
CATEGORIES = tuple(Choice(value=each.value, label=each.label) for each in ERRAND_KINDS)
VALUES = frozenset(each.value for each in ERRAND_KINDS)
