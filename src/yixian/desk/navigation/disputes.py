"""The ways into disputes and petitions."""

from django.utils.translation import gettext_lazy as _

from yixian.shell.navigation import Group, Item, register

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
