"""How every action takes a matter in hand and puts it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters import clocks
from yixian.matters.codes import index_of
from yixian.matters.enums import State, Voice
from yixian.matters.models import Matter, Words
from yixian.measures.keep import keep
from yixian.procedures.decide import Refusal
from yixian.procedures.enums import Mover
from yixian.procedures.language import Text

OFFICERS = (Mover.OFFICER, Mover.TAKER)
CHANGING = (
    "category", "headline", "code_index", "code_turn", "step", "came_from", "step_since", "state", "facts",
    "outcome", "settled_step", "settled_kind", "ended_at", "merged_into", "holder", "assignee", "offered_to", "keepers", "procedure",
    "procedure_version", "sight", "step_clock",
    "legal_clock", "step_due_at", "legal_due_at", "due_at", "wake_at", "escalation", "asked_at", "version",
    "last_token", "chain_seq", "chain_head",
)  # fmt: skip


class Refused(Exception):
    """The change may not be made; `refusals` say why, each with its clause and field where it has one."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(str(refusal.text) for refusal in refusals))
        self.refusals = list(refusals)


class Stale(Exception):
    """Somebody changed the matter after it was read."""

    def __str__(self) -> str:
        return str(_("Somebody has changed this meanwhile. Please look at it again before you go on."))


def refuse(text: Text, *, field: str = "") -> Refused:
    """Return a refusal with one sentence."""
    return Refused([Refusal(text=text, field=field)])


@dataclass
class Writing:
    """A matter under its row lock, with what is to be stored with it."""

    matter: Matter
    by: Actor
    at: datetime
    token: UUID | None = None
    mover: Mover = Mover.OFFICER
    done: bool = False
    events: list[Event] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def require(self, ability: str, ground: Collection[int] | None = None) -> None:
        """Raise Denied unless an officer who writes may do this on the holder, or on one of the units of `ground`."""
        if self.mover in OFFICERS:
            self.by.require(ability, self.matter.holder.lineage if ground is None else ground)

    def seal(self, key: str, text: str, voice: Voice) -> str | None:
        """Keep a text sealed with the next event; return the commitment to it."""
        if not text:
            return None
        words = Words(
            uid=uuid7(self.at),
            matter=self.matter,
            seq=self.matter.chain_seq + 1,
            field=key,
            voice=voice,
            at=self.at,
        )
        commitment = sealed.put(words, "text", text)
        self.words.append(words)
        return commitment

    def wait_for_answer(self) -> None:
        """Note that whoever raised it wrote or sent something, unless an earlier word of theirs waits already."""
        self.matter.asked_at = self.matter.asked_at or self.at

    def tell(self, kind: EventKind, body: Mapping[str, object]) -> None:
        """Add the next event."""
        officer = self.mover in OFFICERS
        said = {**body, "mover": self.mover.value}
        if self.token:
            said["token"] = self.token.hex
        self.events.append(
            record.compose(
                subject=self.matter,
                stream=self.matter.stream,
                kind=kind,
                at=self.at,
                by_id=self.by.person_id if officer else None,
                post_id=self.by.post_id if officer else None,
                unit_id=self.matter.counted_unit_id,
                body=said,
            )
        )

    def create(self) -> Matter:
        """Insert the matter; its first event comes afterwards."""
        clocks.set_dates(self.matter)
        self.matter.last_token = self.token
        self.matter.save(force_insert=True)
        return self.matter

    def store(self, *, changes: bool = True) -> Matter:
        """Write the matter, its events, words and measures; `changes` says whether forms read before go stale."""
        clocks.set_dates(self.matter)
        if changes:
            self.matter.version += 1
        self.matter.last_token = self.token or self.matter.last_token
        self.matter.save(update_fields=CHANGING)
        Words.objects.bulk_create(self.words)
        record.append(self.events)
        keep(self.events)
        return self.matter


def take(
    *,
    by: Actor,
    at: datetime,
    uid: UUID | None = None,
    code: str = "",
    seen: int | None = None,
    token: UUID | None = None,
    merged: bool = False,
    taking: bool = False,
) -> Writing:
    """Lock a matter: an officer's by `uid` within their scope, or the raiser's by its receipt `code`.

    `taking` finds it by `uid` beyond the scope too, for a move by which a unit takes it, unless it is a complaint.
    `seen` is the version that the writer looked at. A write whose `token` was written before comes back `done`.
    Raises Matter.DoesNotExist, InvalidCode, Stale, and Refused for a matter that was joined
    with another, unless `merged` ones are wanted too.
    """
    rows = Matter.objects.placed().select_for_update(of=("self",))
    if code:
        matter = rows.get(code_index=index_of(code))
        mover = Mover.RAISER
    elif taking:
        matter = rows.get(uid=str(uid), about_units=[], about_persons=[])
        mover = Mover.TAKER
    else:
        matter = rows.visible_to(by).get(uid=str(uid))
        mover = Mover.OFFICER
    writing = Writing(matter=matter, by=by, at=at, token=token, mover=mover)
    if token is not None and (matter.last_token == token or (seen is None and _written(matter, token))):
        writing.done = True
        return writing
    if seen is not None and seen != matter.version:
        raise Stale
    if matter.state == State.MERGED and not merged:
        raise refuse(_("This matter was joined with another. Please go on there."))
    return writing


def _written(matter: Matter, token: UUID) -> bool:
    """Whether a write with this token stands in the history already; asked where no version guards the write."""
    return Event.objects.filter(stream=matter.stream, body__token=token.hex).exists()
