"""The e-book: a sound zip, sound XML, links that lead somewhere, and what EPUBCheck says where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from briefing.model import Edition
from briefing.render import stock_templates
from briefing.render.epub import chapters_of, render_epub, written
from tests.render.builders import edition
from tests.render.golden_pages import golden
from tests.render.samples import hostile, long_words, two_scripts

CHECKER = Path(shutil.which("epubcheck") or "/usr/share/java/epubcheck.jar")
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def book(one: Edition) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(render_epub(one, templates=stock_templates()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return book(golden())


def trees(files: Mapping[str, bytes]) -> dict[str, ElementTree.Element]:
    return {name: ElementTree.fromstring(data) for name, data in files.items() if name.endswith((".xhtml", ".opf"))}


def test_the_type_stands_first_and_stored() -> None:
    data = render_epub(edition(), templates=stock_templates())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert {info.date_time for info in archive.infolist()} == {(2022, 1, 6, 18, 5, 0)}
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_a_chapter_for_each_part_in_the_order_of_the_page(files: Mapping[str, bytes]) -> None:
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    spine = [item.attrib["idref"] for item in package.iter(f"{OPF}itemref")]
    assert spine == [f"c-{n}" for n in ("front", "daybook", "desk-1", "desk-2", "brief", "below", "sources", "notes")]
    held = {item.attrib["href"]: item.attrib for item in package.iter(f"{OPF}item")}
    assert {f"EPUB/{name}" for name in held} | {"EPUB/package.opf"} == {n for n in files if n.startswith("EPUB/")}
    assert held["nav.xhtml"]["properties"] == "nav"
    assert held["desk-2.xhtml"]["properties"] == "svg"


def test_the_contents_name_chapters_and_regions(files: Mapping[str, bytes]) -> None:
    nav = ElementTree.fromstring(files["EPUB/nav.xhtml"])
    links = [("".join(a.itertext()), a.attrib["href"]) for a in nav.iter(f"{XHTML}a")]
    assert links[:3] == [
        ("The Morning Briefing", "front.xhtml"),
        ("Daybook", "daybook.xhtml"),
        ("Security talks", "desk-1.xhtml"),
    ]
    assert links[3][0] == "Europe"
    assert links[3][1].startswith("desk-1.xhtml#")


def test_every_link_leads_somewhere(files: Mapping[str, bytes]) -> None:
    read = {name.removeprefix("EPUB/"): tree for name, tree in trees(files).items() if name.endswith(".xhtml")}
    places = {
        f"{name}#{node.attrib['id']}" for name, tree in read.items() for node in tree.iter() if "id" in node.attrib
    }
    followed = 0
    for name, tree in read.items():
        for node in tree.iter(f"{XHTML}a"):
            target = node.attrib["href"]
            if target.startswith(("http://", "https://")):
                continue
            whole = f"{name}{target}" if target.startswith("#") else target
            assert whole in places or whole in read, whole
            followed += 1
    assert followed > 100


def test_metadata_names_edition_mark_cut_off_and_who_can_read_it(files: Mapping[str, bytes]) -> None:
    text = files["EPUB/package.opf"].decode()
    for said in (
        "The Morning Briefing, Thursday 6 January 2022, No. 12", "<dc:rights>TLP:GREEN</dc:rights>",
        "Cut-off 6 January 2022, 19:00 CET", "<dc:language>en</dc:language>", ">2022-01-06T18:05:00Z</meta>",
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">alternativeText</meta>',
    ):  # fmt: skip
        assert said in text, said


def test_each_edition_has_an_id_of_its_own_and_keeps_it() -> None:
    def id_of(one: Edition) -> str:
        found = re.search(r"urn:uuid:[0-9a-f-]{36}", book(one)["EPUB/package.opf"].decode())
        assert found
        return found[0]

    assert id_of(edition()) == id_of(edition())
    assert len({id_of(edition(number=n)) for n in range(4)}) == 4


def test_pages_turn_to_the_left_in_arabic() -> None:
    made = book(replace(two_scripts(), language="ar"))
    assert b'page-progression-direction="rtl"' in made["EPUB/package.opf"]
    assert b'lang="ar" xml:lang="ar" dir="rtl"' in made["EPUB/front.xhtml"]
    assert b'xml:lang="he"' in made["EPUB/desk-1.xhtml"]


@pytest.mark.parametrize("make", [hostile, long_words, two_scripts, edition])
def test_whatever_a_wire_says_is_sound_xml(make) -> None:
    for name, tree in trees(book(make())).items():
        assert not [node for node in tree.iter() if node.tag in (f"{XHTML}script", f"{XHTML}img", f"{XHTML}style")], (
            name
        )


def test_a_link_into_a_part_that_is_left_out_becomes_text() -> None:
    html = '<div data-chapter="a" data-title="A"><p id="x"><a href="#y">there</a> <a href="#z">gone</a><br></p></div>'
    html += '<div data-chapter="b" data-title="B"><svg viewbox="0 0 1 1">'
    html += '<path d="M0"></path></svg><p id="y">y & z</p></div>'
    first, second = chapters_of(html)
    assert written(first.body) == '<body><p id="x"><a href="b.xhtml#y">there</a> <span>gone</span><br/></p></body>'
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0"/></svg>' in written(second.body)
    assert "y &amp; z" in written(second.body)
    assert (first.drawn, second.drawn) == (False, True)


@pytest.mark.slow
@pytest.mark.skipif(not (CHECKER.exists() and shutil.which("java")), reason="EPUBCheck is not installed")
def test_epubcheck_finds_no_fault(tmp_path: Path) -> None:
    """All books in one folder would be one book to it; Java starts once for each."""
    for name, one in {
        "golden": golden(),
        "arabic": replace(two_scripts(), language="ar"),
    }.items():
        file = tmp_path / f"{name}.epub"
        file.write_bytes(render_epub(one, templates=stock_templates()))
        command = ["java", "-jar", str(CHECKER.resolve()), "--failonwarnings", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
