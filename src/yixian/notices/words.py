"""What a message says: kinds, numbers, counts and links, in the language of whoever gets it. Nothing sealed."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.notices.declare import get
from yixian.notices.gateways import Message
from yixian.notices.installed import installed
from yixian.notices.models import Notice
from yixian.procedures.language import Text

MOST = 20
"""How many notices a digest names; of the others it gives the number."""


def title(notice: Notice) -> Text:
    """What a notice says; for a kind that is no longer declared, that something happened."""
    kind = get(notice.kind)
    return kind.title if kind else _("Something happened that concerns you")


def target(notice: Notice) -> str:
    """The address of the record, empty where the page is no longer there."""
    try:
        found = reverse(notice.page, kwargs=notice.given)
    except NoReverseMatch:
        return ""
    return f"{found}?{notice.query}" if notice.query else found


def digest(notices: Sequence[Notice], language: str) -> Message:
    """One message for the notices of a day."""
    with translation.override(_language(language)):
        count = sum(each.count for each in notices)
        subject = ngettext("%(count)d notice for you", "%(count)d notices for you", count) % {"count": count}
        shown = [_line(each) for each in notices[:MOST]]
        return _message(subject, "digest", lines=shown, more=len(notices) - len(shown), link=_link("notices"))


def urgent(notice: Notice, language: str) -> Message:
    """A message for one notice."""
    with translation.override(_language(language)):
        return _message(
            str(title(notice)), "urgent", line=_line(notice), link=_link("notice_open", notice.pk)
        )


def code(digits: str, language: str) -> Message:
    """A message that proves an address."""
    with translation.override(_language(language)):
        return _message(_("Your code for notices"), "code", digits=digits)


def _language(wanted: str) -> str:
    return wanted or settings.LANGUAGE_CODE


def _line(notice: Notice) -> str:
    about = notice.number or (f"×{notice.count}" if notice.count > 1 else "")
    return f"{title(notice)} {about}".strip()


def _link(page: str, *args: int) -> str:
    site = installed().site.rstrip("/")
    return f"{site}{reverse(f'desk:{page}', args=args)}" if site else ""


def _message(subject: str, name: str, **said: object) -> Message:
    body = render_to_string(f"notices/{name}.txt", said)
    return Message(subject=subject, body=body.strip())
