"""Changes of people."""

from collections.abc import Sequence
from datetime import datetime

from yixian.kernel import sealed
from yixian.kernel.contact import normal_name, normal_phone
from yixian.kernel.ids import uuid7
from yixian.people.models import Resident
from yixian.people.rules import Contact


def enter_residents(*, at: datetime, given: Sequence[Contact]) -> list[Resident]:
    """Keep residents with their contact data sealed. One INSERT. Raises `InvalidPhone`."""
    residents = []
    for contact in given:
        resident = Resident(uid=uuid7(at), since=at)
        phone = normal_phone(contact.phone) if contact.phone else ""
        for column, text in (("name", contact.name), ("phone", phone), ("address", contact.address)):
            sealed.put(resident, column, text)
        resident.name_index = sealed.index("name", normal_name(contact.name))
        resident.phone_index = sealed.index("phone", phone)
        residents.append(resident)
    return Resident.objects.bulk_create(residents)
