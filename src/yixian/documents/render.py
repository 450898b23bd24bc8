"""Filling in a paper. Words of people are values and never template code; nothing in them is run or read as markup."""

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from yixian.documents import sheet
from yixian.documents.paper import Paper
from yixian.kernel import banner
from yixian.procedures.language import Text

LOCAL = ZoneInfo("Asia/Shanghai")
DIGITS = "〇一二三四五六七八九"
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold, and what a form does not send but a file may."""
LEADING = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．]\s*)")
NO_DAY = "    年  月  日"
NEW_PARAGRAPH = "\a"
"""What docxtpl makes a new paragraph of."""


class PaperFailed(Exception):
    """A paper cannot be filled in; `text` says why, for whoever asked for it."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def han(number: int) -> str:
    """A number from 1 to 99 in Chinese figures."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def day(value: date | datetime | str | None) -> str:
    """A day as a paper writes it, with room to write it by hand where there is none."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10]) if value else None
    if isinstance(value, datetime):
        value = value.astimezone(LOCAL).date()
    return f"{value.year}年{value.month}月{value.day}日" if value else NO_DAY


def moment(value: datetime | None) -> str:
    """A day and an hour."""
    return f"{day(value)}{value.astimezone(LOCAL):%H:%M}" if value else NO_DAY


def parts(text: str) -> list[str]:
    """The lines of a text without the numbers that somebody gave them."""
    lines = re.split(r"[\n\a]", str(text))
    return [LEADING.sub("", each).strip() for each in lines if each.strip()]


def numbered(text: str) -> str:
    """The lines of a text, each with its number."""
    return NEW_PARAGRAPH.join(f"{number}．{each}" for number, each in enumerate(parts(text), start=1))


def _environment(undefined: Any, *, escape: bool) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=escape, undefined=undefined)
    environment.filters.update(han=han, day=day, moment=moment, parts=parts, numbered=numbered)
    return environment


_paper = _environment(StrictUndefined, escape=True)
_default = _environment(ChainableUndefined, escape=False)


def default(text: str, material: Mapping[str, Any]) -> str:
    """What a blank is filled in with before anybody writes."""
    return _default.from_string(text).render(material).strip()


def own_template(paper: Paper) -> Path:
    """Where the office's own Word template of a paper lies, if it has one."""
    return Path(settings.VAR) / "papers" / banner.current() / f"{paper.key}.docx"


def fill(paper: Paper, material: Mapping[str, Any]) -> bytes:
    """Return a paper as a Word file. Raises PaperFailed where the template asks for what there is not."""
    own = own_template(paper)
    source = own.read_bytes() if own.is_file() else sheet.template(paper)
    try:
        document = DocxTemplate(io.BytesIO(source))
        document.render({**clean(material), "heading": paper.heading}, jinja_env=_paper, autoescape=True)
        document.core_properties.title = paper.heading
        output = io.BytesIO()
        document.save(output)
    except (TemplateError, ValueError, KeyError) as fault:
        raise PaperFailed(
            _("The template of this paper cannot be filled in: %(fault)s") % {"fault": fault}
        ) from fault
    return output.getvalue()


def clean(value: Any) -> Any:
    """The same material with every text fit for a document, its lines made paragraphs."""
    if isinstance(value, str):
        text = UNFIT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
        return text.strip("\n").replace("\n", NEW_PARAGRAPH)
    if isinstance(value, Mapping):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(each) for each in value]
    return value
