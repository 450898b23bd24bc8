"""Mediators of the demonstration, and the agreements of its newest settled disputes, played through the real actions.

The steps go among those of `year.play`: an agreement is made at the moment at which the plan has its move, which
is then made already. Two disputes that the plan leaves open settle and are defaulted on, so that none of those that
it counts as resolved is lost.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.demo.course import in_office
from yixian.demo.mediated import (
    Chosen,
    advise,
    appoint,
    ask_court,
    conclude,
    draw_up,
    fall_due,
    hold,
    perform,
    plan,
    record_ruling,
    rosters,
    subject,
)
from yixian.demo.plan import DAYS, PlannedDispute
from yixian.demo.year import Player, Step
from yixian.disputes.enums import AGREED
from yixian.mediation import actions
from yixian.mediation.enums import (
    Form,
    Ruling,
    Side,
    Subject,
)

SETTLED, FRESH, DEFAULTS = 50, 10, 2
"""So many agreements are old enough to be performed, so many are of the last weeks, and so many are not kept."""
MEDIATING = ("room", "station", "reception_centre")
"""Steps of a dispute at which somebody mediates."""


RULINGS = (
    Ruling.CONFIRMED,
    Ruling.CONFIRMED,
    Ruling.CONFIRMED,
    Ruling.CONFIRMED,
    Ruling.WITHDRAWN,
    Ruling.PENDING,
)
MONEY = ("04", "05", "06", "07", "08")


def steps(
    rng: Random, player: Player, full: Sequence[PlannedDispute], end: datetime, taken: Collection[UUID] = ()
) -> Iterator[Step]:
    """Everything that happens in mediation in the year before `end`; disputes of `taken` are left alone."""
    start = end - timedelta(days=DAYS - 3)
    yield start.replace(hour=10), 1, "roster", partial(rosters, rng, start.replace(hour=10))
    chosen = agreed(full, taken, end)
    confirmable = [
        each for each in chosen if subject(each) is Subject.PERFORMANCE and end - each.at > timedelta(21)
    ]
    confirmed = {each.uid: ruling for each, ruling in zip(confirmable, RULINGS, strict=False)}
    for number, each in enumerate(chosen):
        owing = _owing(rng, each)
        yield from _mediation(player, each, owing)
        yield from _afterwards(player, each, max(owed.due_on for owed in owing), end, number)
        if each.uid in confirmed:
            yield from _confirmation(rng, player, each, confirmed[each.uid], number)
    for each in unkept(full, taken, end):
        yield from _mediation(player, each, _owing(rng, each))
        late = in_office(rng, each.content + timedelta(days=9))
        yield late, 1, "default", partial(fall_due, player, each, late)


def agreed(full: Sequence[PlannedDispute], taken: Collection[UUID], end: datetime) -> list[Chosen]:
    """The newest disputes that settle by one agreement where somebody mediates."""
    found = []
    for each in full:
        keys = [move.key for move in each.moves]
        if (
            each.outcome not in AGREED
            or keys.count("agree") != 1
            or "not_content" in keys
            or each.uid in taken
        ):
            continue
        place = keys.index("agree")
        last, agree = each.moves[place - 1], each.moves[place]
        if agree.step in MEDIATING and agree.at - last.at > timedelta(hours=12):
            given = {key: str(agree.given[key]) for key in ("form", "terms", "answer")}
            found.append(
                Chosen(each, last.at, agree.at, Form(given["form"]), given["terms"], given["answer"])
            )
    found.sort(key=lambda each: each.at)
    old = [each for each in found if end - each.at > timedelta(days=32)]
    return [*old[-SETTLED:], *found[-FRESH:]]


def unkept(full: Sequence[PlannedDispute], taken: Collection[UUID], end: datetime) -> list[Chosen]:
    """Two disputes over money that the plan guides to the court: here an agreement comes before, and is not kept."""
    found = []
    for each in full:
        way = {move.key: move for move in each.moves}
        out, content = way.get("exit_litigation"), way.get("content")
        if out is None or content is None or each.uid in taken or "not_content" in way:
            continue
        if (
            each.category[:2] not in MONEY
            or out.step not in MEDIATING
            or end - content.at < timedelta(days=14)
        ):
            continue
        before = each.moves[each.moves.index(out) - 1]
        if out.at - before.at > timedelta(hours=12):
            answer = "双方已签协议，到期付清。"
            found.append(
                Chosen(each, before.at, out.at, Form.WRITTEN, "欠款到期付清，付清后互不追究。", answer)
            )
    return found[-DEFAULTS:]


def _mediation(player: Player, chosen: Chosen, owing: Sequence[actions.Owing]) -> Iterator[Step]:
    """From the appointment to the effect of the agreement."""
    span = chosen.at - chosen.since
    appointed = chosen.since + min(timedelta(hours=4, minutes=10), span * 0.4)
    held = chosen.at - timedelta(minutes=50)
    minutes = timedelta(minutes=1)
    yield appointed, 1, "mediator", partial(appoint, player, chosen, appointed)
    planned = appointed + 5 * minutes
    yield planned, 1, "session", partial(plan, player, chosen, planned, held)
    yield held, 1, "held", partial(hold, player, chosen, held)
    drawn = chosen.at - 12 * minutes
    yield drawn, 1, "draft", partial(draw_up, player, chosen, drawn, owing)
    yield chosen.at, 1, "effect", partial(conclude, player, chosen, chosen.at)


def _owing(rng: Random, chosen: Chosen) -> list[actions.Owing]:
    """What the other party owes: mostly money in one or two parts, or something to be done."""
    money = chosen.planned.category[:2] in MONEY
    parts = rng.choice((1, 1, 2)) if chosen.kept else 1
    days = [3] if not chosen.kept else sorted(rng.sample(range(5, 24), parts))
    return [
        actions.Owing(
            by_side=Side.OTHER,
            to_side=Side.RAISER,
            what="支付约定的款项" if money else "按约定恢复原状",
            due_on=timezone.localdate(chosen.at) + timedelta(days=day),
            amount=Decimal(rng.randrange(6, 90) * 200) if money else None,
            way="银行转账" if money else "在现场由调解员见证",
        )
        for day in days
    ]


def _afterwards(player: Player, chosen: Chosen, last: date, end: datetime, number: int) -> Iterator[Step]:
    """Most of what is owed is performed by its last day, or soon after the return visit where that comes later."""
    moves = chosen.planned.moves
    after = max(move.at for move in moves) + timedelta(hours=3)
    at = max(after, timezone.make_aware(datetime.combine(last, time(15, 10))))
    if at < end and number % 10:
        yield at, 1, "performed", partial(perform, player, chosen, at)
    if number % 12 == 5:
        asked = chosen.since + min(timedelta(hours=5), (chosen.at - chosen.since) * 0.6)
        yield asked, 1, "opinion", partial(advise, player, chosen, asked)


def _confirmation(rng: Random, player: Player, chosen: Chosen, ruling: Ruling, number: int) -> Iterator[Step]:
    """A joint application within the thirty days, and what the court made of it."""
    applied = in_office(rng, chosen.at + timedelta(days=8))
    yield applied, 2, "apply", partial(ask_court, player, chosen, applied)
    if ruling is not Ruling.PENDING:
        ruled = in_office(rng, applied + timedelta(days=7))
        name = f"（{ruled.year}）内0623民特{number + 1}号"
        yield ruled, 2, "ruling", partial(record_ruling, player, chosen, ruled, ruling, name)
