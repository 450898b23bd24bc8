"""Redaction: what in a text tells about somebody, and the text without it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yixian.disclosure.enums import Kind
from yixian.disclosure.finding import Finding, Known, joined
from yixian.disclosure.known import by_knowledge
from yixian.disclosure.names import by_custom
from yixian.disclosure.numbers import by_form
from yixian.disclosure.spelling import meaning, spelt

__all__ = ["Finding", "Kind", "Known", "Piece", "certain", "findings", "pieces", "redacted"]

STEMS = "甲乙丙丁戊己庚辛壬癸"
BLANK = "\n"
LEFT_OUT = {
    Kind.PHONE: "（电话略）",
    Kind.IDENTITY: "（证件号略）",
    Kind.CARD: "（卡号略）",
    Kind.PLATE: "（车牌略）",
    Kind.ADDRESS: "（住址略）",
    Kind.MAIL: "（邮箱略）",
    Kind.ACCOUNT: "（账号略）",
    Kind.LINK: "（网址略）",
    Kind.FILE: "（文件名略）",
    Kind.NUMBER: "（号码略）",
}
"""What stands in the Chinese text of the record in place of what was left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with what was found in it."""

    text: str
    finding: Finding | None = None


def findings(text: str, known: Iterable[Known] = ()) -> list[Finding]:
    """Everything in a text that tells about somebody, in order, without overlap.

    Numbers are found by their form, names and addresses by custom, and what is `known` of the people of the matter
    in every spelling and in part; also what comes to light only once the rest is taken out, as one number written
    behind another. Civil Code, articles 1032 to 1034.
    """
    people = tuple(known)
    found = joined(text, _seen(text, people))
    while more := certain(_seen(_without(text, found), people)):
        found = joined(text, [*found, *more])
    return found


def _seen(text: str, known: Iterable[Known]) -> list[Finding]:
    plain = spelt(text)
    found = [*by_form(text, plain), *by_custom(text, plain)]
    for each in known:
        found.extend(by_knowledge(text, plain, each))
    return found


def _without(text: str, found: Iterable[Finding]) -> str:
    """The text with blanks of the same length in place of what was found."""
    letters = list(text)
    for each in found:
        letters[each.start : each.end] = BLANK * (each.end - each.start)
    return "".join(letters)


def certain(found: Iterable[Finding]) -> list[Finding]:
    """Those that no statement of a person lets pass: numbers by their form, and what is known of the parties.

    Two characters out of a longer name are words of every day (和平, or the 呼和 of 呼和浩特): a person looks at them.
    """
    return [each for each in found if each.certain]


def redacted(text: str, found: Sequence[Finding]) -> str:
    """The text with a word in place of each finding; the same person is the same letter throughout."""
    letters: dict[str, str] = {}
    parts, place = [], 0
    for each in found:
        parts += [text[place : each.start], _instead(each, letters)]
        place = each.end
    return "".join([*parts, text[place:]])


def pieces(text: str, found: Sequence[Finding]) -> list[Piece]:
    """The text cut at its findings, to be shown with them marked."""
    cut, place = [], 0
    for each in found:
        cut += [Piece(text[place : each.start]), Piece(each.text, each)]
        place = each.end
    return [each for each in (*cut, Piece(text[place:])) if each.text]


def _instead(finding: Finding, letters: dict[str, str]) -> str:
    if finding.kind is not Kind.NAME:
        return LEFT_OUT[finding.kind]
    whom = finding.whom or spelt(finding.text).only(meaning).text
    if whom not in letters:
        number = len(letters)
        letters[whom] = STEMS[number] if number < len(STEMS) else str(number + 1)
    return f"某{letters[whom]}"
