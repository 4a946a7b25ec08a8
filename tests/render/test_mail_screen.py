"""The page of a mail in a real browser: it fits a phone, asks for nothing, and axe finds no fault."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.parcel import Enclosure
from briefing.render import stock_templates
from briefing.render.mail import render_letter

from .samples import sample

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PDF = Enclosure(form="pdf", name="analyst-2022-01-06.pdf", size_bytes=843_211, attached=True)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_mail_fits_and_is_read_by_everyone(tmp_path: Path, language: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    letter = render_letter(replace(sample(), language=language), templates=stock_templates(), enclosures=(PDF,))
    file = tmp_path / "mail.html"
    file.write_text(letter.html, encoding="utf-8")
    asked: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme)
            page.on("request", lambda one: asked.append(one.url))
            for width in (320, 700):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(file.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = axe.Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        browser.close()
    assert set(asked) == {file.as_uri()}
