"""How much two short wordings of an event have in common."""

from __future__ import annotations

import re

# Words that most announcements share say nothing on whether two of them mean the same.
COMMON = frozenset(
    {"meeti", "talks", "will", "said", "that", "with", "from", "this", "they", "their", "have", "been", "which"}
    | {"after", "before", "into", "over", "were", "also", "more", "first", "next", "held", "hold", "plann", "expec"}
    | {"sched", "anoth", "there", "where", "about"}
)


def stems(text: str) -> frozenset[str]:
    """The first five letters of each word of four letters and more, without the commonest: "protests", "protesting"
    and "protest" are one."""
    words = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
    return frozenset(words - COMMON) or frozenset(words)


def alike(a: str, b: str) -> float:
    """The share of the shorter text's stems that the other has too: 0 for nothing in common, 1 for all."""
    one, two = stems(a), stems(b)
    if not one or not two:
        return 1.0 if a.casefold().strip() == b.casefold().strip() else 0.0
    return len(one & two) / min(len(one), len(two))
