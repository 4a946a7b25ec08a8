"""What the store hands out beside the model's own values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True, slots=True)
class AddResult:
    """Ids of a batch of wires in the order given, each once: ``new`` came now, ``known`` were there before."""

    new: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceState:
    """What is remembered of a source over collections."""

    source: str
    address: str = ""
    publisher: str = ""
    last_try_at: datetime | None = None
    last_ok_at: datetime | None = None  # last answer that could be read, also an unchanged or empty one
    last_heard_at: datetime | None = None  # last answer that brought something not seen before
    newest_at: datetime | None = None  # newest instant stated by any of its wires
    failing_since_at: datetime | None = None  # first failure of the present streak; None when the last try was good
    failures: int = 0  # length of that streak
    last_status: str = ""  # ok | unchanged | empty | failed
    last_reason: str = ""  # of the last failure; empty when the last try was good
    moved_to: str = ""  # where its last good answer came from, by a permanent redirect


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRow:
    """A page that was asked for: its text, or why there is none and how often it was tried."""

    key: str  # id of a wire as its feed gave it, or "robots:" and a site
    at: datetime
    text: str = ""
    reason: str = ""
    tries: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionRow:
    """An edition as the archive lists it; ``load_edition(row.id)`` gives its content."""

    id: int
    reader: str
    on: date
    slot: str  # "07:00"; "special", "special-2" for those outside the slots
    number: int  # 1.. for each reader, without gaps
    kind: str  # regular | special | preview
    state: str  # made | told | failed
    covers_from_at: datetime
    covers_to_at: datetime
    generated_at: datetime
    told_at: datetime | None = None
    files: Mapping[str, str] = field(default_factory=dict)  # form ("pdf") -> path
    manifest: str = ""  # hash of all that decided it
    cut_seq: int = 0  # the last wire that had arrived when it was made
    kept: str = ""  # hash of its value apart from the reader, where several readers may have the same
    made_now: bool = False  # this very call wrote it; False when it was there before


@dataclass(frozen=True, kw_only=True, slots=True)
class OutboxRow:
    """One edition to be handed over at one address."""

    id: int
    edition_id: int
    channel: str  # its name in the configuration
    address: str  # a mail address; "" where the channel has but one target
    state: str  # queued | sent | refused | given-up | dropped
    tries: int = 0
    next_try_at: datetime | None = None
    message_id: str = ""
    last_reason: str = ""
    sent_at: datetime | None = None
    queued_at: datetime | None = None
    begun_at: datetime | None = None  # of a try whose outcome nobody noted
    reader: str = ""
    number: int = 0
    on: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OperatorNote:
    """A line that the operator was not told yet; ``times`` is how often it came up."""

    id: int
    key: str
    text: str
    times: int
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRow:
    """The report of a run as it was kept; ``report`` is its JSON."""

    id: int
    at: datetime
    report: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenRow:
    """Who may read the archive on the web. The secret itself is kept nowhere."""

    id: str
    role: str  # operator | reader | monitor
    reader: str  # whose editions it opens; empty for the other roles
    label: str
    made_at: datetime
    ends_at: datetime | None = None
    revoked_at: datetime | None = None

    def opens(self, at: datetime) -> bool:
        """Is it good at ``at``?"""
        return self.revoked_at is None and (self.ends_at is None or at < self.ends_at)


class TallyKey(NamedTuple):
    """What is counted together. ``hour`` is UTC: "2022-01-06T15"."""

    hour: str
    region: str
    section: str
    source: str


def hour_of(at: datetime) -> str:
    """The hour of an instant as the table has it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H")
