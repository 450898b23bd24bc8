"""What is known of the people of a matter, found in a text in whole and in part, however it is spelt."""

from collections.abc import Iterator

from yixian.disclosure.enums import Kind
from yixian.disclosure.finding import Finding, Known
from yixian.disclosure.named import Part, parts_of, rows
from yixian.disclosure.spelling import Spelling, meaning, spelt, unbroken

DIGITS = 7
"""So many digits in a row of a known number give it away."""
SHORT, LONG = 4, 8
"""So many characters in a row of a known address give it away: with a number among them, and without one."""


def by_knowledge(text: str, plain: Spelling, known: Known) -> Iterator[Finding]:
    """Every place where a text says something that is known."""
    if known.kind is Kind.NAME:
        spelling, parts = plain.only(unbroken), list(parts_of(known.text))
    else:
        spelling, pieces = _PIECES[known.kind](plain, known.text)
        parts = [Part(piece, True, "") for piece in pieces]
    for part in parts:
        start = spelling.text.find(part.text)
        while start >= 0:
            first, last = spelling.span(start, start + len(part.text))
            yield Finding(
                kind=known.kind,
                start=first,
                end=last,
                text=text[first:last],
                certain=part.certain,
                whom=part.whom,
            )
            start = spelling.text.find(part.text, start + 1)


def _number(plain: Spelling, number: str) -> tuple[Spelling, set[str]]:
    digits = "".join(char for char in spelt(number).digits().text if char.isdigit() or char == "x")
    return plain.digits().only(meaning), rows(digits, DIGITS) or ({digits} if len(digits) > SHORT else set())


def _address(plain: Spelling, address: str) -> tuple[Spelling, set[str]]:
    whole = spelt(address).digits().only(meaning).text
    pieces = {row for row in rows(whole, SHORT) if _numbered(row)} | rows(whole, LONG)
    if len(whole) > SHORT and (_numbered(whole) or len(whole) >= LONG - 2):
        pieces.add(whole)
    return plain.digits().only(meaning), pieces


def _numbered(piece: str) -> bool:
    return any(char.isdigit() for char in piece) and not piece.isdigit()


def _file(plain: Spelling, name: str) -> tuple[Spelling, set[str]]:
    full = spelt(name).only(meaning).text
    stem = spelt(name.rpartition(".")[0]).only(meaning).text
    return plain.only(meaning), {each for each in (full, stem) if len(each) >= SHORT}


def _words(plain: Spelling, words: str) -> tuple[Spelling, set[str]]:
    full = spelt(words).only(meaning).text
    return plain.only(meaning), {full} if len(full) >= SHORT else set()


_PIECES = {
    Kind.PHONE: _number,
    Kind.IDENTITY: _number,
    Kind.CARD: _number,
    Kind.NUMBER: _number,
    Kind.ADDRESS: _address,
    Kind.FILE: _file,
    Kind.PLATE: _words,
    Kind.MAIL: _words,
    Kind.ACCOUNT: _words,
    Kind.LINK: _words,
}
