"""Publishing and receiving of the demonstration: a year of texts, and messages by the rehearsal channel."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import Actor
from yixian.channels import actions
from yixian.channels.actions.publishing import Wording
from yixian.channels.actions.receiving import Taking
from yixian.channels.declare import Incoming
from yixian.channels.enums import CloseGround, Kind
from yixian.channels.models import Message, Publication
from yixian.channels.ways import gateway
from yixian.concerns import actions as concerns
from yixian.concerns.procedures import CONCERN
from yixian.demo import channels_words as words
from yixian.demo.acting import Staff, actor_of
from yixian.demo.course import in_office
from yixian.demo.plan import DAYS
from yixian.demo.tree import Tree, uid
from yixian.demo.year import Step
from yixian.kernel.ids import uuid7
from yixian.matters import actions as matters
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places.models import Unit

KEY, SECRET = "rehearsal", "rehearsal-of-the-demonstration"
WRITERS = 12
"""So many officers of departments and stations write."""
PLACE = "channel"
CATEGORIES = {0: "power", 4: "water", 9: "school", 10: "work"}
"""Of the messages that become matters: the kind."""
BREATH = timedelta(minutes=10)
"""The least time between two things that happen to one message."""


def furnish(start: date) -> None:
    """Switch the rehearsal channel on before the year begins."""
    at = timezone.make_aware(datetime.combine(start - timedelta(days=10), time(10)))
    centre = _posts(Role.CENTRE_OFFICER)[0].unit
    by = actor_of(_posts(Role.SYSTEM_ADMIN)[0])
    actions.configure(by=by, at=at, key=KEY, on=True, given={"secret": SECRET}, unit=centre)


def _posts(role: Role) -> list[Post]:
    rows = Post.objects.filter(role=role).select_related("person", "unit").defer("unit__boundary")
    return list(rows.order_by("pk"))


def steps(rng: Random, tree: Tree, start: date, staff: Staff, places: Mapping[UUID, Unit]) -> Iterator[Step]:
    """Texts with their reviews, and messages with what becomes of them, in order of time among all others."""
    chief, centre = (actor_of(_posts(role)[0]) for role in (Role.MASS_WORK_CHIEF, Role.CENTRE_OFFICER))
    pool = [*_posts(Role.DEPARTMENT_OFFICER), *_posts(Role.STATION_OFFICER)]
    writers = [actor_of(each) for each in rng.sample(pool, min(WRITERS, len(pool)))]
    for number in range(len(words.TEXTS)):
        yield from _text(rng, number, start, writers[number % len(writers)], chief)
    homes = [places[each.uid] for each in rng.sample(tree.villages, len(words.MESSAGES))]
    for number in range(len(words.MESSAGES)):
        yield from _message(rng, number, start, centre, staff, homes[number])


def _at(rng: Random, start: date, number: int, total: int) -> datetime:
    """The times of a year, spread evenly, the last of them on its last working days."""
    day = start + timedelta(days=2 + number * (DAYS - 8) // max(total - 1, 1))
    return in_office(
        rng, timezone.make_aware(datetime.combine(day, time(rng.randint(9, 16), rng.randint(0, 59))))
    )


def _wording(kind: Kind, title: str, body: str) -> Wording:
    return Wording(title=title, body=body, kind=kind, channels=["website", "feed"])


def _seen(row: Publication) -> str:
    return row.editions.order_by("-number")[0].digest


def _text(rng: Random, number: int, start: date, writer: Actor, chief: Actor) -> Iterator[Step]:
    """A text from its writing to what became of it; `order` keeps steps of the same minute in order."""
    at = _at(rng, start, number, len(words.TEXTS))
    kind, title, body = words.TEXTS[number]
    key, order = uid(PLACE, str(number)), 9000 + number
    later = partial(timedelta, minutes=1)
    yield (
        at,
        order,
        "text",
        partial(actions.draft, by=writer, at=at, uid=key, wording=_wording(kind, title, body)),
    )
    if number == words.WRITING:
        return
    submit = at + timedelta(minutes=rng.randint(5, 50))
    yield submit, order, "text submitted", partial(_submit, writer, submit, key)
    if number == words.WAITING:
        return
    if number == words.SENT_BACK:
        back = submit + timedelta(minutes=20)
        yield back, order, "text sent back", partial(_send_back, chief, back, key)
        submit = back + timedelta(minutes=30)
        yield submit, order, "text submitted", partial(_submit, writer, submit, key)
    review = in_office(rng, submit + timedelta(hours=rng.uniform(0.5, 8)))
    yield review, order, "text approved", partial(_approve, chief, review, key)
    if number in words.CORRECTIONS:
        yield from _corrected(rng, number, review, writer, chief)
    if number == words.WITHDRAWN:
        gone = in_office(rng, review + timedelta(days=2)) + later()
        yield (
            gone,
            order,
            "text withdrawn",
            partial(actions.withdraw, by=chief, at=gone, uid=key, reason=words.REASON),
        )


def _corrected(rng: Random, number: int, after: datetime, writer: Actor, chief: Actor) -> Iterator[Step]:
    kind, title, _old = words.TEXTS[number]
    what, body = words.CORRECTIONS[number]
    key, order = uid(PLACE, str(number)), 9000 + number
    at = in_office(rng, after + timedelta(days=1))
    wording = _wording(kind, title, body)
    made = partial(actions.correct, by=writer, at=at, uid=key, wording=wording, correction=what)
    yield at, order, "correction", made
    submit, review = at + timedelta(minutes=9), at + timedelta(minutes=41)
    yield submit, order, "correction submitted", partial(_submit, writer, submit, key)
    yield review, order, "correction approved", partial(_approve, chief, review, key)


def _row(key: UUID) -> Publication:
    return Publication.objects.get(uid=key)


def _submit(by: Actor, at: datetime, key: UUID) -> None:
    actions.submit(by=by, at=at, uid=key, seen=_seen(_row(key)))


def _send_back(by: Actor, at: datetime, key: UUID) -> None:
    actions.send_back(by=by, at=at, uid=key, seen=_seen(_row(key)), remark=words.REMARK)


def _approve(by: Actor, at: datetime, key: UUID) -> None:
    actions.approve(by=by, at=at, uid=key, seen=_seen(_row(key)))


def _message(
    rng: Random, number: int, start: date, centre: Actor, staff: Staff, home: Unit
) -> Iterator[Step]:
    """A message, and what became of it."""
    text, fate, _said = words.MESSAGES[number]
    at = _at(rng, start, number, len(words.MESSAGES))
    order = 9500 + number
    yield at, order, "message", partial(_receive, at, number, text)
    if fate == words.LEAVE:
        return
    handled = max(in_office(rng, at + timedelta(hours=rng.uniform(0.5, 5))), at + BREATH)
    yield handled, order, f"message {fate}", partial(_handle, centre, handled, number, home)
    if fate == words.RAISE:
        done = handled
        for hours, key, given in (
            (3, "take_up", {"promise": words.PROMISE}),
            (50, "answer", {"how": "done", "answer": words.DONE}),
        ):
            done = max(in_office(rng, handled + timedelta(hours=hours)), done + BREATH)
            yield done, order, f"message {key}", partial(_move, staff, done, number, key, given)


def _receive(at: datetime, number: int, text: str) -> None:
    """Somebody writes; the request is signed as by the gateway."""
    body = json.dumps({"id": f"d-{number}", "from": f"resident-{number}", "text": text}).encode()
    moment = str(int(at.timestamp()))
    headers = {gateway.TIME: moment, gateway.SIGNATURE: gateway.sign(SECRET, moment, body)}
    actions.receive(at=at, key=KEY, incoming=Incoming(method="POST", query={}, headers=headers, body=body))


def _handle(by: Actor, at: datetime, number: int, home: Unit) -> None:
    """Answer it, take it up, raise a matter from it, or put it away; then the worker sends what is owed."""
    _text, fate, said = words.MESSAGES[number]
    row = _found(number)
    if fate == words.CLOSE:
        actions.close(by=by, at=at, uid=row.uid, ground=CloseGround.THANKS)
    elif fate == words.ANSWER:
        actions.answer(by=by, at=at, uid=row.uid, text=said, token=uid(PLACE, f"answer-{number}"))
    else:
        heading = said if fate == words.RAISE else ""
        taking = Taking(uid=uuid7(at, number.to_bytes(8)), place=home, headline=heading)
        concern = actions.take_up(by=by, at=at, uid=row.uid, taking=taking).concern
        if concern is not None and fate == words.RAISE:
            category = CATEGORIES[number]
            concerns.raise_matter(by=by, at=at, uid=concern.uid, procedure=CONCERN.key, category=category)
        elif concern is not None:
            concerns.answer(by=by, at=at, uid=concern.uid, answer=said)
    actions.run(at)


def _found(number: int) -> Message:
    return Message.objects.select_related("concern").get(channel=KEY, number=f"d-{number}")


def _move(staff: Staff, at: datetime, number: int, key: str, given: Mapping[str, str]) -> None:
    """Whoever holds the matter makes a move, and the answer goes back to the sender."""
    concern = _found(number).concern
    matter = Matter.objects.placed().get(concerns=concern)
    by = staff.of(matter.holder_id, matter.pk)
    matters.move(by=by, at=at, uid=matter.uid, seen=matter.version, key=key, given=given)
    actions.run(at)
