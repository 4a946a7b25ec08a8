"""The operator is told by mail what failed: editions that did not come out, hand-overs that were refused or given up.

Lines are kept in the archive until a mail with them was taken, and there is at most one mail in ``operator.every``.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from briefing.config import Config, MailChannel
from briefing.pipeline.post.letters import Note, send_note
from briefing.pipeline.post.outbox import Handed, named
from briefing.store import OperatorNote, Store
from briefing.text.counting import count_of

MOST_LINES = 100  # of one mail; the rest is counted


def tell_operator(
    config: Config, store: Store, report: dict[str, Any], handed: Sequence[Handed], at: datetime
) -> list[str]:
    """Note what failed in a run and send what is due. Gives lines for the report where he could not be told."""
    if not config.delivery.operator.addresses:
        return []
    for key, text in [*_failures(report), *_undelivered(handed)]:
        store.note_for_operator(key, text, at)
    with store.claim("operator", ["mail"]) as mine:  # another run that writes to him tells these too, or the next does
        return _told(config, store, at) if mine else []


def _told(config: Config, store: Store, at: datetime) -> list[str]:
    notes, told_at = store.operator_notes(), store.operator_told_at()
    if not notes or (told_at and abs(at - told_at) < timedelta(seconds=config.delivery.operator.every)):
        return []
    faults = _send(config, notes, at)
    if len(faults) < len(config.delivery.operator.addresses):
        store.mark_operator_told([note.id for note in notes], at)
    return [f"The operator could not be told. {fault}" for fault in faults]


def _failures(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for edition in report.get("editions", ()):
        name = f"{edition['reader']} {edition['on']} {edition['slot']}"
        said = "; ".join(edition["faults"])
        if edition["state"] == "failed":
            yield f"edition:{edition['reader']}", f"{name}: no edition came out. {said}"
        elif said and edition["state"] != "none":  # whoever asked was told
            yield f"faults:{edition['reader']}", f"{name}: edition no. {edition['number']} is out with faults. {said}"


def _undelivered(handed: Sequence[Handed]) -> Iterator[tuple[str, str]]:
    for one in handed:
        if one.state in ("refused", "given-up"):
            state = "was refused" if one.state == "refused" else f"was given up after {one.row.tries + 1} tries"
            head = f"{one.row.reader} no. {one.row.number} of {one.row.on}, {named(one.row)}"
            yield (
                f"outbox:{one.row.id}",
                f"{head} {state}: {one.reason} (`briefing outbox retry {one.row.id}` queues it again)",
            )


def _send(config: Config, notes: Sequence[OperatorNote], at: datetime) -> list[str]:
    """One mail for each address; a fault for each that did not take it."""
    key = ",".join(str(note.id) for note in notes)
    subject = f"{count_of(len(notes), 'thing')} to look at"
    return send_to_operator(config, subject, letter_text(notes), key, at)


def send_to_operator(config: Config, subject: str, text: str, key: str, at: datetime) -> list[str]:
    """A mail to each address of the operator; a fault for each that did not take it. ``key`` names it for ever."""
    operator = config.delivery.operator
    mails = [channel for channel in config.delivery.channels if isinstance(channel, MailChannel)]
    channel = next((one for one in mails if operator.channel in ("", one.name)), None)
    if channel is None:
        return ["There is no mail channel."] * len(operator.addresses)
    host = socket.gethostname()
    note = Note(
        reader="operator",
        kind="operator",
        subject=f"briefing on {host}: {subject}",
        text=text,
        key=key,
        at=at,
    )
    sent = send_note(note, [(channel, address) for address in operator.addresses])
    return [f"{address}: {outcome.reason}" for _, address, outcome in sent if outcome.state != "sent"]


def letter_text(notes: Sequence[OperatorNote]) -> str:
    """What the mail says: a line for each thing, how often it came up, and where to look."""
    lines = ["What failed since the last mail of this kind:", ""]
    for note in notes[:MOST_LINES]:
        times = f" ({note.times} times)" if note.times > 1 else ""
        lines.append(f"- {note.at:%Y-%m-%d %H:%M} UTC{times}: {note.text}")
    if len(notes) > MOST_LINES:
        lines.append(f"- and {len(notes) - MOST_LINES} more")
    return "\n".join(
        [*lines, "", "`briefing status` and `briefing outbox` on that machine tell how things stand now.", ""]
    )
