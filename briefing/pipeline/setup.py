"""`briefing init`: a commented config.yaml from a few answers."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from briefing.config import load_config


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
    from briefing.pipeline.checks import check_readers

    text = (files("briefing") / "data" / "config.template.yaml").read_text(encoding="utf-8")
    for key, value in {
        "@NAME@": answers.name,
        "@ZONE@": answers.zone,
        "@AT@": answers.at,
        "@REGIONS@": _list(answers.regions),
        "@TOPICS@": _list(answers.topics),
    }.items():
        text = text.replace(key, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    try:
        check_readers(load_config(new))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    folder = path.parent / "incoming"
    folder.mkdir(exist_ok=True)
    return [
        f"Wrote {path}.",
        f"Drop wires into {folder}, or add feeds: briefing feeds add https://...",
        "Then: briefing check, briefing run. `briefing run --now` makes an edition at once.",
    ]


def _list(text: str) -> str:
    return "[" + ", ".join(word for word in (w.strip() for w in text.split(",")) if word) + "]"
