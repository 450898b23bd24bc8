"""`yixian receipt`: checking a receipt anywhere, with no database, no settings and no keys."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import click

from yixian.audit.faults import numbers
from yixian.audit.receipts import Verdict, verify
from yixian.audit.rules import is_moment
from yixian.cli.speech import Speaker, language, speaker

BEIJING = timezone(timedelta(hours=8))
file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Check a receipt, without the database."""


@command.command("verify")
@click.argument("receipt", type=file)
@click.option("--roots", type=file, help="A copy of the published roots, from wherever you trust.")
@language
def verify_(receipt: Path, roots: Path | None, lang: str) -> None:
    """Say what a RECEIPT states, what is proven and what is not; exit with 1 if anything in it is wrong."""
    say = speaker(lang)
    verdict = verify(receipt.read_bytes(), roots.read_bytes() if roots else None)
    for line in _good(verdict, say) if verdict.ok else _bad(verdict, say):
        click.echo(line)
    sys.exit(0 if verdict.ok else 1)


def _bad(verdict: Verdict, _: Speaker) -> Iterator[str]:
    yield _("The receipt is not genuine, or it was changed. Do not rely on what it states:")
    for fault in verdict.faults:
        yield f"- {fault.sentence(_)}"


def _good(verdict: Verdict, _: Speaker) -> Iterator[str]:
    yield _("History %(stream)s, receipt of %(issued)s. It states:") % {
        "stream": verdict.stream,
        "issued": _shown(verdict.issued),
    }
    for name, value in verdict.facts.items():
        seq, source = verdict.sources[name]
        words = (
            _("not sealed yet: event %(seq)s, %(source)s")
            if seq in verdict.unsealed
            else _("event %(seq)s, %(source)s")
        )
        yield f"- {name}: {_shown(value)} ({words % {'seq': seq, 'source': source}})"
    yield from _proven(verdict, _)
    yield from _not_proven(verdict, _)


def _proven(verdict: Verdict, _: Speaker) -> Iterator[str]:
    sealed = [seq for seq in range(1, verdict.events + 1) if seq not in verdict.unsealed]
    yield _("Proven: every event shown is as its hash says and follows the one before it.")
    if sealed:
        yield _("Proven: events %(events)s stand in the seals.") % {"events": _listed(sealed)}
    if verdict.compared:
        yield _("Proven: these seals are the published ones.")


def _not_proven(verdict: Verdict, _: Speaker) -> Iterator[str]:
    if verdict.unsealed:
        yield _("Not proven: events %(events)s, not sealed yet; fetch the receipt again after a day.") % {
            "events": _listed(verdict.unsealed)
        }
    if verdict.hidden:
        yield _("Not shown: what events %(events)s say; only that they stand in their places.") % {
            "events": _listed(verdict.hidden)
        }
    if not verdict.compared:
        yield _(
            "Not proven: that these seals are the published ones; give a copy of %(roots)s as --roots."
        ) % {"roots": verdict.roots}


def _shown(value: object) -> str:
    """A value as a person reads it: times in Beijing time, text as it is."""
    if is_moment(value):
        return datetime.fromisoformat(str(value)).astimezone(BEIJING).isoformat(" ", "seconds")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _listed(seqs: Sequence[int]) -> str:
    """Numbers in order as ranges: 1–3, 5."""
    ranges: list[list[int]] = []
    for seq in seqs:
        if ranges and seq == ranges[-1][1] + 1:
            ranges[-1][1] = seq
        else:
            ranges.append([seq, seq])
    return ", ".join(numbers(first, last) for first, last in ranges)
