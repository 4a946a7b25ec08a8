"""A style sheet for pages that run from right to left: what was at the left stands at the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

_SIDE = re.compile(r"(?<![\w.#-])((?:[a-z@]+-)*)(left|right)(?![\w-]*\s*\{)(?=[\w-]*)", re.IGNORECASE)
_OTHER = {"left": "right", "right": "left"}
_FOUR = re.compile(r"\b(margin|padding|border-width)(\s*:\s*)([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)(?=\s*[;}])")
_BOX = re.compile(r"@(top|bottom)-(left|right)\b")
_ARROW = str.maketrans("→←", "←→")


def mirrored(css: Markup | str) -> Markup:
    """The style sheet with its sides exchanged: floats, margins, borders, alignments, page margin boxes, arrows.

    The method is that of CSSJanus: names of sides and the second and fourth of four values change places. Comments and
    names of classes stay.
    """
    from markupsafe import Markup

    text = _BOX.sub(lambda found: f"@{found[1]}-{_OTHER[found[2]]}", str(css))
    text = _SIDE.sub(lambda found: found[1] + _OTHER[found[2].lower()], text)
    text = _FOUR.sub(lambda found: f"{found[1]}{found[2]}{found[3]} {found[6]} {found[5]} {found[4]}", text)
    return Markup(text.translate(_ARROW))
