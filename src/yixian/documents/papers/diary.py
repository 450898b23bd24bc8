"""The diary as a book. It belongs to no dossier, so it is not among the papers that a matter offers."""

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Paper

BOOK = Paper(key="diary_book", title=_("Public-concern diary"), heading="民情日记")
