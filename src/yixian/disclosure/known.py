"""What is known of the people of a matter, found in a text in whole and in part, however it is spelt."""

from collections.abc import Iterator

from yixian.disclosure.enums import Kind
from yixian.disclosure.finding import Finding, Known
from yixian.disclosure.spelling import Spelling, meaning, spelt, unbroken

DIGITS = 7
"""So many digits in a row of a known number give it away."""
SHORT, LONG = 4, 8
"""So many characters in a row of a known address give it away: with a number among them, and without one."""


def by_knowledge(text: str, plain: Spelling, known: Known) -> Iterator[Finding]:
    """Every place where a text says something that is known."""
    spelling, pieces = _PIECES[known.kind](plain, known.text)
    for piece in pieces:
        start = spelling.text.find(piece)
        while start >= 0:
            first, last = spelling.span(start, start + len(piece))
            yield Finding(
                kind=known.kind, start=first, end=last, text=text[first:last], certain=True, whom=_whom(known)
            )
            start = spelling.text.find(piece, start + 1)


def _whom(known: Known) -> str:
    return spelt(known.text).only(meaning).text if known.kind is Kind.NAME else ""


def _name(plain: Spelling, name: str) -> tuple[Spelling, set[str]]:
    """The name; what is left of it without the family name; of a long one, any three characters and both its parts."""
    full = spelt(name).only(meaning).text
    pieces = {full} if len(full) > 1 else set()
    if len(full) == 3 and not full.isascii():
        pieces.add(full[1:])
    if len(full) > 3 and not full.isascii():
        pieces |= {full[:2], full[2:], *_rows(full, 3)}
    return plain.only(unbroken), pieces


def _number(plain: Spelling, number: str) -> tuple[Spelling, set[str]]:
    digits = "".join(char for char in spelt(number).digits().text if char.isdigit() or char == "x")
    return plain.digits().only(meaning), _rows(digits, DIGITS) or ({digits} if len(digits) > SHORT else set())


def _address(plain: Spelling, address: str) -> tuple[Spelling, set[str]]:
    whole = spelt(address).digits().only(meaning).text
    pieces = {row for row in _rows(whole, SHORT) if _numbered(row)} | _rows(whole, LONG)
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


def _rows(whole: str, size: int) -> set[str]:
    return {whole[start : start + size] for start in range(len(whole) - size + 1)}


_PIECES = {
    Kind.NAME: _name,
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
