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
    "attach", "recode", "offer", "take_over", "turn_down", "keep", "decide_passage", "give_back",
    "papers", "paper_make", "paper_scan", "paper_deliver",
    "routes",
    "mediation", "mediation_appoint", "mediation_stand_down", "mediation_plan", "mediation_hold", "mediation_cancel",
    "legal_opinion", "legal_aid", "legal_aid_result", "agreement_draft", "agreement_owe", "agreement_drop",
    "agreement_sign", "agreement_conclude", "agreement_perform", "agreement_default", "agreement_confirm",
    "agreement_ruling",
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
        covers=("desk:filed", "desk:counter_body"),
    )
)
register(
    Item(
        key="errand",
        title=_("Take an errand"),
        icon="run",
        url_name="desk:errand",
        order=35,
        abilities=("errands.register",),
    )
)
register(
    Item(
        key="network",
        title=_("Network"),
        icon="affiliate",
        url_name="desk:network",
        order=58,
        covers=("desk:office", "desk:office_keep", "desk:office_day", "desk:office_duty"),
    )
)
register(
    Item(
        key="cases",
        title=_("Leaders' cases"),
        icon="user-star",
        url_name="desk:cases",
        order=36,
        abilities=("teams.sponsor", "teams.lead", "teams.undertake"),
        covers=(
            "desk:case", "desk:case_open", "desk:case_arrange", "desk:case_recuse", "desk:case_plan",
            "desk:case_done", "desk:case_visit", "desk:case_on_site", "desk:case_call", "desk:case_opine",
            "desk:case_decide", "desk:case_end",
        ),
    )
)  # fmt: skip
register(
    Item(
        key="teams",
        title=_("Teams"),
        icon="users-group",
        url_name="desk:teams",
        order=37,
        abilities=("matters.see",),
        covers=(
            "desk:team", "desk:team_found", "desk:team_join", "desk:team_leave", "desk:team_tour",
            "desk:team_household", "desk:problem_take", "desk:problem_settle",
        ),
    )
)  # fmt: skip
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
        key="mediators",
        title=_("Mediation"),
        icon="users",
        url_name="desk:mediators",
        order=46,
        abilities=("matters.see",),
        covers=("desk:obligations", "desk:mediation_body", "desk:mediator_enlist", "desk:mediator_strike",
                "desk:mediation_committee"),
    )
)  # fmt: skip
register(
    Item(
        key="petitions",
        title=_("Petitions"),
        icon="mail",
        url_name="desk:petitions",
        order=35,
        abilities=("petitions.register", "petitions.handle", "petitions.supervise"),
        covers=(
            "desk:petition_register", "desk:petition_orders", "desk:petition_filed", "desk:petition_classify",
            "desk:petition_link", "desk:petition_requests", "desk:petition_conclude",
            "desk:petition_seal", "desk:petition_recuse", "desk:petition_supervise", "desk:petition_comply",
        ),
    )
)  # fmt: skip
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
