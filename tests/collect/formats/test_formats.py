"""Agencies' own formats, told by their content: the text, its names and its times."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect.folder import Options, Reading, read_file, read_path
from briefing.collect.sniff import file_kind
from briefing.model import Wire

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
SHARED = Path(__file__).parents[3] / ".." / "shared" / "wires"


def reading(data: bytes | str) -> Reading:
    body = data.encode() if isinstance(data, str) else data
    return read_file(Path("in/a"), received_at=NOW, options=Options(), data=body)


def one(data: bytes | str) -> Wire:
    found = reading(data)
    assert not found.error
    assert len(found.wires) == 1
    return found.wires[0]


G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:x="http://www.w3.org/1999/xhtml"><header>
<sent>2022-01-06T14:00:00Z</sent></header>
<itemSet><newsItem guid="urn:newsml:exw.example:20220106:77" version="3" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="EXW"/>
<versionCreated>2022-01-06T15:20:00+01:00</versionCreated>
<firstCreated>2022-01-06T09:00:00+01:00</firstCreated><embargoed>2022-01-07T06:00:00Z</embargoed>
<pubStatus qcode="stat:usable"/><edNote>Adds quote</edNote><signal qcode="sig:update"/></itemMeta>
<contentMeta><urgency>2</urgency><headline role="hl:sub">Sub</headline><headline>Talks &amp; more</headline>
<slugline>Talks/Geneva</slugline>
<by>By Jane Doe</by><language tag="en"/><subject qcode="subj:1"><name>politics</name></subject></contentMeta>
<contentSet><inlineXML><x:html><x:head><x:title>no</x:title></x:head><x:body><x:header><x:p>Label</x:p></x:header>
<x:p>GENEVA, Jan 6 (EXW) - The talks <x:b>opened</x:b>.</x:p><x:p>They go on.</x:p></x:body></x:html></inlineXML>
</contentSet></newsItem>
<newsItem guid="urn:p" version="1"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentSet/></newsItem>
</itemSet></newsMessage>"""


def test_newsml_g2() -> None:
    wire = one(G2)
    assert (wire.guid, wire.identity, wire.version) == ("urn:newsml:exw.example:20220106:77",) * 2 + (3,)
    assert (wire.headline, wire.paragraphs) == ("Talks & more", ("The talks opened.", "They go on."))
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.agency, wire.agency) == ("GENEVA", "EXW", "EXW")
    assert (wire.published_text, wire.urgency, wire.slug) == ("2022-01-06T15:20:00+01:00", 2, "Talks/Geneva")
    assert (wire.byline, wire.ednote, wire.kind, wire.categories) == (
        "Jane Doe",
        "Adds quote",
        "writethru",
        ("politics",),
    )
    assert wire.embargo_at == datetime(2022, 1, 7, 6, tzinfo=UTC)


def test_a_g2_item_that_is_withdrawn_is_a_kill_even_without_text() -> None:
    wire = one(G2.replace("stat:usable", "stat:canceled").replace("inlineXML", "remote"))
    assert (wire.kind, wire.pubstatus, wire.guid) == ("kill", "canceled", "urn:newsml:exw.example:20220106:77")


def test_all_versions_of_a_g2_item_have_one_identity() -> None:
    first, second = one(G2), one(G2.replace('version="3"', 'version="4"').replace("They go on", "They ended"))
    assert first.identity == second.identity
    assert first.id != second.id


NEWSML1 = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE NewsML SYSTEM "http://dtd.example/NewsML.dtd">
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20220106T140000Z</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier>
<ProviderId>exw.example</ProviderId><DateId>20220106</DateId><NewsItemId>t-1</NewsItemId><RevisionId>2</RevisionId>
<PublicIdentifier>urn:newsml:exw.example:20220106:t-1:2</PublicIdentifier></NewsIdentifier>
<NameLabel>Talks</NameLabel></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20220106T120000Z</FirstCreated>
<ThisRevisionCreated>20220106T131500+0300</ThisRevisionCreated><Status FormalName="Usable"/>
<Urgency FormalName="3"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Talks opened</HeadLine><ByLine>Jane Doe</ByLine>
<DateLine>Bonn, 6 Jan 2022 (EXW) -</DateLine>
<SlugLine>talks</SlugLine></NewsLines><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>Bonn, Jan 6, 2022 (EXW) - The talks &eacute; opened.</p>
<p>They go on.</p>
<media><media-caption>A picture</media-caption></media></DataContent></ContentItem></NewsComponent></NewsItem>
</NewsML>"""


def test_newsml_1() -> None:
    wire = one(NEWSML1)
    assert (wire.guid, wire.version, wire.headline) == ("urn:newsml:exw.example:20220106:t-1", 2, "Talks opened")
    assert wire.paragraphs == ("The talks é opened.", "They go on.")
    assert (wire.published_text, wire.urgency, wire.slug, wire.byline) == (
        "2022-01-06T13:15:00+03:00",
        3,
        "talks",
        "Jane Doe",
    )
    assert wire.dateline is not None
    assert (wire.dateline.place, str(wire.dateline.on)) == ("Bonn", "2022-01-06")


def test_a_dateline_apart_from_the_text_is_taken_too() -> None:
    wire = one(NEWSML1.replace("Bonn, Jan 6, 2022 (EXW) - ", ""))
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.agency) == ("Bonn", "EXW")
    assert wire.paragraphs[0] == "The talks é opened."


NITF = """<nitf><head><title>no</title><docdata><doc-id id-string="d-1" regsrc="EXW"/><urgency ed-urg="4"/>
<date.issue norm="20220106T141000Z"/><ed-msg info="Adds quote"/><du-key key="TALKS"/></docdata></head><body>
<body.head>
<hedline><hl1>Talks opened</hl1><hl2>second</hl2></hedline><byline>By <person>Jane Doe</person><byttl>Writer</byttl>
</byline>
<dateline><location>BONN</location></dateline></body.head><body.content><block><p>The talks opened.</p><hl2>Then</hl2>
<p>They go on.</p><media><media-caption>A picture</media-caption></media></block></body.content></body></nitf>"""


def test_nitf() -> None:
    wire = one(NITF)
    assert (wire.guid, wire.headline, wire.slug, wire.urgency) == ("d-1", "Talks opened", "TALKS", 4)
    assert wire.paragraphs == ("The talks opened.", "Then", "They go on.")
    assert (wire.byline, wire.ednote, wire.published_text) == ("Jane Doe", "Adds quote", "2022-01-06T14:10:00+00:00")


def test_ninjs() -> None:
    item = {
        "uri": "https://exw.example/9", "guid": "urn:9", "version": "5", "type": "text", "pubstatus": "usable",
        "urgency": 1,
        "versioncreated": "2022-01-06T14:10:00+00:00", "headline": "Talks opened", "byline": "Jane Doe",
        "source": "EXW",
        "slugline": "talks", "language": "en-GB", "located": "Bonn", "embargoed": "2022-01-07T06:00:00+00:00",
        "subject": [{"name": "politics"}], "body_html": "<p>The talks opened.</p><p>They go on.</p>", "ednote": "Adds",
    }  # fmt: skip
    wire = one(json.dumps(item))
    assert (wire.guid, wire.version, wire.urgency, wire.headline) == ("urn:9", 5, 1, "Talks opened")
    assert (wire.paragraphs, wire.link, wire.language) == (
        ("The talks opened.", "They go on."),
        "https://exw.example/9",
        "en",
    )
    assert wire.embargo_at == datetime(2022, 1, 7, 6, tzinfo=UTC)
    assert "picture" in (reading(json.dumps({**item, "type": "picture"})).error.lower())


ANPA = (
    "\x16\x16\x01W2870\x1fasian\r\nu l\x13\x11 BC-Talks     01-06 1049\r\n\x02^BC-Talks, 1st Ld-Writethru,466<\r\n"
    "^Talks opened in Bonn<\r\n^Eds: Adds quote.<\r\n^By JANE DOE=\r\n^EXW Writer=\r\n\t   BONN, Germany (AP) _ "
    "The talks opened,\r\n"
    "both sides said.\r\n \r\n\t   ``They go on,'' one said.\r\n\r\n\t   \x03AP-WF-01-06-22 "
    "1509GMT<\r\n\r\n\x0c\r\n\x04"
)


def test_anpa() -> None:
    wire = one(ANPA)
    assert (wire.headline, wire.slug, wire.version) == ("Talks opened in Bonn", "BC-Talks, 1st Ld-Writethru", 2)
    assert wire.paragraphs == ("The talks opened, both sides said.", '"They go on," one said.')
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.agency) == ("BONN, Germany", "AP")
    assert (wire.published_text, wire.byline, wire.ednote, wire.urgency) == (
        "2022-01-06T15:09:00+00:00", "Jane Doe", "Eds: Adds quote.", 2,
    )  # fmt: skip


def test_anpa_files_with_several_messages() -> None:
    assert [w.headline for w in reading(ANPA + ANPA.replace("in Bonn", "in Kiel")).wires] == [
        "Talks opened in Bonn", "Talks opened in Kiel",
    ]  # fmt: skip


def test_iptc_7901() -> None:
    text = (
        "\x01eca0124 3 i 93  dpa 1888\r\n\r\nGermany/talks/\r\n\x022ND LEAD\r\nTalks opened in Bonn,\r\nboth "
        "sides say =\r\n\r\n"
        "Bonn (dpa) - The talks opened, both\r\nsides said.\r\n\r\nThey go on.\r\n\r\n# Notebook\r\n\r\n## "
        "Contacts\r\nTel: 1\r\n\r\n"
        "\x03061101 GMT Jan 22\r\n\x7f\r\n\x04"
    )
    wire = one(text)
    assert (wire.headline, wire.slug, wire.agency) == ("Talks opened in Bonn, both sides say", "Germany/talks", "dpa")
    assert wire.paragraphs == ("The talks opened, both sides said.", "They go on.")
    assert (wire.published_text, wire.urgency, wire.kind) == ("2022-01-06T11:01:00+00:00", 3, "writethru")


def test_mail() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Jane Doe <jane@exw.example>", "Fwd: Переговоры отложены"
    mail["Date"], mail["Message-ID"] = "Thu, 06 Jan 2022 14:10:00 +0300", "<m1@exw.example>"
    mail.set_content("BONN, Jan 6 (EXW) - The talks were put off.\n\nThey go on later.\n\n-- \nJane Doe, desk\n")
    mail.add_attachment(b"\x00", maintype="application", subtype="octet-stream", filename="x.bin")
    wire = one(bytes(mail))
    assert (wire.headline, wire.guid, wire.byline) == ("Переговоры отложены", "m1@exw.example", "Jane Doe")
    assert wire.paragraphs == ("The talks were put off.", "They go on later.")
    assert wire.published_text == "2022-01-06T14:10:00+03:00"


def test_entities_in_wires_neither_grow_nor_reach_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    entities = f'<!ENTITY host SYSTEM "file://{secret}"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    body = G2.replace("<newsMessage", f"<!DOCTYPE n [{entities}]><newsMessage", 1).replace(
        "Talks &amp; more", "Talks &host;&b;"
    )
    wire = one(body)
    assert wire.headline == "Talks"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (G2, "newsml-g2"), (NEWSML1, "newsml"), (NITF, "nitf"), (ANPA, "telex"), ('{"pubstatus": "usable"}', "ninjs"),
        ('{"version": "https://jsonfeed.org/version/1"}', "feed"), ("<rss/>", "feed"), ("<!doctype html>", "feed"),
        ("MIME-Version: 1.0\nSubject: x\n\ntext", "mail"),
        ("Subject: x\nX-Odd:\n folded\nMessage-ID: <a>\n\ntext", "mail"),
        ("Source: EXW\nHeadline: x\n\ntext", "text"), ("date 2022-01-06 BONN", "text"), ("", "text"),
        ("#!/bin/sh\n", "a script"),
    ],
)  # fmt: skip
def test_kinds_are_told_by_content(data: str, kind: str) -> None:
    assert file_kind(data.encode()) == kind


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([G2, NEWSML1, NITF, ANPA, "MIME-Version: 1.0\n\nx"]), st.integers(0, 1500), st.binary(max_size=40)
)
def test_broken_files_give_wires_or_a_reason(whole: str, at: int, noise: bytes) -> None:
    data = whole.encode()
    found = reading(data[:at] + noise + data[at + len(noise) :])
    assert found.error or all(w.headline for w in found.wires)


@pytest.mark.shared
@pytest.mark.slow
def test_real_agency_files() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared folder of agency files is not beside the project")
    read: Counter[str] = Counter()
    entries = 0
    for found in read_path(SHARED, received_at=NOW):
        entries += len(found.calendar or ())
        kind = file_kind(found.path.read_bytes())
        read[kind] += len(found.wires)
        assert len({w.id for w in found.wires}) == len(found.wires)
        for wire in found.wires:
            (wire.headline + wire.text).encode("utf-8")
    assert read["newsml"] >= 116
    assert read["newsml-g2"] >= 143
    assert entries >= 6  # files of events alone go to the daybook
    assert read["nitf"] >= 20
    assert read["telex"] >= 19


@pytest.mark.parametrize(
    "piece", ["Date: x\n", "A: b\n", "(a ", "/a ", "a. ", "\t a\n", "editors ", "By A\n\n", "<!--", "[a "]
)
def test_no_text_takes_long_to_read(piece: str) -> None:
    begun = time.monotonic()
    reading(piece * (100_000 // len(piece)))
    assert time.monotonic() - begun < 5
