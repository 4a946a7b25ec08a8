# ruff: noqa: E501
"""The page in a real browser, where one is installed: no sideways scrolling from a phone to a wide screen."""

from __future__ import annotations

import html as escaping
import re
import shutil
import subprocess

import pytest

from briefing.render import find_templates
from briefing.render.html import render_html
from tests.render.golden_pages import golden
from tests.render.samples import hostile, long_words, two_scripts

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = (320, 360, 735, 736, 1280, 3840)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=10000",
    "--dump-dom",
)


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")
@pytest.mark.parametrize("look", ["default", "situation", "compact"])
def test_no_width_scrolls_sideways(tmp_path, look):
    frames = []
    makes = (golden, long_words, two_scripts, hostile)
    for make in makes:
        page = escaping.escape(render_html(make(), templates=find_templates(look)))
        frames += [
            f'<iframe style="border:0;flex:none;width:{w}px;height:600px" srcdoc="{page}"></iframe>' for w in WIDTHS
        ]
    script = "onload=()=>{document.title=[...document.querySelectorAll('iframe')].map(f=>f.clientWidth+':'+f.contentDocument.documentElement.scrollWidth).join(' ')}"
    file = tmp_path / "frames.html"
    file.write_text(f"<meta charset=utf-8><title>none</title><body>{''.join(frames)}<script>{script}</script>", "utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", file.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True).stdout
    sizes = re.search(r"<title>(.*?)</title>", dom)[1].split()
    assert len(sizes) == len(makes) * len(WIDTHS)
    assert [size for size in sizes if int(size.split(":")[1]) > int(size.split(":")[0])] == []
