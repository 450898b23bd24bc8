"""Translation catalogs: compiled when they are newer than what was compiled, collected from the source."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from yixian.config.paths import SOURCE

DOMAIN = "django"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def files() -> list[Path]:
    """Return every catalog of the source, in order."""
    return sorted(SOURCE.glob(f"*/locale/*/LC_MESSAGES/{DOMAIN}.po"))


def load(file: Path) -> Catalog:
    """Return a catalog read from its file."""
    with file.open("rb") as source:
        return read_po(source, locale=file.parents[1].name, domain=DOMAIN, abort_invalid=True)


def compile_stale() -> list[Path]:
    """Compile the catalogs that have changed since they were compiled; return them."""
    stale = []
    for file in files():
        compiled = file.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= file.stat().st_mtime:
            continue
        fresh = compiled.with_name(f".{compiled.name}.{os.getpid()}")
        with fresh.open("wb") as target:
            write_mo(target, load(file))
        fresh.replace(compiled)
        stale.append(file)
    return stale


def collect(package: Path) -> Catalog:
    """Return the catalog of all texts that a package's Python and templates mark for translation."""
    found = Catalog(domain=DOMAIN)
    for file in sorted(package.rglob("*")):
        for line, message, comments, context in _messages(file):
            where = [(file.relative_to(package).as_posix(), line)]
            found.add(message, None, where, auto_comments=comments, context=context)
    return found


def _messages(file: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    if file.suffix == ".py":
        text = file.read_text(encoding="utf-8")
    elif file.suffix in (".html", ".txt") and "templates" in file.parts:
        shown = templatize(file.read_text(encoding="utf-8"), origin=str(file))
        text = "".join(line.lstrip(" \t") for line in shown.splitlines(keepends=True))
    else:
        return
    yield from extract(
        "python",
        io.BytesIO(text.encode()),
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        options={"encoding": "utf-8"},
    )


def update(file: Path) -> tuple[int, int]:
    """Bring a catalog in line with its package; return how many texts it has and how many it lacks."""
    catalog = load(file)
    catalog.update(collect(file.parents[3]), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with file.open("wb") as target:
        write_po(target, catalog, width=110, sort_output=True, include_lineno=False)
    return len(catalog), len(missing(catalog))


def missing(catalog: Catalog) -> list[str]:
    """Return the texts of a catalog that have no translation, or only a doubtful one."""
    return [str(entry.id) for entry in catalog if entry.id and (entry.fuzzy or not _full(entry.string))]


def _full(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, (tuple, list)) and string else bool(string)
