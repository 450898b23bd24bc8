"""Pure rules of people."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """What is known of a resident, as typed. Everything but the name may be missing."""

    name: str
    phone: str = ""
    address: str = ""
