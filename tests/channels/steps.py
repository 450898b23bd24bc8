"""What people do with channels, in short words."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from tests.cast import NOON, World
from tests.channels.services import Account
from yixian.channels import actions, pictures
from yixian.channels.actions.publishing import Wording
from yixian.channels.enums import Kind
from yixian.channels.models import Publication

WORDING = Wording(
    title="本周六民情大集",
    body="地点在南镇广场。\n\n<b>早八点</b>开始。",
    kind=Kind.EVENT,
    channels=["website", "feed"],
)
TOKEN, KEY, APP = "a-token", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx0001"
SENDER = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"


def draft(world: World, who: str = "department", **changes: Any) -> Publication:
    """A text that somebody wrote."""
    return actions.draft(
        by=world.actor(who), at=NOON, uid=uuid4(), wording=replace(WORDING, **changes), token=uuid4()
    )


def seen(row: Publication) -> str:
    """The digest of the text at work."""
    return row.editions.order_by("-number")[0].digest


def submitted(world: World, who: str = "department", **changes: Any) -> Publication:
    """A text that waits for its review."""
    row = draft(world, who, **changes)
    return actions.submit(by=world.actor(who), at=NOON, uid=row.uid, seen=seen(row))


def published(world: World, *, at: datetime = NOON, **changes: Any) -> Publication:
    """A text of the department that the chief approved."""
    row = submitted(world, **changes)
    return actions.approve(by=world.actor("chief"), at=at, uid=row.uid, seen=seen(row))


def switch_on(world: World, account: Account, *, sealed: bool = False) -> None:
    """Switch the messaging account on, with the reception centre as its keeper."""
    given = {
        "address": account.address,
        "appid": APP,
        "secret": "geheim",
        "token": TOKEN,
        "key": KEY if sealed else "",
        "cover": "cover-1",
    }
    actions.configure(
        by=world.actor("system"), at=NOON, key="wechat", on=True, given=given, unit=world.centre
    )


def later(**length: float) -> datetime:
    """A moment after noon."""
    return NOON + timedelta(**length)


def signed(at: datetime = NOON, nonce: str = "n1") -> dict[str, str]:
    """The proof that the service puts into the address."""
    stamp = str(int(at.timestamp()))
    parts = "".join(sorted([TOKEN, stamp, nonce]))
    return {"signature": hashlib.sha1(parts.encode()).hexdigest(), "timestamp": stamp, "nonce": nonce}


def xml(words: str, *, number: int = 1, sender: str = SENDER, kind: str = "text") -> str:
    """A message as the service writes it."""
    return (
        f"<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>{int(NOON.timestamp())}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>"
        f"<Content><![CDATA[{words}]]></Content><MsgId>{number}</MsgId></xml>"
    )


def picture_file(size: tuple[int, int] = (40, 30)) -> bytes:
    """A photograph that says where it was taken."""
    image = Image.new("RGB", size, "green")
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def with_picture(world: World) -> Publication:
    """A publication with a picture."""
    return published(world, picture=pictures.draw(picture_file()), caption="大集现场")
