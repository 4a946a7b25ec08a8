"""Counts with their nouns."""

from __future__ import annotations


def count_of(n: int, noun: str, plural: str = "") -> str:
    """(1, "wire") -> "1 wire", (2, "wire") -> "2 wires", (2, "story", "stories") -> "2 stories" """
    return f"{n} {noun}" if n == 1 else f"{n} {plural or noun + 's'}"
