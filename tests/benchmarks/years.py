"""Ten simulated years of daily editions for 20 readers, with faults: python -m tests.benchmarks.years FOLDER.

The plan, the ledger, the store and the outbox are the real ones; in the place of digest and drawing stands a press that
freezes the ids of an edition's wires, in the order of steps of the real one. Faults come by chance, from a fixed seed:
the process dies between two steps, the clock is off by hours or a day, a source is dead for days and then brings all at
once, the disk is full, the machine is off, the mail server refuses or dies after it took a mail. At the end every wire
must stand in exactly one edition of each reader, every slot must have one edition or be named by the next one, and
every edition must be noted as handed over once.

Each year is a program of its own, and a folder is gone on with where it was left. A folder in memory (/dev/shm) spares
the disk some million syncs.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from briefing.config import Config
from briefing.edition.due import instant, slots_between, zone_of
from briefing.errors import StoreError
from briefing.model import Counts, Edition, Notice, Wire, WireRef
from briefing.pipeline.options import RunOptions
from briefing.pipeline.slots.plan import Job, is_clock, plan_jobs, unfinished_jobs
from briefing.pipeline.slots.special import arrived
from briefing.store import EditionRow, Store, open_store

START = datetime(2026, 3, 1, tzinfo=UTC)
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tehran", "Pacific/Apia", "Australia/Lord_Howe")
READERS = 20
SOURCES = 5
WIRES = 10  # a day
DAYS = 365
CRASH, FULL, REFUSED, LOST_ANSWER = 0.004, 0.003, 0.04, 0.002  # chance at each step
OFF, JUMP, DEAD = 0.01, 0.01, 0.02  # chance a day
CHANNEL = "mail"


class CrashError(Exception):
    """The process is gone; what was committed stays."""


@dataclass(slots=True)
class Year:
    """Chance, and what it did."""

    chance: random.Random
    faults: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)  # mails the server took, by Message-ID

    def step(self) -> None:
        """Between two steps of a run the process may die."""
        if self.chance.random() < CRASH:
            self.faults["crash"] += 1
            raise CrashError

    def disk(self) -> None:
        if self.chance.random() < FULL:
            self.faults["disk full"] += 1
            raise StoreError("the disk is full")


def config_of(folder: Path) -> Config:
    """20 readers over six zones; half of them by crontab lines, some twice a day, some on workdays alone."""
    slots = (["07:00"], ["0 7 * * *"], ["07:00", "18:00"], ["0 7 * * 1-5"])
    readers = [
        {"name": f"r{n:02d}", "zone": ZONES[n % len(ZONES)], "slots": slots[n % len(slots)], "formats": ["json"]}
        for n in range(READERS)
    ]
    return Config.model_validate({"store": f"sqlite:///{folder / 'years.db'}", "readers": readers})


def made_wires(day: datetime, chance: random.Random, year: Year) -> Iterator[tuple[datetime, Wire]]:
    """(when its source can be read, the wire) of one day; a dead source comes back days later with all at once."""
    dead = {source: timedelta(days=chance.randint(1, 5)) for source in range(SOURCES) if chance.random() < DEAD}
    year.faults["dead feed"] += len(dead)
    for n in range(WIRES):
        source, at = n % SOURCES, day + timedelta(minutes=chance.randint(0, 1439))
        name = f"{day:%Y%m%d}-{n}"
        wire = Wire(
            id=sha256(name.encode()).hexdigest()[:16], identity=name, source=f"s{source}", headline=f"Wire {name}",
            paragraphs=("Text.",), received_at=at, published_at=at, published_text=at.isoformat(), guid=name,
        )  # fmt: skip
        yield at + dead.get(source, timedelta(0)), wire


def light_edition(job: Job, ids: list[str], number: int) -> Edition:
    counts = Counts(total=len(ids), cards=0, brief=0, below=0, duplicate=0, off_topic=len(ids), withheld=0)
    return Edition(
        reader=job.reader.name, title="", number=number, kind=job.kind, on=job.on, slot=job.slot, zone=job.reader.zone,
        covers_from_at=job.covers_from_at, covers_to_at=job.covers_to_at, generated_at=job.covers_to_at,
        next_at=job.next_at, mark="", language="en", template="default", paper="A4",
        notices=tuple(Notice(level="missed", text=one) for one in job.missed),
        glance=(), daybook=(), desks=(), brief=(), below=(), timeline=(), sources=(), counts=counts, notes=(),
        off_topic=tuple(WireRef(id=one, guid="", link="", source="") for one in ids),
    )  # fmt: skip


def publish(store: Store, job: Job, year: Year) -> None:
    """The steps of the real press: freeze, write, queue, told."""
    cut_seq, ids = arrived(store, job)
    standing = store.edition(job.reader.name, job.on, job.slot)
    if standing and standing.state == "told":
        return
    row: EditionRow
    if standing and standing.state == "made":
        row = standing
    else:
        year.step()
        year.disk()
        edition = light_edition(job, ids, store.next_number(job.reader.name))
        row = store.save_edition(edition, files={}, cut_seq=cut_seq)
    year.step()
    store.set_files(row.id, {"json": f"{job.reader.name}-{row.number}"})
    year.step()
    store.queue(row.id, CHANNEL, "a@example.org", at=job.covers_to_at, message_id=f"{job.reader.name}.{row.number}")
    year.step()
    store.mark_told(job.reader.name, job.on, job.slot, job.covers_to_at)
    year.step()


def hand_over(store: Store, at: datetime, year: Year) -> None:
    """At least once towards the server, once by record."""
    for row in store.pending(at):
        store.mark_begun(row.id, at)
        if year.chance.random() < REFUSED:
            year.faults["mail refused"] += 1
            store.mark_tried(row.id, "451 try later", at + timedelta(minutes=30))
            continue
        year.taken[row.message_id] += 1
        if year.chance.random() < LOST_ANSWER:
            year.faults["died after the server took it"] += 1
            raise CrashError
        store.mark_sent(row.id, at)


def tick(
    config: Config, store: Store, names: list[str], at: datetime, waiting: list[tuple[datetime, Wire]], year: Year
) -> None:
    """What a run does at ``at``, by the clock as it is then."""
    readers = [reader for reader in config.readers if reader.name in names]
    store.add_wires([wire for _, wire in waiting])
    waiting.clear()
    year.step()
    for job in unfinished_jobs(store, readers, at):
        publish(store, job, year)
    for job in plan_jobs(config, store, readers, RunOptions(), at):
        try:
            publish(store, job, year)
        except StoreError:
            continue
    hand_over(store, at, year)


def one_year(folder: Path, number: int) -> None:
    """Play one year onto the folder's store."""
    chance = random.Random(9000 + number)
    year = Year(chance=chance)
    config = config_of(folder)
    by_zone = {zone: [r.name for r in config.readers if r.zone == zone] for zone in ZONES}
    state = folder / "late.json"
    late: list[tuple[datetime, Wire]] = _late(state)
    store = open_store(config.store)
    off_until = START
    jump, jump_until = timedelta(0), START
    for n in range(DAYS):
        day = START + timedelta(days=DAYS * number + n)
        late += made_wires(day, chance, year)
        if chance.random() < OFF:
            off_until = day + timedelta(hours=chance.randint(6, 96))
            year.faults["machine off"] += 1
        if chance.random() < JUMP:
            jump = timedelta(minutes=chance.choice((-60, -180, -1500, 45, 300, 1560)))
            jump_until = day + timedelta(hours=chance.randint(2, 30))
            year.faults["clock jump"] += 1
        for at, names in _looks(config, by_zone, day):
            if at < off_until:
                continue
            here = [one for one in late if one[0] <= at]
            late = [one for one in late if one[0] > at]
            clock = at + (jump if at < jump_until else timedelta(0))
            stamped = [(when, _received(wire, clock)) for when, wire in here]
            try:
                tick(config, store, names, clock, stamped, year)
            except CrashError:
                store.close()
                store = open_store(config.store)
            late += [(when, wire) for when, wire in stamped]  # what a crash kept from being stored is read again
    store.close()
    state.write_text(json.dumps([[at.isoformat(), wire.guid, wire.source] for at, wire in late]), encoding="utf-8")
    row = {"year": number, "faults": dict(year.faults), "taken twice": sum(n - 1 for n in year.taken.values() if n > 1)}
    with (folder / "years.jsonl").open("a", encoding="utf-8") as kept:
        kept.write(json.dumps(row) + "\n")


def _looks(config: Config, by_zone: dict[str, list[str]], day: datetime) -> Iterator[tuple[datetime, list[str]]]:
    """When somebody looks, and for whom: minutes after each slot for the readers of its zone, some days for all."""
    every = [reader.name for reader in config.readers]
    looks = [(day + timedelta(hours=23, minutes=50), every)] if day.day % 3 == 0 else []
    for names in by_zone.values():
        found = set()
        for reader in config.readers:
            if reader.name in names:
                found |= {d.due_at for d in slots_between(reader, after_at=day, until_at=day + timedelta(days=1))}
        looks += [(at + timedelta(minutes=3), names) for at in found]
    return iter(sorted(looks, key=lambda look: look[0]))


def _received(wire: Wire, at: datetime) -> Wire:
    from dataclasses import replace

    return replace(wire, received_at=at)


def _late(state: Path) -> list[tuple[datetime, Wire]]:
    if not state.exists():
        return []
    found = []
    for at, name, source in json.loads(state.read_text(encoding="utf-8")):
        when = datetime.fromisoformat(at)
        wire = Wire(
            id=sha256(name.encode()).hexdigest()[:16], identity=name, source=source, headline=f"Wire {name}",
            paragraphs=("Text.",), received_at=when, published_at=when, published_text=at, guid=name,
        )  # fmt: skip
        found.append((when, wire))
    return found


def judge(folder: Path) -> dict[str, int]:
    """What was lost and doubled over all that was played."""
    config = config_of(folder)
    found: Counter[str] = Counter()
    with open_store(config.store) as store:
        seqs = {wire.id: n for n, wire in enumerate(store.wires_between(0, store.last_seq()), 1)}
        found["wires"] = len(seqs)
        for reader in config.readers:
            rows = [row for row in store.editions(reader.name, limit=10**6) if row.state == "told"]
            rows.sort(key=lambda row: row.number)
            found["editions"] += len(rows)
            found["numbers missing or doubled"] += sum(row.number != n for n, row in enumerate(rows, 1))
            told: Counter[str] = Counter()
            named: set[str] = set()
            for row in rows:
                edition = store.load_edition(row.id)
                told.update(ref.id for ref in edition.off_topic)
                named.update(notice.text for notice in edition.notices)
            found["wires doubled"] += sum(n - 1 for n in told.values())
            found["wires lost"] += sum(
                1 for wire, seq in seqs.items() if rows[0].cut_seq < seq <= rows[-1].cut_seq and wire not in told
            )
            found["slots doubled"] += len(rows) - len({(row.on, row.slot) for row in rows})
            dues = [instant(row.on, row.slot, zone_of(reader, row.slot)) for row in rows if is_clock(row.slot)]
            answered = {(row.on, row.slot) for row in rows}
            for due in slots_between(reader, after_at=min(dues), until_at=max(dues)):
                if (due.on, due.slot) not in answered:
                    found["slots covered by the next edition"] += 1
                    found["slots missed without a word"] += f"{due.on} {due.slot}" not in named
        sent = Counter(row.state for row in store.outbox_rows(limit=10**7))
        found["handed over once"] = sent["sent"]
        found["editions not handed over"] = found["editions"] - sent["sent"]
    return dict(found)


BAD = ("wires lost", "wires doubled", "slots doubled", "slots missed without a word", "numbers missing or doubled")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--only", type=int, help="play this one year in this process")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.only is not None:
        one_year(given.folder, given.only)
        return 0
    kept = given.folder / "years.jsonl"
    done = len(kept.read_text(encoding="utf-8").splitlines()) if kept.exists() else 0
    for number in range(done, given.years):
        command = [sys.executable, "-m", "tests.benchmarks.years", str(given.folder), "--only", str(number)]
        if subprocess.run(command, check=False).returncode:
            return 1
    faults: Counter[str] = Counter()
    for line in kept.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        faults.update(row["faults"])
        faults["taken twice by the server"] += row["taken twice"]
    found = judge(given.folder)
    for name, n in {**faults, **found}.items():
        print(f"{n:>9} {name}")
    return 1 if any(found.get(name) for name in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
