"""Where messages leave the house: nowhere, unless an installation says so."""

from dataclasses import dataclass
from typing import Any

from yixian.kernel import env

SECURE, PLAIN = 465, 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """The server that takes mail, as Django's EMAIL_ settings want it."""

    host: str = "localhost"
    port: int = PLAIN
    user: str = ""
    password: str = ""
    ssl: bool = False
    tls: bool = False


def mail() -> Mail:
    """Read YIXIAN_MAIL (`smtp://user@host:587` or `smtps://user@host`). Raises SettingError.

    `smtp` switches to TLS unless the server stands on this machine. The password of the user is in the file that
    YIXIAN_MAIL_PASSWORD_FILE names.
    """
    parts = env.url("YIXIAN_MAIL", schemes=("smtp", "smtps"))
    if parts is None:
        return Mail()
    ssl = parts.scheme == "smtps"
    return Mail(
        host=parts.hostname or "localhost",
        port=parts.port or (SECURE if ssl else PLAIN),
        user=parts.username or "",
        password=env.secret("YIXIAN_MAIL_PASSWORD") if parts.username else "",
        ssl=ssl,
        tls=not ssl and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
    )


def notices() -> dict[str, Any]:
    """Return the setting NOTICES, as `yixian.notices.installed` reads it. Raises SettingError.

    The address of the SMS gateway holds a key, so it is in the file that YIXIAN_SMS_FILE names.
    """
    site = env.url("YIXIAN_SITE", schemes=("https", "http"))
    return {
        "ways": env.words("YIXIAN_NOTICE_WAYS"),
        "site": site.geturl() if site else "",
        "sender": env.text("YIXIAN_MAIL_SENDER", ""),
        "sms": env.secret("YIXIAN_SMS") if env.text("YIXIAN_SMS_FILE", "") else "",
        "hosts": env.words("YIXIAN_WEBHOOK_HOSTS"),
    }
