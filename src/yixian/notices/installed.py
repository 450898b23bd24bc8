"""What an installation has set up for sending, read from the setting NOTICES.

NOTICES = {
    "ways": ("mail", "wecom"),        # what people may choose from; none where it is empty
    "site": "https://yixian.example", # begins every link; without it messages carry none
    "sender": "yixian@example.com",
    "sms": "seven://key/{phone}",     # an apprise address; {phone} is where the number goes
    "hosts": ("hooks.example",),      # where a webhook may lead, with its port where it has one
}
"""

from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings

from yixian.notices.enums import Way


@dataclass(frozen=True, kw_only=True, slots=True)
class Installed:
    """The setting NOTICES."""

    ways: tuple[str, ...] = ()
    site: str = ""
    sender: str = ""
    sms: str = ""
    hosts: tuple[str, ...] = ()

    @property
    def offered(self) -> list[Way]:
        """Ways that people may choose from: those that are named and have all that they need."""
        lacking = {
            *([] if self.sender else [Way.MAIL]),
            *([] if self.sms else [Way.SMS]),
            *([] if self.hosts else [Way.WEBHOOK]),
        }
        return [way for way in Way if way in self.ways and way not in lacking]


def installed() -> Installed:
    """Return what is set up."""
    given: dict[str, Any] = getattr(settings, "NOTICES", {})
    known = {field.name for field in fields(Installed)}
    return Installed(**{key: value for key, value in given.items() if key in known})
