"""The tables, as SQLAlchemy Core sees them. What makes and changes them in a real store are the migrations.

Instants are kept as text of one width in UTC ("2026-02-18T03:00:00.000000Z"), dates as "2026-02-18": they sort as they
stand, read well in any tool, and mean the same in SQLite and PostgreSQL. Frozen values are kept whole as JSON in
``data``; the columns beside it are what queries need.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy import text as sql

HEAD = "0012"  # the newest revision under migrations/versions

metadata = MetaData()

NUMBERED = sql("kind <> 'preview'")  # a preview shows the number the next edition will have, and takes none

# Instants and dates of an edition that are not as long as ``stamp`` makes them; the index of the same words finds them.
TORN = sql(
    "(length(on_date) <> 10 OR length(covers_from) <> 27 OR length(covers_to) <> 27"
    " OR length(generated_at) <> 27 OR length(told_at) <> 27)"
)

revisions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))

# of a server alone; no row of it means anything by itself: whoever has it locked does the work
claims = Table("claims", MetaData(), Column("kind", Text, primary_key=True), Column("key", Text, primary_key=True))

wires = Table(
    "wires",
    metadata,
    Column("seq", Integer, primary_key=True),  # order of arrival; also the row of the search index
    Column("id", Text, nullable=False, unique=True),
    Column("identity", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("received_at", String(27), nullable=False),
    Column("published_at", String(27)),
    Column("language", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("embargo_at", String(27)),
    Index("wires_received", "received_at"),
    Index("wires_identity", "identity", "source"),
    Index("wires_published", "published_at"),
    Index("wires_source", "source", "seq"),
    Index("wires_embargo", "embargo_at"),
)

analyses = Table(
    "analyses",
    metadata,
    Column("wire_id", Text, primary_key=True),
    Column("rules", Text, primary_key=True),
    Column("data", Text, nullable=False),
)

traces = Table(
    "traces",
    metadata,
    Column("id", Text, primary_key=True),
    Column("last_at", String(27), nullable=False),
    Column("seen_at", String(27), nullable=False),  # the run that saw the story last
    Column("data", Text, nullable=False),
    Index("traces_last", "last_at"),
)

traces_before = Table(
    "traces_before",
    metadata,
    Column("id", Text, primary_key=True),
    Column("until_at", String(27), primary_key=True),  # the run that put another in its place
    Column("seen_at", String(27), nullable=False),
    Column("last_at", String(27), nullable=False),
    Column("data", Text, nullable=False),
    Index("traces_before_until", "until_at"),
)

sources = Table(
    "sources",
    metadata,
    Column("source", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("data", Text, nullable=False),  # SourceState
)

taken = Table(
    "taken",
    metadata,
    Column("source", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("key", Text, primary_key=True),  # id of a wire as its feed gave it, or "robots:" and a site
    Column("at", String(27), nullable=False),
    Column("data", Text, nullable=False),  # PageRow
    Index("pages_at", "at"),
)

editions = Table(
    "editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader", Text, nullable=False),
    Column("on_date", String(10), nullable=False),
    Column("slot", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),  # made | told | failed
    Column("covers_from", String(27), nullable=False),
    Column("covers_to", String(27), nullable=False),
    Column("generated_at", String(27), nullable=False),
    Column("told_at", String(27)),
    Column("files", Text, nullable=False),  # {"pdf": path, ...}
    Column("cut_seq", Integer, nullable=False),  # the last wire that had arrived when it was made
    Column("manifest", Text, nullable=False),  # hash of all that decided it
    Column("data", Text, nullable=False),  # Edition
    Column("record", Text, nullable=False, server_default=""),  # Manifest, or "@" and its hash in kept
    Column("kept", String(64), nullable=False, server_default=""),  # hash of its value in kept; data is empty then
    UniqueConstraint("reader", "on_date", "slot", name="editions_slot"),
    # where NUMBERED: so in the migration; to name PostgreSQL's form here loads its dialect on every start (30 ms)
    Index("editions_number", "reader", "number", unique=True),
    Index("editions_kept", "kept"),
    Index("editions_reader", "reader", "id"),
    Index("editions_state", "state", "reader"),
    Index("editions_sums", "reader", "kind", "state", "covers_to", "cut_seq", "number"),
    Index("editions_torn", "reader"),  # where TORN: so in the migration
)

kept = Table(
    "kept",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("data", Text, nullable=False),  # an Edition without its reader, or a Manifest, that several readers have
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition_id", Integer, ForeignKey("editions.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("state", Text, nullable=False),  # queued | sent | refused | given-up | dropped
    Column("tries", Integer, nullable=False),
    Column("next_try_at", String(27)),
    Column("message_id", Text, nullable=False),
    Column("last_reason", Text, nullable=False),
    Column("sent_at", String(27)),
    Column("queued_at", String(27)),
    Column("begun_at", String(27)),  # of a try whose outcome is not noted yet
    UniqueConstraint("edition_id", "channel", "address", name="outbox_once"),
    Index("outbox_due", "state", "next_try_at"),
)

operator_notes = Table(
    "operator_notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),  # of one kind of trouble: said again it is counted, not repeated
    Column("text", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", String(27), nullable=False),
    Column("last_at", String(27), nullable=False),
    Column("sent_at", String(27)),  # of the mail that told it
    Index("operator_notes_key", "key"),
)

marks = Table(
    "marks",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("what", Text, primary_key=True),  # a storyline's id, or words of a headline
    Column("mark", Text, nullable=False),  # follow | mute
    Column("at", String(27), nullable=False),
)

line_changes = Table(
    "line_changes",
    metadata,
    Column("kind", Text, primary_key=True),  # joined | parted
    Column("line", Text, primary_key=True),  # the storyline that goes on, or the one that parted
    Column("other", Text, primary_key=True),  # the one that joined it, or that it parted from
    Column("at", String(27), nullable=False),
    Column("data", Text, nullable=False),  # LineChange
    Index("line_changes_at", "at"),
)

tallies = Table(
    "tallies",
    metadata,
    Column("hour", String(13), primary_key=True),  # in UTC, "2022-01-06T15": days of every zone are made of hours
    Column("region", Text, primary_key=True),
    Column("section", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("wires", Integer, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(27), nullable=False),
    Column("report", Text, nullable=False),
    Index("runs_at", "at"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),  # names the token where it is listed and revoked; no secret
    Column("role", Text, nullable=False),  # operator | reader | monitor
    Column("reader", Text, nullable=False),  # whose editions it opens; empty for the other roles
    Column("label", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),  # of the secret, which is kept nowhere
    Column("made_at", String(27), nullable=False),
    Column("ends_at", String(27)),
    Column("revoked_at", String(27)),
)

facets = Table(
    "facets",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # of the wire; a row for each affair it treats
    Column("region", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Index("facets_region", "region", "seq"),
    Index("facets_topic", "topic", "seq"),
)

withdrawn = Table(
    "withdrawn",
    metadata,
    Column("wire_id", Text, primary_key=True),  # a wire that its agency took back: no page shows its words
    Column("reason", Text, nullable=False),
    Column("at", String(27), nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader", Text, nullable=False),
    Column("kind", Text, nullable=False),  # kill | urgent | watch
    Column("wire_id", Text, nullable=False),
    Column("at", String(27), nullable=False),
    Column("state", Text, nullable=False),  # waiting | sent
    Column("sent_at", String(27)),
    Column("data", Text, nullable=False),  # Alert
    UniqueConstraint("reader", "kind", "wire_id", name="alerts_once"),
    Index("alerts_waiting", "reader", "state"),
)

desk_log = Table(
    "desk_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition_id", Integer, ForeignKey("editions.id"), nullable=False),
    Column("at", String(27), nullable=False),
    Column("action", Text, nullable=False),  # held | released | dropped | overtaken
    Column("who", Text, nullable=False),  # the person, or "the clock"
    Column("text", Text, nullable=False),  # his reason, or what his notes changed
    Index("desk_log_edition", "edition_id"),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("wire_id", Text, primary_key=True),  # removed for its age; a feed that still lists it brings nothing new
    Column("at", String(27), nullable=False),
)


FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

calendar = Table(
    "calendar",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("first_at", String(27), nullable=False),  # when this version of the entry was read first
    Column("gone_at", String(27)),  # when it was replaced or no longer there
    Column("data", Text, nullable=False),
    Index("calendar_source", "source", "path"),
    Index("calendar_stood", "first_at", "gone_at"),
)


def stamp(at: datetime) -> str:
    """An aware instant as column text, to the microsecond. ValueError for one without a zone: a fault of the caller.

    What feeds state as year 1 or 9999 may lie beyond the calendar in UTC; it is filed under the calendar's end.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; the store keeps instants only")
    try:
        at = at.astimezone(UTC)
    except OverflowError:
        at = FIRST if at.year == 1 else LAST
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def stamp_or_none(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


def instant(text: str) -> datetime:
    """The way back of ``stamp``."""
    return datetime.fromisoformat(text)


def instant_or_none(text: str | None) -> datetime | None:
    return None if text is None else instant(text)


def column_text(text: str) -> str:
    """``text`` as every database takes it: lone surrogates written out, NUL dropped. The JSON beside it stays exact."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "")
