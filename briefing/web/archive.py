"""The open archive as the pages share it: store, tables, seals, and what was read of editions once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from briefing.config import Config, Reader
from briefing.errors import StoreError
from briefing.model import Edition
from briefing.pipeline.care.tokens import digest_of
from briefing.pipeline.clock import now
from briefing.pipeline.tables.naming import Tables, load_tables
from briefing.store import EditionRow, Store, open_store
from briefing.storeurl import sqlite_file
from briefing.web.access import Seals, Visitor, read_key

T = TypeVar("T")
KEPT = 2000  # extracts of editions that are remembered: a few kilobytes each, and editions do not change
WHOLE = 12  # whole editions that are remembered: about a megabyte each
REMEMBERED_S = 30
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host")


class Archive:
    """One configuration's archive, open for reading.

    ``opened`` says for whom: "always" for whoever reaches it, "until-token" so until a first token is made, "never"
    for holders of tokens alone.
    """

    def __init__(self, config: Config, *, opened: str) -> None:
        self.config = config
        self.opened = opened
        self.store: Store = open_store(config.store, read_only=True)
        self.seals = Seals(read_key(config))
        self._file = sqlite_file(config.store)
        public = urlsplit(config.web.url)
        self.tls = public.scheme == "https"
        self.root = public.path  # the path below which the pages lie: "" or "/briefing"
        self._wholes: Memo[Edition] = Memo(WHOLE)
        self._extracts: Memo[Any] = Memo(KEPT)
        self._large: Memo[Any] = Memo(WHOLE)

    @cached_property
    def tables(self) -> Tables:
        """Names of regions and topics."""
        return load_tables(self.config)

    def now(self) -> datetime:
        """The instant, from the one clock of the program."""
        return now()

    def is_open(self) -> bool:
        """Is no login asked for?"""
        if self.opened == "until-token" and self.store.tokens():
            self.opened = "never"  # and stays so when the last token is revoked
        return self.opened != "never"

    def visitor_of_secret(self, secret: str) -> Visitor | None:
        """Who holds this token; None where it opens nothing."""
        digest = digest_of(secret)
        row = self.while_unchanged(("secret", digest), lambda: self.store.token_of(digest))
        if row is None or not row.opens(self.now()):
            return None
        return Visitor(role=row.role, reader=row.reader, token_id=row.id)

    def visitor_of_login(self, cookie: str) -> Visitor | None:
        """Who carries this login; None where it has ended or its token was revoked."""
        token_id = self.seals.token_of_login(cookie, self.now()) if cookie else ""
        if not token_id:
            return None
        row = self.while_unchanged(("token", token_id), lambda: self.store.token(token_id))
        if row is None or not row.opens(self.now()):
            return None
        return Visitor(role=row.role, reader=row.reader, token_id=row.id, by_cookie=True)

    def readers_of(self, visitor: Visitor) -> list[str]:
        """The readers whose editions the visitor may see: those of the configuration, then those of the ledger."""
        known = [reader.name for reader in self.config.readers]
        known += [name for name in self.store.readers_told() if name not in known]
        return [name for name in known if visitor.may_see(name)]

    def reader(self, name: str) -> Reader | None:
        """The reader of that name as configured; None for one who has left."""
        return next((reader for reader in self.config.readers if reader.name == name), None)

    def zone(self, visitor: Visitor, reader: str = "") -> ZoneInfo:
        """The zone in which a page tells the time: the reader's own, UTC for the operator's pages on all readers."""
        person = self.reader(reader or visitor.reader)
        return ZoneInfo(person.zone if person else "UTC")

    def edition(self, row: EditionRow) -> Edition:
        """The frozen edition of a row. StoreError where it cannot be read."""
        return self._wholes.get((row.id, row.manifest), lambda: self.store.load_edition(row.id))

    def extract(self, kind: str, row: EditionRow, take: Callable[[Edition], T], default: T) -> T:
        """What ``take`` finds in the edition of a row, read once; ``default`` where the edition cannot be read."""

        def read() -> T:
            try:
                return take(self.store.load_edition(row.id))
            except StoreError:
                return default

        found: T = self._extracts.get((kind, row.id, row.manifest, row.state), read)
        return found

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for the key; the key must name all that decides it."""
        found: T = self._extracts.get(key, make)
        return found

    def while_unchanged(self, key: Hashable, make: Callable[[], T], *, large: bool = False) -> T:
        """What ``make`` gives, made once for the key as long as nothing is written to the store, half a minute at
        most; of large things a few are remembered. A database whose changes cannot be seen by a look at its files is
        asked each time."""
        state = self._state()
        if not state:
            return make()
        found: T = (self._large if large else self._extracts).get((key, state), make)
        return found

    def _state(self) -> tuple[int, ...]:
        """Changes with every write: SQLite's journal, which takes it, and the file, into which it is folded later."""
        if self._file is None:
            return ()
        found = [int(self.now().timestamp() // REMEMBERED_S)]
        for path in (self._file, self._file.with_name(f"{self._file.name}-wal")):
            try:
                told = path.stat()
            except FileNotFoundError:
                continue
            found += [told.st_mtime_ns, told.st_size]
        return tuple(found)

    def close(self) -> None:
        self.store.close()


class Memo(Generic[T]):
    """The last values that were made, by key; the longest unused one goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of the key; ``make`` is called where it is not remembered, by two threads perhaps."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
