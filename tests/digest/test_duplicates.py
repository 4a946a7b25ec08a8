"""Copies, versions, corrections and kills: pairs of wires and what one is to the other."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from briefing.digest.duplicates import AT_HAND, find_duplicates, origin_of, origins
from briefing.digest.duplicates_text import Recurring, copytext
from briefing.model import Dateline, Wire

START = datetime(2026, 3, 4, 6, tzinfo=UTC)
CHARTER = (
    "The water charter was adopted at dawn on Sunday by the five river states in Batumi, where engineers had sat for "
    "six days. It shares the autumn flow by quotas, puts gauges at eleven weirs and lets any state ask for a review in "
    "the spring. The basin office spoke of a floor, not a roof."
)
LONG = (
    "Two brigades left the ridge above Harlan on Monday, the first such move since the armistice, the observers "
    "said. Trucks with generators and bridging gear followed them along the valley road under escort.\n\n"
    "The mission counted forty vehicles and said that the last posts would be empty by Thursday. Villagers on the hill "
    "were told that they may return to their orchards once engineers have searched the ground for mines.\n\n"
    "The defence ministry said that the withdrawal follows the plan agreed in Oslo and that a second depends on the "
    "exchange of prisoners, which has been put off twice since the autumn."
)


def wire(name: str, headline: str, text: str, *, minutes: int = 0, source: str = "A", **more: object) -> Wire:
    values: dict[str, object] = {
        "id": name,
        "identity": name,
        "source": source,
        "headline": headline,
        "paragraphs": tuple(p for p in text.split("\n\n") if p),
        "received_at": START + timedelta(minutes=minutes),
    }
    return Wire(**(values | more))  # type: ignore[arg-type]


def kinds(*wires: Wire) -> dict[str, tuple[str, str]]:
    return {name: (dup.kind, dup.of) for name, dup in find_duplicates(wires).items()}


def test_an_item_repeated_in_one_feed_is_exact_whatever_its_white_space() -> None:
    first = wire("1", "River charter adopted at dawn", CHARTER)
    again = wire("2", "  River  charter adopted at dawn ", CHARTER.replace(". ", ".\n"), minutes=5)
    assert kinds(again, first) == {"2": ("exact", "1")}


def test_one_text_at_two_publishers_is_a_reprint_also_under_a_new_headline() -> None:
    first = wire("1", "River charter adopted at dawn", CHARTER, publisher="Wire A")
    other = wire(
        "2", "Five states share out the autumn flow", CHARTER.replace("eleven", "11") + " (EXW)", minutes=9, source="C"
    )
    assert kinds(first, other) == {"2": ("reprint", "1")}


def test_a_shortened_reprint_is_found() -> None:
    first = wire("1", "Brigades leave the ridge", LONG, agency="EXW")
    short = wire("2", "Harlan pull-out begins", "\n\n".join(LONG.split("\n\n")[:2]), minutes=60, source="Daily")
    assert kinds(first, short) == {"2": ("reprint", "1")}


def test_the_same_link_with_changed_text_is_an_update_of_the_first() -> None:
    link = {"canonical_link": "https://agency.example/charter"}
    first = wire("1", "Charter adopted", CHARTER, **link)
    second = wire("2", "Charter adopted", CHARTER + " A twelfth gauge was added later.", minutes=30, **link)
    third = wire("3", "Charter adopted, Oslo objects", CHARTER + " Oslo objected to the quotas.", minutes=90, **link)
    assert kinds(first, second, third) == {"2": ("update", "1"), "3": ("update", "1")}


def test_writethrus_under_one_slug_are_updates() -> None:
    first = wire("1", "Brigades leave the ridge", LONG, slug="RIDGE")
    second = wire(
        "2", "UPDATE 1-Last posts empty", LONG.replace("Monday", "Tuesday"), minutes=70, slug="Ridge", version=2
    )
    assert kinds(first, second)["2"] == ("update", "1")


def test_one_slug_used_for_other_news_is_no_update() -> None:
    first = wire("1", "Brigades leave the ridge", LONG, slug="HARLAN")
    other = wire("2", "Orchard fair opens", "Growers met buyers in the market hall for the yearly fair.", slug="HARLAN")
    assert kinds(first, other) == {}


def test_two_steps_of_an_affair_under_one_slug_are_no_versions() -> None:
    first = wire(
        "1", "Hamdan frees fourteen captives", "Fourteen captives were freed by Hamdan on Saturday.", slug="WAR"
    )
    other = wire("2", "Oslo to free captives", "Oslo said it will free forty captives on Saturday night.", slug="WAR")
    assert kinds(first, other) == {}


def test_of_two_wires_of_one_instant_the_writethru_is_the_later() -> None:
    update = wire("1", "UPDATE 1. Brigades leave", LONG + " More later.", slug="RIDGE", kind="writethru")
    first = wire("2", "Brigades leave the ridge", LONG, slug="RIDGE")
    assert kinds(first, update) == {"1": ("update", "2")}


def test_a_revised_toll_from_the_same_agency_is_an_update_and_from_another_agency_no_copy() -> None:
    text = (
        "At least 12 people were killed and 40 wounded when a shell hit the market in Orsa on Monday, the mayor said."
    )
    first = wire("1", "Shell kills 12 in Orsa market", text, agency="EXW")
    more = wire("2", "Shell kills 15 in Orsa market", text.replace("12", "15"), minutes=50, agency="EXW")
    other = wire("3", "Orsa market shelled", text.replace("12", "9"), minutes=55, agency="MPA", source="B")
    assert kinds(first, more, other) == {"2": ("update", "1")}


def test_two_attacks_that_killed_eleven_are_not_copies() -> None:
    text = (
        "Eleven people were killed and thirty wounded when gunmen opened fire on a bus near {} on Monday, police said."
    )
    assert (
        kinds(wire("1", "Bus attack kills 11", text.format("Arlit")), wire("2", "Bus attack", text.format("Zinder")))
        == {}
    )


def test_a_portal_link_and_a_shared_guid_do_not_make_items_one() -> None:
    portal = [
        wire(
            str(n),
            f"Advisory {n}: border point {name}",
            f"Border point {name} is closed until further notice.",
            minutes=n,
        )
        for n, name in enumerate(("Almas", "Borik", "Cedar", "Dostyk-West", "Elm"))
    ]
    live = "https://wire.example/live"
    shared = [
        wire("a", "Protest in the northern port", "Dockers stopped work.", identity=live, canonical_link=live),
        wire("b", "Envoy arrives for talks", "The envoy arrived in the capital.", identity=live, canonical_link=live),
        wire("c", "Dam gates opened", "Villages were moved.", identity=live, canonical_link=live, minutes=2),
    ]
    linked = [
        Wire(**{f: getattr(w, f) for f in w.__dataclass_fields__} | {"canonical_link": "https://p.example/v"})
        for w in portal
    ]
    assert kinds(*linked, *shared) == {}


def test_a_number_in_the_query_makes_another_item() -> None:
    first = wire("1", "Harvest report", "Wheat stocks fell by a tenth.", canonical_link="https://w.example/read?id=101")
    second = wire("2", "Flood report", "The river rose by a metre.", canonical_link="https://w.example/read?id=102")
    assert kinds(first, second) == {}


def test_boilerplate_under_many_headlines_is_not_a_text() -> None:
    said = "Read the full story, with pictures and video, on our site and in the app that we launched last month."
    wires = [
        wire(str(n), head, said, minutes=n) for n, head in enumerate(("Dam bursts", "Envoy leaves", "Vote put off"))
    ]
    assert kinds(*wires) == {}


def test_a_kill_names_the_wire_by_slug_and_spares_the_word_kill() -> None:
    said = "The port of Lenkor was closed to tankers, {} said."
    first = wire("1", "Lenkor port closed to tankers", said.format("a pilot"), slug="LENKOR-PORT-2")
    update = wire("2", "Tankers turned away", said.format("a pilot and an agent"), slug="LENKOR-PORT-2", minutes=9)
    text = "KILL. KILL. To all desks: kill the wire LENKOR-PORT-2 (Lenkor, June 11). The pilot was never on duty there."
    kill = wire("3", "KILL. KILL. To all desks: kill the wire", text, minutes=30)
    crops = wire("4", "New boats kill off old ferry", "New boats kill off the old ferry, its owner said.", minutes=40)
    assert kinds(first, update, kill, crops) == {"2": ("update", "1"), "3": ("kill", "1")}


@pytest.mark.parametrize(
    "headline",
    [
        "WITHDRAWN: Blast at fuel depot near Orsa",
        "KILL: Blast at fuel depot near Orsa",
        "Retraction: Blast at fuel depot near Orsa",
    ],
)
def test_a_kill_names_the_wire_by_its_headline(headline: str) -> None:
    first = wire("1", "Blast at fuel depot near Orsa", "A blast was heard at a depot, witnesses said.")
    kill = wire("2", headline, "The video is from another country. No substitute will be sent.", minutes=30)
    assert kinds(kill, first) == {"2": ("kill", "1")}


def test_a_correction_finds_its_wire_by_field_by_slug_or_by_its_words() -> None:
    first = wire("1", "Ship seized in strait", LONG, slug="Strait-Ship", canonical_link="https://m.example/ship")
    by_field = wire(
        "2", "CORRECTION: Ship seized", "The flag was wrong.", minutes=9, supersedes="https://m.example/ship"
    )
    by_slug = wire("3", "CORRECTION", "In the item with the slug Strait-Ship the flag was wrong.", minutes=9)
    by_words = wire("4", "Brigades leave the ridge (corrected)", LONG.replace("forty", "fourteen"), minutes=9)
    assert kinds(first, by_field)["2"] == ("correction", "1")
    assert kinds(first, by_slug)["3"] == ("correction", "1")
    assert kinds(first, by_words)["4"] == ("correction", "1")


@pytest.mark.parametrize(
    ("more", "text", "origin"),
    [
        ({"agency": "REUTERS"}, "Text.", "Reuters"),
        ({"dateline": Dateline(agency="Associated Press")}, "Text.", "AP"),
        ({"byline": "By Agence France-Presse"}, "Text.", "AFP"),
        ({"byline": "EXW"}, "Text.", "EXW"),
        ({"byline": "Jane Map and Tom App"}, "Text.", "Daily"),
        ({}, "Talks ended without a date. (Reuters)", "Reuters"),
        ({}, "Talks ended without a date. - Ukrinform.", "Ukrinform"),
        ({}, "Talks ended without a date. /TASS/", "TASS"),
        ({}, "The minister told Reuters that talks had ended, according to AP.", "Daily"),
        ({"publisher": ""}, "Text.", "Feed"),
    ],
)
def test_the_origin_is_whoever_is_credited(more: dict[str, object], text: str, origin: str) -> None:
    assert origin_of(wire("1", "Talks end", text, source="Feed", **({"publisher": "Daily"} | more))) == origin


def test_reprints_count_as_one_origin() -> None:
    wires = [
        wire("1", "Brigades leave the ridge", LONG, agency="EXW"),
        wire("2", "Harlan pull-out begins", LONG, source="Daily", minutes=4),
        wire("3", "Ridge emptied, says mission", "The mission saw forty vehicles leave.", source="Herald", minutes=6),
    ]
    assert origins(wires, find_duplicates(wires)) == ("EXW", "Herald")


def _many(count: int) -> list[Wire]:
    rng = random.Random(7)
    stock = [
        f"{a}{b}"
        for a in ("tar", "mel", "sov", "kin", "dur", "bal", "pes", "gor")
        for b in ("an", "ek", "il", "os", "um")
    ]
    wires = []
    for n in range(count):
        if n % 4 == 3:
            base = wires[rng.randrange(len(wires))]
            wires.append(wire(f"{n:05}", base.headline, base.text, minutes=n, source=f"S{n % 9}"))
        else:
            text = " ".join(rng.choice(stock) + str(rng.randrange(60)) for _ in range(180))
            wires.append(wire(f"{n:05}", " ".join(rng.sample(stock, 6)), text, minutes=n, source=f"S{n % 9}"))
    return wires


def test_the_order_of_arrival_changes_nothing() -> None:
    wires = _many(200)
    expected = find_duplicates(wires)
    assert len(expected) == 50
    for seed in range(5):
        mixed = wires[:]
        random.Random(seed).shuffle(mixed)
        assert find_duplicates(mixed) == expected


def test_time_grows_with_the_number_of_wires() -> None:
    few, many = _many(1000), _many(4000)
    start = time.process_time()
    find_duplicates(few)
    middle = time.process_time()
    find_duplicates(many)
    assert time.process_time() - middle < 8 * (middle - start) + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x" * 100_000,
        "\x00\x01\ufeff",
        "会谈在日内瓦举行。" * 3000,
        "محادثات في جنيف " * 3000,
        "word " * 400_000,
        "(" * 5000,
        "1 2 3 " * 9000,
    ],
    ids=["empty", "blank", "one-word", "control", "chinese", "arabic", "2-mb", "brackets", "numbers"],
)
def test_any_text_gets_an_answer_in_bounded_time(text: str) -> None:
    start = time.process_time()
    found = find_duplicates([wire("1", text[:300], text), wire("2", text[:300], text, minutes=1), wire("3", "", text)])
    assert set(found) <= {"2", "3"}
    assert time.process_time() - start < 2


def test_a_text_no_longer_at_hand_takes_little_memory_and_is_found_all_the_same() -> None:
    wires = _many(AT_HAND + 500)
    assert len(find_duplicates(wires)) == len(wires) // 4
    few = wires[:200]
    tracemalloc.start()
    texts = [copytext(one, at_hand=False) for one in few]
    texts[0].let_go()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held / len(texts) < 1500  # bytes; the words alone are 180


def test_a_run_that_two_texts_share_is_always_known_for_one() -> None:
    texts = [copytext(one) for one in _many(300)]
    recurring = Recurring(texts)
    count = Counter(run for text in texts for run in text.sketch)
    for text in texts:
        assert set(recurring.of(text)) >= {run for run in text.sketch if count[run] > 1}
    kept = sum(len(recurring.of(text)) for text in texts)
    assert kept < sum(n for n in count.values() if n > 1) * 1.2 + 0.2 * sum(count.values())
