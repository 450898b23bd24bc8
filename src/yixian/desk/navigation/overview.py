"""The ways into the whole, and administration."""

from django.utils.translation import gettext_lazy as _

from yixian.shell.navigation import Group, Item, register

ADMINISTRATION = (
    "people.administer",
    "access.grant",
    "rulebook.administer",
    "places.administer",
    "audit.read",
)
ADMIN_PAGES = (
    "rules", "rule", "calendar", "day", "year", "deadlines", "people", "enter", "person",
    "password", "lock", "appoint", "end_post", "substitute", "end_substitution", "tree", "unit", "found",
    "rename", "move", "end_unit", "grants", "grant", "revoke", "log",
)  # fmt: skip

register(
    Item(
        key="network",
        title=_("Network"),
        icon="affiliate",
        url_name="desk:network",
        order=58,
        group=Group.OVERVIEW,
        covers=("desk:office", "desk:office_keep", "desk:office_day", "desk:office_duty"),
    )
)
register(
    Item(
        key="map",
        title=_("Map"),
        icon="map-2",
        url_name="desk:map",
        order=50,
        group=Group.OVERVIEW,
        abilities=("matters.see",),
    )
)
register(
    Item(
        key="units",
        title=_("Units"),
        icon="sitemap",
        url_name="desk:units",
        order=60,
        group=Group.OVERVIEW,
        on_phone=True,
        covers=("desk:unit",),
    )
)
register(
    Item(
        key="figures",
        title=_("Figures"),
        icon="chart-bar",
        url_name="desk:figures",
        order=70,
        group=Group.OVERVIEW,
        abilities=("matters.see",),
        covers=("desk:figure",),
    )
)
register(
    Item(
        key="admin",
        title=_("Administration"),
        icon="settings",
        url_name="desk:admin",
        order=80,
        group=Group.OVERVIEW,
        abilities=ADMINISTRATION,
        covers=tuple(f"desk:admin_{name}" for name in ADMIN_PAGES),
    )
)
register(
    Item(
        key="notice_failures",
        title=_("Failed notices"),
        icon="bell-exclamation",
        url_name="desk:notice_failures",
        order=81,
        abilities=("notices.administer",),
        group=Group.OVERVIEW,
    )
)
register(
    Item(
        key="channels",
        title=_("Channels"),
        icon="broadcast",
        url_name="desk:channels",
        order=82,
        abilities=("channels.administer",),
        group=Group.OVERVIEW,
        covers=("desk:channel",),
    )
)
