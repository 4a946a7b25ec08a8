"""Where sentences end in agency copy.

Rules, not a model: a stop ends a sentence when what follows looks like a beginning and what precedes is no
abbreviation, initial, decimal or dateline. One pass of one expression over the text: time grows with its length.
"""

from __future__ import annotations

import re
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """The words of a table written as running text."""
    return frozenset(text.split())


# Words before a stop that never end a sentence: titles, and words that want a number or a name after them.
_NEVER_LAST = word_set(
    "mr mrs ms dr prof gen lt col maj capt cmdr adm sgt cpl pvt sen rep gov pres hon rev fr st mt ft supt insp "
    "det amb messrs vs v cf eg ie viz no nos vol art sec fig pp p al ca approx est dept univ dist brig m mme "
    "mlle hr sr sra jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun ltd inc corp co jr bros г им ул тыс млн млрд руб т.е bzw z.b u.a usw evtl ggf nr str"
)
# The same words may end one when a new sentence plainly follows ("Apple Inc. The firm ..."): these may.
_MAY_BE_LAST = word_set("inc corp co ltd jr sr etc bros al")
# What begins a sentence after an abbreviation with inner stops ("in the U.S. The president ...").
_OPENERS = word_set(
    "the a an this that these those it he she they we i you in on at but and however meanwhile some many his "
    "her its their there what when while after before if as for from with since both all one two last"
)
_BREAK = re.compile(
    r"\n[ \t\r\f\v]*\n\s*"  # a blank line
    r"|[.!?…‽]+[\"”’»'\)\]]*(?=\s|$)(?:\s+|$)"  # a stop, what closes after it, white space
    r"|(?<=[.!?])[\"”»]+\s+"
    r"|[。！？｡]+[」』”’）\"]*\s*"  # CJK stops need no space
    r"|[؟۔।॥]+[\"”»]*\s*"  # Arabic question mark, Urdu full stop, danda
)
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'«/]*$")
_NEXT_WORD = re.compile(r"[\"“‘'«(\[¿¡—–-]*\s*([\w'’]+)")
_ORDINAL_MONTHS = word_set(
    "januar jänner februar märz april mai juni juli august september oktober november dezember jahrestag jahrhundert"
)
_MONTH_OR_DAY = word_set("jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri")


@lru_cache(maxsize=256)  # one wire's paragraphs are cut for its topics, dates, meetings and summary in turn
def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of ``text``, in order, without the white space around them; empty for blank text.

    A blank line always ends a sentence; a single line break does not. A dateline ("ANKARA, January 6. /TASS/.")
    stays with the sentence that follows it only in so far as its stops are followed by an agency's mark.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.end() == match.start() or not _is_end(text, match):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))


def _is_end(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] == "\n" or mark[0] in "。！？｡؟۔।॥" or match.end() >= len(text):
        return True
    following = text[match.end() : match.end() + 40]
    opener = _NEXT_WORD.match(following)
    first = opener.group(1) if opener else following[:1]
    if mark[0] in '!?…‽"”»':
        return not first[:1].islower()
    before = text[max(0, match.start() - 30) : match.start()]
    return _stop_ends(before, mark, following, first)


def _stop_ends(before: str, mark: str, following: str, first: str) -> bool:
    if first[:1].islower() or following[:1] in ",;:/":
        return False  # "p.m. on Friday"; "January 6. /TASS/."
    if len(mark.rstrip()) > 1 and mark.rstrip()[-1] in '"”’»)':
        return True
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    bare = word.casefold().strip(".")
    if bare.isdigit() and len(bare) <= 2 and first.casefold() in _ORDINAL_MONTHS:
        return False  # "am 10. Januar"
    if bare in _MONTH_OR_DAY:
        return not first[:1].isdigit() and first.casefold() in _OPENERS
    if bare in _MAY_BE_LAST:
        return first.casefold() in _OPENERS or not first[:1].isalnum()
    if bare in _NEVER_LAST:
        return bare == "no" and not first[:1].isdigit()
    if len(bare) == 1 and bare.isalpha() and word[:1].isupper():
        return False  # an initial: "George W. Bush"
    if "." in word and len(bare) <= 6 and not bare[-1:].isdigit():
        return first.casefold() in _OPENERS  # "the U.S. The president", "10 a.m. The"
    return True
