"""What a dossier must hold and may hold, in the order in which it is bound."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Dossier, Place, always, register_dossier
from yixian.documents.papers import binding, bodies, mediation, petitions
from yixian.documents.papers.blanks import mediation as mediation_law
from yixian.documents.papers.blanks import petitions as petition_rules

__all__ = ["binding", "bodies", "mediation", "petitions"]

SETTLED = ("written", "oral", "performed", "defaulted")
UNSETTLED = ("failed", "refused", "litigation", "arbitration", "administrative_ruling")


Holds = Callable[[Mapping[str, Any]], bool]


def _outcome(*wanted: str) -> Holds:
    return lambda facts: facts.get("outcome") in wanted


def _agreed(form: str) -> Holds:
    """Whether an agreement of this form was made, also when it was performed or broken since."""

    def holds(facts: Mapping[str, Any]) -> bool:
        if facts.get("outcome") in ("performed", "defaulted"):
            return bool(facts.get("agreement_form", "written") == form)
        return bool(facts.get("outcome") == form)

    return holds


def _noticed(facts: Mapping[str, Any]) -> bool:
    """Whether the petitioner must be told in writing: not where name or address is unclear (article 23)."""
    return not facts.get("unclear")


def _opined(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("delivered_on")) or facts.get("step") in ("delivery", "answered")


def _fact(key: str) -> Holds:
    return lambda facts: bool(facts.get(key))


IDENTITY = Place(key="identity", title=_("Proof of identity"), heading="当事人身份证明", needed=always)
EVIDENCE = Place(key="evidence", title=_("Evidence"), heading="证据材料")
AUTHORITY = Place(
    key="authority",
    title=_("Letter of authority"),
    heading="授权委托书",
    papers=("mediation_authority",),
)
RECEIPTS = Place(
    key="receipts",
    title=_("Slips of delivery"),
    heading="送达回证",
    papers=("delivery_receipt",),
)
NOTE = Place(key="note", title=_("Note on the dossier"), heading="卷宗情况说明", papers=("dossier_note",))
HAND_OVER = Place(
    key="hand_over",
    title=_("Acceptance, refusal, hand-over"),
    heading="受理、移送文书",
    papers=("body_acceptance", "body_refusal", "body_transfer"),
)

MEDIATION = register_dossier(
    Dossier(
        key="mediation",
        title=_("Dossier of a mediation"),
        heading="人民调解卷宗",
        retention="documents.mediation_kept",
        mark="人调字",
        places=(
            Place(
                key="application",
                title=_("Application or registration"),
                heading="申请书、受理登记表",
                papers=("mediation_application", "mediation_registration"),
                needed=always,
                source=mediation_law("27"),
            ),
            Place(
                key="rights",
                title=_("Rights and duties told"),
                heading="权利义务告知书",
                papers=("mediation_rights",),
                needed=always,
                source=mediation_law("23, 24"),
            ),
            IDENTITY,
            AUTHORITY,
            HAND_OVER,
            Place(
                key="inquiry",
                title=_("Records of inquiries"),
                heading="调查记录",
                papers=("mediation_inquiry",),
            ),
            EVIDENCE,
            Place(
                key="record",
                title=_("Records of the mediation"),
                heading="调解记录",
                papers=("mediation_record",),
                needed=_outcome(*SETTLED, "failed"),
                source=mediation_law("27"),
            ),
            Place(
                key="agreement",
                title=_("Mediation agreement"),
                heading="调解协议书",
                papers=("mediation_agreement",),
                needed=_agreed("written"),
                source=mediation_law("29"),
            ),
            Place(
                key="oral",
                title=_("Oral agreement"),
                heading="口头协议登记表",
                papers=("mediation_oral",),
                needed=_agreed("oral"),
                source=mediation_law("28"),
            ),
            Place(
                key="end",
                title=_("Notice that mediation has ended"),
                heading="终止调解通知书",
                papers=("mediation_end",),
                needed=_outcome(*UNSETTLED),
                source=mediation_law("26"),
            ),
            Place(
                key="performance",
                title=_("Proof of performance"),
                heading="履行凭证、履行记录",
                papers=("mediation_performance",),
                needed=_outcome("performed"),
                source=mediation_law("31"),
            ),
            Place(
                key="visit",
                title=_("Record of the return visit"),
                heading="回访记录",
                papers=("mediation_visit",),
                needed=_fact("visit_result"),
                source=mediation_law("31"),
            ),
            Place(
                key="confirmation",
                title=_("Judicial confirmation"),
                heading="司法确认材料",
                papers=("mediation_confirmation",),
                source=mediation_law("33"),
            ),
            RECEIPTS,
            NOTE,
        ),
    )
)
ARBITRATION = register_dossier(
    Dossier(
        key="arbitration",
        title=_("Dossier of an arbitration"),
        heading="仲裁案卷",
        retention="documents.arbitration_kept",
        mark="仲案字",
        places=(
            Place(key="request", title=_("Application for arbitration"), heading="仲裁申请书", needed=always),
            replace(HAND_OVER, needed=always),
            IDENTITY,
            AUTHORITY,
            Place(key="defence", title=_("Defence"), heading="答辩书"),
            EVIDENCE,
            Place(
                key="hearing",
                title=_("Record of hearing and mediation"),
                heading="开庭、调解笔录",
                needed=_outcome("award", *SETTLED),
            ),
            Place(
                key="award",
                title=_("Award or mediation statement"),
                heading="裁决书、调解书",
                needed=_outcome("award", *SETTLED),
            ),
            RECEIPTS,
            NOTE,
        ),
    )
)
PETITION = register_dossier(
    Dossier(
        key="petition",
        title=_("Dossier of a petition"),
        heading="信访事项卷宗",
        retention="documents.petition_kept",
        mark="信卷字",
        places=(
            Place(
                key="registration",
                title=_("Registration"),
                heading="登记表",
                papers=("petition_registration",),
                needed=always,
                source=petition_rules("21, 22"),
            ),
            Place(key="letter", title=_("Letter of the petitioner"), heading="来信或者口述记录"),
            Place(
                key="transfer",
                title=_("Transfer"),
                heading="转送（交办）单",
                papers=("petition_transfer", "body_transfer"),
                source=petition_rules("22"),
            ),
            Place(
                key="notice",
                title=_("Notice of acceptance or non-acceptance"),
                heading="受理、不予受理告知书",
                papers=("petition_acceptance", "petition_refusal"),
                needed=_noticed,
                source=petition_rules("23"),
            ),
            Place(
                key="evidence", title=_("Evidence"), heading="调查和证据材料", papers=("mediation_inquiry",)
            ),
            Place(
                key="extension",
                title=_("Extension"),
                heading="延期办理告知书",
                papers=("petition_extension",),
                source=petition_rules("34"),
            ),
            Place(
                key="opinion",
                title=_("Opinion"),
                heading="处理意见书",
                papers=("petition_opinion",),
                needed=_opined,
                source=petition_rules("32"),
            ),
            Place(
                key="review",
                title=_("Review opinions"),
                heading="复查、复核意见书",
                papers=("petition_review", "petition_rereview"),
                source=petition_rules("35, 36"),
            ),
            Place(
                key="supervision",
                title=_("Supervision"),
                heading="督办单",
                papers=("petition_supervision",),
                source=petition_rules("40"),
            ),
            RECEIPTS,
            NOTE,
        ),
    )
)
