"""Messages leave the house only where an installation says so."""

from pathlib import Path

import pytest

from yixian.config import sending
from yixian.config.sending import Mail
from yixian.kernel.env import SettingError

NAMES = ("YIXIAN_MAIL", "YIXIAN_MAIL_PASSWORD_FILE", "YIXIAN_NOTICE_WAYS", "YIXIAN_SITE", "YIXIAN_SMS_FILE")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def _secret(folder: Path, content: str) -> str:
    file = folder / "secret"
    file.write_text(content)
    file.chmod(0o600)
    return str(file)


def test_without_a_setting_nothing_is_offered() -> None:
    assert sending.mail() == Mail()
    assert sending.notices() == {"ways": (), "site": "", "sender": "", "sms": "", "hosts": ()}


def test_mail_goes_over_tls_unless_the_server_is_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("YIXIAN_MAIL_PASSWORD_FILE", _secret(tmp_path, "horse"))
    monkeypatch.setenv("YIXIAN_MAIL", "smtp://office@mail.example:587")
    assert sending.mail() == Mail(host="mail.example", port=587, user="office", password="horse", tls=True)
    monkeypatch.setenv("YIXIAN_MAIL", "smtps://office@mail.example")
    assert sending.mail() == Mail(host="mail.example", port=465, user="office", password="horse", ssl=True)
    monkeypatch.setenv("YIXIAN_MAIL", "smtp://localhost")
    assert sending.mail() == Mail(host="localhost")


def test_a_user_without_a_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIXIAN_MAIL", "smtp://office@mail.example:587")
    with pytest.raises(SettingError, match="YIXIAN_MAIL_PASSWORD_FILE"):
        sending.mail()


def test_the_key_of_the_gateway_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YIXIAN_SMS_FILE", _secret(tmp_path, "seven://key/{phone}"))
    monkeypatch.setenv("YIXIAN_NOTICE_WAYS", "mail,sms")
    found = sending.notices()
    assert (found["ways"], found["sms"]) == (("mail", "sms"), "seven://key/{phone}")
