"""Who speaks: a name with its role, an office, an unnamed source, from the words that stand before or after a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.digest.people import NOT_NAMES, PARTICLES, TITLES

# Beyond the titles of people.py: what a person is by trade or office.
_OFFICES = """adviser advisor negotiator diplomat coordinator representative spokesperson commissioner observer
head member co-chair chair rapporteur researcher expert analyst economist lawyer founder owner editor correspondent
candidate legislator deputy-chief undersecretary treasurer counsel counsellor councillor mufti patriarch metropolitan
chief-of-staff
inspector superintendent constable warden manager officer official scientist doctor negotiators
ceo cfo coo cto
speaker ombudsman ombudswoman delegate fellow historian scholar farmer teacher student resident survivor victim
pm vice-president vice-premier vice-chairman co-leader strategist politician dissident oligarch businessman architect"""
OFFICE = TITLES | frozenset(_OFFICES.split())
# A speaker without a name is one of these, with the words that go with it.
_HEADS = """source sources official officials spokesman spokeswoman spokesperson minister ministry ministers president
premier government kremlin pentagon embassy office department agency council committee commission court army military
police forces force command staff service centre center group movement organisation organization union union's
alliance company diplomat diplomats statement authorities administration prosecutor prosecutors parliament bank house
ambassador envoy general commander governor mayor secretary chief leader chancellor lawmaker senator delegation
mission team party regulator operator coalition congress presidency secretariat watchdog headquarters directorate
administration's guard bloc chairman director expert analyst adviser observers taliban hamas hezbollah houthis"""
_HEAD = frozenset(_HEADS.split())
PRONOUN = frozenset({"he", "she"})
_DROP = re.compile(
    r"^(?:(?:and|but|while|however|meanwhile|earlier|later|also|then|as|though|although|yet|still|so|where|when)\b,?\s)+",
    re.IGNORECASE,
)
_ADVERB_LAST = re.compile(r"(?:\s(?:recently|also|later|earlier|previously|repeatedly|has|have|had|then|once|again))+$")
_OF = re.compile(r"^(?P<name>.{3,40}?)\s(?P<role>(?:of|from|with)\s(?:the\s)?[^,]{3,70})$")
_TOKEN = re.compile(r"[^\s,]+")
_LINK = frozenset("of for and the in to at on".split())
_LOWER_WORDS = """deputy first acting former foreign prime defence defense interior national security press presidential
chief senior special state permanent high top general executive assistant vice human rights government military
opposition outgoing new then political army police party trade energy finance economy health justice regional rebel
company lead current ex city local union team group council committee court policy affairs commission parliamentary
border most"""
_LOWER = frozenset(_LOWER_WORDS.split())
MOST_NAME, MOST_ROLE = 5, 12  # tokens


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """A speaker as printed; offsets of name and role together within the phrase he was found in."""

    name: str
    role: str = ""
    named: bool = True
    pronoun: bool = False


def before_verb(phrase: str) -> Who | None:
    """The speaker whom the words before a verb name: "..., Russian Foreign Minister Sergey Lavrov" or "Sergey Lavrov,
    the foreign minister,"; None where they name none for sure."""
    phrase = _ADVERB_LAST.sub("", _DROP.sub("", " ".join(phrase.split())))
    if phrase.endswith(","):
        return _apposed(phrase[:-1])
    last = phrase.rsplit(", ", 1)[-1] if ", " in phrase else phrase
    last = _DROP.sub("", last)
    if ", " in phrase:
        # "Russia's foreign minister, Sergey Lavrov" is two halves of one speaker only with commas around the name
        held = _office_of(last)
        if held is not None and not held.named and last[:4].lower() not in ("the ", "a so", "an o"):
            return None
    return _office_of(last)


def after_verb(phrase: str) -> Who | None:
    """The speaker whom the words after a verb name: "Sergey Lavrov, the foreign minister, on Monday"."""
    pieces = re.split(r",\s", " ".join(phrase.split()).rstrip(".,;"), maxsplit=2)
    if not pieces[0]:
        return None
    head = re.split(
        r"\s(?:on|in|at|after|during|who|as|when|while|before|following|told|from|with|late|early|via|by)\s", pieces[0]
    )[0]
    who = _office_of(head) or _office_of(pieces[0])
    if who is None:
        return None
    if who.named and not who.role and len(pieces) > 1:
        return Who(name=who.name, role=_role_phrase(pieces[1]))
    return who


def _apposed(phrase: str) -> Who | None:
    """ "Sergey Lavrov, Russia's foreign minister" or "Russia's foreign minister, Sergey Lavrov"."""
    pieces = phrase.rsplit(", ", 2)
    if len(pieces) < 2:
        return None
    first, second = _DROP.sub("", pieces[-2]), pieces[-1]
    name = _office_of(first)
    role = _role_phrase(second)
    if name is not None and name.named and role:
        return Who(name=name.name, role=name.role or role)
    name = _office_of(second)
    role = _role_phrase(first)
    if name is not None and name.named and not name.role and role and len(name.name.split()) > 1:
        return Who(name=name.name, role=role)
    return None


def _role_phrase(text: str) -> str:
    """The text, where it is a role: an office in it, no verb, not too long."""
    text = text.strip()
    tokens = [t.casefold().strip(".'’") for t in _TOKEN.findall(text)]
    if not tokens or len(tokens) > MOST_ROLE or not any(_is_office(t) for t in tokens):
        return ""
    if any(t in ("said", "told", "says", "was", "is", "were", "had", "has", "on", "after", "told") for t in tokens):
        return ""
    return re.sub(r"^(?:the|a|an|who)\s", "", text, flags=re.IGNORECASE)


def _is_office(token: str) -> bool:
    last = token.rsplit("-", 1)[-1]
    return token in OFFICE or last in OFFICE or last.removesuffix("s") in OFFICE


def _office_of(phrase: str) -> Who | None:
    """The speaker at the end of a phrase: a name with the role before it, or an office without a name."""
    tokens = list(_TOKEN.finditer(phrase))
    if not tokens:
        return None
    words = [t.group() for t in tokens]
    if len(words) == 1 and words[0].casefold() in PRONOUN:
        return Who(name=words[0], pronoun=True)
    if (match := _OF.match(phrase)) and len(match["name"].split()) > 1 and "." not in phrase:
        held = match["name"].split()
        if all(_name_word(w) for w in held) and _name_start(held) == 0:
            return Who(name=match["name"], role=match["role"])
    start = _after_body(words, _name_start(words))
    if start < len(words):
        name = phrase[tokens[start].start() :]
        low = _role_start(words, start)
        role = phrase[tokens[low].start() : tokens[start].start()].strip(" ") if low < start else ""
        rest = words[:low]
        if len(words) - start == 1 and not role and rest and rest[-1].casefold() not in _FREE:
            return _unnamed(phrase, words)
        if not _whole(rest):
            return _unnamed(phrase, words)
        return Who(name=name, role=re.sub(r"^(?:the|a|an)\s", "", role))
    return _unnamed(phrase, words)


_FREE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday but as while however meanwhile where".split()
)


def _whole(rest: list[str]) -> bool:
    """Nothing but an adverbial stands before the speaker: else the phrase is a longer one ("the wife of X")."""
    if not rest:
        return True
    bare = rest[-1].casefold()
    return bare in _FREE or bare.isdigit() or (bare in ("the", "a", "an") and len(rest) == 1)


def _name_start(words: list[str]) -> int:
    """Index of the first word of the name that ends the words; their number where none does."""
    start = len(words)
    for index in range(len(words) - 1, max(-1, len(words) - 1 - MOST_NAME), -1):
        bare = words[index].casefold().strip(".,'’")
        if _name_word(words[index]) and bare not in NOT_NAMES and not _is_office(bare) and bare not in _HEAD:
            start = index
        elif bare in PARTICLES and words[index].islower() and start < len(words) and index > 0:
            continue
        else:
            break
    return start


def _name_word(word: str) -> bool:
    plain = word[3:] if word[:3] in ("al-", "el-") else word
    if not plain[:1].isupper() or word.endswith(("'s", "’s", "s'", "s’")):
        return False
    return not (len(word) > 3 and word.isupper() and "." not in word) and not any(c.isdigit() for c in word)


def _role_start(words: list[str], start: int) -> int:
    """Index of the first word of the role that stands before the name; ``start`` where there is none."""
    low = _office_before(words, start)
    if low == start:
        return start
    while low > 0 and start - low < MOST_ROLE:
        word = words[low - 1]
        bare = word.casefold().strip(".,'’")
        if bare in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
            break
        if word[:1].isupper() or word[:1] == "(" or bare in _LOWER or bare in OFFICE or (bare in _LINK and low > 1):
            low -= 1
            continue
        break
    while words[low].casefold() in _LINK:
        low += 1
    return low


def _after_body(words: list[str], start: int) -> int:
    """The start of the name where a body's name runs into it: "Secretary of State for Transport Grant Shapps".

    Only behind an office that opens the phrase without an article: "a spokesman for Radio Free Europe" is no Europe.
    """
    if len(words) - start < 3 or start == 0 or words[start - 1] not in _LINK:
        return start
    opens = words[1] if words[0].endswith(("'s", "’s")) else words[0]
    return len(words) - 2 if _is_office(opens.casefold()) and words[0][:1].isupper() else start


def _office_before(words: list[str], start: int) -> int:
    """Index of the office that stands right before the name, or before "of State", "to the OSCE"; else ``start``."""
    for low in range(start - 1, max(-1, start - 8), -1):
        if _is_office(words[low].casefold().strip(".'’")):
            beside = low == start - 1
            runs = words[low + 1] in _LINK and words[start - 1][:1].isupper() and words[0] not in ("a", "an", "the")
            return low if beside or runs else start
        if not (words[low][:1].isupper() or words[low] in _LINK):
            return start
    return start


def _unnamed(phrase: str, words: list[str]) -> Who | None:
    """An office, a body, an unnamed source: told by its head noun, never a mere pronoun."""
    bare = [w.casefold().strip(".,'’") for w in words]
    cut = next(
        (i for i, w in enumerate(bare) if i and w in ("in", "at", "of", "for", "from", "with", "close", "who")),
        len(bare),
    )
    if len(words) > MOST_ROLE or not (bare[cut - 1] in _HEAD or bare[-1] in _HEAD or bare[cut - 1] in OFFICE):
        return None
    if not (bare[0] in ("the", "a", "an", "one", "another", "two", "its", "his", "her") or words[0][:1].isupper()):
        return None
    if bare[0] in ("his", "her", "its") or any(w in _VERBS for w in bare):
        return None
    return Who(name=phrase.strip(), named=False)


_VERB_WORDS = """is was were are be been has have had did said told will would who which that it he she they after
before when while because if since there not on but by killed held met"""
_VERBS = frozenset(_VERB_WORDS.split())
