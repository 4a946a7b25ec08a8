"""All forms of one edition say the same: each is read back, and what the edition holds must stand in it."""

from __future__ import annotations

import hashlib
import html as escaping
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefing.errors import RenderError
from briefing.model import Edition, UndatedEntry
from briefing.model.media import FORMS, ON_PAPER, ending, stem_of
from briefing.render import PdfEngine, find_templates, render_all
from briefing.render.html import wording_for
from briefing.render.templates import stock_templates
from tests.render.builders import edition
from tests.render.golden_pages import golden
from tests.render.reading import Page
from tests.render.samples import hostile, two_scripts

CASES = ("golden", "arabic words", "arabic wires")
LEFT_OUT = {("arabic words", "pdf"), ("arabic words", "eink")}  # thirty pages more; the other Arabic edition has a few
PAIRS = [(name, form) for name in CASES for form in FORMS if (name, form) not in LEFT_OUT]
TOLD = [(name, form) for name, form in PAIRS if form != "ics"]  # the calendar holds the daybook alone


def made(name: str) -> Edition:
    if name == "golden":
        return golden()
    if name == "arabic words":
        return replace(golden(), language="ar")
    two = two_scripts()
    return replace(two, language="ar", daybook=golden().daybook[:2], sources=golden().sources, number=4711)


@pytest.fixture(scope="module")
def drawn() -> Mapping[str, tuple[Edition, Mapping[str, bytes]]]:
    found = {}
    with PdfEngine() as engine:
        for name in CASES:
            forms = [form for form in FORMS if (name, form) not in LEFT_OUT]
            rendered = render_all(made(name), formats=tuple(forms), engine=engine)
            assert rendered.faults == ()
            assert rendered.remarks == ()
            found[name] = (made(name), rendered.files)
    return found


def bare(text: str) -> str:
    """Letters alone: how lines, spaces and marks of direction fall is a matter of the form."""
    return re.sub(r"[\s\\\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\u00ad\ufeff]", "", text).casefold()


@cache
def pages_of(pdf: bytes) -> tuple[str, ...]:
    return tuple(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def said_in(form: str, data: bytes) -> str:
    """The text of a form as a reader has it."""
    if form in ON_PAPER:
        return "".join(pages_of(data))
    if form == "epub":
        with zipfile.ZipFile(BytesIO(data)) as book:
            names = [name for name in book.namelist() if name.endswith((".xhtml", ".opf"))]
            return "".join(Page(book.read(name).decode()).text for name in names)
    text = data.decode()
    return Page(text).text if form == "html" else escaping.unescape(text)


_BETWEEN = re.compile(r"[\s،,.;:“”\"'()-]+")


def holds(text: str, said: str) -> bool:
    """Does the text say it? From right to left a PDF has the letters of a word as they stand on paper."""
    if bare(said) in text:
        return True
    return all(bare(word) in text or bare(word)[::-1] in text for word in _BETWEEN.split(said))


def told_by(one: Edition) -> Iterator[str]:
    """Headlines, daybook, notices, counts, who was not heard: what every form has to say."""
    yield from (card.headline for card in (*one.cards(), *one.brief, *one.below))
    for entry in one.daybook:
        yield entry.what
        yield from (word for word in (entry.where, *entry.parties) if word)
    yield from (notice.text for notice in one.notices)
    yield from (comment.text for comment in one.desk_comments)
    yield str(one.counts.total)
    yield from (line.name for line in one.sources if line.status != "heard")


@pytest.mark.parametrize(("name", "form"), TOLD)
def test_every_form_says_all_of_the_edition(drawn, name: str, form: str) -> None:
    one, files = drawn[name]
    text = bare(said_in(form, files[form]))
    assert [said for said in told_by(one) if not holds(text, said)] == []
    if form != "json":  # whose reader has the stories and entries that the opening names
        assert [line.text for line in one.glance if not holds(text, line.text)] == []


@pytest.mark.parametrize(("name", "form"), [pair for pair in TOLD if pair[1] != "json"])
def test_every_form_names_mark_number_reader_and_cut_off(drawn, name: str, form: str) -> None:
    one, files = drawn[name]
    text, wording = bare(said_in(form, files[form])), wording_for(one, stock_templates())
    for said in (one.title, one.mark, str(one.number), one.reader, *wording.moment(one.covers_to_at).split()):
        assert holds(text, said), said


@pytest.mark.parametrize("form", sorted(ON_PAPER - {"pocket"}))
def test_mark_number_and_cut_off_stand_on_every_page(drawn, form: str) -> None:
    for text in pages_of(drawn["golden"][1][form]):
        assert all(said in text for said in ("TLP:GREEN", "No. 12", "Cut-off 6 January 2022, 19:00 CET"))


@pytest.mark.parametrize("form", ["pdf", "html", "json", "epub", "md", "txt", "eink"])
def test_every_sentence_and_figure_stands_in_the_long_forms(drawn, form: str) -> None:
    one, files = drawn["golden"]
    text = bare(said_in(form, files[form]))
    for card in one.cards():
        assert [said.text for said in card.sentences if not holds(text, said.text)] == []
    counts = one.counts
    for number in (counts.cards, counts.brief, counts.below, counts.duplicate, counts.off_topic, counts.withheld):
        assert str(number) in text


@pytest.mark.parametrize("form", ["html", "json", "pocket", "epub", "md", "txt"])
def test_what_has_no_day_and_what_took_place_stand_in_every_form(form: str) -> None:
    one = made("golden")
    one = replace(one, daybook_back=(one.daybook[5].uid, one.daybook[6].uid))
    open_ended = UndatedEntry(
        uid="undated-1", what="meeting of the joint commission", when="in the coming days", told_on=one.on,
        until=one.on, where="Tbilisi", parties=("Georgia",), status="planned", evidence="", notes=(1,), wires=("w1",),
    )  # fmt: skip
    took = replace(one.daybook[1], uid="held-1", what="Round of consultations", status="held", where="Muscat")
    rendered = render_all(replace(one, undated=(open_ended,), held=(took,)), formats=(form,))
    text = bare(said_in(form, rendered.files[form]))
    for said in (
        "meeting of the joint commission",
        "in the coming days",
        "Tbilisi",
        "Round of consultations",
        "Muscat",
        *(entry.what for entry in one.daybook),
    ):
        assert bare(said) in text, said


def test_the_calendar_has_every_entry_of_the_daybook(drawn) -> None:
    one, files = drawn["golden"]
    text = bare(files["ics"].decode().replace("\r\n ", ""))
    dated = [entry for entry in one.daybook if len(entry.on) == 10]  # a month is no day of a calendar
    assert [entry.what for entry in dated if bare(entry.what) not in text] == []


OTHER = """
import sys, hashlib
from briefing.model.media import FORMS
from briefing.render import render_all
from tests.render.test_forms import made
files = render_all(made("arabic wires"), formats=FORMS).files
print(" ".join(f"{form}:{hashlib.sha256(files[form]).hexdigest()}" for form in FORMS))
"""


def test_every_form_has_the_same_bytes_in_another_process_zone_and_locale(drawn) -> None:
    files = drawn["arabic wires"][1]
    odd = {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "PYTHONHASHSEED": "77"}
    done = subprocess.run(
        [sys.executable, "-c", OTHER],
        capture_output=True, text=True, check=True, timeout=60, cwd=Path(__file__).parents[2], env=os.environ | odd,
    )  # fmt: skip
    told = dict(one.split(":") for one in done.stdout.split())
    assert told == {form: hashlib.sha256(files[form]).hexdigest() for form in FORMS}


def test_an_own_template_at_fault_costs_its_form_the_look_alone(tmp_path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "edition.md.j2").write_text("{{ edition.titel }}")
    templates = find_templates("own", tmp_path)
    rendered = render_all(edition(), formats=("html", "md"), templates=templates)
    assert [fault for fault in rendered.faults if 'own/edition.md.j2:1: unknown name "titel"' in fault]
    assert rendered.files["md"].startswith(b"# The Morning Briefing")
    assert "> **Fault**: The template of this reader is at fault" in rendered.files["md"].decode()
    assert "at fault" not in rendered.files["html"].decode()


FAULTS = {
    "syntax": ("masthead.html.j2", "{% if %}", "masthead.html.j2:1"),
    "unknown name": ("masthead.html.j2", "\n{{ edition.titel }}", "masthead.html.j2:2"),
    "too slow": (
        "masthead.html.j2",
        "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
        "",
    ),
    "labels": ("labels.yaml", "daybok: Agenda", "labels.yaml:1"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_template_at_fault_is_told_in_every_form(tmp_path, monkeypatch, kind) -> None:
    monkeypatch.setattr("briefing.render.templates._SECONDS", 2.0)
    name, text, place = FAULTS[kind]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).write_text(text)
    forms = tuple(form for form in FORMS if form not in {"ics", *ON_PAPER}) + (("pocket",) if kind == "syntax" else ())
    rendered = render_all(edition(), formats=forms, templates=find_templates("own", tmp_path))
    assert list(rendered.files) == list(forms)
    assert len(rendered.faults) == 1
    for form in forms:
        said = bare(said_in(form, rendered.files[form]))
        assert bare("The template of this reader is at fault") in said, form
        assert bare(place) in said, form


@pytest.mark.parametrize("form", ["epub", "md", "txt"])
def test_a_form_that_falls_back_alone_tells_it_and_so_does_the_json(tmp_path, form) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "labels.yaml").write_text("daybok: Agenda")
    rendered = render_all(edition(), formats=("json", form), templates=find_templates("own", tmp_path))
    for one in ("json", form):
        assert bare("is at fault") in bare(said_in(one, rendered.files[one])), one


def test_an_own_card_is_in_the_page_and_in_the_book(tmp_path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "card.html.j2").write_text("<p>OWN {{ card.headline }}</p>")
    files = render_all(golden(), formats=("html", "epub"), templates=find_templates("own", tmp_path)).files
    for form in ("html", "epub"):
        assert "OWN Kazakh president says" in said_in(form, files[form])


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(RenderError, match="unknown format"):
        render_all(edition(), formats=("docx",))


def test_names_of_files() -> None:
    assert [ending(form) for form in ("pdf", "pocket", "eink", "epub")] == ["pdf", "pocket.pdf", "eink.pdf", "epub"]
    assert stem_of({"pocket": "/out/a/desk-2022-01-06.pocket.pdf"}) == "desk-2022-01-06"
    assert stem_of({"md": "out/desk-2022-01-06-0700.md", "pdf": "x"}) == "desk-2022-01-06-0700"
    assert stem_of({}) == ""


# ---------------------------------------------------------------- papers for everybody and for archives


@pytest.fixture(scope="module")
def archived() -> bytes:
    return render_all(replace(golden(), variant="pdf/a-3u"), formats=("pdf",)).files["pdf"]


def test_an_archives_pdf_holds_data_and_calendar_and_says_what_it_is(drawn, archived: bytes) -> None:
    files, read = drawn["golden"][1], PdfReader(BytesIO(archived))
    inside = {name: found[0] for name, found in read.attachments.items()}
    assert inside == {"edition.json": files["json"], "daybook.ics": files["ics"]}
    root = read.trailer["/Root"]
    about = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part\D+3\b", about)
    assert re.search(r"pdfaid:conformance\W+U\b", about)
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert "/DestOutputProfile" in root["/OutputIntents"][0]
    assert "/StructTreeRoot" in root
    assert len({one.get_object()["/F"] for one in root["/AF"]}) == 2
    for one in root["/AF"]:
        assert one["/AFRelationship"] == "/Data"
        assert one["/EF"]["/F"]["/Subtype"] in ("/application/json", "/text/calendar")
    assert "/ID" in read.trailer
    assert "/Encrypt" not in read.trailer


def test_every_font_of_an_archives_pdf_is_inside_and_can_be_searched(archived: bytes) -> None:
    fonts = {}
    for page in PdfReader(BytesIO(archived)).pages:
        fonts |= {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}
    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        described = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("form", [*sorted(ON_PAPER), "archive"])
def test_qpdf_finds_no_fault(drawn, archived: bytes, form: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(archived if form == "archive" else drawn["arabic wires"][1][form])
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "form"), [("golden", "pdf"), ("golden", "pocket"), ("arabic wires", "eink")])
def test_pdfua_finds_no_fault(drawn, name: str, form: str, tmp_path: Path) -> None:
    pytest.importorskip("pdfua", reason="pdfua is not installed")
    from pdfua import validate

    file = tmp_path / "x.pdf"
    file.write_bytes(drawn[name][1][form])
    assert [str(finding) for finding in validate(file).findings] == []


def test_hostile_words_are_words_in_every_form() -> None:
    forms = ("pdf", "pocket", "txt", "md", "epub")
    rendered = render_all(hostile(), formats=forms)
    assert rendered.faults == ()
    for form in forms:
        assert bare("<script>alert(1)</script>") in bare(said_in(form, rendered.files[form])), form
