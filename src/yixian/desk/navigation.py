"""The ways into the officer's pages."""

from django.utils.translation import gettext_lazy as _

from yixian.shell.navigation import Item, register

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
MATTER_PAGES = (
    "matter", "move", "print", "ledger", "reply", "note", "head", "assign", "pause", "resume", "extend", "merge",
    "attach", "recode",
)  # fmt: skip

register(
    Item(
        key="home",
        title=_("Home"),
        icon="home",
        url_name="desk:home",
        order=10,
        on_phone=True,
        covers=("desk:mechanism",),
    )
)
register(
    Item(
        key="worklist",
        title=_("Worklist"),
        icon="list-check",
        url_name="desk:worklist",
        order=20,
        abilities=("matters.see",),
        on_phone=True,
        covers=tuple(f"desk:{name}" for name in MATTER_PAGES),
    )
)
register(
    Item(
        key="counter",
        title=_("Counter"),
        icon="message-plus",
        url_name="desk:counter",
        order=30,
        abilities=("disputes.register",),
        on_phone=True,
        covers=("desk:filed",),
    )
)
register(
    Item(
        key="calendar",
        title=_("Calendar"),
        icon="calendar",
        url_name="desk:calendar",
        order=40,
        abilities=("matters.see",),
    )
)
register(
    Item(key="map", title=_("Map"), icon="map-2", url_name="desk:map", order=50, abilities=("matters.see",))
)
register(
    Item(
        key="units",
        title=_("Units"),
        icon="sitemap",
        url_name="desk:units",
        order=60,
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
        abilities=ADMINISTRATION,
        covers=tuple(f"desk:admin_{name}" for name in ADMIN_PAGES),
    )
)
