"""A page as the PDF's engine takes it fastest: read by the C parser, with the styles that it can have a use for, each
sheet read once.

It stands on how WeasyPrint of the versions in briefing.render.pdf_cuts is built; with others the engine's own page
serves.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any

from briefing.render.pdf_cuts import cut
from briefing.render.pdf_tree import tree_of

# Pseudo-elements that the engine's own style sheet styles on every element: six more styles for each.
_OF_NOTES = re.compile(r"^::(?:footnote|note)-[^\n]*\n", re.MULTILINE)
_COUNTERS = re.compile(r"^@counter-style[^\n]*\n", re.MULTILINE)
# A page that may ask for one of them: in a sheet, on an element, in a sheet that lies elsewhere.
_NEEDS_ALL = re.compile(r":note-|::marker|\bfootnote\b|\bnote\(|list-item|<link\b|@import\b", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE)
_OWN = re.compile(r"@(?:page|media)\b|@(?:top|bottom|left|right)-")  # rules that say the same in every document
_KEPT = 12  # style sheets
_sheets: dict[tuple[Any, ...], Any] = {}


def page_of(html: str, **options: Any) -> Any:
    """The engine's page of a text of HTML; ``options`` are those of its own class."""
    import weasyprint

    if not cut():
        return weasyprint.HTML(string=html, **options)
    weasyprint.css.CSS = _kept_sheet
    plain = not _NEEDS_ALL.search(_ESCAPED.sub(_letter, html))
    return _kind()(html, plain=plain, **options)


def _letter(escaped: re.Match[str]) -> str:
    """What a style sheet writes by its number or behind a bar; no letter has a number above 10FFFF."""
    return chr(min(int(escaped[1], 16), 0x10FFFF)) if escaped[1] else str(escaped[2])


@lru_cache(maxsize=1)
def _kind() -> Any:
    """The class of such pages; the engine is loaded late."""
    import cssselect2  # type: ignore[import-untyped]
    import weasyprint
    from weasyprint.html import UA

    class Page(weasyprint.HTML):  # type: ignore[misc]  # the engine has no types
        """A page that is read by the C parser where HTML's rules would build the same tree."""

        def __init__(self, html: str, *, plain: bool, **options: Any) -> None:
            self.plain = plain
            root = tree_of(html)
            if root is None:
                super().__init__(string=html, **options)
                return
            self.base_url, self.url_fetcher, self.media_type = options["base_url"], options["url_fetcher"], "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [_less(UA)] if self.plain and not forms else list(super()._ua_stylesheets(forms))

    return Page


@lru_cache(maxsize=1)
def _less(whole: str) -> Any:
    """The engine's own style sheet without what styles foot notes, and with list marks for list items alone."""
    import weasyprint

    return weasyprint.CSS(string=_COUNTERS.sub("", _OF_NOTES.sub("", whole)).replace("\n::marker", "\nli::marker"))


def _kept_sheet(**told: Any) -> Any:
    """A style sheet of a page as the engine reads it. One that says the same in every document, and of which there is
    nothing to complain, is kept for the next."""
    import weasyprint

    text = told.get("string")
    if text is None or "@" in _OWN.sub("", text):  # a linked sheet is fetched anew, and refused by the edition's engine
        return weasyprint.CSS(**told)
    key = (text, told["base_url"], told["media_type"])
    if key not in _sheets:
        heard = _Heard()
        logger = logging.getLogger("weasyprint")
        logger.addHandler(heard)
        try:
            made = weasyprint.CSS(
                **{name: value for name, value in told.items() if name not in ("page_rules", "layers")}
            )
        finally:
            logger.removeHandler(heard)
        if heard.any:
            return made
        while len(_sheets) >= _KEPT:
            del _sheets[next(iter(_sheets))]
        _sheets[key] = made
    return _sheets[key]


class _Heard(logging.Handler):
    """Whether the engine complained."""

    any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.any = bool(record)
