"""Which wires make one story, and how stories go on from day to day."""

from __future__ import annotations

import json
import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.digest.cluster import average_link
from briefing.digest.stories import Group, Unit, group_units, is_round_up, trace
from briefing.digest.stories_memory import FOCUS
from briefing.model import Memory, StoryTrace

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[3] / "shared"


def unit(key: str, headline: str, text: str, *, hours: float = 0, **more: object) -> Unit:
    at = AT + timedelta(hours=hours)
    values = {"key": f"{key}#0", "wire_id": key, "part": 0, "at": at, "headline": headline, "text": text}
    return Unit(**(values | more))  # type: ignore[arg-type]


def grouped(*units: Unit, memory: Memory = Memory()) -> set[frozenset[str]]:  # noqa: B008
    found = group_units(units, memory=memory, as_of_at=AT + timedelta(days=30))
    return {frozenset(key.split("#")[0] for key in group.keys) for group in found}


KORVAT = {"countries": ("ML",), "places": ("Korvat",), "topic": "armed-conflict"}
BRIDGE = [
    unit(
        "b1",
        "Rebels seize the bridge at Korvat",
        "Rebels of the Northern Front seized the bridge at Korvat before dawn, the governor of Lumera province said. "
        "Four soldiers were killed.",
        **KORVAT,
    ),
    unit(
        "b2",
        "Korvat bridge falls to Northern Front",
        "The Northern Front holds the bridge at Korvat after a night of fighting, residents said. The army sent two "
        "columns to Lumera.",
        hours=2,
        **KORVAT,
    ),
    unit(
        "b3",
        "Army columns move on Korvat to retake bridge",
        "Two columns moved to Korvat on Wednesday to retake the bridge that the Northern Front seized, the general "
        "staff said.",
        hours=5,
        **KORVAT,
    ),
]
TALKS = [
    unit(
        "t1",
        "Envoys of Arvania and Belmark meet in Oslo",
        "Envoys of Arvania and Belmark met in Oslo for a second round of border talks led by the mediator, Ingrid "
        "Solheim.",
        hours=1,
    ),
    unit(
        "t2",
        "Solheim sees progress as Arvania, Belmark talk",
        "The mediator Ingrid Solheim said the border talks of Arvania and Belmark in Oslo had made progress in the "
        "second round.",
        hours=6,
    ),
]
VOTE = unit(
    "v1", "Parliament of Quenda votes on the budget", "Deputies in Quenda passed a budget with new taxes on fuel."
)


def test_wires_on_one_event_come_together_and_others_stay_apart() -> None:
    assert grouped(*BRIDGE, *TALKS, VOTE) == {frozenset({"b1", "b2", "b3"}), frozenset({"t1", "t2"}), frozenset({"v1"})}


def test_the_order_of_arrival_changes_nothing() -> None:
    units = [*BRIDGE, *TALKS, VOTE]
    expected = group_units(units, as_of_at=AT)
    for seed in range(8):
        mixed = units[:]
        random.Random(seed).shuffle(mixed)
        assert group_units(mixed, as_of_at=AT) == expected


def test_every_unit_stands_in_one_group_ordered_by_time_and_says_why() -> None:
    found = group_units([*TALKS, *BRIDGE, VOTE], as_of_at=AT)
    assert sorted(k for g in found for k in g.keys) == sorted(u.key for u in (*TALKS, *BRIDGE, VOTE))
    bridge = next(g for g in found if "b1#0" in g.keys)
    assert bridge.keys == ("b1#0", "b2#0", "b3#0")
    assert "Korvat" in bridge.why[0]
    assert next(g for g in found if "v1#0" in g.keys).why == ("no other wire is like it",)


def test_two_attacks_in_two_places_are_two_stories_though_both_killed_eleven() -> None:
    said = "Eleven people were killed when gunmen attacked a village near {} in {} on Tuesday, the police said."
    zurmi = {"topic": "terrorism", "countries": ("NG",), "places": ("Zurmi",)}
    olinala = {"topic": "terrorism", "countries": ("MX",), "places": ("Olinalá",)}
    first = unit("1", "Gunmen kill 11 in Nigeria village", said.format("Zurmi", "Nigeria"), **zurmi)
    other = unit("2", "Gunmen kill 11 in Mexico village", said.format("Olinala", "Mexico"), **olinala)
    text = "Gunmen on motorcycles killed eleven in a village near Zurmi in north-west Nigeria, a resident said."
    again = unit("3", "Eleven dead in attack on village near Zurmi", text, hours=2, **zurmi)
    assert grouped(first, other, again) == {frozenset({"1", "3"}), frozenset({"2"})}


def test_entries_of_a_series_are_stories_of_their_own() -> None:
    names = ("Almas", "Borik", "Cedar", "Dostyk-West", "Elm")
    said = "Border point {} is closed until further notice."
    units = [unit(n, f"Advisory {k}: border point {n}", said.format(n), hours=k) for k, n in enumerate(names)]
    assert grouped(*units) == {frozenset({n}) for n in names}


def test_figures_alone_join_nothing() -> None:
    arabic = unit("1", "الناتو: محادثات في بروكسل (12/03/2026).", "الحلف يبحث الضمانات، 10 يناير 2026.")
    hebrew = unit("2", "2026-03-02: שיחות (סבב 2) נדחו.", "הסבב הבא ייפתח ב-12/03/2026.", hours=1)
    assert grouped(arabic, hebrew) == {frozenset("1"), frozenset("2")}


def test_a_revised_toll_stays_in_its_story() -> None:
    said = "At least {} people were killed when a shell hit the market in Orsa on Monday, the mayor said."
    first = unit("1", "Shell kills 12 in Orsa market", said.format(12))
    assert grouped(first, unit("2", "Shell kills 15 in Orsa market", said.format(15), hours=1)) == {frozenset("12")}


def test_the_same_words_ten_days_later_are_another_story() -> None:
    assert grouped(BRIDGE[0], replace(BRIDGE[1], at=AT + timedelta(days=10))) == {frozenset({"b1"}), frozenset({"b2"})}


def test_parts_of_one_wire_are_never_one_story() -> None:
    second = replace(BRIDGE[0], key="b1#1", part=1)
    found = group_units([BRIDGE[0], second, BRIDGE[1]], as_of_at=AT)
    assert not any({"b1#0", "b1#1"} <= set(g.keys) for g in found)


def test_a_group_inherits_the_story_with_which_it_shares_most_wires() -> None:
    first = group_units(BRIDGE[:2], as_of_at=AT)[0]
    near = trace(first, BRIDGE)
    far = replace(near, id="s-other", wire_ids=("b1",), first_at=near.first_at - timedelta(days=3))
    found = group_units(BRIDGE, memory=Memory(stories=(far, near)), as_of_at=AT)[0]
    assert (found.id, found.storyline) == (first.id, first.storyline)


def test_a_group_inherits_a_like_story_without_shared_wires_and_a_tie_goes_to_the_earliest() -> None:
    old = trace(group_units(BRIDGE[:2], as_of_at=AT)[0], BRIDGE)
    late, early = replace(old, id="s-late"), replace(old, id="s-early", first_at=old.first_at - timedelta(hours=9))
    later = replace(BRIDGE[2], at=AT + timedelta(days=1))
    for stories in ((late, early), (early, late)):
        assert group_units([later, VOTE], memory=Memory(stories=stories), as_of_at=AT)[-1].id == "s-early"


def test_one_remembered_story_is_inherited_once() -> None:
    old = trace(group_units(BRIDGE, as_of_at=AT)[0], BRIDGE)
    apart = [replace(BRIDGE[0], at=AT + timedelta(days=1)), replace(BRIDGE[1], at=AT + timedelta(days=9))]
    found = group_units(apart, memory=Memory(stories=(old,)), as_of_at=AT + timedelta(days=9))
    assert len(found) == 2
    assert [g.id for g in found].count(old.id) == 1


def test_another_subject_inherits_nothing() -> None:
    old = trace(group_units(BRIDGE, as_of_at=AT)[0], BRIDGE)
    assert group_units([VOTE], memory=Memory(stories=(old,)), as_of_at=AT)[0].id != old.id


def test_another_step_of_an_affair_joins_its_storyline_under_an_id_of_its_own() -> None:
    old = trace(group_units(BRIDGE, as_of_at=AT)[0], BRIDGE)
    step = unit(
        "n1",
        "Thousands leave Korvat as water runs out",
        "Families left on foot with what they could carry and slept by the road, an aid group said of rebels' gains.",
        hours=50,
        **KORVAT,
    )
    found = group_units([step], memory=Memory(stories=(old,)), as_of_at=step.at)[0]
    assert found.storyline == old.id
    assert found.id != old.id
    far = replace(step, countries=("PE",), places=("Lima",))
    elsewhere = group_units([far], memory=Memory(stories=(old,)), as_of_at=step.at)[0]
    assert elsewhere.storyline == elsewhere.id
    again = trace(found, [step])
    assert again.storyline == old.id
    third = replace(step, key="n3#0", wire_id="n3", at=step.at + timedelta(days=1))
    assert group_units([third], memory=Memory(stories=(again,)), as_of_at=third.at)[0].storyline == old.id


def remembered(headline: str, text: str, **more: object) -> StoryTrace:
    one = unit("old", headline, text, **more)
    return trace(group_units([one], as_of_at=AT)[0], [one])


def test_the_same_act_between_the_same_countries_is_one_affair_in_other_words() -> None:
    pair = {"countries": ("ML", "NE"), "topic": "diplomacy"}
    old = remembered("Sanctions on mine owners widened", "Ten more names were added, a gazette said of gold.", **pair)
    said = "Banks must freeze what the family owns, a clerk wrote of gold."
    step = unit("new", "Bank accounts shut under sanctions", said, hours=30, **pair)
    other = replace(step, headline="Bank accounts shut as prisoners are freed in a swap of prisoners")
    for one, same in ((step, True), (other, False)):
        found = group_units([one], memory=Memory(stories=(old,)), as_of_at=one.at)[0]
        assert (found.storyline == old.id) is same


@pytest.mark.parametrize(
    ("headline", "towns", "same"),
    [
        ("Buses leave as corridors open", (), True),
        ("Buses leave Korvat as corridors open", ("Korvat",), False),
        ("Buses leave Lumera as corridors open", ("Lumera",), False),
    ],
)
def test_an_act_in_one_town_is_another_affair_than_in_the_whole_country(
    headline: str, towns: tuple[str, ...], same: bool
) -> None:
    pair = {"countries": ("ML", "NE"), "topic": "diplomacy"}
    old = remembered("Humanitarian corridors planned for Friday", "A gazette named six roads.", **pair)
    step = unit("new", headline, "A clerk wrote of full roads.", hours=30, places=towns, headline_places=towns, **pair)
    found = group_units([step], memory=Memory(stories=(old,)), as_of_at=step.at)[0]
    assert (found.storyline == old.id) is same


def test_an_act_in_one_town_is_one_affair_wherever_it_stands_in_the_headline() -> None:
    about = {"countries": ("ML", "NE"), "topic": "other", "places": ("Korvat",), "headline_places": ("Korvat",)}
    old = remembered("Korvat waits for humanitarian corridors", "A gazette named six roads.", **about)
    step = unit("new", "Last families are evacuated from Korvat", "A clerk spoke.", hours=30, **about)
    found = group_units([step], memory=Memory(stories=(old,)), as_of_at=step.at)[0]
    assert found.storyline == old.id


def test_a_town_below_the_headline_is_not_what_a_story_is_about() -> None:
    one = unit("n", "Corridors open", "Buses left Korvat.", places=("Korvat",))
    below = trace(group_units([one], as_of_at=AT)[0], [one])
    above = trace(group_units([one], as_of_at=AT)[0], [replace(one, headline_places=("Korvat",))])
    assert below.terms["@Korvat"] < FOCUS <= above.terms["@Korvat"]


def test_words_alone_make_no_two_stories_one_where_towns_and_acts_differ() -> None:
    """Two reports in one form of words, of two towns: another story, and another storyline."""
    about = {"countries": ("ML",), "topic": "armed-conflict"}
    text = (
        "Rockets fell on a school at dawn, the governor told the evening news. Nobody was hurt, he said of the night."
    )
    places = {"places": ("Korvat",), "headline_places": ("Korvat",)}
    old = remembered("Rockets fall on school in Korvat at dawn", text, **about, **places)
    step = unit("new", "Rockets fall on school in Lumera at dawn", text, hours=30, **about)
    other = replace(step, places=("Lumera",), headline_places=("Lumera",))
    same = replace(step, headline=old.headline, places=("Korvat",), headline_places=("Korvat",))
    for one, inherits in ((other, False), (same, True)):
        found = group_units([one], memory=Memory(stories=(old,)), as_of_at=one.at)[0]
        assert (found.id == old.id) is inherits


def test_a_trace_holds_terms_countries_and_wires() -> None:
    made = trace(Group(id="s-1", keys=("b1#0", "b2#0"), why=(), storyline="s-1"), [*BRIDGE, VOTE])
    assert isinstance(made, StoryTrace)
    assert made.wire_ids == ("b1", "b2")
    assert made.countries == ("ML",)
    assert {"korvat", "@Korvat"} <= set(made.terms)
    assert "quenda" not in made.terms


@pytest.mark.parametrize(
    "headline",
    [
        "Morning briefing: talks, floods and a strike",
        "The week in pictures",
        "War in the north: list of key events, day 455",
        "South African news briefs - 17 February",
        "Photos of the day: carnival and cold",
        "A general has resigned. And, two states set for talks",
        "Live: insurers surge, index rises and a bank cuts rates",
        "12/18: Evening News",
        "Главное за день",
    ],
)
def test_round_ups_are_known_by_their_headlines(headline: str) -> None:
    assert is_round_up(headline, "")


@pytest.mark.parametrize(
    "headline",
    [
        "Ukraine updates: peace talks in Geneva 'very tense'",
        "What to know about the ceasefire in Orsa",
        "Army list of demands is key to talks",
        "Envoy gives briefing on talks",
        "Live updates: dam bursts above Orsa",
    ],
)
def test_one_subject_is_no_round_up(headline: str) -> None:
    assert not is_round_up(headline, "Two brigades left the ridge on Monday, the observers said.")


def test_contrast_keeps_two_tight_groups_apart_that_one_threshold_would_join() -> None:
    tight = {(i, j): 0.4 for block in (range(6), range(6, 12)) for i in block for j in block if i < j}
    between = {(i, j): 0.2 for i in range(6) for j in range(6, 12)}
    owners = [str(i) for i in range(12)]
    assert len(average_link(12, tight | between, threshold=0.15, owners=owners)) == 2
    assert len(average_link(12, tight | between, threshold=0.15, owners=owners, contrast=0)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 100_000,
        "\x00\x07\ufeff\u202e",
        "会谈在日内瓦举行。" * 900,
        "محادثات في جنيف " * 900,
        "word " * 400_000,
        "[" * 9000,
        "12 " * 9000,
    ],
    ids=["empty", "one-word", "control", "chinese", "arabic", "2-mb", "brackets", "numbers"],
)
def test_any_text_gets_an_answer_in_bounded_time(text: str) -> None:
    start = time.process_time()
    units = [unit(str(n), text[:200], text, hours=n) for n in range(4)]
    assert sum(len(g.keys) for g in group_units(units, as_of_at=AT)) == 4
    is_round_up(text, text)
    assert time.process_time() - start < 2


def test_chinese_and_arabic_wires_on_one_event_come_together() -> None:
    one = unit(
        "z1", "伊朗与美国在日内瓦举行第二轮核谈判", "伊朗外长说双方在日内瓦核谈判中就指导原则达成一致。", language="zh"
    )
    two = unit(
        "z2",
        "美伊日内瓦核谈判结束",
        "伊朗外长表示，第二轮核谈判在日内瓦结束，双方就指导原则达成一致。",
        language="zh",
        hours=3,
    )
    other = unit("z3", "秘鲁国会罢免临时总统", "秘鲁国会投票罢免了临时总统。", language="zh")
    assert grouped(one, two, other) == {frozenset({"z1", "z2"}), frozenset({"z3"})}


def _bulk(count: int) -> list[Unit]:
    """Texts with many rare words and few common ones, as news has them, on about a sixth as many subjects."""
    rng = random.Random(5)
    syllables = [a + b for a in ("t", "m", "s", "k", "d", "b", "p", "g", "l", "v") for b in "aeiou"]
    stock = ["".join(rng.choices(syllables, k=3)) for _ in range(20_000)]
    weights = [1 / (20 + n) for n in range(len(stock))]
    subjects = [rng.sample(stock, 25) for _ in range(max(1, count // 6))]
    made = []
    for n in range(count):
        about = rng.choice(subjects)
        text = " ".join(rng.choices(stock, weights, k=70) + rng.choices(about, k=40))
        made.append(unit(f"{n:05}", " ".join(rng.sample(about, 6)), text, hours=-rng.randrange(140)))
    return made


def test_thousands_of_units_take_seconds() -> None:
    units = _bulk(1500)
    start = time.process_time()
    found = group_units(units, as_of_at=AT)
    assert time.process_time() - start < 6
    assert 150 < len(found) < 900


@pytest.mark.shared
def test_a_corpus_of_look_alike_events_is_told_apart() -> None:
    source = SHARED / "corpora" / "ecbplus" / "ecbplus.dev.jsonl"
    if not source.exists():
        pytest.skip("the labelled corpora are not beside the project")
    from tests.benchmarks.quality.clusters import predict

    docs = [d for line in source.read_text(encoding="utf-8").splitlines() if (d := json.loads(line))["split"] == "dev"]
    found = {row["id"]: row["cluster"] for row in predict(docs)}
    pairs = [(d["cluster"], found[d["id"]]) for d in docs]
    precision = sum(sum(p == q for q in pairs) / sum(p[1] == q[1] for q in pairs) for p in pairs) / len(pairs)
    recall = sum(sum(p == q for q in pairs) / sum(p[0] == q[0] for q in pairs) for p in pairs) / len(pairs)
    assert 2 * precision * recall / (precision + recall) > 0.95


def test_short_headlines_that_differ_in_a_letter_or_number_at_their_end_are_a_series() -> None:
    units = [
        unit(f"k{n}", f"Weekly notice {tail}", f"Weekly notice {tail} of the harbour office.")
        for n, tail in enumerate("ABC")
    ]
    assert len(group_units(units, as_of_at=units[0].at)) == 3
