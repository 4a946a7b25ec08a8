"""compose.yaml holds what docs/cluster.md says of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from briefing.config.engine import engine_choice

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
FILE: Any = YAML(typ="safe").load(TEXT)


def test_each_service_can_be_started() -> None:
    assert sorted(FILE["services"]) == ["briefing", "postgres", "scheduler", "worker"]
    for service in FILE["services"].values():
        for other in service.get("depends_on", {}):
            assert "test" in FILE["services"][other]["healthcheck"]
    asked = set(FILE["services"]["worker"]["build"]["args"]["EXTRAS"].split(","))
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(re.search(rf"^{extra} = \[", told, re.MULTILINE) for extra in asked)
    assert "ARG EXTRAS" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_engine_it_names_is_the_one_that_its_worker_joins() -> None:
    (named,) = set(re.findall(r'engine: "(dask: [^"]+)"', TEXT))
    assert engine_choice(named).address in FILE["services"]["worker"]["entrypoint"]
    assert named in (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
