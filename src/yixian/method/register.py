"""The method: six lines, twenty-eight mechanisms, and what of each is at work here.

A mechanism without procedures, figures and pages is not built yet, and says so wherever it is shown.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Mechanism:
    """One mechanism: its number in the method, its name, what it does, and what of it is here.

    `procedures` and `measures` are keys of declarations, `figures` keys of `figures.FIGURES`; `splits` are measures
    that are reported part by part under a key.
    """

    id: str
    title: Text
    does: Text
    procedures: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    splits: tuple[tuple[str, str], ...] = ()

    @property
    def built(self) -> bool:
        """Whether anything of it is at work."""
        return bool(self.procedures or self.measures or self.figures)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One of the six lines."""

    number: int
    title: Text
    icon: str
    mechanisms: tuple[Mechanism, ...]


DISPUTE_MEASURES = (
    "disputes.accepted",
    "disputes.resolved",
    "disputes.resolved_at",
    "disputes.resolved_by_body",
    "disputes.ended",
    "disputes.reviewed",
)
MEDIATION_MEASURES = (
    "mediation.sessions",
    "mediation.agreements",
    "mediation.obligations",
    "mediation.confirmations",
)

BODY_PROCEDURES = (
    "land_arbitration",
    "labour_arbitration",
    "traffic_mediation",
    "medical_mediation",
    "police_mediation",
)
BODY_MEASURES = (
    "bodies.accepted",
    "bodies.ended",
    "bodies.settled",
    "bodies.outcomes",
    "matters.handed_over",
    "matters.turned_down",
)

PETITION_MEASURES = (
    "petitions.registered",
    "petitions.classified",
    "petitions.accepted",
    "petitions.declined",
    "petitions.ended",
    "petitions.concluded",
    "petitions.transferred",
    "petitions.refused",
    "matters.turned_down",
    "matters.refusal_upheld",
    "matters.refusal_overruled",
    "petitions.reviews_asked",
    "petitions.reviewed",
    "petitions.rated",
    "petitions.by_field",
    "petitions.complained",
    "petitions.joint",
    "petitions.repeated",
    "petitions.supervised",
    "petitions.advised",
    "petitions.adopted",
)

LINES: tuple[Line, ...] = (
    Line(
        number=1,
        title=_("Know people's concerns on the front line"),
        icon="ear",
        mechanisms=(
            Mechanism(
                id="1.1",
                title=_("Three tiers of cadres go down"),
                does=_("Leaders, departments and reserve cadres each answer for a place, and visit it."),
                measures=("liaison.assigned", "liaison.visits", "liaison.items_done"),
                figures=(
                    "county_leaders",
                    "towns",
                    "departments_paired",
                    "villages_and_communities_paired",
                    "reserve_cadres_stationed",
                ),
            ),
            Mechanism(
                id="1.2",
                title=_("Party members serve their community"),
                does=_("A menu of services in six steps, from the resident's wish to the resident's review."),
                procedures=("service", "menu_proposal"),
                measures=(
                    "menu.signed",
                    "menu.claimed",
                    "menu.concluded",
                    "menu.ended",
                    "menu.reviewed",
                    "menu.risen",
                    "menu.teams",
                    "menu.volunteers",
                ),
                figures=("volunteer_teams", "member_volunteers", "items_claimed", "items_concluded"),
            ),
            Mechanism(
                id="1.3",
                title=_("Public-concern diary"),
                does=_("What a cadre heard, and what became of each concern."),
                procedures=("concern",),
                measures=("diary.entries", "concerns.heard", "concerns.fated", "concerns.owing"),
                figures=("diary_entries_owing",),
            ),
            Mechanism(
                id="1.4",
                title=_("Delegates, deputies and members"),
                does=_("Opinions that deputies collect are routed and answered."),
                measures=("deputies.opinions", "deputies.ended", "deputies.meetings"),
                figures=("deputies_in_office", "deputies_gatherings_held"),
            ),
            Mechanism(
                id="1.5",
                title=_("Three openings, three goings-in"),
                does=_("Open deliberations, visits and activities among the people."),
                measures=("gatherings.held", "gatherings.reached"),
                figures=("open_days_held", "people_at_open_days", "questions_at_gatherings"),
            ),
            Mechanism(
                id="1.6",
                title=_("Instant interaction through media"),
                does=_("Publishing, receiving, and supervision in public."),
                figures=("matters_put_on_the_board", "overdue_on_the_board"),
                measures=(
                    "board.put_up",
                    "board.answered",
                    "board.taken_down",
                    "channels.publications",
                    "channels.published",
                    "channels.withdrawn",
                    "channels.received",
                    "channels.answered",
                ),
            ),
        ),
    ),
    Line(
        number=2,
        title=_("Look for disputes on the front line"),
        icon="search",
        mechanisms=(
            Mechanism(
                id="2.1",
                title=_("Three stationings"),
                does=_("Screening rounds by the calendar, and the proof that no place was left out."),
            ),
            Mechanism(
                id="2.2",
                title=_("Four duties in one"),
                does=_("One team to a grid, four duties to a person."),
            ),
            Mechanism(
                id="2.3",
                title=_("Stability risk assessment"),
                does=_("Without assessment no decision and no approval."),
            ),
            Mechanism(
                id="2.4",
                title=_("Leaders receive petitioners"),
                does=_("A public calendar of reception days with named leaders."),
            ),
        ),
    ),
    Line(
        number=3,
        title=_("Solve problems on the front line"),
        icon="tools",
        mechanisms=(
            Mechanism(
                id="3.1",
                title=_("One team"),
                does=_("A joint working group of several departments for hard cases."),
                measures=("teams.households", "teams.settled"),
                figures=("households_visited_at_least", "longstanding_problems_settled"),
            ),
            Mechanism(
                id="3.2",
                title=_("Town livelihood service teams"),
                does=_("Who goes along, where they went, what they settled."),
                measures=("teams.tours", "teams.helped"),
            ),
            Mechanism(
                id="3.3",
                title=_("“5+1” and “1+5”"),
                does=_("Six bodies that resolve; mediation first, then five ways out."),
                procedures=("dispute",),
                measures=DISPUTE_MEASURES + MEDIATION_MEASURES,
                figures=("disputes_accepted", "disputes_resolved"),
                splits=(
                    ("resolved_by_body", "disputes.resolved_by_body"),
                    ("resolved_by_way_out", "disputes.resolved"),
                    ("ended_by_way_out", "disputes.ended"),
                    ("resolved_by_tier", "disputes.resolved_at"),
                ),
            ),
            Mechanism(
                id="3.4",
                title=_("Specialised mediation bodies"),
                does=_("A dispute passes from one body to another with its file."),
                procedures=BODY_PROCEDURES,
                measures=BODY_MEASURES,
            ),
            Mechanism(
                id="3.5",
                title=_("First receiver answers, leaders take cases"),
                does=_("Whoever receives it answers for it until it is properly handed over."),
                procedures=("petition",),
                measures=PETITION_MEASURES,
            ),
        ),
    ),
    Line(
        number=4,
        title=_("Create mechanisms on the front line"),
        icon="stairs-up",
        mechanisms=(
            Mechanism(
                id="4.1",
                title=_("Three-tier mass-work network"),
                does=_("Department, stations and rooms that advise, mediate and run errands."),
                procedures=("errand",),
                measures=(
                    "errands.asked",
                    "errands.done",
                    "errands.done_at",
                    "errands.ended",
                    "errands.reviewed",
                ),
                figures=("town_stations", "department_stations", "village_rooms"),
            ),
            Mechanism(
                id="4.2",
                title=_("Grids"),
                does=_("Three levels of grids, drawn on a map, each with its staff."),
                figures=("grids_first_level", "grids_second_level", "grids_third_level", "grid_staff"),
            ),
            Mechanism(
                id="4.3",
                title=_("Three tiers, six steps"),
                does=_("A dispute climbs one step at a time, and may leave at each."),
                procedures=("dispute",),
                measures=("disputes.resolved_at", "matters.open", "matters.overrun"),
            ),
            Mechanism(
                id="4.4",
                title=_("Three tiers linked"),
                does=_("Warnings about matters and places, never about persons."),
                measures=("matters.overrun",),
            ),
            Mechanism(
                id="4.5",
                title=_("Six networks"),
                does=_("Patrol duties, a register of cameras, neighbours, a public question desk."),
            ),
        ),
    ),
    Line(
        number=5,
        title=_("Test conduct on the front line"),
        icon="clipboard-check",
        mechanisms=(
            Mechanism(
                id="5.1",
                title=_("Those below assess those above"),
                does=_("Anonymous in a way that nobody can undo."),
            ),
            Mechanism(
                id="5.2",
                title=_("Satisfaction survey"),
                does=_("Sampled, weighted, with its margin of error."),
            ),
            Mechanism(
                id="5.3",
                title=_("Review of key cases"),
                does=_("Concluded cases drawn at random and checked."),
            ),
            Mechanism(
                id="5.4",
                title=_("Appraisal of conduct and supervision"),
                does=_("What is ordered has feedback, what is inspected has a result."),
            ),
        ),
    ),
    Line(
        number=6,
        title=_("Make the base strong on the front line"),
        icon="building-community",
        mechanisms=(
            Mechanism(
                id="6.1",
                title=_("Star rating and moving up"),
                does=_("Branches rated, and the lagging ones helped."),
            ),
            Mechanism(
                id="6.2",
                title=_("District and village build together"),
                does=_("Joint offices, and fairs at set times."),
                measures=("fairs.held", "fairs.served", "fairs.raised", "fairs.settled"),
                figures=("villages_joined", "joint_communities"),
            ),
            Mechanism(
                id="6.3",
                title=_("Five deliberations, three reviews, two disclosures"),
                does=_("Villages decide by quorum and disclose the result."),
            ),
            Mechanism(
                id="6.4",
                title=_("Legal and civic literacy"),
                does=_(
                    "A station in every town, a board in every village, somebody who knows in every household."
                ),
            ),
        ),
    ),
)


def mechanisms() -> list[Mechanism]:
    """All twenty-eight, in order."""
    return [mechanism for line in LINES for mechanism in line.mechanisms]
