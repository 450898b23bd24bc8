"""How far a dossier is complete. Pure: what there is and what is known in, places with what they hold out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yixian.documents.models import File, Issued
from yixian.documents.paper import Dossier, Place

UNPLACED = "evidence"


@dataclass(frozen=True)
class Stand:
    """A place of a dossier, what lies in it, and whether it must be filled."""

    place: Place
    papers: list[Issued]
    files: list[File]
    needed: bool

    @property
    def filled(self) -> bool:
        return bool(self.papers or self.files)

    @property
    def missing(self) -> bool:
        return self.needed and not self.filled


def stands(
    dossier: Dossier, *, papers: Sequence[Issued], files: Sequence[File], facts: Mapping[str, Any]
) -> list[Stand]:
    """Every place with what lies in it; files that nobody placed lie with the evidence."""
    known = {place.key for place in dossier.places}
    return [
        Stand(
            place=place,
            papers=[each for each in papers if each.paper in place.papers],
            files=[each for each in files if _where(each, known) == place.key],
            needed=bool(place.needed and place.needed(facts)),
        )
        for place in dossier.places
        if place.fits(facts)
    ]


def tally(
    dossier: Dossier, *, papers: set[str], places: set[str], facts: Mapping[str, Any]
) -> tuple[int, int]:
    """How many of the places that must be filled are, and how many there are; `papers` and `places` say what is there."""
    known = {place.key for place in dossier.places}
    filled = {key if key in known else UNPLACED for key in places}
    needed = [place for place in dossier.places if place.needed and place.needed(facts)]
    return sum(place.key in filled or not papers.isdisjoint(place.papers) for place in needed), len(needed)


def _where(file: File, known: set[str]) -> str:
    return file.place if file.place in known else UNPLACED
