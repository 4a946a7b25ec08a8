"""Forms that agencies and offices made for themselves: JSON envelopes, XML of their own, entries of planning desks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import Options, Reading, read_file

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)


def reading(data: str) -> Reading:
    return read_file(Path("in/a"), received_at=NOW, options=Options(source="drop"), data=data.encode())


ITEM = {"uri": "urn:x:7", "type": "story", "versioncreated": "2022-01-06T10:00:00Z", "headline": "Talks open",
        "body_html": "<p>The talks opened.</p>", "pubstatus": "usable"}  # fmt: skip
CAMEL = {"uri": "urn:x:7", "type": "text", "versionCreated": "2022-01-06T10:00:00Z", "headLine": "Talks open",
         "bodyXhtml": "<html><body><p>The talks opened.</p></body></html>", "slug": "TALKS/"}  # fmt: skip
ENVELOPES = [
    ITEM,
    [ITEM],
    {"total": 1, "item": [ITEM]},
    {"api_version": "1.1", "data": {"item": ITEM}},
    {"data": {"items": [{"meta": {}, "item": ITEM}]}},
    {"data": {"item": CAMEL}},
]


@pytest.mark.parametrize("document", ENVELOPES)
def test_items_in_the_envelopes_of_services(document: object) -> None:
    (wire,) = reading(json.dumps(document)).wires
    assert (wire.guid, wire.headline, wire.paragraphs) == ("urn:x:7", "Talks open", ("The talks opened.",))
    assert wire.published_at == datetime(2022, 1, 6, 10, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["picture", "video", "planning"])
def test_what_is_no_dispatch_is_refused(kind: str) -> None:
    assert "without a text of its own" in reading(json.dumps({**ITEM, "type": kind})).error


RELEASE = """<?xml version="1.0"?><{root} id="77" lang="no"><{title}>Ny avtale</{title}>
<leadtext>Partene er enige.</leadtext><{body}>&lt;p&gt;Avtalen gjelder i ti &amp;aring;r.&lt;/p&gt;</{body}>
<{date}>06.01.2022 11:15</{date}>
<embargo>{embargo}</embargo>
<publisher><name>Departementet</name></publisher></{root}>"""
SPELT = [("release", "title", "body", "publicationDate"), ("News_Item", "headline", "content", "PublishDate")]


@pytest.mark.parametrize(("root", "title", "body", "date"), SPELT)
def test_an_office_s_own_xml(root: str, title: str, body: str, date: str) -> None:
    (wire,) = reading(RELEASE.format(root=root, title=title, body=body, date=date, embargo="")).wires
    assert (wire.headline, wire.guid, wire.agency, wire.language) == ("Ny avtale", "77", "Departementet", "no")
    assert wire.paragraphs == ("Partene er enige.", "Avtalen gjelder i ti år.")
    assert wire.published_at == datetime(2022, 1, 6, 11, 15, tzinfo=UTC)


def test_an_embargo_there_is_kept_and_one_that_cannot_be_read_withholds() -> None:
    spelt = {"root": "release", "title": "title", "body": "body", "date": "publicationDate"}
    (wire,) = reading(RELEASE.format(**spelt, embargo="07.01.2022 06:00")).wires
    assert wire.embargo_at == datetime(2022, 1, 7, 6, tzinfo=UTC)
    (wire,) = reading(RELEASE.format(**spelt, embargo="after the speech")).wires
    assert (wire.pubstatus, "embargo-unread" in wire.marks) == ("withheld", True)


def test_a_withdrawn_one_is_a_kill() -> None:
    text = "<News><id>1</id><headline>Talks</headline><content>Gone.</content><date>2022-01-06</date>{}</News>"
    (wire,) = reading(text.format("<Annuleret>true</Annuleret>")).wires
    assert (wire.kind, wire.pubstatus) == ("kill", "canceled")
    assert reading(text.format("<Annuleret>false</Annuleret>")).wires[0].kind == "wire"


def test_xml_of_another_kind_is_refused_by_the_name_of_its_root() -> None:
    assert "its first element is “results”" in reading("<results><result><id>1</id></result></results>").error


def test_a_piece_of_a_page_is_read_as_one() -> None:
    text = "The envoys of both sides met for a second day of talks on the pass and agreed to go on. " * 3
    (wire,) = reading(f"<h1>Talks go on</h1><p>{text}</p><p>{text}</p>").wires
    assert wire.headline == "Talks go on"


PLANNED = """<document><ntbId>N1</ntbId>
<service>newscalendar</service><title>Council meets</title>
<time>2022-01-05T15:00:00</time><location>Vienna</location>
<timeStart>2022-01-13T10:00:00+01:00</timeStart>
<timeEnd>2022-01-14T16:00:00+01:00</timeEnd>
<content>The council meets.</content></document>"""
AGENDA = {"guid": "urn:e:1", "name": "Council meets", "state": "scheduled",
          "definition_short": "The council <b>meets</b>.",
          "dates": {"start": "2022-01-13T09:00:00+0000", "end": "2022-01-14T15:00:00+0000", "tz": "Europe/Vienna"},
          "location": [{"name": "Hofburg, Vienna"}], "versioncreated": "2022-01-05T10:00:00Z"}  # fmt: skip


@pytest.mark.parametrize(("data", "where"), [(PLANNED, "Vienna"), (json.dumps(AGENDA), "Hofburg, Vienna")])
def test_what_begins_at_a_stated_time_is_an_entry_of_a_calendar(data: str, where: str) -> None:
    found = reading(data)
    assert (found.wires, found.error) == ((), "")
    (entry,) = found.calendar or ()
    assert (entry.what, entry.on, entry.until, entry.where) == ("Council meets", "2022-01-13", "2022-01-14", where)
    assert (entry.clock, entry.status) == ("10:00 GMT+1 (09:00 GMT)", "planned")
    assert entry.text == "The council meets."


def test_a_cancelled_entry_says_so() -> None:
    cancelled = {**AGENDA, "state": "cancelled"}
    (entry,) = reading(json.dumps([cancelled])).calendar or ()
    assert entry.status == "cancelled"


G2 = '<{0} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1">{1}</{0}>'


@pytest.mark.parametrize(
    ("root", "inside", "words"),
    [
        ("packageItem", "<groupSet/>", "a package, a list of other items"),
        ("planningItem", "<newsCoverageSet/>", "a plan of coverage"),
        ("knowledgeItem", "<conceptSet/>", "a list of names and codes"),
        ("newsItem", '<itemMeta><itemClass qcode="ninat:picture"/></itemMeta>', "a picture, film or sound"),
        ("newsItem", '<itemMeta><itemClass qcode="ninat:text"/></itemMeta>', "a newsml-g2 file"),
    ],
)
def test_a_refusal_says_what_it_was(root: str, inside: str, words: str) -> None:
    assert words in reading(G2.format(root, inside)).error


ANPA_LIST = (
    "\x16\x16\x01a0001\x1f-----\r\nr e \x13\x11 EX-Top-News   01-06 \r\n"
    "\x02^EX-Top-News<\r\n^EXW Top News<\r\n{}\x03EX-1\r\n\x04"
)


def test_a_telex_that_is_a_list_of_headlines_keeps_them_and_needs_no_count_of_words() -> None:
    (wire,) = reading(ANPA_LIST.format("^Talks open at noon\r\n^Pass reopened\r\n")).wires
    assert (wire.headline, wire.paragraphs) == ("EXW Top News", ("Talks open at noon", "Pass reopened"))
