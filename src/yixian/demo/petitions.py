"""A year of petitions, played through the real actions: of every category, through every stage.

What is raised late in the year stays where its time lets it come to.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any

from django.utils import timezone

from yixian.access.actor import PUBLIC, Actor
from yixian.demo.acting import actor_of
from yixian.demo.petitions_plan import Planned, planned
from yixian.demo.plan import DAYS
from yixian.demo.tree import Tree, uid
from yixian.demo.words import data
from yixian.demo.year import Player, Step
from yixian.matters import actions as matters
from yixian.matters.clocks import STEP
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel, Ground, RefusalGround
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.petitions import actions
from yixian.petitions.actions import Entry, Finding
from yixian.petitions.enums import Advice, Failing, Opinion, Purpose
from yixian.petitions.models import Order, Request
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.rulebook.enums import TermUnit

FIRST = 50_000
"""The steps of petitions come after those of anything else at the same moment."""


def steps(rng: Random, player: Player, tree: Tree, start: date) -> Iterator[Step]:
    """The year of petitions as steps, to be made in order of time among all others."""
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    office = _Office(player)
    for number, each in enumerate(planned(rng, tree, start), FIRST):
        yield each.opened, number, "petition", partial(office.register, each)
        for key, at in each.stops:
            if at < end:
                yield at, number, f"petition_{key}", partial(office.do, each, key, at)


class _Office:
    """Does to petitions what is planned, as whoever has them."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.words: Mapping[str, str] = data("petitions")["words"]
        posts = Post.objects.filter(role=Role.DEPARTMENT_OFFICER).select_related("person").order_by("-pk")
        self.departments = {post.unit_id: post for post in posts}

    def acts_for(self, unit: int) -> Actor:
        """Somebody of a unit."""
        if unit in self.departments:
            post = self.departments[unit]
            post.unit = self.player.staff.units[unit]
            return actor_of(post)
        return self.player.staff.of(unit, 0)

    def unit(self, *path: object) -> Unit:
        """The unit of the tree that is called by this path."""
        return self.player.places[uid(*path)]

    def register(self, each: Planned) -> None:
        """Register it, by the petitioner alone on the website or with an officer of the petition office."""
        web = each.channel is Channel.WEB
        by = PUBLIC if web else self.acts_for(self.unit(UnitKind.PETITION_OFFICE).pk)
        spoken = each.channel in (Channel.COUNTER, Channel.PHONE)
        actions.register(
            by=by,
            at=each.opened,
            entry=Entry(
                uid=each.uid,
                purpose=_purpose(each),
                category=each.tale["code"],
                channel=each.channel,
                where=self.player.places[each.village.uid],
                story=each.tale["text"].format_map(each.gaps),
                headline=each.tale["head"],
                raiser=each.raiser,
                about_units=self.accused(each) if each.kind == "accusation" else [],
                received_on=timezone.localdate(each.opened),
                requests=[text.format_map(each.gaps) for text in each.tale.get("requests", ())],
                people=each.people,
                representatives=min(3, each.people) if each.people > 1 else 0,
                read_back=spoken,
            ),
        )

    def accused(self, each: Planned) -> list[Unit]:
        """Whom an accusation is about: the station of its town, or its village."""
        village = self.player.places[each.village.uid]
        if each.tale["accused"] == "village":
            return [village]
        stations = (unit for unit in self.player.places.values() if unit.kind == UnitKind.STATION)
        return [next(unit for unit in stations if unit.parent_id in village.lineage)]

    def do(self, each: Planned, key: str, at: datetime) -> None:
        """Do what is planned, unless the clock was faster."""
        matter = Matter.objects.placed().get(uid=each.uid)
        own: dict[str, Callable[[Planned, Matter, datetime], object]] = {
            "offer": self.offer,
            "take": self.take,
            "refuse": self.refuse,
            "keep": self.keep,
            "order": self.order,
            "extend": self.extend,
            "supervise": self.supervise,
            "comply": self.comply,
            "conclude": self.conclude,
            "seal": self.seal,
        }
        if key in own:
            own[key](each, matter, at)
        elif any(move.key == key and matter.step in move.sources for move in matter.declaration.moves):
            self.move(each, matter, key, at)

    def move(self, each: Planned, matter: Matter, key: str, at: datetime) -> None:
        """Make a plain move, as the petitioner where it is theirs."""
        raiser = key in ("content", "ask_review", "ask_rereview", "withdraw")
        matters.move(
            by=PUBLIC if raiser else self.acts_for(matter.holder_id),
            at=at,
            uid=None if raiser else matter.uid,
            code=code_of(matter.uid, 0) if raiser else "",
            seen=matter.version,
            key=key,
            given=self.given(each, key, at),
        )

    def given(self, each: Planned, key: str, at: datetime) -> Mapping[str, Any]:
        """What is supplied with a move."""
        words, tale, today = self.words, each.tale, timezone.localdate(at).isoformat()
        delivered = {"method": "registered", "received": today, "proof": "挂号信收据在卷"}
        answers: dict[str, Mapping[str, Any]] = {
            "accept": {"notice": words["notice"]},
            "study": {"notice": words["study"]},
            "examine": {"notice": words["examine"]},
            "take_up": {"notice": words["taken_up"]},
            "guide": {"route": tale.get("route", ""), "right_way": tale.get("way", "")},
            "decline": {
                "ground": "in_hand",
                "reason": "同一事项正在期限内办理，不再重复受理。",
                "right_way": "请凭查询码查看原信访事项的进展。",
            },
            "withdraw": {"reason": words["withdrawn"]},
            "settle": {"consent": "yes", "terms": words["settled"], "answer": words["settled"]},
            "answer_suggestion": {"adopted": "adopted", "answer": tale.get("answer", "")},
            "answer_duty": {"performed": "performed_duty", "answer": tale.get("answer", "")},
            "deal": {"finding": tale.get("answer", ""), "answer": tale.get("answer", "")},
            "delivered": delivered,
            "review_delivered": delivered,
            "rereview_delivered": delivered,
            "ask_review": {"reason": words["reason"]},
            "ask_rereview": {"reason": words["reason_again"]},
            "review_opinion": {"decision": "upheld", "answer": words["upheld"]},
            "rereview_opinion": {"decision": "changed", "answer": words["changed"]},
            "help": {"help": words["help"]},
            "content": {"remark": words["remark"]},
        }
        return answers[key]

    def offer(self, each: Planned, matter: Matter, at: datetime) -> None:
        """Transfer it to the department that is competent."""
        matters.offer(
            by=self.acts_for(matter.holder_id),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            to=self.unit("department", each.tale["department"]),
            into=matter.procedure,
            reason=self.words["transfer"],
        )

    def take(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The department takes it, unless its silence did."""
        if matter.offered_to_id is not None:
            by = self.acts_for(matter.offered_to_id)
            matters.take_over(by=by, at=at, uid=matter.uid, seen=matter.version)

    def refuse(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The department objects, with reasons."""
        if matter.offered_to_id is not None:
            matters.turn_down(
                by=self.acts_for(matter.offered_to_id),
                at=at,
                uid=matter.uid,
                seen=matter.version,
                ground=RefusalGround.NOT_COMPETENT,
                reason=self.words["refusal"],
            )

    def keep(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The petition office agrees to an objection."""
        if matter.offered_to_id is not None:
            by, agreed = self.acts_for(matter.holder_id), self.words["agreed"]
            matters.keep(by=by, at=at, uid=matter.uid, seen=matter.version, reason=agreed)

    def order(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The reception centre decides that the department takes it."""
        if matter.offered_to_id is not None:
            by, ordered = self.acts_for(self.unit("centre").pk), self.words["ordered"]
            matters.decide(by=by, at=at, uid=matter.uid, seen=matter.version, order=True, reason=ordered)

    def extend(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The unit extends the conclusion."""
        matters.extend(
            by=self.acts_for(matter.holder_id),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            clock=STEP,
            value=20,
            unit=TermUnit.DAYS,
            ground=Ground.COMPLEX,
            reason=self.words["complex"],
        )

    def supervise(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The petition office orders the unit to answer."""
        actions.supervise(
            by=self.acts_for(self.unit(UnitKind.PETITION_OFFICE).pk),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            failing=Failing.SHIRKING,
            advice=Advice.IMPROVE,
            order=self.words["order"],
        )

    def comply(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The unit replies to the order."""
        order = Order.objects.get(matter=matter)
        actions.comply(
            by=self.acts_for(order.unit_id),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            order=order.uid,
            reply=self.words["complied"],
            adopted=True,
        )

    def conclude(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The unit gives its opinion on every request."""
        tale = each.tale
        finding = Finding(
            opinion=Opinion(tale.get("opinion", "supported")),
            finding=tale["finding"],
            basis=tale["basis"],
            reply=tale["reply"],
        )
        actions.conclude(
            by=self.acts_for(matter.holder_id),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            findings=[finding] * Request.objects.filter(matter=matter).count(),
            basis=tale["finding"],
            answer=tale["reply"],
        )

    def seal(self, each: Planned, matter: Matter, at: datetime) -> None:
        """The petition office finds that it is an accusation."""
        actions.seal(
            by=self.acts_for(matter.holder_id),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            units=self.accused(each),
            persons=[],
            reason=self.words["sealed"],
        )


def _purpose(each: Planned) -> Purpose:
    if each.kind in ("suggestion", "accusation"):
        return Purpose(each.kind)
    return Purpose.APPEAL
