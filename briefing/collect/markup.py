"""Markup to plain paragraphs: what a browser would show, nothing of how.

nh3 (html5ever) reads the markup, so that unclosed comments, titles, text areas and tables end where their snippet ends.
"""

from __future__ import annotations

import html
import re

BLOCKS = [
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
]  # fmt: skip
DROPPED = ("script", "style", "noscript", "iframe", "object", "svg", "template", "figcaption", "button", "select")

_BLOCK = re.compile(rf"</?(?:{'|'.join(b for b in BLOCKS if b != 'br')})\b[^>]*>", re.I)
_BREAK = re.compile(r"(?:(?<!\s)\s++)?<br\s*+/?>\s*+", re.I)
_ANY_TAG = re.compile(r"</?[a-zA-Z!][^>]*>")
_TELLING_TAG = re.compile(
    r"</?(?:p|br|a|img|div|span|b|i|em|strong|ul|ol|li|h[1-6]|figure|blockquote)(?:\s[^<>]*)?/?>", re.I
)
_PAIRED_TAG = re.compile(
    r"<([a-z][a-z-]{1,20})>([^<>]{0,300})</\1>"
)  # of no HTML, but closed again: markup all the same
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_OPEN_RAW = re.compile(r"</?(?:title|textarea|plaintext|xmp|noembed|noframes|html|head|body)\b[^>]*>", re.I)
_OPEN_COMMENT = re.compile(r"<!--(?:(?!-->).)*\Z", re.S)  # hides all to its end, as in a browser
_HALF_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--[^<>]*)$")
# controls, zero-width spaces, soft hyphens, bidi overrides, surrogates and non-characters; joiners and marks stay
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff]"
)
# joiners belong between letters of scripts that join, and in emoji; among Latin letters they are a publisher's dirt
_STRAY_JOINER = re.compile(r"(?<![\u0600-\U0010ffff])\u200c|(?<![\u00a9-\U0010ffff])\u200d")
_LINE_END = re.compile(r"[.!?:;…»”\"')\]]$")


def clean(text: str) -> str:
    """One line of plain text: no control characters or lone surrogates, white space folded to single spaces."""
    if not text.isprintable():  # which neither controls are nor joiners
        text = _STRAY_JOINER.sub("", _UNPRINTABLE.sub("", text))
    return " ".join(text.split())


def plain_line(markup: str) -> str:
    """Markup as one line of plain text, for headlines and names."""
    return " ".join(paragraphs(markup))


def paragraphs(markup: str) -> tuple[str, ...]:
    """The paragraphs a browser would show, as plain text: entities resolved, scripts and styles dropped.

    Block elements and double line breaks end a paragraph; plain text without block elements is split at blank lines.
    """
    if not markup.isascii() or "\0" in markup:
        markup = _UNPRINTABLE.sub("", markup)
    for _ in range(3):  # markup escaped twice over shows as tags and entities: read it again
        found = _once(markup)
        joined = "\n\n".join(found)
        if not (_TELLING_TAG.search(joined) or _ENTITY.search(joined)):
            return tuple(_PAIRED_TAG.sub(r"\2", t) for t in found) if "</" in joined else found
        markup = joined
    return tuple(t for p in found if (t := clean(_ANY_TAG.sub(" ", html.unescape(p)))))


def _once(markup: str) -> tuple[str, ...]:
    if "<" in markup:
        markup = _strip(markup)
    if _BLOCK.search(markup) or "<br" in markup:
        pieces = [line for piece in _BLOCK.split(markup) for line in _lines(piece)]
    else:
        pieces = re.split(r"\n[ \t\r]*\n", markup)
    texts = (clean(_unescape(piece)) for piece in pieces)
    return tuple(text for text in texts if text)


def _unescape(text: str) -> str:
    return _UNPRINTABLE.sub("", html.unescape(text)) if "&" in text else text


def _strip(markup: str) -> str:
    import nh3

    markup = _OPEN_RAW.sub(" ", markup)
    markup = _HALF_TAG.sub("", _OPEN_COMMENT.sub("", markup) if "<!--" in markup else markup)
    return nh3.clean(
        markup, tags=set(BLOCKS), clean_content_tags=set(DROPPED), attributes={}, strip_comments=True, link_rel=None
    )


def _lines(piece: str) -> list[str]:
    """Lines of one block: two breaks end a paragraph, one does after a sentence's end or a short line."""
    if "<" not in piece:
        return [text] if (text := piece.strip()) else []
    rows = _BREAK.split(piece)
    out: list[str] = []
    ended = True
    for row in rows:
        text = row.strip()
        if text and not ended and out and not _LINE_END.search(out[-1]):
            out[-1] += " " + text
        elif text:
            out.append(text)
        ended = not text
    return out
