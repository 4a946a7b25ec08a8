"""Markdown: what a wire says is words and never markup."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from briefing.model import DeskComment, Notice, Piece
from briefing.render import stock_templates
from briefing.render.markdown import escaped, piece, render_markdown
from tests.render.builders import card, with_card
from tests.render.golden_pages import golden
from tests.render.samples import HOSTILE, hostile, sample


def written(one) -> str:
    return render_markdown(one, templates=stock_templates())


PAIRS = (
    ("plain words, 12 of them; a-b (c).", "plain words, 12 of them; a-b (c)."),
    ("*stars* and _lines_", r"\*stars\* and \_lines\_"),
    ("[a](javascript:x) ![b](c)", r"\[a\](javascript:x) !\[b\](c)"),
    ("<b>x</b> &amp; AT&T", r"\<b\>x\</b\> \&amp; AT&T"),
    ("# not a heading", r"\# not a heading"),
    ("10. January is a date", r"10\. January is a date"),
    ("- 5 degrees", r"\- 5 degrees"),
    ("a | b", r"a \| b"),
    ("`code` and $x$", r"\`code\` and \$x\$"),
    ("two\n\n    lines", "two lines"),
    ("[^3]: a note", r"\[\^3\]: a note"),
    ("see https://x.example/a_b", r"see https\://x\.example/a\_b"),
    ("www.x.example, desk@x.example", r"www\.x\.example, desk\@x\.example"),
    ("the U.S. at 3.5 p.m., e.g. here", "the U.S. at 3.5 p.m., e.g. here"),
    ("==x== ++y++ :smile: {.c}", r"\=\=x=\= +\+y+\+ \:smile: \{.c\}"),
    ("at 10:30: done", "at 10:30: done"),
    ("Stop!", r"Stop\!"),
    ("No. 5 #", r"No. 5 \#"),
)


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_marks_are_words(text: str, expected: str) -> None:
    assert escaped(text) == expected


BITS = (
    "*", "_", "**", "`", "[a]", "(b)", "](c)", "<b>", "<http://x.example>", "&amp;", "&#65;", "http://x.example/a_b",
    "www.x.org", "HTTPS://X.ORG", "a@b.org", "x.org", "# ", "#", "- ", "+ ", "1. ", "2) ", "===", "---", "~~x~~", "^s^",
    "$x$", "{.c}", "|", "!", "![i](u)", "[^1]", "\\", "\\*", ": ", "word", "слово", "中文", "“q”", "\n\n    ", "> ",
    "```", "~~~", "<!-- x -->", "[r]: http://x", "*[a]: b",
)  # fmt: skip
PLACES = ("%s\n", "- %s\n", "> %s\n", "x **%s** y\n", "## %s\n", "before\n%s\n", "|a|\n|---|\n| %s |\n")


@pytest.mark.parametrize("links", [False, True])
def test_any_words_are_read_back_as_they_were_wherever_they_stand(links: bool) -> None:
    markdown = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    if links:
        pytest.importorskip("linkify_it", reason="linkify-it-py is not installed")
    reader = markdown.MarkdownIt("gfm-like" if links else "commonmark").enable("table")
    chance = random.Random(5)
    blocks = [{token.type for token in reader.parse(place % "word")} for place in PLACES]
    for _ in range(600):
        said = "".join(chance.choice(BITS) for _ in range(chance.randint(1, 6)))
        for place, usual in zip(PLACES, blocks, strict=True):
            tokens = reader.parse(place % escaped(said))
            inline = [child for token in tokens for child in token.children or ()]
            assert " ".join(said.split()) in "".join(child.content for child in inline), (place, said)
            assert {token.type for token in tokens} <= usual, (place, said)
            assert {t.type for t in inline} <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}, (
                said
            )


def test_headings_are_those_of_the_edition() -> None:
    text = written(sample())
    heads = re.findall(r"^(#+) (.*)$", text, re.MULTILINE)
    assert heads[0] == ("#", "The Morning Briefing")
    assert [title for level, title in heads if level == "##"] == [
        "At a glance", "Daybook", "Security talks", "Regional crises", "In brief", "Below the cut",
        "Sources and completeness", "Source notes",
    ]  # fmt: skip
    assert ("####", "6. Kazakh president says order mainly restored; CSTO troops arrive in Almaty") in heads
    assert "\n\n\n" not in text


def test_every_note_cited_is_there() -> None:
    text = written(golden())
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    told = set(re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE))
    assert cited == told != set()


def test_a_table_has_as_many_cells_in_each_row() -> None:
    for table in re.findall(r"(?:^\|.*\|\n)+", written(golden()), re.MULTILINE):
        rows = [len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()]
        assert len(set(rows)) == 1, table


def test_nothing_of_a_hostile_wire_is_markup() -> None:
    markdown = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    tokens = markdown.MarkdownIt("commonmark").enable("table").parse(written(hostile()))
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in (*tokens, *inline)} & {
        "html_block",
        "html_inline",
        "image",
        "fence",
        "code_block",
    } == set()
    addresses = {str(child.attrs["href"]) for child in inline if child.type == "link_open"}
    assert all(address.lower().startswith(("http://", "https://")) for address in addresses)
    said = "".join(child.content for child in inline if child.type in ("text", "text_special"))
    assert HOSTILE[0] in said


def test_corrections_and_comments_of_the_desk_are_marked_as_such() -> None:
    pieces = (Piece(text="killed "), Piece(text="12", changed=True), Piece(text=" people"))
    notice = Notice(level="corrected", text="A figure.", was=pieces, now=(pieces[0], Piece(text="2", changed=True)))
    one = replace(
        with_card(card(1, "Bridge closed", "It is closed.^1"), notices=(notice,)),
        desk_comments=(DeskComment(story="story-1", text="Seen on the spot.\nStill shut.", by="AB"),),
    )
    text = written(one)
    assert "> Was: killed ~~12~~ people" in text
    assert "> Is: killed **2**" in text
    assert "> Seen on the spot.\n> Still shut.\n>\n> — *Desk comment, AB*" in text


@pytest.mark.parametrize(
    ("text", "mark", "said"),
    [
        (" now", "**", " **now**"),
        ("at least ", "~~", "~~at least~~ "),
        ("a\n\n# head\n- b ", "", "a # head - b "),
        ("a * b", "**", "**a \\* b**"),
        (" ", "**", " "),
    ],
)
def test_the_marks_of_a_piece_stand_at_its_words(text: str, mark: str, said: str) -> None:
    assert piece(text, mark) == said
