"""What `briefing check` says of a template that draws."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.render import find_templates, stock_templates
from briefing.render.lint import warnings
from briefing.render.templates import stock_folder


def told(tmp_path: Path, file: str, text: str) -> list[str]:
    folder = tmp_path / "own"
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, "utf-8")
    return warnings(find_templates("own", tmp_path))


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("print.css", "a {\n background: url(https://x.example/a.png) }", "own/print.css:2: an address elsewhere"),
        ("theme.css", '@import "//fonts.example/x.css";', "own/theme.css:1: an address elsewhere"),
        ("card.html.j2", "\n\n<img src='http://x.example/a.png' alt=x>", "own/card.html.j2:3: an address elsewhere"),
        ("card.html.j2", "{{ card.headline | safe }}", "own/card.html.j2:1: lets marks of a wire"),
        ("card.html.j2", "<script>1</script>", "own/card.html.j2:1: a script"),
        ("print.css", "li { break-inside: avoid }\nol {\n columns: 2 }", "own/print.css:3: balanced columns"),
        ("crad.html.j2", "x", 'own/crad.html.j2:1: nothing draws this file. Did you mean "card.html.j2"?'),
    ],
)
def test_what_is_odd_is_told_with_its_line(tmp_path: Path, file: str, text: str, said: str) -> None:
    (line,) = told(tmp_path, file, text)
    assert line.startswith(said)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("print.css", "li { break-inside: avoid } ol { columns: 2; column-fill: auto }"),
        ("print.css", "ol { columns: 2 } a { background: url(data:image/png;base64,//8=) }"),
        ("card.html.j2", '<a href="https://x.example/">{{ card.headline }}</a>'),
        ("labels.ru.yaml", "glance: x"),
    ],
)
def test_what_is_well_is_not(tmp_path: Path, file: str, text: str) -> None:
    assert told(tmp_path, file, text) == []


def test_a_partial_that_another_file_includes_is_drawn(tmp_path: Path) -> None:
    assert told(tmp_path, "box.html.j2", "x") == ["own/box.html.j2:1: nothing draws this file"]
    assert told(tmp_path, "card.html.j2", '{% include "box.html.j2" %}') == []


def test_the_shipped_looks_are_clean() -> None:
    assert warnings(stock_templates()) == []
    for folder in stock_folder().parent.iterdir():
        texts = {path: path.read_text("utf-8") for path in folder.rglob("*.css")}
        assert not [path for path, text in texts.items() if "http" in text]
