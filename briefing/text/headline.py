"""A headline for a wire that has none: its lede, cut at a clause's end."""

from __future__ import annotations

import re

LEAST = 20  # characters; a shorter sentence ("KILL.") takes the next one along
SHORT, LONG = 40, 120  # characters; between them a clause's end is looked for
ABBREVIATIONS = frozenset(
    [
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm", "sen", "rep",
        "gov", "st", "sr", "jr", "vs", "etc", "inc", "ltd", "corp", "co", "no", "nr", "approx", "jan", "feb", "mar",
        "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.n", "u.k", "e.u", "d.c", "a.m",
        "p.m", "i.e", "e.g", "г", "им", "т.е", "св", "ул", "bzw", "ca", "z.b",
    ]
)  # fmt: skip
_SENTENCE = re.compile(r"[.!?。！？؟]+[»”\"')\]]*(?=\s|$)|[。！？]")
# a comma or dash before these opens a clause that a headline can do without: who said it, and what came with it
_STRONG = re.compile(
    r"(?:[,;:،，]|\s[-–—])\s+(?=(?:[^,.;]{2,110}?\s(?:said|told|announced|reported|noted|сообщил|заявил)|according|who|which|whom|whose|where|while|but|citing|"
    r"quoting|said|says|told|reported|reports|officials|police|he|she|they|"
    r"но|который|которая|которое|которые|где|сообщил|сообщила|сообщили|заявил|заявила|передает|говорится|"
    r"sagte|teilte|berichtete|selon|a (?:dit|déclaré|indiqué)|según|dijo|informó|secondo|ha (?:detto|dichiarato)|"
    r"segundo|disse)\b)",
    re.I,
)
# these open one less surely: "the" may go on with a list
_CLAUSE = re.compile(
    r"(?:[,;:،，]|\s[-–—])\s+(?=(?:a|an|the|his|her|its|as|after|before|amid|despite|with|when|including|although|though|because|"
    r"since|so|it|state|local|two|one|some|several|а|когда|чтобы|что|"
    r"der|die|das|wie|nachdem|während|qui|que|alors|après|dont|où|quien|cuando|tras|mientras|el|la|il|che|o)\b)",
    re.I,
)
# a sentence that begins so has its main clause after the first comma
_INTRODUCTION = re.compile(
    r"(?:thanks to|after|as|while|although|though|if|when|since|during|following|amid|despite|with|in|on|at|by|"
    r"for|because|"
    r"unlike|according to|under|before|после|в|на|если|когда|nach|après|dans|en|tras|según|selon|durante|dopo)\s",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|must|may|should|said|says|met|held)\b", re.I
)
_JOIN = re.compile(
    r"\s+(?=(?:after|as|amid|while|because|when|before|since|although|though|where|which|who|despite|following|"
    r"and (?:\w{3,}ed|made|said|took|gave|began|sent|left|met|held|won|lost)|после|когда|который|которая|которые|"
    r"während|nachdem|après|tandis|mientras|después)\b)",
    re.I,
)
_DANGLING = re.compile(
    r"(?:\s+(?:a|an|the|of|to|in|on|at|by|for|with|from|and|or|but|that|as|than|its|his|her|their|is|was|are|were|has|"
    r"have|had|will|would|not|no|about|into|over|under|и|в|во|на|с|со|к|о|об|от|по|для|за|из|что|der|die|das|den|dem|des|und|"
    r"mit|von|zu|im|le|la|les|un|une|des|du|de|et|à|au|aux|el|los|las|en|y|con|por|para))+[,;:]?$",
    re.I,
)


LONGEST_LOOK = 2000  # a headline is made of the first clause; a row of thousands of dots must not be searched


def first_sentence(text: str) -> str:
    """The first sentence, with its full stop. "U.S.", "Jan." and initials end none; one that goes on beyond
    ``LONGEST_LOOK`` letters is cut there."""
    text = text[:LONGEST_LOOK]
    for stop in _SENTENCE.finditer(text):
        before = text[max(0, stop.start() - 40) : stop.start()].rsplit(None, 1)
        word = (before[-1] if before else "").strip("(\"'“«").lower()
        follows = text[stop.end() : stop.end() + 8].lstrip()[:1]
        if stop[0][0] == "." and (word in ABBREVIATIONS or len(word) == 1 or re.fullmatch(r"(?:\w\.)+\w", word)):
            continue
        if follows and follows.islower():
            continue
        return text[: stop.end()]
    return text


def cut_headline(lede: str) -> str:
    """40 to 120 characters of the lede: its first sentence if that is short, else up to a clause's end.

    Ends with "…" only where no clause ends in time. Every word is the wire's; no full stop at the end. "" for "".
    """
    text = lede.strip()
    sentence = first_sentence(text).strip()
    while len(sentence) < LEAST and (rest := text[len(sentence) :].strip()):
        sentence = text[: text.index(rest, len(sentence)) + len(first_sentence(rest))]
    if len(sentence) <= LONG:
        return _tidy(sentence)
    first = sentence.find(",") if _INTRODUCTION.match(sentence) else -1
    for pattern in (_STRONG, _CLAUSE, _JOIN):
        ends = [m.start() for m in pattern.finditer(sentence[:400], SHORT) if m.start() <= LONG]
        whole = [e for e in ends if e > first and _balanced(sentence[:e])]
        if whole and (pattern is not _JOIN or whole[-1] >= 60 or _FINITE.search(sentence[: whole[-1]])):
            return _tidy(sentence[: whole[-1]])
    cut = sentence[:LONG].rsplit(None, 1)[0] if " " in sentence[:LONG] else sentence[:LONG]
    return _DANGLING.sub("", cut).rstrip(" ,;:-–—") + "…"


def _balanced(text: str) -> bool:
    """No quotation or bracket is left open."""
    pairs = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
    return all(text.count(a) == text.count(b) for a, b in pairs) and text.count('"') % 2 == 0


def _tidy(text: str) -> str:
    """Without what dangles at its end; the text itself where nothing else would be left."""
    cut = _DANGLING.sub("", text.rstrip(" ,;:-–—"))
    if cut.endswith(".") and not cut.endswith("..") and not re.search(r"\b\w\.\w\.$", cut):
        cut = cut[:-1]
    return cut or text
