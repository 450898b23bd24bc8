"""Codes and outlines are checked before they are kept."""

from typing import Any

import pytest

from yixian.places.enums import UnitKind
from yixian.places.rules import boundary_digest, boundary_fault, code_doubt, code_fault

BANNER, TOWN, VILLAGE = "150623000000", "150623100000", "150623100200"


def square(lon: float, lat: float, side: float = 1.0) -> dict[str, Any]:
    ring = [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.mark.parametrize(
    ("kind", "code", "above"),
    [
        (UnitKind.BANNER, BANNER, ""),
        (UnitKind.TOWN, TOWN, BANNER),
        (UnitKind.VILLAGE, VILLAGE, TOWN),
        (UnitKind.COMMUNITY, "150623100001", TOWN),
        (UnitKind.VILLAGE, "", TOWN),
        (UnitKind.ROOM, "", VILLAGE),
    ],
)
def test_a_right_code_passes(kind: UnitKind, code: str, above: str) -> None:
    assert code_fault(kind, code, above) is None


@pytest.mark.parametrize(
    ("kind", "code", "above"),
    [
        (UnitKind.BANNER, "150623", ""),
        (UnitKind.BANNER, TOWN, ""),
        (UnitKind.TOWN, BANNER, BANNER),
        (UnitKind.TOWN, VILLAGE, BANNER),
        (UnitKind.TOWN, "150624100000", BANNER),
        (UnitKind.VILLAGE, TOWN, TOWN),
        (UnitKind.VILLAGE, "150623101200", TOWN),
        (UnitKind.VILLAGE, "15062310020x", TOWN),
        (UnitKind.VILLAGE, "１５０６２３１００２００", TOWN),
        (UnitKind.ROOM, VILLAGE, ""),
    ],
)
def test_a_wrong_code_is_refused(kind: UnitKind, code: str, above: str) -> None:
    assert code_fault(kind, code, above)


def test_an_unusual_village_number_raises_doubt_only() -> None:
    assert code_doubt(UnitKind.VILLAGE, "150623100001")
    assert code_fault(UnitKind.VILLAGE, "150623100001", TOWN) is None
    assert code_doubt(UnitKind.VILLAGE, VILLAGE) is None
    assert code_doubt(UnitKind.COMMUNITY, "150623100001") is None
    assert code_doubt(UnitKind.TOWN, TOWN) is None


@pytest.mark.parametrize(
    "outline",
    [
        {"type": "Point", "coordinates": [107, 38]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[["a", "b"], [1, 2], [3, 4]]]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[107, 38], [108, 39], [108, 38], [107, 39], [107, 38]]]},
        square(38, 107),
        square(0, 0),
    ],
)
def test_a_wrong_outline_is_refused(outline: dict[str, Any]) -> None:
    assert boundary_fault(outline)


def test_a_right_outline_passes_and_has_one_digest() -> None:
    assert boundary_fault(square(107, 38)) is None
    assert boundary_digest(square(107, 38)) == boundary_digest(dict(reversed(square(107, 38).items())))
    assert boundary_digest(square(107, 38)) != boundary_digest(square(107, 38.00001))
