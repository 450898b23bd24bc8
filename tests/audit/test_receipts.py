"""A receipt proves by itself what it states, and nothing in it can be changed unnoticed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from tests.audit.kinds import SAID
from tests.audit.sample import AT, ROOTS_AT, facts, history, may_tamper, roots, say, sql
from yixian.audit import receipts, rules
from yixian.audit.enums import Flaw
from yixian.audit.issue import NotProvable, issue
from yixian.audit.receipts import Json, Verdict, verify
from yixian.audit.rules import Content, Header, leaf
from yixian.audit.seal import seal_now
from yixian.kernel import canonical, merkle
from yixian.kernel.hashing import digest

Counted = Callable[[int], AbstractContextManager[object]]


def issued(stream: str, hide: int = 0) -> Json:
    return issue(stream=stream, at=AT, roots=ROOTS_AT, facts=facts(), visible=lambda event: event.seq != hide)


def pure(count: int = 5, hidden: int = 3) -> Json:
    """A receipt over a log of one stream, made with no database."""
    entries, heads, link = [], [], b""
    for seq in range(1, count + 1):
        body = {"words": f"话{seq}"}
        content = Content("matter:1", seq, link.hex(), SAID.key, rules.moment(AT), 7, None, 9, body, "sha256")
        link = content.hash()
        entries.append((seq, content, link))
        heads.append(leaf(seq, link, "sha256"))
    tree = merkle.Tree(heads)
    header = Header(1, rules.moment(AT), 0, count, count, tree.root.hex(), "", "sha256")
    proofs = [
        {"seal": 1, "index": place, "path": [step.hex() for step in tree.inclusion_path(place)]}
        for place in range(count)
    ]
    shown = [
        receipts.hidden_entry(seq, seq, head, proof)
        if seq == hidden
        else receipts.shown_entry(seq, content, head, proof)
        for (seq, content, head), proof in zip(entries, proofs, strict=True)
    ]
    return receipts.build(
        stream="matter:1",
        issued=rules.moment(AT),
        roots=ROOTS_AT,
        facts=facts(),
        events=shown,
        seals=[receipts.seal_entry(header, header.hash())],
    )


def signed(document: Json) -> Json:
    """The document with its digest made anew, as a forger would."""
    rest = {key: value for key, value in document.items() if key != "digest"}
    return rest | {"digest": "sha256:" + digest("sha256", canonical.encode(rest)).hex()}


def flaws(verdict: Verdict) -> set[Flaw]:
    return {fault.flaw for fault in verdict.faults}


RECEIPT = pure()
TEXT = canonical.encode(RECEIPT)
PUBLISHED = {"format": "yixian-roots", "version": 1, "banner": "150623", "seals": RECEIPT["seals"]}


def test_a_receipt_is_proven_without_the_database() -> None:
    verdict = verify(TEXT, canonical.encode(PUBLISHED))
    assert verdict.faults == ()
    assert verdict.proven
    assert verdict.facts == {"answer": "话2", "answered_at": rules.moment(AT), "what": SAID.key}
    assert verdict.sources["answer"] == (2, "body.words")
    assert (verdict.hidden, verdict.unsealed) == ((3,), ())


def test_without_the_published_roots_it_is_sound_but_not_proven() -> None:
    verdict = verify(TEXT)
    assert verdict.ok
    assert not verdict.proven


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_no_byte_can_be_changed(bit: int) -> None:
    for place in range(len(TEXT)):
        changed = TEXT[:place] + bytes([TEXT[place] ^ bit]) + TEXT[place + 1 :]
        assert not verify(changed).ok, place


@given(st.integers(0, len(TEXT) - 1), st.binary(max_size=3))
def test_nothing_can_be_cut_out_or_put_in(place: int, inserted: bytes) -> None:
    assert not verify(TEXT[:place] + TEXT[place + 1 :]).ok
    if inserted and TEXT[:place] + inserted + TEXT[place:] not in (TEXT, TEXT + b"\n"):
        assert not verify(TEXT[:place] + inserted + TEXT[place:]).ok


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_is_given_is_judged_and_never_raises(data: bytes) -> None:
    assert not verify(data).ok
    assert not verify(TEXT, data).ok


def forged(change: Callable[[Any], object]) -> set[Flaw]:
    document: Any = canonical.decode(TEXT)
    change(document)
    return flaws(verify(signed(document), PUBLISHED))


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (lambda d: d["events"][1]["body"].update(words="别的"), Flaw.CONTENT),
        (lambda d: d["events"][1].update(at="2026-03-01T08:00:00.000000Z"), Flaw.CONTENT),
        (lambda d: d["events"][4].update(hash="0" * 64), Flaw.PROOF),
        (lambda d: d["events"][2].update(hash="0" * 64), Flaw.LINK),
        (lambda d: d["events"].pop(2), Flaw.GAP),
        (lambda d: d["events"].reverse(), Flaw.ORDER),
        (lambda d: d["events"][0].update(id=2), Flaw.PROOF),
        (lambda d: d["events"][0]["proof"].update(index=1), Flaw.PROOF),
        (lambda d: d["events"][0]["proof"].update(seal=2), Flaw.PROOF),
        (lambda d: d["events"][0]["proof"]["path"].pop(), Flaw.PROOF),
        (lambda d: d["seals"][0].update(root="0" * 64), Flaw.SEAL_CONTENT),
        (lambda d: d["seals"][0].update(prev="0" * 64), Flaw.SEAL_LINK),
        (lambda d: d["seals"][0].update(number=2), Flaw.NOT_IN_ROOTS),
        (lambda d: d["facts"][0].update(value="不同意"), Flaw.FACT),
        (lambda d: d["facts"][0].update(seq=3), Flaw.FACT),
        (lambda d: d["facts"].append(d["facts"][0]), Flaw.FACT),
        (lambda d: d["facts"][0].update(source="body.none"), Flaw.FACT),
        (lambda d: d["events"][0].update(body=[]), Flaw.FORMAT),
        (lambda d: d.update(more=1), Flaw.FORMAT),
        (lambda d: d.pop("roots"), Flaw.FORMAT),
    ],
)
def test_a_forger_who_makes_the_digest_anew_is_found_out(change: Callable[[Any], object], flaw: Flaw) -> None:
    assert flaw in forged(change)


def test_a_seal_that_was_never_published_is_found_out() -> None:
    other: Any = canonical.decode(canonical.encode(PUBLISHED))
    other["seals"] = pure(4, hidden=0)["seals"]
    assert flaws(verify(TEXT, other)) == {Flaw.ROOTS}


def test_a_receipt_laid_out_anew_is_refused() -> None:
    assert flaws(verify(TEXT.replace(b'","', b'", "', 1))) == {Flaw.FORMAT}
    assert verify(TEXT + b"\n").ok


@pytest.mark.django_db
@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
@pytest.mark.parametrize("tile", [2, 256])
def test_what_is_issued_from_the_log_is_proven(
    algorithm: str, tile: int, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AUDIT_ALGORITHM = algorithm
    monkeypatch.setattr(rules, "TILE", tile)
    history("前")
    found = history("一", "二")
    history(*map(str, range(5)))
    seal_now(AT)
    say(found, "三", "四")
    seal_now(AT)
    verdict = verify(canonical.encode(issued(found.stream, hide=3)), canonical.encode(roots()))
    assert verdict.faults == ()
    assert verdict.proven
    assert (verdict.hidden, verdict.newest_seal) == ((3,), 2)


@pytest.mark.django_db
def test_what_is_hidden_does_not_stand_in_the_receipt() -> None:
    found = history("一", "二", "不给看的话")
    seal_now(AT)
    assert "不给看的话" not in canonical.encode(issued(found.stream, hide=3)).decode()
    with pytest.raises(KeyError):
        issued(found.stream, hide=2)


@pytest.mark.django_db
def test_what_is_not_sealed_yet_is_said_to_be_so() -> None:
    found = history("一")
    seal_now(AT)
    say(found, "二")
    verdict = verify(issued(found.stream), roots())
    assert (verdict.ok, verdict.proven, verdict.unsealed) == (True, False, (2,))


@pytest.mark.django_db
def test_issuing_takes_four_statements_however_long_the_log(django_assert_num_queries: Counted) -> None:
    found = history("一", "二")
    seal_now(AT)
    for number in range(6):
        history(*map(str, range(20)))
        say(found, str(number))
        seal_now(AT)
    with django_assert_num_queries(4):
        issued(found.stream)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_event SET by_id = 1 WHERE seq = 2",
        "DELETE FROM audit_event WHERE seq = 1",
        "UPDATE audit_seal SET size = size + 1",
        "DELETE FROM audit_tile",
        "UPDATE audit_event SET hash = '\\x00' WHERE seq = 2",
    ],
)
def test_no_receipt_is_issued_from_a_log_that_was_tampered_with(change: str) -> None:
    found = history("一", "二", "三")
    seal_now(AT)
    may_tamper()
    sql(change)
    with pytest.raises(NotProvable) as refusal:
        issued(found.stream)
    assert refusal.value.faults


@pytest.mark.django_db
def test_there_is_no_receipt_of_a_stream_that_does_not_exist() -> None:
    with pytest.raises(NotProvable):
        issued("matter:none")
