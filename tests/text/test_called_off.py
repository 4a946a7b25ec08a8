"""What is called off, and what would be under a condition."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events
from briefing.text.called_off import called_off, put_off_firmly, what_is_off, where_off

UNDER_A_CONDITION = [
    "If Norland refuses, there will be no talks on Friday.",
    "Unless Sudland agrees, there will be no summit in Kesra on Friday.",
    "Should Norland refuse, there will be no talks on Friday.",
    "Warning that there will be no talks on Friday, the envoy left.",
    "There will be no talks on Friday if Norland refuses.",
    "Until the guns fall silent there will be no talks, the envoy said on Friday.",
    "If Norland refuses, the talks set for Friday will be cancelled.",
    "Unless Sudland agrees, the summit on Friday will not take place.",
    "The talks set for Friday will be postponed unless Norland agrees.",
    "The talks on Friday will not go ahead if Norland refuses.",
    "The talks on Friday won't take place, the envoy warned.",
]


@pytest.mark.parametrize("text", UNDER_A_CONDITION)
def test_what_is_to_be_under_a_condition_or_as_a_threat_calls_nothing_off(text: str) -> None:
    assert called_off(text) == ""
    found = find_events(headline="", paragraphs=[text], anchor=date(2022, 1, 5))
    assert not [e for e in found if e.status in ("cancelled", "postponed")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("There will be no talks on Friday, the ministry said.", "cancelled"),
        ("The talks will not take place on Friday even if Norland agrees.", "cancelled"),
        ("Asked if he would come, the envoy said that the talks on Friday will not take place.", "cancelled"),
        ("The talks on Friday will be postponed, the ministry said.", "postponed"),
        ("The summit was called off on Friday after threats.", "cancelled"),
    ],
)
def test_what_is_told_as_certain_does(text: str, state: str) -> None:
    assert called_off(text) == state


@pytest.mark.parametrize(
    "text",
    [
        "Norland threatened on Monday to cancel the talks on Friday.",
        "to cancel the talks with Sudland on Friday",
        "Norland will go ahead with the talks despite calls to cancel them.",
        "The opposition demanded that the talks on Friday be scrapped.",
        "Calling off the talks on Friday would be a mistake, the premier said.",
        "Five years ago the talks were called off at the last minute; on Friday the two try again.",
        "The talks, cancelled twice last year, open on Friday.",
        "A report that Norland had cancelled the talks was false, its embassy said.",
        "The talks on Friday are the first since 2019, when a meeting was cancelled.",
        "No talks will take place on Friday unless Sudland agrees.",
        "The two will not meet in person until the guns fall silent.",
    ],
)
def test_the_name_of_the_deed_another_time_and_a_wish_call_nothing_off(text: str) -> None:
    assert called_off(text) == ""


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Norland was forced to cancel the talks on Friday.", "cancelled"),
        ("The envoys decided to postpone the talks.", "postponed"),
        ("Norland and Sudland will not meet in Kesra on Friday after all.", "cancelled"),
        ("The cancellation of the talks on Friday was announced by both sides.", "cancelled"),
        ("The talks on Friday have been struck from the agenda.", "cancelled"),
        ("The talks, due on Friday, are not happening, two officials said.", "cancelled"),
        ("No talks of the two will take place in Kesra on Friday, the host said.", "cancelled"),
        ("The talks fell through on Monday.", "cancelled"),
        ("The talks were put back to Sunday.", "postponed"),
    ],
)
def test_a_deed_done_does_in_whatever_form(text: str, state: str) -> None:
    assert called_off(text) == state


def test_what_is_called_off_is_named_by_the_verbs_own_noun() -> None:
    assert what_is_off("The minister cancelled a trip to prepare the talks on Friday.") == "trip"
    assert what_is_off("The talks on Friday were called off.") == "talks"
    assert what_is_off("The talks open on Friday.") == ""


OF_SOMETHING_ELSE = """\
A bridge collapsed before the January 13 talks between Norland and Sudland.
Norland and Sudland will not meet in public in Kesra on January 13; their talks are behind closed doors.
The delegations will not meet in the palace on January 13 but at a hotel in Kesra.
The talks in Kesra on January 13 are not taking place in a vacuum, a diplomat said.
Cancellation of debts will top the talks in Kesra on January 13.
The court in Kesra annulled a law on fishing a day before talks on January 13.
Norland gave up on a quota ahead of the talks in Kesra on January 13.
The minister collapsed before the talks in Kesra on January 13 but will lead them, doctors said.
No talks will take place in Kesra on January 13 without an observer, Norland said.
The talks in Kesra on January 13 will go ahead, although a planned visit to a port fell through.
Norland decided against holding a news conference after the talks in Kesra on January 13.
Norland and Sudland, whose talks open in Kesra on January 13, ditched their tariffs.
The premier gave up on a coalition and called a snap election for February 13.
Parliament will hold a session on January 11 to debate the cancellation of the budget.
The club suspended its coach before the trial on January 14.
The bank suspended payments ahead of the hearing on January 14.
He cancelled his subscription before the hearing on January 14.
The airport cancelled all departures until the meeting on January 14.
The vote on January 23 would go ahead as scheduled, although two parties had called off rallies.
Norland cancelled the session tickets of two envoys before the talks on January 13.
The vote on January 13 on a law that was dropped last week will be close.
The trial of a banker whose firm was suspended opens on January 13.
The summit on January 13 follows a year in which exports were suspended.
Talks on the cancelled pipeline open on January 13.
Norland hosts talks on January 13 and its coach was suspended.
The court ruled on the cancellation of the vote on January 13.
The item was put back on the agenda of the session on January 13.
""".splitlines()


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_what_is_said_of_another_thing_calls_no_meeting_off(text: str) -> None:
    assert called_off(text) == ""
    found = find_events(headline="", paragraphs=[text], anchor=date(2022, 1, 5))
    assert not [e for e in found if e.status in ("cancelled", "postponed")]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Norland calls the talks off.", "talks"),
        ("Norland cancelled at short notice its talks with Sudland.", "talks"),
        ("Norland has put off until January 15 the talks with Sudland.", "talks"),
        ("Norland saw no point in the talks with Sudland on January 13 and cancelled them.", "talks"),
        (
            "Norland walked away from the negotiations that were due on January 13; they will not take place.",
            "negotiations",
        ),
        ("Norland will not take part in the talks on January 13, which are thereby cancelled.", "talks"),
        ("In Kesra on January 13 talks were cancelled.", "talks"),
        ("The talks between Norland and its neighbour were called off.", "talks"),
        ("The visit by the premier, which was to begin on January 21, has been cancelled.", "visit"),
        ("The talks collapsed before they started.", "talks"),
    ],
)
def test_the_meeting_is_its_object_or_its_subject(text: str, noun: str) -> None:
    assert called_off(text)
    assert what_is_off(text) == noun


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Kesra on January 13 come after a visit was cancelled.",
        "A minister who cancelled a visit last month will attend the talks on January 13.",
        "The talks on January 13 replace a meeting that was called off in December.",
        "Three weeks after Norland called off a round, the two sides meet in Kesra on January 13.",
        "The talks on January 13 come two years after talks were cancelled.",
        "The opposition in Norland wants the talks with Sudland in Kesra on January 13 called off.",
        "The talks would not go ahead without an observer.",
        "While a round was cancelled, talks on January 13 go on as planned.",
        "It is unclear whether the talks in Kesra on January 13 have been called off.",
        "A report that Norland had called off the talks on January 13 was denied by both.",
        "A postponement of the talks on January 13 is unlikely, the envoy said.",
        "Bookmakers take bets that the talks on January 13 will be called off.",
        "Neither side has called off the talks on January 13.",
        "The last time Norland cancelled talks shells fell.",
    ],
)
def test_another_meeting_or_another_time_calls_this_one_not_off(text: str) -> None:
    assert called_off(text) == ""


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The talks on January 13 are no longer going ahead, the host said.", "cancelled"),
        ("Norland said the talks on January 13 would not go ahead.", "cancelled"),
        ("Norland pulled out of the talks on January 13, forcing the host to cancel them.", "cancelled"),
        ("The envoys left after the talks were called off.", "cancelled"),
        ("The host announced the postponement of the talks on January 13.", "postponed"),
        ("The January 13 talks will be held at a later date.", "postponed"),
        ("The delegation left Kesra after a meeting was cancelled.", "cancelled"),
        ("The talks on January 13 were called off after a request was rejected.", "cancelled"),
        ("The talks on January 13 are cancelled, and new ones are unlikely.", "cancelled"),
        ("The two will not be meeting in Kesra on January 13 after all.", "cancelled"),
    ],
)
def test_nouns_reports_and_main_clauses_call_it_off(text: str, state: str) -> None:
    assert called_off(text) == state


def test_of_two_meetings_the_verb_takes_the_one_that_agrees_with_it() -> None:
    assert what_is_off("The talks come after the visit of the premier was cancelled.") == "visit"
    assert what_is_off("The talks after the visit were cancelled.") == "talks"
    assert what_is_off("The meeting after the visit was cancelled.") == ""  # either


def test_a_meeting_that_may_have_begun_is_not_put_off_firmly() -> None:
    assert put_off_firmly("The talks were postponed.")
    assert not put_off_firmly("The talks were suspended.")
    assert not put_off_firmly("The talks were cancelled.")


def test_where_it_is_said_what_is_off() -> None:
    text = "Pilots called off a strike that threatened the talks on January 13."
    noun, at, begin, end = where_off(text)
    assert (noun, text[at : at + len(noun)], text[begin:end]) == ("strike", "strike", "called off")
    text = "A debate on the talks on January 13 was cancelled."
    noun, at, begin, end = where_off(text)
    assert (noun, at, text[begin:end]) == ("debate", 2, "was cancelled")
    assert where_off("The talks open on January 13.") == ("", 0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "The delayed summit opens on June 9.",
        "Postponed summit will open in Kesra on June 9.",
        "The twice-postponed talks begin on June 9.",
        "The ministers hold their postponed meeting on June 9.",
        "The host said it was wrong to say the June 9 summit was cancelled.",
        "It is premature to say that the summit on June 9 was cancelled.",
        "The leaders, whose first meeting was cancelled because of fog, meet on June 9.",
        "The council meets on June 9 to review why the election was postponed.",
        "The talks on June 9 will be held behind closed doors after the press conference was cancelled.",
        "The talks on June 9 will go ahead after a meeting of the deputies was called off.",
        "The June 9 summit was nearly cancelled.",
        "Ticket sales for the June 9 forum were suspended.",
        "Campaigning for the June 9 vote was suspended after a shooting.",
        "The vote on June 9 has been cancelled in two of 40 districts.",
        "The June 9 vote has been cancelled in Kesra district only.",
        "The June 9 summit had almost been called off, an aide said.",
        "The summit on June 9 was delayed by an hour.",
        "The trial on June 9 was delayed for three hours.",
        "The June 9 summit, cancelled and then revived, will draw 30 leaders.",
    ],
)
def test_what_takes_place_is_not_called_off_by_what_else_was(text: str) -> None:
    found = find_events(headline="", paragraphs=[text], anchor=date(2022, 5, 3))
    assert [(e.on, e.status) for e in found if e.ahead] == [("2022-06-09", "planned")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The leaders, whose summit on June 9 was cancelled, blamed each other.", "cancelled"),
        ("The press conference on June 9 was cancelled after the talks.", "cancelled"),
        ("The ministry has postponed the talks set for June 9.", "postponed"),
        ("The June 9 summit was cancelled an hour before it was to open.", "cancelled"),
        ("The June 9 talks were delayed by a week.", "postponed"),
        ("The June 9 vote was cancelled in Kesra.", "cancelled"),
        ("Norland's decision to cancel the June 9 talks was confirmed.", "cancelled"),
        ("The decision to cancel the June 9 talks was reversed.", "planned"),
        ("A decision to cancel the June 9 talks has yet to be taken.", "planned"),
        ("Norland is cancelling the June 9 talks, it said.", "cancelled"),
        ("Norland is considering cancelling the June 9 talks.", "expected"),
        ("The June 9 talks are being cancelled.", "cancelled"),
    ],
)
def test_what_is_called_off_stays_so(text: str, status: str) -> None:
    found = find_events(headline="", paragraphs=[text], anchor=date(2022, 5, 3))
    assert [e.status for e in found if e.on == "2022-06-09"] == [status]
