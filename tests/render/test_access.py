"""The edition's page in a real browser with axe-core: WCAG 2.2 A and AA and axe's own best practice, light and dark."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.render import find_templates
from briefing.render.html import render_html
from tests.render.golden_pages import golden
from tests.render.samples import two_scripts

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "golden": (golden, "default"),
    "arabic": (lambda: replace(two_scripts(), language="ar"), "default"),
}

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")]


def test_axe_finds_no_fault_in_the_page_light_and_dark_wide_and_narrow(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for name, (make, look) in PAGES.items():
            file = tmp_path / f"{name}.html"
            file.write_text(render_html(make(), templates=find_templates(look)), "utf-8")
            for scheme, width in (("light", 1280), ("dark", 320)):
                page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
                page.goto(file.as_uri())
                faults = axe.run(page, options={"runOnly": RULES}).response["violations"]
                found += [(name, scheme, one["id"], one["nodes"][0]["html"][:160]) for one in faults]
                page.close()
        browser.close()
    assert found == []


def test_every_link_can_be_reached_and_seen_with_the_keyboard(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    file = tmp_path / "page.html"
    file.write_text(render_html(golden(), templates=find_templates("default")), "utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 800, "height": 900})
        page.goto(file.as_uri())
        links = page.evaluate("document.querySelectorAll('a[href]').length")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the stories"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#stories"
        seen = set()
        for _ in range(12):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(e => [e.getAttribute('href'), getComputedStyle(e).outlineStyle, e.tabIndex])(document.activeElement)"
            )
            assert focused[1:] == ["solid", 0], focused
            seen.add(focused[0])
        browser.close()
    assert links > 100
    assert len(seen) > 6
