"""Where the archive listens, for whom it is open, and the key its logins are signed with."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from briefing.config import Config, Web
from briefing.errors import ConfigError
from briefing.pipeline.care.tokens import make_token, revoke
from briefing.web.access import key_path, read_key
from briefing.web.serve import listening, openness
from tests.pipeline.builders import House
from tests.web.builders import serving

# ---------------------------------------------------------------- where it listens


def refused(house: House, *options: str) -> str:
    command = [sys.executable, "-m", "briefing", "serve", "-c", str(house.path), "--port", "0", *options]
    program = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert program.returncode == 2, program.stderr
    return program.stderr


@pytest.mark.parametrize(
    ("host", "url", "tokens", "asked", "opened"),
    [
        ("127.0.0.1", "", 0, False, "until-token"),
        ("::1", "", 0, False, "until-token"),
        ("127.0.0.1", "", 1, False, "never"),
        ("0.0.0.0", "", 1, False, "never"),
        ("0.0.0.0", "", 0, True, "always"),
        ("0.0.0.0", "", 0, False, ""),
        ("192.0.2.7", "", 0, False, ""),
        ("briefing.example", "", 0, False, ""),
        ("127.0.0.1", "https://briefing.example", 0, False, ""),
    ],
)
def test_for_whom_it_is_open(host: str, url: str, tokens: int, asked: bool, opened: str) -> None:
    config = Config(web=Web(url=url))
    if opened:
        assert openness(config, host, tokens, asked=asked) == opened
        return
    with pytest.raises(ConfigError, match=url or host):
        openness(config, host, tokens, asked=asked)


def test_without_tokens_it_serves_nobody_but_the_machine_itself(tmp_path: Path) -> None:
    assert "token new" in refused(House(tmp_path), "--host", "0.0.0.0")


def test_an_address_that_is_taken_is_said_to_be() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ConfigError, match=r"cannot listen at 127\.0\.0\.1"),
    ):
        listening("127.0.0.1", taken.getsockname()[1], 5)
    with pytest.raises(ConfigError, match="cannot listen at nowhere"):
        listening("nowhere.invalid", 0, 5)


def test_two_processes_answer_as_one_and_end_together(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.path.write_text(house.path.read_text() + "web: {workers: 2}\n")
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    _, secret = make_token(house.config, reader="desk")
    with serving(house, tokens={"desk": secret}) as archive:
        for _ in range(2):
            with archive.logged_in("desk") as client:
                assert client.get("/editions/desk/1").status_code == 200
    with pytest.raises(httpx.ConnectError):
        archive.get("/login", "")


def test_an_archive_without_tokens_is_open_on_the_machine_until_one_is_made(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    with serving(house) as archive:
        assert archive.get("/runs", "").status_code == 200
        behind = {"x-forwarded-for": "203.0.113.9"}
        with archive.client() as client:
            assert client.get("/editions/desk", headers=behind).status_code == 403
        calendar = re.search(r"<code>(http[^<]+)</code>", archive.get("/daybook/desk", "").text)[1]
        assert httpx.get(calendar, trust_env=False).status_code == 200
        row, _ = make_token(house.config, reader="desk")
        assert archive.get("/editions/desk", "").status_code == 303
        assert httpx.get(calendar, trust_env=False).status_code == 404
        revoke(house.config, row.id)
        assert archive.get("/editions/desk", "").status_code == 303, "it does not open again"


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    config = House(tmp_path).config
    key = read_key(config)
    assert read_key(config) == key
    key_path(config).chmod(0o644)
    with pytest.raises(ConfigError, match="others can read") as found:
        read_key(config)
    assert "chmod 600" in found.value.hint
    key_path(config).chmod(0o600)
    key_path(config).write_text("no key at all")
    with pytest.raises(ConfigError, match="is no key"):
        read_key(config)


def test_behind_a_proxy_the_pages_lie_below_its_path_and_cookies_need_tls(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.path.write_text(house.path.read_text() + "web: {url: 'https://briefing.example/archive'}\n")
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    _, secret = make_token(house.config, reader="desk")
    with serving(house, tokens={"desk": secret}) as archive, archive.client() as client:
        client.headers["host"] = "briefing.example"
        page = client.get("/archive/login")
        assert 'action="/archive/login"' in page.text
        assert "Secure" in page.headers["set-cookie"]
        assert "Path=/archive" in page.headers["set-cookie"]
        assert page.headers["strict-transport-security"]
        mine = {"authorization": f"Bearer {secret}"}
        listed = client.get("/archive/editions/desk", headers=mine).text
        assert 'href="/archive/editions/desk/1"' in listed
        assert not re.search(r'(href|action)="/(?!archive/)', listed)
        assert (
            "https://briefing.example/archive/calendar/desk/" in client.get("/archive/daybook/desk", headers=mine).text
        )
        assert client.get("/editions/desk", headers=mine).status_code == 200, "a proxy may take the path away"
