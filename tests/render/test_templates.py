# ruff: noqa: E501

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.render import TemplateSet, find_templates, render_all, stock_templates
from briefing.render.html import render_html
from tests.render.builders import edition
from tests.render.samples import sample


@pytest.fixture
def own(tmp_path: Path):
    """Writes the files of a reader's template and gives the set."""

    def write(**files: str) -> TemplateSet:
        folder = tmp_path / "ministry"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_text(text, "utf-8")
        return find_templates("ministry", tmp_path)

    return write


def test_an_override_of_one_partial_leaves_the_rest(own):
    html = render_html(sample(), templates=own(masthead__html__j2="<h1>Own head</h1>"))
    assert "<h1>Own head</h1>" in html
    assert "Daybook" in html


def test_an_override_may_extend_the_stock_page(own):
    text = '{% extends "default:brief.html.j2" %}{% block sources %}<p>Ours: {{ super() }}</p>{% endblock %}'
    html = render_html(sample(), templates=own(brief__html__j2=text))
    assert "<p>Ours: <section" in html


def test_labels_and_theme_alone_make_a_template(own):
    chosen = own(
        labels__yaml="daybook: Agenda\ndates: {long: '{day}. {month} {year}'}\n",
        theme__yaml="accent: '#0b3d5c'\npaper: Letter\n",
    )
    html = render_html(edition(paper=""), templates=chosen)
    assert ">Agenda<" in html
    assert "6. January 2022" in html
    assert "--accent: #0b3d5c" in html
    assert "size: Letter" in html


def test_labels_of_the_edition_win(own):
    assert ">Auf einen Blick<" in render_html(
        edition(labels={"glance": "Auf einen Blick"}), templates=stock_templates()
    )


FAULTS = {
    "unknown field": ("{{ edition.titel }}", "masthead.html.j2:1", 'Did you mean "title"?'),
    "unknown name": ("\n{{ editon.title }}", "masthead.html.j2:2", 'Did you mean "edition"?'),
    "unknown label": ("{{ label.glanse }}", "masthead.html.j2:1", 'Did you mean "glance"?'),
    "unknown filter": ("{{ edition.on|longdate }}", "masthead.html.j2:1", 'Did you mean "long_date"?'),
    "unknown tag": ("\n\n{% iff x %}", "masthead.html.j2:3", 'Did you mean "if"?'),
    "unclosed": ("{% if edition.title %}", "masthead.html.j2:1", "endif"),
    "no such file": ('{% include "glances.html.j2" %}', "masthead.html.j2:1", 'Did you mean "glance.html.j2"?'),
    "way out": ("{{ edition.__class__.__mro__ }}", "masthead.html.j2:1", "unsafe"),
    "way out by a method": ("{{ ''.format.__globals__ }}", "masthead.html.j2:1", "unsafe"),
    "a change": ("{% set _ = label.update({'x': 1}) %}{{ label.x }}", "masthead.html.j2:1", "unsafe"),
    "a division": ("{{ 1 / 0 }}", "masthead.html.j2:1", "ZeroDivisionError"),
    "itself": ('{% include "masthead.html.j2" %}', "masthead.html.j2:1", "without end"),
    "a folder above": ('{% include "../../secret.html.j2" %}', "masthead.html.j2:1", "no template"),
    "endless": ("{% for a in range(9999) %}{% for b in range(9999) %}xxxxxxxxxx{% endfor %}{% endfor %}", ".html.j2:1", "does not come to an end"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_do(own, tmp_path, fault):
    text, place, hint = FAULTS[fault]
    (tmp_path / "secret.html.j2").write_text("canary")
    with pytest.raises(TemplateError) as raised:
        render_html(sample(), templates=own(masthead__html__j2=text))
    assert raised.value.subject.endswith(place)
    assert hint in str(raised.value)


def test_a_link_out_of_the_folder_is_not_followed(own, tmp_path):
    (tmp_path / "secret.html.j2").write_text("canary")
    chosen = own(masthead__html__j2='{% include "inside.html.j2" %}')
    (tmp_path / "ministry" / "inside.html.j2").symlink_to(tmp_path / "secret.html.j2")
    with pytest.raises(TemplateError, match="no template"):
        render_html(sample(), templates=chosen)


SETTINGS = [
    ("labels__yaml", "daybok: x", "labels.yaml:1", 'Did you mean "daybook"?'),
    ("labels__yaml", "glance: ok\ndaybook: [unclosed", "labels.yaml:", ""),
    ("labels__yaml", "glance: [1, 2]", "labels.yaml:1", "text"),
    ("labels__yaml", "dates: short", "labels.yaml:1", "mapping"),
    ("labels__yaml", "dates: {lng: x}", "labels.yaml:1", 'Did you mean "long"?'),
    ("labels__yaml", "dates: {months: [a, b]}", "labels.yaml:1", "12"),
    ("labels__yaml", "- a list", "labels.yaml:1", "key: value"),
    ("theme__yaml", "accent: 'red} body{display:none'", "theme.yaml:1", "colour"),
    ("theme__yaml", "paper: A44", "theme.yaml:1", 'Did you mean "A4"?'),
]


@pytest.mark.parametrize(("file", "text", "place", "hint"), SETTINGS)
def test_a_fault_in_labels_or_theme(own, file, text, place, hint):
    with pytest.raises(TemplateError) as raised:
        render_html(edition(paper=""), templates=own(**{file: text}))
    assert place in raised.value.subject
    assert hint in str(raised.value)


def test_a_template_that_is_not_there(tmp_path):
    (tmp_path / "ministry").mkdir()
    with pytest.raises(TemplateError, match='Did you mean "ministry"'):
        find_templates("minsitry", tmp_path)


def test_broken_labels_cost_the_text_nothing_but_a_line(own):
    result = render_all(sample(), formats=("txt",), templates=own(labels__yaml="daybok: Agenda"))
    assert b"Daybook" in result.files["txt"]
    assert "labels.yaml:1" in result.faults[0]


def test_a_broken_template_gives_way_to_the_stock_one_and_says_so(own):
    chosen = own(masthead__html__j2="\n{{ edition.titel }}")
    result = render_all(sample(), formats=("html", "json"), templates=chosen)
    assert list(result.files) == ["html", "json"]
    (line,) = result.faults
    assert "ministry" in line
    assert "masthead.html.j2:2" in line
    html = result.files["html"].decode()
    assert "set in the stock one" in html
    assert "masthead.html.j2:2" in html


def test_a_loop_that_gives_nothing_back_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.render.templates._SECONDS", 0.5)
    (tmp_path / "loop").mkdir()
    text = "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}"
    (tmp_path / "loop" / "brief.html.j2").write_text(text)
    start = time.monotonic()
    with pytest.raises(TemplateError, match="does not come to an end"):
        render_html(edition(), templates=find_templates("loop", tmp_path))
    assert time.monotonic() - start < 5
