"""The official account of a messaging service: articles out, messages in, answers back.

Articles are drafts that are then published freely (`draft/add`, `freepublish/submit`); what was published is taken
back by its article number, which `freepublish/get` tells. Answers go as customer-service messages, which the service
lets through for 48 hours after somebody wrote.
"""

import hmac
import struct
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from xml.parsers.expat import ExpatError

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wechatpy import WeChatClient, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import WeChatException
from wechatpy.replies import TextReply
from wechatpy.session.memorystorage import MemoryStorage
from wechatpy.utils import WeChatSigner

from yixian.channels import rules
from yixian.channels.declare import (
    Answer,
    Channel,
    Failed,
    Given,
    Heard,
    Incoming,
    Item,
    Setting,
    Unheard,
)
from yixian.channels.ways.http import PATIENCE, asked, unreadable

LONGEST = 20_000
LONGEST_WORDS = 2_048
AGAIN = (-1, 45009, 45011)
"""Busy, or asked too often for now: the same may succeed later."""
PUBLISHED, PUBLISHING = 0, 1
GONE = 53600
"""The article number is not known: it was deleted already."""
REASONS = {
    40164: gettext_lazy("The address of this server is not on the list of the account."),
    40007: gettext_lazy("The cover picture named in the settings is not known to the account."),
    45015: gettext_lazy(
        "More than 48 hours have passed since the person wrote: the account may not write first."
    ),
    48001: gettext_lazy("The account has no right to do this."),
}
UNREADABLE = (
    WeChatException,
    ExpatError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    struct.error,
)
_tokens: dict[tuple[str, str], MemoryStorage] = {}


class Account(WeChatClient):  # type: ignore[misc]  # the library has no types
    """The account at the address given in the settings; its token is kept while the process runs."""

    def __init__(self, given: Given) -> None:
        base = f"{given['address'].rstrip('/')}/"
        tokens = _tokens.setdefault((base, given["appid"]), MemoryStorage())
        super().__init__(given["appid"], given["secret"], session=tokens, timeout=PATIENCE)
        self.API_BASE_URL = base
        self.fetched = 0
        self._http.request = partial(self._http.request, timeout=PATIENCE)

    def fetch_access_token(self) -> Any:
        """Fetch a token. Raises Failed when the newest one is refused again."""
        if self.fetched:
            raise Failed(_("The account refuses the token that it gave."))
        self.fetched += 1
        params = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        url = f"{self.API_BASE_URL}token"
        return _ask(lambda: self._fetch_access_token(url=url, params=params), harmless=True)


def deliver(item: Item, given: Given) -> str:
    """Draft and publish an article; return the number under which it is being published."""
    account = Account(given)
    article = {
        "title": item.title,
        "author": item.author[:8],
        "digest": rules.cut(item.plain, 60),
        "content": item.html,
        "content_source_url": item.link,
        "thumb_media_id": given["cover"],
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
    }
    draft = _ask(lambda: account.post("draft/add", data={"articles": [article]}), harmless=True)
    said = _ask(lambda: account.post("freepublish/submit", data={"media_id": draft["media_id"]}))
    return str(said["publish_id"])


def withdraw(_item: Item, given: Given, remote: str) -> None:
    """Delete the published article; one that was never published in the end needs nothing."""
    account = Account(given)
    said = _ask(lambda: account.post("freepublish/get", data={"publish_id": remote}), harmless=True)
    if said.get("publish_status") == PUBLISHING:
        raise Failed(_("It is still being published there."))
    if said.get("publish_status") == PUBLISHED:
        wanted = {"article_id": said["article_id"], "index": 0}
        _ask(lambda: account.post("freepublish/delete", data=wanted), harmless=True, done=(GONE,))


def tell(sender: str, text: str, given: Given) -> None:
    """Send words to a follower. Raises Failed, Unsure."""
    account = Account(given)
    _ask(lambda: account.message.send_text(sender, text))


def _ask(call: Callable[[], Any], *, harmless: bool = False, done: tuple[int, ...] = ()) -> Any:
    """Ask the account something. Raises Failed, Unsure. A fault among `done` is as good as having done it."""

    def wrapped() -> Any:
        try:
            said = call()
        except WeChatException as fault:
            if getattr(fault, "errcode", None) is None and getattr(fault, "response", None) is not None:
                fault.response.raise_for_status()
            if fault.errcode in done:
                return {}
            why = REASONS.get(fault.errcode) or f"{fault.errcode} {fault.errmsg}"
            raise Failed(
                _("The account refused it: %(why)s") % {"why": str(why)[:120]}, again=fault.errcode in AGAIN
            ) from None
        if not isinstance(said, dict):
            raise unreadable(harmless=harmless)
        return said

    return asked(wrapped, harmless=harmless)


def listen(incoming: Incoming, given: Given, at: datetime) -> Heard | Answer:
    """Read what the service sends; greet it when it first looks whether we are here. Raises Unheard."""
    query = incoming.query
    stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    if rules.apart(stamp, at) or not _signed(given["token"], stamp, nonce, query.get("signature", "")):
        raise Unheard("wrong signature or time")
    if incoming.method == "GET":
        return Answer(body=query.get("echostr", "")[:64])
    try:
        proof, message = _read(incoming, given)
        sender, words = str(message.source or ""), message.content if message.type == "text" else ""
        number = str(message.id or f"{sender}-{message.time}")
        context = {"source": message.target, "target": message.source, "nonce": nonce, "stamp": stamp}
    except UNREADABLE:
        raise Unheard("not readable") from None
    if not sender:
        raise Unheard("from nobody")
    return Heard(number=number, sender=sender, words=(words or "").strip(), proof=proof, context=context)


def _read(incoming: Incoming, given: Given) -> tuple[str, Any]:
    """The proof that comes with the request, and the message in it. An account with a key takes sealed ones alone."""
    query = incoming.query
    if not given.get("key"):
        return query["signature"], parse_message(incoming.body)
    proof = query["msg_signature"]
    crypto = WeChatCrypto(given["token"], given["key"], given["appid"])
    opened = crypto.decrypt_message(incoming.body, proof, query["timestamp"], query["nonce"])
    return proof, parse_message(opened)


def _signed(token: str, stamp: str, nonce: str, signature: str) -> bool:
    signer = WeChatSigner()
    signer.add_data(token, stamp, nonce)
    return hmac.compare_digest(signer.signature.encode(), signature.encode())


def acknowledge(heard: Heard, text: str, given: Given, at: datetime) -> Answer:
    """Answer in the same breath, sealed where the account has a key."""
    context = heard.context
    reply = TextReply(
        source=context["source"], target=context["target"], content=text, time=int(at.timestamp())
    ).render()
    if given.get("key"):
        crypto = WeChatCrypto(given["token"], given["key"], given["appid"])
        reply = crypto.encrypt_message(reply, context["nonce"], context["stamp"])
    return Answer(body=reply, content_type="application/xml; charset=utf-8")


CHANNEL = Channel(
    key="wechat",
    title=gettext_lazy("Messaging account"),
    sentence=gettext_lazy(
        "The official account: articles go out, people write, and answers go back to them."
    ),
    icon="brand-wechat",
    settings=(
        Setting(
            key="address",
            title=gettext_lazy("Address of the programming interface"),
            initial="https://api.weixin.qq.com/cgi-bin/",
        ),
        Setting(key="appid", title=gettext_lazy("Number of the account (AppID)")),
        Setting(key="secret", title=gettext_lazy("Secret of the account (AppSecret)"), secret=True),
        Setting(key="token", title=gettext_lazy("Token for what comes in"), secret=True),
        Setting(
            key="key",
            title=gettext_lazy("Key for what comes in (EncodingAESKey)"),
            help=gettext_lazy("With it, only sealed messages are taken. 43 characters."),
            secret=True,
            required=False,
        ),
        Setting(
            key="cover",
            title=gettext_lazy("Cover picture (media id)"),
            help=gettext_lazy("A lasting picture in the account; every article needs one."),
        ),
    ),
    longest=LONGEST,
    longest_words=LONGEST_WORDS,
    deliver=deliver,
    withdraw=withdraw,
    listen=listen,
    acknowledge=acknowledge,
    tell=tell,
)
