"""Papers as frozen declarations: what is asked for, who signs, how it is numbered, how many, what its receipt starts.

The words of a paper are Chinese and lie under `data/papers/`, in the notation of `sheet`; what stands here is what
the program must know of it. A paper is registered at import; a duplicate is refused.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Choice, Clause, Text

_papers: dict[str, "Paper"] = {}
_dossiers: dict[str, "Dossier"] = {}


class DuplicatePaper(Exception):
    """Two declarations claim the same key."""


class Style(StrEnum):
    """LETTER is an official letter under the name of its office; FORM one of the forms of a file; COVER its cover."""

    LETTER = "letter"
    FORM = "form"
    COVER = "cover"


class Copies(StrEnum):
    """How many are made out."""

    ONE = "one"
    EACH_PARTY_AND_ONE = "each_party_and_one"


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    """Something that a paper asks for. `default` is filled in from the material, as a Jinja text.

    With `columns` it is a table of that many columns, each row answering all of them.
    """

    key: str
    label: Text
    kind: FieldKind = FieldKind.LONG_TEXT
    required: bool = True
    default: str = ""
    help: Text = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple["Blank", ...] = ()
    source: Clause | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbering:
    """The sequence that a paper takes its number from; each unit counts for itself, every year from one."""

    mark: str
    form: str = "{mark}〔{year}〕第{ordinal:04d}号"

    def write(self, year: int, ordinal: int) -> str:
        return self.form.format(mark=self.mark, year=year, ordinal=ordinal)

    def blank(self, year: int) -> str:
        """The number as a draft shows it, before there is one."""
        return re.sub(r"{ordinal[^}]*}", "    ", self.form).format(mark=self.mark, year=year)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A paper. `heading` stands over it; `basics` says that it names sex, age and work of each party if they wish.

    A paper that `delivers` is handed over with proof; `starts` is the fact under which the day of receipt is kept.
    """

    key: str
    title: Text
    heading: str
    style: Style = Style.FORM
    blanks: tuple[Blank, ...] = ()
    basics: bool = False
    numbering: Numbering | None = None
    signed_by: tuple[Text, ...] = ()
    copies: Copies = Copies.ONE
    delivers: bool = False
    starts: str = ""
    clause: Clause | None = None

    def count(self, parties: int) -> int:
        """How many are made out where there are so many parties."""
        return parties + 1 if self.copies is Copies.EACH_PARTY_AND_ONE else 1


def always(_facts: Mapping[str, Any]) -> bool:
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place in a dossier: for a paper, or (`paper` empty) for files that somebody brings.

    `needed` tells from the facts of the record, its `outcome` among them, whether the place must be filled;
    """

    key: str
    title: Text
    heading: str
    papers: tuple[str, ...] = ()
    needed: Callable[[Mapping[str, Any]], bool] | None = None
    fits: Callable[[Mapping[str, Any]], bool] = always
    source: Clause | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """What a dossier holds, in the order in which it is bound, and the rule for how long it is kept.

    `mark` begins the number that its cover takes.
    """

    key: str
    title: Text
    heading: str
    places: tuple[Place, ...]
    retention: str
    mark: str

    def numbered(self, cover: Paper) -> Paper:
        """A cover that takes its number from the sequence of this dossier."""
        return (
            replace(cover, numbering=replace(cover.numbering, mark=self.mark)) if cover.numbering else cover
        )

    def place(self, key: str) -> Place | None:
        return next((each for each in self.places if each.key == key), None)

    def place_of(self, paper: str) -> Place | None:
        """Where a paper is bound."""
        return next((each for each in self.places if paper in each.papers), None)


def register(paper: Paper) -> Paper:
    """Make a paper known. Raises DuplicatePaper."""
    if paper.key in _papers:
        raise DuplicatePaper(paper.key)
    _papers[paper.key] = paper
    return paper


def register_dossier(dossier: Dossier) -> Dossier:
    """Make a dossier known. Raises DuplicatePaper; KeyError for a place of a paper that there is not."""
    if dossier.key in _dossiers:
        raise DuplicatePaper(dossier.key)
    for place in dossier.places:
        for key in place.papers:
            get(key)
    _dossiers[dossier.key] = dossier
    return dossier


def get(key: str) -> Paper:
    """The paper of this key; raises KeyError where none is declared."""
    return _papers[key]


def every() -> list[Paper]:
    """All papers, in the order in which they were declared."""
    return list(_papers.values())


def dossier(key: str) -> Dossier:
    """The dossier of this key; raises KeyError."""
    return _dossiers[key]
