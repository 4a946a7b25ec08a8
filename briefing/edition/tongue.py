"""Names of countries in the language of the edition.

Everything is decided under the English names, which are what texts are searched for and entries are compared by; the
page gets the reader's names last, and what earlier editions print in them is read back into English first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from briefing.model import BigStory, DaybookEntry, Desk, Edition, RegionBlock, StoryCard, Track, UndatedEntry
from briefing.text.tongues import tables_in

_Entry = TypeVar("_Entry", DaybookEntry, UndatedEntry)


def renamed(edition: Edition, names: Mapping[str, str]) -> Edition:
    """The edition with each country under the name that ``names`` has for its name; words of wires stay as they are."""
    if not names:
        return edition
    return replace(
        edition,
        daybook=_entries(edition.daybook, names),
        held=_entries(edition.held, names),
        undated=_entries(edition.undated, names),
        tracks=tuple(_track(track, names) for track in edition.tracks),
        desks=tuple(_desk(desk, names) for desk in edition.desks),
        brief=tuple(_card(card, names) for card in edition.brief),
        below=tuple(_card(card, names) for card in edition.below),
    )


def in_english(editions: Iterable[Edition], country: Callable[[str], str]) -> tuple[Edition, ...]:
    """The editions, each of which has the names of its own language, with the countries under their English names;
    ``country`` gives that of a code."""
    return tuple(renamed(edition, _back(edition.language, country)) for edition in editions)


def _back(language: str, country: Callable[[str], str]) -> Mapping[str, str]:
    """What a country is called in a language -> its English name."""
    countries: Mapping[str, str] = tables_in(language).get("countries", {})
    return {name: country(code) for code, name in countries.items()}


def _called(words: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(word, word) for word in words)


def _entries(entries: Iterable[_Entry], names: Mapping[str, str]) -> tuple[_Entry, ...]:
    return tuple(replace(entry, parties=_called(entry.parties, names)) for entry in entries)


def _track(track: Track, names: Mapping[str, str]) -> Track:
    said = tuple(replace(one, party=names.get(one.party, one.party)) for one in track.positions)
    return replace(track, parties=_called(track.parties, names), positions=said)


def _desk(desk: Desk, names: Mapping[str, str]) -> Desk:
    return replace(desk, regions=tuple(_region(region, names) for region in desk.regions))


def _region(region: RegionBlock, names: Mapping[str, str]) -> RegionBlock:
    where = replace(region.map, names=_called(region.map.names, names)) if region.map else None
    return replace(region, cards=tuple(_card(card, names) for card in region.cards), map=where)


def _card(card: StoryCard, names: Mapping[str, str]) -> StoryCard:
    countries, parties = _called(card.country_names, names), _called(card.parties, names)
    return replace(card, country_names=countries, parties=parties, big=_big(card.big, names) if card.big else None)


def _big(big: BigStory, names: Mapping[str, str]) -> BigStory:
    blocks = tuple(replace(block, name=names.get(block.name, block.name)) for block in big.reactions)
    return replace(big, reactions=blocks)
