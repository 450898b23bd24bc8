"""Numbers and addresses of the net in a text: they are found by their form alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn

from yixian.disclosure.enums import Kind
from yixian.disclosure.finding import Finding
from yixian.disclosure.spelling import Spelling

BETWEEN = r"[\s\-‐-―_.·•、/|~()]{0,3}"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
ENDINGS = "jpe?g|png|gif|bmp|heic|tiff?|webp|pdf|ofd|docx?|xlsx?|pptx?|wps|txt|csv|zip|rar|7z|mp3|m4a|amr|wav|mp4|mov|avi"


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of number looks like; the first group is the number, where there is one."""

    kind: Kind
    pattern: re.Pattern[str]
    certain: bool = True


def _run(count: str) -> str:
    return rf"\d(?:{BETWEEN}\d){{{count}}}"


FORMS = (
    Form(Kind.PHONE, re.compile(rf"(?<!\d)(?:\+?{BETWEEN}(?:00)?86{BETWEEN})?1{BETWEEN}[3-9](?:{BETWEEN}\d){{9}}(?!\d)")),
    Form(Kind.PHONE, re.compile(rf"(?<!\d)\(?0\d{{2,3}}\)?{BETWEEN}[2-9]\d{{2,3}}{BETWEEN}\d{{4}}(?!\d)")),
    Form(Kind.PHONE, re.compile(rf"(?:电话|手机|座机|号码|联系方式|联系|拨打|致电)[^\d。]{{0,4}}({_run('6,7')})(?!\d)")),
    Form(Kind.PHONE, re.compile(rf"(?<!\d)[48]00{BETWEEN}\d{{3}}{BETWEEN}\d{{4}}(?!\d)"), certain=False),
    Form(Kind.PHONE, re.compile(r"(?<!\d)1[3-9]\d\s?[*x×●•某]{2,8}\s?\d{2,4}(?!\d)"), certain=False),
    Form(Kind.PHONE, re.compile(r"尾号[^\d。]{0,3}(\d{3,5})(?!\d)"), certain=False),
    Form(Kind.IDENTITY, re.compile(r"(?<!\d)\d{17}[\dx](?![\da-z])")),
    Form(Kind.MAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    Form(Kind.LINK, re.compile(r"(?:https?://|www\.)[^\s。，；、）)]+"), certain=False),
    Form(
        Kind.ACCOUNT,
        re.compile(r"(?:微信|wechat|vx|wx|qq|抖音|快手|微博)(?:号码?|id|账号)?[:\s是为]{0,3}(@?[a-z][\w-]{4,24}|\d{5,12})", re.ASCII),
    ),
    Form(Kind.ACCOUNT, re.compile(r"wxid_[\w-]+", re.ASCII)),
    Form(Kind.PLATE, re.compile(rf"[{PROVINCES}]\s?[a-z]\s?[·.\-]?\s?(?:[0-9a-z]\s?){{4,5}}[0-9a-z学警挂港澳](?![0-9a-z])")),
    Form(Kind.FILE, re.compile(rf"[^\s/\\,，。;；:：\"“”'‘’()<>《》?？!！]{{1,60}}\.(?:{ENDINGS})(?![a-z0-9])")),
    Form(Kind.NUMBER, re.compile(r"(?<![\d.])\d{7,}(?![\d.]|\s?[元万亿亩米平头只斤吨])"), certain=False),
)  # fmt: skip
LONG = re.compile(rf"(?<!\d){_run('14,18')}x?(?!\d)")
"""Fifteen to nineteen digits, however they are spaced: perhaps an identity number, perhaps a card."""


def by_form(text: str, plain: Spelling) -> Iterator[Finding]:
    """Numbers of every kind in a text of which `plain` is the spelling."""
    digits = plain.digits()
    for form in FORMS:
        for match in form.pattern.finditer(digits.text):
            group = 1 if form.pattern.groups else 0
            yield _found(text, digits, match.span(group), form.kind, form.certain)
    for match in LONG.finditer(digits.text):
        kind = _long(match[0])
        if kind is not None:
            yield _found(text, digits, match.span(), kind, certain=True)


def _found(text: str, spelling: Spelling, span: tuple[int, int], kind: Kind, certain: bool) -> Finding:
    start, end = spelling.span(*span)
    return Finding(kind=kind, start=start, end=end, text=text[start:end], certain=certain)


def _long(piece: str) -> Kind | None:
    """What a long number is: born on a day, or with the check digit of a card; None where it may be neither."""
    digits = "".join(char for char in piece if char.isdigit() or char == "x")
    if len(digits) == 18 and _born(digits[6:14]):
        return Kind.IDENTITY
    if len(digits) == 15 and _born(f"19{digits[6:12]}"):
        return Kind.IDENTITY
    return Kind.CARD if len(digits) >= 16 and luhn.is_valid(digits) else None


def _born(day: str) -> bool:
    year, month, date = int(day[:4]), int(day[4:6]), int(day[6:8])
    return 1880 <= year <= 2099 and 1 <= month <= 12 and 1 <= date <= 31
