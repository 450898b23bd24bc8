"""Texts are found in Python and in templates, and what is not translated is named."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from yixian.cli import catalogs


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "words.py").write_text(
        'A = _("From Python")\nB = pgettext("door", "Open")\nC = ngettext("%(n)s day", "%(n)s days", 2)\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}\n  <p title="it\'s">{% translate "From a tag" %}</p>\n'
        "      {% blocktranslate trimmed with n=days %}\n   In a block of {{ n }}\n{% endblocktranslate %}\n"
        '  {{ _("In a variable") }}\n'
    )
    return tmp_path


def test_texts_are_found_wherever_they_are_marked(package: Path) -> None:
    found = catalogs.collect(package)
    single = {"From Python", "From a tag", "In a block of %(n)s", "In a variable"}
    assert single <= {entry.id for entry in found if isinstance(entry.id, str)}
    assert found.get(("%(n)s day", "%(n)s days")) is not None
    assert found.get("Open", context="door") is not None


def test_a_catalog_follows_its_package_and_keeps_translations(package: Path) -> None:
    file = package / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    old = Catalog(locale="zh_Hans")
    old.add("From Python", "来自程序")
    old.add("Gone", "没有了")
    with file.open("wb") as target:
        write_po(target, old)
    total, lacking = catalogs.update(file)
    after = catalogs.load(file)
    assert (total, lacking) == (6, 5)
    assert after.get("Gone") is None
    kept = after.get("From Python")
    assert kept is not None
    assert kept.string == "来自程序"
