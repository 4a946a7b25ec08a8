"""Dated events: a wire and its day beside what it announces and what it tells of."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.digest.events import find_events
from briefing.model import DatedEvent, Mention

THURSDAY = date(2022, 1, 6)


def events(
    *paragraphs: str, headline: str = "", anchor: date = THURSDAY, language: str = "en"
) -> tuple[DatedEvent, ...]:
    return find_events(headline=headline, paragraphs=paragraphs, anchor=anchor, language=language)


def ahead(*paragraphs: str, headline: str = "", anchor: date = THURSDAY) -> list[tuple[str, str | None]]:
    return [(e.on, e.until) for e in events(*paragraphs, headline=headline, anchor=anchor) if e.ahead]


def behind(*paragraphs: str, anchor: date = THURSDAY) -> list[tuple[str, str | None]]:
    return [(e.on, e.until) for e in events(*paragraphs, anchor=anchor) if not e.ahead]


def mention(text: str, name: str, kind: str, country: str | None, within: str) -> Mention:
    start = within.index(text)
    return Mention(text=text, start=start, end=start + len(text), kind=kind, name=name, country=country)


AHEAD = [
    ("The talks are planned to be held in Geneva on January 10.", [("2022-01-10", None)]),
    ("The talks will run from Monday to Wednesday in Geneva.", [("2022-01-10", "2022-01-12")]),
    ("The minister arrives next Monday for a five-day visit.", [("2022-01-10", "2022-01-14")]),
    ("The rivals met only weeks before the April 12 election.", [("2022-04-12", None)]),
    ("The rivals met months before national elections in April.", [("2022-04", None)]),
    ("Iran has until January 15 to answer.", [("2022-01-15", None)]),
    ("Deputies to vote on the treaty on Monday", [("2022-01-10", None)]),
    ("The government spoke on Thursday, a day ahead of a second round of talks in Vienna.", [("2022-01-07", None)]),
    ("Envoys concluded the first of two days of talks on Thursday.", [("2022-01-07", None)]),
    ("The two sides are set to hold talks in Vienna on Thursday.", [("2022-01-06", None)]),
    ("The parliament will convene in early April.", [("2022-04", None)]),
    ("A summit will be held in Norby on January 9. A meeting of the bank is called there for the same day.",
     [("2022-01-09", None)]),
    ("Elections will be held in mid-January.", [("2022-01", None)]),
]  # fmt: skip

NOT_AHEAD = [
    "Prices will fall next week, and again in the autumn of 2023.",
    "The tariffs that had been scheduled to start on February 1 were dropped.",
    "Thousands of police would be on duty for Friday prayers.",
    "You never know what will happen tomorrow.",
    "They strive to shape tomorrow.",
    "Today the situation could not be more different.",
    "Six months later the deal had collapsed.",
    "They split off in July after voting for it in a January referendum.",
    "Published in the Example, January 17th, 2022",
    "081137 GMT Jan 8",
    "Correction, Jan. 8: an earlier version misspelt a name.",
    "The trade gap narrows in July-Dec",
    "The paper, known as the “July Charter”, proposes term limits.",
    "Merry Christmas to all readers.",
    "They will never forget the October 7 attacks.",
    "Mr. May may meet the press in the gardens.",
]


@pytest.mark.parametrize(("text", "expected"), AHEAD)
def test_ahead(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert ahead(text) == expected


# Said on Tuesday, 17 February 2026.
AGENCY = [
    ("Voters go to the polls on March 1 in the north.", "2026-03-01", "Voters go to the polls in the north"),
    ("The sanctions are set to expire on March 15 unless renewed.", "2026-03-15", "sanctions are set to expire"),
    ("A ruling is expected Friday.", "2026-02-20", "ruling"),
    ("Negotiators will reconvene in Doha tomorrow.", "2026-02-18", "Negotiators will reconvene in Doha"),
    ("The two leaders will speak by phone later on Tuesday.", "2026-02-17", "two leaders will speak by phone later"),
    ("He must respond by February 24, the court said.", "2026-02-24", "must respond"),
    ("The panel set August 10, 2027 as the date of the general election.", "2027-08-10", "general election"),
    ("A referendum on the charter is planned for May 24.", "2026-05-24", "referendum on the charter"),
    ("The prince will visit Norland in November.", "2026-11", "prince will visit Norland"),
    ("Parliament has until midnight on Friday to pass the budget.", "2026-02-20", "Parliament has to pass the budget"),
    ("The state of emergency has been extended to March 31.", "2026-03-31", "state of emergency has been extended"),
    ("The ceasefire, which takes effect on Wednesday, is to last.", "2026-02-18", "ceasefire takes effect"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "what"), AGENCY)
def test_the_ways_agencies_announce(text: str, on: str, what: str) -> None:
    (event,) = events(text, anchor=date(2026, 2, 17))
    assert (event.ahead, event.on, event.what) == (True, on, what)


@pytest.mark.parametrize("text", NOT_AHEAD)
def test_what_is_not_ahead(text: str) -> None:
    assert ahead(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers spoke by telephone on Thursday.", [("2022-01-06", None)]),
        ("On December 17, the ministry published a draft. It was handed over on December 15.",
         [("2021-12-17", None), ("2021-12-15", None)]),
        ("Protests began on January 2. Two days later, they reached the capital.",
         [("2022-01-02", None), ("2022-01-04", None)]),
        ("They met on Jan. 3 and 4.", [("2022-01-03", "2022-01-04")]),
        ("The war began last April.", [("2021-04", None)]),
        ("The order came a day after the court rejected the plea.", [("2022-01-05", None)]),
        ("Crowds marched over the weekend.", [("2022-01-01", "2022-01-02")]),
        ("It was a bad year for all, and last week was no better.", []),
    ],
)  # fmt: skip
def test_behind(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert behind(text) == expected


def test_one_sentence_with_three_meetings() -> None:
    found = events(
        "The talks between Norland and Sudland on borders are planned to be held in Geneva on January 10.",
        "On January 12, envoys of Norland will discuss their worries about safety in Europe, as "
        "well as their drafts, at "
        "a meeting of the Northern Council in Brussels, and on January 13, "
        "at a meeting of the Permanent Council in Vienna.",
    )
    assert [(e.on, e.what, e.where, e.status) for e in found] == [
        ("2022-01-10", "talks between Norland and Sudland on borders", "Geneva", "planned"),
        ("2022-01-12", "meeting of the Northern Council", "Brussels", "planned"),
        ("2022-01-13", "meeting of the Permanent Council", "Vienna", "planned"),
    ]
    assert [e.paragraph for e in found] == [0, 1, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers will meet in Norby, a spokesman said on Wednesday.", []),
        ("Norland will withdraw its troops, the minister told reporters on Tuesday.", []),
        ("The ministers are to meet on January 12, a spokesman said on Wednesday.", []),
        ("Norland is ready to talk about missiles, an official said on Thursday.", []),
        ("Three miners were killed in Norby, police said on Wednesday.", ["2022-01-05"]),
        ("Police said on Wednesday that three miners had been killed on Monday.", ["2022-01-03"]),
        ("A mine collapsed on Monday in Norby, police said on Wednesday.", ["2022-01-03"]),
        ("The leaders agreed on Monday that they will meet again.", ["2022-01-03"]),
        ("The president said on Monday that he would take part in the talks set for Friday in Norby.", ["2022-01-03"]),
        ("The army announced on Monday a halt to its drills.", ["2022-01-03"]),
        ("The assembly voted on December 10 to start the withdrawal.", ["2021-12-10"]),
    ],
)
def test_the_day_of_the_saying_is_no_event_where_more_is_told(text: str, expected: list[str]) -> None:
    assert [on for on, _ in behind(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was reported wrongly that envoys would meet on Jan. 10. The talks are on Jan. 11.", "2022-01-11"),
        ("The talks will be held on January 11, not on January 10 as reported.", "2022-01-11"),
        ("The talks will be held on January 11 instead of January 10.", "2022-01-11"),
        ("The vote is on January 11, not January 10, the speaker said.", "2022-01-11"),
        ("An earlier dispatch erroneously said that the vote would be on January 10; it will be on January 11.",
         "2022-01-11"),
        ("The agency incorrectly said the summit would open on January 10 instead of January 11.", "2022-01-11"),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_not_announced(text: str, expected: str) -> None:
    (event,) = events(text)
    assert (event.ahead, event.on) == (True, expected)
    assert "10" not in event.what
    assert "wrong" not in event.what
    assert "incorrect" not in event.what
    assert "erroneous" not in event.what


def test_a_correction_tells_of_no_event() -> None:
    assert behind("In an item of Jan. 3 the agency wrongly said that the ship sails under the flag of Norland.") == []


def test_the_same_day_of_a_plan_is_the_day_that_an_earlier_paragraph_announced() -> None:
    found = events(
        "Leaders of the Northern bloc will meet in Norby on January 9, an official said on Wednesday.",
        "Its envoy met the ruler of Sudland on January 5.",
        "A separate summit of the bank is called in Norby for the same day.",
    )
    assert [(e.on, e.what) for e in found if e.ahead] == [
        ("2022-01-09", "Leaders of the Northern bloc will meet in Norby"),
        ("2022-01-09", "separate summit of the bank"),
    ]
    assert [e.on for e in found if "summit of the bank" in e.evidence] == ["2022-01-09"]


OCCASIONS = [
    ("Leaders of the bloc will meet in Norby on January 9 to decide on further sanctions against Sudland.",
     "Leaders of the bloc will meet in Norby to decide on further sanctions against Sudland"),
    ("Foreign ministers of the league will hold an extraordinary meeting by video on January 7.",
     "Foreign ministers of the league will hold an extraordinary meeting by video"),
    ("Working groups of the two states that draw the line of their long common border will hold their next session "
     "on January 11.", "Working groups of the two states will hold their next session"),
    ("He has called the Norland-Sudland Council for January 12 in Norby, its first session since July.",
     "Norland-Sudland Council"),
    ("The ministers of Norland and Sudland spoke on Monday. They will meet in Norby on March 11.",
     "ministers of Norland and Sudland will meet in Norby"),
    ("Norland and Sudland held talks on arms. Another meeting is possible on January 20.",
     "Another meeting (Norland and Sudland)"),
    ("They spoke of a meeting of envoys of the four states: Norland and its neighbours. "
     '"Another meeting before the end of January is possible," an aide said.',
     "Another meeting of envoys of the four states"),
    ("They will meet in Norby on March 11.", "meet in Norby"),
    ("Norland holds parliamentary elections on April 12.", "Norland holds parliamentary elections"),
    ('A "yes" vote on January 20 will end the rule of the generals.', "yes vote"),
    ("Talks on the border will be held in Norby on January 20.", "Talks on the border"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), OCCASIONS)
def test_what_names_the_occasion_and_whose_it_is(text: str, what: str) -> None:
    (event,) = [e for e in events(text) if e.ahead]
    assert event.what == what


def test_what_was_put_off_is_not_ahead_on_its_old_day() -> None:
    assert ahead("A conference was to open in Norby on January 6, but was put off because of the storm.") == []


def test_places_and_parties_come_from_mentions() -> None:
    text = "Iran and the United States will hold talks with OSCE envoys in Vienna on January 12."
    own = (
        mention("Iran", "Iran", "country", "IR", text),
        mention("United States", "United States", "country", "US", text),
        mention("OSCE", "OSCE", "body", None, text),
        mention("Vienna", "Vienna", "capital", "AT", text),
    )
    (event,) = find_events(headline="", paragraphs=(text,), anchor=THURSDAY, mentions=((), own))
    assert event.where == "Vienna"
    assert event.parties == ("IR", "US", "OSCE")


@pytest.mark.parametrize(
    ("text", "on", "status", "moved_from"),
    [
        ("The meeting, planned for January 12, was postponed to January 14.", "2022-01-14", "moved", "2022-01-12"),
        ("The talks have been moved from Monday to Wednesday.", "2022-01-12", "moved", "2022-01-10"),
        ("The vote has been postponed until January 20.", "2022-01-20", "moved", None),
        ("The visit to Norland on January 12 was cancelled.", "2022-01-12", "cancelled", None),
        ("The leaders called off their summit on January 20 in Vienna.", "2022-01-20", "cancelled", None),
        ("The ministry confirmed that the talks will be held on January 12.", "2022-01-12", "confirmed", None),
        ("The talks are expected to be held on January 12.", "2022-01-12", "expected", None),
    ],
)
def test_status(text: str, on: str, status: str, moved_from: str | None) -> None:
    (event,) = [e for e in events(text) if e.ahead]
    assert (event.on, event.status, event.moved_from) == (on, status, moved_from)


def test_one_day_is_told_once() -> None:
    assert ahead(
        "The second round of talks will be held in Geneva on Tuesday.",
        "Diplomats expect that the talks on Tuesday will be long.",
        headline="Talks to resume on Tuesday",
    ) == [("2022-01-11", None)]


def test_two_meetings_of_one_day_stay_two() -> None:
    found = events(
        "The council will meet in Vienna on January 12.",
        "A court in Oslo will hear the appeal on January 12.",
    )
    assert [(e.on, e.where) for e in found] == [("2022-01-12", "Vienna"), ("2022-01-12", "Oslo")]


def test_ordinary_words_make_no_dates() -> None:
    found = events(
        "Consul June Marchetti said the rivals may open the bridge and may still close it again; Mrs. May nodded.",
        "The observers sat apart in the Sun Palace guest house before a second vote. Farmers chose to march over the "
        "pass. Council resolution 1990 and some 2035 crates of flour were listed; 12,000 tents stood empty. The "
        "league is still wed to its charter.",
        "The joint commission will meet in Yerevan on March 17.",
        anchor=date(2026, 3, 4),
    )
    assert [(e.on, e.where, e.ahead) for e in found] == [("2026-03-17", "Yerevan", True)]


def test_other_languages_keep_their_clause() -> None:
    (event,) = events("Die Gespräche sollen am 10. Januar in Genf stattfinden.", language="de")
    assert (event.on, event.ahead) == ("2022-01-10", True)
    assert event.what == "Die Gespräche sollen am 10. Januar in Genf stattfinden"


def _bare(word: str) -> str:
    return word.strip(" ,.;:()“”—'’")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "The",
                    "talks",
                    "in",
                    "Geneva",
                    "will",
                    "be",
                    "held",
                    "on",
                    "January",
                    "12",
                    "and",
                    "13",
                    ".",
                    "Monday",
                    ",",
                    "a",
                    "day",
                    "ahead",
                    "of",
                    "vote",
                    "postponed",
                    "to",
                    "from",
                    "until",
                    "which",
                    "said",
                    "that",
                    "cancelled",
                    "the",
                    "first",
                    "of",
                    "two",
                    "days",
                    "U.S.",
                    "2022",
                    "—",
                    "“",
                    "”",
                    "(",
                    ")",
                    "may",
                    "May",
                    "next",
                    "month",
                    "'s",
                ]
            ),
            max_size=25,
        ),
        max_size=4,
    ),
    st.dates(),
)
def test_every_word_is_the_wires_own(texts: list[list[str]], anchor: date) -> None:
    paragraphs = [" ".join(words) for words in texts]
    for event in find_events(headline="", paragraphs=paragraphs, anchor=anchor):
        assert event.evidence in paragraphs[event.paragraph]
        # the subject of "they will meet" comes from the sentence before
        assert {_bare(word) for word in event.what.split()} <= {_bare(word) for word in " ".join(paragraphs).split()}
        assert event.status == "held" or event.ahead


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "1 " * 100_000, "talks on Monday " * 2_000, "On January 12 " * 2_000, "(" * 100_000]
)
def test_noise_is_read_in_bounded_time(text: str) -> None:
    started = time.perf_counter()
    events(text, headline=text[:500])
    assert time.perf_counter() - started < 5


def test_a_date_set_off_by_commas_in_another_language_goes_with_the_words_behind_it() -> None:
    text = (
        "In 30 Jahren, am 1. Juli 2047, verliert Hongkong den Status der Sonderverwaltungszone, und die Stadt mit "
        "ihren siebeneinhalb Millionen Einwohnern wird dann ein Teil Chinas."
    )
    (event,) = find_events(headline="", paragraphs=[text], anchor=date(2017, 7, 1), language="de")
    assert event.what.startswith("am 1. Juli 2047, verliert Hongkong den Status der Sonderverwaltungszone")
