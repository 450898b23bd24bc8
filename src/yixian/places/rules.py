"""What a unit must be like: its code, and its outline on the map. Pure."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.validation import explain_validity

from yixian.places.enums import UnitKind
from yixian.procedures.language import Text

CODE_LENGTH = 12
_CODE = re.compile(r"[0-9]{12}")
_SIGNIFICANT = {UnitKind.BANNER: 6, UnitKind.TOWN: 9, UnitKind.VILLAGE: 12, UnitKind.COMMUNITY: 12}
_USUAL = {UnitKind.COMMUNITY: range(1, 200), UnitKind.VILLAGE: range(200, 400)}
_LON, _LAT = (73.0, 136.0), (3.0, 54.0)


def code_fault(kind: str, code: str, above: str = "") -> Text | None:
    """Say what is wrong with a statistical division code, or give None.

    Twelve digits: county level (6), town (3), village (3), zeros below the unit's own level. `above` is the
    code of the nearest territory above, whose digits it must begin with. A unit may be without a code, and
    grids, departments and bodies have none.
    """
    if not code:
        return None
    if kind not in _SIGNIFICANT:
        return _("Only a banner, town, village or community has a national code.")
    if not _CODE.fullmatch(code):
        return _(
            "A national code has twelve digits: six for the banner, three for the town, three for the village."
        )
    own = _SIGNIFICANT[UnitKind(kind)]
    if code[own:].strip("0") or (own > 6 and not code[own - 3 : own].strip("0")):
        return _(
            "The code stops at another level than this unit: digits below its level are zero, its own are not."
        )
    if above and code[: own - 3] != above[: own - 3]:
        return _("The code does not begin like the code of the unit above.")
    return None


def code_doubt(kind: str, code: str) -> Text | None:
    """Say what is unusual about a right code, or give None: communities run from 001 to 199, villages from 200 to 399.

    Custom (domain.md §6, mark K), so never a reason to refuse.
    """
    usual = _USUAL.get(UnitKind(kind))
    if not code or usual is None or int(code[9:]) in usual:
        return None
    return _("Communities usually have 001–199 as their last three digits, villages 200–399.")


def boundary_fault(boundary: Mapping[str, Any]) -> Text | None:
    """Say what is wrong with an outline (GeoJSON Polygon or MultiPolygon, WGS-84 degrees), or give None."""
    if boundary.get("type") not in ("Polygon", "MultiPolygon"):
        return _("An outline is a GeoJSON polygon or several of them.")
    try:
        outline = shape(dict(boundary))
        inside = _within(outline.bounds)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return _("The outline cannot be read as GeoJSON.")
    if not inside:
        return _("The outline lies outside China: give longitude before latitude, in degrees.")
    if not outline.is_valid:
        return _("The outline crosses itself: %(where)s") % {"where": explain_validity(outline)}
    return None


def boundary_digest(boundary: Mapping[str, Any]) -> str:
    """Return 64 hex digits that an event names an outline by: SHA-256 of its JSON, sorted and without spaces."""
    text = json.dumps(boundary, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _within(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return _LON[0] <= west < east <= _LON[1] and _LAT[0] <= south < north <= _LAT[1]
