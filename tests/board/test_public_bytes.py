"""Names, telephone and identity numbers, addresses and names of files do not reach a single public byte."""

from dataclasses import asdict, dataclass
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.board.public import readings, walk
from tests.board.steps import answered, proposal, put, up
from tests.cast import World
from tests.desk.pages import visitor
from tests.petitions.steps import conclude, go, petition
from tests.portal.test_raise import picture
from yixian.board import queries
from yixian.disclosure.spelling import meaning, spelt
from yixian.documents.rules import Upload
from yixian.matters import actions as matters
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.people.rules import Contact

NOW = timezone.now


@dataclass(frozen=True)
class Fixture:
    """Somebody with a matter: their words tell all about them, in a spelling of their own."""

    contact: Contact
    identity: str
    file: str
    story: str
    headline: str = "补偿款未到账"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may not be found anywhere."""
        stem = self.file.rpartition(".")[0]
        return (self.contact.name, self.contact.phone, self.contact.address, self.identity, stem)


PEOPLE = (
    Fixture(
        Contact(name="乌仁图娅", phone="13947712301", address="泉水嘎查三组18号"),
        "150623198803071238",
        "乌仁图娅草场证.jpg",
        "我是乌仁图娅，家住泉水嘎查三组18号，电话13947712301，身份证150623198803071238，见乌仁图娅草场证.jpg。补偿款没有发。",
        headline="乌仁图娅的补偿款",
    ),
    Fixture(
        Contact(name="王建国", phone="13847712302", address="南镇团结路25号2单元301室"),
        "150623700307123",
        "王建国合同扫描.png",
        "本人王 建 国，团结路２５号２单元３０１室，138 4771 2302，旧证150623 700307 123，王建国合同扫描.png。工程款拖欠。",
    ),
    Fixture(
        Contact(name="斯琴巴特尔", phone="15048712303", address="泉水嘎查五组7号"),
        "15062319900307123X",
        "斯琴巴特尔现场照片.jpg",
        "牧民斯琴·巴特尔反映：一五零四八七一二三零三，五组七号，１５０６２３１９９００３０７１２３Ｘ。斯琴家的羊没了。",
    ),
)
ANSWER = "{name}：经查属实，已于近日联系{phone}，送达{address}，证件{identity}，文件{file}。补偿十日内发放。"


def raise_it(world: World, person: Fixture) -> Matter:
    """Their petition with a file, answered, and on the board with its answer."""
    at = NOW()
    matter = petition(world, at=at, raiser=person.contact, story=person.story, headline=person.headline)
    matters.attach(
        by=world.actor("petitions"),
        at=at,
        uid=matter.uid,
        uploads=[Upload(person.file, picture("green").read())],
    )
    up(world, matter, at=at)
    go(world, matter, "petitions", "accept", at=at)
    conclude(world, matter, "petitions", at=at)
    go(
        world, matter, "petitions", "delivered", at=at,
        method="registered", received=timezone.localdate(at).isoformat(), proof="挂号信",
    )  # fmt: skip
    said = ANSWER.format(
        name=person.contact.name,
        phone=person.contact.phone,
        address=person.contact.address,
        identity=person.identity,
        file=person.file,
    )
    answered(world, matter, proposal(matter, said), at=at)
    return matter


def bare(text: str) -> str:
    """One spelling for everything: width, numerals, and nothing between the characters."""
    return spelt(text).digits().only(meaning).text


def test_nothing_of_them_reaches_a_public_byte(world: World) -> None:
    found = [raise_it(world, person) for person in PEOPLE]
    wanted = [bare(secret) for person in PEOPLE for secret in person.secrets]
    wanted += [code_of(matter.uid, 0).replace("-", "").lower() for matter in found]
    wanted += [matter.uid.hex for matter in found]
    sent, leaks = list(walk(visitor())), []
    for each in sent:
        for reading in readings(each.text):
            plain = bare(reading)
            leaks += [(each.url, secret) for secret in wanted if secret in plain]
    assert leaks == []
    names = {each.name for each in sent}
    assert {"portal:board", "portal:board_entry", "portal:board_feed", "portal:welcome"} <= names
    board = "".join(each.text for each in sent if each.name == "portal:board_entry")
    assert board.count("补偿十日内发放") == len(PEOPLE)
    assert "补偿款没有发" in board
    assert not any(part in board for part in ("斯琴", "图娅", "建国"))


def test_the_search_would_have_found_them() -> None:
    for person in PEOPLE:
        page = bare(
            f"{person.story}{ANSWER.format(**asdict(person.contact), identity=person.identity, file=person.file)}"
        )
        assert all(bare(secret) in page for secret in person.secrets)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.contact.phone)
def test_the_words_as_they_were_said_are_refused(world: World, person: Fixture) -> None:
    matter = petition(world, at=NOW(), raiser=person.contact, story=person.story)
    with pytest.raises(Refused, match="who somebody is"):
        put(world, matter, text=person.story, at=NOW())
    for secret in (person.contact.name, person.contact.phone, person.contact.address, person.identity):
        with pytest.raises(Refused, match="who somebody is"):
            put(world, matter, text=f"反映：{secret}，补偿款没有发。", at=NOW())
    assert queries.entry_of(matter) is None


def test_a_page_that_nobody_may_see_is_not_walked(world: World) -> None:
    uid = uuid4()
    urls = {each.url for each in walk(visitor(), (reverse("portal:board_entry", kwargs={"pk": 999999}),))}
    assert not any(url.startswith("/desk/") or uid.hex in url for url in urls)
