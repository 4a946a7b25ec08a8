"""Sections, topics and severity: one line a fault or a kind, written for this project."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing.digest.topics import judge_topics, weights
from briefing.digest.topics_lexicon import Lexicon, lexicon, lexicon_for, words_of
from briefing.model import SECTIONS, TOPICS
from briefing.text.severity import dead_in

TALKS, CRISIS = SECTIONS
SHARED = Path(__file__).parents[2] / ".." / "shared"

PAIRS = [
    # headline, lede, sections, topic
    ("Iran, world powers resume nuclear talks in Vienna", "", {TALKS}, "nuclear"),
    ("Sudan's army and paramilitaries sign ceasefire", "Mediators announced the truce.", {TALKS}, "peace-process"),
    ("Lavrov to visit Ankara", "The minister will hold talks with his counterpart.", {TALKS}, "diplomacy"),
    ("EU adopts new sanctions on Belarus", "", {TALKS}, "sanctions"),
    ("Air strike on market kills 40 in Tigray", "", {CRISIS}, "armed-conflict"),
    ("Suicide bomber kills 25 at Kabul mosque", "Islamic State claimed responsibility.", {CRISIS}, "terrorism"),
    ("Police fire tear gas at protesters in Nairobi", "", {CRISIS}, "unrest"),
    ("Soldiers seize power in coup in Niger", "The junta closed borders.", {CRISIS}, "coup-or-political-crisis"),
    ("Cyclone leaves 300 dead in Malawi", "Floods swept away whole villages.", {CRISIS}, "disaster"),
    ("Famine spreads in Darfur camps, UN says", "", {CRISIS}, "humanitarian"),
    ("Israel announces annexation of settlements in West Bank", "", {CRISIS}, "border-dispute"),
    ("Polls open in Senegal's presidential election", "", set(), "election"),
    ("Central bank raises interest rates as inflation bites", "", set(), "economy"),
    ("Man jailed for murder of backpacker", "A court sentenced him to life in prison.", set(), "crime"),
    ("Judge blocks deportation of asylum seekers", "", set(), "migration"),
    ("Ransomware attack shuts hospitals", "Hackers demanded payment.", set(), "cyber"),
    ("Parliament dissolved in Niger", "The president will rule by decree.", {CRISIS}, "coup-or-political-crisis"),
    ("Gunmen free kidnapped pupils", "Their kidnappers let them go at dawn.", {CRISIS}, "terrorism"),
    ("River bursts its banks in Malawi", "Thousands were driven from their homes.", {CRISIS}, "disaster"),
    ("Town in Mali falls silent", "It is surrounded by rebels, its mayor said.", {CRISIS}, "armed-conflict"),
    ("Soldiers seize state television in Niamey", "", {CRISIS}, "coup-or-political-crisis"),
    ("Mutinous soldiers occupy the national radio", "Shots were heard.", {CRISIS}, "coup-or-political-crisis"),
    ("Army officers take over state broadcaster", "", {CRISIS}, "coup-or-political-crisis"),
    ("Soldiers surround parliament in Ouagadougou", "", {CRISIS}, "coup-or-political-crisis"),
    ("Shots ring out", "Soldiers fired at the presidential palace.", {CRISIS}, "coup-or-political-crisis"),
    ("Officers appear on state TV", "They have dissolved all institutions.", {CRISIS}, "coup-or-political-crisis"),
    ("Protesters storm parliament in Tbilisi", "", {CRISIS}, "unrest"),
    ("Army seizes palace from militia", "It drove its fighters out.", {CRISIS}, "armed-conflict"),
]  # fmt: skip

OTHER_SENSES = [
    "Late strike gives Rovers derby win",
    "Union resumes pay talks with airline",
    "Airline in talks to buy 100 jets",
    "Actor dies of heart attack on film set",
    "Climber dies near the summit of Everest",
    "Tennis: champion battles past rival in five sets",
    "Stock market crash wipes out billions",
    "Town pelts itself with tomatoes in annual battle",
    "Coach praises attacking football after semi-final",
    "Lightning strikes delay cricket match",
    "Two die in motorway car crash",
    "State television airs new drama series",
    "Soldiers parade before the presidential palace on independence day",
    "Actor storms out of television studio",
]

FOREIGN = [
    ("ru", "Лавров провёл переговоры с министром иностранных дел Турции", {TALKS}),
    ("ru", "Не менее 20 человек погибли при обстреле города", {CRISIS}),
    ("fr", "Cessez-le-feu au Soudan : les pourparlers de paix reprennent", {TALKS}),
    ("fr", "Mali : quinze soldats tués dans une attaque djihadiste", {CRISIS}),
    ("de", "Waffenruhe im Sudan: Verhandlungen in Dschidda", {TALKS}),
    ("de", "Luftangriff auf Krankenhaus: mindestens 20 Tote", {CRISIS}),
    ("es", "El canciller se reunió con su homólogo para relanzar las negociaciones de paz", {TALKS}),
    ("es", "Doce muertos en combates entre la guerrilla y el ejército", {CRISIS}),
    ("ar", "وزير الخارجية يلتقي نظيره الروسي لبحث وقف إطلاق النار", {TALKS}),
    ("ar", "مقتل عشرين مدنيا في غارات على المدينة", {CRISIS}),
    ("zh", "两国外长举行会谈 讨论停火", {TALKS}),
    ("zh", "空袭造成二十名平民死亡", {CRISIS}),
]


@pytest.mark.parametrize(("headline", "lede", "sections", "topic"), PAIRS)
def test_a_plain_case(headline: str, lede: str, sections: set[str], topic: str) -> None:
    judged = judge_topics(headline=headline, paragraphs=[lede] if lede else [])
    assert (set(judged.sections), judged.topic) == (sections, topic), judged.why


@pytest.mark.parametrize("headline", OTHER_SENSES)
def test_a_word_in_another_sense_makes_no_section(headline: str) -> None:
    judged = judge_topics(headline=headline, paragraphs=[])
    assert judged.sections == (), judged.why


@pytest.mark.parametrize(("language", "headline", "sections"), FOREIGN)
def test_key_words_of_other_languages(language: str, headline: str, sections: set[str]) -> None:
    assert set(judge_topics(headline=headline, paragraphs=[], language=language).sections) == sections


def test_words_of_another_alphabet_are_read_whatever_the_language_says() -> None:
    assert judge_topics(headline="Боевики обстреляли город, есть погибшие", paragraphs=[]).sections == (CRISIS,)


def test_english_is_not_read_by_german_words() -> None:
    assert lexicon_for("en", "A brand of wine").find("brand") == lexicon("en").find("brand")
    assert lexicon_for("de", "Ein Brand").find("brand")[0].groups[0][0] == "accident"


def test_court_steps_and_foiled_plots_have_no_section() -> None:
    for headline, lede in (
        (
            "Teenager charged over plot to attack synagogue",
            "Prosecutors filed terrorism charges against the 17-year-old.",
        ),
        ("Court sentences man for 2016 bombing", "The judge handed down a life sentence after a long trial."),
    ):
        judged = judge_topics(headline=headline, paragraphs=[lede])
        assert judged.sections == (), judged.why


def test_a_small_accident_is_no_crisis_and_a_large_one_is() -> None:
    small = judge_topics(headline="Bus plunges into ravine in Bolivia, 9 dead", paragraphs=[])
    large = judge_topics(headline="Ferry sinks in Lake Victoria, at least 200 drowned", paragraphs=[])
    assert (small.sections, small.topic) == ((), "disaster")
    assert (large.sections, large.topic) == ((CRISIS,), "disaster")
    assert large.severity > small.severity


def test_two_affairs_are_told_apart_by_paragraph() -> None:
    talks = (
        "The foreign ministers of the two countries held telephone talks and discussed security guarantees. "
        "Negotiators will meet in Geneva next week, and the ambassadors were told to prepare a draft agreement."
    )
    crisis = (
        "In the west of the neighbouring republic, protesters clashed with riot police for a third day. Troops used "
        "tear gas, and the president declared a state of emergency after crowds stormed the mayor's office."
    )
    judged = judge_topics(headline="Ministers discuss security, unrest", paragraphs=[talks, crisis, "Nothing else."])
    assert judged.paragraphs[0] == (TALKS,)
    assert judged.paragraphs[1] == (CRISIS,)
    assert judged.paragraph_topics[1] in ("unrest", "coup-or-political-crisis")
    assert judged.sections == SECTIONS


SPORT = (
    "Two blows from the bench ended the resistance of Albion on Sunday as visitors stormed the area and put an end "
    "to a siege that had lasted since the break. It was a battle to the last, and the captain called it a war.",
    "The second goal came from a free kick in stoppage time, after the goalkeeper had been left stranded.",
    "The semifinal is played on the second Saturday of the month.",
)


def test_sport_in_the_words_of_war_has_no_section_in_any_paragraph() -> None:
    judged = judge_topics(headline="Albion fall to late assault in cup battle", paragraphs=SPORT)
    assert (judged.sections, set(judged.paragraphs), judged.topic) == ((), {()}, "other"), judged.why


def test_a_section_given_has_a_margin_above_zero() -> None:
    talks = (
        "The premiers of both countries signed a security pact and agreed to hold talks each spring, a minister said."
    )
    crisis = (
        "Elsewhere gunmen attacked two villages and killed at least thirty people, the army said, while thousands fled "
        "the fighting across the river. Relief workers counted more than nine hundred families without food or shelter."
    )
    judged = judge_topics(headline="Premiers sign security pact", paragraphs=[talks, "No date was set.", crisis])
    assert set(judged.sections) == set(SECTIONS)
    assert all(judged.scores[s] > 0 for s in judged.sections)


def test_paragraphs_of_talks_do_not_crowd_out_the_crisis_of_the_headline() -> None:
    paragraphs = (
        "Rebel gunmen shelled the harbour of Corvo at dawn on Friday and killed four people, the navy said.",
        "The foreign ministers of both countries met in Bern at noon and agreed to resume talks on a ceasefire, envoys "
        "said. Negotiators will sign the security protocol next month.",
        "The mediators praised the agreement and invited both delegations to a second round of negotiations.",
    )
    judged = judge_topics(headline="Rebels shell Corvo harbour, four dead", paragraphs=paragraphs)
    assert judged.sections == SECTIONS, judged.why


def test_categories_of_the_feed_count() -> None:
    bare = judge_topics(headline="Giants storm into last four", paragraphs=[])
    shelved = judge_topics(headline="Giants storm into last four", paragraphs=[], categories=("Sport", "Football"))
    assert shelved.scores["other"] > bare.scores["other"]


def test_the_reason_names_section_figure_words_and_place() -> None:
    judged = judge_topics(headline="Airstrike kills 12 in Idlib", paragraphs=["Rebels shelled the town."])
    reason = judged.why[0]
    assert reason.startswith(f"{CRISIS} {judged.scores[CRISIS]:.1f}: ")
    assert "(headline)" in reason
    assert "airstrike" in reason


@pytest.mark.parametrize(
    "text",
    ["", " ", "1234 5678", "\x00\x01\x02", "x" * 100_000, "ATTACK KILLS 20", "混合 mixed смесь", "..." * 999],
)  # fmt: skip
def test_any_text_has_an_answer(text: str) -> None:
    judged = judge_topics(headline=text, paragraphs=[text, text], categories=(text,))
    assert judged.topic in TOPICS
    assert len(judged.paragraphs) == len(judged.paragraph_topics) == 2
    assert 0 <= judged.severity <= 1


def test_capitals_change_nothing() -> None:
    plain = judge_topics(headline="Rebels attack army base in Mali, 30 killed", paragraphs=[])
    loud = judge_topics(headline="REBELS ATTACK ARMY BASE IN MALI, 30 KILLED", paragraphs=[])
    assert (plain.sections, plain.topic) == (loud.sections, loud.topic)


def test_two_megabytes_take_less_than_a_second() -> None:
    text = "Rebels attacked the town and talks in Geneva were broken off. " * 33_000
    started = time.perf_counter()
    judge_topics(headline="Talks", paragraphs=[text, *text.split(". ")[:30_000]])
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Blast kills 28 in Kano", 28),
        ("At least 1,200 people were killed", 1200),
        ("Death toll rises to 45", 45),
        ("six dead as police open fire", 6),
        ("dozens killed in clashes", 36),
        ("killed in 2019", 0),
        ("Earthquake kills 2,000 in the north", 2000),
        ("a vote of 28 members", 0),
    ],
)
def test_number_of_dead(text: str, dead: int) -> None:
    assert dead_in(text) == dead


def test_severity_orders_by_consequence() -> None:
    figures = [
        judge_topics(headline=h, paragraphs=[]).severity
        for h in ("Tennis star wins title", "Ministers meet in Geneva", "Airstrikes kill 300 in war-torn city")
    ]
    assert figures == sorted(figures)
    assert figures[0] < figures[2]


def test_longest_phrase_wins_and_weights_are_read() -> None:
    words = Lexicon({"talks": {"talks": 1, "words": "talks^2, negotiat*"}, "business": {"words": "pay talks"}})
    assert [h.groups for h in words.find("Pay talks and negotiators, then talks")] == [
        (("business", 1.0),),
        (("talks", 1.0),),
        (("talks", 2.0),),
    ]


def test_words() -> None:
    assert words_of("The U.S. and Iran's cease-fire") == ["the", "usa", "and", "iran", "cease", "fire"]
    assert words_of("tell us, US envoy") == ["tell", "us", "usa", "envoy"]


def test_every_weight_belongs_to_a_section_or_topic() -> None:
    keys = {key for pairs in weights().columns.values() for key, _ in pairs}
    assert keys <= {*SECTIONS, *TOPICS}
    assert set(weights().bias) == {*SECTIONS, *TOPICS}
    assert set(weights().columns) <= set(lexicon().groups)


@pytest.mark.shared
def test_the_seed_wire_serves_both_desks() -> None:
    seed = next((SHARED / "seed").glob("*.txt"), None) if (SHARED / "seed").is_dir() else None
    if seed is None:
        pytest.skip("the folder of shared data with the seed wire is not beside the project")
    paragraphs = [p for p in seed.read_text(encoding="utf-8").split("\n\n") if p.strip()]
    judged = judge_topics(headline="", paragraphs=paragraphs)
    assert judged.sections == SECTIONS
    assert all(TALKS in s for s in judged.paragraphs[:3])
    assert judged.paragraphs[3] == (CRISIS,)
    assert judged.paragraph_topics[3] in ("unrest", "coup-or-political-crisis")
