"""`briefing init`: a commented config.yaml from a few answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import ConfigError
from briefing.pipeline.sources.feeds import quoted, replace_checked


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What a new user is asked. Regions and topics are lists with commas, empty for all."""

    name: str
    zone: str
    at: str
    regions: str
    topics: str


def write_config(path: Path, answers: Answers) -> list[str]:
    """Write the file and say what comes next. The file is checked before it takes its place: ConfigError names the
    answer that does not fit."""
    text = _text(answers)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_checked(path, text)
        folder = path.parent / "incoming"
        folder.mkdir(exist_ok=True)
    except OSError as fault:
        said = f"cannot be written: {fault.strerror or fault}"
        hint = f"Look at {fault.filename}; or name another place" if fault.filename else "Name another place"
        raise ConfigError(said, subject=str(path), hint=hint) from fault
    named = "" if path == Path("config.yaml") else f" -c {path}"
    return [
        f"Wrote {path}.",
        f"Drop wires into {folder}, or add feeds: briefing feeds add{named} https://...",
        f"Then: briefing check{named}, briefing run{named}. With --now an edition is made at once.",
    ]


# what a fault begins with: the line, and the key or the reader
_PLACE = re.compile(r"^(?:\S+:\d+: )?(?:readers\[0\]\S*: |reader [^:]*: )?")


def fault_of(answers: Answers) -> str:
    """What of the answers does not fit, without the place in the file; "" where all do. Nothing is left behind."""
    with TemporaryDirectory() as folder:
        try:
            replace_checked(Path(folder) / "config.yaml", _text(answers))
        except ConfigError as fault:
            return "; ".join(_PLACE.sub("", line) for line in fault.faults) or str(fault)
    return ""


def _text(answers: Answers) -> str:
    text = (files("briefing") / "data" / "config.template.yaml").read_text(encoding="utf-8")
    for key, value in {
        "@NAME@": quoted(answers.name),
        "@ZONE@": quoted(answers.zone),
        "@AT@": quoted(answers.at),
        "@REGIONS@": _list(answers.regions),
        "@TOPICS@": _list(answers.topics),
    }.items():
        text = text.replace(key, value)
    return text


def _list(text: str) -> str:
    return "[" + ", ".join(quoted(word) for word in (w.strip() for w in text.split(",")) if word) + "]"
