"""The papers of people's mediation, after the forms that committees use; none asks for anybody's ethnicity."""

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Blank, Copies, Numbering, Paper, Style, register
from yixian.documents.papers.blanks import BRIEF, REMARK, day, line, mediation, text
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Choice

PARTIES = (_("the parties"),)
PARTIES_AND_MEDIATOR = (_("the parties"), _("the mediator"))
AGREED = text("terms", _("What was agreed, a line for each point"), "{{ agreement_terms or word.terms }}")
MANNER = text(
    "manner",
    _("How, where and until when it is performed"),
    "{{ agreement_manner }}",
    source=mediation("29"),
)

register(
    Paper(
        key="mediation_application",
        title=_("Application for people's mediation"),
        heading="人民调解申请书",
        basics=True,
        blanks=(
            BRIEF,
            text("requests", _("What is asked for, a line for each point"), "{{ requests }}"),
            day("applied_on", _("Day of the application"), "{{ raised_on }}"),
        ),
        signed_by=(_("the applicant"),),
        clause=mediation("17"),
    )
)
register(
    Paper(
        key="mediation_registration",
        title=_("Registration of a mediation"),
        heading="人民调解受理登记表",
        basics=True,
        blanks=(
            Blank(
                key="source",
                label=_("How it came"),
                kind=FieldKind.CHOICE,
                default="{{ '主动调解' if channel_key == 'screening' else '当事人申请' }}",
                choices=(
                    Choice(value="当事人申请", label=_("the parties applied")),
                    Choice(value="主动调解", label=_("offered by the committee")),
                    Choice(value="公安移交", label=_("handed over by the police")),
                    Choice(value="法院委托", label=_("entrusted by the court")),
                    Choice(value="部门指定", label=_("assigned by a department")),
                ),
            ),
            BRIEF,
            day("accepted_on", _("Accepted on"), "{{ accepted_on or today }}"),
            REMARK,
        ),
        signed_by=(_("the parties"), _("whoever registers it")),
        clause=mediation("27"),
    )
)
register(
    Paper(
        key="mediation_rights",
        title=_("Rights and duties of the parties"),
        heading="人民调解权利义务告知书",
        blanks=(day("told_on", _("Told on")),),
        signed_by=PARTIES,
        clause=mediation("23, 24"),
    )
)
register(
    Paper(
        key="mediation_authority",
        title=_("Letter of authority"),
        heading="授权委托书",
        blanks=(
            line("principal", _("Who gives the authority"), "{{ raiser_names }}"),
            line("agent", _("Who is authorised"), "{{ agent_names }}"),
            line("agent_contact", _("Telephone and address of whoever is authorised")),
            Blank(
                key="scope",
                label=_("What for"),
                kind=FieldKind.CHOICE,
                default="一般代理",
                choices=(
                    Choice(value="一般代理", label=_("to take part and speak")),
                    Choice(value="特别代理", label=_("also to accept, change or give up claims and to sign")),
                ),
            ),
            day("given_on", _("Given on")),
        ),
        signed_by=(_("whoever gives the authority"),),
    )
)
register(
    Paper(
        key="mediation_inquiry",
        title=_("Record of an inquiry"),
        heading="人民调解调查记录",
        blanks=(
            line("held", _("Time"), "{{ today_han }}"),
            line("where", _("Place"), "{{ place }}"),
            line("asked", _("Who was asked")),
            line("present", _("Also present"), required=False),
            text("record", _("Questions and answers")),
        ),
        signed_by=(_("whoever was asked"), _("the mediator")),
        clause=mediation("27"),
    )
)
register(
    Paper(
        key="mediation_record",
        title=_("Record of a mediation"),
        heading="人民调解记录",
        blanks=(
            line("held", _("Time"), "{{ session_held or today_han }}"),
            line("where", _("Place"), "{{ session_place or office }}"),
            Blank(
                key="openness",
                label=_("Open or closed"),
                kind=FieldKind.CHOICE,
                default="{{ session_openness or '不公开' }}",
                choices=(
                    Choice(value="不公开", label=_("closed to others")),
                    Choice(value="公开", label=_("open, as the parties agreed")),
                ),
                source=mediation("23"),
            ),
            line("mediators", _("Mediators"), "{{ mediators or officer }}"),
            line(
                "invited",
                _("Invited, with the parties' consent"),
                "{{ session_invited }}",
                required=False,
                source=mediation("20"),
            ),
            text("course", _("How it went"), "{{ session_course or tried }}"),
            text("result", _("Result"), "{{ session_result or word.terms or word.answer }}"),
        ),
        signed_by=(
            _("the parties"),
            _("whoever was invited"),
            _("the mediator"),
            _("whoever keeps the record"),
        ),
        clause=mediation("27"),
    )
)
register(
    Paper(
        key="mediation_agreement",
        title=_("Mediation agreement"),
        heading="人民调解协议书",
        basics=True,
        numbering=Numbering(mark="人调协字"),
        blanks=(
            text("facts", _("Main facts"), "{{ agreement_facts or story }}", source=mediation("29")),
            text(
                "dispute",
                _("Points in dispute and each party's responsibility"),
                "{{ dispute_points }}",
                required=False,
            ),
            AGREED,
            MANNER,
            line("mediators", _("Mediators"), "{{ mediators or officer }}"),
            day("agreed_on", _("Agreed on"), "{{ agreed_on or today }}"),
        ),
        signed_by=PARTIES_AND_MEDIATOR,
        copies=Copies.EACH_PARTY_AND_ONE,
        delivers=True,
        clause=mediation("29"),
    )
)
register(
    Paper(
        key="mediation_oral",
        title=_("Registration of an oral agreement"),
        heading="人民调解口头协议登记表",
        basics=True,
        numbering=Numbering(mark="人调口字"),
        blanks=(
            text("facts", _("Main facts"), "{{ agreement_facts or story }}"),
            AGREED,
            MANNER,
            day("agreed_on", _("Agreed on"), "{{ agreed_on or today }}"),
        ),
        signed_by=(_("the mediator"),),
        clause=mediation("28, 30"),
    )
)
register(
    Paper(
        key="mediation_performance",
        title=_("Record of performance"),
        heading="人民调解协议履行记录",
        blanks=(
            line(
                "agreement", _("Number of the agreement"), "{{ numbers.mediation_agreement }}", required=False
            ),
            text("performed", _("What was performed, by whom and when"), "{{ performance or word.proof }}"),
            line("remaining", _("What remains"), "无"),
            day("checked_on", _("Checked on"), "{{ facts.performed_on or today }}"),
        ),
        signed_by=PARTIES_AND_MEDIATOR,
        clause=mediation("31"),
    )
)
register(
    Paper(
        key="mediation_visit",
        title=_("Record of a return visit"),
        heading="人民调解回访记录",
        blanks=(
            line(
                "agreement", _("Number of the agreement"), "{{ numbers.mediation_agreement }}", required=False
            ),
            line("reason", _("Why the visit was made"), "了解协议履行情况"),
            day("visited_on", _("Visited on")),
            line("where", _("Place"), "{{ place }}"),
            text(
                "found",
                _("What was found: performance, and whether it may flare up again"),
                "{{ word.visit }}",
            ),
            line("content", _("Whether the parties are content")),
            text("measures", _("What was done about it"), required=False),
        ),
        signed_by=(_("whoever was visited"), _("whoever made the visit")),
        clause=mediation("31"),
    )
)
register(
    Paper(
        key="mediation_confirmation",
        title=_("Joint application for judicial confirmation"),
        heading="司法确认申请书",
        basics=True,
        blanks=(
            line("court", _("Court"), "{{ court }}"),
            line("agreement", _("Number of the agreement"), "{{ numbers.mediation_agreement }}"),
            day("agreed_on", _("Agreement effective since"), "{{ agreed_on or today }}"),
            AGREED,
            day("applied_on", _("Day of the application")),
        ),
        signed_by=(_("all parties"),),
        clause=mediation("33"),
    )
)
register(
    Paper(
        key="mediation_end",
        title=_("Notice that mediation has ended"),
        heading="终止调解通知书",
        style=Style.LETTER,
        numbering=Numbering(mark="人调终字"),
        blanks=(
            text("reason", _("Why it ended"), "{{ end_reason or word.answer or word.reason }}"),
            text(
                "ways",
                _("Routes that are open, a line for each"),
                "{{ routes }}",
                help=_("Filled in by the route finder from what is known of the dispute."),
                source=mediation("26"),
            ),
        ),
        delivers=True,
        clause=mediation("26"),
    )
)
