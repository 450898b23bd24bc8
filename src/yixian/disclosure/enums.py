"""Closed vocabularies of disclosure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a piece of text tells about somebody."""

    NAME = "name", _("name")
    PHONE = "phone", _("telephone number")
    IDENTITY = "identity", _("identity number")
    CARD = "card", _("bank card")
    PLATE = "plate", _("number plate")
    ADDRESS = "address", _("address")
    MAIL = "mail", _("mail address")
    ACCOUNT = "account", _("account")
    LINK = "link", _("link")
    FILE = "file", _("name of a file")
    NUMBER = "number", _("long number")


class Stand(TextChoices):
    """Where a text on its way to the public stands."""

    DRAFT = "draft", _("waits for the second person")
    RETURNED = "returned", _("sent back")
    UP = "up", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
