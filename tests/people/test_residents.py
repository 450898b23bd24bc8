"""What is kept of residents: sealed, found without opening, put right, and gone when it must go."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.kernel import sealed
from yixian.kernel.contact import InvalidPhone
from yixian.people.actions import PeopleRefused, correct, enter_residents, erase
from yixian.people.enums import ErasureGround
from yixian.people.models import Resident
from yixian.people.queries import find_residents
from yixian.people.rules import Contact

pytestmark = pytest.mark.django_db
OYUN = Contact(name="乌云·其木格", phone="138 0000 1234", address="泉水嘎查一组")


def entered(given: Contact = OYUN) -> Resident:
    return enter_residents(at=NOON, given=[given])[0]


def kept(resident: Resident) -> dict[str, str]:
    row = Resident.objects.get(pk=resident.pk)
    return {column: sealed.text(row, column) for column in ("name", "phone", "address")}


def test_the_database_holds_nothing_of_a_resident_in_clear() -> None:
    entered()
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(name || phone || address, 'escape') FROM people_resident")
        (stored,) = cursor.fetchone()
    assert "1380000" not in stored
    assert "乌云".encode() not in stored.encode("latin-1", "ignore")


def test_any_number_of_residents_is_entered_in_one_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        enter_residents(at=NOON, given=[OYUN, Contact(name="巴图"), Contact(name="Anda Li")])
    assert len(queries) == 1


def test_a_number_is_kept_in_one_spelling_and_a_wrong_one_is_refused() -> None:
    assert kept(entered())["phone"] == "+8613800001234"
    with pytest.raises(InvalidPhone):
        entered(Contact(name="巴图", phone="12"))


def test_a_resident_is_found_by_number_or_name_however_written() -> None:
    resident, other = entered(), entered(Contact(name="巴图"))
    assert list(find_residents(phone="+86 138-0000-1234")) == [resident]
    assert list(find_residents(name="乌云•其木格")) == [resident]
    assert list(find_residents(name=" 巴图 ")) == [other]
    assert list(find_residents(name="巴图", phone="13800001234")) == []
    assert list(find_residents()) == []


def test_what_is_put_right_is_found_by_the_new_and_no_longer_by_the_old() -> None:
    resident = correct(by=None, at=NOON, resident=entered(), given=Contact(name="乌云", phone="13900005678"))
    assert kept(resident) == {"name": "乌云", "phone": "+8613900005678", "address": ""}
    assert list(find_residents(phone="13900005678")) == [resident]
    assert not find_residents(phone="13800001234").exists()


def test_the_log_commits_to_what_was_put_right_and_tells_nothing_of_it() -> None:
    resident = correct(by=None, at=NOON, resident=entered(), given=OYUN)
    event = Event.objects.get(stream=resident.stream)
    assert event.body == {
        column: sealed.commitment(resident, column) for column in ("name", "phone", "address")
    }


def test_erasure_empties_everything_and_leaves_the_log_whole() -> None:
    resident = correct(by=None, at=NOON, resident=entered(), given=OYUN)
    erase(by=None, at=NOON, resident=resident, ground=ErasureGround.WITHDRAWN)
    row = Resident.objects.get(pk=resident.pk)
    assert not any(map(bytes, (row.name, row.phone, row.address, row.name_index, row.phone_index)))
    assert row.erased_at == NOON
    assert not find_residents(phone=OYUN.phone).exists()
    assert [e.kind for e in Event.objects.order_by("seq")] == ["people.corrected", "people.erased"]
    assert verify_all() == []


def test_what_was_erased_is_neither_put_right_nor_erased_again() -> None:
    resident = entered()
    erase(by=None, at=NOON, resident=resident, ground=ErasureGround.DONE)
    with pytest.raises(PeopleRefused):
        erase(by=None, at=NOON, resident=resident, ground=ErasureGround.DONE)
    with pytest.raises(PeopleRefused):
        correct(by=None, at=NOON, resident=resident, given=OYUN)


def test_the_database_itself_refuses_an_erased_resident_with_data() -> None:
    resident = entered()
    with pytest.raises(IntegrityError, match="resident_erased_is_empty"):
        Resident.objects.filter(pk=resident.pk).update(erased_at=NOON)
