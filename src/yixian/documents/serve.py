"""Handing out a file. Whoever calls this has asked the getter of its record whether it may be seen."""

import mimetypes

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yixian.documents import storage
from yixian.documents.models import File
from yixian.documents.rules import PICTURES

PDF = "application/pdf"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
"""Chromium's viewer stays shut in a sandbox; as a PDF, and nothing else, the content runs nothing of its own."""


def respond(file: File) -> HttpResponse:
    """Return the content with headers under which it can do nothing but be looked at. Raises FileLost."""
    extension = mimetypes.guess_extension(file.media_type) or ".bin"
    name = f"{file.uid.hex[:12]}{extension}"
    return answer(storage.read(bytes(file.digest)), file.media_type, name)


def answer(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Return content under a name, with the same headers."""
    how = "inline" if media_type in (*PICTURES, PDF) else "attachment"
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(how == "attachment", name) or how
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if media_type == PDF else POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
