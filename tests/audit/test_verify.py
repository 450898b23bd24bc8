"""Whatever is changed in the log behind the back of the application is found and named."""

from uuid import uuid4

import pytest
from django.db import connection
from django.utils.translation import gettext, override

from tests.audit.kinds import SAID
from tests.audit.sample import AT, history, may_tamper, roots, say, sql
from yixian.audit import record, rules
from yixian.audit.enums import PLACES, SENTENCES, Flaw
from yixian.audit.faults import Fault
from yixian.audit.models import Chain, Event, Seal, Tile
from yixian.audit.seal import seal_now
from yixian.audit.verify import verify_all
from yixian.kernel import sealed
from yixian.people.models import Resident
from yixian.places.models import Unit

pytestmark = pytest.mark.django_db

CHANGES = {
    "stream": "stream = overlay(stream placing '0' from 38)",
    "seq": "seq = seq + 1000",
    "kind": "kind = 'sample.sais'",
    "at": "at = at + interval '1 microsecond'",
    "by_id": "by_id = by_id + 1",
    "post_id": "post_id = NULL",
    "unit_id": "unit_id = unit_id - 1",
    "body": "body = jsonb_set(body, '{n}', '2')",
    "alg": "alg = 'sm3'",
    "prev": "prev = set_byte(prev, 31, get_byte(prev, 31) # 1)",
    "hash": "hash = set_byte(hash, 0, get_byte(hash, 0) # 128)",
}
WORSE = {
    "time without end": "at = 'infinity'",
    "time before our era": "at = at - interval '4051 years'",
    "true for one": "body = jsonb_set(body, '{n}', 'true')",
    "one as a fraction": "body = jsonb_set(body, '{n}', '1.0')",
    "endless number": "body = jsonb_set(body, '{n}', ('1' || repeat('0', 9000))::jsonb)",
    "no object": "body = 'null'",
    "unknown hash function": "alg = 'md5'",
    "cut hash": "hash = ''",
}


@pytest.fixture
def found() -> Unit:
    """A history of three, sealed, with the histories of others around it, and the rights to tamper."""
    history("前", "后")
    middle = history("一", "二", "三")
    seal_now(AT)
    history("还没有封存")
    record.append_to_chain("sign-in", kind=SAID, at=AT)
    assert verify_all() == []
    may_tamper()
    return middle


def event(found: Unit, seq: int) -> Event:
    return Event.objects.get(stream=found.stream, seq=seq)


def flaws(faults: list[Fault]) -> set[Flaw]:
    return {fault.flaw for fault in faults}


def test_every_column_has_its_change() -> None:
    assert {field.column for field in Event._meta.fields} == {"id", *CHANGES}


@pytest.mark.parametrize("change", [*CHANGES.values(), *WORSE.values()], ids=[*CHANGES, *WORSE])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_one_byte_changed_in_an_event_names_that_event(found: Unit, change: str, seq: int) -> None:
    if seq == 1 and change.startswith("prev"):
        change = "prev = '\\x00'"
    target = event(found, seq)
    sql(f"UPDATE audit_event SET {change} WHERE id = %s", target.pk)
    faults = verify_all()
    assert target.pk in {fault.event_id for fault in faults}
    assert any(f"{target.pk}" in fault.sentence() for fault in faults)


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_an_event_put_elsewhere_in_the_log_is_found(found: Unit, seq: int) -> None:
    target = event(found, seq)
    sql("UPDATE audit_event SET id = 1000000 WHERE id = %s", target.pk)
    faults = verify_all()
    assert {Flaw.TILE, Flaw.SEAL_SIZE} <= flaws(faults)
    assert (Flaw.ORDER in flaws(faults)) == (seq < 3)


def test_a_deleted_event_is_named_by_its_number(found: Unit) -> None:
    sql("DELETE FROM audit_event WHERE id = %s", event(found, 2).pk)
    gap = next(fault for fault in verify_all() if fault.flaw == Flaw.GAP)
    assert (gap.stream, gap.seq, gap.detail) == (found.stream, 3, "2")


def test_two_events_that_changed_places_are_both_named(found: Unit) -> None:
    first, second = event(found, 1), event(found, 2)
    for pk, seq in ((first.pk, 99), (second.pk, 1), (first.pk, 2)):
        sql("UPDATE audit_event SET seq = %s WHERE id = %s", seq, pk)
    assert {first.pk, second.pk} <= {fault.event_id for fault in verify_all()}


def test_a_cut_tail_is_found_by_the_record(found: Unit) -> None:
    sql("DELETE FROM audit_event WHERE stream = %s AND seq > 1", found.stream)
    short = next(fault for fault in verify_all() if fault.flaw == Flaw.SHORT)
    assert (short.stream, short.detail) == (found.stream, "2–3")


def test_a_tail_cut_from_the_record_too_is_found_by_the_seal(found: Unit) -> None:
    sql("DELETE FROM audit_event WHERE stream = %s AND seq > 1", found.stream)
    Unit.objects.filter(pk=found.pk).update(chain_seq=1, chain_head=event(found, 1).hash)
    assert flaws(verify_all()) == {Flaw.TILE, Flaw.SEAL_SIZE}


def test_a_forged_event_at_the_end_is_not_known_to_the_record(found: Unit) -> None:
    stale = Unit.objects.get(pk=found.pk)
    say(found, "真")
    Unit.objects.filter(pk=found.pk).update(chain_seq=stale.chain_seq, chain_head=stale.chain_head)
    long = next(fault for fault in verify_all() if fault.flaw == Flaw.LONG)
    assert (long.stream, long.detail) == (found.stream, "4")


def test_an_event_slipped_in_under_a_seal_is_found(found: Unit) -> None:
    freed, late = event(found, 2).pk, say(found, "后来")[0]
    sql("DELETE FROM audit_event WHERE id = %s", freed)
    sql("UPDATE audit_event SET id = %s WHERE id = %s", freed, late.pk)
    assert {Flaw.TILE, Flaw.GAP} <= flaws(verify_all())


def test_a_history_whose_record_is_gone_is_found(found: Unit) -> None:
    found.delete()
    Chain.objects.all().delete()
    headless = {fault.stream for fault in verify_all() if fault.flaw == Flaw.HEADLESS}
    assert headless == {found.stream, "sign-in"}


def test_a_record_that_names_another_end_is_found(found: Unit) -> None:
    Unit.objects.filter(pk=found.pk).update(chain_head=b"0" * 32)
    faults = verify_all()
    assert [(fault.flaw, fault.event_id) for fault in faults] == [(Flaw.HEAD, event(found, 3).pk)]


@pytest.mark.parametrize("column", ["number", "at", "after", "upto", "size", "root", "prev", "hash", "alg"])
def test_a_changed_seal_is_named(found: Unit, column: str) -> None:
    change = {
        "at": "at = at + interval '1 microsecond'",
        "root": "root = set_byte(root, 0, get_byte(root, 0) # 1)",
        "prev": "prev = '\\x01'",
        "hash": "hash = set_byte(hash, 0, get_byte(hash, 0) # 1)",
        "alg": "alg = 'sm3'",
    }.get(column, f"{column} = {column} + 1")
    sql(f"UPDATE audit_seal SET {change}")
    assert all(fault.seal for fault in verify_all())
    assert verify_all() != []


@pytest.mark.parametrize(
    "change",
    ["root = set_byte(root, 5, get_byte(root, 5) # 1)", "first_id = first_id + 1", "number = number + 1"],
)
def test_a_changed_tile_is_named_with_its_seal(
    found: Unit, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "TILE", 2)
    history(*map(str, range(7)))
    made = seal_now(AT)
    assert made is not None
    sql(
        f"UPDATE audit_tile SET {change} WHERE id = (SELECT max(id) FROM audit_tile WHERE seal_number = %s)",
        made.number,
    )
    assert {fault.seal for fault in verify_all()} == {made.number}


def test_seals_and_tiles_that_are_gone_are_missed(found: Unit) -> None:
    published = roots()
    Tile.objects.all().delete()
    assert Flaw.SEAL_ROOT in flaws(verify_all())
    Seal.objects.all().delete()
    assert verify_all() == []
    assert flaws(verify_all(roots=published)) == {Flaw.SEAL_GONE}


def test_a_log_written_anew_from_the_beginning_is_betrayed_by_the_published_roots(found: Unit) -> None:
    published = roots()
    for model in (Tile, Seal, Event):
        model.objects.all().delete()
    Unit.objects.all().delete()
    Chain.objects.all().delete()
    history("伪造")
    seal_now(AT)
    assert verify_all() == []
    assert flaws(verify_all(roots=published)) == {Flaw.ROOTS}


def test_an_older_copy_of_the_roots_fits_a_log_that_went_on(found: Unit) -> None:
    published = roots()
    seal_now(AT)
    assert verify_all(roots=published) == []


def test_erasing_what_is_sealed_leaves_everything_provable() -> None:
    resident = Resident(uid=uuid4(), since=AT)
    secret = sealed.put(resident, "name", "乌云其木格")
    resident.save()
    found = history("一")
    composed = record.compose(subject=found, kind=SAID, at=AT, body={"secret": secret})
    found.save()
    record.append([composed])
    seal_now(AT)
    Resident.objects.update(name=b"")
    assert verify_all() == []
    assert sealed.text(Resident.objects.get(), "name") == ""


@pytest.mark.django_db(transaction=True)
def test_verification_reads_and_tells_how_far_it_is() -> None:
    history("一", "二")
    seal_now(AT)
    told: list[tuple[int, int]] = []
    assert verify_all(lambda done, total: told.append((done, total))) == []
    assert told[-1] == (4, 4)
    assert connection.in_atomic_block is False


def test_the_list_of_faults_has_an_end(found: Unit) -> None:
    sql("UPDATE audit_event SET by_id = 1")
    assert len(verify_all(most=2)) == 2


def test_every_fault_has_its_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(Flaw)
    for texts in (SENTENCES.values(), PLACES.values()):
        with override("zh-hans"):
            assert all(gettext(text) != text for text in texts)
    fault = Fault(Flaw.CONTENT, stream="unit:1", seq=2, event_id=3)
    assert fault.sentence() == "event 2 of unit:1 (number 3 in the log): its content does not match its hash"
    with override("zh-hans"):
        assert fault.sentence(gettext) == "unit:1 的第 2 个事件（日志编号 3）: 内容与其哈希值不符"
