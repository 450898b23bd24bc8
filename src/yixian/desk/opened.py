"""For how long an officer's browser keeps a matter open after its sealed texts were opened with a reason."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

KEY = "opened_matters"
LASTS = timedelta(minutes=30)


def remember(request: HttpRequest, uid: UUID, at: datetime) -> None:
    """Note that this session has opened a matter."""
    kept = {key: until for key, until in request.session.get(KEY, {}).items() if until > at.isoformat()}
    request.session[KEY] = {**kept, uid.hex: (at + LASTS).isoformat()}


def is_open(request: HttpRequest, uid: UUID, at: datetime) -> bool:
    """Whether this session opened it a short while ago."""
    until = request.session.get(KEY, {}).get(uid.hex)
    return until is not None and datetime.fromisoformat(until) > at


def close(request: HttpRequest, uid: UUID) -> None:
    """Seal it again for this session."""
    kept = request.session.get(KEY, {})
    kept.pop(uid.hex, None)
    request.session[KEY] = kept
