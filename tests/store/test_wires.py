"""Wires in and out, and the search over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model import Dateline
from briefing.store import Store, open_store

from .builders import MINUTE, NOON, wire
from .conftest import Places

LONG_AGO = NOON - timedelta(days=1000)
LATER = NOON + timedelta(days=1000)


def test_new_and_known_in_the_order_given(store: Store) -> None:
    one, two, three = wire(1), wire(2), wire(3)
    assert store.add_wires([two, one]).new == (two.id, one.id)
    again = store.add_wires([three, one, two, three])
    assert (again.new, again.known) == ((three.id,), (one.id, two.id))
    assert store.count_wires() == 3


def test_nothing_to_add(store: Store) -> None:
    assert store.add_wires([]).new == ()
    assert store.add_wires(iter(())).known == ()


def test_a_wire_comes_out_whole(store: Store) -> None:
    odd = wire(
        headline="الجزائر \ud800\x00 “Алматы”",
        paragraphs=("One.\n\nStill the same one.", "", " spaced "),
        dateline=Dateline(place="ANKARA", on=date(2022, 1, 6), agency="TASS", text="ANKARA, January 6. /TASS/."),
        published_at=datetime(2022, 1, 6, 15, 0, 0, 123456, tzinfo=timezone(timedelta(hours=3))),
        embargo_at=LATER,
        urgency=1,
        categories=("a", "b"),
        path="wires/\udce9t\udce9.txt",
        source="desk\x00\udcff",
        licence="lede",
        marks=("no-date",),
    )
    store.add_wires([odd])
    assert store.wires_by_id([odd.id]) == [odd]
    assert store.wires_received(LONG_AGO, LATER) == [odd]
    assert store.wire_versions(odd.source, odd.identity) == [odd]


def test_the_first_sight_of_a_version_is_kept(store: Store) -> None:
    first = wire()
    store.add_wires([first])
    stamped_again = replace(first, received_at=NOON + 90 * MINUTE, published_at=NOON + 80 * MINUTE)
    assert store.add_wires([stamped_again]).known == (first.id,)
    assert store.wires_by_id([first.id]) == [first]


def test_every_version_is_kept(store: Store) -> None:
    first = wire()
    second = wire(paragraphs=("Round 1 was put off.",), received_at=NOON + 30 * MINUTE)
    store.add_wires([second])
    store.add_wires([first])
    assert store.wire_versions("desk", "guid-1") == [first, second]
    assert store.wire_versions("other desk", "guid-1") == []


def test_a_period_begins_after_its_first_instant_and_ends_with_its_last(store: Store) -> None:
    at = [wire(n, received_at=NOON + n * MINUTE) for n in range(5)]
    store.add_wires(reversed(at))
    assert store.wires_received(NOON + MINUTE, NOON + 3 * MINUTE) == at[2:4]
    assert store.wires_received(NOON + 4 * MINUTE, LATER) == []
    tiny = timedelta(microseconds=1)
    assert store.wires_received(NOON + MINUTE - tiny, NOON + 3 * MINUTE - tiny) == at[1:3]


def test_the_last_versions_of_some_sources_in_a_period(store: Store) -> None:
    first, other = wire(1, received_at=NOON), wire(2, source="other desk", received_at=NOON)
    second = wire(1, paragraphs=("Round 1 was put off.",), received_at=NOON + MINUTE)
    third = wire(1, paragraphs=("Round 1 was held.",), received_at=NOON + 9 * MINUTE)
    store.add_wires([first, other, second, third])
    assert store.newest_of(["desk"], NOON - MINUTE, NOON + MINUTE) == [second]
    assert store.newest_of(["desk", "other desk"], NOON - MINUTE, NOON) == [first, other]
    assert store.newest_of(["desk"], NOON, LATER) == [third]
    assert store.newest_of(["nobody"], NOON - MINUTE, LATER) == store.newest_of([], NOON - MINUTE, LATER) == []


def test_periods_are_instants_whatever_the_zone(store: Store) -> None:
    almaty = timezone(timedelta(hours=6))
    store.add_wires([wire(received_at=datetime(2022, 1, 6, 17, 59, tzinfo=almaty))])
    assert store.wires_received(NOON - 2 * MINUTE, NOON)
    assert not store.wires_received(NOON - MINUTE, NOON)
    assert store.wires_received(datetime(2022, 1, 6, 17, 58, tzinfo=almaty), datetime(2022, 1, 6, 18, tzinfo=almaty))


def test_order_of_arrival_loses_no_wire_to_a_clock(store: Store) -> None:
    assert store.last_seq() == 0
    store.add_wires([wire(1), wire(2)])
    cut = store.last_seq()
    store.add_wires([wire(3, received_at=NOON), wire(1)])  # came last, with a clock that is behind
    period = {"after_at": NOON + MINUTE, "until_at": NOON + 9 * MINUTE}
    assert store.wire_ids(**period) == [wire(2).id]
    assert store.wire_ids(**period, after_seq=cut) == [wire(3).id]
    assert store.wire_ids(**period, after_seq=store.last_seq()) == []


def test_looking_back_by_the_time_of_publication(store: Store) -> None:
    store.add_wires([wire(1, received_at=LATER), wire(2, received_at=LATER, published_at=None), wire(3)])
    period = {"after_at": NOON - MINUTE, "until_at": NOON + MINUTE}
    assert store.wire_ids(**period) == []
    assert store.wire_ids(**period, by_publication=True) == [wire(1).id, wire(3).id]


def test_wires_by_their_own_name(store: Store) -> None:
    versions = [wire(1), wire(1, headline="Envoys met"), wire(1, source="other desk")]
    store.add_wires([*versions, wire(2)])
    assert store.wires_named("guid-1") == versions
    assert store.wires_named("guid") == []


def test_an_instant_without_zone_is_a_fault_of_ours_and_stores_nothing(store: Store) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        store.add_wires([wire(1), wire(2, received_at=datetime(2022, 1, 6))])  # noqa: DTZ001
    assert store.count_wires() == 0


def test_many_ids_at_once_in_the_order_asked(store: Store) -> None:
    many = [wire(n) for n in range(1700)]
    assert len(store.add_wires(many).new) == 1700
    asked = [w.id for w in reversed(many)]
    assert store.wires_by_id(["unknown", *asked, asked[0]]) == list(reversed(many))
    assert len(store.add_wires([*many, wire(9999)]).known) == 1700


def test_the_wires_are_there_after_closing(places: Places) -> None:
    url = places()
    with open_store(url) as store:
        store.add_wires([wire()])
    with open_store(url) as store:
        assert store.wires_received(LONG_AGO, LATER) == [wire()]


def test_a_store_in_memory() -> None:
    with open_store("sqlite://") as store:
        store.add_wires([wire()])
        assert store.search("geneva") == [wire()]
    with open_store("sqlite://") as store:
        assert store.count_wires() == 0


TEXTS = {
    "ankara": ("Erdoğan speaks with Nazarbayev", "ANKARA's envoy flew to Nur-Sultan, Reuters reported."),
    "beijing": ("北京会谈结束", "外交部发言人说，双方同意继续对话。"),
    "tokyo": ("日本海でミサイル", "防衛省によると、北朝鮮が発射した。"),
    "seoul": ("북한이 미사일을 발사했다", "합동참모본부가 밝혔다."),
    "moscow": ("Лавров встретится с Блинкеном", "Переговоры пройдут в Женеве."),
    "algiers": ("الجزائر تستدعي سفيرها", "قالت وزارة الخارجية"),
    "bangkok": ("การประชุมสันติภาพ", "รัฐบาลไทย"),
    "delhi": ("भारत और चीन की वार्ता", "लद्दाख में तनाव"),
    "geneva": ("Talks on Syria open in Geneva", "The talks on Libya open later. NATO 北京 agenda."),
}


@pytest.fixture
def library(store: Store) -> Store:
    store.add_wires(
        wire(n, identity=name, headline=headline, paragraphs=(body,))
        for n, (name, (headline, body)) in enumerate(TEXTS.items())
    )
    return store


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("erdogan", {"ankara"}),
        ("Erdog\u0306an", {"ankara"}),  # decomposed
        ("ERDOĞAN nazarbayev", {"ankara"}),
        ("nur-sultan", {"ankara"}),
        ("ankara’s", {"ankara"}),
        ("北京", {"beijing", "geneva"}),
        ("会谈", {"beijing"}),
        ("北京会谈结束", {"beijing"}),
        ("谈北", set()),
        ("束", {"beijing"}),  # one character, last of its run
        ("双", {"beijing"}),  # one character, first of its run
        ("发言人", {"beijing"}),
        ("ミサイル", {"tokyo"}),
        ("防衛省", {"tokyo"}),
        ("미사일", {"seoul"}),
        ("สันติภาพ", {"bangkok"}),
        ("लद्दाख", {"delhi"}),
        ("चीन", {"delhi"}),
        ("женеве", {"moscow"}),
        ("лавров Блинкеном", {"moscow"}),
        ("الجزائر", {"algiers"}),
        ("nato 北京", {"geneva"}),
        ("talks geneva", {"geneva"}),
        ('"talks on syria"', {"geneva"}),
        ("“talks on syria”", {"geneva"}),
        ('"talks syria"', set()),
        ("gene*", {"geneva"}),
        ("gene", set()),
        ("北京 -nato", {"beijing"}),
        ("-nato", set()),
        ("talks AND", set()),  # no operators: AND is a word
        ("headline:talks", set()),
        ("", set()),
        ('"', set()),
        ("*", set()),
        ("NEAR(", set()),
    ],
)
def test_search(library: Store, query: str, names: set[str]) -> None:
    assert {found.identity for found in library.search(query)} == names


TYPED = st.text(max_size=12) | st.text(alphabet='"*-()^:+{} aANDOR北\x00\ud800⃝', max_size=12)


def test_whatever_is_typed_is_no_error(library: Store, places: Places) -> None:
    @settings(
        max_examples=150 if places.kind == "sqlite" else 40, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(query=TYPED)
    def typed(query: str) -> None:
        assert isinstance(library.search(query), list)

    typed()


def test_a_word_in_the_headline_weighs_more_than_one_in_the_body(store: Store) -> None:
    body = wire(1, headline="Elsewhere", paragraphs=("A word on the Sahel and on much else besides.",))
    head = wire(2, headline="Sahel", paragraphs=("A word on something and on much else besides.",))
    store.add_wires([body, head])
    assert [found.id for found in store.search("sahel")] == [head.id, body.id]


def test_of_equals_the_latest_comes_first_up_to_the_limit(store: Store) -> None:
    same = [wire(n, headline="Same words", paragraphs=("Same.",)) for n in range(4)]
    store.add_wires(same)
    assert store.search("same", 3) == [same[3], same[2], same[1]]


def test_the_dateline_is_searched_too(store: Store) -> None:
    store.add_wires([wire(dateline=Dateline(text="IGORA /Leningrad Region/, December 26. /TASS/."))])
    assert store.search("leningrad")
    assert store.search("igora tass")
