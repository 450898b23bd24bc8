"""The ways into an officer's own work."""

from django.utils.translation import gettext_lazy as _

from yixian.shell.navigation import Item, register

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
        key="notices",
        title=_("Notices"),
        icon="bell",
        url_name="desk:notices",
        order=15,
        covers=("desk:notice_settings", "desk:notice_address", "desk:notice_verify"),
    )
)
