"""Asking another machine something, and telling what failed from what is not known."""

from collections.abc import Callable
from ssl import SSLCertVerificationError
from typing import Any

import requests
from django.utils.translation import gettext as _
from urllib3.exceptions import NewConnectionError, SSLError

from yixian.channels.declare import Failed, Unsure

PATIENCE = 10.0
"""So many seconds another machine has to answer."""
UNKNOWN = (500, 502, 504)
"""Answers of a machine that broke down over it, or of one in between: nobody knows whether it was carried out."""
LATER = (429, 503)
NOT_SENT = (requests.ConnectTimeout, requests.exceptions.ProxyError)
"""What goes wrong before anything is sent."""
UNREADABLE = (
    requests.JSONDecodeError,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)


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
        if harmless or isinstance(error, NOT_SENT) or _nothing_went_out(reason):
            raise Failed(_("The other side cannot be reached."), silent=True) from None
        raise Unsure(_("The connection broke before there was an answer."), silent=True) from None
    except requests.Timeout:
        said = _("The other side did not answer in time.")
        raise (Failed(said, silent=True) if harmless else Unsure(said, silent=True)) from None
    except UNREADABLE:
        raise unreadable(harmless=harmless) from None
    except requests.RequestException:
        raise Failed(_("The address in the settings cannot be used."), again=False) from None


def _nothing_went_out(reason: object) -> bool:
    """Whether a connection did not come about: nobody there, or a certificate that is not to be trusted."""
    if isinstance(reason, SSLError):
        return any(isinstance(each, SSLCertVerificationError) for each in reason.args)
    return isinstance(reason, NewConnectionError)


def unreadable(*, harmless: bool = False) -> Failed | Unsure:
    """What is to be raised when there is an answer that says nothing."""
    said = _("The answer of the other side could not be read.")
    return Failed(said) if harmless else Unsure(said)


def _answered(error: requests.HTTPError, *, harmless: bool) -> Failed | Unsure:
    status = error.response.status_code if error.response is not None else 0
    said = _("The other side answered with status %(status)s.") % {"status": status}
    if status in UNKNOWN and not harmless:
        return Unsure(said)
    return Failed(said, again=status in (*UNKNOWN, *LATER))


def hand_over(url: str, *, harmless: bool = False, **what: Any) -> requests.Response:
    """POST, and return the answer of a machine that took it. Raises Failed, Unsure."""

    def call() -> requests.Response:
        response = requests.post(url, timeout=PATIENCE, allow_redirects=False, **what)
        if response.is_redirect:
            raise requests.HTTPError(response=response)
        response.raise_for_status()
        return response

    answer: requests.Response = asked(call, harmless=harmless)
    return answer


def post(url: str, *, harmless: bool = False, **what: Any) -> Any:
    """POST and return the JSON that came back. Raises Failed, Unsure."""
    answer = hand_over(url, harmless=harmless, **what)
    return asked(answer.json, harmless=harmless)
