"""Which of several places a name means: by what holds it, what else the text names, and how large and known it is."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.digest.places_candidates import Candidate
from briefing.digest.places_words import words
from briefing.text.gazetteer import Gazetteer, Place, Sense

# Likelihoods of a meaning, in the units of log10(persons).
COUNTRY, CAPITAL, AREA, ADMIN = 11.0, 2.0, 7.2, 7.0
SAME_COUNTRY, SAME_ADMIN, OTHER_NAME, HELD_BY, STATE, STATE_SEEN = 1.6, 1.8, -1.5, 6.0, 6.0, 4.0
# A town of this many people speaks for its country by itself.
SURE_TOWN = 300_000
TOWNS = frozenset({"city", "capital"})
# What one step of fame weighs.
FAME = 0.2
# Countries whose states and provinces are known by name abroad.
FEDERAL = frozenset({"US", "CA", "AU", "IN", "NG", "BR", "MX", "DE"})
# What may stand between a town and what holds it.
HOLDING = frozenset(
    {", ", " (", ", in ", " in ", " /", ", northern ", ", southern ", ", eastern ", ", western ", ", central "}
)
STATE_WORDS = words("state_words")
# "Laurel County, Ky."
_SHORT_STATE = re.compile(r"[A-Z][\w’']+, [A-Z]\w{1,4}\.$")


class Scene:
    """What the text names beyond doubt: its countries and divisions, with counts."""

    def __init__(self) -> None:
        self.countries: dict[str, float] = {}
        self.admins: dict[tuple[str, str], int] = {}
        self.names: dict[str, set[str]] = {}  # country -> keys that speak for it

    def note(self, place: Place, key: str, weight: float = 1.0) -> None:
        for code in place.countries if place.kind == "group" else ():
            self.countries[code] = self.countries.get(code, 0.0) + weight
            self.names.setdefault(code, set()).add(key)
        if place.country and place.kind != "leader":
            self.countries[place.country] = self.countries.get(place.country, 0.0) + weight
            self.names.setdefault(place.country, set()).add(key)
            if place.admin and (place.kind == "admin" or place.population > 100_000):
                at = (place.country, place.admin)
                self.admins[at] = self.admins.get(at, 0) + 1

    def speaks_for(self, country: str, key: str) -> bool:
        """Whether another name than this one points to the country."""
        return bool(self.names.get(country, set()) - {key})


def resolve(candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer) -> Scene:
    """Choose a place for each name: what holds it ("Paris, Texas"), what else the text names, how large it is."""
    scene = Scene()
    places = [[gazetteer.place(s.place) for s in c.senses] for c in candidates]
    holders = [_holder(candidates, i, text) for i in range(len(candidates))]
    chosen: dict[str, tuple[Place, str]] = {}
    open_ones: list[int] = []
    for i, c in enumerate(candidates):
        first = places[i][0]
        if (first.kind == "country" and not _rivals(places[i])) or (
            len(c.senses) == 1 and c.senses[0].form not in ("t", "a", "h") and first.kind not in ("city",)
        ):
            c.place, c.form = first, c.senses[0].form
            scene.note(first, c.hit.key)
        elif c.senses[0].form == "h":
            c.person = not (i and holders[i - 1] is c) and not _SHORT_STATE.search(
                text, max(0, c.hit.start - 20), c.hit.end + 1
            )
            if not c.person:
                c.place, c.form = first, "h"
                scene.note(first, c.hit.key)
        else:
            open_ones.append(i)
    _namesakes(candidates)
    order = sorted(open_ones, key=lambda i: (holders[i] is None, len({p.country for p in places[i]}), i))
    for i in order:
        c, holder = candidates[i], holders[i]
        held = holder is not None and any(_holds(holder, place, gazetteer) for place in places[i])
        if not held and holder is not None and _is_division(holder, gazetteer) and places[i][0].kind in TOWNS:
            c.place, c.form, c.held = _unknown(c, gazetteer.place(holder.senses[0].place)), "", True
            chosen[c.hit.key] = (c.place, "")
            continue
        if not held and c.hit.key in chosen:
            c.place, c.form = chosen[c.hit.key]
            continue
        scores = [_likelihood(s, p, c, holder, scene, gazetteer) for s, p in zip(c.senses, places[i], strict=True)]
        best = max(range(len(scores)), key=scores.__getitem__)
        c.place, c.form, c.held = places[i][best], c.senses[best].form, held
        if held or (c.place.kind == "admin" and c.after in STATE_WORDS):
            chosen[c.hit.key] = (c.place, c.form)
            scene.note(c.place, c.hit.key)
        elif c.form != "t" and (c.place.kind != "city" or c.place.population > SURE_TOWN):
            scene.note(c.place, c.hit.key, 0.5)
    return scene


def _namesakes(candidates: Sequence[Candidate]) -> None:
    """A surname alone is that of the person whose full name stands in the text: "Francesca Albanese", "Albanese"."""
    full = {
        c.hit.key.rsplit(" ", 1)[1]: c.place
        for c in candidates
        if c.place is not None and c.place.kind == "leader" and c.hit.words > 1
    }
    for c in candidates:
        if c.hit.words == 1 and c.place is not None and c.place.kind == "leader" and c.hit.key in full:
            c.place = full[c.hit.key]


def _rivals(places: Sequence[Place]) -> bool:
    """Whether a country's name is also that of a first-level division or of another country elsewhere."""
    if places[0].kind != "country":
        return False
    return any(p.country != places[0].country and p.kind in ("admin", "country") for p in places[1:])


def _holder(candidates: Sequence[Candidate], i: int, text: str) -> Candidate | None:
    """The name that stands right after this one behind a comma, "in" or a bracket: what holds it."""
    if i + 1 >= len(candidates):
        return None
    c, following = candidates[i], candidates[i + 1]
    between = text[c.hit.end : following.hit.start]
    return following if between in HOLDING else None


def _is_division(holder: Candidate, gazetteer: Gazetteer) -> bool:
    """Whether the name is a state or province and nothing larger: "London, Arkansas", "Edmonton, Ky."."""
    first = gazetteer.place(holder.senses[0].place)
    return first.kind == "admin" and first.country in FEDERAL and holder.senses[0].form in ("", "h")


def _unknown(c: Candidate, outer: Place) -> Place:
    """A town that the gazetteer does not hold, in the division that is named with it."""
    return replace(outer, id=-1, name=c.text, kind="city", population=0, fame=0)


def _likelihood(
    sense: Sense,
    place: Place,
    c: Candidate,
    holder: Candidate | None,
    scene: Scene,
    gazetteer: Gazetteer,
) -> float:
    score = _prior(place)
    if place.kind == "admin" and place.country == "US" and any(country == "US" for country, _ in scene.admins):
        score += STATE_SEEN
    if sense.form == "a":
        score += OTHER_NAME
    if scene.speaks_for(place.country, c.hit.key):
        score += SAME_COUNTRY + min(1.2, 0.3 * scene.countries[place.country])
    if place.admin and place.kind == "city" and (place.country, place.admin) in scene.admins:
        score += SAME_ADMIN
    if holder is not None and _holds(holder, place, gazetteer):
        score += HELD_BY
    if place.kind == "admin" and c.after in STATE_WORDS:
        score += STATE
    return score


def _prior(place: Place) -> float:
    if place.kind == "country":
        return COUNTRY if place.population > 200_000 else 7.0
    if place.kind in ("area", "body", "group", "office", "leader", "outlet", "firm"):
        return AREA
    people = math.log10(max(place.population, 2000)) + FAME * place.fame
    if place.kind == "capital":
        return people + CAPITAL
    if place.kind == "admin":
        return ADMIN if place.country in FEDERAL else min(people, ADMIN - 1.5)
    return people


def _holds(holder: Candidate, place: Place, gazetteer: Gazetteer) -> bool:
    for sense in holder.senses:
        outer = gazetteer.place(sense.place)
        if outer.id == place.id or outer.country != place.country or not place.country:
            continue
        if outer.kind == "country":
            return True
        if outer.kind == "admin" and outer.admin == place.admin and place.kind == "city":
            return True
        if outer.kind == "area" and place.kind == "city":
            return True
    return False
