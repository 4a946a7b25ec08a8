"""Whether "he said" can only be the last named speaker: nobody else was named in the wire's own words since."""

from __future__ import annotations

import re
from collections.abc import Collection

from briefing.digest.people import NOT_NAMES

FARTHEST = 700  # letters of the wire's own words between the speaker and the pronoun
_FULL = re.compile(r"\b([A-Z][\w’'-]+)\s(?:(?:al|bin|van|von|de|der)[-\s])*([A-Z][\w’'-]+)")
# One name that does something: "Altman pushed back", "Warden says".
_DOES = re.compile(
    r"\b([A-Z][a-zà-ÿ-]+)\s(?:also\s|then\s|later\s)?(?:[a-z]{3,}(?:ed|s)|has|had|was|is|told|said|wrote|went|met)\b"
)
_OFFICE_DOES = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s(?:[\w.’-]+\s){0,2}?([Pp]resident|[Mm]inister|[Pp]remier|[Cc]hancellor|[Ll]eader|[Aa]mbassador"
    r"|[Ss]ecretary|[Ss]pokes\w+|[Oo]fficial|[Dd]iplomat|[Gg]eneral|[Mm]ayor|[Gg]overnor|[Ss]enator|[Mm]an|[Ww]oman|CEO)"
    r"\s(?:also\s)?(?:[a-z]{3,}(?:ed|s)|has|had|was|is|told|said)\b"
)
_SHE, _HE = (
    re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
    re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
)


def sure(own: str, since: str, others: Collection[str], places: Collection[str], role: str = "") -> bool:
    """Whether the words ``since`` the speaker was named (surname ``own``) name no other person.

    ``others`` are surnames that the wire gave to other speakers, ``places`` names of countries and towns in the text:
    those act too, but are no "he". "The president lauded" is another person unless that is the speaker's ``role``.
    """
    if len(since) > FARTHEST:
        return False
    folded = since.casefold()
    if any(other != own and re.search(rf"\b{re.escape(other)}\b", folded) for other in others):
        return False
    if any(m[1].casefold() not in role.casefold() for m in _OFFICE_DOES.finditer(since)):
        return False
    for match in _FULL.finditer(since):
        if own not in match.group().casefold() and not _is_thing(match.groups(), places):
            return False
    return all(own in m[1].casefold() or _is_thing((m[1],), places) for m in _DOES.finditer(since))


def other_sex(pronoun: str, known: str) -> bool:
    """Whether a pronoun is not the one by which the person was called before ("" where none was)."""
    return bool(known) and pronoun.casefold() != known


def sex_in(words: str) -> str:
    """ "he" or "she" where the words that name a speaker use only one of them ("spokeswoman", "her"); else ""."""
    she = bool(_SHE.search(words)) or bool(re.search(r"\b(?:spokeswoman|chairwoman|Mrs|Ms|queen)\b", words))
    he = bool(_HE.search(words)) or bool(re.search(r"\b(?:spokesman|chairman|Mr|king)\b", words))
    return "" if she == he else "she" if she else "he"


def _is_thing(names: tuple[str, ...], places: Collection[str]) -> bool:
    """A place, a body, a day, or the first word of a sentence."""
    return any(name.casefold().strip("’'") in NOT_NAMES or name in places for name in names)
