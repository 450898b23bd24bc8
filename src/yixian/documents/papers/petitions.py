"""The papers of a petition under the Regulation on Petition Work (2022)."""

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Blank, Numbering, Paper, Style, register
from yixian.documents.papers.blanks import (
    ACCEPTED_ON,
    CONTACT,
    COPIED_TO,
    RECEIVED_ON,
    day,
    line,
    petitions,
    text,
)
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Choice, Text

REQUESTS = text("requests", _("What is asked for, a line for each point"), "{{ requests or story }}")
RESULT = Blank(
    key="result",
    label=_("What is decided"),
    kind=FieldKind.CHOICE,
    choices=(
        Choice(value="予以支持", label=_("supported")),
        Choice(
            value="请求合理但缺乏法律依据，予以解释说明", label=_("fair but without legal basis: explained")
        ),
        Choice(value="不予支持", label=_("not supported")),
    ),
    source=petitions("32"),
)
ANSWERS = Blank(
    key="answers",
    label=_("The answer to each request"),
    columns=(
        text("request", _("Request"), "{{ requests }}"),
        text("facts", _("Facts that were found")),
        text("basis", _("Legal basis")),
        RESULT,
        text("opinion", _("Opinion in words")),
    ),
    source=petitions("32"),
)
HIGHER = line("higher", _("Office of the next higher level"), "{{ higher }}")

register(
    Paper(
        key="petition_registration",
        title=_("Registration of a petition"),
        heading="信访事项登记表",
        basics=True,
        blanks=(
            Blank(
                key="purpose",
                label=_("What kind of petition"),
                kind=FieldKind.CHOICE,
                default="申诉求决",
                choices=(
                    Choice(value="建议意见", label=_("suggestion")),
                    Choice(value="检举控告", label=_("accusation")),
                    Choice(value="申诉求决", label=_("request for redress")),
                ),
                source=petitions("29–31"),
            ),
            line("people", _("How many petitioners"), "{{ petitioners or raisers|length }}"),
            REQUESTS,
            text("brief", _("What it is about, in brief"), "{{ story }}"),
            text("arranged", _("What happens next"), required=False),
        ),
        clause=petitions("19, 21, 22"),
    )
)
register(
    Paper(
        key="petition_acceptance",
        title=_("Notice that a petition was accepted"),
        heading="信访事项受理告知书",
        style=Style.LETTER,
        numbering=Numbering(mark="信受字"),
        blanks=(
            line("source", _("How it came"), "直接收到"),
            RECEIVED_ON,
            ACCEPTED_ON,
            REQUESTS,
            line("term", _("Until when it is dealt with"), "{{ legal_due_han or '自受理之日起60日内' }}"),
            CONTACT,
            COPIED_TO,
        ),
        delivers=True,
        clause=petitions("23, 34"),
    )
)
register(
    Paper(
        key="petition_refusal",
        title=_("Notice that a petition is not accepted"),
        heading="信访事项不予受理告知书",
        style=Style.LETTER,
        numbering=Numbering(mark="信不受字"),
        blanks=(
            RECEIVED_ON,
            REQUESTS,
            Blank(
                key="kind",
                label=_("Not accepted, or not accepted again"),
                kind=FieldKind.CHOICE,
                default="不予受理",
                choices=(
                    Choice(value="不予受理", label=_("not accepted")),
                    Choice(value="不再受理", label=_("not accepted again")),
                ),
            ),
            text("reason", _("Why it is not taken up"), "{{ refusal_reason or word.reason }}"),
            line(
                "clause",
                _("Clause that this rests on"),
                "{{ refusal_clause or '《信访工作条例》第三十一条' }}",
            ),
            text("ways", _("Routes that are open, a line for each"), "{{ routes }}"),
            CONTACT,
            COPIED_TO,
        ),
        delivers=True,
        clause=petitions("19, 20, 23, 31, 36"),
    )
)
register(
    Paper(
        key="petition_transfer",
        title=_("Transfer of a petition"),
        heading="信访事项转送（交办）单",
        numbering=Numbering(mark="信转字"),
        blanks=(
            Blank(
                key="kind",
                label=_("Transferred or assigned"),
                kind=FieldKind.CHOICE,
                default="转送",
                choices=(
                    Choice(value="转送", label=_("transferred")),
                    Choice(value="交办", label=_("assigned, the result to be reported")),
                ),
            ),
            line("to", _("To which body"), "{{ passage_to }}"),
            RECEIVED_ON,
            text("brief", _("What it is about, in brief"), "{{ story }}"),
            text("wanted", _("What is asked of that body"), "请依法按程序办理，并书面告知信访人。"),
            line("term", _("Until when it is dealt with"), "{{ legal_due_han }}", required=False),
            text("enclosed", _("What goes with it, a line for each"), "{{ enclosed }}", required=False),
            CONTACT,
        ),
        delivers=True,
        starts="transfer_received_on",
        clause=petitions("22, 23"),
    )
)
register(
    Paper(
        key="petition_extension",
        title=_("Notice that the time was extended"),
        heading="信访事项延期办理告知书",
        style=Style.LETTER,
        numbering=Numbering(mark="信延字"),
        blanks=(
            ACCEPTED_ON,
            day("first_due", _("Deadline before"), "{{ legal_first_due }}"),
            day("due", _("Deadline now"), "{{ legal_due }}"),
            text("reason", _("Why it was extended"), "{{ extension_reason or word.reason }}"),
            line("approved_by", _("Who of the handling unit approved it")),
            CONTACT,
            COPIED_TO,
        ),
        delivers=True,
        clause=petitions("34"),
    )
)
register(
    Paper(
        key="petition_opinion",
        title=_("Opinion on a petition"),
        heading="信访事项处理意见书",
        style=Style.LETTER,
        numbering=Numbering(mark="信处字"),
        blanks=(
            line("source", _("How it came"), "直接收到"),
            RECEIVED_ON,
            ACCEPTED_ON,
            ANSWERS,
            HIGHER,
            CONTACT,
            COPIED_TO,
        ),
        delivers=True,
        starts="delivered_on",
        clause=petitions("32, 35"),
    )
)


def _review(key: str, title: Text, heading: str, mark: str, article: str, starts: str) -> Paper:
    relief = (HIGHER,) if article == "35" else ()
    return register(
        Paper(
            key=key,
            title=title,
            heading=heading,
            style=Style.LETTER,
            numbering=Numbering(mark=mark),
            blanks=(
                line("opinion_of", _("Whose opinion is reviewed"), "{{ opinion_of }}"),
                line("opinion_number", _("Number of that opinion"), "{{ numbers.petition_opinion }}"),
                day("asked_on", _("Review asked for on")),
                text("claim", _("What the petitioner says against it"), "{{ word.reason }}"),
                text("found", _("What the review found")),
                text("basis", _("Legal basis")),
                text("opinion", _("Opinion in words")),
                *relief,
                CONTACT,
                COPIED_TO,
            ),
            delivers=True,
            starts=starts,
            clause=petitions(article),
        )
    )


_review("petition_review", _("Review opinion"), "信访事项复查意见书", "信复查字", "35", "review_delivered_on")
_review(
    "petition_rereview",
    _("Opinion of the second review"),
    "信访事项复核意见书",
    "信复核字",
    "36",
    "rereview_delivered_on",
)
register(
    Paper(
        key="petition_supervision",
        title=_("Supervision of a petition"),
        heading="信访事项督办单",
        numbering=Numbering(mark="信督字"),
        blanks=(
            line("to", _("To which body"), "{{ holder }}"),
            Blank(
                key="ground",
                label=_("Ground"),
                kind=FieldKind.CHOICE,
                choices=(
                    Choice(
                        value="未按规定受理、办理信访事项", label=_("not accepted or handled by the rules")
                    ),
                    Choice(value="推诿、敷衍、拖延、弄虚作假", label=_("put off, delayed or falsified")),
                    Choice(value="拒不执行信访处理意见", label=_("an opinion is not carried out")),
                ),
                source=petitions("40"),
            ),
            Blank(
                key="advice",
                label=_("What is recommended"),
                kind=FieldKind.CHOICE,
                choices=(
                    Choice(value="改进工作", label=_("improve the work")),
                    Choice(value="完善政策", label=_("improve the policy")),
                    Choice(value="追究责任", label=_("hold somebody responsible")),
                ),
                source=petitions("40"),
            ),
            text("found", _("What was found")),
            text("wanted", _("What is asked of that body")),
            day("due", _("Written answer until"), ""),
            CONTACT,
        ),
        delivers=True,
        starts="supervision_received_on",
        clause=petitions("40"),
    )
)
