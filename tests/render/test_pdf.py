# ruff: noqa: E501

from __future__ import annotations

import hashlib
import http.server
import os
import re
import shutil
import subprocess
import threading
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from briefing.errors import EngineMissing, RenderError
from briefing.render import PdfEngine, render_all, stock_templates
from briefing.render.html import render_html
from briefing.render.pdf import Attached, breakable, render_pdf
from tests.render.builders import card, edition, with_card
from tests.render.golden_pages import golden
from tests.render.samples import long_words, sample, two_scripts

AT = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine():
    with PdfEngine() as warm:
        yield warm


@pytest.fixture(scope="module")
def drawn(engine):
    """The PDF of an edition, drawn once for all tests."""
    known = {}

    def draw(make):
        if make not in known:
            known[make] = engine.draw(render_html(make(), templates=stock_templates()), created_at=AT)
        return known[make]

    return draw


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(sample(), templates=stock_templates())


@pytest.fixture(scope="module")
def pdf(drawn) -> bytes:
    assert drawn(sample).warnings == ()
    assert drawn(sample).missing == ""
    return drawn(sample).pdf


@pytest.fixture(scope="module")
def read(pdf) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@pytest.fixture(scope="module")
def texts(read) -> list[str]:
    return [page.extract_text() for page in read.pages]


def test_other_process_zone_locale_and_hash_give_the_same_bytes(pdf, html, monkeypatch):
    for name, value in {
        "TZ": "Asia/Tokyo",
        "LANG": "ja_JP.UTF-8",
        "LC_ALL": "ja_JP.UTF-8",
        "PYTHONHASHSEED": "77",
    }.items():
        monkeypatch.setenv(name, value)
    again = render_pdf(html, created_at=AT)
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(pdf).hexdigest()


def test_a_warm_engine_draws_the_same_after_another_edition(engine, drawn):
    first = drawn(edition).pdf
    drawn(two_scripts)
    assert engine.draw(render_html(edition(), templates=stock_templates()), created_at=AT).pdf == first


def test_files_inside_it_keep_their_bytes_and_bring_no_clock(engine):
    html = "<!doctype html><html lang=en><title>x</title><p>x"
    files = [Attached(name=name, data=f"{{{name}}}".encode(), description="what it is") for name in ("b.json", "a.ics")]
    pdf = engine.draw(html, created_at=AT, attached=files).pdf
    read = PdfReader(BytesIO(pdf))
    assert {name: found[0] for name, found in read.attachments.items()} == {f.name: f.data for f in files}
    names = read.trailer["/Root"]["/Names"]["/EmbeddedFiles"]["/Names"]
    assert names[::2] == ["a.ics", "b.json"]
    for one in names[1::2]:
        about = one.get_object()
        assert about["/F"] == about["/UF"]
        assert about["/Desc"] == "what it is"
        assert about["/EF"]["/F"]["/Params"]["/ModDate"] == f"D:{AT:%Y%m%d%H%M%S}Z"
    with PdfEngine() as other:
        assert other.draw(html, created_at=AT, attached=files[::-1]).pdf == pdf
    assert engine.draw(html, created_at=AT).pdf != pdf


def test_the_engine_tells_what_it_draws_with(engine):
    found = engine.versions()
    assert {"weasyprint", "pydyf", "fonttools", "zlib", "pango", "harfbuzz", "fontconfig"} == set(found)
    assert all(re.match(r"\d+\.\d+", version) for version in found.values())


def test_title_language_and_tags(read):
    root = read.trailer["/Root"]
    assert read.metadata.title == "The Morning Briefing, Thursday 6 January 2022"
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert read.metadata.creation_date == AT


def test_pages_carry_number_edition_cutoff_and_mark(texts):
    assert 4 <= len(texts) <= 8
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
        assert "No. 12 · Thursday 6 January 2022 · Cut-off 6 January 2022, 19:00 CET" in text
        assert "TLP:GREEN" in text


def test_bookmarks_name_desks_regions_and_stories(read):
    def flat(items, depth=0):
        for item in items:
            if isinstance(item, list):
                yield from flat(item, depth + 1)
            else:
                yield depth, item["/Title"]

    marks = list(flat(read.outline))
    assert (0, "Security talks") in marks
    assert (1, "Central Asia") in marks
    assert (2, sample().cards()[0].headline) in marks


def test_page_numbers_of_the_contents_are_those_of_the_pages(texts):
    for name in ("Regional crises", "In brief", "Sources and completeness", "Source notes"):
        said = int(re.search(rf"{name}\s+(\d+)", texts[0])[1])
        # a heading stands on a line of its own, the running head beside the mark and the title
        (at,) = [n for n, text in enumerate(texts, 1) if n > 1 and re.search(rf"^{name}$", text, re.M)]
        assert said == at, name


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792)), ("", (595, 842))])
def test_paper(engine, paper, size):
    html = render_html(edition(paper=paper), templates=stock_templates())
    (page,) = PdfReader(BytesIO(engine.draw(html, created_at=AT).pdf)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_a_story_longer_than_a_page_goes_on_overleaf(engine):
    long = card(
        1,
        "A long story",
        "|".join(f"Sentence {n} says what the wire said on the matter at some length.^1" for n in range(80)),
    )
    drawn = engine.draw(render_html(with_card(long), templates=stock_templates()), created_at=AT)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(drawn.pdf)).pages]
    text = " ".join(pages)
    assert drawn.pages >= 2
    assert "Sentence 0 says" in pages[0]
    assert all(f"Sentence {n} says" in text for n in range(80))


def test_links_lead_somewhere(read):
    named = set(read.named_destinations)
    inside = {
        str(a["/Dest"]) for p in read.pages for a in (r.get_object() for r in p.get("/Annots", [])) if "/Dest" in a
    }
    assert {"x-story-1", "note-1", "daybook"} <= {name.lstrip("/") for name in inside}
    assert inside <= named
    outside = {a["/A"]["/URI"] for p in read.pages for a in (r.get_object() for r in p.get("/Annots", [])) if "/A" in a}
    assert "https://wires.example/1/story" in outside


def test_only_bundled_fonts_are_used_and_all_are_inside(drawn):
    fonts = set()
    for page in PdfReader(BytesIO(drawn(two_scripts).pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner)
            fonts.add(re.sub(r"-(Semi|Bold|Italic|All|Regular).*", "", str(inner["/FontName"]).partition("+")[2]))
    assert fonts <= {
        "Briefing-Serif",
        "Briefing-Sans",
        "Briefing-Display",
        "Noto-Sans-CJK-SC",
        "Noto-Naskh-Arabic",
        "Noto-Serif-Hebrew",
        "Noto-Sans-Devanagari",
        "Noto-Emoji",
    }
    assert {"Noto-Naskh-Arabic", "Noto-Serif-Hebrew"} <= fonts
    assert not {"联", "ل"} & set(drawn(two_scripts).missing)


def test_characters_without_a_font_are_a_remark_and_no_fault():
    result = render_all(with_card(card(1, "유엔", "회의^1")), formats=("pdf",))
    assert result.faults == ()
    assert any("유" in line for line in result.remarks)
    assert result.pages == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("make", [sample, long_words, two_scripts])
def test_no_word_runs_off_the_page_or_its_margin(drawn, make, tmp_path):
    out = tmp_path / "x.pdf"
    out.write_bytes(drawn(make).pdf)
    boxes = subprocess.run(["pdftotext", "-bbox", str(out), "-"], capture_output=True, text=True, check=True).stdout
    right = 595.28 - 17 / 25.4 * 72
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', boxes)
    assert len(words) > 50
    for x_min, y_min, x_max, y_max, word in words:
        assert float(x_min) > 40, word
        assert float(x_max) < right + 3, word
        assert float(y_min) > 20, word
        assert float(y_max) < 842 - 20, word


class Listener(http.server.BaseHTTPRequestHandler):
    heard: list[str] = []  # noqa: RUF012 - filled by the test's own server

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


def test_the_engine_reads_no_file_and_calls_no_server(engine, tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY-7741")
    picture = tmp_path / "canary.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="20">CANARY-7741</text></svg>')
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    page = f"""<html lang=en><head><title>x</title><link rel=stylesheet href="{base}/a.css"><link rel=attachment href="{canary.as_uri()}">
    <style>@import url({base}/b.css); @font-face{{font-family:z;src:url({base}/c.woff)}} p{{background:url({picture.as_uri()});font-family:z}}</style></head>
    <body><p>Text<img alt=x src="{picture.as_uri()}"><img alt=y src="{base}/d.png"><object data="{canary.as_uri()}"></object>
    <a rel=attachment href="{canary.as_uri()}">a</a><svg><image href="{base}/e.png"/></svg></p></body></html>"""
    drawn = engine.draw(page, created_at=AT)
    server.shutdown()
    server.server_close()
    assert Listener.heard == []
    reader = PdfReader(BytesIO(drawn.pdf))
    assert "CANARY" not in reader.pages[0].extract_text()
    assert not reader.attachments
    assert drawn.warnings


def test_a_render_that_takes_too_long_is_stopped_and_the_engine_goes_on(html):
    with PdfEngine(seconds=0.05) as hasty:
        with pytest.raises(RenderError, match="took longer"):
            hasty.draw(html, created_at=AT)
        hasty._seconds = 60
        assert hasty.draw("<p>Short", created_at=AT).pages == 1


def test_a_child_that_dies_is_replaced(html):
    with PdfEngine() as engine:
        engine.draw("<p>Short", created_at=AT)
        engine._process.kill()
        engine._process.wait()
        assert engine.draw("<p>Short", created_at=AT).pages == 1


def test_without_pango_the_other_forms_come_out(tmp_path, monkeypatch):
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with pytest.raises(EngineMissing, match=r"apt-get install libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0"):
        render_pdf("<p>x", created_at=AT)
    result = render_all(edition())
    assert list(result.files) == ["html", "json", "ics"]
    (line,) = result.faults
    assert "libpango-1.0-0" in line


def test_long_words_may_break_and_attributes_stay_whole():
    word = "a" * 50
    out = breakable(
        f'<html><head><style>{word}</style></head><body><a href="{word}">{word} short &amp;{word}</a></body></html>'
    )
    assert f'href="{word}"' in out
    assert f"<style>{word}</style>" in out
    assert out.count("\u200b") == 12
    assert out.replace("\u200b", "").count(word) == 4
    assert "a \u2060b c" in breakable("<body><p>a\u00a0b\u2009c</p>")


def test_a_pdf_with_pictures_stays_small(drawn):
    assert drawn(golden).warnings == ()
    assert len(drawn(golden).pdf) <= 60_000 + 25_000 * drawn(golden).pages


def test_what_is_for_the_screen_alone_does_not_reach_the_engine(html):
    assert "@font-face" in html
    assert "@font-face" not in breakable(html)
    assert "@page" in breakable(html)


def test_an_unknown_format_is_refused():
    with pytest.raises(RenderError, match="unknown format"):
        render_all(edition(), formats=("docx",))


def test_table_headers_say_what_they_head(read):
    scopes = []

    def walk(node):
        node = node.get_object()
        if node.get("/S") == "/TH":
            scopes.append(node["/A"]["/Scope"])
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if not isinstance(kid, int) and "/S" in kid.get_object():
                walk(kid)

    walk(read.trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    assert scopes.count("/Column") >= 11
    assert scopes.count("/Row") >= 8 + 8
