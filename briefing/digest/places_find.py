"""From names in a text to places: which names are persons, and which of several places a name means."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from briefing.digest.gazetteer import Gazetteer, Hit, Place, Sense, fold, load
from briefing.digest.places_words import given_names, surnames, words

# A text longer than this is read to here: what a wire is about stands at its head.
MOST_LETTERS = 400_000
MOST_NAMES = 8_000
# A town below this many people needs a cue beside it (measured on TR-News and GeoVirus).
KNOWN_TOWN = 90_000
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
TITLES, LOCATIVES, PAPERS = words("titles"), words("locatives"), words("papers")
NOT_A_PLACE, AFTER_PLACE = words("not_a_place"), words("after_place")
BEFORE_PRONOUN, STATE_WORDS = words("before_pronoun"), words("state_words")
# Names that are things before these words.
THINGS = {
    "turkey": words("turkey_things"),
    "guinea": frozenset({"pig", "pigs", "fowl"}),
    "brazil": frozenset({"nut", "nuts"}),
    "panama": frozenset({"hat", "hats"}),
    "chile": frozenset({"pepper", "peppers", "powder"}),
}
# Surnames whose other bearers are the leader's family.
FAMILIES = frozenset({"trump", "biden", "obama"})
# Countries that are surnames too: "Jimmy Wales".
SURNAMES = frozenset({"wales", "england", "ireland", "france", "holland", "scotland", "britain", "israel"})
SURNAME_ENDS = ("son", "ez", "ini", "ski", "sky", "ov", "ova", "ella", "berg", "stein")
CASED_OK = frozenset({"the", "a", "an", "new", "north", "south", "east", "west", "police", "mayor", "city"})

_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)([ \u00a0]+|[ ]?[-–][ ]?)$")
_AFTER = re.compile(r"(['’]s?\b)?([ \u00a0]+|-)([^\W\d_]\w*)")
# "Laurel County, Ky."
_SHORT_STATE = re.compile(r"[A-Z][\w’']+, [A-Z]\w{1,4}\.$")
_SMALL = re.compile(r"(?:['’]s)? [a-z]")
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
    sentence: bool = False  # a small letter follows the word after it: no headline of capitals
    joined: bool = False  # a hyphen joins it to the word before
    held: bool = False  # "Paris, Texas"
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
        for hit in islice(gazetteer.find(text, language=language), MOST_NAMES)
        if (candidate := _candidate(text, hit, language, loud)) is not None
    ]
    _veto_persons(candidates, gazetteer, loud)
    kept = [c for c in candidates if not c.person]
    scene = _resolve(kept, text, gazetteer)
    return [found for c in kept if not c.person and (found := _found(c, scene)) is not None]


def _loud(text: str) -> bool:
    """Whether the text is written in capitals throughout."""
    head = text[:1200]
    if not head[:40].isupper() and not head.isupper():
        return False
    capitals = sum(map(str.isupper, head))
    return capitals > 12 and capitals > 4 * sum(map(str.islower, head))


def _candidate(text: str, hit: Hit, language: str, loud: bool) -> _Candidate | None:
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
        made.joined = not before.group(2).isspace()
        if _INITIAL.search(before.group(1)):
            made.before = "."
    else:
        made.opens = True
    after = _AFTER.match(text, hit.end)
    if after:
        made.possessive = bool(after.group(1))
        made.sentence = _SMALL.match(text, after.end()) is not None
        made.after, made.cased_after = fold(after.group(3)), after.group(3)[0].isupper()
    if len(written) < 5 and not loud and hit.key[0] != "=" and written.isupper() and written.isascii():
        senses = tuple(s for s in senses if load().place(s.place).kind == "country")
        if not senses:
            return None
    if hit.key == "=US" and loud and made.before in BEFORE_PRONOUN:
        return None
    return made


# ---------------------------------------------------------------- persons


def _veto_persons(candidates: Sequence[_Candidate], gazetteer: Gazetteer, loud: bool) -> None:
    """Mark names that are persons here; a name that was one once is one again where no word of place stands by it."""
    persons: set[str] = set()
    for c in candidates:
        if _is_person(c, loud, gazetteer):
            c.person = True
            persons.add(c.hit.key)
    for c in candidates:
        if c.hit.key in persons and not c.person and not c.local and c.hit.words == 1:
            c.person = not (c.after in AFTER_PLACE and not c.possessive)


def _is_person(c: _Candidate, loud: bool, gazetteer: Gazetteer) -> bool:
    key = c.hit.key
    if c.after in THINGS.get(key, ()):
        return True
    if gazetteer.place(c.senses[0].place).kind == "leader":
        other = c.hit.words == 1 and c.cased_before and c.before in given_names() and not c.joined
        return other and key not in FAMILIES
    if key[0] == "=" or any(s.form == "d" for s in c.senses):
        return False
    town = gazetteer.place(c.senses[0].place).kind in ("city", "admin", "capital", "area")
    if town and c.cased_after and not c.possessive and not loud and (c.after in PAPERS or c.after in NOT_A_PLACE):
        return c.before not in ("in", "at", "from") or c.after in PAPERS
    if c.hit.words > 1:
        return False
    names, families = given_names(), surnames()
    given = key in names
    if not (town or given or key in SURNAMES):
        return False
    if (c.before in TITLES and c.cased_before) or (c.before == "." and not loud):
        return True
    if c.cased_before and c.before in names and c.before not in LOCATIVES and not c.joined:
        return not (given and c.after in AFTER_PLACE)
    if given and c.cased_after and not c.possessive and c.after not in AFTER_PLACE and not c.local:
        named = town and c.sentence and c.after not in PAPERS
        return c.after in families or (not loud and c.after not in names and (named or c.after.endswith(SURNAME_ENDS)))
    return False


# ---------------------------------------------------------------- which of several


class _Scene:
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


def _resolve(candidates: Sequence[_Candidate], text: str, gazetteer: Gazetteer) -> _Scene:
    """Choose a place for each name: what holds it ("Paris, Texas"), what else the text names, how large it is."""
    scene = _Scene()
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


def _namesakes(candidates: Sequence[_Candidate]) -> None:
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


def _holder(candidates: Sequence[_Candidate], i: int, text: str) -> _Candidate | None:
    """The name that stands right after this one behind a comma, "in" or a bracket: what holds it."""
    if i + 1 >= len(candidates):
        return None
    c, following = candidates[i], candidates[i + 1]
    between = text[c.hit.end : following.hit.start]
    return following if between in HOLDING else None


def _is_division(holder: _Candidate, gazetteer: Gazetteer) -> bool:
    """Whether the name is a state or province and nothing larger: "London, Arkansas", "Edmonton, Ky."."""
    first = gazetteer.place(holder.senses[0].place)
    return first.kind == "admin" and first.country in FEDERAL and holder.senses[0].form in ("", "h")


def _unknown(c: _Candidate, outer: Place) -> Place:
    """A town that the gazetteer does not hold, in the division that is named with it."""
    return replace(outer, id=-1, name=c.text, kind="city", population=0, fame=0)


def _likelihood(
    sense: Sense,
    place: Place,
    c: _Candidate,
    holder: _Candidate | None,
    scene: _Scene,
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


def _holds(holder: _Candidate, place: Place, gazetteer: Gazetteer) -> bool:
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


def _found(c: _Candidate, scene: _Scene) -> Found | None:
    """The finished mention; None where a common word, a surname or a small town has nothing that speaks for it."""
    place = c.place
    if place is None or place.kind == "outlet":
        return None
    sure = place.kind != "firm"
    if place.kind in ("city", "admin", "capital") and c.form != "h" and not c.held:
        backed = scene.speaks_for(place.country, c.hit.key)
        known = place.population > SURE_TOWN or place.kind == "capital"
        weak = c.form == "t" or (c.form == "a" and not known)
        namelike = c.hit.words == 1 and (c.hit.key in given_names() or c.hit.key in surnames())
        small = place.kind == "city" and place.population < KNOWN_TOWN
        if c.form == "t" and not (backed and c.local):
            return None
        if (
            namelike
            and place.population < 1_500_000
            and place.kind != "capital"
            and not c.local
            and not (backed and (place.country, place.admin) in scene.admins)
        ):
            return None
        if (small or weak) and not backed and (not c.local or (c.cased_after and not c.possessive)):
            return None
        if small and c.cased_before and not c.opens and not c.local and c.before not in CASED_OK:
            return None
        sure = not (weak or small or namelike) or (backed and c.local)
    return Found(
        start=c.hit.start,
        end=c.hit.end,
        text=c.text,
        key=c.hit.key,
        place=place,
        form=c.form,
        before=c.before,
        after=c.after,
        sure=sure,
    )
