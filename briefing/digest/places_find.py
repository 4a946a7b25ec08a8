"""From names in a text to places: each name that is one, with one meaning."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from briefing.digest.places_candidates import Candidate, candidate_of, is_loud
from briefing.digest.places_persons import veto_persons
from briefing.digest.places_resolve import SURE_TOWN, Scene, resolve
from briefing.digest.places_within import veto_within
from briefing.digest.places_words import given_names, surnames
from briefing.text.gazetteer import Place, load

# A text longer than this is read to here: what a wire is about stands at its head.
MOST_LETTERS = 400_000
MOST_NAMES = 8_000
# A town below this many people needs a cue beside it (measured on TR-News and GeoVirus).
KNOWN_TOWN = 90_000
# From this size or fame on a name that is also a person's is the town: "Sydney", "Florence".
GREAT_TOWN, WELL_KNOWN = 1_500_000, 8
CASED_OK = frozenset({"the", "a", "an", "new", "north", "south", "east", "west", "police", "mayor", "city"})

# Languages that write every noun with a capital.
NOUNS = frozenset({"de", "lb"})


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


def find(text: str, *, language: str = "en", publisher: str = "") -> list[Found]:
    """Every place, body, office and leader named in the text, in its order, with one meaning each; none in the name of
    the ``publisher``."""
    text = text[:MOST_LETTERS]
    gazetteer = load()
    loud = is_loud(text)
    candidates = [
        candidate
        for hit in islice(gazetteer.find(text, language=language), MOST_NAMES)
        if (candidate := candidate_of(text, hit, language, loud)) is not None
    ]
    veto_persons(candidates, gazetteer, loud)
    veto_within(candidates, text, gazetteer, publisher)
    kept = [c for c in candidates if not c.person]
    scene = resolve(kept, text, gazetteer)
    return [found for c in kept if not c.person and (found := _found(c, scene, language in NOUNS)) is not None]


def _found(c: Candidate, scene: Scene, nouns: bool) -> Found | None:
    """The finished mention; None where a common word, a surname or a small town has nothing that speaks for it."""
    place = c.place
    if place is None or place.kind == "outlet":
        return None
    sure = place.kind != "firm"
    if place.kind in ("city", "admin", "capital") and c.form != "h" and not c.held:
        backed = scene.speaks_for(place.country, c.hit.key)
        known = place.population > SURE_TOWN or place.kind == "capital"
        weak = c.form == "t" or (c.form == "a" and not known)
        great = place.population >= GREAT_TOWN or place.fame >= WELL_KNOWN or place.kind == "capital"
        namelike = c.hit.words == 1 and not great and (c.hit.key in given_names() or c.hit.key in surnames())
        small = place.kind in ("city", "admin") and place.population < KNOWN_TOWN
        if nouns and (small or weak) and not c.local:
            return None
        if c.form == "t" and not (backed and c.local):
            return None
        if namelike and not c.local and not (backed and (place.country, place.admin) in scene.admins):
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
