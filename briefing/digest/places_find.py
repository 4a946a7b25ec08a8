"""From names in a text to places: which names are persons, and which of several places a name means."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.digest.gazetteer import Gazetteer, Hit, Place, Sense, fold, load
from briefing.digest.places_words import (
    AFTER_PLACE,
    BEFORE_PRONOUN,
    LOCATIVES,
    NOT_A_PLACE,
    PAPERS,
    TITLES,
    given_names,
    surnames,
)

# A text longer than this is read to here: what a wire is about stands at its head.
MOST_LETTERS = 400_000
# A town below this many people needs a cue beside it (measured on TR-News and GeoVirus).
KNOWN_TOWN = 90_000
# Likelihoods of a meaning, in the units of log10(persons).
COUNTRY, CAPITAL, AREA, ADMIN = 11.0, 2.0, 7.2, 6.1
SAME_COUNTRY, SAME_ADMIN, OTHER_NAME, HELD_BY = 1.6, 1.0, -0.7, 6.0

_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)([ \u00a0]+|[ ]?[-–][ ]?)$")
_AFTER = re.compile(r"(['’]s?\b)?([ \u00a0]+|-)([^\W\d_]\w*)")
_INITIAL = re.compile(r"[A-Z]\.$")


@dataclass(slots=True)
class Found:
    """A name in the text with the meaning chosen for it."""

    start: int
    end: int
    text: str
    key: str
    place: Place
    form: str
    before: str = ""  # the folded word right before it
    after: str = ""  # the folded word right after it
    sure: bool = True  # false: a small town or a common word without a cue


@dataclass(slots=True)
class _Candidate:
    hit: Hit
    text: str
    senses: tuple[Sense, ...]
    before: str = ""
    after: str = ""
    cased_before: bool = False  # the word before begins with a capital
    cased_after: bool = False
    possessive: bool = False
    opens: bool = False  # first word of a sentence
    local: bool = False  # a word of place before it
    person: bool = False
    place: Place | None = None
    form: str = ""


def find(text: str, *, language: str = "en") -> list[Found]:
    """Every place, body, office and leader named in the text, in its order, with one meaning each."""
    text = text[:MOST_LETTERS]
    gazetteer = load()
    loud = _loud(text)
    candidates = [
        candidate
        for hit in gazetteer.find(text, language=language)
        if (candidate := _candidate(text, hit, gazetteer, language, loud)) is not None
    ]
    _veto_persons(candidates, gazetteer, loud)
    kept = [c for c in candidates if not c.person]
    _resolve(kept, text, gazetteer)
    return [found for c in kept if (found := _found(c, kept)) is not None]


def _loud(text: str) -> bool:
    """Whether the text is written in capitals throughout."""
    head = text[:2000]
    capitals = sum(c.isupper() for c in head)
    return capitals > 12 and capitals > 4 * sum(c.islower() for c in head)


def _candidate(text: str, hit: Hit, gazetteer: Gazetteer, language: str, loud: bool) -> _Candidate | None:
    written = text[hit.start : hit.end]
    first = written[0]
    senses = tuple(s for s in hit.senses if not s.language or s.language == language)
    if first.islower() and first < "\u0250":
        senses = tuple(s for s in senses if s.form == "d" and s.language)
    elif first.islower() and not ("\u0370" <= first <= "\u1fff"):
        return None
    if first.islower() and "\u0400" <= first <= "\u052f":
        senses = tuple(s for s in senses if s.form == "d")
    if not senses:
        return None
    made = _Candidate(hit, written, senses)
    before = _BEFORE.search(text, max(0, hit.start - 30), hit.start)
    if before:
        made.before, made.cased_before = fold(before.group(1).rstrip(".")), before.group(1)[0].isupper()
        made.local = made.before in LOCATIVES
        if _INITIAL.search(before.group(1)):
            made.before = "."
    else:
        made.opens = True
    after = _AFTER.match(text, hit.end)
    if after:
        made.possessive = bool(after.group(1))
        made.after, made.cased_after = fold(after.group(3)), after.group(3)[0].isupper()
    if hit.key == "=US" and loud and made.before in BEFORE_PRONOUN:
        return None
    return made


# ---------------------------------------------------------------- persons


def _veto_persons(candidates: Sequence[_Candidate], gazetteer: Gazetteer, loud: bool) -> None:
    """Mark names that are persons here; a name that was one once is one again where no word of place stands by it."""
    persons: set[str] = set()
    for c in candidates:
        if _is_person(c, loud):
            c.person = True
            persons.add(c.hit.key)
    if not persons:
        return
    for c in candidates:
        if c.hit.key in persons and not c.person and not c.local and c.hit.words == 1:
            c.person = not (c.after in AFTER_PLACE and not c.possessive)


def _is_person(c: _Candidate, loud: bool) -> bool:
    key, place_forms = c.hit.key, c.senses
    if c.hit.words > 1 or key[0] == "=" or any(s.form == "d" for s in place_forms):
        return False
    if c.after in PAPERS and c.cased_after and not c.possessive and not loud:
        return _is_town(c)
    if c.after in NOT_A_PLACE and c.cased_after and not c.possessive and not loud:
        return _is_town(c)
    names, families = given_names(), surnames()
    given = key in names
    if not (_is_town(c) or given):
        return False
    if c.before in TITLES and c.cased_before:
        return True
    if c.before == "." and not loud:
        return True
    if c.cased_before and c.before in names and c.before not in LOCATIVES:
        return not (given and c.after in AFTER_PLACE)
    if given and c.cased_after and not c.possessive and c.after not in AFTER_PLACE and not c.local:
        return c.after in families or (not loud and c.after not in names and _is_surname_like(c))
    return False


def _is_surname_like(c: _Candidate) -> bool:
    return c.after.endswith(("son", "ez", "ini", "ski", "sky", "ov", "ova", "ella", "berg", "man", "stein"))


def _is_town(c: _Candidate) -> bool:
    gazetteer = load()
    return gazetteer.place(c.senses[0].place).kind in ("city", "admin", "capital", "area")


# ---------------------------------------------------------------- which of several


def _resolve(candidates: Sequence[_Candidate], text: str, gazetteer: Gazetteer) -> None:
    """Choose a place for each name: what holds it ("Paris, Texas"), what else the text names, how large it is."""
    countries: dict[str, float] = {}
    admins: set[tuple[str, str]] = set()
    open_ones: list[int] = []
    for i, c in enumerate(candidates):
        first = gazetteer.place(c.senses[0].place)
        if len(c.senses) == 1 or (first.kind == "country" and not _rivals(c, gazetteer)):
            c.place, c.form = first, c.senses[0].form
            if first.kind != "leader" or first.country:
                _note(first, countries, admins, c.form)
        else:
            open_ones.append(i)
    for i in open_ones:
        c = candidates[i]
        holder = _holder(candidates, i, text)
        places = [gazetteer.place(s.place) for s in c.senses]
        if holder is not None:
            _note_holder(holder, gazetteer, countries, admins)
        scores = [
            _likelihood(s, p, c, holder, countries, admins, gazetteer) for s, p in zip(c.senses, places, strict=True)
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        c.place, c.form = places[best], c.senses[best].form
        if c.place.kind != "city" or c.place.population > 500_000:
            _note(c.place, countries, admins, c.form)


def _rivals(c: _Candidate, gazetteer: Gazetteer) -> bool:
    """Whether a country's name is also that of a first-level division or of another country elsewhere."""
    first = gazetteer.place(c.senses[0].place).country
    return any(
        place.country != first and place.kind in ("admin", "country")
        for place in (gazetteer.place(s.place) for s in c.senses[1:])
    )


def _note(place: Place, countries: dict[str, float], admins: set[tuple[str, str]], form: str) -> None:
    if place.country:
        countries[place.country] = countries.get(place.country, 0.0) + 1.0
        if place.kind == "admin":
            admins.add((place.country, place.admin))


def _note_holder(
    holder: _Candidate, gazetteer: Gazetteer, countries: dict[str, float], admins: set[tuple[str, str]]
) -> None:
    if holder.place is not None:
        _note(holder.place, countries, admins, holder.form)


def _holder(candidates: Sequence[_Candidate], i: int, text: str) -> _Candidate | None:
    """The name that stands right after this one behind a comma, "in" or a bracket: what holds it."""
    if i + 1 >= len(candidates):
        return None
    c, following = candidates[i], candidates[i + 1]
    between = text[c.hit.end : following.hit.start]
    return following if between in (", ", " (", ", in ", " in ", " /", ", northern ", ", southern ") else None


def _likelihood(
    sense: Sense,
    place: Place,
    c: _Candidate,
    holder: _Candidate | None,
    countries: dict[str, float],
    admins: set[tuple[str, str]],
    gazetteer: Gazetteer,
) -> float:
    score = _prior(place)
    if sense.form == "a":
        score += OTHER_NAME
    seen = countries.get(place.country, 0.0)
    if seen:
        score += SAME_COUNTRY + min(1.2, 0.3 * seen)
    if place.admin and (place.country, place.admin) in admins and place.kind == "city":
        score += SAME_ADMIN
    if holder is not None and _holds(holder, place, gazetteer):
        score += HELD_BY
    return score


def _prior(place: Place) -> float:
    if place.kind == "country":
        return COUNTRY if place.population > 200_000 else 7.0
    if place.kind in ("area", "body", "group", "office", "leader"):
        return AREA
    people = math.log10(max(place.population, 2000))
    if place.kind == "capital":
        return people + CAPITAL
    if place.kind == "admin":
        return ADMIN if place.country == "US" else min(people, ADMIN - 0.6)
    return people


def _holds(holder: _Candidate, place: Place, gazetteer: Gazetteer) -> bool:
    for sense in holder.senses:
        outer = gazetteer.place(sense.place)
        if outer.kind == "country" and outer.country == place.country and outer.id != place.id:
            return True
        if (
            outer.kind == "admin"
            and (outer.country, outer.admin) == (place.country, place.admin)
            and place.kind == "city"
        ):
            return True
        if outer.kind == "area" and place.kind == "city" and place.country and outer.country == place.country:
            return True
    return False


def _found(c: _Candidate, kept: Sequence[_Candidate]) -> Found | None:
    if c.place is None:
        return None
    sure = True
    if c.place.kind in ("city", "admin") and not c.local:
        small = c.place.kind == "city" and c.place.population < KNOWN_TOWN
        if small or c.form == "t":
            sure = any(o is not c and o.place and o.place.country == c.place.country and o.form != "t" for o in kept)
            if c.form == "t":
                sure = False
    if c.place.kind == "city" and c.cased_before and c.form in ("t", "a") and not c.opens and not c.local:
        sure = False
    return Found(
        start=c.hit.start,
        end=c.hit.end,
        text=c.text,
        key=c.hit.key,
        place=c.place,
        form=c.form,
        before=c.before,
        after=c.after,
        sure=sure,
    )
