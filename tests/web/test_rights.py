"""Who sees what: tokens, logins, forms, and what no request may do."""

from __future__ import annotations

import re
import socket
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from briefing.pipeline.care.tokens import make_token, revoke, token_rows
from briefing.store import open_store
from briefing.web.access import Seals, key_path
from tests.pipeline.builders import House
from tests.web.builders import READERS, Served, hidden_word, serving

PAGES = (
    "/editions",
    "/editions/desk",
    "/editions/desk/2",
    "/editions/desk/2/why",
    "/editions/desk/2/json",
    "/editions/desk/on/2022-01-06",
    "/storylines/desk",
    "/daybook/desk",
    "/search?q=mali",
    "/sources",
    "/runs",
    "/runs/1",
    "/preview/desk",
)


@pytest.mark.parametrize("path", PAGES)
def test_without_a_token_a_person_is_led_to_the_login_and_a_program_refused(served: Served, path: str) -> None:
    with served.client() as client:
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login")
        assert client.get(path, headers={"accept": "application/json"}).status_code == 401
        assert client.get(path, headers={"authorization": "Bearer brf_wrong"}).status_code == 401
        assert client.get(path, headers={"authorization": "Basic ZGVzazpkZXNr"}).status_code == 401


@pytest.mark.parametrize("path", [p for p in PAGES if "desk" in p])
def test_a_reader_sees_nothing_of_another_and_cannot_tell_him_from_nobody(served: Served, path: str) -> None:
    other = served.get(path, "sahel")
    nobody = served.get(path.replace("desk", "nemo"), "sahel")
    assert other.status_code == nobody.status_code == 404
    assert other.text.replace("desk", "nemo") == nobody.text or strip(other) == strip(nobody)


def strip(answer: httpx.Response) -> str:
    """A page without what differs by visitor and address."""
    return re.sub(r'value="[^"]*"|href="[^"]*"', "", answer.text)


def test_a_reader_sees_his_own_and_the_operator_all(served: Served) -> None:
    assert served.get("/editions", "desk").headers["location"] == "/editions/desk"
    for path in PAGES:
        expected = 403 if path.startswith("/runs") else 303 if path in ("/editions", PAGES[5]) else 200
        assert served.get(path, "desk").status_code == expected, path
        assert served.get(path, "operator").status_code == (303 if path == PAGES[5] else 200), path
    assert "sahel" in served.get("/editions", "operator").text


def test_a_monitor_sees_the_health_alone(served: Served) -> None:
    assert served.get("/metrics", "monitor").status_code == 200
    assert [served.get(path, "monitor").status_code for path in PAGES] == [404] * len(PAGES)


def test_an_edition_that_is_not_told_is_the_operators_alone(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READERS.replace("regions: [sahel],", "").replace("{without: [other]}", "{}"))
    house.wire("mali")
    house.run("2022-01-06T18:00:00+00:00")
    with open_store(house.config.store) as store:
        row = store.editions_of("desk", 1)[0]
        store.mark_failed("desk", row.on, row.slot)
    tokens = {
        "desk": make_token(house.config, reader="desk")[1],
        "operator": make_token(house.config, role="operator")[1],
    }
    with serving(house, tokens=tokens) as archive:
        assert archive.get("/editions/desk/1", "desk").status_code == 404
        assert archive.get("/editions/desk/1/json", "desk").status_code == 404
        assert "Clashes" not in archive.get("/editions/desk", "desk").text
        assert "Not out" in archive.get("/editions/desk/1", "operator").text


def test_a_login_is_a_cookie_that_no_script_and_no_other_site_gets(served: Served) -> None:
    with served.client() as client:
        page = client.get("/login")
        answer = client.post(
            "/login", data={"word": hidden_word(page), "token": served.tokens["desk"], "next": "/search"}
        )
        assert answer.headers["location"] == "/search"
        (cookie,) = [c for c in answer.headers.get_list("set-cookie") if c.startswith("briefing_login=")]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert served.tokens["desk"] not in cookie
        assert client.get("/editions/desk").status_code == 200
        assert client.get("/editions/sahel").status_code == 404
        assert client.get("/login").headers["location"] == "/"
        out = client.post("/logout", data={"word": hidden_word(client.get("/editions/desk"))})
        assert out.status_code == 303
        assert client.get("/editions/desk", headers={"accept": "text/html"}).headers["location"].startswith("/login")


def test_a_wrong_token_is_told_to_be_one_and_nothing_more(served: Served) -> None:
    with served.client() as client:
        for wrong in ("brf_" + "x" * 43, "", "é" * 300, served.tokens["desk"][:-1]):
            word = hidden_word(client.get("/login"))
            answer = client.post("/login", data={"word": word, "token": wrong, "next": "/"})
            assert answer.status_code == 403
            assert "opens nothing" in answer.text
            assert "briefing_login" not in "".join(answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_after_the_login_no_address_leads_elsewhere(served: Served, wanted: str) -> None:
    with served.client() as client:
        page = client.get("/login", params={"next": wanted})
        assert 'name="next" value="/"' in page.text
        answer = client.post("/login", data={"word": hidden_word(page), "token": served.tokens["desk"], "next": wanted})
        assert answer.headers["location"] == "/"


def test_a_forged_or_ended_cookie_opens_nothing(served: Served) -> None:
    key = key_path(served.house.config).read_text()
    good = next(row["id"] for row in token_rows(served.house.config) if row["reader"] == "desk")
    later = datetime.now(UTC) + timedelta(days=1)
    import base64

    mine, other = Seals(base64.b64decode(key)), Seals(b"x" * 32)
    cookies = {
        mine.login(good, later): 200,
        other.login(good, later): 303,
        mine.login(good, datetime.now(UTC) - timedelta(seconds=1)): 303,
        mine.login("00000000", later): 303,
        mine.login(good, later).replace(good, "11111111"): 303,
        "": 303,
        "...": 303,
    }
    for cookie, status in cookies.items():
        with served.client() as client:
            client.cookies.set("briefing_login", cookie)
            assert client.get("/search").status_code == status, cookie


def test_a_form_needs_the_word_of_its_own_page(served: Served) -> None:
    with served.logged_in("desk") as mine, served.logged_in("desk") as other:
        word = hidden_word(mine.get("/preview/desk"))
        for sent in ("", "x", hidden_word(other.get("/preview/desk"))):
            assert mine.post("/logout", data={"word": sent}).status_code == 403
            assert mine.post("/preview/desk", data={"word": sent}).status_code == 403
        evil = {"origin": "https://evil.example"}
        assert mine.post("/logout", data={"word": word}, headers=evil).status_code == 403
        assert mine.post("/logout", data={"word": word}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        same = {"sec-fetch-site": "same-site", "origin": "https://sub.briefing.example"}
        assert mine.post("/logout", data={"word": word}, headers=same).status_code == 403
        assert mine.get("/editions/desk").status_code == 200, "still logged in"
        assert (
            mine.post(
                "/logout", data={"word": word}, headers={"origin": "null", "sec-fetch-site": "same-origin"}
            ).status_code
            == 303
        )


def test_who_comes_by_a_link_of_another_site_is_led_on_once(served: Served) -> None:
    with served.client() as client:
        answer = client.get("/editions/desk/2", headers={"sec-fetch-site": "cross-site", "accept": "text/html"})
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/editions/desk/2">' in answer.text
    assert "Guinea" not in answer.text


def test_a_revoked_token_ends_its_logins_and_calendars_at_once(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    row, secret = make_token(house.config, reader="desk")
    with serving(house, tokens={"desk": secret}) as archive, archive.logged_in("desk") as client:
        page = client.get("/daybook/desk")
        calendar = re.search(r"<code>(http[^<]+)</code>", page.text)[1]
        assert "BEGIN:VEVENT" in httpx.get(calendar, trust_env=False).text
        revoke(house.config, row.id)
        assert client.get("/editions/desk", headers={"accept": "text/html"}).status_code == 303
        assert archive.get("/editions/desk").status_code == 401
        assert httpx.get(calendar, trust_env=False).status_code == 404


def test_a_token_ends_with_its_days(served: Served, tmp_path: Path) -> None:
    house = House(tmp_path)
    row, _ = make_token(house.config, reader="desk", days=1)
    assert row.opens(row.made_at)
    assert not row.opens(row.made_at + timedelta(days=1))


def test_the_calendar_has_an_address_that_cannot_be_guessed(served: Served) -> None:
    address = re.search(r"<code>(http[^<]+)</code>", served.get("/daybook/desk").text)[1]
    assert served.get(address.removeprefix(served.address), "").status_code == 200
    stem, part = address.removeprefix(served.address).rsplit("/", 1)
    wrong = [
        f"{stem}/{part[:-5]}x.ics",
        f"{stem}/{part[:8]}.ics",
        f"{stem}/open.ics",
        f"/calendar/sahel/{part}",
        f"{stem}/.ics",
    ]
    assert [served.get(path, "").status_code for path in wrong] == [404] * len(wrong)


def test_secrets_lie_in_files_of_their_owner_and_the_store_keeps_none(served: Served) -> None:
    config = served.house.config
    assert stat.S_IMODE(key_path(config).stat().st_mode) == 0o600
    store = Path(config.store.removeprefix("sqlite:///"))
    bytes_ = store.read_bytes() + store.with_name(f"{store.name}-wal").read_bytes()
    for secret in served.tokens.values():
        assert secret.encode() not in bytes_


# ---------------------------------------------------------------- what no request may do


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::1"])
def test_another_host_is_refused(served: Served, host: str) -> None:
    answer = raw(served, f"GET /editions HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    assert answer.startswith(("HTTP/1.1 400", "HTTP/1.0 400"))
    assert "login" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../config.yaml",
        "/static/..%2f..%2fconfig.yaml",
        "/static/fonts/..%2f..%2fdata%2fplaces.yaml",
        "/static/fonts/....//sans-regular.otf",
        "/editions/desk/2/..%2f..%2f..%2fconfig.yaml",
        "/editions/..%2f..%2fetc%2fpasswd",
        "/editions/desk/on/..%2f..%2fpasswd",
        "/editions/desk/2/pdf%00",
        "/wires/..%2f..%2fconfig.yaml",
        "//etc/passwd",
        "/editions/desk/99999999999999999999",
        "/runs/99999999999999999999",
        "/editions/%ff%fe",
    ],
)
def test_no_path_leads_out_of_the_archive(served: Served, path: str) -> None:
    token = served.tokens["operator"]
    head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    answer = raw(served, f"GET {path} HTTP/1.1\r\n{head}")
    assert re.match(r"HTTP/1\.[01] (404|400)", answer), answer[:200]
    assert "root:" not in answer
    assert "readers:" not in answer


def raw(served: Served, text: str) -> str:
    """What the server answers to these very bytes."""
    host, port = served.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(text.encode("latin-1"))
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces).decode("utf-8", "replace")


def test_methods_and_sizes_are_bounded(served: Served) -> None:
    with served.client("desk") as client:
        assert client.put("/editions/desk").status_code == 405
        assert client.delete("/editions/desk/2").status_code == 405
        assert client.post("/editions/desk").status_code == 405
        assert client.post("/login", content=b"x" * 20_000).status_code == 413
        chunked = (b"token=" + b"x" * 8000 for _ in range(9))
        assert client.post("/login", content=chunked).status_code == 413
        assert client.post("/login", content=b"\xff\xfe").status_code in (400, 403)
        assert client.post("/login", content="&".join(f"a{n}=1" for n in range(100)).encode()).status_code == 400


@pytest.mark.parametrize("path", ["/login", "/editions/desk", "/editions/desk/2", "/daybook/desk", "/nope", "/health"])
def test_every_answer_forbids_scripts_frames_and_foreign_requests(served: Served, path: str) -> None:
    answer = served.get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert not re.search(r"https?:|\*", policy)
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "server" not in answer.headers
    assert "<script" not in answer.text
    assert not re.search(r'\s(on\w+|style)="', answer.text)


def test_each_style_sheet_of_an_edition_is_allowed_by_its_hash(served: Served) -> None:
    answer = served.get("/editions/desk/2")
    sheets = re.findall(r"<style[^>]*>", answer.text)
    assert len(sheets) == answer.headers["content-security-policy"].count("'sha256-")
    assert sheets
