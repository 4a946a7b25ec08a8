"""A template folder to begin with, and the page that draws itself anew."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.config import Config, Reader
from briefing.errors import ConfigError
from briefing.pipeline.looks.looking import Look, new_template, serve_look
from briefing.render import find_templates
from briefing.render.html import render_html
from tests.render.samples import sample


@pytest.fixture
def config(tmp_path: Path) -> Config:
    reader = Reader.model_validate({"name": "desk", "template": "ministry"})
    return Config(
        store=f"sqlite:///{tmp_path / 'b.db'}",
        out=str(tmp_path),
        templates=str(tmp_path / "templates"),
        readers=[reader],
    )


@pytest.fixture
def address(config: Config) -> Iterator[str]:
    new_template(config, "ministry")
    look, known, ready = Look(config, config.readers[0]), [], threading.Event()

    def tell(where: str) -> None:
        known.append(where)
        ready.set()

    threading.Thread(target=serve_look, args=(look, 0, tell), daemon=True).start()
    assert ready.wait(10)
    yield known[0]
    look.close()


def get(address: str, **headers: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
        return bytes(answer.read())


def test_a_new_template_is_one_that_draws(config: Config) -> None:
    files = new_template(config, "ministry")
    assert [path.name for path in files] == ["theme.yaml", "brief.html.j2"]
    html = render_html(sample(), templates=find_templates("ministry", Path(config.templates)))
    assert "--accent: #0b3d5c" in html


@pytest.mark.parametrize("name", ["default", "compact", "web", "a/b", "..", "", "ministry"])
def test_a_name_that_is_taken_or_none_is_refused(config: Config, name: str) -> None:
    new_template(config, "ministry")
    with pytest.raises(ConfigError):
        new_template(config, name)


def test_the_page_draws_itself_anew_when_a_template_changes(config: Config, address: str) -> None:
    first = get(address).decode()
    seen = json.loads(get(f"{address}version"))
    assert f'const seen = "{seen}"' in first
    assert "--accent: #0b3d5c" in first
    (Path(config.templates) / "ministry" / "theme.yaml").write_text('accent: "#654321"\n')
    assert json.loads(get(f"{address}version")) != seen
    assert "--accent: #654321" in get(address).decode()


def test_a_fault_in_the_template_is_on_the_page(config: Config, address: str) -> None:
    (Path(config.templates) / "ministry" / "card.html.j2").write_text("{{ card.headlin }}")
    assert "card.html.j2:1" in get(address).decode()


def test_the_pdf_stands_beside_it(address: str) -> None:
    assert get(f"{address}edition.pdf").startswith(b"%PDF")


def test_another_host_name_reads_nothing(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(address, Host="evil.example:80")
    with refused.value as answer:
        assert answer.code == 403
    with pytest.raises(urllib.error.HTTPError) as missing:
        get(f"{address}other")
    missing.value.close()
