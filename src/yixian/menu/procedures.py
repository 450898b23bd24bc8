"""The service in six steps, from the resident's signature to the resident's review; and the proposal for the menu.

A resident signs, the community issues, a branch claims, its team discusses, its members carry out, the resident
reviews. What nobody claims in its time rises to the town.
"""

from django.utils.translation import gettext_lazy as _

from yixian.menu.enums import WAITING, WITH_A_TEAM, Outcome, Reply
from yixian.menu.kinds import CATEGORIES
from yixian.menu.sources import MENU
from yixian.places.enums import UnitKind
from yixian.procedures.ending import REASON, ending_steps, reopening, review_moves, withdrawal
from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind, Tier
from yixian.procedures.language import (
    Choice,
    Field,
    Guard,
    Holder,
    Limit,
    Move,
    Procedure,
    Step,
    Text,
)
from yixian.procedures.registry import register

OPEN = ("signed", *WAITING, *WITH_A_TEAM)
COMMUNITY = Holder(tier=Tier.VILLAGE, body="room", fallback="village")
STATION = Holder(tier=Tier.TOWN, body="station", fallback="town")
BRANCH = Holder(tier=Tier.VILLAGE, body="branch", keeps=True)
"""The branch that claimed it."""

PARTS_LEFT = "parts_left"
"""The fact that counts the parts of a service that members have not done yet."""
ENTERED = "item"
"""The fact that holds the id of the item which was entered for a proposal."""
ALL_DONE = Guard(
    key="parts_done",
    holds=lambda facts: not facts.get(PARTS_LEFT),
    text=_("Parts of it are not done yet. Mark them done, or take them back, first."),
    clause=MENU,
)
ON_THE_MENU = Guard(
    key="entered",
    holds=lambda facts: bool(facts.get(ENTERED)),
    text=_("Enter it in the menu first."),
    fixed=True,
)


def _step(key: str, title: Text, plain: Text, holder: Holder, rule: str, lapse: str = "") -> Step:
    limit = Limit(rule=f"menu.{rule}", extendable_by="matters.extend", pausable=not lapse)
    return Step(key=key, title=title, plain=plain, holder=holder, limit=limit, clause=MENU, lapse=lapse)


STEPS = (
    _step("signed", _("Signed by the resident"),
          _("Your wish has arrived. Your community looks at it and issues it to the branches."), COMMUNITY, "issue"),
    _step("issued", _("Issued by the community"),
          _("Your community has issued it. The branches around you see it and one of them claims it."),
          COMMUNITY, "claim", lapse="rise"),
    _step("risen", _("Risen to the town"),
          _("No branch claimed it in its time. Your town finds one that does it."), STATION, "claim_in_town"),
    _step("claimed", _("Claimed by a branch"),
          _("A branch has claimed it. Its team discusses who comes to you, and when."), BRANCH, "discuss"),
    _step("agreed", _("Members carry it out"),
          _("The team has agreed on a plan and carries it out."), BRANCH, "carry_out"),
    *ending_steps(rule="menu.review", clause=MENU),
)  # fmt: skip

MOVES = (
    Move(
        key="issue",
        title=_("Issue it to the branches"),
        sources=("signed",),
        target="issued",
        kind=MoveKind.FORWARD,
        ability="menu.keep",
        fields=(
            Field(
                key="note",
                label=_("What the resident should know about it"),
                required=False,
                to_raiser=True,
            ),
        ),
        clause=MENU,
        told=_("Your community issued it."),
    ),
    Move(
        key="rise",
        title=_("Nobody claimed it: it rises to the town"),
        sources=("issued",),
        target="risen",
        kind=MoveKind.FORWARD,
        movers=frozenset({Mover.CLOCK}),
        clause=MENU,
    ),
    Move(
        key="claim",
        title=_("Claim it"),
        sources=WAITING,
        target="claimed",
        kind=MoveKind.FORWARD,
        ability="menu.claim",
        movers=frozenset({Mover.TAKER}),
        takers=(UnitKind.BRANCH,),
        clause=MENU,
        told=_("A branch claimed it."),
    ),
    Move(
        key="discuss",
        title=_("Discussed: this is the plan"),
        sources=("claimed",),
        target="agreed",
        kind=MoveKind.FORWARD,
        ability="menu.work",
        fields=(
            Field(
                key="plan",
                label=_("What will be done, and by how many"),
                help=_("The resident reads these words as you write them."),
                to_raiser=True,
            ),
            Field(key="day", label=_("On which day"), kind=FieldKind.DATE, fact="planned_on"),
        ),
        clause=MENU,
    ),
    Move(
        key="carry_out",
        title=_("Carried out: answer the resident"),
        sources=("agreed",),
        target="review",
        kind=MoveKind.SETTLE,
        ability="menu.work",
        fields=(Field(key="answer", label=_("What was done for the resident"), to_raiser=True),),
        guards=(ALL_DONE,),
        outcome=Outcome.DONE.value,
        clause=MENU,
        told=_("It was carried out."),
        answers=True,
    ),
    Move(
        key="decline",
        title=_("Decline it: name the right place"),
        sources=("signed",),
        target="review",
        kind=MoveKind.EXIT,
        ability="menu.keep",
        fields=(
            REASON,
            Field(
                key="right_place",
                label=_("Who does it: office, address, telephone, and what to bring"),
                to_raiser=True,
            ),
        ),
        outcome=Outcome.DECLINED.value,
        clause=MENU,
        told=_("It is not on the menu. You were told who does it."),
        answers=True,
    ),
    Move(
        key="not_possible",
        title=_("It cannot be carried out: say why"),
        sources=WITH_A_TEAM,
        target="review",
        kind=MoveKind.EXIT,
        ability="menu.work",
        fields=(REASON,),
        outcome=Outcome.NOT_DONE.value,
        clause=MENU,
        told=_("It could not be carried out."),
        answers=True,
    ),
    withdrawal(sources=OPEN, ability="menu.keep", outcome=Outcome.WITHDRAWN.value, clause=MENU),
    Move(
        key="hand_back",
        title=_("Hand it back, so that another branch can claim it"),
        sources=WITH_A_TEAM,
        target="issued",
        kind=MoveKind.RETURN,
        ability="menu.release",
        over_place=True,
        fields=(Field(key="reason", label=_("Why the team cannot do it"), to_raiser=True),),
        clears=("planned_on", PARTS_LEFT),
        clause=MENU,
    ),
    *review_moves(back=("claimed", "signed"), clause=MENU),
    reopening(
        target="signed",
        rule="menu.reopen",
        ability="menu.keep",
        clause=MENU,
        clears=("review", "planned_on", PARTS_LEFT),
    ),
)

SERVICE = register(
    Procedure(
        key="service",
        version=1,
        title=_("Services: signed by residents, carried out by members"),
        start="signed",
        steps=STEPS,
        moves=MOVES,
        legal_limit=None,
        outcomes=tuple(Choice(value=each.value, label=each.label) for each in Outcome),
        categories=CATEGORIES,
        clause=MENU,
        open_ability="menu.register",
        numbering="单",
    )
)

PROPOSAL = register(
    Procedure(
        key="menu_proposal",
        version=1,
        title=_("Proposals for the service menu"),
        start="proposed",
        steps=(
            _step("proposed", _("Proposed"),
                  _("Your proposal has arrived. Your community answers whether it comes on the menu."),
                  COMMUNITY, "proposal"),
            Step(key="answered", title=_("Answered"), plain=_("Your proposal has been answered."), kind=StepKind.END),
        ),
        moves=(
            Move(
                key="accept",
                title=_("Take it up and put it on the menu"),
                sources=("proposed",),
                target="answered",
                kind=MoveKind.SETTLE,
                ability="menu.keep",
                fields=(
                    Field(key="answer", label=_("Answer to the resident"), to_raiser=True),
                ),
                guards=(ON_THE_MENU,),
                outcome=Reply.ACCEPTED.value,
                clause=MENU,
                told=_("It is on the menu now."),
                answers=True,
            ),
            Move(
                key="decline",
                title=_("Do not take it up: say why"),
                sources=("proposed",),
                target="answered",
                kind=MoveKind.EXIT,
                ability="menu.keep",
                fields=(REASON,),
                outcome=Reply.DECLINED.value,
                clause=MENU,
                told=_("It was not taken up. You were told why."),
                answers=True,
            ),
        ),
        legal_limit=None,
        outcomes=tuple(Choice(value=each.value, label=each.label) for each in Reply),
        categories=CATEGORIES,
        clause=MENU,
        open_ability="menu.register",
        numbering="荐",
    )
)  # fmt: skip
