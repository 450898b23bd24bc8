"""Those who mean to come: signing up, withdrawing, reading the list; and secret calendar addresses."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import PUBLIC, Actor
from yixian.gatherings import events
from yixian.gatherings.actions.hand import Hand, gathering_in_hand, locked
from yixian.gatherings.enums import State
from yixian.gatherings.limits import KEPT
from yixian.gatherings.models import FeedKey, Gathering, SignUp
from yixian.matters.actions.store import refuse
from yixian.matters.codes import code_of, index_of
from yixian.matters.enums import Need
from yixian.people.actions import enter_residents, erase
from yixian.people.enums import ErasureGround
from yixian.people.models import Person
from yixian.people.rules import Contact
from yixian.rulebook.queries import book

MOST_TOGETHER = 20
CODE = "sign-up-code"


@transaction.atomic
def sign_up(
    *, at: datetime, uid: UUID, sign_up: UUID, given: Contact, persons: int = 1
) -> tuple[SignUp, str]:
    """Sign up for a gathering, alone or with others; return it with the code that withdraws it.

    Anybody may, while there is room. `sign_up` came with the form. Raises Refused, InvalidPhone,
    Gathering.DoesNotExist.
    """
    gathering = locked(uid)
    if known := SignUp.objects.filter(uid=sign_up).first():
        return known, code_of(known.uid, 0, CODE)
    if gathering.state != State.ANNOUNCED or not gathering.sign_up or gathering.starts_at <= at:
        raise refuse(_("Nobody can sign up for this any more."))
    if not given.name.strip():
        raise refuse(_("Please give a name to call you by."), field="name")
    if not 1 <= persons <= MOST_TOGETHER:
        raise refuse(_("Sign up between 1 and 20 people."), field="persons")
    left = places_left(gathering)
    if left is not None and persons > left:
        raise refuse(_("Places left: %(left)s.") % {"left": left}, field="persons")
    (resident,) = enter_residents(at=at, given=[given])
    code = code_of(sign_up, 0, CODE)
    made = SignUp.objects.create(
        uid=sign_up,
        gathering=gathering,
        resident=resident,
        code_index=index_of(code),
        persons=persons,
        at=at,
    )
    Hand(gathering, PUBLIC, at).tell(events.SIGNED_UP, {"sign_up": made.uid.hex, "persons": persons})
    return made, code


@transaction.atomic
def withdraw(*, at: datetime, code: str) -> SignUp:
    """Withdraw with the code; what was kept of the person is erased. Raises Refused, InvalidCode, DoesNotExist."""
    found = SignUp.objects.get(code_index=index_of(code))
    gathering = locked(Gathering.objects.only("uid").get(pk=found.gathering_id).uid)
    made = SignUp.objects.select_for_update(of=("self",)).select_related("resident").get(pk=found.pk)
    if made.withdrawn_at is not None:
        return made
    made.withdrawn_at = at
    made.save(update_fields=["withdrawn_at"])
    if made.resident.erased_at is None:
        erase(by=None, at=at, resident=made.resident, ground=ErasureGround.WITHDRAWN)
    Hand(gathering, PUBLIC, at).tell(events.WITHDRAWN, {"sign_up": made.uid.hex, "persons": made.persons})
    return made


def forget(gathering: Gathering, at: datetime) -> None:
    """Erase what was kept of those who signed up: the gathering is over (Personal Information Protection Law, 47)."""
    rows = gathering.sign_ups.filter(resident__erased_at__isnull=True)
    for each in rows.select_related("resident").order_by("pk"):
        erase(by=None, at=at, resident=each.resident, ground=ErasureGround.DONE)


def forget_past(at: datetime) -> int:
    """Erase what was kept of those who signed up wherever the end lies some days back; return at how many gatherings.

    Cancelled or never closed, it is over all the same (Personal Information Protection Law, 47). For the worker:
    each gathering in a transaction of its own.
    """
    over = book(timezone.localdate(at)).back(KEPT.code, at)
    rows = SignUp.objects.filter(gathering__ends_at__lte=over, resident__erased_at__isnull=True)
    found = set(rows.order_by().values_list("gathering__uid", flat=True))
    for uid in sorted(found):
        with transaction.atomic():
            gathering = locked(uid)
            if gathering.ends_at <= over:
                forget(gathering, at)
    return len(found)


@transaction.atomic
def open_names(*, by: Actor, at: datetime, uid: UUID, need: Need) -> Gathering:
    """Record that somebody opens the list of those who signed up, and what for; only then may it be shown.

    Raises Denied, Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid)
    by.require("people.open", hand.subject.unit.lineage)
    return hand.tell(events.OPENED, {"need": need.value})


@transaction.atomic
def renew_feed(*, by: Actor) -> FeedKey:
    """Give the person who acts a new secret calendar address; the one before leads nowhere from now on.

    Raises Denied for whoever sees no gatherings.
    """
    by.require("gatherings.see")
    person = Person.objects.select_for_update(no_key=True).get(pk=by.person_id or 0)
    key, made = FeedKey.objects.get_or_create(person=person)
    if not made:
        FeedKey.objects.filter(pk=key.pk).update(turn=F("turn") + 1)
        key.refresh_from_db()
    return key


def places_left(gathering: Gathering) -> int | None:
    """How many places are left, None where they are not limited. One statement at most."""
    if gathering.capacity is None:
        return None
    taken = gathering.sign_ups.filter(withdrawn_at__isnull=True).aggregate(sum=Sum("persons"))["sum"]
    return max(0, gathering.capacity - (taken or 0))
