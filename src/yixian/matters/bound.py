"""The dossier of a matter as one thing to take away: bound as a PDF, or its Word files together.

It opens what is sealed; whoever calls it has recorded the opening.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from yixian.access.actor import Actor
from yixian.documents import office, storage
from yixian.documents import paper as papers
from yixian.documents.actions import WORD
from yixian.documents.binding import Bound, Sheet, bind
from yixian.documents.checklist import Stand
from yixian.documents.models import Issued
from yixian.documents.paper import Paper
from yixian.documents.papers.binding import COVER, NOTE
from yixian.documents.queries import given, standing
from yixian.documents.render import default, fill
from yixian.kernel import sealed
from yixian.matters.models import Matter
from yixian.matters.papers import Filed, material


def bound(matter: Matter, filed: Filed, *, by: Actor, at: datetime) -> Bound:
    """Bind the dossier of a matter. Raises PaperFailed, FileLost."""
    known = material(matter, by=by, at=at, made=filed.papers)
    cover = _last(filed.papers, COVER)
    known.update(_given(COVER, cover, known), number=cover.number if cover else "")
    known["missing"] = "、".join(each.place.heading for each in filed.missing)
    note = _last(filed.papers, NOTE)

    def noted(facts: Mapping[str, Any]) -> Sheet:
        data = fill(NOTE, {**facts, **_given(NOTE, note, known)})
        return Sheet(title=NOTE.heading, data=data, media_type=WORD)

    return bind(list(_sheets(filed.stands)), cover=known, note=noted, to_pdf=office.to_pdf, word=WORD)


def words(filed: Filed) -> bytes:
    """The Word files of a dossier as one archive, in the order in which they are bound. Raises FileLost."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        ordered = [issued for stand in filed.stands for issued in stand.papers]
        covers = [each for each in standing(filed.papers) if each.paper == COVER.key]
        for number, issued in enumerate([*covers, *ordered], start=1):
            name = f"{number:02d} {issued.declaration.heading} {issued.number}".strip()
            archive.writestr(f"{name}.docx", storage.read(bytes(issued.file.digest)))
    return output.getvalue()


def _sheets(stands: Sequence[Stand]) -> Iterator[Sheet]:
    """Everything to be bound but the note, which comes last and is made anew."""
    for stand in stands:
        for issued in stand.papers:
            if issued.paper != NOTE.key:
                yield Sheet(
                    title=papers.get(issued.paper).heading,
                    data=storage.read(bytes(issued.file.digest)),
                    media_type=WORD,
                    number=issued.number,
                )
        for file in stand.files:
            name = sealed.text(file, "name").rpartition(".")[0]
            yield Sheet(
                title=f"{stand.place.heading}：{name}" if name else stand.place.heading,
                data=storage.read(bytes(file.digest)),
                media_type=file.media_type,
            )


def _last(made: Sequence[Issued], paper: Paper) -> Issued | None:
    return next((each for each in reversed(standing(made)) if each.paper == paper.key), None)


def _given(paper: Paper, issued: Issued | None, known: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in on a paper, or what would be proposed for it."""
    if issued:
        return given(issued)
    return {blank.key: default(blank.default, known) for blank in paper.blanks}
