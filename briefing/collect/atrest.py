"""Files at rest: whether one is written to its end, and what is remembered of each between two looks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MOVED = "~"  # before the digest of a content that was refused and moved away
REFUSED = "!"  # before the digest of a content that was refused and still stands there
EMPTY_S = 60.0  # at least: a file is made empty before it is filled


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What is remembered of a file between looks. ``digest`` "" until it was read; ``version`` counts its contents."""

    size: int
    mtime_ns: int
    digest: str = ""
    version: int = 0
    since_s: int = 0  # when this size and time were first seen, seconds since 1970

    def dump(self) -> str:
        return f"{self.size}:{self.mtime_ns}:{self.digest}:{self.version}:{self.since_s}"

    @classmethod
    def load(cls, text: str) -> Seen | None:
        """The memory of one file; None where the text is not one."""
        parts = text.split(":")
        if len(parts) != 5 or not all(p.isdecimal() for n, p in enumerate(parts) if n != 2):
            return None
        size, mtime_ns, digest, version, since_s = parts
        return cls(size=int(size), mtime_ns=int(mtime_ns), digest=digest, version=int(version), since_s=int(since_s))


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a file is like now, and whether it is at rest."""

    seen: Seen
    ready: bool
    before: str = ""  # digest of the content taken last under this name


def look_at(path: Path, remembered: str, settle_s: float, now_s: float) -> Look | None:
    """What to do with a file: None for nothing new (or it has just gone)."""
    try:
        stat = path.stat()
    except OSError:
        return None
    last = Seen.load(remembered)
    same = last is not None and (last.size, last.mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    if last and same and last.digest and not last.digest.startswith(MOVED):
        return None
    since_s = last.since_s if last and same else int(now_s)
    version = last.version if last else 0
    seen = Seen(size=stat.st_size, mtime_ns=stat.st_mtime_ns, version=version, since_s=since_s)
    # the clock of a share may run ahead of ours: what has not changed for so long by our own clock is at rest too
    rest_s = max(now_s - stat.st_mtime_ns / 1e9, now_s - since_s if same else 0.0)
    needed_s = settle_s if stat.st_size else max(settle_s, EMPTY_S)
    return Look(seen=seen, ready=rest_s >= needed_s, before=last.digest if last else "")


def was_refused(path: Path, remembered: str) -> bool:
    """Does a file stand there as it was when it was refused? Touched, it is read again."""
    last = Seen.load(remembered)
    return last is not None and last.digest.startswith(REFUSED) and path.exists()
