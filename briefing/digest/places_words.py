"""Words around a name that tell what it is: titles of persons, words of place, of talks, of trades, of newspapers.

They stand in data/gazetteer/words.txt, one table a line; given names and surnames in people.txt.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# Cities that hold headquarters: a mention stands for the body that sits there, or for a meeting.
SEATS = frozenset({"brussels", "geneva", "the hague", "hague", "strasbourg", "davos", "vienna", "luxembourg"})


@cache
def words(table: str) -> frozenset[str]:
    """The folded words of one table; KeyError for a table that is not there."""
    return _tables()[table]


@cache
def given_names() -> frozenset[str]:
    """Given names of many countries, folded."""
    return frozenset(_read("people.txt").split("\n")[0].split())


@cache
def surnames() -> frozenset[str]:
    """Frequent surnames, folded, without those that are everyday words."""
    return frozenset(_read("people.txt").split("\n")[1].split())


@cache
def _tables() -> dict[str, frozenset[str]]:
    lines = [line for line in _read("words.txt").split("\n") if line and line[0] != "#"]
    return {name: frozenset(listed.split()) for name, _, listed in (line.partition(":") for line in lines)}


def _read(name: str) -> str:
    return (files("briefing.data") / "gazetteer" / name).read_text(encoding="utf-8")
