"""Styles as the PDF's engine reads them fastest: with the values of their variables in the place of ``var()``.

The engine looks a variable up and reads its value's grammar anew for each element and property: a sixteenth of the
whole for an edition. A template goes on writing variables, since the same rules serve the screen, where dark mode
changes them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_STYLE = re.compile(r"(<style>)(.*?)(?=</style>)", re.DOTALL)
_OF_SCREEN = re.compile(r"<style media=\"(?:screen|\(prefers)[^,\">]*\">.*?</style>", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]*);?")
_ROOT = re.compile(r"(?<![^\s},])(?::root|html)\s*\{([^{}]*)\}")
_OF_HTML = re.compile(r"(?<![^\s},])html\s*\{[^{}]*--")  # weighs less than :root, wherever it stands
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_SCREEN = re.compile(r"@media\s+(?:screen\b|\(prefers-color-scheme)[^{,]*\{", re.IGNORECASE)
# What holds for some papers alone, or in an order of its own, and what it declares too.
_OTHER = re.compile(r"@media(?!\s+(?:print|all)\s*\{)|@(?:supports|layer|container|scope)\b", re.IGNORECASE)
_INVOLVED = re.compile(r"url\(|!\s*important|;base64", re.IGNORECASE)  # in a value: more than these rules can read
_DEPTH = 8  # of variables in values of variables


def for_print(head: str, body: str = "") -> str:
    """The head of a page with the variables of its styles put in, where all are declared for the root alone.

    It comes back as it is where a style declares one elsewhere or in a way that these rules do not read, since its
    value then depends on more, and where ``body`` or a use that cannot be put in still asks for one.
    """
    css = "".join(found[2] for found in _STYLE.finditer(head))
    if "var(" not in css:
        return head
    known = _variables(css)
    if known is None or "var(" in body:
        return head
    made = _STYLE.sub(lambda found: found[1] + _put_in(found[2], known), head)
    left = _OF_SCREEN.sub("", made).replace(" ", "")
    return head if any(f"var({name}" in left for name, _ in known) else made


@lru_cache(maxsize=8)
def _variables(css: str) -> tuple[tuple[str, str], ...] | None:
    """The variables with what they are on paper, the last declaration of each; None where one is not of the root, holds
    for some media alone, or takes part in a loop."""
    plain = _without_screen(_COMMENT.sub("", css))
    if _OTHER.search(plain) or (_OF_HTML.search(plain) and ":root" in plain):
        return None
    if any(_INVOLVED.search(part) for rule in _ROOT.findall(plain) for part in rule.split("--")[1:]):
        return None
    if any("--" in part and _DECLARED.search(part) for part in re.findall(r"\{([^{}]*)\}", _ROOT.sub("", plain))):
        return None
    found = {name: value.strip() for rule in _ROOT.findall(plain) for name, value in _DECLARED.findall(rule)}
    for _ in range(_DEPTH):
        found = {name: _filled(value, found) for name, value in found.items()}
    return None if any("var(" in value for value in found.values()) else tuple(found.items())


@lru_cache(maxsize=8)
def _put_in(css: str, known: tuple[tuple[str, str], ...]) -> str:
    """The rules for paper with each variable's value in its place; one that is declared nowhere stays."""
    values = dict(known)
    plain = _ROOT.sub(_without_variables, _without_screen(_COMMENT.sub("", css)))
    return _filled(plain, values)


def _filled(text: str, known: Mapping[str, str]) -> str:
    return _USED.sub(lambda use: known.get(use[1], use[2].strip() if use[2] else use[0]), text)


def _without_variables(rule: re.Match[str]) -> str:
    kept = _DECLARED.sub("", rule[1]).strip()
    return f":root {{{kept}}}" if kept else ""


def _without_screen(css: str) -> str:
    """The rules without the blocks that hold on a screen alone."""
    while found := _SCREEN.search(css):
        end, depth = found.end(), 1
        while depth and end < len(css):
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        css = css[: found.start()] + css[end:]
    return css
