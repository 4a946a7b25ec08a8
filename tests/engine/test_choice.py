"""What a configuration may say of the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import load_config
from briefing.config.engine import EngineChoice, engine_choice
from briefing.engine import open_engine
from briefing.engine.open import cores
from briefing.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("local", EngineChoice(kind="local")),
        ("local: 4", EngineChoice(kind="local", workers=4)),
        ("local:1", EngineChoice(kind="local", workers=1)),
        ("dask: tcp://10.0.0.5:8786", EngineChoice(kind="dask", address="tcp://10.0.0.5:8786")),
        ("dask: tls://work.example.org:8786", EngineChoice(kind="dask", address="tls://work.example.org:8786")),
    ],
)
def test_an_engine_is_read(text: str, choice: EngineChoice) -> None:
    assert engine_choice(text) == choice


@pytest.mark.parametrize(
    "text", ["", "spark", "local: 0", "local: many", "local: 999", "dask", "dask: 10.0.0.5", "dask: tcp://host"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is expected"):
        engine_choice(text)


def test_the_configuration_takes_it_with_and_without_quotes(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    for line in ('engine: "dask: tcp://10.0.0.5:8786"', "engine:\n  dask: tcp://10.0.0.5:8786"):
        path.write_text(line, encoding="utf-8")
        assert load_config(path).engine == "dask: tcp://10.0.0.5:8786"
    path.write_text("engine: spark", encoding="utf-8")
    with pytest.raises(ConfigError) as found:
        load_config(path)
    assert "config.yaml:1: engine: " in found.value.faults[0]
    assert '"local: 4"' in found.value.faults[0]


def test_one_worker_is_this_process() -> None:
    with open_engine(engine_choice("local: 1")) as engine:
        assert engine.executor is None
        assert engine.workers == 1
    with open_engine(engine_choice("local: 3")) as engine:
        assert engine.workers == 3
    assert cores() >= 1
