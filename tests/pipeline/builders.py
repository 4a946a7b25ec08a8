"""A small house to run in: a folder of wires, a config over it, and the run itself."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.config import Config, load_config
from briefing.pipeline import RunResult, run_once
from briefing.pipeline.options import RunOptions

LEDES = {
    "mali": (
        "Clashes in northern Mali kill 12, army says",
        "BAMAKO, Jan 6 (EXW) - Fighting between soldiers and armed men killed 12 people near Gao in northern Mali on "
        "Wednesday, the army said.",
    ),
    "talks": (
        "Kenya and Uganda to hold border talks in Kampala",
        "NAIROBI, Jan 6 (EXW) - Kenya and Uganda will hold talks on their common border in Kampala on January 12, the "
        "two foreign ministries said on Thursday.",
    ),
    "coup": (
        "Soldiers seize power in Guinea-Bissau",
        "BISSAU, Jan 6 (EXW) - Soldiers took over state television in Guinea-Bissau on Thursday and said they had "
        "dissolved the government in a coup.",
    ),
    "cup": (
        "Rovers beat United in cup",
        "LONDON, Jan 6 (EXW) - Rovers beat United 2-1 in the third round of the cup on Thursday with a late goal.",
    ),
}


class House:
    """One configuration in a temporary folder."""

    def __init__(self, root: Path, *, readers: str = "", sources: str = "") -> None:
        self.root = root
        self.drop = root / "drop"
        self.drop.mkdir(exist_ok=True)
        self.out = root / "out"
        readers = readers or "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d}\n"
        sources = sources or "  - {name: drop, folder: drop, publisher: EXW}\n"
        self.path = root / "config.yaml"
        self.path.write_text(
            f"store: sqlite:///out/briefing.db\nout: out\ncollect: {{settle: 0s, tries: 1}}\n"
            f"sources:\n{sources}readers:\n{readers}",
            encoding="utf-8",
        )

    @property
    def config(self) -> Config:
        return load_config(self.path)

    def wire(
        self, name: str, *, date: str = "2022-01-06T12:00:00Z", headline: str = "", text: str = "", **keys: str
    ) -> Path:
        """Put a wire into the folder; one of LEDES by its name, or another text."""
        told = LEDES.get(name, ("", ""))
        head = "".join(f"{key.capitalize()}: {value}\n" for key, value in keys.items())
        body = f"Date: {date}\nHeadline: {headline or told[0]}\n{head}\n{text or told[1]}\n"
        path = self.drop / f"{name}.txt"
        path.write_text(body, encoding="utf-8")
        return path

    def run(self, at: str, **options: Any) -> RunResult:
        options.setdefault("deliver", True)
        return run_once(self.config, RunOptions(as_of_at=datetime.fromisoformat(at), **options))

    def edition(self, on: str, reader: str = "desk") -> dict[str, Any]:
        found = (self.out / reader / on).glob(f"{reader}-{on}*.json")
        (path,) = (path for path in found if not path.name.endswith(".manifest.json"))
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return document

    def headlines(self, on: str, reader: str = "desk") -> list[str]:
        return sorted(story["headline"] for story in self.edition(on, reader)["stories"])
