from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import DeskComment, Notice, Since, SinceLine
from briefing.render import render_all, stock_templates
from briefing.render.html import wording_for
from briefing.render.mail_text import mail_text
from tests.render.builders import edition
from tests.render.samples import hostile, long_words, sample, two_scripts


def text(of) -> str:
    return render_all(of, formats=("txt",)).files["txt"].decode()


@pytest.mark.parametrize("make", [sample, two_scripts, edition])
def test_lines_are_short_enough_for_mail(make):
    assert max(len(line) for line in text(make()).splitlines()) <= 72


def with_long_words():
    """Everything that stands in lines of its own, in a script without spaces."""
    told, long = sample(), "停火谈判" * 40
    line = SinceLine(kind="new", text=long, target="x")
    since = Since(number=11, on=told.on, new=1, updated=0, continuing=0, lines=(line,))
    notices = (Notice(level="info", text=long),)
    brief = tuple(replace(one, headline=long) for one in told.brief)
    comments = (DeskComment(text=f"{long}\n\nend", by="A. Editor"), DeskComment(text="a " * 100, by=long))
    return replace(told, title=long, since=since, notices=notices, brief=brief, desk_comments=comments)


def test_words_longer_than_a_line_are_broken_but_no_address():
    told = with_long_words()
    mail = mail_text(told, wording_for(told, stock_templates()), ())
    for said in (text(told), mail):
        assert [row for row in said.splitlines() if len(row) > 72 and "://" not in row] == []
    assert "https://wires.example/1/story" in text(told).split()


@pytest.mark.parametrize("make", [hostile, long_words])
def test_odd_texts_do_no_harm(make):
    said = text(make())
    assert "\x1b" not in said
    assert "\r" not in said


def test_it_says_what_the_other_forms_say():
    one = sample()
    flat = " ".join(text(one).split())
    for card in (*one.cards(), *one.brief, *one.below):
        assert card.headline in flat
    assert "TLP:GREEN Thursday 6 January 2022, No. 12, For analyst" in flat
    assert (
        "Mon 10 Jan, 09:00 (D-4): Talks on security guarantees, Geneva (Russia, United States). confirmed [1]" in flat
    )
    assert "122 received in the period" in flat
    assert "! Harbour regional desk: failed since 6 Jan, 17:05. HTTP 503" in flat
    assert "https://wires.example/1/story" in flat


def test_an_empty_edition_says_why():
    assert "No wire reached us in the period covered." in " ".join(text(edition()).split())
