"""When something is sent, how often it is tried, and what an address looks like. Pure; hours are local."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from yixian.kernel.contact import InvalidPhone, normal_phone
from yixian.notices.enums import Way
from yixian.procedures.language import Text

ZONE = ZoneInfo("Asia/Shanghai")
PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120))
"""How long to wait after each try that failed; after one more it has failed for good."""
CODE_LASTS = timedelta(minutes=30)
CODE_TRIES = 5
LONGEST_ADDRESS = 200

_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,100}")
_DINGTALK = re.compile(r"[A-Za-z0-9]{8,100}(/\d{11})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """When somebody wants to hear: the hour of the digest, and quiet hours from an hour until another.

    Quiet hours may run over midnight; where both hours are the same there are none.
    """

    digest: int = 8
    quiet_from: int = 21
    quiet_until: int = 7
    urgent_breaks: bool = False


def is_quiet(moment: datetime, hours: Hours) -> bool:
    """Whether a moment lies in the quiet hours."""
    hour = moment.astimezone(ZONE).hour
    if hours.quiet_from <= hours.quiet_until:
        return hours.quiet_from <= hour < hours.quiet_until
    return hour >= hours.quiet_from or hour < hours.quiet_until


def after_quiet(moment: datetime, hours: Hours) -> datetime:
    """The first moment from this one on that is not quiet."""
    if not is_quiet(moment, hours):
        return moment
    local = moment.astimezone(ZONE)
    end = datetime.combine(local.date(), time(hours.quiet_until), ZONE)
    return end if end > local else end + timedelta(days=1)


def urgent_moment(moment: datetime, hours: Hours) -> datetime:
    """When something urgent is sent that came up at a moment."""
    return moment if hours.urgent_breaks else after_quiet(moment, hours)


def digest_moment(day: date, hours: Hours) -> datetime:
    """When the digest of a day is sent: at its hour, or when the quiet hours end after it."""
    return after_quiet(datetime.combine(day, time(hours.digest), ZONE), hours)


def digest_due(at: datetime, hours: Hours) -> bool:
    """Whether the moment of a digest fell on the local day of `at` and has come: of this day, or, where the quiet hours
    went past midnight, of the day before.
    """
    day = at.astimezone(ZONE).date()
    moments = (digest_moment(each, hours) for each in (day - timedelta(days=1), day))
    return any(moment.astimezone(ZONE).date() == day and moment <= at for moment in moments)


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries (at least one); None when it was tried often enough."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def address_fault(way: Way, typed: str, hosts: Sequence[str]) -> Text | None:
    """Say what is wrong with an address, or give None. A webhook may only lead to one of `hosts`."""
    checks: dict[Way, tuple[Callable[[str], object], Text]] = {
        Way.MAIL: (_is_mail, _("Write an e-mail address, such as name@example.com.")),
        Way.WECOM: (
            _TOKEN.fullmatch,
            _("Write the key of the robot: what stands after “key=” in its address."),
        ),
        Way.DINGTALK: (
            _DINGTALK.fullmatch,
            _("Write the access token of the robot, and after a slash your telephone number where you like."),
        ),
        Way.FEISHU: (_TOKEN.fullmatch, _("Write the token of the robot: the last part of its address.")),
        Way.SMS: (_is_phone, _("Write a mobile telephone number of eleven digits.")),
        Way.WEBHOOK: (
            lambda text: _leads_to(text, hosts),
            _("This address is not one of those that the administrator has allowed."),
        ),
    }
    fits, fault = checks[way]
    return None if len(typed) <= LONGEST_ADDRESS and fits(typed) else fault


def hint(way: Way, typed: str) -> str:
    """What is shown of an address: enough for its owner to know it, too little for anybody else."""
    if way is Way.MAIL:
        name, _sign, host = typed.rpartition("@")
        return f"{name[:1]}…@{host}"[:40]
    return f"…{typed[-3:]}"


def _is_mail(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


def _is_phone(typed: str) -> bool:
    try:
        return len(normal_phone(typed)) >= 11
    except InvalidPhone:
        return False


def _leads_to(typed: str, hosts: Sequence[str]) -> bool:
    try:
        parts = urlsplit(typed)
        port = parts.port
    except ValueError:
        return False
    here = f"{parts.hostname}:{port}" if port else parts.hostname
    plain = not (parts.username or parts.password or parts.fragment)
    return parts.scheme in ("http", "https") and here in hosts and plain
