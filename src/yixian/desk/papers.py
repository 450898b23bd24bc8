"""What mediation and petitions add to what papers know of a matter. Whoever asks has recorded the opening."""

from collections.abc import Mapping
from typing import Any

from yixian.documents.render import day, moment
from yixian.kernel import sealed
from yixian.matters.enums import PartyRole
from yixian.matters.models import Matter
from yixian.matters.papers import provide
from yixian.mediation import queries as mediation
from yixian.mediation.enums import ObligationState, SessionState, Side
from yixian.mediation.models import Obligation, Session
from yixian.mediation.rules import Owed
from yixian.petitions.models import Petition, Request

RESULTS = {
    "supported": "予以支持",
    "explained": "请求合理但缺乏法律依据，予以解释说明",
    "not_supported": "不予支持",
}
"""The decisions on a request in the words of the form."""


@provide
def mediated(matter: Matter) -> Mapping[str, Any]:
    """Mediators, the last session that was held, and the agreement with what it obliges to."""
    if not mediation.mediates(matter):
        return {}
    found = mediation.dossier(matter)
    known: dict[str, Any] = {
        "mediators": "、".join(
            dict.fromkeys(each.mediator.name for each in found.appointments if each.ended_at is None)
        ),
        "court": found.confirmations[-1].court if found.confirmations else "",
    }
    held = [each for each in found.sessions if each.state == SessionState.HELD]
    if held:
        known.update(_session(held[-1]))
    if found.agreement:
        clauses, owed = mediation.opened_terms(found.agreement)
        names = _sides(matter)
        known["agreement_facts"] = sealed.text(found.agreement, "facts")
        known["agreement_terms"] = "\n".join(clauses)
        known["agreement_manner"] = "\n".join(_duty(each, names) for _row, each in owed)
        known["performance"] = "\n".join(_done(row, each, names) for row, each in owed)
        known["agreed_on"] = found.agreement.effective_on
    return known


def _session(session: Session) -> dict[str, Any]:
    return {
        "session_held": moment(session.begins_at),
        "session_place": session.place,
        "session_openness": "公开" if session.is_open else "不公开",
        "session_course": sealed.text(session, "course"),
        "session_result": sealed.text(session, "outcome"),
    }


def _sides(matter: Matter) -> dict[str, str]:
    """The names of each side."""
    found: dict[str, list[str]] = {Side.RAISER: [], Side.OTHER: []}
    for party in matter.parties.exclude(role=PartyRole.AGENT).select_related("resident").order_by("pk"):
        if name := sealed.text(party.resident, "name"):
            found[Side.RAISER if party.role == PartyRole.RAISER else Side.OTHER].append(name)
    plain = {Side.RAISER: "申请人", Side.OTHER: "被申请人"}
    return {side: "、".join(names) or plain[Side(side)] for side, names in found.items()}


def _duty(owed: Owed, names: Mapping[str, str]) -> str:
    """One obligation as a sentence of the agreement."""
    money = f"，金额{owed.amount}元" if owed.amount else ""
    way = f"，方式和地点：{owed.way}" if owed.way else ""
    by, to = names.get(owed.by, owed.by), names.get(owed.to, owed.to)
    return f"{by}于{day(owed.due)}前向{to}履行：{owed.what}{money}{way}。"


def _done(row: Obligation, owed: Owed, names: Mapping[str, str]) -> str:
    if row.state == ObligationState.PERFORMED:
        said = f"已于{day(row.settled_on)}履行" if row.settled_on else "已履行"
    else:
        said = f"尚未履行，期限为{day(owed.due)}"
    return f"{names.get(owed.by, owed.by)}：{owed.what}，{said}。"


@provide
def petitioned(matter: Matter) -> Mapping[str, Any]:
    """What a petition asks for, and what was found on each point."""
    if matter.procedure != "petition":
        return {}
    requests = list(Request.objects.filter(matter=matter))
    petition = Petition.objects.filter(matter=matter).first()
    return {
        "requests": "\n".join(sealed.text(each, "text") for each in requests),
        "answers": [_answer(each) for each in requests],
        "raised_on": petition.received_on if petition else None,
        "petitioners": petition.people if petition else None,
    }


def _answer(request: Request) -> dict[str, str]:
    return {
        "request": sealed.text(request, "text"),
        "facts": sealed.text(request, "finding"),
        "basis": sealed.text(request, "basis"),
        "result": RESULTS.get(request.opinion, ""),
        "opinion": sealed.text(request, "reply"),
    }
