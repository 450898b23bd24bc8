"""Reading files and papers."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet, Value

from yixian.documents.models import File, Issued
from yixian.kernel import sealed


def of_stream(stream: str) -> QuerySet[File]:
    """The files of a record, oldest first."""
    return File.objects.filter(stream=stream)


def papers_stream(stream: str) -> str:
    """The stream under which the papers of a record lie, apart from the files that people bring."""
    return f"{stream}:papers"


def issued_for(stream: str) -> QuerySet[Issued]:
    """The papers made out for a record, oldest first, each with its file and deliveries. Two statements."""
    return Issued.objects.filter(stream=stream).select_related("file").prefetch_related("deliveries")


def standing(papers: Iterable[Issued]) -> list[Issued]:
    """Those of some papers that no later one of them replaces."""
    found = list(papers)
    replaced = {each.replaces_id for each in found}
    return [each for each in found if each.pk not in replaced]


def brought(stream: str, papers: Iterable[Issued]) -> list[File]:
    """The files that people brought to a record or its dossier, without the papers made here. One statement."""
    made = [each.file_id for each in papers]
    found = File.objects.filter(stream__in=(stream, papers_stream(stream))).exclude(pk__in=made)
    return list(found.order_by("added_at", "uid"))


def given(issued: Issued) -> dict[str, Any]:
    """What was filled in when a paper was made out; the caller has recorded the opening."""
    return dict(json.loads(sealed.text(issued, "given") or "{}"))


def inventory(stream: str) -> tuple[set[str], set[str]]:
    """Keys of the papers made out for a record, and places that files were put in ("" where none). One statement."""
    files = File.objects.filter(Q(stream=stream) | Q(stream=papers_stream(stream)) & ~Q(place=""))
    made = Issued.objects.filter(stream=stream).order_by().values_list(Value("paper"), "paper")
    rows = made.union(files.order_by().values_list(Value("file"), "place"))
    found: dict[str, set[str]] = {"paper": set(), "file": set()}
    for kind, key in rows:
        found[kind].add(key)
    return found["paper"], found["file"]
