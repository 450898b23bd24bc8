"""What a text tells about somebody is found however it is written, and is gone from what the public reads."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yixian.disclosure.finding import Known
from yixian.disclosure.rules import Kind, certain, findings, pieces, redacted

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
WORDS = str.maketrans("0123456789", "零一二三四五六七八九")
KNOWN = (
    Known(kind=Kind.NAME, text="乌云其木格"),
    Known(kind=Kind.NAME, text="王建国"),
    Known(kind=Kind.PHONE, text="+8613800001234"),
    Known(kind=Kind.ADDRESS, text="泉水嘎查一组23号"),
    Known(kind=Kind.FILE, text="乌云其木格的草场证.jpg"),
)
PLAIN = "邻居把围栏往我家草场里挪了三十米，说了几次都不听。镇里三月二十日答复过，至今没有落实，涉及资金1200000元。"


def spellings(number: str) -> list[str]:
    """A number as people write it to be read by people only."""
    return [
        number,
        number.translate(WIDE),
        number.translate(WORDS),
        " ".join(number),
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
        f"{number[:3]}　{number[3:7]}·{number[7:]}",
        "\u200b".join(number),
    ]


@pytest.mark.parametrize("phone", spellings("13912345678"))
def test_a_mobile_number_in_every_spelling(phone: str) -> None:
    (found,) = findings(f"请打{phone}找我")
    assert (found.kind, found.certain, found.text) == (Kind.PHONE, True, phone)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("座机0477-8123456，白天有人", Kind.PHONE),
        ("座机（0477）8123456，白天有人", Kind.PHONE),
        ("联系电话8123456", Kind.PHONE),
        ("身份证150623199003071234", Kind.IDENTITY),
        ("身份证15062319900307123X", Kind.IDENTITY),
        ("身份证150623 19900307 1234", Kind.IDENTITY),
        ("旧证150623900307123", Kind.IDENTITY),
        ("卡号6222 0212 3456 7890 128", Kind.CARD),
        ("车蒙K·12345撞的", Kind.PLATE),
        ("写信到wuyun@example.cn", Kind.MAIL),
        ("微信号：wuyun_1988", Kind.ACCOUNT),
        ("QQ：12345678", Kind.ACCOUNT),
        ("见附件合同扫描件.pdf", Kind.FILE),
    ],
)
def test_numbers_are_certain_by_their_form(text: str, kind: Kind) -> None:
    found = findings(text)
    assert kind in {each.kind for each in certain(found)}
    assert not certain(findings(redacted(text, found)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("牧民张三说不同意", "张三"),
        ("经王建国书记调解", "王建国"),
        ("和老李吵过", "老李"),
        ("欧阳娜娜同志在场", "欧阳娜娜"),
        ("与斯琴高娃家相邻", "斯琴高娃"),
        ("巴特尔的羊进了地", "巴特尔"),
    ],
)
def test_a_name_that_nobody_knows_is_doubtful(text: str, name: str) -> None:
    assert any(each.kind is Kind.NAME and name in each.text and not each.certain for each in findings(text))


@pytest.mark.parametrize("address", ["水岸家园3号楼2单元501室", "泉水嘎查二组", "团结路12号"])
def test_where_somebody_lives_is_doubtful(address: str) -> None:
    assert Kind.ADDRESS in {each.kind for each in findings(f"家在{address}，冬天没有暖气")}


def test_an_ordinary_text_is_left_alone() -> None:
    assert findings(PLAIN) == []
    assert redacted(PLAIN, []) == PLAIN


@pytest.mark.parametrize(
    "said",
    [
        "乌云其木格",
        "乌 云 其 木 格",
        "乌云·其木格",
        "其木格她",
        "王　建国",
        *spellings("13800001234"),
        "+86 138 0000 1234",
        "后面是00001234",
        "泉水嘎查１组２３号",
        "嘎查一组",
        "乌云其木格的草场证.JPG",
        "草场证.jpg",
    ],
)
def test_what_is_known_is_certain_whole_and_in_part(said: str) -> None:
    text = f"我是{said}，请处理。"
    found = findings(text, KNOWN)
    assert certain(found)
    assert not certain(findings(redacted(text, found), KNOWN))


def told(text: str, *names: str) -> tuple[list[str], list[str]]:
    """What is certain in a text about people of these names, and what a person has to look at."""
    found = findings(text, [Known(kind=Kind.NAME, text=name) for name in names])
    return [each.text for each in found if each.certain], [each.text for each in found if not each.certain]


@pytest.mark.parametrize(
    ("name", "said", "doubtful"),
    [
        ("王建国", "建国说不同意", "建国"),
        ("张和平", "双方和平协商", "和平"),
        ("呼和巴特尔", "呼和浩特的医院不给报销", "呼和"),
        ("乌仁图娅", "图娅家的草场", "图娅"),
    ],
)
def test_two_characters_of_a_name_are_for_a_person_to_look_at(name: str, said: str, doubtful: str) -> None:
    certain_ones, others = told(said, name)
    assert certain_ones == []
    assert any(doubtful in each for each in others)
    assert told(f"{name}：{said}", name)[0] == [name]


@pytest.mark.parametrize(
    "name",
    [
        "泉水嘎查兴旺养殖专业合作社",
        "兴旺合作社",
        "兴旺农牧业股份合作社",
        "鄂托克前旗腾达商贸有限责任公司",
        "泉水嘎查村民委员会",
        "村委会",
        "专业合作社",
    ],
)
def test_the_words_for_an_organisation_stay(name: str) -> None:
    said = "专业合作社和有限责任公司、养殖合作社、村委会、嘎查村民委员会都没有答复，泉水嘎查村民不满意，鄂托克前旗也知道。"
    assert told(said, name)[0] == []


def test_an_organisation_is_certain_whole_and_doubtful_in_part() -> None:
    name = "鄂托克前旗腾达商贸有限公司"
    assert told(f"{name}欠钱", name)[0] == [name]
    certain_ones, others = told("腾达商贸有限公司欠钱", name)
    assert certain_ones == []
    assert any("腾达" in each for each in others)


def test_a_long_name_is_certain_in_a_long_run() -> None:
    name = "额尔德尼其其格乌日娜"
    assert told("额尔德尼其来过", name)[0] == ["额尔德尼其"]
    assert told("其其格来过", name)[0] == []


@pytest.mark.parametrize(
    "typed", ["王建国等十二户牧民", "王建国（合作社负责人）", "斯琴高娃、王建国", "王建国及其家属"]
)
def test_somebody_named_with_others_is_certain(typed: str) -> None:
    assert told("经查，王建国反映属实", typed)[0] == ["王建国"]
    assert told("合作社负责人和十二户牧民、家属到场", typed)[0] == []


def test_the_same_person_is_the_same_letter() -> None:
    text = "乌云其木格与王建国相邻。乌云说围栏是王建国挪的，建国不认。"
    assert redacted(text, findings(text, KNOWN)) == "某甲与某乙相邻。某甲说围栏是某乙挪的，某乙不认。"


def test_the_pieces_are_the_text() -> None:
    text = "王建国的电话是13800001234。"
    cut = pieces(text, findings(text, KNOWN))
    assert "".join(each.text for each in cut) == text
    assert [each.finding.kind for each in cut if each.finding] == [Kind.NAME, Kind.PHONE]


def test_a_number_behind_another_is_found_as_well() -> None:
    text = "+8613800001234150623199003071234米"
    found = findings(text, KNOWN)
    assert "1506231990" not in redacted(text, found)
    assert [each.text for each in found] == [text[each.start : each.end] for each in found]


HARD = st.sampled_from([*(each.text for each in KNOWN), *spellings("13800001234"), "150623199003071234"])
SOFT = st.text(alphabet="草场围栏挪了三十米，。和的在 0123456789-镇村组号王李某甲乌云\n", max_size=20)


@example(["+8613800001234", "150623199003071234", "米"])
@given(st.lists(st.one_of(HARD, SOFT), max_size=8))
def test_nothing_certain_is_left_of_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    found = findings(text, KNOWN)
    assert [each.text for each in found] == [text[each.start : each.end] for each in found]
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert not certain(findings(redacted(text, found), KNOWN))
