"""Text wires: the seed's form, headers, and bodies as agencies wrap them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect.wiretext import parse_wire
from briefing.errors import WireError
from briefing.model import Wire

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def read(text: str | bytes, **more: Any) -> Wire:
    return parse_wire(text, path=more.pop("path", "in/a.txt"), received_at=NOW, **more)


def test_the_form_of_the_seed() -> None:
    wire = read(" date 2022-01-06 ALMATY, January 6. /EXW/. Shops reopened, a source said.\n\nMore later.\n")
    assert (wire.published_text, wire.date_source) == ("2022-01-06", "stated")
    assert wire.published_at == datetime(2022, 1, 6, tzinfo=UTC)
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.on, wire.dateline.agency) == ("ALMATY", date(2022, 1, 6), "EXW")
    assert wire.paragraphs == ("Shops reopened, a source said.", "More later.")
    assert (wire.headline, wire.headline_cut, wire.agency, wire.source) == (
        "Shops reopened, a source said",
        True,
        "EXW",
        "EXW",
    )
    assert wire.identity == "in/a.txt"


HEADED = """Source: EXW
date: Thu, 06 Jan 2022 14:10:00 +0300
HEADLINE: Talks to open
  in Geneva
Slug: GENEVA-TALKS
Urgency: 2
Version: 3
Language: en
Link: http://www.exw.example/a?utm_source=x
Byline: Jane Doe
Ed-Note: Adds quote
Categories: Politics, War
Colour: blue

GENEVA, Jan 6 (EXW) - The talks
will open on Monday.
"""


def test_headers_in_any_case_and_folded() -> None:
    wire = read(HEADED.replace("Ed-Note", "Ednote"))
    assert (wire.headline, wire.headline_cut, wire.slug, wire.urgency, wire.version) == (
        "Talks to open in Geneva", False, "GENEVA-TALKS", 2, 3,
    )  # fmt: skip
    assert wire.published_text == "2022-01-06T14:10:00+03:00"
    assert (wire.link, wire.canonical_link) == ("http://www.exw.example/a?utm_source=x", "https://exw.example/a")
    assert (wire.byline, wire.ednote, wire.categories) == ("Jane Doe", "Adds quote", ("Politics", "War"))
    assert wire.paragraphs == ("The talks will open on Monday.",)
    assert wire.identity == "https://exw.example/a"
    assert wire.marks == ("unknown-header",)


def test_what_config_says_yields_to_what_the_wire_says() -> None:
    wire = read(HEADED, source="folder", publisher="Shelf", agency="AP", home="CH", licence="lede")
    assert (wire.source, wire.publisher, wire.agency, wire.home, wire.licence) == (
        "folder",
        "Shelf",
        "EXW",
        "CH",
        "lede",
    )


BODIES = [
    ("One\ntwo\nthree.\n\nFour\nfive.", ("One two three.", "Four five.")),
    ("One line is a paragraph " * 8 + "\n" + "and so is the next " * 8, 2),
    ("\t   First paragraph\nwrapped.\n\t   Second one.", ("First paragraph wrapped.", "Second one.")),
    ("Lede.\n \n\t   Next.\n \n\t   Last.", ("Lede.", "Next.", "Last.")),
    ("Points:\n- one\n- two", ("Points:", "- one", "- two")),
    ("Text of it.\r\n\r\nMore of it.\r\n", ("Text of it.", "More of it.")),
]


@pytest.mark.parametrize(("body", "paragraphs"), BODIES)
def test_paragraphs(body: str, paragraphs: tuple[str, ...] | int) -> None:
    wire = read(f"Headline: H\n\n{body}")
    if isinstance(paragraphs, int):
        assert len(wire.paragraphs) == paragraphs
    else:
        assert wire.paragraphs == paragraphs


@pytest.mark.parametrize(
    "trailer",
    [
        "131137 GMT Nov 13",
        "AP-WF-11-13-21 1137GMT<",
        "dpa abc def",
        "(Reporting by Jane Doe, editing by John Roe)",
        "Reporting by Jane Doe; Editing by John Roe",
        "AP writers Jane Doe in Oslo and John Roe in Bonn contributed to this report.",
        "# dpa NOTEBOOK\n\n* * * *\nThe following information is not for publication\n\n## dpa Contacts\n"
        "- Reporting by: Jane Doe\n- Editing by: John Roe\nTel: +49 30 000000; <desk@example.org>\n\ndpa abc def\n\n"
        "131137 GMT Nov 13\n\x7f\n\x7f",
        "ends",
        "___",
        "Published in Harbour Daily, January 6th, 2022",
        "—With reporting by Jane Doe/Oslo",
        "[video-player id=7]",
    ],
)
def test_lines_about_the_wire_are_kept_out_of_it(trailer: str) -> None:
    wire = read(f"Headline: H\n\nBONN (EXW) - The text of it.\n\n   The rest of it.\n\n{trailer}\n")
    assert wire.paragraphs == ("The text of it.", "The rest of it.")
    assert "trailer" in wire.marks


def test_the_hour_of_sending_dates_a_wire_without_a_date() -> None:
    wire = read("Headline: H\n\nBONN (EXW) - The text of it.\n\n051137 GMT Jan 05\n")
    assert (wire.published_text, wire.date_source) == ("2022-01-05T11:37:00+00:00", "stated")
    wire = read("Headline: H\n\nBONN (AP) - The text of it.\n\nAP-WF-01-05-22 1137GMT<\n")
    assert wire.published_text == "2022-01-05T11:37:00+00:00"


def test_the_dateline_dates_a_wire_else_nothing_does() -> None:
    wire = read("BONN, December 30 (EXW) - The text.")
    assert (wire.published_text, wire.date_source, wire.marks) == ("2021-12-30", "dateline", ())
    wire = read("The text alone.")
    assert (wire.published_at, wire.date_source, wire.marks) == (None, "first-seen", ("no-date",))


def test_a_byline_and_notes_stand_above_the_dateline() -> None:
    wire = read(
        "Headline: H\n\n(Adds quote, background)\n\nBy Jane Doe and John Roe\n\nBONN, Jan 6 (Reuters) - The text."
    )
    assert (wire.byline, wire.ednote, wire.paragraphs) == (
        "Jane Doe and John Roe",
        "Adds quote, background",
        ("The text.",),
    )
    assert wire.dateline is not None


def test_a_line_that_says_only_when_is_no_text() -> None:
    wire = read("Headline: H\n\nWed Jan 5, 2022 7: 12pm GMT\n\nThe talks were put off by both sides.")
    assert (wire.paragraphs, wire.published_text) == (
        ("The talks were put off by both sides.",),
        "2022-01-05T19:12:00+00:00",
    )
    wire = read("Headline: H\n\n5 January 2022 Last updated at 13: 38 GMT\n\nThe talks were put off by both sides.")
    assert wire.published_text == "2022-01-05T13:38:00+00:00"


def test_a_subhead_may_stand_above_the_dateline() -> None:
    wire = read("Headline: H\n\nThe subhead says this\n\nBONN, January 6. /EXW/. The text.")
    assert wire.paragraphs == ("The subhead says this", "The text.")
    assert wire.dateline is not None
    assert wire.dateline.place == "BONN"


def test_a_first_line_may_be_the_headline() -> None:
    wire = read("Border reopened after talks\n\nBONN (EXW) - The border was reopened after talks of two days.")
    assert (wire.headline, wire.headline_cut) == ("Border reopened after talks", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_encodings(encoding: str) -> None:
    text = (
        "date 2022-01-06 ЖЕНЕВА, 6 января. /ТАСС/. Переговоры в Женеве отложены. Сторонам не удалось найти общую дату."
    )
    wire = read(text.encode(encoding))
    assert (wire.headline, wire.agency, wire.language) == ("Переговоры в Женеве отложены", "TASS", "ru")


@pytest.mark.parametrize(
    "data", [b"", b"  \n\n", "Source: EXW\nDate: 2022-01-06\n\n", bytes(range(256)) * 8, b"x" * (5 << 20)]
)
def test_what_holds_no_wire_is_refused(data: bytes | str) -> None:
    with pytest.raises(WireError) as told:
        read(data)
    assert told.value.subject == "in/a.txt"


NOTICES = [
    ("Kind: kill\nKills: https://exw.example/a", "Text.", ("kill", "canceled", "https://exw.example/a")),
    (
        "Headline: KILL: Blast at depot\nSlug: BLAST-1",
        "Editors: please kill the item BLAST-1.",
        ("kill", "canceled", "BLAST-1"),
    ),
    (
        "Slug: X-NOTE",
        'Editors: withdraw the story headlined "Blast at the depot". ',
        ("kill", "canceled", "Blast at the depot"),
    ),
    (
        "Headline: CORRECTION: Ship seized",
        "In an item with the slug Yemen-Ship it said so.",
        ("correction", "usable", "Yemen-Ship"),
    ),
    ("Headline: Frost may kill crops", "Late frost may kill young vines.", ("wire", "usable", "")),
    ("Headline: UPDATE 2-Blast at depot", "Text.", ("writethru", "usable", "")),
    ("Headline: BC-Blast, 1st Ld-Writethru", "Text.", ("writethru", "usable", "")),
    ("Headline: H\nStatus: withheld", "Text.", ("wire", "withheld", "")),
    ("Headline: H", "(In Jan. 3 story, corrects last paragraph)\n\nText.", ("correction", "usable", "")),
]


@pytest.mark.parametrize(("headers", "body", "notice"), NOTICES)
def test_notices(headers: str, body: str, notice: tuple[str, str, str]) -> None:
    wire = read(f"Source: EXW\n{headers}\n\n{body}\n")
    assert (wire.kind, wire.pubstatus, wire.supersedes) == notice


def test_a_misspelt_first_key_over_known_ones_is_a_header() -> None:
    wire = read("Sourc: Nairobi Wire\nDate: 2022-01-06T11:15:00Z\nHeadline: Talks to open\n\nThe talks will open.")
    assert (wire.headline, wire.paragraphs) == ("Talks to open", ("The talks will open.",))
    assert wire.marks == ("unknown-header", "misspelt-header:Sourc")
    assert read("Source: EXW\nEmbrgo: 2022-01-09\nX-Ref: 5\n\nText.").marks[1:] == (
        "unknown-header", "misspelt-header:Embrgo",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Analysis: The road to peace\nThe ministers met, and nobody spoke.",
        "Moscow: talks are on\nDate: nobody knows\n\nText of it all.",
    ],
)
def test_a_text_that_begins_with_a_colon_is_no_header(text: str) -> None:
    assert "unknown-header" not in read(text).marks


def test_versions() -> None:
    assert read("Headline: UPDATE 2-Blast\n\nText.").version == 3
    assert read("Headline: Blast, 1st Ld-Writethru\n\nText.").version == 2
    assert read("Headline: Blast\nVersion: 4\n\nText.").version == 4


@pytest.mark.parametrize(
    "hour", ["", " 09:00", " 9:00", " 09:00:00", " 09:00Z", " 09:00 Z", " 09:00 +0100", " 09:00 GMT"]
)
@pytest.mark.parametrize("first", ["Date: ", "date ", " DATE : "])
def test_headers_under_a_date_stay_headers(first: str, hour: str) -> None:
    wire = read(f"{first}2022-01-06{hour}\nHeadline: Rates rise\nEmbargo: 2022-01-20 09:00\n\nThe bank raised rates.")
    assert (wire.headline, wire.paragraphs) == ("Rates rise", ("The bank raised rates.",))
    assert wire.embargo_at == datetime(2022, 1, 20, 9, tzinfo=UTC)
    assert wire.published_at is not None
    assert read(f"{first}2022-01-06{hour}\nX-Ref: 5\nKind: kill\n\nText.").kind == "kill"
    killed = read(f"{first}2022-01-06{hour}\nStatus: withheld\nKind: kill\n\nText of it.")
    assert (killed.kind, killed.pubstatus) == ("kill", "canceled")


@pytest.mark.parametrize("hour", ["", " 09:00", " 09:00 +0100", "T09:00:00Z"])
def test_the_seed_with_an_hour(hour: str) -> None:
    wire = read(f" date 2022-01-06{hour} ALMATY, January 6. /EXW/. Shops reopened.\nNote: no more is known.")
    assert wire.dateline is not None
    assert wire.dateline.place == "ALMATY"
    assert wire.published_text[:10] == "2022-01-06"
    assert "no more is known" in " ".join(wire.paragraphs)
    below = read(f"date: 2022-01-06{hour}\nALMATY, January 6. /EXW/. Shops reopened.")
    assert below.paragraphs == ("Shops reopened.",)


def test_an_embargo_is_in_the_zone_of_its_source() -> None:
    zone = "America/New_York"
    ends = datetime(2022, 1, 7, 14, tzinfo=UTC)
    head = "Date: 2022-01-06 09:00\nHeadline: H\n"
    assert read(f"{head}Embargo: 2022-01-07 09:00\n\nText.", zone=zone).embargo_at == ends
    assert read(f"{head}Note: EMBARGOED UNTIL 2022-01-07 09:00\n\nText.", zone=zone).embargo_at == ends
    assert read(f"{head}Note: EMBARGO UNTIL 09:00 on January 7\n\nText.", zone=zone).embargo_at == ends
    assert read(f"{head}Embargo: 2022-01-07 09:00 GMT\n\nText.", zone=zone).embargo_at == datetime(
        2022, 1, 7, 9, tzinfo=UTC
    )


def test_embargoes() -> None:
    assert read("Headline: H\nEmbargo: 2022-01-07T06:00:00Z\n\nText.").embargo_at == datetime(2022, 1, 7, 6, tzinfo=UTC)
    noted = read("Headline: H\nDate: 2022-01-06\nNote: Not for publication before 0600 GMT on January 7\n\nText.")
    assert noted.embargo_at == datetime(2022, 1, 7, 6, tzinfo=UTC)
    unread = read("Headline: H\nEmbargo: until the minister speaks\n\nText.")
    assert (unread.pubstatus, unread.marks[-1]) == ("withheld", "embargo-unread")


def test_slugs_name_a_wire_for_a_day_only() -> None:
    first = read("Source: EXW\nDate: 2022-01-05T10:00:00Z\nSlug: TALKS\n\nText.")
    update = read("Source: EXW\nDate: 2022-01-05T12:00:00Z\nSlug: TALKS\n\nText and more.")
    later = read("Source: EXW\nDate: 2022-01-06T10:00:00Z\nSlug: TALKS\n\nOther text.")
    assert first.identity == update.identity != later.identity
    assert len({first.id, update.id, later.id}) == 3


def test_line_ends_and_marks_do_not_make_another_version() -> None:
    text = "date 2022-01-06 BONN, January 6. /EXW/. The pass was reopened.\n\nMore of it.\n"
    assert read(text).id == read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()).id


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text(alphabet="AB cd.:,/()-—\n\t\r0123456789é«“\u202e\x00", max_size=300).map(
        lambda t: f"Date: {t}\n{t}".encode("utf-8", "replace")
    )
)
def test_any_bytes_give_a_wire_or_a_wire_error(data: bytes) -> None:
    try:
        wire = read(data)
    except WireError:
        return
    assert wire.headline
    assert all(p == p.strip() and p for p in wire.paragraphs)
    (wire.headline + wire.text + wire.slug + wire.ednote).encode("utf-8")


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["seed", "wires/tass-2024", "gold/fulltext"])
def test_real_wires_are_all_read(folder: str) -> None:
    home = ROOT / ".." / "shared" / folder
    if not home.is_dir():
        pytest.skip("the shared folder of real wires is not beside the project")
    for path in sorted(home.glob("*.txt")):
        wire = parse_wire(path.read_bytes(), path=str(path), received_at=NOW)
        assert wire.paragraphs, path
        assert wire.published_at, path
        assert len(wire.headline) <= 160 or not wire.headline_cut, path


@pytest.mark.shared
def test_the_seed() -> None:
    paths = sorted((ROOT / ".." / "shared" / "seed").glob("*.txt"))
    if not paths:
        pytest.skip("the seed is not beside the project")
    wire = parse_wire(paths[0].read_bytes(), path="seed.txt", received_at=NOW)
    assert wire.dateline is not None
    assert (wire.dateline.place, str(wire.dateline.on), wire.dateline.agency) == ("ANKARA", "2022-01-06", "TASS")
    assert len(wire.paragraphs) == 4
    assert wire.headline.endswith("held telephone talks on Thursday")
