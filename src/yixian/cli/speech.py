"""The reader's language for commands that must speak it without Django and without compiled catalogs."""

import io
from collections.abc import Callable
from gettext import GNUTranslations, NullTranslations

import click
from babel.messages.mofile import write_mo

from yixian.cli import catalogs
from yixian.config.paths import SOURCE

LANGUAGES = {"en": None, "zh-hans": "zh_Hans"}
PACKAGES = ("cli", "audit")

Speaker = Callable[[str], str]
"""English sentence → the reader's."""

language = click.option(
    "--lang", type=click.Choice(list(LANGUAGES)), default="zh-hans", show_default=True, help="Language."
)


def speaker(lang: str) -> Speaker:
    """Return what translates into a language of `LANGUAGES`; a sentence without translation stays English."""
    folder = LANGUAGES[lang]
    if folder is None:
        return str
    known = NullTranslations()
    for package in PACKAGES:
        file = SOURCE / package / "locale" / folder / "LC_MESSAGES" / f"{catalogs.DOMAIN}.po"
        compiled = io.BytesIO()
        write_mo(compiled, catalogs.load(file))
        compiled.seek(0)
        known.add_fallback(GNUTranslations(compiled))
    return known.gettext
