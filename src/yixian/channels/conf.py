"""The channels as they are set up here."""

import json
from dataclasses import dataclass

from yixian.channels import declare
from yixian.channels.declare import Channel, Given
from yixian.channels.models import Setup
from yixian.kernel import sealed
from yixian.places.models import Unit

ADDRESS = "address"
WEBSITE, FEED = "website", "feed"


@dataclass(frozen=True)
class Conf:
    """A channel and what it was told; one that shows the database is on until it is switched off."""

    channel: Channel
    setup: Setup | None

    @property
    def on(self) -> bool:
        """Whether it is switched on."""
        return self.setup.on if self.setup else self.channel.local

    @property
    def unit(self) -> Unit | None:
        """Who keeps it, and gets what comes in by it."""
        return self.setup.unit if self.setup else None

    @property
    def plain(self) -> Given:
        """The settings that are not secret."""
        kept = self.setup.plain if self.setup else {}
        return {
            each.key: kept.get(each.key, each.initial) for each in self.channel.settings if not each.secret
        }

    @property
    def known(self) -> frozenset[str]:
        """The secret settings that were entered, without what they say."""
        return frozenset(self.setup.plain.get("entered", ())) if self.setup else frozenset()

    @property
    def given(self) -> Given:
        """All settings, the secret ones opened: for the channel itself and nothing else."""
        secrets = sealed.text(self.setup, "secrets") if self.setup else ""
        return {**self.plain, **(json.loads(secrets) if secrets else {})}


def every() -> list[Conf]:
    """Every channel as it is set up. One statement."""
    rows = {row.key: row for row in Setup.objects.select_related("unit").defer("unit__boundary")}
    return [Conf(each, rows.get(each.key)) for each in declare.every()]


def get(key: str) -> Conf:
    """One channel as it is set up. One statement. Raises KeyError."""
    row = Setup.objects.select_related("unit").defer("unit__boundary").filter(key=key).first()
    return Conf(declare.get(key), row)


def choices() -> list[Channel]:
    """The channels that a text can go to now. One statement."""
    return [each.channel for each in every() if each.on and each.channel.publishes]


def site() -> str:
    """The public address of the website, without a slash at its end; empty where nobody entered it. One statement."""
    return get(WEBSITE).plain.get(ADDRESS, "").rstrip("/")
