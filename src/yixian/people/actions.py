"""Changes of people: residents as they are entered, accounts, posts and who stands in.

Who may make a change is asked by the page or command that calls; who may not hold what is refused here.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.audit import record
from yixian.audit.registry import EventKind
from yixian.kernel import sealed
from yixian.kernel.contact import normal_name, normal_phone
from yixian.kernel.ids import uuid7
from yixian.people import events
from yixian.people.enums import ErasureGround, Role
from yixian.people.models import Person, Post, Resident, Substitution
from yixian.people.queries import roles_in
from yixian.people.rules import Contact, Period, place_fault, separation_fault
from yixian.places.models import Unit
from yixian.procedures.language import Text


class PeopleRefused(Exception):
    """The change cannot be made; the message says why, `field` which of the things given it is about."""

    def __init__(self, text: Text, field: str = "") -> None:
        super().__init__(text)
        self.field = field


def enter_residents(*, at: datetime, given: Sequence[Contact]) -> list[Resident]:
    """Keep residents with their contact data sealed. One INSERT. Raises `InvalidPhone`."""
    residents = [Resident(uid=uuid7(at), since=at) for _contact in given]
    for resident, contact in zip(residents, given, strict=True):
        _seal(resident, contact)
    return Resident.objects.bulk_create(residents)


@transaction.atomic
def correct(*, by: int | None, at: datetime, resident: Resident, given: Contact) -> Resident:
    """Put right what is kept of a resident (Personal Information Protection Law, article 46).

    Raises PeopleRefused, InvalidPhone.
    """
    resident = _kept(resident)
    commitments = _seal(resident, given)
    resident.save()
    record.append_to_chain(resident.stream, kind=events.CORRECTED, at=at, by_id=by, body=commitments)
    return resident


@transaction.atomic
def erase(*, by: int | None, at: datetime, resident: Resident, ground: ErasureGround) -> Resident:
    """Empty everything kept of a resident; what refers to them stays, without them. Raises PeopleRefused."""
    resident = _kept(resident)
    _seal(resident, Contact(name=""))
    resident.erased_at = at
    resident.save()
    record.append_to_chain(
        resident.stream, kind=events.ERASED, at=at, by_id=by, body={"ground": ground.value}
    )
    return resident


@transaction.atomic
def enter_person(*, by: int | None, at: datetime, username: str, name: str, password: str) -> Person:
    """Enter somebody who is to sign in, with a first password. Raises PeopleRefused."""
    person = Person(username=Person.normalize_username(username.strip()), name=name.strip(), date_joined=at)
    if Person.objects.filter(username__iexact=person.username).exists():
        raise PeopleRefused(_("Somebody signs in with this name already."), "username")
    if not person.name:
        raise PeopleRefused(_("Give the name that colleagues know the person by."), "name")
    try:
        person.full_clean(exclude={"password"})
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise PeopleRefused(" ".join(messages), field) from error
    _give_password(person, password)
    person.save()
    _tell(by, at, events.ENTERED, person.pk, username=person.username)
    return person


@transaction.atomic
def set_password(*, by: int | None, at: datetime, person: Person, password: str) -> None:
    """Give somebody who forgot theirs a new first password; their sessions end. Raises PeopleRefused."""
    person = _locked(person)
    _give_password(person, password)
    person.save(update_fields=["password"])
    _tell(by, at, events.PASSWORD_SET, person.pk, username=person.username)


@transaction.atomic
def set_active(*, by: int | None, at: datetime, person: Person, active: bool) -> None:
    """Lock an account, which ends its sessions, or unlock it. Raises PeopleRefused."""
    person = _locked(person)
    if person.pk == by:
        raise PeopleRefused(_("Nobody locks or unlocks their own account."))
    if person.is_active == active:
        raise PeopleRefused(_("The account is so already."))
    person.is_active = active
    person.save(update_fields=["is_active"])
    _tell(by, at, events.UNLOCKED if active else events.LOCKED, person.pk, username=person.username)


@transaction.atomic
def appoint(
    *,
    by: int | None,
    at: datetime,
    person: Person,
    unit: Unit,
    role: Role,
    since: date,
    until: date | None = None,
) -> Post:
    """Appoint somebody to a post at a unit from a day, until (not including) another. Raises PeopleRefused."""
    person = _locked(person)
    _refuse(_order_fault(since, until), "until")
    _refuse(place_fault(role, unit.kind), "role")
    if since < unit.since or (unit.until is not None and since >= unit.until):
        raise PeopleRefused(_("“%(unit)s” is not in being on that day.") % {"unit": unit.name}, "since")
    period = Period(since=since, until=until)
    same = Post.objects.filter(person=person, unit=unit, role=role)
    if any(period.meets(Period(since=post.since, until=post.until)) for post in same):
        raise PeopleRefused(_("The person holds this post then already."), "role")
    _may_hold(person, role, period, "role")
    post = Post.objects.create(person=person, unit=unit, role=role, since=since, until=until)
    told = {"unit": unit.pk, "role": Role(role).value, "since": since.isoformat(), "until": _day(until)}
    _tell(by, at, events.APPOINTED, person.pk, post=post.pk, **told)
    return post


@transaction.atomic
def end_post(*, by: int | None, at: datetime, post: Post, until: date) -> None:
    """End a post: `until` is the first day on which it is not held, today at the earliest. Raises PeopleRefused."""
    person = _locked(post.person)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if person.pk == by:
        raise PeopleRefused(_("Nobody ends a post of their own."))
    if post.until is not None and until >= post.until:
        raise PeopleRefused(_("The post ends before that day already."), "until")
    if until < max(post.since, timezone.localdate(at)):
        raise PeopleRefused(_("A post ends today at the earliest, and not before it began."), "until")
    post.until = until
    post.save(update_fields=["until"])
    _tell(by, at, events.POST_ENDED, person.pk, post=post.pk, until=until.isoformat())


@transaction.atomic
def substitute(
    *, by: int | None, at: datetime, post: Post, person: Person, since: date, until: date
) -> Substitution:
    """Let somebody stand in at a post, until (not including) a day. Raises PeopleRefused."""
    person = _locked(person)
    _refuse(_order_fault(since, until), "until")
    if person.pk == post.person_id:
        raise PeopleRefused(_("Nobody stands in for themselves."))
    if since < post.since or (post.until is not None and until > post.until):
        raise PeopleRefused(_("The post itself is not held for the whole of that time."), "until")
    period = Period(since=since, until=until)
    same = Substitution.objects.filter(post=post, person=person)
    if any(period.meets(Period(since=each.since, until=each.until)) for each in same):
        raise PeopleRefused(_("The person stands in there then already."), "since")
    _may_hold(person, post.role, period, "")
    made = Substitution.objects.create(post=post, person=person, since=since, until=until)
    told = {"since": since.isoformat(), "until": until.isoformat()}
    _tell(by, at, events.SUBSTITUTED, post.person_id, post=post.pk, substitute=person.pk, **told)
    return made


@transaction.atomic
def end_substitution(*, by: int | None, at: datetime, substitution: Substitution) -> None:
    """End a substitution today; one that has not begun before today falls away. Raises PeopleRefused."""
    made = Substitution.objects.select_for_update(of=("self",)).select_related("post").get(pk=substitution.pk)
    today = timezone.localdate(at)
    if made.until <= today:
        raise PeopleRefused(_("The substitution has ended already."))
    if made.since < today:
        made.until = today
        made.save(update_fields=["until"])
    else:
        made.delete()
    told = {"post": made.post_id, "substitute": made.person_id, "until": today.isoformat()}
    _tell(by, at, events.SUBSTITUTION_ENDED, made.post.person_id, **told)


def _kept(resident: Resident) -> Resident:
    """The resident, read anew under a row lock. Raises PeopleRefused when nothing is kept any more."""
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    if resident.erased_at is not None:
        raise PeopleRefused(_("What was kept of this resident has been erased."))
    return resident


def _seal(resident: Resident, contact: Contact) -> dict[str, str | None]:
    """Seal contact data into an unsaved row, with their indexes; return the commitments. Raises InvalidPhone."""
    phone = normal_phone(contact.phone) if contact.phone else ""
    texts = {"name": contact.name, "phone": phone, "address": contact.address}
    resident.name_index = sealed.index("name", normal_name(contact.name))
    resident.phone_index = sealed.index("phone", phone)
    return {column: sealed.put(resident, column, text) for column, text in texts.items()}


def _locked(person: Person) -> Person:
    """The person, read anew; their posts and substitutions are decided on by one transaction at a time."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _may_hold(person: Person, role: str, period: Period, field: str) -> None:
    if not person.is_active:
        raise PeopleRefused(_("The account of this person is locked. Unlock it first."))
    _refuse(separation_fault(role, roles_in(person, period)), field)


def _give_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise PeopleRefused(" ".join(error.messages), "password") from error
    person.set_password(password)


def _order_fault(since: date, until: date | None) -> Text | None:
    return _("The end must come after the beginning.") if until is not None and until <= since else None


def _refuse(fault: Text | None, field: str) -> None:
    if fault is not None:
        raise PeopleRefused(fault, field)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tell(by: int | None, at: datetime, kind: EventKind, person: int, **body: object) -> None:
    told = {"person": person, **body}
    record.append_to_chain(events.stream_of(person), kind=kind, at=at, by_id=by, body=told)
