"""What calls a promise off, and what keeps it in doubt."""

from __future__ import annotations

from datetime import date

import pytest

from tests.edition.promising import ELSEWHERE, PLAN, Desk, states, wire


def test_a_meeting_called_off_and_held_all_the_same_is_held(desk: Desk) -> None:
    desk.tell(0, PLAN)
    off = "Talks between Russia and the United States in Geneva have been cancelled, the Swiss hosts said."
    desk.tell(1, wire(1, "Geneva talks cancelled", off, source="mpa"))
    report = "Russia and the United States held talks in Geneva on Wednesday after all, diplomats said."
    assert states(desk.tell(2, wire(2, "Russia and US talk in Geneva", report))) == [("2022-01-12", "held")]


def test_what_else_is_suspended_or_delayed_calls_nothing_off(desk: Desk) -> None:
    desk.tell(0, PLAN)
    other = "Russia was suspended from a council in Geneva, and the United States delayed its own vote."
    assert states(desk.tell(1, wire(1, "Russia suspended from council in Geneva", other))) == [
        ("2022-01-12", "planned")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Russia is ready to discuss missiles with the United States at talks in Geneva on January 12, a source said.",
        "Russia and the United States may meet in Geneva on January 12 if the text is ready, a source said.",
        "Reports that Russia and the United States met in Geneva on January 12 are false, a source said.",
    ],
)
def test_readiness_conditions_and_denials_hold_nothing(desk: Desk, words: str) -> None:
    desk.tell(0, PLAN)
    edition = desk.tell(2, wire(2, "Russia, United States and the talks in Geneva", words))
    assert [state for state in states(edition) if state[1] == "held"] == []
    assert edition.held == ()


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("The talks scheduled for January 12 have been postponed, the Russian ministry said.", "postponed"),
        ("The talks set for Wednesday were called off, the Russian ministry said.", "cancelled"),
    ],
)
def test_a_line_that_calls_off_the_talks_of_a_day_is_given_to_that_day_s_entry(
    desk: Desk, words: str, state: str
) -> None:
    desk.tell(0, PLAN)
    uid = desk.editions[0].daybook[0].uid
    edition = desk.tell(1, wire(1, "Russia, United States: no missiles yet", words))
    assert [(e.uid, e.on, e.status) for e in edition.daybook] == [(uid, "2022-01-12", state)]


def test_a_line_that_calls_off_another_occasion_of_the_day_is_given_to_none(desk: Desk) -> None:
    desk.tell(0, PLAN)
    words = "The trip planned for January 12 was called off, the Russian ministry said."
    edition = desk.tell(1, wire(1, "Russia, United States: no trip", words))
    assert states(edition) == [("2022-01-12", "planned")]


@pytest.mark.parametrize(
    "words",
    [
        "Talks between Russia and the United States in Geneva could be cancelled, officials said.",
        "Russia and the United States denied that the talks in Geneva were cancelled.",
    ],
)
def test_what_may_be_called_off_is_not(desk: Desk, words: str) -> None:
    desk.tell(0, PLAN)
    assert states(desk.tell(1, wire(1, "The talks in Geneva", words, source="mpa"))) == [("2022-01-12", "planned")]


def test_a_town_is_not_found_in_the_name_of_a_country(desk: Desk) -> None:
    plan = wire(
        0, "Chile and Tunisia to meet",
        "The foreign ministers of Tunisia and Chile plan a meeting on January 12 in Tunis.",
    )  # fmt: skip
    desk.tell(0, plan)
    other = "Thailand cancelled the talks with Tunisia in Bangkok on fishing, saying that it had been insulted."
    assert states(desk.tell(1, wire(1, "Thailand cancels talks", other))) == [("2022-01-12", "planned")]


def test_a_report_on_another_pair_makes_nothing_held(desk: Desk) -> None:
    desk.tell(0, PLAN)
    report = wire(
        2, "Russia and Switzerland hold talks in Geneva",
        "Russia and Switzerland held talks in Geneva on Wednesday, the Swiss ministry said.",
    )  # fmt: skip
    assert (date(2022, 1, 12).isoformat(), "planned") in states(desk.tell(2, report))


@pytest.mark.parametrize(
    ("hint", "claimed"), [("Russia, the United States and their talks in Geneva.", False), ("", True)]
)
def test_a_wire_that_may_have_been_the_report_is_remembered(desk: Desk, hint: str, claimed: bool) -> None:
    desk.tell(0, PLAN)
    desk.tell(1)
    desk.tell(2, *([wire(2, "In pictures", hint, hour=17)] if hint else []))
    desk.tell(3, wire(3, "Elsewhere", ELSEWHERE))
    later = desk.tell(4, wire(4, "Elsewhere", ELSEWHERE))
    assert any(e.status == "overdue" for e in later.daybook) == claimed


@pytest.mark.parametrize(
    ("other", "claimed"),
    [
        pytest.param(
            ("Kenya and Ghana to hold summit", "Kenya and Ghana will hold a summit in Accra on January 20."),
            True,
            id="other states, both a summit",
        ),
        pytest.param(
            ("Talks on trade", "Talks between Russia and Turkey in Ankara open on January 20, officials said."),
            True,
            id="another pair with one of the two",
        ),
        pytest.param(
            ("Leaders gather", "A summit on artificial intelligence opens in New Delhi on January 20."),
            True,
            id="a summit of nobody named",
        ),
        pytest.param(
            ("Russia, US summit", "The summit of Russia and the United States in Geneva opens on January 20."),
            False,
            id="the same two, for another day",
        ),
    ],
)
def test_what_is_announced_for_another_day_is_a_doubt_only_where_it_may_be_the_same_meeting(
    desk: Desk, other: tuple[str, str], claimed: bool
) -> None:
    plan = wire(
        0, "Summit of Russia and United States",
        "The leaders of Russia and the United States will hold a summit in Geneva on January 12, the Kremlin said.",
    )  # fmt: skip
    desk.tell(0, plan)
    away = [wire(d, "Shelling in Tigray", ELSEWHERE, source="mpa") for d in (2, 3)]
    desk.tell(2, away[0])
    told = desk.tell(3, away[1], wire(3, *other)).daybook
    assert ("2022-01-12", "overdue") in [(e.on, e.status) for e in told] or not claimed
    assert claimed or "overdue" not in [e.status for e in told]


def test_a_moved_meeting_of_which_no_report_comes_on_its_new_day_is_said_to_be_without(desk: Desk) -> None:
    desk.tell(0, PLAN)
    put = wire(
        1, "Geneva talks put off",
        "Talks between Russia and the United States in Geneva were postponed from January 12 to January 13.",
    )  # fmt: skip
    assert states(desk.tell(1, put)) == [("2022-01-13", "moved")]
    away = [wire(d, "Shelling in Tigray", ELSEWHERE, source="mpa") for d in (2, 3, 4)]
    desk.tell(2, away[0])
    desk.tell(3, away[1])
    assert states(desk.tell(4, away[2])) == [("2022-01-13", "overdue")]


def test_one_side_that_met_its_host_while_the_other_had_not_come_is_no_meeting_of_both(desk: Desk) -> None:
    desk.tell(0, PLAN)
    host = wire(
        2, "Russian envoy sees host",
        "The Russian envoy met the host's foreign minister in Geneva on Wednesday; the United States was away.",
    )  # fmt: skip
    assert states(desk.tell(2, host)) == [("2022-01-12", "planned")]


@pytest.mark.parametrize(
    ("lede", "state"),
    [
        pytest.param("Delegations of both will meet in Geneva on January 12 as planned.", "planned", id="still to be"),
        pytest.param("Delegations of both were to meet in Geneva on January 12.", "cancelled", id="no more"),
    ],
)
def test_a_headline_calls_off_no_meeting_that_its_own_text_plans(desk: Desk, lede: str, state: str) -> None:
    desk.tell(0, PLAN)
    off = wire(1, "Russia, United States cancel talks in Geneva", f"{lede} Trade talks were not resumed.")
    assert [e.status for e in desk.tell(1, off).daybook if e.on == "2022-01-12"] == [state]


def test_both_sides_and_the_place_in_one_line_are_a_doubt_in_whatever_words(desk: Desk) -> None:
    desk.tell(0, PLAN)
    odd = wire(2, "Five hours", "Russia and the United States sat as one for five hours in Geneva on Wednesday.")
    desk.tell(2, odd)
    away = wire(3, "Shelling in Tigray", ELSEWHERE, source="mpa")
    assert "overdue" not in [e.status for e in desk.tell(3, away).daybook]
