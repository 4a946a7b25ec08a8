"""What the command line asks of one run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from briefing.config import Reader, Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What a special edition is limited to; of each that is given something must fit. ``stories`` are storyline or
    story ids, or words of a headline."""

    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.regions or self.topics or self.stories)

    def words(self) -> str:
        """For print: "region sahel; topic unrest; story Nord Stream"."""
        parts = {"region": self.regions, "topic": self.topics, "story": self.stories}
        return "; ".join(f"{name} {', '.join(given)}" for name, given in parts.items() if given)

    def reader(self, reader: Reader) -> Reader:
        """The reader for this one edition: his terms, followed stories and home bring nothing in beside it."""
        changed: dict[str, object] = {
            "watch": Watch(exclude=reader.watch.exclude),
            "follow": [],
            "home": None,
        }
        if self.regions:
            changed |= {"regions": list(self.regions), "countries": []}
        if self.topics:
            changed["topics"] = list(self.topics)
        if self.stories:
            changed |= {
                "regions": [],
                "countries": [],
                "topics": [],
                "mute": [],
                "sections": [*reader.sections, "other"],
            }
        return reader.model_copy(update=changed)


@dataclass(frozen=True, kw_only=True, slots=True)
class RunOptions:
    """What the command line asks of one run."""

    from_paths: tuple[Path, ...] = ()
    as_of_at: datetime | None = None
    readers: tuple[str, ...] = ()
    out: Path | None = None
    offline: bool = False
    extra: bool = False  # an extra edition outside the slots
    deliver: bool = False
    selection: Selection | None = None  # what an extra edition is limited to
    reissue_on: date | None = None  # the date of an edition that is to be replaced
    reissue_slot: str = ""  # its slot; the last of the date without one
    reason: str = ""  # why it is

    @property
    def preview(self) -> bool:
        """Editions of another time or of other sources neither deliver nor count as told, unless asked to."""
        return not self.deliver and (self.as_of_at is not None or bool(self.from_paths))
