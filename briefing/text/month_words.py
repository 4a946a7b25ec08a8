"""Words that are months too: "the talks may be off" and "the march on Friday", but "the talks on May 9 are off"."""

from __future__ import annotations

# What stands before a month; each lookbehind is of one length.
_BEHIND = (
    r"(?<!\d\s)(?<!\d[snrt][tdh]\s)(?<!\b(?:in|of|on|by)\s)(?<!\b(?:mid|the)[\s-])(?<!\b(?:late|last|next|from|till)\s)"
    r"(?<!\b(?:early|since|until)\s)"
)
# What stands behind one: its day or year.
_AHEAD = r"(?!\.?\s\d)(?!,\s\d)"


def no_month(small: str) -> str:
    """A pattern, for use under IGNORECASE, of a word that is written ``small`` or, where it names no month, large."""
    return rf"(?:(?-i:{small})|{_BEHIND}(?-i:{small.capitalize()}|{small.upper()})(?![-’']){_AHEAD})"


MAY = no_month("may")
MARCH = no_month("march")
