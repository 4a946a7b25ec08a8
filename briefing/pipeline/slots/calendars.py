"""The calendars of the archive as one reader's edition takes them: judged for place and parties, and chosen for him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing.config import Reader
from briefing.edition.calendars import PREFIX
from briefing.model import CalendarEntry
from briefing.pipeline.slots.plan import Job
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.model import Mention

KEPT = timedelta(days=14)  # entries of days past are looked up for so long: their promise is still open
_SIDES = ("country", "demonym", "leader", "office", "body", "capital")


def calendar_for(
    store: Store, job: Job, regions: frozenset[str], countries: Mapping[str, tuple[str, ...]]
) -> tuple[CalendarEntry, ...]:
    """What stood in the reader's calendars at the cut-off, with parties as codes.

    A reader who named regions or countries gets what concerns one of them; the user's own entries without any country
    are everybody's.
    """
    first = (job.covers_to_at - KEPT).date().isoformat()
    wanted = {*job.reader.countries, *(c for region in regions for c in countries.get(region, ()))}
    found = []
    for entry in store.calendar_at(job.covers_to_at):
        if (entry.until or entry.on) < first[: len(entry.until or entry.on)] or not _is_his(entry, job.reader):
            continue
        one, concerns = judged(entry)
        if not wanted or concerns & wanted or (not concerns and one.form == "yaml"):
            found.append(one)
    return tuple(found)


def _is_his(entry: CalendarEntry, reader: Reader) -> bool:
    pick = reader.sources
    return entry.source not in pick.without and (not pick.only or entry.source in pick.only)


@lru_cache(maxsize=1 << 14)
def judged(entry: CalendarEntry) -> tuple[CalendarEntry, frozenset[str]]:
    """The entry with its id, and its parties as codes and names of bodies; and the countries that it concerns."""
    parties = [code for name in entry.parties for code in _codes(name)] or _named(entry.what)
    place = _mentions(entry.where) if entry.where else ()
    concerns = {code for code in parties if len(code) == 2 and code.isupper()}
    concerns |= {m.country for m in place if m.country}
    key = sha256(f"{entry.source}|{entry.key}".encode()).hexdigest()[:20]
    where = entry.where
    if where and entry.form != "yaml":  # "Palais des Nations, Geneva" is Geneva
        towns = [m.name for m in place if m.kind in ("city", "capital", "admin")]
        where = next(iter(towns), None) or next((m.name for m in place if m.kind == "country"), where.split(",")[0])
    one = replace(entry, wire_id=f"{PREFIX}{key}", parties=tuple(dict.fromkeys(parties)), where=where)
    return one, frozenset(concerns)


def _mentions(text: str) -> tuple[Mention, ...]:
    from briefing.digest.places import judge_places

    return judge_places(headline=text, paragraphs=()).mentions[0]


def _codes(name: str) -> list[str]:
    """ "Kenya", "Kenyan government" or "KE" -> KE; a body by its name; what is not known, as it is written."""
    from briefing.text.gazetteer import country_names

    if name.upper() in country_names():
        return [name.upper()]
    found = [m.name if m.kind == "body" else m.country for m in _mentions(name) if m.kind in _SIDES]
    return [code for code in found[:1] if code] or [name]


def _named(title: str) -> list[str]:
    """The sides that a title names: "Russia-US talks on arms"."""
    keys = [m.name if m.kind == "body" else m.country for m in _mentions(title) if m.kind in _SIDES]
    return list(dict.fromkeys(key for key in keys if key))


def calendar_print(entries: Iterable[CalendarEntry]) -> list[str]:
    """One line an entry, for the hash over what decides an edition."""
    return sorted(f"{e.wire_id} {e.on} {e.until} {e.clock} {e.status} {e.what} {e.where}" for e in entries)
