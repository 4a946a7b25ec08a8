"""The part a named place plays in its text: where something happened, whose affairs are treated, or mere setting."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.digest.places_find import Found
from briefing.digest.places_words import SEATS, words
from briefing.model import Mention

PAPERS, SPEECH, TALKS = words("papers"), words("speech"), words("talks")
TRADES, CITIZENS, GENERIC = words("trades"), words("citizens"), words("generic_offices")
TRADE_ENDS = ("ologist", "ographer", "omist", "physicist", "scientist", "historian", "writer", "journalist")
# After the name of a seat: the town itself.
TOWN_LIFE = frozenset({"police", "mayor", "residents", "prosecutors", "airport", "suburb", "hospital", "market", "zoo"})
VENUE_BEFORE = frozenset({"in", "at", "to", "from", "for", "near", "в", "à", "en", "de", "nach"})
# This many countries in a row ("Egypt, Jordan, Qatar, Indonesia and Turkey condemned") are a list of signatories.
LIST = 4
EXAMPLE = frozenset({"including", "like"})
_JOIN = re.compile(r",? ?(?:and |& |as well as )?(?:the )?|/|, and the ")
_NEAR = re.compile(r"[^\W\d_]+")
# "BERLIN, Feb 17 (Reuters) - ", "KHARTOUM: ", "By A. Writer GENEVA (AP) — ", "Gaborone -- "
_DATELINE = re.compile(
    r"\s*(?:•[^\n]{0,300}?)?(?:\[[^\]\n]{1,40}\]\s*)?(?:By [^\n]{3,60}? )??"
    r"([A-ZÀ-ÞА-Я][\w’'. /-]{2,40}?)"
    r"(?:(?:,[^\n]{0,30}?)? ?\([A-Za-z .]{2,20}\)\s*[-–—]|(?<=[A-ZÀ-ÞА-Я]{3}):\s|\s(?:--|—)\s)"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headline and each paragraph begin in the joined text."""

    text: str
    starts: tuple[int, ...]

    def segment(self, at: int) -> int:
        """0 for the headline, 1 for the lede, and so on."""
        return bisect_right(self.starts, at) - 1

    def dateline(self) -> tuple[int, int]:
        """Start and end of a dateline that still stands in the lede; (-1, -1) where there is none."""
        if len(self.starts) < 2:
            return (-1, -1)
        start = self.starts[1]
        match = _DATELINE.match(self.text[start : start + 400])
        return (start + match.start(1), start + match.end()) if match else (-1, -1)


def mention(found: Found, role: str = "") -> Mention:
    """The public value for a name that was found; ``role`` defaults to event, person for leaders."""
    place = found.place
    kind = "demonym" if found.form == "d" else "body" if place.kind == "group" else place.kind
    return Mention(
        text=found.text,
        start=found.start,
        end=found.end,
        kind=kind,
        name=place.name,
        country=place.country or None,
        countries=place.countries if not place.country else (),
        lat=place.lat,
        lon=place.lon,
        role=role or ("person" if kind == "leader" else "event"),
    )


def roles(layout: Layout, found: Sequence[Found]) -> list[str]:
    """The role of each name found, in its order."""
    dateline = layout.dateline()
    named = {f.place.country for f in found if f.place.kind in ("country", "leader") or f.form == "d"}
    others = {f.place.country for f in found if f.place.country}
    made = [_role(layout.text, f, dateline, named, others) for f in found]
    for i in range(1, len(found)):
        if _owned(layout.text, found[i - 1], found[i]):
            made[i] = "outlet"
    bodies = any(f.place.kind == "body" for f in found)
    if bodies or len(others - {""}) > 1 or any(f.key in SEATS for f in found):
        _venues(layout.text, found, made, bodies)
    return made


def _venues(text: str, found: Sequence[Found], made: list[str], bodies: bool) -> None:
    """Where people only met: every mention of the country is a town or the bare country beside words of talks.

    Of two countries the one that the other's leader visits is no mere venue.
    """
    rows: dict[str, list[int]] = {}
    for i, one in enumerate(found):
        for code in (one.place.country,) if one.place.country else one.place.countries[:1]:
            if made[i] not in ("dateline", "outlet"):
                rows.setdefault(code, []).append(i)
    visit = len(rows) == 2 and "person" in made and not bodies
    for code, indexes in rows.items():
        like = {found[i].key for i in indexes if found[i].place.country == code and _is_venue(text, found[i])}
        whole = like and not visit and all(found[i].key in like for i in indexes)
        for i in indexes:
            if (whole and (bodies or len(rows) > 1 or found[i].key in SEATS)) or (
                found[i].key in SEATS and found[i].key in like and not visit
            ):
                made[i] = "venue"


def listed(layout: Layout, found: Sequence[Found]) -> set[int]:
    """Indices of names that stand in a row of four countries or more, or as an example ("including Pakistan")."""
    rows = {i for i, one in enumerate(found) if one.before in EXAMPLE}
    start = 0
    for i in range(1, len(found) + 1):
        if (
            i < len(found)
            and found[i].place.country
            and _JOIN.fullmatch(layout.text, found[i - 1].end, min(found[i].start, found[i - 1].end + 20))
            and found[i].start - found[i - 1].end < 20
        ):
            continue
        if len({f.place.country for f in found[start:i]}) >= LIST:
            rows.update(range(start, i))
        start = i
    return rows


def _role(text: str, found: Found, dateline: tuple[int, int], named: set[str], others: set[str]) -> str:
    place = found.place
    if place.kind == "leader":
        return "person"
    if dateline[0] <= found.start < dateline[1]:
        return "dateline"
    if text[found.end : found.end + 1] == "$" or _in_brackets(text, found):
        return "outlet"
    if found.form == "d" or (place.kind == "country" and found.after in CITIZENS):
        if found.after in CITIZENS:
            return "speaker"
        speaks = found.after in TRADES or found.after.endswith(TRADE_ENDS)
        return "speaker" if speaks else "party"
    if (
        place.kind == "office"
        and found.key.lstrip("=").lower().replace(" ", "_") in GENERIC
        and place.country not in named
    ):
        return "speaker" if others - {place.country} else "party"
    if place.kind == "capital" and found.after in SPEECH:
        return "outlet" if found.key == "brussels" else "party"  # the European Union, which is no country
    return "party" if place.kind in ("office", "country") else "event"


def _owned(text: str, before: Found, found: Found) -> bool:
    """Whether the name before it owns this office: "Peru's Congress", "Iraqi National Guard"."""
    if found.place.kind != "office" or before.place.country in ("", found.place.country):
        return False
    return before.place.kind in ("country", "city", "capital") and text[before.end : found.start] in (
        " ", "'s ", "’s ", "' ", "’ ", " National ",
    )  # fmt: skip


def _in_brackets(text: str, found: Found) -> bool:
    """Whether the name stands in square brackets: the paper a wire was taken from."""
    opening = text.rfind("[", max(0, found.start - 60), found.start)
    if opening < 0 or "]" in text[opening : found.start]:
        return False
    return "]" in text[found.end : found.end + 40]


def _is_venue(text: str, found: Found) -> bool:
    place = found.place
    if found.form == "d" or place.kind not in ("city", "capital", "country"):
        return False
    if place.kind != "country" and (found.after in TALKS or (found.key in SEATS and found.after not in TOWN_LIFE)):
        return True
    if found.before not in VENUE_BEFORE or (place.kind == "country" and found.before not in ("in", "at")):
        return False
    near = text[max(0, found.start - 70) : found.end + (40 if place.kind != "country" else 0)].lower()
    return any(word in TALKS for word in _NEAR.findall(near))
