"""Who says it is no part of an event's title, nor where he says it its place."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events
from briefing.digest.places import find_mentions
from briefing.model import DatedEvent

SEARCH = "Kenyan and Somali officials will meet in Libora on Friday to discuss the search"
HOST = "Kenya will host IGAD leaders on 10 January to discuss the war in Sudan"
TAILS = [
    "",
    ", the ministry said",
    ", the foreign ministry said on Thursday",
    ", a senior official told reporters in Nairobi",
    ", President Amos Ruell announced",
    ", two aides to the minister confirmed in a statement",
    ", according to the ministry",
]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        (SEARCH, "Kenyan and Somali officials will meet in Libora to discuss the search", "Libora"),
        (HOST, "Kenya will host IGAD leaders to discuss the war in Sudan", None),
        ("Kenya and Somalia will hold talks in Nairobi on 10 January", "Kenya and Somalia will hold talks in Nairobi",
         "Nairobi"),
    ],
)  # fmt: skip
def test_a_title_ends_where_somebody_says_it(text: str, what: str, where: str | None, tail: str) -> None:
    whole = f"{text}{tail}."
    (event,) = [e for e in _found(whole) if e.ahead]
    assert (event.what, event.where) == (what, where)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Somalia will sign on 10 January what the ministry announced.",
        "Kenya will host on 10 January the leaders who said no.",
    ],
)
def test_words_of_saying_inside_a_title_stay(text: str) -> None:
    assert "announced" in _found(text)[0].what or "said" in _found(text)[0].what


def _found(text: str) -> tuple[DatedEvent, ...]:
    return find_events(headline="", paragraphs=(text,), anchor=date(2022, 1, 6), mentions=((), find_mentions(text)))
