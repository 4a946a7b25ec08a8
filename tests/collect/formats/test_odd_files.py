"""Agencies' files as they come damaged, or as the standards allow and few write them."""

from __future__ import annotations

import json

import pytest

from tests.collect.formats.test_formats import G2, one, reading

HEAD = (
    "\x01a0001\x1f-----\r\nr w \x13\x11 BC-EXW-TALKS     01-06 0077\r\n\x02^BC-EXW-TALKS<\r\n^Talks resume in Doha<\r\n"
)
TEXT = "   DOHA, Qatar (EXW) _ Talks will resume on Jan. 12 in Doha.\r\n"


@pytest.mark.parametrize(
    "end", ["\x03EXW-WX-01-06-22 0505GMT<\r\n\x04", "EXW-WX-01-06-22 0505GMT\r\n\x03", "EXW-01-06-22 0505GMT"]
)
def test_anpa_whose_end_was_lost_on_the_line(end: str) -> None:
    wire = one(f"\x16\x16{HEAD}{TEXT}{end}")
    assert (wire.headline, wire.paragraphs) == ("Talks resume in Doha", ("Talks will resume on Jan. 12 in Doha.",))
    assert wire.published_text == "2022-01-06T05:05:00+00:00"


def test_anpa_messages_of_which_one_has_no_end() -> None:
    wires = reading(f"\x16\x16{HEAD}{TEXT}\x16\x16{HEAD.replace('Doha', 'Oman')}{TEXT}\x03x\x04").wires
    assert [wire.headline for wire in wires] == ["Talks resume in Doha", "Talks resume in Oman"]


def test_iptc_7901_between_the_words_of_a_printer() -> None:
    message = (
        "ZCZC\r\nexw0123 4 pol 90 EXW 0123\r\n\r\nNorland-Talks/\r\nNorland rivals sign truce=\r\n\x02\r\n"
        "DOHA, Jan 6 (EXW) - Norland's rivals signed a truce.=\r\n\r\n   They meet again on January 12.=\r\nab/cd\r\n"
        "\x03\r\n060930 JAN 22\r\nNNNN\r\n"
    )
    wire = one(message)
    assert (wire.headline, wire.slug, wire.published_text) == (
        "Norland rivals sign truce", "Norland-Talks", "2022-01-06T09:30:00+00:00"
    )  # fmt: skip
    assert wire.paragraphs == ("Norland's rivals signed a truce.", "They meet again on January 12.")


def test_g2_headlines_in_several_languages_and_any_prefix() -> None:
    headline = '<headline xml:lang="de">Gespräche</headline><headline xml:lang="en">Talks &amp; more</headline>'
    text = G2.replace("<headline>Talks &amp; more</headline>", headline)
    assert one(text).headline == "Talks & more"
    assert one(text.replace('tag="en"', 'tag="de-DE"')).headline == "Gespräche"


NITF = (
    "<nitf><head><docdata management-status='embargoed'>{}</docdata></head><body>"
    "<body.head><hedline><hl1>H</hl1></hedline>"
    "<dateline><location>DOHA</location><story.date norm='20220105'>Jan 5</story.date></dateline></body.head>"
    "<body.content><p>Text.</p></body.content></body></nitf>"
)


def test_nitf_under_an_embargo_until_its_release() -> None:
    wire = one(NITF.format("<date.release norm='20220107T060000+0000'/>"))
    assert wire.embargo_at is not None
    assert (wire.embargo_at.isoformat(), wire.published_text) == ("2022-01-07T06:00:00+00:00", "2022-01-05")
    held = one(NITF.format(""))
    assert (held.pubstatus, "embargo-unread" in held.marks) == ("withheld", True)


def test_a_ninjs_package_is_the_texts_that_it_holds() -> None:
    inner = {
        key: {
            "type": "text",
            "uri": f"tag:exw,2022:{key}",
            "headline": f"Wire {key}",
            "body_text": f"DOHA (EXW) - {key}.",
        }
        for key in ("a", "b")
    }
    package = {"uri": "tag:exw,2022:1", "type": "composite", "headline": "Package", "associations": inner}
    assert [wire.headline for wire in reading(json.dumps(package)).wires] == ["Wire a", "Wire b"]


def test_ninjs_with_a_plain_text_alone_is_no_broken_feed() -> None:
    wire = one(json.dumps({"uri": "tag:1", "type": "text", "headline": "H", "body_text": "DOHA (EXW) - Text of it."}))
    assert (wire.headline, wire.paragraphs) == ("H", ("Text of it.",))
