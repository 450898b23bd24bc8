"""The petition: registered, classified, handled in sixty days, delivered, reviewed and re-reviewed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from yixian.matters.types import TYPES
from yixian.petitions import sources as law
from yixian.petitions.asks import (
    ACCUSED,
    ADOPTED,
    ANSWER,
    BOTH_AGREE,
    CONSENT,
    DECISION,
    EVERY_REQUEST,
    GROUND,
    NOTICE,
    NOTICED,
    PERFORMED,
    REASON,
    REMARK,
    RESULT,
    RIGHT_WAY,
    SEALING,
    UNCLEAR,
    UNREVIEWED,
    WHERE_TO,
    delivery,
)
from yixian.petitions.enums import Outcome, Route
from yixian.petitions.steps import STEPS
from yixian.places.enums import UnitKind
from yixian.procedures.enums import MoveKind, Mover
from yixian.procedures.language import Choice, Clause, Field, Move, Passing, Procedure, Text
from yixian.procedures.registry import register

OFFICER_OR_RAISER = frozenset({Mover.OFFICER, Mover.RAISER})
CLOCK = frozenset({Mover.CLOCK})
IN_HAND = ("registered", "suggestion", "duty", "handling", "delivery")
"""Steps at which a petition may turn out to be an accusation."""
BODIES = (
    UnitKind.PETITION_OFFICE,
    UnitKind.DEPARTMENT,
    UnitKind.DEPARTMENT_STATION,
    UnitKind.TOWN,
    UnitKind.STATION,
    UnitKind.VILLAGE,
    UnitKind.COMMUNITY,
    UnitKind.RECEPTION_CENTRE,
    UnitKind.DISCIPLINE,
)
"""Units that receive petitions, or to which one may be transferred."""


def _take_on(key: str, title: Text, target: str, route: Mapping[str, Any], clause: Clause) -> Move:
    return Move(
        key=key,
        title=title,
        sources=("registered",),
        target=target,
        kind=MoveKind.FORWARD,
        ability="petitions.handle",
        fields=(NOTICE, UNCLEAR),
        guards=(NOTICED,),
        sets=route,
        clause=clause,
        answers=True,
    )


def _reply(key: str, title: Text, source: str, choice: Field, clause: Clause) -> Move:
    return Move(
        key=key,
        title=title,
        sources=(source,),
        target="replied",
        kind=MoveKind.SETTLE,
        ability="petitions.conclude",
        fields=(choice, ANSWER),
        outcome_by=choice.key,
        clause=clause,
        told=_("Your petition was answered."),
        answers=True,
    )


def _delivered(key: str, source: str, target: str, fact: str, clause: Clause) -> Move:
    return Move(
        key=key,
        title=_("Record that it was delivered"),
        sources=(source,),
        target=target,
        kind=MoveKind.FORWARD,
        ability="petitions.handle",
        fields=delivery(fact, clause),
        clause=clause,
    )


def _opine(key: str, title: Text, source: str, target: str, clause: Clause) -> Move:
    return Move(
        key=key,
        title=title,
        sources=(source,),
        target=target,
        kind=MoveKind.SETTLE,
        ability="petitions.review",
        fields=(DECISION, ANSWER),
        clause=clause,
        told=_("The opinion was reviewed."),
        answers=True,
    )


def _ask(key: str, title: Text, source: str, target: str, clause: Clause) -> Move:
    return Move(
        key=key,
        title=title,
        sources=(source,),
        target=target,
        kind=MoveKind.FORWARD,
        ability="petitions.handle",
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="reason", label=_("With what you are not content, and why"), to_raiser=True),),
        sets={"review": key},
        clause=clause,
    )


def _pass(key: str, source: str) -> Move:
    return Move(
        key=key,
        title=_("Conclude it: the time has passed"),
        sources=(source,),
        target="ended",
        kind=MoveKind.CLOSE,
        movers=CLOCK,
        sets={"review": "silent"},
        clause=law.QUERY if source == "replied" else law.REVIEW,
    )


TAKING_ON = (
    _take_on(
        "accept",
        _("Accept it: a written opinion within sixty days"),
        "handling",
        {"purpose": "appeal", "route": Route.OTHER.value},
        law.OTHER,
    ),
    _take_on(
        "examine",
        _("Examine a duty to act: perform it or answer"),
        "duty",
        {"purpose": "appeal", "route": Route.DUTY.value},
        law.DUTY,
    ),
    _take_on("study", _("Study it as a suggestion"), "suggestion", {"purpose": "suggestion"}, law.SUGGESTION),
    Move(
        key="take_up",
        title=_("Take it up as an accusation"),
        sources=("registered",),
        target="accusation",
        kind=MoveKind.FORWARD,
        ability="petitions.handle",
        fields=(NOTICE, UNCLEAR),
        guards=(ACCUSED, NOTICED),
        sets={"purpose": "accusation"},
        clause=law.ACCUSATION,
        answers=True,
    ),
)

OUT = (
    Move(
        key="guide",
        title=_("Guide it to the procedure that the law provides"),
        sources=("registered",),
        target="ended",
        kind=MoveKind.EXIT,
        ability="petitions.handle",
        fields=(WHERE_TO, RIGHT_WAY),
        sets={"purpose": "appeal"},
        outcome_by="route",
        clause=law.APPEAL,
        told=_("You were shown the procedure that the law provides for it."),
        answers=True,
    ),
    Move(
        key="decline",
        title=_("Do not accept it, with reason and the right way"),
        sources=("registered",),
        target="ended",
        kind=MoveKind.EXIT,
        ability="petitions.handle",
        fields=(GROUND, REASON, RIGHT_WAY),
        outcome=Outcome.DECLINED.value,
        clause=law.NOTICE,
        told=_("It was not accepted. You were told why, and the right way."),
        answers=True,
    ),
    Move(
        key="withdraw",
        title=_("Withdraw it"),
        sources=("registered", "suggestion", "duty", "handling"),
        target="ended",
        kind=MoveKind.EXIT,
        ability="petitions.handle",
        movers=OFFICER_OR_RAISER,
        fields=(REASON,),
        outcome=Outcome.WITHDRAWN.value,
        told=_("It was withdrawn."),
    ),
    Move(
        key="set_apart",
        title=_("It is an accusation: seal it"),
        sources=IN_HAND,
        target="set_apart",
        kind=MoveKind.EXIT,
        ability="petitions.handle",
        guards=(SEALING,),
        sets={"purpose": "accusation"},
        clause=law.ACCUSATION,
    ),
    Move(
        key="take_in",
        title=_("Take it in as an accusation"),
        sources=("set_apart",),
        target="accusation",
        kind=MoveKind.RETURN,
        ability="petitions.handle",
        guards=(ACCUSED,),
        sets={"sealing": False},
        clause=law.ACCUSATION,
    ),
)

ANSWERS = (
    _reply("answer_suggestion", _("Answer the suggestion"), "suggestion", ADOPTED, law.SUGGESTION),
    _reply("answer_duty", _("Answer: the duty was performed, or why not"), "duty", PERFORMED, law.DUTY),
    Move(
        key="deal",
        title=_("Answer whoever made the accusation"),
        sources=("accusation",),
        target="replied",
        kind=MoveKind.SETTLE,
        ability="petitions.conclude",
        fields=(
            Field(key="finding", label=_("What was found and done"), source=law.ACCUSATION),
            ANSWER,
        ),
        outcome=Outcome.DEALT_WITH.value,
        clause=law.ACCUSATION,
        told=_("Your petition was answered."),
        answers=True,
    ),
    Move(
        key="conclude",
        title=_("Conclude it with an opinion on each request"),
        sources=("handling",),
        target="delivery",
        kind=MoveKind.SETTLE,
        ability="petitions.conclude",
        fields=(
            RESULT,
            Field(key="basis", label=_("Facts, and the legal basis of the opinion"), source=law.OPINION),
            ANSWER,
        ),
        guards=(EVERY_REQUEST,),
        outcome_by="result",
        clause=law.OPINION,
        told=_("There is a written opinion on your petition."),
        answers=True,
    ),
    Move(
        key="settle",
        title=_("Both sides settled it"),
        sources=("handling",),
        target="replied",
        kind=MoveKind.SETTLE,
        ability="petitions.conclude",
        fields=(CONSENT, Field(key="terms", label=_("What was agreed"), source=law.SETTLEMENT), ANSWER),
        guards=(BOTH_AGREE,),
        outcome=Outcome.SETTLED.value,
        clause=law.SETTLEMENT,
        told=_("You settled it with the other side."),
        answers=True,
    ),
)

REVIEWS = (
    _delivered("delivered", "delivery", "answered", "delivered_on", law.OPINION),
    _ask("ask_review", _("Ask for a review"), "answered", "review", law.REVIEW),
    _opine("review_opinion", _("Give the review opinion"), "review", "review_delivery", law.REVIEW),
    _delivered("review_delivered", "review_delivery", "reviewed", "review_delivered_on", law.REVIEW),
    _ask("ask_rereview", _("Ask for a re-review"), "reviewed", "rereview", law.REREVIEW),
    _opine(
        "rereview_opinion", _("Give the re-review opinion"), "rereview", "rereview_delivery", law.REREVIEW
    ),
    _delivered("rereview_delivered", "rereview_delivery", "ended", "rereview_delivered_on", law.FINAL),
    Move(
        key="content",
        title=_("Content: close it"),
        sources=("replied", "answered", "reviewed"),
        target="ended",
        kind=MoveKind.CLOSE,
        ability="petitions.handle",
        movers=OFFICER_OR_RAISER,
        fields=(REMARK,),
        sets={"review": "content"},
        clause=law.QUERY,
    ),
    Move(
        key="not_content",
        title=_("Not content: say why and close it"),
        sources=("replied",),
        target="ended",
        kind=MoveKind.CLOSE,
        ability="petitions.handle",
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="reason", label=_("What is still wrong"), to_raiser=True),),
        sets={"review": "not_content"},
        clause=law.QUERY,
    ),
    _pass("unrated", "replied"),
    _pass("unreviewed", "answered"),
    _pass("unasked", "reviewed"),
    Move(
        key="help",
        title=_("Record help that was offered"),
        sources=("ended",),
        target="ended",
        kind=MoveKind.CLOSE,
        ability="petitions.handle",
        fields=(Field(key="help", label=_("Who helped, how, and with what result"), source=law.HELP),),
        sets={"helped": True},
        clause=law.HELP,
    ),
)

PETITION = register(
    Procedure(
        key="petition",
        version=1,
        title=_("Petition: from letter to re-review"),
        start="registered",
        steps=STEPS,
        moves=(*TAKING_ON, *OUT, *ANSWERS, *REVIEWS),
        legal_limit=None,
        outcomes=tuple(Choice(value=each.value, label=each.label) for each in Outcome),
        categories=TYPES,
        clause=law.REGISTER,
        open_ability="petitions.register",
        numbering="信",
        passing=Passing(
            bodies=BODIES,
            answer="petition.object",
            decide="petition.decide_objection",
            admits=(UNREVIEWED,),
            entry="registered",
            silence_takes=True,
            since="received_on",
            clause=law.TRANSFER,
        ),
    )
)
