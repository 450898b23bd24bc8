"""Against an office: rulings on land, reconsideration, administrative suit, information, and petitions."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause, Text
from yixian.remedies import kinds, limits
from yixian.remedies import sources as law
from yixian.remedies.declare import Count, Fee, Ground, Route, Scope, of, register, unless, when
from yixian.remedies.enums import Family
from yixian.remedies.table import shared

LEARNT = ("ruling", "act", "known")
UNTOLD = _(
    "Nobody told you: your time runs from the day on which you learn of this way, at the latest until this day."
)
DIRECT = (unless("act_kind", "inaction"),)
OFFICE = (of(kinds.OFFICES), of(kinds.TAKEN, when("expropriation", "yes")))
RULED = of(kinds.OWNED, when("ruling"))
SUIT_AGAIN = Ground(
    text=_("a court has already accepted it"),
    clause=Clause(source=law.ADMINISTRATIVE_SUIT_READING, article="69"),
    tests=(when("in_court", "yes"),),
)


def _ruling(key: str, of_kinds: tuple[str, ...], clause: Clause, title: Text) -> None:
    """The government decides on ownership and use: the town too, unless both sides are units."""
    bodies: tuple[tuple[str, Text, Scope], ...] = (
        ("", _("Town government or banner government"),
         of(of_kinds, when("ownership", "yes"), unless("parties", "units"))),
        ("_units", _("Banner government"), of(of_kinds, when("ownership", "yes"), when("parties", "units"))),
    )  # fmt: skip
    for suffix, body, scope in bodies:
        register(
            Route(
                key=f"{key}{suffix}",
                family=Family.ADMINISTRATION,
                title=title,
                body=body,
                fee=shared.FEE_NOT_NAMED,
                clause=clause,
                scopes=(scope,),
                bars=(
                    Ground(
                        text=_(
                            "the government has decided: ask for reconsideration, or sue against the decision"
                        ),
                        clause=clause,
                        tests=(when("ruling"),),
                    ),
                ),
                how=_(
                    "Ask in writing; bring certificates, contracts, maps, and who can say how it was used."
                ),
                note=_("Until it is decided, neither side may change how the land is used."),
                asking=law.INTERRUPTS,
            )
        )


_ruling("land_ruling", kinds.OTHER_LAND, shared.LAND_RULING, _("Ruling on the ownership or use of land"))
_ruling(
    "grassland_ruling",
    kinds.GRASSLAND,
    shared.GRASSLAND_RULING,
    _("Ruling on the ownership or use of pasture"),
)
_ruling("forest_ruling", kinds.FOREST, shared.FOREST_RULING, _("Ruling on the ownership or use of forest"))


def _first(act: str, text: Text, item: str) -> Ground:
    clause = Clause(source=law.RECONSIDERATION, article=f"23(1)({item})")
    return Ground(text=text, clause=clause, tests=(when("act_kind", act),))


RECONSIDERATION_FIRST = (
    _first("on_the_spot", _("a penalty given on the spot goes to reconsideration first"), "1"),
    _first(
        "title", _("a decision that takes a right to land already held goes to reconsideration first"), "2"
    ),
    _first("inaction", _("a duty not done goes to reconsideration first"), "3"),
    _first("information", _("information refused goes to reconsideration first"), "4"),
)
SUIT_BARS = (
    SUIT_AGAIN,
    Ground(
        text=_("it was reconsidered: sue within the time that runs from that decision"),
        clause=Clause(source=law.ADMINISTRATIVE_SUIT, article="45"),
        tests=(when("reconsidered"),),
    ),
    Ground(
        text=_("reconsideration is under way"),
        clause=Clause(source=law.RECONSIDERATION, article="29(1)"),
        tests=(when("reconsidering", "yes"),),
    ),
    *RECONSIDERATION_FIRST,
)

RECONSIDERATION = register(
    Route(
        key="reconsideration",
        family=Family.ADMINISTRATION,
        title=_("Administrative reconsideration"),
        body=_("Government to which the office belongs; for an act of a government, the next one above"),
        fee=Fee(text=_("none"), clause=Clause(source=law.RECONSIDERATION, article="87")),
        clause=Clause(source=law.RECONSIDERATION, article="11, 24"),
        scopes=(*OFFICE, RULED),
        counts=(
            Count(rule=limits.RECONSIDERATION, start=LEARNT, tests=(*DIRECT, shared.NOT_UNTOLD)),
            Count(
                rule=limits.RECONSIDERATION_LONGEST, start=LEARNT, tests=(*DIRECT, shared.UNTOLD), note=UNTOLD
            ),
            Count(
                rule=limits.RECONSIDERATION,
                start=("asked_on",),
                tests=(when("act_kind", "inaction"),),
                after=limits.INACTION_WAIT,
            ),
        ),
        bars=(
            shared.in_court(Clause(source=law.RECONSIDERATION, article="29(2)")),
            Ground(
                text=_("it was reconsidered already"),
                clause=Clause(source=law.RECONSIDERATION, article="30(7)"),
                tests=(when("reconsidered"),),
            ),
            Ground(
                text=_("reconsideration is under way"),
                clause=Clause(source=law.RECONSIDERATION, article="30(7)"),
                tests=(when("reconsidering", "yes"),),
            ),
        ),
        how=_(
            "Apply in writing, by post or on the website, or have it written down there; bring the decision."
        ),
    )
)
SUIT = register(
    Route(
        key="administrative_suit",
        family=Family.COURT,
        title=_("Administrative suit"),
        body=_("People's court for administrative cases; the court's desk tells which"),
        fee=shared.SUIT_FEE,
        clause=Clause(source=law.ADMINISTRATIVE_SUIT, article="12, 44"),
        scopes=(*OFFICE, of(kinds.GRASSLAND, when("ruling"))),
        counts=(
            Count(rule=limits.ADMINISTRATIVE_SUIT, start=LEARNT, tests=(shared.NOT_UNTOLD,)),
            Count(rule=limits.ADMINISTRATIVE_SUIT_LONGEST, start=LEARNT, tests=(shared.UNTOLD,), note=UNTOLD),
        ),
        bars=SUIT_BARS,
        how=_("Bring a written complaint with copies and the decision."),
    )
)


def _ruling_suit(key: str, of_kinds: tuple[str, ...], rule: str, clause: Clause) -> None:
    register(
        Route(
            key=key,
            family=Family.COURT,
            title=_("Sue against the government's decision"),
            body=_("People's court for administrative cases; the court's desk tells which"),
            fee=shared.SUIT_FEE,
            clause=clause,
            scopes=(of(of_kinds, when("ruling"), unless("expropriation", "yes")),),
            counts=(Count(rule=rule, start=("ruling",)),),
            bars=SUIT_BARS,
            how=_("Bring the decision and proof of the day you received it."),
        )
    )


_ruling_suit("land_ruling_suit", kinds.OTHER_LAND, limits.RULING_SUIT, shared.LAND_RULING)
_ruling_suit("forest_ruling_suit", kinds.FOREST, limits.FOREST_SUIT, shared.FOREST_RULING)

RECONSIDERED_SUIT = register(
    Route(
        key="reconsidered_suit",
        family=Family.COURT,
        title=_("Sue after reconsideration"),
        body=_("People's court for administrative cases; the court's desk tells which"),
        fee=shared.SUIT_FEE,
        clause=Clause(source=law.ADMINISTRATIVE_SUIT, article="45"),
        scopes=tuple(of(scope.kinds, *scope.tests, when("reconsidered")) for scope in (*OFFICE, RULED)),
        counts=(Count(rule=limits.RECONSIDERED_SUIT, start=("reconsidered",)),),
        bars=(SUIT_AGAIN,),
        how=_("Bring both decisions and proof of the day you received the second."),
    )
)
INFORMATION = register(
    Route(
        key="information",
        family=Family.ADMINISTRATION,
        title=_("Ask for government information"),
        body=_("Office that holds it"),
        fee=Fee(
            text=_("none, unless far too much is asked for"),
            clause=Clause(source=law.INFORMATION, article="42"),
        ),
        clause=Clause(source=law.INFORMATION, article="27, 33"),
        scopes=(of((*kinds.OFFICES, *kinds.OWNED)),),
        how=_(
            "Ask in writing for a named paper, such as an approval or a payment list; the answer is due in 20 working days."
        ),
    )
)
AGAIN = Ground(
    text=_("after the re-review the same facts and reasons are not accepted again"),
    clause=Clause(source=law.PETITION, article="36(3)"),
    tests=(when("re_reviewed", "yes"),),
)
PETITION = register(
    Route(
        key="petition",
        family=Family.PETITION,
        title=_("Petition"),
        body=_("Petition office or the competent unit"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.PETITION, article="17, 31"),
        scopes=(of(kinds.EVERY),),
        bars=(AGAIN,),
        how=_(
            "Write, call, come, or use the website; what belongs to court, arbitration or reconsideration is led there."
        ),
    )
)
REVIEW = register(
    Route(
        key="petition_review",
        family=Family.PETITION,
        title=_("Review of the petition answer"),
        body=_("Unit above the one that answered"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.PETITION, article="35"),
        scopes=(of(kinds.EVERY, when("reply")),),
        counts=(Count(rule=limits.REVIEW, start=("reply",)),),
        bars=(
            Ground(
                text=_("the review has been answered: ask for the re-review"),
                clause=Clause(source=law.PETITION, article="36"),
                tests=(when("review"),),
            ),
        ),
        how=_("Ask in writing; bring the answer and proof of the day you received it."),
    )
)
RE_REVIEW = register(
    Route(
        key="petition_re_review",
        family=Family.PETITION,
        title=_("Re-review of the petition answer"),
        body=_("Unit above the one that reviewed"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.PETITION, article="36"),
        scopes=(of(kinds.EVERY, when("review")),),
        counts=(Count(rule=limits.RE_REVIEW, start=("review",)),),
        bars=(AGAIN,),
        how=_("Ask in writing; bring both answers and proof of the day you received the second."),
    )
)
