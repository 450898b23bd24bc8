"""The ways into people's concerns."""

from django.utils.translation import gettext_lazy as _

from yixian.shell.navigation import Group, Item, register

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
        key="deputies",
        title=_("Deputies"),
        icon="users",
        url_name="desk:deputies",
        order=63,
        covers=(
            "desk:deputy",
            "desk:deputy_enter",
            "desk:deputy_correct",
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
            "desk:gathering_publish", "desk:gathering_check", "desk:gathering_minutes",
        ),
    )
)  # fmt: skip
