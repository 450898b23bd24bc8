"""A record with a history, and the rights that a tamperer would give itself first."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from tests.audit.kinds import SAID
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.queries import public_roots
from yixian.audit.receipts import Fact, Json
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

AT = datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)
ROOTS_AT = "https://example.org/roots.json"


def unit(uid: UUID | None = None) -> Unit:
    return Unit(uid=uid or uuid4(), kind=UnitKind.BANNER, name="旗", since=date(2013, 1, 1))


@transaction.atomic
def say(unit: Unit, *words: str) -> list[Event]:
    """Record an event with each of the words; many numbers, so that each column has something to tamper with."""
    events = [
        record.compose(
            subject=unit, kind=SAID, at=AT, by_id=7, post_id=8, unit_id=9, body={"words": each, "n": 1}
        )
        for each in words
    ]
    unit.save()
    record.append(events)
    return events


def history(*words: str) -> Unit:
    found = unit()
    say(found, *words)
    return found


def may_tamper() -> None:
    sql("GRANT UPDATE, DELETE ON audit_event, audit_seal, audit_tile TO CURRENT_USER")


def sql(statement: str, *parameters: str | int | bytes | datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def facts() -> list[Fact]:
    return [Fact("answer", 2, "body.words"), Fact("answered_at", 2, "at"), Fact("what", 1, "kind")]


def roots() -> Json:
    return public_roots()
