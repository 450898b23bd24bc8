"""Closed vocabularies of papers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    """How a paper is handed over."""

    DIRECT = "direct", _("handed over against a signature")
    POST = "post", _("registered mail")
    LEFT = "left", _("left at the place")
    ELECTRONIC = "electronic", _("electronically, with their consent")
    NOTICE = "notice", _("public notice")


PROVED = (Method.DIRECT, Method.POST)
"""Ways whose arrival the slip or the post's record shows; the others need words on how it was done."""
