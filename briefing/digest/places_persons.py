"""Which names of places are persons here: Michael Jordan, Chad Smith, Mr Lincoln, Paris Jackson."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.digest.places_candidates import Candidate
from briefing.digest.places_words import given_names, surnames, words
from briefing.text.gazetteer import Gazetteer

TITLES, LOCATIVES, PAPERS = words("titles"), words("locatives"), words("papers")
NOT_A_PLACE, AFTER_PLACE, STATE_WORDS = words("not_a_place"), words("after_place"), words("state_words")
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
# Countries that are given names as often.
MEN = frozenset({"jordan", "chad", "georgia"})
SURNAME_ENDS = ("son", "ez", "ini", "ski", "sky", "ov", "ova", "ella", "berg", "stein")


def veto_persons(candidates: Sequence[Candidate], gazetteer: Gazetteer, loud: bool) -> None:
    """Mark names that are persons here; a name that was one once is one again where no word of place stands by it."""
    persons: set[str] = set()
    for c in candidates:
        if _is_person(c, loud, gazetteer):
            c.person = True
            persons.add(c.hit.key)
    for c in candidates:
        if c.hit.key in persons and not c.person and not c.local and c.hit.words == 1:
            c.person = not (c.after in AFTER_PLACE and not c.possessive)


def _is_person(c: Candidate, loud: bool, gazetteer: Gazetteer) -> bool:
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
        named = (town or key in MEN) and c.sentence and c.after not in PAPERS and c.after not in STATE_WORDS
        return c.after in families or (not loud and c.after not in names and (named or c.after.endswith(SURNAME_ENDS)))
    return False
