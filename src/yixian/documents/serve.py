"""Handing out a file. Whoever calls this has asked the getter of its record whether it may be seen."""

import mimetypes

from django.http import HttpResponse

from yixian.documents import storage
from yixian.documents.models import File
from yixian.documents.rules import PICTURES

SHOWN = (*PICTURES, "application/pdf")


def respond(file: File) -> HttpResponse:
    """Return the content with headers under which it can do nothing but be looked at. Raises FileLost."""
    response = HttpResponse(storage.read(bytes(file.digest)), content_type=file.media_type)
    extension = mimetypes.guess_extension(file.media_type) or ".bin"
    how = "inline" if file.media_type in SHOWN else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{file.uid.hex[:12]}{extension}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
