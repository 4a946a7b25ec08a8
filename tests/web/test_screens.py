"""The pages in a real browser: nothing foreign is asked for, nothing scrolls sideways, axe finds no fault.

`BRIEFING_SCREENS=folder pytest tests/web/test_screens.py` keeps the pictures, for looking at them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline import desk as house_desk
from tests.web.builders import Served

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = (320, 800, 1600)
PATHS = {
    "login": "/login",
    "editions": "/editions/desk",
    "edition": "/editions/desk/2",
    "why": "/editions/desk/2/why",
    "storylines": "/storylines/desk",
    "daybook": "/daybook/desk",
    "search": "/search?q=mali+OR+kampala&region=africa",
    "found": "/search?region=africa",
    "sources": "/sources",
    "preview": "/preview/desk",
    "missing": "/nope",
    "readers": "/editions",
    "runs": "/runs",
    "run": "/runs/2",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


def who(name: str) -> str:
    return "operator" if name in ("readers", "runs", "run") else "" if name == "login" else "desk"


@pytest.fixture(scope="module", params=["light", "dark"])
def context(browser, served: Served, request):
    """A browser that blocks what the policy blocks and notes what was asked for."""
    made = browser.new_context(color_scheme=request.param)
    made.scheme = request.param
    yield made
    made.close()


def test_pages_fit_every_width_and_ask_for_nothing_foreign(context, served: Served) -> None:
    page = context.new_page()
    foreign, blocked = [], []
    page.on("request", lambda one: None if one.url.startswith((served.address, "data:")) else foreign.append(one.url))
    page.on("console", lambda one: blocked.append(one.text) if "Content Security Policy" in one.text else None)
    page.on("pageerror", lambda error: blocked.append(str(error)))
    for name, path in PATHS.items():
        secret = served.tokens.get(who(name), "")
        page.set_extra_http_headers({"authorization": f"Bearer {secret}"} if secret else {})
        for width in WIDTHS if context.scheme == "light" else WIDTHS[1:2]:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(served.address + path)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{name} at {width} scrolls sideways by {over}"
            keep(page, f"{name}-{width}-{context.scheme}")
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Briefing Serif"')
    assert foreign == []
    assert blocked == []


def keep(page, name: str) -> None:
    """The picture, where somebody asked for it."""
    folder = os.environ.get("BRIEFING_SCREENS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        tall = page.evaluate("document.documentElement.scrollHeight") > 6000
        page.screenshot(path=f"{folder}/{name}.png", full_page=not tall)


def test_axe_finds_no_fault(browser, served: Served) -> None:
    """axe is a script, which the policy forbids; only for it the browser looks away."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    dark = ["login", "edition", "daybook", "found", "sources"]
    looked_at = {"light": (RULES, list(PATHS)), "dark": (["color-contrast"], dark)}
    for scheme, (rules, names) in looked_at.items():
        context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": 800, "height": 900})
        page = context.new_page()
        for name in names:
            secret = served.tokens.get(who(name), "")
            page.set_extra_http_headers({"authorization": f"Bearer {secret}"} if secret else {})
            page.goto(served.address + PATHS[name])
            faults = axe.run(page, options={"runOnly": rules}).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in faults] == [], f"{name}, {scheme}"
        context.close()


def test_a_reader_logs_in_searches_reads_and_logs_out(browser, served: Served) -> None:
    """With the keyboard and the policy in force, as a reader does it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address + "/search?q=kampala")
    assert page.url.startswith(served.address + "/login")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.get_by_label("Your token").fill(served.tokens["desk"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=kampala")
    assert page.locator("mark").first.inner_text() == "Kampala"
    page.get_by_label("Words").fill("mali")
    page.get_by_label("Region").select_option("sahel")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile("region=sahel"))
    page.get_by_role("link", name="Clashes in northern Mali kill 12, army says").click()
    page.wait_for_url("**/wires/*")
    page.get_by_role("link", name=re.compile("No. 1 of")).click()
    page.wait_for_url("**/editions/desk/1#*")
    assert page.locator(":target").is_visible()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    page.goto(served.address + "/editions/desk")
    assert page.url.startswith(served.address + "/login")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_fits_every_width_and_axe_finds_no_fault(browser, waiting: Served, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    house_desk.note(waiting.house, "pin: [2]\nby: Ana\ncomments:\n  - {story: 1, text: 'Seen by two on the spot.'}\n")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.set_extra_http_headers({"authorization": f"Bearer {waiting.tokens['operator']}"})
    for name, path in {"desk": "/desk", "desk-one": "/desk/desk/1"}.items():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(waiting.address + path)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{name} at {width} scrolls sideways by {over}"
            keep(page, f"{name}-{width}-{scheme}")
        faults = axe.run(page, options={"runOnly": RULES}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in faults] == [], name
    context.close()
