"""A small post office for tests: an archive, told editions with files, channels."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.config import Config, load_config
from briefing.model import Edition, GlanceLine
from briefing.pipeline.post.outbox import Handed, deliver_due, queue_edition
from briefing.store import EditionRow, Store, open_store
from tests.render.builders import edition

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST = date(2022, 1, 6)


def evening(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 18, tzinfo=UTC)


AT = evening(FIRST)


class Post:
    """One archive in a folder, with the channels of ``delivery`` and one reader of some addresses."""

    def __init__(self, root: Path, channels: str, *, addresses: str = "", more: str = "", reader: str = "") -> None:
        self.root = root
        path = root / "config.yaml"
        path.write_text(
            "store: sqlite:///briefing.db\nout: out\n"
            f"delivery:\n  channels:\n{channels}{more}"
            f"readers:\n  - {{name: analyst, addresses: [{addresses}]{reader}}}\n",
            encoding="utf-8",
        )
        self.path = path
        self.config: Config = load_config(path)

    def open(self) -> Store:
        return open_store(self.config.store)

    def made(self, store: Store, on: date = FIRST, **changed: Any) -> tuple[Edition, EditionRow]:
        """An edition of that day with its files, made and not told."""
        at = evening(on)
        lead = GlanceLine(text=f"News of {on.isoformat()}", target="", kind="story")
        values = {
            "on": on,
            "covers_to_at": at,
            "generated_at": at,
            "glance": (lead,),
            "number": 1,
            "mark": "",
        } | changed
        given = edition(**values)
        row = store.save_edition(given, files={})
        folder = self.root / "out" / "analyst" / on.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        files = {}
        for form in ("pdf", "ics"):
            file = folder / f"analyst-{on.isoformat()}.{form}"
            file.write_bytes(f"{form} of {on.isoformat()}".encode())
            files[form] = str(file)
        store.set_files(row.id, files)
        found = store.edition(given.reader, given.on, given.slot)
        assert found is not None
        return store.load_edition(found.id), found

    def told(self, store: Store, on: date = FIRST, **changed: Any) -> list[str]:
        """An edition of that day, queued and told; what queueing had to say."""
        given, row = self.made(store, on, **changed)
        said = queue_edition(self.config, store, self.config.readers[0], given, row, evening(on))
        store.mark_told(given.reader, given.on, given.slot, evening(on))
        return said

    def deliver(self, store: Store, at: datetime = AT) -> dict[str, str]:
        """Channel, or address where there is one -> what became of it."""
        return states(deliver_due(self.config, store, at))


def states(handed: tuple[Handed, ...]) -> dict[str, str]:
    return {one.row.address or one.row.channel: one.state for one in handed}


def mail(port: int, **more: object) -> str:
    """A mail channel as YAML."""
    keys = "".join(f", {key}: {value}" for key, value in more.items())
    return (
        f"    - {{name: mail, kind: mail, server: 127.0.0.1, port: {port}, security: none, deadline: 5s, "
        f'sender: "Briefing <briefing@example.org>"{keys}}}\n'
    )
