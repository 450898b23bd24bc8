"""Looking for harmful content with clamd, where an address of one is given."""

import io

import clamd
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yixian.documents.rules import FileRefused

PATIENCE = 30.0


def scan(data: bytes) -> None:
    """Ask clamd about some content; without an address nothing is asked. Raises FileRefused.

    When the scanner does not answer, the file is refused too: what was not looked at is not kept.
    """
    address = settings.CLAMD
    if not address:
        return
    try:
        if address.startswith("/"):
            scanner = clamd.ClamdUnixSocket(address, timeout=PATIENCE)
        else:
            host, _colon, port = address.rpartition(":")
            scanner = clamd.ClamdNetworkSocket(host, int(port), timeout=PATIENCE)
        verdict = scanner.instream(io.BytesIO(data))["stream"][0]
    except (clamd.ClamdError, OSError, ValueError):
        raise FileRefused(
            _("Files cannot be looked through at the moment. Please try again later.")
        ) from None
    if verdict != "OK":
        raise FileRefused(_("This file was found to be harmful and was not kept."))
