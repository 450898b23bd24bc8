"""Icons of the Tabler set, read from the installed package and reduced to plain shapes."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings

SHAPES = frozenset({"path", "circle", "ellipse", "line", "polygon", "polyline", "rect"})
ATTRIBUTES = frozenset(
    {"cx", "cy", "d", "height", "points", "r", "rx", "ry", "width", "x", "x1", "x2", "y", "y1", "y2"}
)


def folder() -> Path:
    """Where the drawings lie."""
    return Path(settings.NODE_MODULES) / "@tabler" / "icons" / "icons" / "outline"


def known(name: str) -> bool:
    """Whether the set has an icon of this name."""
    return name.replace("-", "").isalnum() and (folder() / f"{name}.svg").is_file()


@cache
def shapes(name: str) -> str:
    """The shapes of an icon as SVG text, nothing in it but shapes and their numbers; empty for an unknown name."""
    if not known(name):
        return ""
    root = ElementTree.parse(folder() / f"{name}.svg").getroot()  # noqa: S314 - a locked package's file
    return "".join(_shape(each) for each in root if each.get("stroke") != "none")


def _shape(element: ElementTree.Element) -> str:
    tag = element.tag.rpartition("}")[2]
    if tag not in SHAPES:
        return ""
    kept = [f'{key}="{value}"' for key, value in element.attrib.items() if _fit(key, value)]
    return f"<{tag} {' '.join(kept)}/>"


def _fit(key: str, value: str) -> bool:
    return key in ATTRIBUTES and not set(value) & set('"<>&')
