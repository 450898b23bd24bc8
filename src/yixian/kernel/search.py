"""Full-text search in Chinese: segmented here, matched by PostgreSQL without its parser.

A column of type `tsvector` holds `terms(…)`; `filter(terms__has=wanted("草场 边界"))` finds it again.
"""

import re
import unicodedata
from collections.abc import Iterable

import rjieba
from django.contrib.postgres.search import SearchVectorField
from django.db.models import Lookup

_MOST_POSITION = 16383
_WORD = re.compile(r"\w", re.UNICODE)


def segments(text: str) -> list[str]:
    """Return the words of a text, in order, long words followed by what they are made of; lower case, one width."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return [word for word in rjieba.cut_for_search(plain, True) if _WORD.search(word)]


def terms(texts: Iterable[str]) -> str:
    """Return a `tsvector` literal with the words of all texts; empty when there are none."""
    places: dict[str, list[int]] = {}
    words = (word for text in texts for word in segments(text))
    for position, word in enumerate(words, start=1):
        places.setdefault(word, []).append(min(position, _MOST_POSITION))
    return " ".join(f"{_quoted(word)}:{','.join(map(str, found))}" for word, found in sorted(places.items()))


def wanted(text: str) -> str:
    """Return a `tsquery` literal: every word of `text`, the last one perhaps only begun; empty without words."""
    words = [_quoted(word) for word in dict.fromkeys(segments(text))]
    return " & ".join([*words[:-1], f"{words[-1]}:*"]) if words else ""


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


@SearchVectorField.register_lookup
class Has(Lookup):
    """`column__has=wanted(…)`: the column holds every word asked for."""

    lookup_name = "has"
    prepare_rhs = False

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def]
        """Return the match by the GIN index."""
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*left_params, str(self.rhs)]
