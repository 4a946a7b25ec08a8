"""Feeds of every form and with every fault give wires, or one reason."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect.feedbytes import without_stray_prefix
from briefing.collect.feeds import FeedResult, parse_feed
from briefing.errors import FeedError

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
SHARED = Path(__file__).parents[2] / ".." / "shared"


def read(body: bytes | str, **more: str) -> FeedResult:
    data = body.encode() if isinstance(body, str) else body
    return parse_feed(data, source=more.pop("source", "desk"), received_at=NOW, **more)  # type: ignore[arg-type]


def rss(*items: str, head: str = "<title>Example Wire</title><link>https://wire.example/</link>") -> str:
    rows = "".join(f"<item>{i}</item>" for i in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{head}{rows}</channel></rss>'
    )


ITEM = (
    "<title>Talks &amp;amp; threats</title><link>http://www.wire.example/a?utm_source=rss</link><guid>g1</guid>"
    "<pubDate>Thu, 06 Jan 2022 14:10:00 +0300</pubDate><category>Asia</category><dc:creator>Jane Doe</dc:creator>"
    "<description>&lt;p&gt;ASTANA, Jan 6 (Reuters) - Two sides met.&lt;/p&gt;"
    "&lt;p&gt;They parted.&lt;/p&gt;</description>"
)


def test_an_item_becomes_a_wire() -> None:
    wire = read(rss(ITEM), publisher="Example", home="KZ", licence="lede").wires[0]
    assert wire.headline == "Talks & threats"
    assert wire.paragraphs == ("Two sides met.", "They parted.")
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.agency, wire.agency) == ("ASTANA", "Reuters", "Reuters")
    assert wire.published_at == datetime(2022, 1, 6, 11, 10, tzinfo=UTC)
    assert wire.published_text == "2022-01-06T14:10:00+03:00"
    assert (wire.guid, wire.link) == ("g1", "http://www.wire.example/a?utm_source=rss")
    assert wire.canonical_link == "https://wire.example/a"
    assert (wire.source, wire.publisher, wire.home, wire.licence) == ("desk", "Example", "KZ", "lede")
    assert (wire.categories, wire.byline, wire.date_source, wire.marks) == (("Asia",), "Jane Doe", "stated", ())


def test_the_same_version_has_the_same_id_whatever_its_date_and_spaces() -> None:
    other = ITEM.replace("06 Jan 2022 14:10", "07 Jan 2022 09:00").replace("Two sides met", "Two  sides\n met")
    changed = ITEM.replace("They parted", "They parted late")
    first, same, new = (read(rss(i)).wires[0] for i in (ITEM, other, changed))
    assert first.id == same.id
    assert first.id != new.id
    assert first.identity == same.identity == new.identity == "g1"


def test_items_that_share_a_guid_are_all_kept_under_lasting_ids() -> None:
    items = [f"<title>Port {n}</title><guid>live</guid><description>Text {n}.</description>" for n in range(3)]
    first, again = read(rss(*items)), read(rss(*reversed(items)))
    assert len({w.id for w in first.wires}) == 3
    assert {w.id for w in first.wires} == {w.id for w in again.wires}
    assert all("shared-guid" in w.marks for w in first.wires)
    assert "shared-guid" in first.marks


def test_items_that_share_only_a_link_keep_their_guids_as_identity() -> None:
    items = [
        f"<title>A {n}</title><guid isPermaLink='false'>a-{n}</guid><link>https://x.example/v</link>" for n in range(3)
    ]
    wires = read(rss(*items)).wires
    assert [w.identity for w in wires] == ["a-0", "a-1", "a-2"]
    assert not any(w.marks == ("shared-guid",) for w in wires)


def test_one_item_twice_in_a_feed_is_two_wires() -> None:
    result = read(rss(ITEM, ITEM))
    assert len({w.id for w in result.wires}) == 2
    assert result.wires[1].marks == ("repeated",)


def test_an_item_without_a_date_takes_none_and_says_so() -> None:
    for date in ("", "<pubDate>soon</pubDate>", "<pubDate>06/07/2022 09:00</pubDate>"):
        wire = read(rss(f"<title>T</title>{date}<description>Text.</description>")).wires[0]
        assert (wire.published_at, wire.published_text, wire.date_source) == (None, "", "first-seen")
        assert "no-date" in wire.marks
        assert wire.at == NOW


def test_the_dateline_dates_an_item_without_a_date() -> None:
    wire = read(rss("<title>T</title><description>BONN, January 5 (Reuters) - Text.</description>")).wires[0]
    assert (wire.published_text, wire.date_source, wire.marks) == ("2022-01-05", "dateline", ())


def test_a_date_ahead_of_its_receipt_is_kept_and_marked() -> None:
    wire = read(rss(ITEM.replace("06 Jan 2022 14:10", "08 Jan 2022 14:10"))).wires[0]
    assert (wire.published_text, wire.marks) == ("2022-01-08T14:10:00+03:00", ("future-date",))


def test_the_outlet_that_a_digest_of_outlets_names_is_credited() -> None:
    cited, quoted, bare = read(
        rss(
            "<title>A</title><description>[Harbour Daily] Nairobi -- The strike ended.</description>",
            "<title>B</title><description>[The minister] said no.</description>",
            "<title>C</title><description>[Harbour Daily]</description>",
        )
    ).wires
    assert (cited.agency, cited.paragraphs) == ("Harbour Daily", ("The strike ended.",))
    assert cited.dateline is not None
    assert (quoted.agency, quoted.paragraphs) == ("", ("[The minister] said no.",))
    assert bare.paragraphs == ()


def test_an_item_without_a_title_gets_one_from_its_text_and_one_without_text_from_its_link() -> None:
    cut, bare, empty = read(
        rss("<description>Shops reopened in the capital. More.</description>", "<link>https://x.example/a</link>", "")
    ).wires
    assert (cut.headline, cut.headline_cut) == ("Shops reopened in the capital", True)
    assert bare.headline == "https://x.example/a"
    assert empty.headline == "(no headline)"
    assert "no-text" in empty.marks


def test_the_fuller_text_wins_and_house_lines_go() -> None:
    item = (
        "<title>The title</title><description>The title</description><content:encoded><![CDATA[<p>The title</p>"
        "<p>One two three.</p><p>Four. The post The title appeared first on Example.</p>"
        "<p><a href='x'>Continue reading...</a></p>]]></content:encoded>"
    )
    assert read(rss(item)).wires[0].paragraphs == ("One two three.", "Four.")
    assert read(rss("<title>Same words!</title><description>Same words</description>")).wires[0].paragraphs == ()


def test_atom_with_nested_bases_and_html_content() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://site.example/" xml:lang="en"><title>S</title>
    <id>urn:s</id><entry xml:base="2026/03/04/"><title type="html">A &lt;b&gt;B&lt;/b&gt;</title><id>urn:s:17</id>
    <updated>2022-01-06T05:00:00Z</updated><link href="talks-17"/>
    <content type="html">&lt;p&gt;See this.&lt;/p&gt;</content>
    </entry></feed>"""
    wire = read(body).wires[0]
    assert (wire.headline, wire.link, wire.guid) == ("A B", "https://site.example/2026/03/04/talks-17", "urn:s:17")
    assert wire.paragraphs == ("See this.",)


def test_a_relative_link_takes_the_address_of_the_feed() -> None:
    assert (
        read(rss("<title>T</title><link>/a/b</link>"), url="https://site.example/rss")
        .wires[0]
        .link.startswith("https://")
    )


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "J", "language": "en-GB",
        "items": [
            {"id": 7, "url": "https://x.example/7", "title": "Fish & <chips>", "content_html": "<p>One.</p><p>Two.</p>",
             "date_published": "2022-01-06T05:00:00+02:00", "authors": [{"name": "Jane"}], "tags": ["a"]},
            {"id": "8", "content_text": "First line.\n\nSecond & last."},
        ],
    }  # fmt: skip
    result = read(json.dumps(feed))
    one, two = result.wires
    assert (one.headline, one.paragraphs, one.guid) == ("Fish & <chips>", ("One.", "Two."), "7")
    assert (one.published_text, one.byline, one.language) == ("2022-01-06T05:00:00+02:00", "Jane", "en")
    assert two.paragraphs == ("First line.", "Second & last.")
    assert result.title == "J"


RUSSIAN = rss("<title>Переговоры в Женеве отложены</title><description>Сообщил источник.</description>")
HEADLESS = RUSSIAN.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')


@pytest.mark.parametrize(
    "body",
    [
        RUSSIAN.encode(),
        RUSSIAN.replace("UTF-8", "windows-1251").encode(),
        RUSSIAN.replace("UTF-8", "windows-1251").encode("cp1251"),
        RUSSIAN.encode("cp1251"),
        RUSSIAN.replace("UTF-8", "cp-1251").encode("cp1251"),
        RUSSIAN.encode("utf-16"),
        RUSSIAN.encode("utf-16-le"),
        HEADLESS.encode(),
        HEADLESS.encode("koi8-r"),
        b"\xef\xbb\xbf\n\n" + RUSSIAN.encode(),
        gzip.compress(RUSSIAN.encode()),
    ],
)
def test_labels_that_lie(body: bytes) -> None:
    wire = read(body).wires[0]
    assert (wire.headline, wire.language) == ("Переговоры в Женеве отложены", "ru")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<!DOCTYPE html><html><head><title>Log in</title></head><body>x</body></html>", "HTML page titled “Log in”"),
        (b"<html><body><rss></rss></body></html>", "HTML page"),
        (b"Too many requests", "plain text"),
        (b"<note>no feed</note>", "not a feed"),
        (b"<rss version='2.0'><channel><title>cut", "not a feed"),
        (b'{"error": 1}', "JSON"),
        (b"{broken", "not valid JSON"),
        (b'<opml version="2.0"><body/></opml>', "OPML"),
        (b"\x1f\x8b\x08broken", "gzip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, words: str) -> None:
    with pytest.raises(FeedError) as told:
        read(body)
    assert words in str(told.value)
    assert told.value.subject == "desk"
    assert told.value.hint


def test_a_feed_without_items_is_a_feed() -> None:
    assert read(rss()).marks == ("empty",)


def test_a_feed_broken_off_gives_what_it_has() -> None:
    result = read(rss(ITEM, ITEM.replace("g1", "g2")).encode()[:-60])
    assert len(result.wires) == 2
    assert "broken-xml" in result.marks


def test_elements_under_a_prefix_that_nothing_declares_are_read() -> None:
    item = "<rss:item><rss:title>One</rss:title><rss:link>https://a.example/1</rss:link></rss:item>"
    channel = f"<rss:channel><rss:title>D</rss:title>{item}</rss:channel>"
    broken = f"<?xml?xml version='1.0' ??>\n<rss rss:version=2.0>{channel}</rss>"
    assert [(w.headline, w.link) for w in read(broken).wires] == [("One", "https://a.example/1")]
    declared = broken.replace("rss:version=2.0", "version='2.0' xmlns:rss='https://other.example/'")
    assert without_stray_prefix(declared) == declared


def test_entities_neither_grow_nor_reach_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    for entities in (f'<!ENTITY l0 SYSTEM "file://{secret}">', f'<!ENTITY l0 "ha">{laughs}'):
        items = "<channel><title>T</title><item><title>Good &l0;&l11;</title></item></channel>"
        body = f"<!DOCTYPE rss [{entities}]><rss version='2.0'>{items}</rss>"
        result = read(body)
        assert "SECRET" not in result.wires[0].headline
        assert len(result.wires[0].headline) < 60


def test_character_references_out_of_range_spoil_nothing() -> None:
    bad = "<title>Bad &#x110000; &#xD800; &#0; &#99999999999; &#146;s</title>"
    wires = read(rss(bad, ITEM)).wires
    assert wires[1].headline == "Talks & threats"
    assert wires[0].headline.endswith("’s")


def test_mail_addresses_of_authors_are_left_out() -> None:
    wires = read(
        rss(
            "<title>A</title><author>none@none.example (Reuters)</author>",
            "<title>B</title><author>a@b.example</author>",
        )
    ).wires
    assert [(w.byline, w.agency) for w in wires] == [("Reuters", "Reuters"), ("", "")]


def test_short_items_have_the_language_of_their_feed() -> None:
    items = [
        f"<title>The talks of the day {n}</title><description>They have said that it was over.</description>"
        for n in range(3)
    ]
    wires = read(rss(*items, "<title>Quiet</title>")).wires
    assert {w.language for w in wires} == {"en"}


def test_a_language_that_is_declared_wrong_is_not_believed() -> None:
    head = "<title>T</title><language>en-us</language>"
    text = "Le président a dit que les négociations sont dans une impasse et que la réunion est reportée"
    assert read(rss(f"<title>{text}</title>", head=head)).wires[0].language == "fr"
    assert read(rss("<title>Переговоры отложены</title>", head=head)).wires[0].language == "ru"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200) | st.text(alphabet="<>/&;#x!-[]DOCTYPErssitemtitle \"'=0123", max_size=200).map(str.encode)
)
def test_any_bytes_give_a_feed_or_a_feed_error(body: bytes) -> None:
    for data in (body, rss(ITEM).encode()[:250] + body + rss(ITEM).encode()[250:]):
        try:
            result = read(data)
        except FeedError:
            continue
        assert all(w.headline and w.id for w in result.wires)


@pytest.mark.shared
def test_the_world_desks_lose_no_item() -> None:
    folder = SHARED / "feeds" / "fastfeedparser" / "worldnews"
    if not folder.is_dir():
        pytest.skip("the shared folder of real feeds is not beside the project")
    counts = []
    for path in sorted(folder.glob("*.xml")):
        wires = parse_feed(path.read_bytes(), source="", path=str(path), received_at=NOW).wires
        assert len({w.id for w in wires}) == len(wires)
        counts.append(len(wires))
    assert (len(counts), sum(counts)) == (25, 1180)
