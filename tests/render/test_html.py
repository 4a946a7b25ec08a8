from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from briefing.model import Counts, DeskComment, Edition
from briefing.render import stock_templates
from briefing.render.html import render_html
from briefing.render.wording import anchor
from tests.render.builders import card, edition, with_card
from tests.render.reading import Page
from tests.render.samples import HOSTILE, hostile, long_words, sample, two_scripts


def drawn(of: Edition) -> str:
    return render_html(of, templates=stock_templates())


def page(of: Edition) -> Page:
    return Page(drawn(of))


@pytest.fixture(scope="module")
def full() -> Page:
    return page(sample())


EDITIONS = [sample, hostile, long_words, two_scripts, edition]


@pytest.mark.parametrize("make", EDITIONS)
def test_the_page_asks_nothing_of_anyone(make):
    html = drawn(make())
    read = Page(html)
    assert len(html.encode()) < 600_000
    tags = {tag for tag, _ in read.tags}
    assert tags.isdisjoint(
        {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg", "video", "audio"}
    )
    assert {name for _, attributes in read.tags for name in attributes}.isdisjoint(
        {"src", "srcset", "style", "background"}
    )
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert set(re.findall(r"url\((.{5})", read.styles)) == {"data:"}
    assert "@import" not in read.styles
    for link in read.named("a"):
        assert re.match(r"#|https?://[a-z@]", link["href"], re.IGNORECASE), link["href"]


@pytest.mark.parametrize("make", EDITIONS)
def test_every_link_inside_finds_its_place(make):
    read = page(make())
    assert len(read.ids) == len(set(read.ids))
    inside = {link["href"][1:] for link in read.named("a") if link["href"].startswith("#")}
    assert inside <= set(read.ids)


@pytest.mark.parametrize("make", EDITIONS)
def test_headings_go_down_one_level_at_a_time(make):
    levels = [level for level, _ in page(make()).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_a_screen_reader_needs(full):
    tags = [tag for tag, _ in full.tags]
    assert full.named("html") == [{"lang": "en", "dir": "ltr"}]
    assert full.title == "The Morning Briefing, Thursday 6 January 2022"
    assert tags.count("main") == tags.count("header") - len(full.classed("region-head")) == 1
    assert next(a for tag, a in full.tags if tag == "a") == {"class": "skip", "href": "#stories"}
    assert all(cell.get("scope") for cell in full.named("th"))
    assert all(a.get("aria-label") for a in full.named("a") if a.get("role") == "doc-noteref")


def test_every_sentence_has_its_note_and_the_note_its_way_back(full):
    one = sample()
    said = sum(len(c.sentences) for c in one.cards()) + len(one.brief)
    refs = [a["href"] for a in full.named("a") if a.get("role") == "doc-noteref"]
    dated = [e for d in one.desks for r in d.regions for e in (*r.timeline, *(t for c in r.cards for t in c.timeline))]
    assert len(refs) == said + sum(len(e.notes) for e in (*one.daybook, *dated))
    backs = {a["href"] for a in full.named("a") if a.get("role") == "doc-backlink"}
    assert {"#x-story-1", "#x-story-32", "#x-event-1_40_briefing"} <= backs


def test_every_story_and_every_source_is_on_the_page(full):
    one = sample()
    for printed in (*one.cards(), *one.brief, *one.below):
        assert printed.headline in full.text
    for line in one.sources:
        assert line.name in full.text
    assert "HTTP 503 three times" in full.text
    assert "silent" in full.text


def test_the_count_adds_up_on_the_page(full):
    rows = re.search(r"counted once(.*?)received in the period", full.text, re.DOTALL)[1]
    figures = [int(n) for n in re.findall(r"\d+", rows)]
    assert figures == [41, 20, 10, 18, 32, 0, 1, 122]
    assert sum(figures[:-1]) == figures[-1]


def test_a_count_that_does_not_add_up_is_said():
    wrong = Counts(total=3, cards=1, brief=0, below=0, duplicate=0, off_topic=0, withheld=0)
    assert "do not add up" in page(edition(counts=wrong)).text
    assert "do not add up" not in page(edition()).text


def test_origins_and_outlets_are_told_apart(full):
    text = " ".join(full.text.split())
    assert "4 outlets, 3 origins" in text
    assert "Single origin 2 outlets" in text


def test_times_are_the_readers_and_dates_are_words():
    text = page(sample()).text
    assert "Thursday 6 January 2022" in text
    assert "6 January 2022, 19:00 CET" in text
    far = page(edition(zone="Asia/Tokyo")).text
    assert "7 January 2022, 03:00 JST" in far
    assert "7 January 2022, 01:00 UTC+07" in page(edition(zone="Asia/Krasnoyarsk")).text
    assert "18:00 UTC" in page(edition(zone="Nowhere/Atlantis")).text


def test_an_empty_edition_says_why():
    assert "No wire reached us" in page(edition()).text
    came = Counts(total=9, cards=0, brief=0, below=0, duplicate=0, off_topic=9, withheld=0)
    assert "none of them falls under what this reader follows" in page(edition(counts=came)).text


@pytest.mark.parametrize("place", ["card", "brief", "below", "elsewhere"])
def test_a_comment_of_the_desk_stands_at_its_story_wherever_that_is(place):
    told = sample()
    stories = {"card": told.cards()[0], "brief": told.brief[0], "below": told.below[0]}
    at = stories[place].id if place in stories else "a-story-of-no-place"
    said = DeskComment(text="Read <this> with care.", by="A. Editor", story=at)
    page = drawn(replace(told, desk_comments=(said,)))
    assert page.count("Read &lt;this&gt; with care.") == 1
    if place in stories:
        after = page.partition(f'id="{anchor(at)}"')[2]
        assert "with care" in re.split(r"</li>|</article>", after)[0]
    else:
        assert page.index("with care") < page.index('class="glance"')


def test_texts_in_other_languages_carry_language_and_direction():
    read = page(two_scripts())
    headings = {a["lang"]: a["dir"] for a in read.named("h4") if "lang" in a}
    assert headings == {"ar": "rtl", "he": "rtl", "ru": "ltr", "el": "ltr", "hi": "ltr", "zh": "ltr", "en": "ltr"}
    assert "\u202e" not in read.text
    assert "mirrored" in read.text


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_of_a_wire_stays_text(text):
    read = page(with_card(card(1, text, f"{text}^1")))
    shown = re.sub("[\x00\x1b\ud800]", "", text)
    assert read.text.count(shown) >= 3
    assert "49" not in read.text.replace(text, "")


def test_a_region_of_several_cards_opens_with_its_lede_in_bold_and_says_it_once(full):
    lede = sample().desks[1].regions[0].cards[0].sentences[0].text
    assert full.text.count(lede) == 1
    assert full.classed("opens")


def test_a_lede_that_is_not_the_first_sentence_stands_above_the_cards():
    one = with_card(card(1, "Talks", "They met.^1"))
    block = one.desks[0].regions[0]
    moved = replace(block, moved=replace(block.moved, text="The ceasefire holds, both sides say."))
    changed = replace(one, desks=(replace(one.desks[0], regions=(moved,)),))
    assert page(changed).classed("moved")
    assert not page(one).classed("moved")


def test_a_brief_does_not_say_its_headline_twice():
    line = card(
        1, "Flights to Almaty suspended", "Flights to Almaty are suspended, the committee said.^1", placement="brief"
    )
    other = card(2, "Gas transit falls", "Volumes fell to the lowest figure in two years.^1", placement="brief")
    text = page(replace(with_card(card(3, "Talks", "They met.^1")), brief=(line, other))).text
    assert "the committee said" not in text
    assert "lowest figure in two years" in text


def test_dated_events_that_no_region_prints_come_at_the_end():
    one = sample()
    loose = replace(one.timeline[0], on="2021-12-01", what="Envoys meet for the first time", story="")
    read = page(replace(one, timeline=(*one.timeline, loose)))
    assert read.text.count("Envoys meet for the first time") == 1
    assert "Other dated events behind" in read.text
    assert "Other dated events behind" not in page(one).text


def test_a_daybook_entry_far_ahead_carries_its_year():
    entries = tuple(replace(e, on="2023-03-01", days=419) for e in sample().daybook[:1])
    assert "Wed 1 Mar 2023" in page(edition(daybook=entries, on=date(2022, 1, 6))).text


def test_every_bin_of_the_count_has_a_row():
    names = [f.name for f in fields(Counts) if f.name not in {"total", "stories", "sources_expected", "sources_heard"}]
    one = Counts(**{name: 1000 + n for n, name in enumerate(names)}, total=sum(range(1000, 1000 + len(names))))
    assert one.adds_up()
    text = page(edition(counts=one)).text
    assert all(str(1000 + n) in text for n in range(len(names)))


def test_lines_that_are_a_headline_link_to_their_wire_and_spare_the_notes():
    one = sample()
    read = page(one)
    links = {a["href"] for a in read.named("a")}
    assert {f"https://wires.example/{c.notes[0]}/story" for c in one.below} <= links
    assert "note-45" in read.ids
    assert "note-46" not in read.ids


def test_many_sources_are_told_in_a_line_and_the_odd_ones_in_a_table():
    one = sample()
    heard = tuple(replace(one.sources[0], name=f"desk-{n}", publisher=f"Desk {n}", wires=n) for n in range(30))
    stale = replace(one.sources[0], name="Stale desk", newest_at=one.covers_from_at.replace(year=2021))
    read = page(replace(one, sources=(*heard, stale, *one.sources[4:])))
    rows = re.search(r"Newest(.*?)Source notes", read.text, re.DOTALL)[1]
    assert "Desk 29" in read.text
    assert "Desk 29" not in rows
    assert all(name in rows for name in ("Stale desk", "Steppe Agency", "Harbour regional desk"))


def test_a_source_named_after_its_publisher_is_not_named_twice():
    one = sample()
    failed = replace(one.sources[0], name="Africa-Today", publisher="Africa Today", status="failed", reason="HTTP 503")
    text = page(replace(one, sources=(failed, *one.sources[1:]))).text
    assert "Africa-Today" in text
    assert "Africa Today" not in text
    assert "Harbour regional desk Harbour News" in " ".join(text.split())


def test_long_lists_of_outlets_are_cut_and_counted():
    many_outlets = card(1, "Talks", "They met.^1", outlets=tuple(f"Outlet {n}" for n in range(12)))
    assert "Outlet 3 and 8 more" in page(with_card(many_outlets)).text
    five = card(1, "Talks", "They met.^1", outlets=tuple(f"Outlet {n}" for n in range(5)))
    assert "Outlet 4" in page(with_card(five)).text


def test_a_dated_event_of_a_story_comes_under_its_region():
    one = sample()
    more = replace(one.timeline[0], on="2021-12-20", what="Envoys compare drafts", story="story-1")
    read = page(replace(one, timeline=(*one.timeline, more)))
    assert "Other dated events behind" not in read.text
    assert re.search(
        r"Publishes both drafts|publishes both drafts.*Envoys compare drafts.*speak by telephone", read.text, re.DOTALL
    )


def test_a_date_without_an_hour_gets_none():
    at = datetime(2022, 1, 6, tzinfo=UTC)
    one = with_card(card(1, "Talks", "They met.^1", latest_at=at, day_only=True))
    notes = tuple(replace(n, published_at=at, day_only=True) for n in one.notes)
    text = page(replace(one, notes=notes, zone="America/New_York")).text
    assert "latest 6 Jan\n" in text
    assert re.search(r"Source notes.*, 6 Jan:", text, re.DOTALL)
    assert "00:00" not in text


def test_a_language_the_reader_does_not_read_is_named():
    french = card(1, "Pourparlers", "Ils se sont vus.^1", language="fr", marked_language="fr")
    assert "In French" in page(with_card(french)).text
    assert "In tlh" in page(with_card(replace(french, marked_language="tlh"))).text
