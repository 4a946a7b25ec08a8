"""The shipped looks and a theme of one's own: what they change, and what a wrong value says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefing.errors import TemplateError
from briefing.render import PdfEngine, find_templates
from briefing.render.html import render_html
from briefing.render.templates import stock_folder
from briefing.render.theme import length_of
from tests.render.samples import long_words, sample, two_scripts

AT = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)
THEMES = ("broadsheet", "situation", "compact")


def words(html: str) -> str:
    body = re.sub(r"<svg.*?</svg>", "", html[html.index("<body") :], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.fixture(scope="module")
def pdfs():
    """The sample edition in each shipped theme."""
    with PdfEngine() as engine:
        drawn = {}
        for theme in THEMES:
            html = render_html(sample(), templates=find_templates(theme))
            drawn[theme] = engine.draw(html, created_at=AT)
        yield drawn, engine


def test_all_themes_say_the_same_words():
    pages = {theme: words(render_html(sample(), templates=find_templates(theme))) for theme in (*THEMES, "eink")}
    assert len(set(pages.values())) == 1


def test_broadsheet_is_the_stock_look():
    stock = render_html(sample(), templates=find_templates("default"))
    assert render_html(sample(), templates=find_templates("broadsheet")) == stock


def test_each_theme_draws_cleanly_and_compact_is_shorter(pdfs):
    drawn, _ = pdfs
    for theme, one in drawn.items():
        assert one.warnings == (), theme
        assert one.missing == ""
    assert drawn["compact"].pages < drawn["broadsheet"].pages
    assert drawn["situation"].pages <= drawn["broadsheet"].pages + 1


def test_pages_keep_their_heads_and_feet_in_each_theme(pdfs):
    for one in pdfs[0].values():
        for number, page in enumerate(PdfReader(BytesIO(one.pdf)).pages, 1):
            assert f"{number} / {one.pages}" in page.extract_text()


@pytest.mark.parametrize("make", [long_words, two_scripts])
@pytest.mark.parametrize("theme", THEMES)
def test_long_words_and_other_scripts_draw_in_each_theme(pdfs, theme, make):
    drawn = pdfs[1].draw(render_html(make(), templates=find_templates(theme)), created_at=AT)
    assert drawn.pages < 8
    assert drawn.warnings == ()


def test_a_theme_lies_under_a_reader_s_own_template(tmp_path):
    own = tmp_path / "ministry"
    own.mkdir()
    (own / "theme.yaml").write_text('accent: "#123456"\n')
    found = find_templates("ministry+compact", tmp_path)
    assert [folder.name for folder in found.folders] == ["ministry", "compact", "default"]
    html = render_html(sample(), templates=found)
    assert "--accent: #123456" in html
    assert "Compact: small type" in html
    assert not found.stock


def test_an_unknown_theme_is_told_with_the_nearest(tmp_path):
    with pytest.raises(TemplateError, match='Did you mean "compact"'):
        find_templates("default+compakt", tmp_path)


def theme(tmp_path: Path, text: str, **files: bytes):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "theme.yaml").write_text(text, "utf-8")
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return find_templates("own", tmp_path)


def test_a_logo_stands_in_the_masthead_with_its_words(tmp_path):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'
    found = theme(tmp_path, "logo: mark.svg\nlogo_alt: Ministry of Examples\n", mark__svg=svg)
    html = render_html(sample(), templates=found)
    assert re.search(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="Ministry of Examples">', html)
    with PdfEngine() as engine:
        assert engine.draw(html, created_at=AT).warnings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("accent: red", "should be a colour"),
        ('text_face: "x; } body { display: none"', "should be names of fonts"),
        ("logo: ../../secret.png", "there is no logo"),
        ("logo: theme.yaml", "should be an SVG, PNG or JPEG"),
        ("acent: '#123456'", 'Did you mean "accent"'),
        ("paper: A9", "unknown paper"),
    ],
)
def test_a_wrong_value_is_told(tmp_path, text, said):
    with pytest.raises(TemplateError, match=re.escape(said)):
        render_html(replace(sample(), paper=""), templates=theme(tmp_path, text))


def test_a_face_is_put_before_the_stock_one(tmp_path):
    html = render_html(sample(), templates=theme(tmp_path, "head_face: Briefing Sans\n"))
    assert '--display: "Briefing Sans", "Briefing Display"' in html


def test_lengths_of_the_shipped_themes():
    assert length_of(find_templates("default")) == 1
    assert length_of(find_templates("compact")) < 0.8
    for folder in stock_folder().parent.iterdir():
        if (folder / "theme.yaml").is_file():
            assert 0.5 < length_of(find_templates(folder.name)) < 1.5


def test_a_length_that_is_none_is_told(tmp_path):
    with pytest.raises(TemplateError, match="length"):
        length_of(theme(tmp_path, "length: 0\n"))
