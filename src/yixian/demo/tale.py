"""What people say and write in the disputes of the demonstration. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from yixian.demo.course import MEETINGS, Nature, Stop
from yixian.demo.words import data
from yixian.disputes.enums import AGREED, Outcome

VIOLENCE_KINDS, MINOR_STORIES = ("0101",), ("孩子探望争议", "学生被电动车碰伤")


@dataclass(frozen=True)
class Tale:
    """A story chosen for one dispute, with its gaps filled."""

    kind: str
    headline: str
    story: str
    terms: str
    gaps: Mapping[str, object]


def kinds() -> list[dict[str, Any]]:
    """The kinds of dispute: `code`, `share` (its weight), `exits`, `stories`, perhaps `only` a kind of place."""
    found: list[dict[str, Any]] = data("stories")["kind"]
    return found


def tell(rng: Random, kind: Mapping[str, Any], other: str, village: str, opened: datetime) -> Tale:
    """Choose a story of a kind and fill its gaps."""
    chosen = rng.choice(kind["stories"])
    gaps = {
        "other": other,
        "village": village,
        "years": rng.randint(2, 9),
        "months": rng.randint(2, 6),
        "month": (opened.month - rng.randint(1, 3) - 1) % 12 + 1,
        "mu": rng.randint(2, 40) * 5,
        "sheep": rng.randint(6, 120),
        "cattle": rng.randint(1, 6),
        "metres": rng.randint(3, 30),
        "money": rng.choice((rng.randint(6, 60) * 100, rng.randint(8, 96) * 500)),
    }
    return Tale(
        kind=kind["code"],
        headline=chosen["head"],
        story=chosen["text"].format_map(gaps),
        terms=chosen["terms"].format_map(gaps),
        gaps=gaps,
    )


def supply(
    rng: Random, tale: Tale, nature: Nature, stop: Stop, at: datetime, tried_before: bool
) -> dict[str, object]:
    """What is supplied with a move: every field that the procedure asks for at it."""
    key = stop.key
    if key.startswith("accept"):
        return _accepting(rng, nature, key)
    if key.startswith(("climb_", "pass_")):
        return _climbing(rng, tale, nature, stop, at)
    if key == "agree":
        assert nature.outcome is not None
        answer = _answer(rng, tale, nature.outcome, tried_before)
        return {"form": nature.outcome.value, "terms": tale.terms, "answer": answer}
    if key.startswith("exit_") or key == "refuse":
        outcome = Outcome.REFUSED if key == "refuse" else Outcome(key.removeprefix("exit_"))
        tried = _text(rng, "settled" if outcome is not Outcome.REFUSED else stop.step, tale, at)
        answer = _answer(rng, tale, outcome, tried_before)
        return {"tried": tried, "answer": answer, "routes_told": True}
    return _closing(rng, key)


def _accepting(rng: Random, nature: Nature, key: str) -> dict[str, object]:
    given: dict[str, object] = {"consent": "yes"}
    words = data("stories")["skip"]
    if nature.protected:
        given |= {"violence": True, "reported": words["reported"]}
    if key == "accept_at_station":
        ground = "protected" if nature.protected else "urgent"
        given |= {"ground": ground, "skip_reason": rng.choice(words[ground])}
    return given


def _climbing(rng: Random, tale: Tale, nature: Nature, stop: Stop, at: datetime) -> dict[str, object]:
    given: dict[str, object] = {"tried": _text(rng, stop.step, tale, at)}
    if stop.key.startswith("pass_"):
        ground = "protected" if nature.protected else "openness_refused"
        return given | {"ground": ground, "skip_reason": rng.choice(data("stories")["skip"][ground])}
    return given if stop.step in MEETINGS else given | {"openness": "yes"}


def _closing(rng: Random, key: str) -> dict[str, object]:
    words = data("stories")
    if key == "withdraw":
        return {"reason": rng.choice(words["answers"]["withdrawn"])}
    if key == "not_content":
        return {"reason": rng.choice(words["review"]["sent_back"])}
    if key == "content":
        return {"remark": rng.choice(words["review"]["remarks"])}
    (holds,) = rng.choices(("yes", "no", "unreached"), (90, 4, 6))
    return {"holds": holds, "visit": rng.choice(words["visit"][holds])}


def _text(rng: Random, step: str, tale: Tale, at: datetime) -> str:
    texts: Sequence[str] = data("stories")["steps"][step]
    return rng.choice(texts).format_map({**tale.gaps, "date": f"{at.month}月{at.day}日"})


def _answer(rng: Random, tale: Tale, outcome: Outcome, again: bool) -> str:
    words = data("stories")
    kind = "agreement" if outcome in AGREED else outcome.value
    answer: str = rng.choice(words["answers"][kind]).format_map({**tale.gaps, "terms": tale.terms})
    return rng.choice(words["review"]["second_try"]) + answer if again else answer
