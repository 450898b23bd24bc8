"""The ways into the officer's pages."""

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
        key="menu",
        title=_("Service menu"),
        icon="clipboard-list",
        url_name="desk:menu",
        order=47,
        abilities=("menu.see",),
        group=Group.CONCERNS,
        covers=tuple(
            f"desk:menu_{name}"
            for name in (
                "board", "teams", "team", "team_found", "team_change", "enrol", "phones", "item", "item_new",
                "item_change", "sign", "claim", "split",
            )
        ),
    )
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
        key="cases",
        title=_("Leaders' cases"),
        icon="user-star",
        url_name="desk:cases",
        order=36,
        group=Group.DISPUTES,
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
        group=Group.DISPUTES,
        abilities=("matters.see",),
        covers=(
            "desk:team", "desk:team_found", "desk:team_join", "desk:team_leave", "desk:team_tour",
            "desk:team_household", "desk:problem_take", "desk:problem_settle",
        ),
    )
)  # fmt: skip
register(
    Item(
        key="liaison",
        title=_("Liaison"),
        icon="map-pin-check",
        url_name="desk:liaison",
        order=44,
        abilities=("liaison.see",),
        group=Group.CONCERNS,
        covers=tuple(
            f"desk:liaison_{name}"
            for name in (
                "map", "places", "mine", "place", "assign", "item_new", "item", "one", "note_open", "hand_over",
                "visit_plan", "record", "visit", "visit_made", "visit_drop", "pictures", "visit_open", "file",
            )
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
        key="mediators",
        title=_("Mediation"),
        icon="users",
        url_name="desk:mediators",
        order=46,
        group=Group.DISPUTES,
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
        group=Group.DISPUTES,
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
        key="deputies",
        title=_("Deputies"),
        icon="users",
        url_name="desk:deputies",
        order=63,
        covers=(
            "desk:deputy",
            "desk:deputy_enter",
            "desk:deputy_leave",
            "desk:deputy_call",
            "desk:deputy_answer",
        ),
        group=Group.CONCERNS,
    )
)
register(
    Item(
        key="fairs",
        title=_("Fairs"),
        icon="building-store",
        url_name="desk:fairs",
        order=62,
        abilities=("gatherings.see", "fairs.serve"),
        covers=(
            "desk:fair", "desk:fair_begin", "desk:fair_draw", "desk:fair_stall_set", "desk:fair_stall",
            "desk:fair_finish", "desk:fair_phone", "desk:fair_close",
        ),
        group=Group.CONCERNS,
    )
)  # fmt: skip
register(
    Item(
        key="communities",
        title=_("Joint communities"),
        icon="building-community",
        url_name="desk:communities",
        order=64,
        covers=("desk:community", "desk:community_join", "desk:community_part"),
        group=Group.CONCERNS,
    )
)
register(
    Item(
        key="board",
        title=_("Public board"),
        icon="speakerphone",
        url_name="desk:board",
        order=49,
        group=Group.CONCERNS,
        abilities=("board.put", "board.check"),
        covers=("desk:board_check", "desk:board_put", "desk:board_answer", "desk:board_down"),
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
        key="concerns",
        title=_("Concerns"),
        icon="ear",
        url_name="desk:concerns",
        order=21,
        abilities=("concerns.see", "concerns.hear"),
        group=Group.CONCERNS,
        covers=(
            "desk:concern", "desk:concern_hear", "desk:concern_answer", "desk:concern_raise", "desk:concern_merge",
            "desk:concern_carry", "desk:concern_close", "desk:concern_check",
        ),
    )
)  # fmt: skip
register(
    Item(
        key="diary",
        title=_("Diary"),
        icon="notebook",
        url_name="desk:diary",
        order=22,
        on_phone=True,
        abilities=("diary.keep", "diary.supervise"),
        group=Group.CONCERNS,
        covers=(
            "desk:diary_list", "desk:diary_write", "desk:diary_book", "desk:diary_entry", "desk:diary_correct",
            "desk:diary_attach",
        ),
    )
)  # fmt: skip
register(
    Item(
        key="notices",
        title=_("Notices"),
        icon="bell",
        url_name="desk:notices",
        order=15,
        covers=("desk:notice_settings", "desk:notice_address", "desk:notice_verify"),
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
        key="publications",
        title=_("Publications"),
        icon="speakerphone",
        url_name="desk:publications",
        order=46,
        abilities=("channels.write", "channels.review"),
        group=Group.CONCERNS,
        covers=(
            "desk:publication", "desk:publication_write", "desk:publication_edit", "desk:publication_back",
            "desk:publication_correct", "desk:publication_withdraw", "desk:publication_settle",
        ),
    )
)  # fmt: skip
register(
    Item(
        key="messages",
        title=_("Messages"),
        icon="message-2",
        url_name="desk:messages",
        order=47,
        abilities=("channels.receive",),
        group=Group.CONCERNS,
        covers=("desk:message", "desk:message_take", "desk:message_answer", "desk:message_close"),
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
register(
    Item(
        key="gatherings",
        title=_("Gatherings"),
        icon="calendar-event",
        url_name="desk:gatherings",
        order=24,
        abilities=("gatherings.see",),
        group=Group.CONCERNS,
        covers=(
            "desk:gathering", "desk:gathering_month", "desk:gathering_feed", "desk:gathering_plan",
            "desk:gathering_series", "desk:gathering_series_new", "desk:gathering_series_one",
            "desk:gathering_series_fill", "desk:gathering_series_day", "desk:gathering_series_end",
            "desk:gathering_change", "desk:gathering_cancel", "desk:gathering_hold", "desk:gathering_team",
            "desk:gathering_publish", "desk:gathering_minutes",
        ),
    )
)  # fmt: skip
