"""Handing out a file. Whoever calls this has asked the getter of its record whether it may be seen."""

import mimetypes

from django.http import HttpResponse

from yixian.documents import storage
from yixian.documents.models import File
from yixian.documents.rules import PICTURES

PDF = "application/pdf"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
"""Chromium's viewer stays shut in a sandbox; as a PDF, and nothing else, the content runs nothing of its own."""


def respond(file: File) -> HttpResponse:
    """Return the content with headers under which it can do nothing but be looked at. Raises FileLost."""
    response = HttpResponse(storage.read(bytes(file.digest)), content_type=file.media_type)
    extension = mimetypes.guess_extension(file.media_type) or ".bin"
    how = "inline" if file.media_type in (*PICTURES, PDF) else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{file.uid.hex[:12]}{extension}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if file.media_type == PDF else POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
