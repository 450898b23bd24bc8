"""Pure rules of publishing and receiving."""

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from yixian.channels.enums import State
from yixian.kernel.canonical import encode
from yixian.kernel.hashing import Algorithm, digest
from yixian.procedures.language import Text

LONGEST_TITLE, LONGEST_BODY, LONGEST_REMARK = 64, 12_000, 200
LONGEST_MESSAGE, LONGEST_ANSWER = 4_000, 600
TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "h3", "blockquote", "a"}
LINKS = {"http", "https", "tel", "mailto"}
TRIES = 8
"""A delivery that failed so often is left to people."""
LEASE = timedelta(minutes=10)
"""A worker that took a delivery and did not say what became of it within this time is taken to have died."""
CLOCKS_APART = timedelta(minutes=10)
"""A request is refused when its time is farther from ours."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no feed may hold (XML 1.0, section 2.2)."""
_END = re.compile(r"[。！？!?]|[.;；](?=\s)|\n")
_GAP = re.compile(r"\s+")


def rendered(body: str) -> SafeString:
    """The text as a page shows it: paragraphs, and of markup the safe subset alone."""
    clean = nh3.clean(
        linebreaks(body.strip()),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=LINKS,
        link_rel="noopener nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned in the line before


def plain(body: str) -> str:
    """The text without any markup, white space drawn together."""
    bare = nh3.clean(linebreaks(body).replace("<", " <"), tags=set(), attributes={})
    return _GAP.sub(" ", html.unescape(bare)).strip()


def cut(text: str, most: int) -> str:
    """The beginning of a text, with an ellipsis where it is cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def fitted(text: str, most: int, rest: str) -> str:
    """A text within so many bytes of UTF-8: whole, or cut after a sentence, else after a word, and then `rest`."""
    if len(text.encode()) <= most:
        return text
    tail = f"…\n{rest}"
    head = text.encode()[: most - len(tail.encode())].decode(errors="ignore")
    for pattern in (_END, _GAP):
        ends = [each.end() for each in pattern.finditer(head) if each.end() > len(head) // 2]
        if ends:
            return f"{head[: ends[-1]].rstrip()}{tail}"
    return f"{head}{tail}"


def post(title: str, text: str, link: str, most: int) -> str:
    """One short post: title, as much of the text as there is room for, and the link whole."""
    head = f"【{title}】"
    room = most - len(head) - len(link) - 1
    return f"{head}{cut(text, room) if room > 1 else ''} {link}".strip()


def text_digest(fields: Mapping[str, object], algorithm: str = Algorithm.SHA256) -> str:
    """64 hex digits that bind an approval to the very text, its days and its channels."""
    return digest(algorithm, encode(dict(fields))).hex()


def text_faults(*, title: str, body: str, since: date | None, until: date | None) -> list[tuple[str, Text]]:
    """What is wrong with a text, with the field that it is about."""
    faults: list[tuple[str, Text]] = []
    for field, words in (("title", title), ("body", body)):
        if CONTROL.search(words):
            faults.append(
                (field, _("It holds a character that cannot be shown. Please paste it as plain text."))
            )
    if not title.strip():
        faults.append(("title", _("Please give it a title.")))
    if len(title.strip()) > LONGEST_TITLE:
        faults.append(("title", _("Please keep it under %(most)s characters.") % {"most": LONGEST_TITLE}))
    if not plain(body):
        faults.append(("body", _("Please write the text.")))
    if len(body) > LONGEST_BODY:
        faults.append(("body", _("Please keep it under %(most)s characters.") % {"most": LONGEST_BODY}))
    if since and until and until < since:
        faults.append(("valid_until", _("It ends before it begins.")))
    return faults


def gap_fault(holds_from: date | None, begins: date | None, today: date) -> Text | None:
    """Say why a corrected text cannot begin on a day, or give None: what holds already would be gone until then."""
    if begins is None or begins <= today or holds_from is None or holds_from > today:
        return None
    return _("The text that is out holds already: a corrected one cannot begin later. Leave this empty.")


def review_fault(state: str, writers: Iterable[int], reviewer: int | None) -> Text | None:
    """Say why somebody cannot review a text, or give None: nobody reviews what they wrote themselves."""
    if state != State.REVIEW:
        return _("This text does not wait for a review any more. Nothing was changed.")
    if reviewer is None or reviewer in set(writers):
        return _("A second person reviews it: you wrote it, or part of it.")
    return None


def next_try(tries: int, at: datetime) -> datetime | None:
    """When a delivery that failed `tries` times is tried again: after 1, 2, 4 … minutes; None when never."""
    return at + timedelta(minutes=2 ** (tries - 1)) if tries < TRIES else None


def apart(said: str, at: datetime) -> bool:
    """Whether a time given in seconds since 1970 is too far from ours, or no time at all."""
    if not said.isdecimal() or len(said) > 11:
        return True
    return abs(at.timestamp() - int(said)) > CLOCKS_APART.total_seconds()
