"""What a reader follows and mutes: by the configuration, and by the commands `follow` and `mute`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing.config import Config, Reader
from briefing.errors import ConfigError, StoreError
from briefing.store import Store
from briefing.storeurl import is_there
from briefing.text.naming import named_by
from briefing.yamlfile import did_you_mean

if TYPE_CHECKING:
    from briefing.store.roll import Roll

ID = re.compile(r"s-[0-9A-Za-z_-]+")  # what is written like a storyline's id is meant as one
FOLLOW, MUTE = "follow", "mute"
MOST_ROWS = 60  # editions of a reader that are asked for the ids of storylines


def marked(store: Store | Roll, reader: Reader) -> Reader:
    """The reader with the marks of the archive beside those of his configuration."""
    found = store.marks(reader.name)
    if not found:
        return reader
    more = {key: [what for what, mark in found.items() if mark == key] for key in (FOLLOW, MUTE)}
    return reader.model_copy(
        update={
            FOLLOW: list(dict.fromkeys([*reader.follow, *more[FOLLOW]])),
            MUTE: list(dict.fromkeys([*reader.mute, *more[MUTE]])),
        }
    )


def set_mark(config: Config, *, reader: str, what: str, mark: str) -> str:
    """Follow or mute a storyline, or words of headlines, from the reader's next edition on. What was done, as a line.

    Raises ConfigError for a reader nobody has, an id that no edition of his knows, and what the configuration says
    otherwise.
    """
    from briefing.pipeline.clock import now
    from briefing.store import open_store

    what, person = _what(what), _reader(config, reader)
    other = {FOLLOW: MUTE, MUTE: FOLLOW}[mark]
    if what in getattr(person, mark):
        return f"{person.name}: {what!r} stands under {mark}: in the configuration already."
    if what in getattr(person, other):
        raise ConfigError(
            f"{what!r} stands under {other}: of reader {person.name}", hint="Take it out of the configuration first"
        )
    with open_store(config.store) as store:
        told = _told(store, [person.name])
        if ID.fullmatch(what):
            _known(what, list(told), person.name)
        store.set_mark(person.name, what, mark, now())
    kind = "storyline" if ID.fullmatch(what) else "headlines with the words"
    verb = "follows" if mark == FOLLOW else "mutes"
    new = not any(named_by([what], line, headline) for line, heads in told.items() for headline in heads)
    rest = " No headline of his editions so far has them." if new else ""
    return f"{person.name} {verb} the {kind} {what}, from the next edition on.{rest}"


def drop_mark(config: Config, *, reader: str, what: str, mark: str) -> str:
    """Take back what ``set_mark`` did. Raises ConfigError where nothing of the kind was marked."""
    from briefing.store import open_store

    what, person = _what(what), _reader(config, reader)
    with open_store(config.store) as store:
        found = store.marks(person.name)
        if found.get(what) == mark:
            store.drop_mark(person.name, what)
            return f"{person.name}: {what} is no longer under {mark}."
    if what in getattr(person, mark):
        raise ConfigError(
            f"{what!r} stands under {mark}: of reader {person.name} in the configuration", hint="Take it out there"
        )
    known = [name for name, one in found.items() if one == mark]
    raise ConfigError(
        f"{person.name} has no mark {mark} on {what!r}{did_you_mean(what, known)}",
        hint=f"Marked so: {', '.join(known) or 'nothing'}",
    )


def unknown_ids(config: Config) -> list[str]:
    """A line for each storyline id in the configuration that no edition of the archive knows."""
    asked = [
        (reader.name, key, what)
        for reader in config.readers
        for key in (FOLLOW, MUTE)
        for what in getattr(reader, key)
        if ID.fullmatch(what)
    ]
    if not asked or not is_there(config.store):  # a check makes none
        return []
    from briefing.store import open_store

    with open_store(config.store) as store:
        known = list(_told(store, {name for name, _, _ in asked}))
    return [
        f"{name}: {key}: no edition knows a storyline {what}{did_you_mean(what, known)}"
        for name, key, what in asked
        if what not in known
    ]


def _what(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ConfigError("nothing was named", hint="Name a storyline's id (`briefing storylines`), or words")
    return text


def _reader(config: Config, name: str) -> Reader:
    if name or len(config.readers) != 1:
        if not name:
            if not config.readers:
                raise ConfigError("there is no reader in the configuration", hint="Add one under readers:")
            known = ", ".join(reader.name for reader in config.readers)
            raise ConfigError("several readers are configured", hint=f"Say whose with --reader: {known}")
        return config.reader(name)
    return config.readers[0]


def _known(what: str, known: Sequence[str], reader: str) -> None:
    if what not in known:
        raise ConfigError(
            f"no edition of {reader} knows a storyline {what}{did_you_mean(what, known)}",
            hint="`briefing storylines` lists them",
        )


def _told(store: Store, readers: Iterable[str]) -> dict[str, list[str]]:
    """The storylines that the readers' editions carried with their headlines, the newest edition's first."""
    from briefing.edition.lines import every_card

    found: dict[str, list[str]] = {}
    for name in readers:
        for row in store.editions(name, limit=MOST_ROWS):
            try:
                edition = store.load_edition(row.id)
            except StoreError:
                continue
            for card in every_card(edition):
                found.setdefault(card.storyline, []).append(card.headline)
    return found
