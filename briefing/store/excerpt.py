"""Where a found wire says what was looked for: a piece of its own words around the first place. Pure text work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.store.search import QUOTES, RUN, TERM
from briefing.text.sentences import split_sentences

LONGEST = 240  # characters of an excerpt
BEFORE = 70  # of them at most before the first hit, where the sentence begins earlier


@dataclass(frozen=True, kw_only=True, slots=True)
class Bit:
    """A run of a wire's words; ``hit``: it was looked for."""

    text: str
    hit: bool = False


class _Fold(dict[int, str]):
    """Each character as one small letter without its accents, so that offsets stay those of the text."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", chr(code))[0].casefold()
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_FOLD = _Fold()


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLD)


def pattern_of(query: str) -> re.Pattern[str] | None:
    """What finds the words of ``query`` in a folded text; None where it holds none that must occur."""
    found: list[str] = []
    for minus, phrase, word in TERM.findall(query.translate(QUOTES)):
        words = [re.escape(piece) for piece in re.findall(r"\w+", (phrase or word).translate(_FOLD))]
        if minus or not words:
            continue
        unspaced = RUN.search(phrase or word) is not None
        joined = r"\W+".join(words)
        begins = bool(word) and word.endswith("*")
        found.append(joined if unspaced else rf"\b{joined}" + (r"\w*" if begins else r"\b"))
    return re.compile("|".join(sorted(found, key=len, reverse=True))) if found else None


def excerpt(paragraphs: Sequence[str], pattern: re.Pattern[str] | None) -> tuple[Bit, ...]:
    """The sentence of the first hit, or the beginning where there is none; cut pieces have a mark of omission.

    Empty where there are no paragraphs. Every word is the wire's.
    """
    for paragraph in paragraphs if pattern else ():
        if pattern and (hit := pattern.search(_folded(paragraph))):
            return marked(*_window(paragraph, hit.start()), pattern)
    first = next(iter(paragraphs), "")
    return marked(*_window(first, 0), pattern) if first else ()


def marked(text: str, before: str, after: str, pattern: re.Pattern[str] | None) -> tuple[Bit, ...]:
    """``text`` in runs, those that the pattern finds marked as hits, between the marks of omission."""
    bits: list[Bit] = [Bit(text=before)] if before else []
    at = 0
    for hit in pattern.finditer(_folded(text)) if pattern else ():
        bits += [Bit(text=text[at : hit.start()])] if hit.start() > at else []
        bits.append(Bit(text=text[hit.start() : hit.end()], hit=True))
        at = hit.end()
    bits += [Bit(text=text[at:])] if at < len(text) else []
    return (*bits, Bit(text=after)) if after else tuple(bits)


def _window(text: str, hit: int) -> tuple[str, str, str]:
    """The piece to show around ``hit`` and the marks before and after it: its sentence, with those after it that fit;
    a long one is cut at words."""
    spans = split_sentences(text)
    begin = max((start for start, _ in spans if start <= hit), default=0)
    mark = ""
    if hit - begin > BEFORE:
        begin, mark = _word_start(text, hit - BEFORE), "… "
    last = begin + LONGEST
    end = max((stop for _, stop in spans if hit < stop <= last), default=0)
    end = end or _word_end(text, min(last, len(text)), hit)
    cut = not any(stop == end for _, stop in spans)
    return text[begin:end], mark, " …" if cut else ""


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at, at + 30)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int, hit: int) -> int:
    space = text.rfind(" ", hit, at)
    return space if space > hit else at
