from __future__ import annotations

import pytest

from briefing.render.print_styles import for_print

ROOT = ":root { --ink: #111; --accent: #8c1d18; --link: var(--accent) }"


def put_in(*styles: str) -> str:
    return for_print("<head>" + "".join(f"<style>{style}</style>" for style in styles) + "</head>")


@pytest.mark.parametrize(
    ("styles", "there"),
    [
        ((ROOT, "p { color: var(--ink) }"), "p { color: #111 }"),
        ((ROOT, "p { color: var(--link) }"), "p { color: #8c1d18 }"),
        ((ROOT, "p { color: var(--none, #222) }"), "p { color: #222 }"),
        ((ROOT, "@media print { :root { --ink: #000 } } p { color: var(--ink) }"), "p { color: #000 }"),
        ((ROOT, "@media screen { :root { --ink: #fff } } p { color: var(--ink) }"), "p { color: #111 }"),
        (
            (
                ROOT,
                "@media (prefers-color-scheme: dark) { :root { --ink: #fff } p { top: 0 } } p { color: var(--ink) }",
            ),
            "p { color: #111 }",
        ),
        (
            (
                ':root { --serif: "A", serif }',
                'p { font: 9pt var(--serif) } :root { --serif: "B", var(--sans, serif) }',
            ),
            'p { font: 9pt "B", serif }',
        ),
    ],
)
def test_a_variable_stands_as_what_it_is_on_paper(styles: tuple[str, ...], there: str) -> None:
    made = put_in(*styles)
    assert there in made
    assert "var(" not in made
    assert "--ink" not in made


@pytest.mark.parametrize(
    "style",
    [
        ".card { --ink: #222 } p { color: var(--ink) }",
        "@media (max-width: 120mm) { :root { --ink: #222 } } p { color: var(--ink) }",
        ":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }",
        "p { color: red }",
        ":root { --a: red } p { color: var(--a, rgb(1, 2, 3)) }",
        "@media screen, print { p { color: red } } :root { --a: red } p { color: var(--a) }",
        ":root { --u: url(data:image/png;base64,AA); --a: red } p { color: var(--a) }",
        ".html { --a: lime } :root { --a: red } p { color: var(--a) }",
        ":root { --a: blue !important } p { color: var(--a) }",
        ":root { --a: red } html { --a: lime } p { color: var(--a) }",
        "@supports (x: y) { :root { --a: red } } p { color: var(--a) }",
    ],
)
def test_where_the_value_depends_on_more_the_styles_stay_as_they_are(style: str) -> None:
    assert put_in(style) == f"<head><style>{style}</style></head>"


def test_what_no_variable_stands_for_stays() -> None:
    assert "var(--missing)" in put_in(ROOT, "p { color: var(--ink); top: var(--missing) }")
    assert ":root {font-size: 9pt}" in put_in(":root { --ink: #111; font-size: 9pt } p { color: var(--ink) }")


def test_what_the_page_itself_asks_for_is_kept() -> None:
    head = f"<head><style>{ROOT}</style></head>"
    assert for_print(head, '<p style="color: var(--accent)">') == head
