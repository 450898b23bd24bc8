"""A year at the specialised bodies, played through the real actions: what is brought there, and what is handed over.

What the ladder counts is left alone: only disputes that stay open there are handed over, and some are given back.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import PUBLIC
from yixian.demo.bodies_plan import Brought, brought
from yixian.demo.course import PlannedMove, in_office
from yixian.demo.plan import DAYS, PlannedDispute
from yixian.demo.tree import Tree, uid
from yixian.demo.words import data
from yixian.demo.year import Player, Step
from yixian.disputes.bodies.procedures import body_for
from yixian.disputes.enums import AGREED
from yixian.matters import actions
from yixian.matters.actions import Raised
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel, Ground
from yixian.matters.models import Matter
from yixian.places.enums import UnitKind
from yixian.procedures.enums import Mover
from yixian.procedures.registry import get

HANDED_OVER, GIVEN_BACK = 5, 3
"""So many open disputes of the ladder stay with a body, and so many others come back from one and are settled."""
LEAST_STAY = timedelta(days=4)
BY_RAISER = frozenset({"withdraw", "content"})


def steps(
    rng: Random,
    player: Player,
    tree: Tree,
    full: Sequence[PlannedDispute],
    start: date,
    taken: Collection[UUID] = (),
) -> Iterator[Step]:
    """The year of the bodies as steps, to be made in order of time among all others.

    `taken` are disputes of the plan that something else happens to.
    """
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    for number, each in enumerate(brought(rng, tree, start), 20_000):
        yield each.opened, number, "bring", partial(_bring, player, each)
        for key, at in each.moves:
            if at < end:
                yield at, number, f"body_{key}", partial(_move, player, each, key, at)
    for number, planned in enumerate(to_hand_over(full, taken), 30_000):
        yield from _stays(rng, player, planned, number, end)
    for number, (planned, begun) in enumerate(there_and_back(full, taken), 40_000):
        yield from _returns(player, planned, begun, number)


def to_hand_over(full: Sequence[PlannedDispute], taken: Collection[UUID]) -> list[PlannedDispute]:
    """Open disputes of the plan that a body may take, those that have waited longest."""
    fitting = [
        each
        for each in full
        if each.outcome is None and each.moves and body_for(each.category) and each.uid not in taken
    ]
    return sorted(fitting, key=lambda each: each.moves[-1].at)[:HANDED_OVER]


def there_and_back(
    full: Sequence[PlannedDispute], taken: Collection[UUID]
) -> list[tuple[PlannedDispute, datetime]]:
    """Settled disputes of the plan that stay at a step long enough to be away from it, and since when they do."""
    found = []
    for each in full:
        if each.outcome not in AGREED or not body_for(each.category) or each.uid in taken:
            continue
        stays = zip(each.moves, each.moves[1:], strict=False)
        begun = next((here.at for here, there in stays if _is_long(here, there)), None)
        if begun is not None:
            found.append((each, begun))
    return found[:: max(1, len(found) // GIVEN_BACK)][:GIVEN_BACK]


def _is_long(here: PlannedMove, there: PlannedMove) -> bool:
    """Whether a dispute is at work at a step for long, on days of which none is a weekend."""
    working = here.key.startswith(("accept", "climb_", "pass_")) and here.at.weekday() < 2
    return working and there.at - here.at > LEAST_STAY


def _bring(player: Player, each: Brought) -> None:
    place = player.places[each.place]
    by = PUBLIC if each.online else player.staff.of(place.pk, 0)
    actions.open_matter(
        by=by,
        at=each.opened,
        raised=Raised(
            uid=each.uid,
            procedure=get(each.procedure),
            category=each.category,
            channel=Channel.WEB if each.online else Channel.COUNTER,
            place=place,
            story=each.story,
            headline=each.headline,
            raiser=each.raiser,
            others=[each.other],
        ),
    )


def _move(player: Player, each: Brought, key: str, at: datetime) -> None:
    matter = Matter.objects.placed().get(uid=each.uid)
    by = player.staff.of(matter.holder_id, matter.pk)
    if key == "appraisal":
        actions.pause(
            by=by,
            at=at,
            uid=matter.uid,
            seen=matter.version,
            ground=Ground.APPRAISAL,
            reason="双方同意委托医学会作损害鉴定。",
        )
    elif key == "resume":
        actions.resume(by=by, at=at, uid=matter.uid, seen=matter.version)
    else:
        raiser = key in BY_RAISER and Mover.RAISER in get(each.procedure).move(key).movers
        actions.move(
            by=PUBLIC if raiser else by,
            at=at,
            uid=None if raiser else matter.uid,
            code=code_of(matter.uid, 0) if raiser else "",
            seen=matter.version,
            key=key,
            given=_given(each, key, timezone.localdate(at)),
        )


def _given(each: Brought, key: str, on: date) -> Mapping[str, Any]:
    words, today = data("bodies")["words"], on.isoformat()
    told = {"tried": words["tried"], "routes_told": True}
    answers: dict[str, Mapping[str, Any]] = {
        "accept": _accepting(each),
        "not_accept": told | {
            "ground": "conditions" if each.procedure == "land_arbitration" else "elsewhere",
            "answer": "经审查不符合受理条件，理由见书面通知；可以向人民法院起诉。",
        },
        "serve": {"served_on": today},
        "defend": {"defence": words["defence"]},
        "try_mediation": {"consent": "yes"},
        "mediate_first": {"consent": "yes"},
        "begin": {"began_by": "treatment", "began_on": today},
        "call": {
            "tried": words["tried"], "hearing_on": (on + timedelta(days=18)).isoformat(), "notified_on": today,
            "seat": "town", "both_ask": True, "translation": "given", "hearing": "open",
        },
        "award": {
            "decision": "申请人的请求有合同和单据为证，予以支持；裁决如下：" + each.terms,
            "answer": "裁决已作出：" + each.terms,
        },
        "deliver": {"delivered_on": today, "routes_told": True},
        "sued": {"sued_on": today},
        "agree": {"form": "written", "terms": each.terms, "answer": "双方达成协议：" + each.terms},
        "performed": {
            "performed_on": today, "proof": f"收条在案，{each.money}元已付清。", "approved": "yes",
        },
        "visited": {"holds": "yes", "visit": words["visit"]},
        "content": {"remark": words["content"]},
        "withdraw": {"reason": "双方私下说好了，不再往下走。"},
        "exit_failed": told | {"answer": "差距太大，没有谈成。您可以向人民法院起诉。"},
        "exit_litigation": told | {"answer": "对方已经起诉，调解到此为止，请按法院通知应诉。"},
        "exit_police": told | {"answer": "情节较重，不能调解，由公安机关依法处理；赔偿可以另行起诉。"},
        "refuse": told | {"answer": "对方不愿意调解。您可以向卫生健康部门申请调解，也可以起诉。"},
    }  # fmt: skip
    return answers[key]


def _accepting(each: Brought) -> Mapping[str, Any]:
    knew = (timezone.localdate(each.opened) - timedelta(days=90)).isoformat()
    finding = (timezone.localdate(each.opened) - timedelta(days=4)).isoformat()
    return {
        "known_on": knew,
        "timely": "within",
        "consent": "yes",
        "joint_application": True,
        "finding": finding,
        "gravity": "minor",
    }


def _stays(
    rng: Random, player: Player, planned: PlannedDispute, number: int, end: datetime
) -> Iterator[Step]:
    """An open dispute is offered to the body of its kind and taken; the newest offer may still wait."""
    offered = in_office(rng, planned.moves[-1].at + timedelta(minutes=45))
    taken = in_office(rng, offered + timedelta(hours=3))
    if offered < end:
        yield offered, number, "offer", partial(_offer, player, planned, number, offered)
    if taken < end:
        yield taken, number, "take", partial(_take, player, planned, number, taken)


def _returns(player: Player, planned: PlannedDispute, begun: datetime, number: int) -> Iterator[Step]:
    """A dispute is taken by a body, which finds that it may not decide it, and comes back to its step."""
    offered, taken, back = (begun + timedelta(hours=hours) for hours in (20, 26, 50))
    yield offered, number, "offer", partial(_offer, player, planned, number, offered)
    yield taken, number, "take", partial(_take, player, planned, number, taken)
    yield back, number, "give_back", partial(_give_back, player, planned, number, back)


def _offer(player: Player, planned: PlannedDispute, number: int, at: datetime) -> None:
    matter = Matter.objects.placed().get(uid=planned.uid)
    into = body_for(matter.category)
    assert into is not None
    assert into.passing is not None
    kind = UnitKind(into.passing.bodies[0])
    player.matters[planned.uid] = actions.offer(
        by=player.staff.of(matter.holder_id, number),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        to=player.places[uid(kind)],
        into=into.key,
        reason=data("bodies")["words"]["passing"],
    )


def _take(player: Player, planned: PlannedDispute, number: int, at: datetime) -> None:
    matter = Matter.objects.placed().get(uid=planned.uid)
    assert matter.offered_to_id is not None
    by = player.staff.of(matter.offered_to_id, number)
    player.matters[planned.uid] = actions.take_over(by=by, at=at, uid=matter.uid, seen=matter.version)


def _give_back(player: Player, planned: PlannedDispute, number: int, at: datetime) -> None:
    matter = Matter.objects.placed().get(uid=planned.uid)
    player.matters[planned.uid] = actions.give_back(
        by=player.staff.of(matter.holder_id, number),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        reason=data("bodies")["words"]["back"],
    )
