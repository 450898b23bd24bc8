"""Asking another machine something, and telling what failed from what is not known."""

from collections.abc import Callable
from typing import Any

import requests
from django.utils.translation import gettext as _
from urllib3.exceptions import NewConnectionError

from yixian.channels.declare import Failed, Unsure

PATIENCE = 10.0
"""So many seconds another machine has to answer."""
BETWEEN = (502, 504)
"""Answers of a machine in between, which does not know whether the other one got it."""
LATER = (429, 500, 503)


def asked(call: Callable[[], Any], *, harmless: bool = False) -> Any:
    """Make a call over the network. Raises Failed, or Unsure when it may have been carried out all the same.

    `harmless` says that it may be made again in any case.
    """
    try:
        return call()
    except requests.HTTPError as error:
        raise _answered(error, harmless=harmless) from None
    except requests.ConnectionError as error:
        reason = getattr(error.args[0], "reason", None) if error.args else None
        if harmless or isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError):
            raise Failed(_("The other side cannot be reached.")) from None
        raise Unsure(_("The connection broke before there was an answer.")) from None
    except requests.Timeout:
        if harmless:
            raise Failed(_("The other side did not answer in time.")) from None
        raise Unsure(_("The other side did not answer in time.")) from None
    except requests.RequestException:
        raise Failed(_("The address in the settings cannot be used."), again=False) from None


def _answered(error: requests.HTTPError, *, harmless: bool) -> Failed | Unsure:
    status = error.response.status_code if error.response is not None else 0
    said = _("The other side answered with status %(status)s.") % {"status": status}
    if status in BETWEEN and not harmless:
        return Unsure(said)
    return Failed(said, again=status in (*BETWEEN, *LATER))


def post(url: str, *, harmless: bool = False, **what: Any) -> Any:
    """POST and return the JSON that came back. Raises Failed, Unsure."""

    def call() -> Any:
        response = requests.post(url, timeout=PATIENCE, allow_redirects=False, **what)
        response.raise_for_status()
        return response.json() if response.content else {}

    return asked(call, harmless=harmless)
