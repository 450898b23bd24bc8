"""What is known of a call over the network that brought no answer."""

from ssl import SSLCertVerificationError, SSLError

import pytest
import requests
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError
from urllib3.exceptions import SSLError as Handshake

from yixian.channels.declare import Failed, Unsure
from yixian.channels.ways.http import asked

POOL = HTTPConnectionPool("localhost")


def broken(error: Exception) -> type[Exception]:
    def call() -> None:
        raise error

    with pytest.raises((Failed, Unsure)) as found:
        asked(call)
    return found.type


@pytest.mark.parametrize(
    "error",
    [
        requests.ConnectTimeout(),
        requests.ConnectionError(
            MaxRetryError(POOL, "/", NewConnectionError(HTTPConnection("localhost"), "refused"))
        ),
        requests.exceptions.SSLError(
            MaxRetryError(POOL, "/", Handshake(SSLCertVerificationError("expired")))
        ),
    ],
)
def test_where_no_connection_came_about_nothing_was_carried_out(error: Exception) -> None:
    assert broken(error) is Failed


@pytest.mark.parametrize(
    "error",
    [
        requests.ReadTimeout(),
        requests.ConnectionError(ProtocolError("aborted")),
        requests.exceptions.SSLError(MaxRetryError(POOL, "/", Handshake(SSLError("decryption failed")))),
    ],
)
def test_where_one_broke_nobody_knows(error: Exception) -> None:
    assert broken(error) is Unsure
