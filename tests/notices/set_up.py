"""What the installation of the tests has set up for sending."""

from typing import Any

SITE = "https://yixian.example"
SET_UP: dict[str, Any] = {
    "ways": ("mail", "wecom", "dingtalk", "feishu", "sms", "webhook"),
    "site": SITE,
    "sender": "yixian@example.com",
    "sms": "seven://key/{phone}",
}
