"""Closed vocabularies of notices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """By what a notice reaches somebody who does not look into the inbox."""

    MAIL = "mail", _("E-mail")
    WECOM = "wecom", _("WeCom group robot")
    DINGTALK = "dingtalk", _("DingTalk group robot")
    FEISHU = "feishu", _("Feishu group robot")
    SMS = "sms", _("Text message")
    WEBHOOK = "webhook", _("Another program (webhook)")


class Purpose(TextChoices):
    """What a delivery carries."""

    DIGEST = "digest", _("The digest of a day")
    URGENT = "urgent", _("An urgent notice")
    CODE = "code", _("A code that proves an address")


class DeliveryState(TextChoices):
    """How far a delivery has come."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("no longer needed")


class Reason(TextChoices):
    """Why a delivery did not arrive. Never what a gateway said: that may hold an address."""

    UNREACHABLE = "unreachable", _("The gateway could not be reached.")
    REFUSED = "refused", _("The gateway refused it.")
    ADDRESS = "address", _("The gateway does not know this address.")
    NOT_SET_UP = "not_set_up", _("This way is not set up here.")
    UNSURE = "unsure", _("It broke off while sending; whether it arrived is not known.")
