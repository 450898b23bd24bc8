"""A text in one spelling, so that wide, spaced, dotted and written-out forms are found alike."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

NUMERALS = str.maketrans("零〇○洞一壹幺二贰两三叁四肆五伍六陆七柒拐八捌九玖勾", "00001112223344556677788999")
INVISIBLE = frozenset(("Cf", "Mn", "Me"))


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text in one spelling; `at` says for each of its characters at which place of the original it stands."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the piece `[start:end]` stands in the original."""
        return self.at[start], self.at[end - 1] + 1

    def digits(self) -> "Spelling":
        """The same with Chinese numerals as digits."""
        return Spelling(self.text.translate(NUMERALS), self.at)

    def only(self, keep: Callable[[str], bool]) -> "Spelling":
        """The same without the characters that are not to be kept."""
        kept = [(char, place) for char, place in zip(self.text, self.at, strict=True) if keep(char)]
        return Spelling("".join(char for char, _place in kept), tuple(place for _char, place in kept))


def spelt(text: str) -> Spelling:
    """One width and case (NFKC), every digit an ASCII one, nothing that cannot be seen."""
    chars: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        if unicodedata.category(original) in INVISIBLE:
            continue
        for char in unicodedata.normalize("NFKC", original).lower():
            digit = unicodedata.digit(char, None)
            chars.append(char if digit is None else str(digit))
            places.append(place)
    return Spelling("".join(chars), tuple(places))


def meaning(char: str) -> bool:
    """Whether a character is a letter or digit: everything else may stand between the parts of a number."""
    return char.isalnum()


def unbroken(char: str) -> bool:
    """Whether a character ends no sentence and separates no letters of a name."""
    return char.isalnum() or char in "。，；：！？、,;:!?\n"
