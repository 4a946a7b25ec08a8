# ruff: noqa: E501

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pytest

from briefing.render import stock_templates
from briefing.render.html import render_html
from briefing.render.pdf import breakable, child_environment
from briefing.render.pdf_cuts import VERSIONS
from tests.render.golden_pages import golden

ROOT = Path(__file__).resolve().parents[2]
# All that the cuts hold differently: lengths of every kind, styles by every way, words of many faces, paths, counts.
HARD = """<!doctype html><html lang="en"><head><title>All kinds</title><style>
@page { size: A5; margin: 12mm; @bottom-right { content: counter(page) " / " counter(pages) }
  @top-left { width: 30%; content: string(head); white-space: nowrap; overflow: hidden; text-overflow: ellipsis } }
:root { --wide: 40% } body { font: 9pt/1.3 "Briefing Serif"; hyphens: auto }
h2 { string-set: head content(); break-after: avoid; margin-inline-start: 4mm; color: #a00 }
a::after { content: " p. " target-counter(attr(href), page) }
.left { float: left; width: var(--wide); padding-inline: 2mm 4mm; border-inline-start: 1pt solid } .calc { width: calc(50% + 3mm); margin: 1em auto }
.kept { position: relative; min-height: 20mm; box-sizing: border-box; padding: 3mm; border: 1pt dotted } .kept i { position: absolute; right: 2mm; top: 1mm }
.caps { font-variant-caps: all-small-caps; letter-spacing: .05em; text-transform: uppercase; font-feature-settings: "tnum" 1 }
.line { text-decoration: underline; text-decoration-color: #00a } .just { text-align: justify; word-spacing: .1em; overflow-wrap: break-word }
table { border-collapse: collapse; width: 100% } td { border: .5pt solid; padding: 2% } .apart { border-collapse: separate; border-spacing: 2mm; max-width: 80% }
.two { columns: 2; column-gap: 5mm } .flex { display: flex; gap: 2mm } .flex div { flex: 1 1 20%; min-width: 0 } ul { list-style: square inside } dd { margin-left: 10% }
.bdi { direction: rtl; font-family: "Noto Naskh Arabic" } svg { width: 30mm; height: 20mm } .never { display: none } q { font-style: italic; font-size: larger }
</style></head><body>
<ol><li><a href="#one">One</a></li><li><a href="#two">Two</a></li><li><a href="#top">Here</a></li></ol><p id="top">Top</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"><title>A shape</title><path fill="#999" d="M10 10l20 0 5-5h10v20H5V3zm3 4 5 5-.5.5zM1,2 3,4L5 6z"/>
<path fill="none" stroke="#000" d="m5 5c1 2 3 4 5 5s3 3 4 4a5 5 0 0 1 3 3z"/><path d="M1e1 2L3 4"/><path d="L5 5 9 9"/><path d=""/><text x="5" y="50" font-size="8" font-family="Briefing Sans">Name</text></svg>
<h2 id="one">A heading</h2><div class="left">A float of <span class="caps">small words</span> at the side.</div>
<div class="calc">A box as wide as a sum.</div><div class="kept">A box of its own <i>note</i></div>
PARAGRAPHS
<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1.50</td><td rowspan="2">2 <b lang="de">Zwei Wörter</b></td></tr><tr><td>3</td></tr></tbody></table>
<table class="apart"><tr><td>4</td><td>5</td></tr></table><div class="flex"><div>x</div><div>yy</div></div>
<p class="bdi" lang="ar" dir="rtl">سلام عليكم</p><ul><li>One</li><li>Two</li></ul><dl><dt>T</dt><dd>D</dd></dl><p class="never">no</p>
<div class="two" id="two">PARAGRAPHS</div><p>A <q>quoted</q> word<br>and another, <del>gone</del>.</p></body></html>""".replace(
    "PARAGRAPHS",
    "".join(
        f'<p class="just">Paragraph {n} holds <a class="line" href="#one">references</a>, <b>bold</b> and <i>slanted</i> '
        "words, representatives of circumstances notwithstanding, and enough of them to fill some lines.</p>"
        for n in range(8)
    ),
)  # fmt: skip
# With notes at the foot of the page, for which the engine's whole style sheet is needed.
NOTES = HARD.replace("</style>", "b { float: footnote } ::marker { color: red }</style>")
# The same asked for where no style element of the page says it, or in other letters.
PLAIN_PAGE = '<!doctype html><html lang="en"><head><title>N</title>{}</head><body><p>Some <b>words</b> of it.</p>{}</body></html>'
LINKED = "data:text/css,b%7Bfloat:f%6Fotnote%7D"
NOTED = {
    "on an element": PLAIN_PAGE.format("", '<p>A<span style="float: footnote">note</span></p>'),
    "a list's mark": PLAIN_PAGE.format("", '<div style="display: list-item">x</div>'),
    "in a sheet elsewhere": PLAIN_PAGE.format(f'<link rel="stylesheet" href="{LINKED}">', ""),
    "in letters by number": PLAIN_PAGE.format(r"<style>b { float: f\6f otnote }</style>", ""),
    "imported": PLAIN_PAGE.format(f'<style>@import url("{LINKED}")</style>', ""),
    "in capitals": PLAIN_PAGE.format("<STYLE>b { float: footnote }</STYLE>", ""),
}
# Ways that the engine reads in a manner of its own: closed without a line, or going on after it was closed; torn ones.
PATHS = (
    "M1 1z",
    "M1 1L9 9z z",
    "M0 0ZL9 9h-4v3",
    "M1 1zm3 3l4 4",
    "M10 10L20",
    "M1 1h",
    "M9 9 2..5 4",
    "M1-2-3 4--5 6",
    "Mz",
)
CHILD = """
import gc, hashlib, json, sys
from briefing.render import pdf_cuts
from briefing.render.pdf_child import draw
pdf_cuts.VERSIONS = json.loads(sys.argv[1])
told = {}
for name, html in json.load(sys.stdin).items():
    data, facts = draw(html, {"created": 1, "variant": "pdf/ua-1"}, [])
    told[name] = [hashlib.sha256(data).hexdigest(), facts["pages"], facts["warnings"]]
told["cut"] = pdf_cuts.cut()
print(json.dumps(told))
"""


def drawn(versions: dict[str, str], pages: dict[str, str]) -> dict[str, object]:
    """What a fresh engine makes of pages: hash, pages and warnings of each, and whether it takes the shorter ways."""
    command = [sys.executable, "-c", CHILD, json.dumps(versions)]
    environment = child_environment() | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, input=json.dumps(pages), capture_output=True, text=True, check=True, env=environment, cwd=ROOT
    )
    return dict(json.loads(done.stdout))


def test_a_pdf_has_the_same_bytes_with_the_cuts_and_without_them():
    pages = {
        "hard": HARD,
        "notes": NOTES,
        "golden": breakable(render_html(golden(), templates=stock_templates())),
    }
    with ThreadPoolExecutor(2) as both:
        cut, whole = both.map(drawn, (VERSIONS, {"weasyprint": "no such"}), (pages, pages))
    assert (cut.pop("cut"), whole.pop("cut")) == (True, False)
    assert cut == whole
    assert cut["hard"][1] > 1
    assert len({told[0] for told in cut.values()}) == len(pages)


def test_notes_and_paths_of_any_kind_have_the_same_bytes():
    shape = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path stroke="#000" d="{}"/><circle r="3"/></svg>'
    )
    pages = NOTED | {path: PLAIN_PAGE.format("", shape.format(path)) for path in PATHS}
    with ThreadPoolExecutor(2) as both:
        cut, whole = both.map(drawn, (VERSIONS, {"weasyprint": "no such"}), (pages, pages))
    assert (cut.pop("cut"), whole.pop("cut")) == (True, False)
    assert cut == whole


def test_a_style_that_the_engine_complains_of_is_told_each_time_and_a_page_drawn_again_is_the_same():
    odd = HARD.replace("</style>", "p { colour: red }</style>", 1)
    told = drawn(VERSIONS, {"odd": odd, "good": HARD, "odd again": odd, "good again": HARD})
    assert told["odd"] == told["odd again"]
    assert told["good"] == told["good again"]
    assert (len(told["odd"][2]), told["good"][2]) == (1, [])


@pytest.mark.parametrize("name", sorted(VERSIONS))
def test_the_cuts_are_made_for_the_versions_that_are_installed(name):
    """Where this fails after an update: read each cut's function upstream, drop those that it no longer needs, see that
    the bytes are the same, and then name the new version."""
    assert version(name) == VERSIONS[name]
    pinned = (ROOT / "constraints.txt").read_text("utf-8").casefold().splitlines()
    assert f"{name}=={VERSIONS[name]}" in pinned
