"""What is done in mediation in the demonstration, each deed by the real action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import Actor
from yixian.demo.acting import actor_of
from yixian.demo.plan import PlannedDispute
from yixian.demo.words import personal_names
from yixian.demo.year import Player
from yixian.disputes.enums import AGREED
from yixian.matters.models import Matter
from yixian.mediation import actions, rules
from yixian.mediation.enums import (
    AidGround,
    Chooser,
    Form,
    Language,
    Present,
    Result,
    Ruling,
    Standing,
    Subject,
)
from yixian.mediation.models import Mediator, Obligation, Session
from yixian.mediation.queries import near, signers_of
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

MEMBERS = 5
STAFFED = (
    UnitKind.ROOM,
    UnitKind.STATION,
    UnitKind.RECEPTION_CENTRE,
    UnitKind.JUDICIAL_OFFICE,
    UnitKind.LAWYER,
)
FIELDS = ("01", "02", "03", "04", "05", "06", "07", "08", "09")
COURSE = "双方各自陈述，调解员逐项核对证据，讲明有关规定，提出方案后双方协商。"


@dataclass(frozen=True)
class Chosen:
    """A dispute with its agreement: between which moments it is mediated, and what is written into it."""

    planned: PlannedDispute
    since: datetime
    at: datetime
    form: Form
    terms: str
    answer: str

    @property
    def uid(self) -> UUID:
        return self.planned.uid

    @property
    def kept(self) -> bool:
        """Whether the plan counts it as settled by agreement."""
        return self.planned.outcome in AGREED

    @property
    def content(self) -> datetime:
        """When whoever raised it was content with the answer."""
        return next(move.at for move in self.planned.moves if move.key == "content")


def subject(chosen: Chosen) -> Subject:
    """What an agreement of this kind most often settles."""
    return rules.presumed(chosen.planned.category)


def rosters(rng: Random, at: datetime) -> None:
    """Staff of the bodies as mediators, and the members of the committees, with women among them."""
    today = timezone.localdate(at)
    chief = actor_of(Post.objects.select_related("person", "unit").filter(role=Role.MASS_WORK_CHIEF)[0])
    posts = Post.objects.on(today).filter(unit__kind__in=STAFFED).select_related("person", "unit")
    for post in posts.order_by("pk"):
        listed = actions.Listed(
            standing=Standing.STAFF, person=post.person, skills=_skills(rng), languages=_languages(rng)
        )
        actions.enlist(by=chief, at=at, unit=post.unit, given=listed, since=today)
    names = personal_names(rng)
    for unit in Unit.objects.on(today).filter(kind=UnitKind.MEDIATION_COMMITTEE).order_by("pk"):
        for number in range(MEMBERS):
            listed = actions.Listed(
                standing=Standing.ELECTED,
                name=next(names),
                chair=number == 0,
                woman=number in (1, 3),
                skills=_skills(rng),
                languages=_languages(rng),
            )
            actions.enlist(by=chief, at=at, unit=unit, given=listed, since=today)
        actions.compose(by=chief, at=at, unit=unit, since=today.replace(day=1), groups=True)


def _skills(rng: Random) -> list[str]:
    return sorted(rng.sample(FIELDS, rng.choice((2, 3, 3, 4))))


def _languages(rng: Random) -> list[str]:
    both = rng.random() < 0.4
    return [Language.CHINESE.value, *([Language.MONGOLIAN.value] if both else [])]


def _by(player: Player, matter: Matter) -> Actor:
    return player.staff.of(matter.holder_id, matter.pk)


def _now(player: Player, uid: UUID) -> Matter:
    """The matter as it stands."""
    player.matters[uid] = Matter.objects.placed().get(pk=player.matters[uid].pk)
    return player.matters[uid]


def appoint(player: Player, chosen: Chosen, at: datetime) -> None:
    """Somebody of the roster is appointed."""
    matter = _now(player, chosen.uid)
    found = list(near(matter, timezone.localdate(at)))
    own = [each for each in found if each.unit_id == matter.holder_id] or found
    mediator: Mediator = own[matter.pk % len(own)]
    player.matters[chosen.uid] = actions.appoint(
        by=_by(player, matter),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        mediator=mediator,
        chooser=Chooser.PARTIES if matter.pk % 3 else Chooser.COMMITTEE,
        accepted=True,
    )


def plan(player: Player, chosen: Chosen, at: datetime, begins: datetime) -> None:
    """A session is planned."""
    matter = _now(player, chosen.uid)
    player.matters[chosen.uid] = actions.plan(
        by=_by(player, matter),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        begins_at=begins - timedelta(minutes=70),
        place=f"{matter.holder.name}调解室"[:80],
    )


def hold(player: Player, chosen: Chosen, at: datetime) -> None:
    """The session is held and recorded."""
    matter = _now(player, chosen.uid)
    there = [Present.RAISER.value, Present.OTHER.value, Present.MEDIATOR.value]
    session = Session.objects.filter(matter=matter).latest("number")
    player.matters[chosen.uid] = actions.hold(
        by=_by(player, matter),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        session=session.uid,
        given=actions.Minutes(
            present=there, course=COURSE, outcome=chosen.terms, result=Result.AGREED, read_out=True
        ),
    )


def draw_up(player: Player, chosen: Chosen, at: datetime, owing: Sequence[actions.Owing]) -> None:
    """The draft with what is owed and, where it is written, all signatures and the seal."""
    matter = _now(player, chosen.uid)
    by = _by(player, matter)
    text = actions.Draft(
        form=chosen.form, subject=subject(chosen), facts="经双方核对，事实清楚。", clauses=chosen.terms
    )
    matter = actions.draft(by=by, at=at, uid=matter.uid, seen=matter.version, given=text)
    for each in owing:
        matter = actions.owe(by=by, at=at, uid=matter.uid, seen=matter.version, given=each)
    if chosen.form is Form.WRITTEN:
        own = {rules.MEDIATOR: "signature", rules.COMMITTEE: "seal"}
        signed = {signer: own.get(signer, "fingerprint") for signer in signers_of(matter)}
        matter = actions.sign(
            by=by, at=at, uid=matter.uid, seen=matter.version, signed=signed, on=timezone.localdate(at)
        )
    player.matters[chosen.uid] = matter


def conclude(player: Player, chosen: Chosen, at: datetime) -> None:
    """The agreement takes effect."""
    matter = _now(player, chosen.uid)
    player.matters[chosen.uid] = actions.conclude(
        by=_by(player, matter),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        given={"answer": chosen.answer},
    )


def perform(player: Player, chosen: Chosen, at: datetime) -> None:
    """Whatever falls due by now is performed, and with the last of it the agreement."""
    matter = _now(player, chosen.uid)
    today = timezone.localdate(at)
    owed = Obligation.objects.filter(matter=matter, due_on__lte=today)
    for each in owed.order_by("due_on", "pk"):
        matter = actions.perform(
            by=_by(player, matter),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            obligation=each.uid,
            on=min(each.due_on, today),
            proof="双方当面确认，收条已复印存卷。",
        )
    player.matters[chosen.uid] = matter


def advise(player: Player, chosen: Chosen, at: datetime) -> None:
    """The retained lawyer looks at it, and legal aid is asked for and granted."""
    matter = _now(player, chosen.uid)
    by, today = _by(player, matter), timezone.localdate(at)
    matter = actions.advise(
        by=by,
        at=at,
        uid=matter.uid,
        seen=matter.version,
        lawyer="驻旗律师",
        on=today,
        text="现有证据可以证明主要事实，协议应写明内容和日期，到期不履行可依法申请支付令或者起诉。",
    )
    matter = actions.ask_aid(
        by=by, at=at, uid=matter.uid, seen=matter.version, ground=AidGround.HARDSHIP, words="", on=today
    )
    player.matters[chosen.uid] = actions.decide_aid(
        by=by, at=at, uid=matter.uid, seen=matter.version, granted=True, on=today, reason=""
    )


def ask_court(player: Player, chosen: Chosen, at: datetime) -> None:
    """Both parties ask the court."""
    matter = _now(player, chosen.uid)
    player.matters[chosen.uid] = actions.apply(
        by=_by(player, matter),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        on=timezone.localdate(at),
        court="旗人民法院",
        jointly=True,
    )


def record_ruling(player: Player, chosen: Chosen, at: datetime, ruling: Ruling, name: str) -> None:
    """The ruling of the court is recorded."""
    matter = _now(player, chosen.uid)
    player.matters[chosen.uid] = actions.rule(
        by=_by(player, matter),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        ruling=ruling,
        on=timezone.localdate(at),
        number=name if ruling is Ruling.CONFIRMED else "",
    )


def fall_due(player: Player, chosen: Chosen, at: datetime) -> None:
    """It was not paid, and the other routes are shown."""
    matter = _now(player, chosen.uid)
    owed = Obligation.objects.get(matter=matter)
    player.matters[chosen.uid] = actions.default(
        by=_by(player, matter),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        obligation=owed.uid,
        missing="到期未付，调解员上门催促两次仍未付。",
        given={"answer": "协议到期未履行，您可以申请支付令或向法院起诉。", "routes_told": True},
    )
