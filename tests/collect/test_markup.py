"""Markup to paragraphs: what a browser shows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect.markup import paragraphs, plain_line

PAIRS = [
    ("<p>from 800&lt;endash&gt;-&lt;/endash&gt;1,000 a year</p>", ("from 800-1,000 a year",)),
    ("<p>if a &lt; b and c &gt; d</p>", ("if a < b and c > d",)),
    ("plain", ("plain",)),
    ("", ()),
    ("one\n\ntwo\nlines", ("one", "two lines")),
    ("<p>one</p><p>two <b>bold</b> <a href='x'>link</a></p>", ("one", "two bold link")),
    ("<div>one<div>two</div>three</div>", ("one", "two", "three")),
    ("one<br><br>two", ("one", "two")),
    ("First sentence.<br/>Second one.", ("First sentence.", "Second one.")),
    ("broken<br>line", ("broken line",)),
    ("<ul><li>a</li><li>b</li></ul>", ("a", "b")),
    ("<table><tr><td>Cell <textarea>", ("Cell",)),
    ("<p>Text <!-- never closed", ("Text",)),
    ("<p>Text</p><title>Open title", ("Text", "Open title")),
    ("</div><p>stray</p></section>", ("stray",)),
    ("<html><head></head><body><p>wrapped</p></body></html>", ("wrapped",)),
    ("<script>alert(1)</script><style>p{}</style>seen", ("seen",)),
    ("cut in a <a href='http://x.exa", ("cut in a",)),
    ("Fish &amp; chips &#8211; &eacute;t&eacute; &hellip;", ("Fish & chips – été …",)),
    ("twice &amp;amp; thrice &amp;amp;amp;", ("twice & thrice &",)),
    ("&lt;p&gt;escaped&lt;/p&gt;&lt;p&gt;twice&lt;/p&gt;", ("escaped", "twice")),
    ("3 < 5 and 7 > 4", ("3 < 5 and 7 > 4",)),
    ("AT&T and R&D", ("AT&T and R&D",)),
    ("a\u00a0b\u200bc\u202ed\x07e\ud800f", ("a bcdef",)),
    ("with \u200ca stray joiner", ("with a stray joiner",)),
    ("👨\u200d👩\u200d👧 می\u200cشود", ("👨\u200d👩\u200d👧 می\u200cشود",)),
    ("<img src=x onerror=alert(1)>", ()),
]


@pytest.mark.parametrize(("markup", "shown"), PAIRS)
def test_shown(markup: str, shown: tuple[str, ...]) -> None:
    assert paragraphs(markup) == shown


def test_a_headline_is_one_line() -> None:
    assert plain_line("<p>Talks\n in</p> <b>Geneva</b> ") == "Talks in Geneva"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/&;#x0a1bp \n\"'=!-\ud800\u200c\x00é"), max_size=80))
def test_nothing_comes_out_that_cannot_be_stored(markup: str) -> None:
    for text in paragraphs(markup):
        assert text == text.strip()
        assert text
        text.encode("utf-8")
        assert "\x00" not in text
