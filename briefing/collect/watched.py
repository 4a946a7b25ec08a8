"""A watched folder or file: what has come to rest since the last look is read once, and remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefing.collect.atrest import MOVED, REFUSED, Look, Seen, look_at, was_refused
from briefing.collect.folder import (
    PORTION,
    PORTION_BYTES,
    Options,
    Reading,
    Spread,
    bytes_of,
    calendar_of,
    read_file,
    spelt,
    walk,
)
from briefing.collect.portions import AT_ONCE, NO_WIRES, HandOn, Tally
from briefing.collect.quarantine import put_away, refused
from briefing.errors import WireError
from briefing.model import CalendarFile, Wire


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderResult:
    """One look at a watched folder. ``taken`` is what the next look needs, by path within the folder."""

    wires: tuple[Wire, ...] = ()
    handed: Tally = NO_WIRES  # of those that were handed on before
    calendars: tuple[CalendarFile, ...] = ()
    errors: tuple[Reading, ...] = ()  # quarantined or unreadable, with the reason
    taken: Mapping[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()  # still being written
    unfilled: tuple[str, ...] = ()  # of these, the empty ones
    passed: tuple[str, ...] = ()  # refused before, and unchanged since
    files: int = 0  # files that stand in the folder now


def scan_folder(
    folder: Path | str,
    *,
    taken: Mapping[str, str],
    received_at: datetime,
    settle_s: float,
    now_s: float,
    options: Options | None = None,
    quarantine: bool = True,
    spread: Spread = map,
    hand_on: HandOn | None = None,
) -> FolderResult:
    """Look at a watched folder once and read what has come to rest since the last look.

    A file is read when its time lies ``settle_s`` before ``now_s`` (seconds since 1970), or when its size and time have
    been the same at every look for so long. Each content is taken once under each name; new content under a known name
    is the next version of the same wire. Broken files move to ``.quarantine`` with a ``.reason`` beside them, unless
    ``quarantine`` is False; what the system does not give stays, and every look tries it. What is put back
    from there is read anew, and stays where that fails too. A file that is gone stays remembered. Of very many wires
    those read first are handed on, and the result holds the rest. Raises WireError where the folder cannot be read.
    """
    top = _folder(folder)
    sweep = _Sweep(
        top=top, options=options or Options(source=top.name), memory=dict(taken), quarantine=quarantine, spread=spread,
        hand_on=hand_on,
    )  # fmt: skip
    for path, fault in walk(top, True):
        if fault:
            sweep.errors.append(Reading(path=path, error=fault))
        else:
            sweep.look(path, received_at, settle_s, now_s)
    return sweep.result()


@dataclass(kw_only=True)
class _Sweep:
    """One look through a folder: what it found so far. Files are read some at a time."""

    top: Path
    options: Options
    memory: dict[str, str]  # name -> what is remembered of it
    quarantine: bool
    spread: Spread
    hand_on: HandOn | None
    wires: list[Wire] = field(default_factory=list)
    handed: Tally = NO_WIRES
    calendars: list[CalendarFile] = field(default_factory=list)
    errors: list[Reading] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    unfilled: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    files: int = 0
    _taken_up: list[_Taken] = field(default_factory=list)
    _heavy: int = 0  # bytes of those

    def look(self, path: Path, received_at: datetime, settle_s: float, now_s: float) -> None:
        """Take a file up where it has come to rest and is new."""
        self.files += 1
        name = spelt(path.relative_to(self.top))
        look = look_at(path, self.memory.get(name, ""), settle_s, now_s)
        if look is None:
            self.passed += [name] if was_refused(path, self.memory.get(name, "")) else []
        elif not look.ready:
            self.memory[name] = look.seen.dump()
            self.waiting.append(name)
            self.unfilled += [] if look.seen.size else [name]
        else:
            self._taken_up.append(_take(path, name, look, received_at, self.options))
            self._heavy += len(self._taken_up[-1].data)
            if len(self._taken_up) >= PORTION or self._heavy >= PORTION_BYTES:
                self._read()

    def _read(self) -> None:
        for one, reading in zip(self._taken_up, _all_read(self._taken_up, self.spread), strict=True):
            self.wires.extend(reading.wires)
            if self.hand_on and len(self.wires) >= AT_ONCE:
                self.handed = self.handed.also(self.wires)
                self.hand_on(tuple(self.wires))
                self.wires.clear()
            self.calendars.extend(calendar_of(reading, one.name, self.options))
            if reading.error:
                away = self.quarantine and not reading.stays and not one.again
                error = put_away(self.top, reading.path, reading.error) if away else reading.error
                self.errors.append(replace(reading, error=error))
            if not (one.denied or reading.waits):
                before = one.seen.version - bool(one.data)
                seen = refused(one.path, one.seen, before=before) if reading.error else one.seen
                self.memory[one.name] = seen.dump()
        self._taken_up.clear()
        self._heavy = 0

    def result(self) -> FolderResult:
        """All of it, the files that were taken up last read too."""
        self._read()
        return FolderResult(
            wires=tuple(self.wires), handed=self.handed, calendars=tuple(self.calendars), errors=tuple(self.errors),
            taken=self.memory, waiting=tuple(self.waiting), unfilled=tuple(self.unfilled), passed=tuple(self.passed),
            files=self.files,
        )  # fmt: skip


def scan_file(
    path: Path | str,
    *,
    taken: Mapping[str, str],
    received_at: datetime,
    settle_s: float,
    now_s: float,
    options: Options,
    spread: Spread = map,
) -> FolderResult:
    """Look at one file that is a source by itself, as ``scan_folder`` does at each of its files. Nothing is moved.

    Raises WireError where there is no such file.
    """
    file = Path(path)
    if not file.is_file():
        raise WireError("there is no such file", subject=str(path), hint="Check its path in config.yaml")
    name = spelt(Path(file.name))
    memory = dict(taken)
    look = look_at(file, memory.get(name, ""), settle_s, now_s)
    if look is None:
        return FolderResult(taken=memory, files=1)
    if not look.ready:
        memory[name] = look.seen.dump()
        return FolderResult(taken=memory, waiting=(name,), unfilled=() if look.seen.size else (name,), files=1)
    one = _take(file, name, look, received_at, options)
    (reading,) = _all_read([one], spread)
    if not (one.denied or reading.waits):
        memory[name] = one.seen.dump()
    return FolderResult(
        wires=reading.wires, calendars=tuple(calendar_of(reading, name, options)),
        errors=(reading,) if reading.error else (), taken=memory, files=1,
    )  # fmt: skip


def _folder(folder: Path | str) -> Path:
    if not Path(folder).is_dir():
        hint = "Make it, or change its path in config.yaml"
        raise WireError("there is no such folder", subject=str(folder), hint=hint)
    return Path(folder)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taken:
    """A file at rest: its content to be read, or what is to be said of it where there is none."""

    path: Path
    name: str
    seen: Seen
    received_at: datetime
    options: Options
    data: bytes = b""
    error: str = ""
    again: bool = False  # refused before, moved away and put back as it was
    denied: bool = False  # by the system, of which the file knows nothing: the next look tries again

    @property
    def place(self) -> str:
        """Where it came from, as no other item did."""
        return f"{self.options.source}:{spelt(self.path.absolute())}"

    def lost(self, reason: str) -> Reading:
        """What came of it where reading it is impossible."""
        return Reading(path=self.path, error=reason)


def _take(path: Path, name: str, look: Look, received_at: datetime, options: Options) -> _Taken:
    """Take up a file at rest. One whose size changed while it was read waits for the next look."""
    bare = _Taken(path=path, name=name, seen=look.seen, received_at=received_at, options=options)
    try:
        data = bytes_of(path)
    except OSError as fault:
        return replace(bare, error=f"cannot be read: {fault.strerror or fault}", denied=True)
    except WireError as fault:
        again = look.before in (f"{MOVED}empty", f"{REFUSED}empty")
        return replace(bare, error=fault.message, again=again, seen=replace(look.seen, digest="empty"))
    if len(data) != look.seen.size:
        return replace(bare, seen=replace(look.seen, size=len(data), mtime_ns=0))
    digest = sha256(data).hexdigest()[:16]
    if digest == look.before:
        return replace(bare, seen=replace(look.seen, digest=digest))
    again = look.before in (f"{MOVED}{digest}", f"{REFUSED}{digest}")
    return replace(bare, data=data, again=again, seen=replace(look.seen, digest=digest, version=look.seen.version + 1))


def _all_read(taken: Sequence[_Taken], spread: Spread) -> Iterator[Reading]:
    """What each file gave, in their order; those with content are read by ``spread``."""
    read = iter(spread(_read, [one for one in taken if one.data]))
    for one in taken:
        yield next(read) if one.data else Reading(path=one.path, error=one.error, stays=one.denied)


def _read(one: _Taken) -> Reading:
    reading = read_file(one.path, received_at=one.received_at, options=one.options, data=one.data)
    wires = tuple(_in_folder(w, one.name, one.seen.version) for w in reading.wires)
    return replace(reading, wires=wires)


def _in_folder(wire: Wire, name: str, version: int) -> Wire:
    """A wire known by its path alone is known by its path within the folder, so that a moved folder changes nothing."""
    from briefing.collect.naming import version_id

    if wire.identity != wire.path:
        return wire
    new_id = version_id(wire.source, name, wire.headline, wire.paragraphs)
    return replace(wire, id=new_id, identity=name, version=max(wire.version, version))
