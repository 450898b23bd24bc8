"""How many wrong receipt codes may be tried from one place before it has to wait."""

import hashlib
from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest

MOST = 20
WAIT = timedelta(minutes=15)


def may_try(request: HttpRequest) -> bool:
    """Whether another code may be tried from where the request comes."""
    return int(cache.get(_key(request), 0)) < MOST


def note_miss(request: HttpRequest) -> None:
    """Count a code that led nowhere. The address of the caller is kept as a hash only, for a quarter of an hour."""
    key = _key(request)
    cache.add(key, 0, WAIT.total_seconds())
    cache.incr(key)


def _key(request: HttpRequest) -> str:
    address = str(request.META.get("REMOTE_ADDR", ""))
    return f"tries:{hashlib.sha256(address.encode()).hexdigest()[:24]}"
