"""Old items under new ids and in other type are nothing new; a word or a figure that changed is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model import Wire
from briefing.pipeline.sources.restamped import without_restamped, words_of
from briefing.store import Store, open_store
from tests.pipeline.builders import House
from tests.store.builders import wire

TEXT = "Norland’s army said 12,000 left – “for good” – on Tuesday."
FIRST = wire(1, headline="Norland: 12,000 leave the pass", paragraphs=(TEXT,))
SECOND = wire(2, headline="Envoys meet in Kampala", paragraphs=("They met on Thursday.",))
LISTED = frozenset((FIRST.source,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/a.db") as opened:
        opened.add_wires([FIRST, SECOND])
        yield opened


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (FIRST.headline, TEXT),
        (FIRST.headline, TEXT.replace("’", "'").replace("“", '"').replace("”", '"')),
        (FIRST.headline, TEXT.replace(" – ", " — ").replace("12,000 left", "12,000\u00a0left")),
        (FIRST.headline.upper(), TEXT),
        (FIRST.headline.replace("Norland:", "Norland :"), TEXT.replace("army", "ar\u00admy")),
    ],
)
def test_the_same_words_under_another_id_are_nothing_new(store: Store, headline: str, text: str) -> None:
    again = replace(FIRST, id="other", identity="other", headline=headline, paragraphs=(text,))
    other = replace(SECOND, id="third", identity="third")
    assert without_restamped(store, [again, other], LISTED) == []
    assert without_restamped(store, [again, FIRST], LISTED) == [again, FIRST], "one alone was sent again"
    assert without_restamped(store, [again, other], frozenset()) == [again, other], "files are wires, each of them"
    news = [wire(n, headline=f"News {n}", paragraphs=(f"{n} of them.",)) for n in (7, 8, 9)]
    assert without_restamped(store, [again, other, *news], LISTED) == [again, other, *news], "most is new"
    assert without_restamped(store, [again, other, *news[:2]], LISTED) == news[:2]


@pytest.mark.parametrize(
    ("before", "after"), [("12,000", "12.000"), ("Tuesday.", "Tuesday. More left on Wednesday."), ("left", "came")]
)
def test_a_word_or_a_figure_that_changed_is_new(store: Store, before: str, after: str) -> None:
    changed = replace(FIRST, id="other", paragraphs=(TEXT.replace(before, after),))
    other = replace(SECOND, id="third")
    assert without_restamped(store, [changed, other], LISTED) == [changed, other]


def test_other_sources_notices_and_known_wires_pass(store: Store) -> None:
    other = replace(FIRST, id="a", source="another")
    kill = replace(FIRST, id="b", kind="kill")
    same = replace(SECOND, id="c")
    assert without_restamped(store, [other, kill, FIRST, same], LISTED) == [other, kill, FIRST, same]
    assert without_restamped(store, [], LISTED) == []


def test_words_of_letters_of_other_scripts() -> None:
    assert words_of("محادثات «جنيف»", ("غدا.",)) == words_of('محادثات  "جنيف"', ("غدا.",))


def _items(*texts: tuple[str, str, str]) -> str:
    rows = (f"<item><guid>{g}</guid><title>{t}</title><description>{d}</description></item>" for g, t, d in texts)
    return f"<rss version='2.0'><channel><title>Desk</title>{''.join(rows)}</channel></rss>"


def test_a_feed_filled_anew_brings_only_what_is_new(tmp_path: Path) -> None:
    readers = "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json]}\n"
    house = House(tmp_path, readers=readers, sources="  - {name: feed, file: feed.xml}\n")
    old = (
        "Envoys meet in Kampala",
        "Kenya and Uganda held border talks in Kampala - their third - on Thursday.",
    )
    new = (
        "Clash near Gao",
        "Fighting killed 12 soldiers near Gao in northern Mali, the army said.",
    )
    older = ("Sweden opens a mission in Accra", "Sweden opened a mission in Accra, Ghana, on Thursday.")
    (tmp_path / "feed.xml").write_text(_items(("http://a.example/1", *old), ("http://a.example/0", *older)), "utf-8")
    house.run("2022-01-06T18:00:00+00:00")
    assert old[0] in house.headlines("2022-01-06")
    again = (old[0], old[1].replace(" - ", " — "))
    anew = _items(("urn:uuid:7", *again), ("urn:uuid:8", *new), ("urn:uuid:9", *older))
    (tmp_path / "feed.xml").write_text(anew, "utf-8")
    house.run("2022-01-07T18:00:00+00:00")
    assert house.headlines("2022-01-07") == [new[0]]


def test_two_equal_items_of_one_look_are_both_kept(store: Store) -> None:
    twins = [wire(n, headline="Twin", paragraphs=("The same text of both of them.",)) for n in (5, 6)]
    kept: list[Wire] = without_restamped(store, twins, LISTED)
    assert kept == twins
