"""For how long an officer's browser keeps a record open after its sealed texts were opened with a reason.

Records of several kinds may have the same id; opening one of them opens no other.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

KEY = "opened_matters"
LASTS = timedelta(minutes=30)


def remember(request: HttpRequest, uid: UUID, at: datetime, kind: str = "matter") -> None:
    """Note that this session has opened a record."""
    kept = {key: until for key, until in request.session.get(KEY, {}).items() if until > at.isoformat()}
    request.session[KEY] = {**kept, _key(uid, kind): (at + LASTS).isoformat()}


def is_open(request: HttpRequest, uid: UUID, at: datetime, kind: str = "matter") -> bool:
    """Whether this session opened it a short while ago."""
    until = request.session.get(KEY, {}).get(_key(uid, kind))
    return until is not None and datetime.fromisoformat(until) > at


def close(request: HttpRequest, uid: UUID, kind: str = "matter") -> None:
    """Seal it again for this session."""
    kept = request.session.get(KEY, {})
    kept.pop(_key(uid, kind), None)
    request.session[KEY] = kept


def _key(uid: UUID, kind: str) -> str:
    return f"{kind}:{uid.hex}"
