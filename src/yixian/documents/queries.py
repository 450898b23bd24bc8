"""Reading files."""

from django.db.models import QuerySet

from yixian.documents.models import File


def of_stream(stream: str) -> QuerySet[File]:
    """The files of a record, oldest first."""
    return File.objects.filter(stream=stream)
