"""The page of an official document: GB/T 9704—2012, the format of official documents of Party and state organs."""

from collections.abc import Mapping
from dataclasses import dataclass

from yixian.rulebook.enums import Mark

TWIPS_A_POINT = 20
TWIPS_A_MILLIMETRE = 1440 / 25.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A typeface by family, and its size in points."""

    family: str
    size: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Measures of the page in millimetres, of letters in points."""

    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    lines: int = 22
    letters: int = 28
    title: Face = Face(family="方正小标宋简体", size=22)
    body: Face = Face(family="仿宋_GB2312", size=16)
    first: Face = Face(family="黑体", size=16)
    second: Face = Face(family="楷体_GB2312", size=16)
    page_number: Face = Face(family="宋体", size=14)
    imprint: Face = Face(family="仿宋_GB2312", size=14)
    cell: Face = Face(family="仿宋_GB2312", size=14)
    indent: int = 2
    below: float = 7
    """From the type area down to the dashes beside the page number."""

    @property
    def area(self) -> tuple[float, float]:
        """Width and height of the type area."""
        return self.width - self.left - self.right, self.height - self.top - self.bottom

    @property
    def pitch(self) -> int:
        """From line to line in twips: as much as lets all lines stand in the type area."""
        return int(self.area[1] * TWIPS_A_MILLIMETRE / self.lines)

    @property
    def spacing(self) -> int:
        """What is added between letters in twips, so that the letters of a line just fill the type area."""
        return int(self.area[0] * TWIPS_A_MILLIMETRE / self.letters) - int(self.body.size * TWIPS_A_POINT)


GB_T_9704 = Layout()
SOURCE = "GB/T 9704—2012"
MARKS: Mapping[str, Mark] = {
    "page, margins, type area": Mark.V2,
    "22 lines of 28 letters, fixed pitch": Mark.V2,
    "title, body and headings": Mark.V2,
    "imprint": Mark.V2,
    "page number": Mark.K,
}
"""How sure each group of measures is: read from tools that follow the standard, not from its text."""
