"""Sides of a style sheet exchanged for pages that run from right to left."""

from __future__ import annotations

import pytest

from briefing.render.mirror import mirrored

PAIRS = [
    ("p { margin-left: 3mm }", "p { margin-right: 3mm }"),
    (".side { float: left; text-align: right }", ".side { float: right; text-align: left }"),
    ("p { margin: 1pt 2pt 3pt 4pt }", "p { margin: 1pt 4pt 3pt 2pt }"),
    ("p { padding: 1pt 2pt }", "p { padding: 1pt 2pt }"),
    ("@page { @top-left { content: none } }", "@page { @top-right { content: none } }"),
    ("p { border-left: .5pt solid }", "p { border-right: .5pt solid }"),
    ('.see::before { content: "→ " }', '.see::before { content: "← " }'),
    (".left-over { color: red }", ".left-over { color: red }"),
    (".left { left: 1px }", ".left { right: 1px }"),
]


@pytest.mark.parametrize(("css", "other"), PAIRS)
def test_sides_change_places(css: str, other: str) -> None:
    assert str(mirrored(css)) == other
    assert str(mirrored(other)) == css
