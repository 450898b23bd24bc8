"""Receipt codes. They are computed from a key outside the database and stored only as a blind index.

So a form sent twice gives the same code, a lost code can be told again by an officer with a reason, and whoever
reads the database learns none.
"""

import random
from uuid import UUID

from yixian.kernel import sealed
from yixian.kernel.ids import parse_receipt_code, receipt_code

_KIND = "receipt-code"


def code_of(uid: UUID, turn: int, kind: str = _KIND) -> str:
    """Return the code of a matter; `turn` counts how often it was replaced. Other records name a `kind` of their own."""
    return receipt_code(random.Random(sealed.index(kind, f"{uid.hex}/{turn}")))  # noqa: S311


def index_of(typed: str) -> bytes:
    """Return the blind index of a code as somebody typed it. Raises `InvalidCode`."""
    return sealed.index(f"{_KIND}-index", parse_receipt_code(typed))
