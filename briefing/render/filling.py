"""Plain text in lines: for mail and terminals, no line longer than its width but one that is an address."""

from __future__ import annotations

import unicodedata

WIDTH = 72


def wrapped(text: str, indent: str = "", first: str | None = None, width: int = WIDTH) -> str:
    """Text in lines of at most ``width`` characters. A word is broken only where it is longer than a line, as text of a
    script without spaces is; an address never is. ``first`` stands before the first line, ``indent`` before the others.
    """
    lines: list[str] = []
    start = line = indent if first is None else first
    for word in text.split():
        gap = " " if line != start else ""
        if len(line) + len(gap) + len(word) <= width:
            line += gap + word
            continue
        whole = is_address(word) or len(indent) + len(word) <= width
        if whole and line != start:
            lines.append(line)
            start, line, gap = indent, indent, ""
        while not whole and len(line) + len(gap) + len(word) > width:
            room = max(width - len(line) - len(gap), 0)
            cut = _cut(word, room) or (room if line == start else 0)
            lines.append(f"{line}{gap}{word[:cut]}".rstrip() if cut else line)
            start, line, gap, word = indent, indent, "", word[cut:]
        line += gap + word
    return "\n".join([*lines, line] if line != start else lines)


def titled(text: str, mark: str = "=") -> str:
    """A heading with a rule under it."""
    return f"{wrapped(text)}\n{mark * min(len(text), WIDTH)}"


def is_address(word: str) -> bool:
    """Is the word an address of the web or of mail, which works only in one piece?"""
    return "://" in word or word.startswith(("www.", "(www.")) or ("@" in word and "." in word.partition("@")[2])


def _cut(word: str, room: int) -> int:
    """How much of a word stands on this line: not so much that a sign is parted from its marks."""
    while room and unicodedata.category(word[room])[0] == "M":
        room -= 1
    return room
