"""Cases of known faults of schedules: weekdays, sleep, a full disk, two services."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from briefing.config import Config, Reader
from briefing.edition.due import coming_slots
from briefing.pipeline.care.status import status_of
from briefing.pipeline.options import RunOptions
from briefing.pipeline.slots.plan import plan_jobs, slot_words
from briefing.store import Store, open_store
from tests.benchmarks.years import Year, publish

CASES = Path(__file__).parents[3] / "shared" / "cases"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the folder of cases is not beside the project"),
]


def case(number: str) -> Path:
    (found,) = CASES.glob(f"case-{number}-*")
    return found


def test_weekdays_of_a_crontab_line_are_crons() -> None:
    given = YAML(typ="safe").load((case("01") / "schedule.yaml").read_text("utf-8"))
    zone = given["timezone"]
    start = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo(zone))
    due: dict[str, list[str]] = {}
    for name, row in given["readers"].items():
        reader = Reader.model_validate({"name": name, "zone": zone, "slots": [row["schedule"]]})
        local = [d.due_at.astimezone(ZoneInfo(zone)) for d in coming_slots(reader, after_at=start, most=7)]
        due[name] = [f"{at:%a %d %H:%M}" for at in local if at < start + timedelta(days=7)]
        assert f"{local[0]:%A}" in slot_words(reader, start.astimezone(UTC), 1)[0]
    assert due["mon"] == ["Mon 02 07:00"]
    assert due["workdays"] == [f"{day} 07:00" for day in ("Mon 02", "Tue 03", "Wed 04", "Thu 05", "Fri 06")]
    assert due["sun0"] == due["sun7"] == ["Sun 08 07:00"]


class Never:
    """Chance without faults."""

    def random(self) -> float:
        return 1.0


def look(config: Config, store: Store, at: datetime) -> list[str]:
    made = []
    for job in plan_jobs(config, store, list(config.readers), RunOptions(), at):
        publish(store, job, Year(chance=Never()))  # type: ignore[arg-type]
        made.append(
            f"{job.on} {job.slot}{' late' if job.late else ''}{f' missed {len(job.missed)}' if job.missed else ''}"
        )
    return made


def test_after_a_sleep_one_late_edition_comes_and_says_so(tmp_path: Path) -> None:
    timeline = json.loads((case("03") / "timeline.json").read_text("utf-8"))
    up = [tuple(datetime.fromisoformat(at.replace("Z", "+00:00")) for at in pair) for pair in timeline["up"]]
    config = Config.model_validate(
        {"store": f"sqlite:///{tmp_path / 'a.db'}", "readers": [{"name": "desk", "slots": ["07:00"]}]}
    )
    made: dict[str, list[str]] = {}
    with open_store(config.store) as store:
        for first, last in up:
            at = first
            while at < last:
                if found := look(config, store, at):
                    made[f"{at:%Y-%m-%dT%H:%MZ}"] = found
                at += timedelta(minutes=5)
    assert made == {
        "2026-03-03T07:00Z": ["2026-03-03 07:00"],
        "2026-03-04T09:20Z": ["2026-03-04 07:00 late"],
        "2026-03-05T07:00Z": ["2026-03-05 07:00"],
        "2026-03-08T05:00Z": ["2026-03-07 07:00 late missed 1"],
        "2026-03-08T07:00Z": ["2026-03-08 07:00"],
    }
    (reader,) = status_of(config, datetime(2026, 3, 8, 8, tzinfo=UTC))["readers"]
    assert reader["missed"] == ["2026-03-06 07:00"]
