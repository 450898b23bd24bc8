"""What a known name is told by: whole, and in which of its parts for certain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yixian.disclosure.spelling import meaning, spelt

SEVERAL = re.compile(r"[、,;/&\n]")
AFTER = re.compile(r"[(\[<《〈「【]|等|及")
"""Where the name ends and it is said who else or what they are."""
LONGEST, RUN = 6, 5
"""A name of more characters than this is told whole, and by so many in a row: any three are words of every day."""
WHAT = (
    "农牧业|农牧民|畜牧业|农业|牧业|林业|畜牧|养殖|种植|加工|商贸|贸易|建筑|工程|劳务|运输|物流|专业|股份|有限|责任|集体|经济|综合|"
    "服务|管理|开发|建设|村民|居民|人民|业主|牧民|农民|嘎查|苏木|街道|社区|小区|联合|合作|中心|党"
)
ENDING = (
    "合作社|联合社|合作联社|公司|集团|企业|协会|商会|委员会|村委会|居委会|管委会|业委会|政府|中心|学校|小学|中学|幼儿园|医院|"
    "卫生院|卫生室|银行|信用社|供销社|牧场|农场|林场|养殖场|煤矿|工厂|砖厂|商店|商行|超市|饭店|饭馆|宾馆|酒店|事务所|工作室|"
    "经营部|项目部|办公室|物业|支部"
)
ORGANISATION = re.compile(rf"(?:{WHAT})*(?:{ENDING})$")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the name of `whom`; where it is not `certain`, it is a word of every day as well."""

    text: str
    certain: bool
    whom: str


def parts_of(name: str) -> Iterator[Part]:
    """The pieces by which somebody is told, of what was typed as their name: of each person, where it names several."""
    typed = spelt(name).text
    for each in _persons(typed) or [_bare(typed)]:
        certain, doubtful = _pieces(each)
        yield from (Part(piece, True, each) for piece in sorted(certain))
        yield from (Part(piece, False, each) for piece in sorted(doubtful - certain))


def _persons(typed: str) -> list[str]:
    return [bare for each in SEVERAL.split(AFTER.split(typed)[0]) if len(bare := _bare(each)) > 1]


def _bare(typed: str) -> str:
    return spelt(typed).only(meaning).text


def _pieces(full: str) -> tuple[set[str], set[str]]:
    """Those that are certain, and those that a person has to look at."""
    whole = {full} if len(full) > 1 else set()
    if full.isascii():
        return whole, set()
    if organisation := ORGANISATION.search(full):
        return _organisation(full, full[: organisation.start()])
    if len(full) > LONGEST:
        return whole | rows(full, RUN), set()
    parts = {full[1:]} if len(full) == 3 else set()
    if len(full) > 3:
        parts = {full[:2], full[2:], *rows(full, 3)}
    return whole | {each for each in parts if len(each) > 2}, {each for each in parts if len(each) == 2}


def _organisation(full: str, own: str) -> tuple[set[str], set[str]]:
    """It is told whole. What it is called beside its kind may be a place, and its kind alone is nobody."""
    if not own:
        return set(), {full}
    runs = {full[start : start + RUN] for start in range(len(own) - 1) if start + RUN <= len(full)}
    return {full}, runs | ({own} if len(own) > 1 else set())


def rows(whole: str, size: int) -> set[str]:
    """Every `size` characters in a row."""
    return {whole[start : start + size] for start in range(len(whole) - size + 1)}
