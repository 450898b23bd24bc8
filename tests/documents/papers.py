"""What the tests fill papers in with."""

from datetime import date
from typing import Any

from yixian.documents.paper import Blank, Paper
from yixian.procedures.enums import FieldKind

STORY = "2026年2月以来，邻居把围栏往我家草场里挪了三十米，说了几次都不听。\n嘎查去年丈量过，界桩还在。"
SAMPLE = {
    "requests": "把围栏退回原处\n赔偿踩坏的草场八百元",
    "terms": "被申请人在2026年3月14日前把围栏退回界桩以东\n被申请人一次付给申请人八百元\n双方今后互不越界放牧",
    "ways": "向土地承包仲裁委员会申请仲裁：知道之日起二年内\n向旗人民法院起诉：知道之日起三年内",
    "enclosed": "人民调解申请书\n证据材料3件",
    "people": "1",
    "clause": "《信访工作条例》第三十一条",
}
PERSON: dict[str, Any] = {
    "name": "乌云其木格",
    "phone": "13800001234",
    "address": "泉水嘎查一组",
    "basics": "女，46岁，牧民",
    "id": 1,
}
OTHER: dict[str, Any] = {
    "name": "巴特尔",
    "phone": "13800005678",
    "address": "泉水嘎查二组",
    "basics": "男，51岁，牧民",
    "id": 2,
}


def material(**more: Any) -> dict[str, Any]:
    """What is known of a dispute about a fence."""
    return {
        "case": "纠〔2026〕000123号",
        "category": "草原权属和边界纠纷",
        "channel": "在窗口",
        "channel_key": "counter",
        "place": "泉水嘎查",
        "headline": "草场围栏越界",
        "office": "鄂托克前旗敖勒召其镇人民调解委员会",
        "holder": "敖勒召其镇人民调解委员会",
        "higher": "鄂托克前旗人民政府",
        "officer": "苏和",
        "today": date(2026, 3, 4),
        "today_han": "2026年3月4日",
        "raised_on": date(2026, 3, 1),
        "ended_on": date(2026, 3, 20),
        "facts": {},
        "outcome": "written",
        "default_copy": "本单位存档",
        "dossier_heading": "人民调解卷宗",
        "dossier_name": "乌云其木格与巴特尔草原权属和边界纠纷",
        "raisers": [PERSON],
        "others": [OTHER],
        "agents": [],
        "parties": 2,
        "raiser_names": PERSON["name"],
        "other_names": OTHER["name"],
        "party_names": f"{PERSON['name']}、{OTHER['name']}",
        "agent_names": "",
        "raiser_phone": PERSON["phone"],
        "raiser_address": PERSON["address"],
        "story": STORY,
        "word": {},
        "tried": "",
        "accepted_on": date(2026, 3, 2),
        "legal_due": date(2026, 4, 2),
        "legal_due_han": "至2026年4月2日",
        "legal_first_due": date(2026, 4, 2),
        "kept": "30年",
        "numbers": {},
        "last_paper": "",
        "routes": SAMPLE["ways"],
        "typed": {},
        "number": "人调协字〔2026〕第0001号",
        "copies": 3,
        "entries": [{"title": "人民调解申请书", "number": "", "page": "1–2"}],
        "missing": "",
        "pages": 12,
        "files": ["录音（音频）"],
        **more,
    }


def filled(paper: Paper) -> dict[str, Any]:
    """Something plausible in every blank of a paper."""
    return {blank.key: _value(blank) for blank in paper.blanks}


def _value(blank: Blank) -> Any:
    if blank.columns:
        return [
            {
                each.key: f"{_value(each)}{row}" if each.kind != FieldKind.CHOICE else _value(each)
                for each in blank.columns
            }
            for row in (1, 2)
        ]
    if blank.kind == FieldKind.CHOICE:
        return blank.choices[0].value
    if blank.kind == FieldKind.DATE:
        return date(2026, 3, 4)
    return SAMPLE.get(blank.key, STORY if blank.kind == FieldKind.LONG_TEXT else f"填写的{blank.key}")
