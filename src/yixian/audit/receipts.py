"""Receipts: a JSON document that proves, without us, what stands in the sealed log about one matter.

It holds the events of one stream (those not for its reader's eyes as a bare hash), for each the path to the
root of its seal, and the headers of the seals from the first one used to the newest. Whoever has a copy of the
published roots from anywhere can check that these are the seals that were published. Pure: no Django, no database.

The bytes are canonical JSON, so that any changed byte is noticed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yixian.audit import shapes
from yixian.audit.enums import Flaw
from yixian.audit.faults import Fault, gap
from yixian.audit.rules import Content, Header, leaf
from yixian.kernel import canonical, merkle
from yixian.kernel.hashing import Algorithm, digest

Json = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What checking a receipt gave. Facts are worth reading only when `ok`.

    `unsealed` and `hidden` are numbers of events; `sources` gives for each fact the event and what of it.
    Whoever made the document chose the names of the facts: what is proven of one is what its source says.
    """

    faults: tuple[Fault, ...]
    stream: str = ""
    issued: str = ""
    roots: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    sources: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    events: int = 0
    unsealed: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    newest_seal: int | None = None
    compared: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing in the document contradicts anything else (and the published roots, if given)."""
        return not self.faults

    @property
    def proven(self) -> bool:
        """Whether it is all sealed and the seals are those that were published."""
        return self.ok and self.compared and not self.unsealed


@dataclass(frozen=True)
class Fact:
    """A statement on the front of a receipt, taken from the event `seq`: from `at`, `kind` or `body.<key>`."""

    name: str
    seq: int
    source: str


def seal_entry(header: Header, seal_hash: bytes) -> Json:
    """Return a seal as receipts and published roots show it."""
    names = ("number", "at", "after", "upto", "size", "root", "prev", "alg")
    return {name: getattr(header, name) for name in names} | {"hash": seal_hash.hex()}


def shown_entry(event_id: int, content: Content, event_hash: bytes, proof: Json | None) -> Json:
    """Return an event with all that its hash covers."""
    names = ("seq", "kind", "at", "by", "post", "unit", "alg", "prev")
    entry = {name: getattr(content, name) for name in names}
    return entry | {"id": event_id, "body": content.body, "hash": event_hash.hex(), "proof": proof}


def hidden_entry(event_id: int, seq: int, event_hash: bytes, proof: Json | None) -> Json:
    """Return an event of which the reader learns only that it stands in its place."""
    return {"id": event_id, "seq": seq, "hash": event_hash.hex(), "proof": proof}


def build(
    *,
    stream: str,
    issued: str,
    roots: str,
    facts: Iterable[Fact],
    events: Sequence[Json],
    seals: Sequence[Json],
    algorithm: str = Algorithm.SHA256,
) -> Json:
    """Return the receipt. `issued` as `rules.moment` writes it, `roots` the public address of the roots.

    Raises `KeyError` when a fact names an event that is not shown, or a source that it does not have.
    """
    by_seq = {entry["seq"]: entry for entry in events if "body" in entry}
    document: Json = {
        "format": shapes.RECEIPT_FORMAT,
        "version": shapes.VERSION,
        "stream": stream,
        "issued": issued,
        "roots": roots,
        "facts": [
            {
                "name": fact.name,
                "seq": fact.seq,
                "source": fact.source,
                "value": _source(by_seq[fact.seq], fact.source),
            }
            for fact in facts
        ],
        "events": list(events),
        "seals": list(seals),
    }
    return document | {"digest": f"{algorithm}:{digest(algorithm, canonical.encode(document)).hex()}"}


def verify(receipt: bytes | Json, roots: bytes | Json | None = None) -> Verdict:
    """Check a receipt by itself and, if `roots` is given, against published roots. Raises nothing.

    As bytes, the receipt must be the very bytes that were issued (one line break at the end is forgiven).
    """
    document, faults = _read(receipt, shapes.RECEIPT, "receipt", tight=True)
    if document is None:
        return Verdict(tuple(faults))
    published, unreadable = (
        _read(roots, shapes.ROOTS, "roots", tight=False) if roots is not None else (None, [])
    )
    faults += unreadable
    faults += _digest_faults(document)
    faults += chain_faults(document["stream"], document["events"])
    faults += _fact_faults(document)
    faults += seal_faults(document["seals"])
    faults += _proof_faults(document)
    if published is not None:
        faults += seal_faults(published["seals"]) + published_faults(document["seals"], published["seals"])
    events, facts = document["events"], document["facts"]
    return Verdict(
        faults=tuple(dict.fromkeys(faults)),
        stream=document["stream"],
        issued=document["issued"],
        roots=document["roots"],
        facts={fact["name"]: fact["value"] for fact in facts},
        sources={fact["name"]: (fact["seq"], fact["source"]) for fact in facts},
        events=len(events),
        unsealed=tuple(entry["seq"] for entry in events if entry["proof"] is None),
        hidden=tuple(entry["seq"] for entry in events if "body" not in entry),
        newest_seal=document["seals"][-1]["number"] if document["seals"] else None,
        compared=published is not None,
    )


def read_roots(data: bytes) -> tuple[Json | None, list[Fault]]:
    """Return the published roots in a file, and what is wrong with them; None when they cannot be read."""
    document, faults = _read(data, shapes.ROOTS, "roots", tight=False)
    return document, faults + (seal_faults(document["seals"]) if document else [])


def seal_faults(entries: Sequence[Json]) -> list[Fault]:
    """Check seals that follow one another: own hash, link, and that each begins where the last one ends."""
    faults = []
    before: Json | None = None
    for entry in entries:
        number = entry["number"]
        header = Header(**{key: value for key, value in entry.items() if key != "hash"})
        if header.hash().hex() != entry["hash"]:
            faults.append(Fault(Flaw.SEAL_CONTENT, seal=number))
        if before is not None and (number != before["number"] + 1 or header.after != before["upto"]):
            faults.append(Fault(Flaw.SEAL_GAP, seal=number, detail=f"{before['number']} → {number}"))
        if header.prev != (before["hash"] if before is not None else "") and (
            before is not None or number == 1
        ):
            faults.append(Fault(Flaw.SEAL_LINK, seal=number))
        before = entry
    return faults


def published_faults(seals: Sequence[Json], published: Sequence[Json]) -> list[Fault]:
    """Compare seals with published ones, number by number."""
    known = {seal["number"]: seal for seal in published}
    return [
        Fault(Flaw.NOT_IN_ROOTS if seal["number"] not in known else Flaw.ROOTS, seal=seal["number"])
        for seal in seals
        if known.get(seal["number"]) != seal
    ]


def _read(
    given: bytes | Json, shape: shapes.Check, where: str, *, tight: bool
) -> tuple[Json | None, list[Fault]]:
    try:
        document: Any = canonical.decode(given) if isinstance(given, bytes) else given
        encoded = canonical.encode(document)
    except canonical.NotCanonical as error:
        return None, [Fault(Flaw.FORMAT, detail=str(error), where=where)]
    if wrong := shape(document, where):
        return None, [Fault(Flaw.FORMAT, detail=wrong, where=where)]
    if tight and isinstance(given, bytes) and given.removesuffix(b"\n") != encoded:
        return document, [Fault(Flaw.FORMAT, detail="the bytes were laid out anew", where=where)]
    return document, []


def _digest_faults(document: Json) -> list[Fault]:
    algorithm, _, expected = document["digest"].partition(":")
    rest = {key: value for key, value in document.items() if key != "digest"}
    found = digest(algorithm, canonical.encode(rest)).hex()
    return [] if found == expected else [Fault(Flaw.DIGEST, where="receipt")]


def chain_faults(stream: str, events: Sequence[Json]) -> list[Fault]:
    """Check that the entries of a stream follow one another and that each shown one matches its hash."""
    faults = []
    seq, link, last_id = 0, "", 0
    for entry in events:
        place = {"stream": stream, "seq": entry["seq"], "event_id": entry["id"]}
        if entry["seq"] != seq + 1:
            faults.append(Fault(Flaw.GAP, **place, detail=gap(seq, entry["seq"])))
        if entry["id"] <= last_id:
            faults.append(Fault(Flaw.ORDER, **place))
        if "body" in entry:
            if entry["prev"] != link:
                faults.append(Fault(Flaw.LINK, **place))
            if _content(stream, entry).hash().hex() != entry["hash"]:
                faults.append(Fault(Flaw.CONTENT, **place))
        seq, link, last_id = entry["seq"], entry["hash"], entry["id"]
    return faults


def _content(stream: str, entry: Json) -> Content:
    names = ("seq", "prev", "kind", "at", "by", "post", "unit", "body", "alg")
    return Content(stream=stream, **{name: entry[name] for name in names})


def _source(entry: Json, source: str) -> object:
    section, _, key = source.partition(".")
    return entry["body"][key] if section == "body" else {"at": entry["at"], "kind": entry["kind"]}[source]


def _fact_faults(document: Json) -> list[Fault]:
    by_seq = {entry["seq"]: entry for entry in document["events"] if "body" in entry}
    faults, names = [], set[str]()
    for fact in document["facts"]:
        try:
            # Canonical bytes tell 1 from true, which == does not.
            true = canonical.encode(_source(by_seq[fact["seq"]], fact["source"])) == canonical.encode(
                fact["value"]
            )
        except KeyError:
            true = False
        if not true or fact["name"] in names:
            faults.append(Fault(Flaw.FACT, detail=fact["name"], where="receipt"))
        names.add(fact["name"])
    return faults


def _proof_faults(document: Json) -> list[Fault]:
    seals = {seal["number"]: seal for seal in document["seals"]}
    faults = []
    for entry in document["events"]:
        proof = entry["proof"]
        if proof is not None and not _proves(entry, proof, seals.get(proof["seal"])):
            place = {"stream": document["stream"], "seq": entry["seq"], "event_id": entry["id"]}
            faults.append(Fault(Flaw.PROOF, **place))
    return faults


def _proves(entry: Json, proof: Json, seal: Json | None) -> bool:
    if seal is None or not seal["after"] < entry["id"] <= seal["upto"]:
        return False
    own = leaf(entry["id"], bytes.fromhex(entry["hash"]), seal["alg"])
    path = [bytes.fromhex(step) for step in proof["path"]]
    head = bytes.fromhex(seal["root"])
    return merkle.verify_inclusion(own, proof["index"], seal["size"], path, head, seal["alg"])
