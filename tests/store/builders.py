"""Values for the tests of the store, and programs run beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.model import Analysis, Counts, Edition, StoryTrace, Wire
from briefing.storeurl import sqlite_url

ROOT = Path(__file__).parents[2]
NOON = datetime(2022, 1, 6, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def url_of(path: Path) -> str:
    return sqlite_url(path)


def wire(number: int = 1, **changed: Any) -> Wire:
    values: dict[str, Any] = {
        "identity": f"guid-{number}",
        "source": "desk",
        "headline": f"Envoys meet in Geneva, round {number}",
        "paragraphs": (f"Round {number} of the talks opened on Thursday.", "A second one is planned."),
        "received_at": NOON + number * MINUTE,
        "published_at": NOON,
        "published_text": "2022-01-06T12:00:00Z",
        "guid": f"guid-{number}",
    } | changed
    text = "\n".join((values["source"], values["identity"], values["headline"], *values["paragraphs"]))
    return Wire(**{"id": sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]} | values)


def analysis(wire_id: str, rules: str = "r1", **changed: Any) -> Analysis:
    values: dict[str, Any] = {"region": "europe", "topic": "diplomacy", "severity": 0.25, "countries": ("RU", "US")}
    empty = ("sections", "places", "bodies", "people", "parts", "ahead", "behind", "why")
    return Analysis(wire_id=wire_id, rules=rules, **values | dict.fromkeys(empty, ()) | changed)


def trace(story: str, last_at: datetime, **changed: Any) -> StoryTrace:
    values: dict[str, Any] = {
        "headline": f"Story {story}",
        "first_at": last_at - timedelta(days=1),
        "countries": ("KZ",),
        "topic": "unrest",
        "terms": {"almaty": 0.75, "airport": 0.25},
        "wire_ids": ("w1", "w2"),
    }
    return StoryTrace(id=story, last_at=last_at, **values | changed)


def edition(reader: str = "amina", on: date = date(2022, 1, 6), slot: str = "07:00", **changed: Any) -> Edition:
    cut_off = datetime(on.year, on.month, on.day, 6, tzinfo=UTC)
    values: dict[str, Any] = {
        "title": "Morning briefing",
        "number": 1,
        "kind": "regular",
        "zone": "Europe/Berlin",
        "covers_from_at": cut_off - timedelta(days=1),
        "covers_to_at": cut_off,
        "generated_at": cut_off + MINUTE,
        "next_at": cut_off + timedelta(days=1),
        "mark": "",
        "language": "en",
        "template": "default",
        "paper": "A4",
        "counts": Counts(total=0, cards=0, brief=0, below=0, duplicate=0, off_topic=0, withheld=0),
    }
    empty = ("notices", "glance", "daybook", "desks", "brief", "below", "timeline", "sources", "notes")
    return Edition(reader=reader, on=on, slot=slot, **values | dict.fromkeys(empty, ()) | changed)


def start(code: str, *args: object, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    """A Python program beside this one, with the project and these tests on its path."""
    return subprocess.Popen(
        [*before, sys.executable, "-c", code, *map(str, args)],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str], timeout_s: float = 60.0) -> tuple[int, str, str]:
    """(exit code, output, errors) of a program that ends by itself."""
    out, err = process.communicate(timeout=timeout_s)
    return process.returncode, out, err
