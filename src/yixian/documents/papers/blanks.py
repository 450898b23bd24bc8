"""What several papers ask for."""

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Blank
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Clause

MEDIATION_LAW = _("People's Mediation Law (2010)")
PETITION_RULES = _("Regulation on Petition Work (2022)")


def mediation(article: str) -> Clause:
    return Clause(source=MEDIATION_LAW, article=article)


def petitions(article: str) -> Clause:
    return Clause(source=PETITION_RULES, article=article)


def line(key: str, label: object, default: str = "", **more: object) -> Blank:
    """A short text."""
    return Blank(key=key, label=label, kind=FieldKind.TEXT, default=default, **more)  # type: ignore[arg-type]


def text(key: str, label: object, default: str = "", **more: object) -> Blank:
    """Some paragraphs."""
    return Blank(key=key, label=label, default=default, **more)  # type: ignore[arg-type]


def day(key: str, label: object, default: str = "{{ today }}", **more: object) -> Blank:
    """A day, by default the present one."""
    return Blank(key=key, label=label, kind=FieldKind.DATE, default=default, **more)  # type: ignore[arg-type]


CONTACT = line("contact", _("Who may be asked, and their telephone"), "{{ officer }}")
COPIED_TO = line("copied_to", _("Copies to"), "{{ default_copy }}", required=False)
ACCEPTED_ON = day("accepted_on", _("Accepted on"), "{{ accepted_on or today }}")
RECEIVED_ON = day("received_on", _("Received on"), "{{ raised_on }}")
REMARK = text("remark", _("Remarks"), required=False)
BRIEF = text("brief", _("What it is about, in brief"), "{{ story }}")

SHARED = frozenset(
    {
        "terms", "manner", "mediators", "dispute", "contact", "requests", "brief", "higher", "court", "accepted_on",
        "agreed_on", "received_on", "copied_to", "agent", "agent_contact",
    }
)  # fmt: skip
"""What was filled in once stands in every later paper of the same record."""
