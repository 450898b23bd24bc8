"""Handing a message to mail or to a gateway. Nothing that is logged or raised here holds an address or a token."""

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from apprise import Apprise, NotifyBase
from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from django.core.mail import EmailMessage, get_connection

from yixian.kernel.contact import normal_phone
from yixian.notices.enums import Reason, Way
from yixian.notices.installed import installed

TIMEOUT = 10
"""Seconds to wait for a mail server."""

PLUGINS: Mapping[Way, type[NotifyBase]] = {
    Way.WECOM: NotifyWeComBot,
    Way.DINGTALK: NotifyDingTalk,
    Way.FEISHU: NotifyFeishu,
    Way.WEBHOOK: NotifyJSON,
}
"""Named, so that the hundred others are not loaded; an SMS gateway may be any of them."""


class NotDelivered(Exception):
    """A message did not go out; `lasting` when trying again cannot help."""

    def __init__(self, reason: Reason, *, lasting: bool = False) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.lasting = lasting


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """What is sent: one line, and a few more."""

    subject: str
    body: str


def send(way: Way, address: str, message: Message) -> None:
    """Send a message now. Raises `NotDelivered`."""
    if way not in installed().offered:
        raise NotDelivered(Reason.NOT_SET_UP)
    if way is Way.MAIL:
        _mail(address, message)
        return
    gateway = _gateway(way, _written(way, address))
    if gateway is None:
        raise NotDelivered(Reason.ADDRESS, lasting=True)
    if not gateway.notify(title=message.subject, body=message.body):
        raise NotDelivered(Reason.REFUSED)


def _written(way: Way, address: str) -> str:
    """The address as apprise writes it. Raises `NotDelivered` where an address no longer may be used."""
    if way is Way.WEBHOOK:
        return _hook(address)
    if way is Way.SMS:
        return installed().sms.replace("{phone}", quote(normal_phone(address).removeprefix("+")))
    scheme = {Way.WECOM: "wecombot", Way.DINGTALK: "dingtalk", Way.FEISHU: "feishu"}[way]
    return f"{scheme}://{address}"


def _hook(address: str) -> str:
    parts = urlsplit(address)
    here = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    if here not in installed().hosts:
        raise NotDelivered(Reason.NOT_SET_UP, lasting=True)
    scheme = "jsons" if parts.scheme == "https" else "json"
    return f"{scheme}://{parts.netloc}{parts.path or '/'}?redirect=no"


def _mail(address: str, message: Message) -> None:
    post = get_connection(timeout=TIMEOUT)
    mail = EmailMessage(message.subject, message.body, installed().sender, [address], connection=post)
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        raise NotDelivered(Reason.ADDRESS, lasting=True) from None
    except smtplib.SMTPServerDisconnected:
        raise NotDelivered(Reason.UNREACHABLE) from None
    except smtplib.SMTPException:
        raise NotDelivered(Reason.REFUSED) from None
    except OSError:
        raise NotDelivered(Reason.UNREACHABLE) from None


def _gateway(way: Way, written: str) -> NotifyBase | None:
    """What sends to an address, None where it cannot be read."""
    plugin = PLUGINS.get(way)
    if plugin is None:
        return Apprise.instantiate(written)
    parts = plugin.parse_url(written)
    return plugin(**parts) if parts else None
