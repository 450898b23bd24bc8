"""A gateway for mail or short messages: signed JSON in both directions.

In: POST {"id", "from", "text"} with the headers `X-Yixian-Time` (seconds since 1970) and `X-Yixian-Signature`,
the HMAC-SHA-256 (RFC 2104) in hex over time, a point and the body. Out: POST {"to", "text"}, signed alike.
"""

import hashlib
import hmac
import json
import time
from datetime import datetime

from django.utils.translation import gettext_lazy

from yixian.channels import rules
from yixian.channels.declare import Answer, Channel, Given, Heard, Incoming, Setting, Unheard
from yixian.channels.ways.http import hand_over
from yixian.kernel.canonical import NotCanonical, decode, encode

TIME, SIGNATURE = "x-yixian-time", "x-yixian-signature"


def sign(secret: str, moment: str, body: bytes) -> str:
    """The signature over a moment and a body."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def listen(incoming: Incoming, given: Given, at: datetime) -> Heard | Answer:
    """Read a message. Raises Unheard."""
    moment = incoming.headers.get(TIME, "")
    proof = incoming.headers.get(SIGNATURE, "")
    if incoming.method != "POST" or rules.apart(moment, at):
        raise Unheard("not in time")
    if not hmac.compare_digest(proof.encode(), sign(given["secret"], moment, incoming.body).encode()):
        raise Unheard("wrong signature")
    try:
        said = decode(incoming.body)
    except NotCanonical:
        raise Unheard("not readable") from None
    parts = [said.get(key) for key in ("id", "from", "text")] if isinstance(said, dict) else []
    if len(parts) != 3 or not all(isinstance(each, str) and each for each in parts[:2]):
        raise Unheard("incomplete")
    number, sender, words = (each if isinstance(each, str) else "" for each in parts)
    return Heard(number=number, sender=sender, words=words.strip(), proof=proof, context={})


def acknowledge(_heard: Heard, text: str, _given: Given, _at: datetime) -> Answer:
    """Say that it arrived; the gateway passes the words on."""
    return Answer(body=json.dumps({"text": text}, ensure_ascii=False), content_type="application/json")


def tell(sender: str, text: str, given: Given) -> None:
    """Send words to somebody through the gateway. Raises Failed, Unsure."""
    body, moment = encode({"to": sender, "text": text}), str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        TIME: moment,
        SIGNATURE: sign(given["secret"], moment, body),
    }
    hand_over(given["address"], data=body, headers=headers)


CHANNEL = Channel(
    key="gateway",
    title=gettext_lazy("Mail and short messages"),
    sentence=gettext_lazy(
        "A gateway of your own that passes mail or short messages on, signed in both directions."
    ),
    icon="mail-forward",
    publishes=False,
    settings=(
        Setting(
            key="address",
            title=gettext_lazy("Address to which answers are sent"),
            help=gettext_lazy("Messages come in at the address shown above."),
        ),
        Setting(key="secret", title=gettext_lazy("Shared secret"), secret=True),
    ),
    listen=listen,
    acknowledge=acknowledge,
    tell=tell,
)
