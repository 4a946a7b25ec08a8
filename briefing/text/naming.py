"""Stories named by people: by id, by storyline, or by words of the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence


def named_by(names: Sequence[str], storyline: str, headline: str, story: str = "") -> str:
    """The first of a reader's storyline ids or words that names the story, "" for none; words whole, in any case."""
    for name in names:
        if name in (storyline, story) or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headline, re.IGNORECASE):
            return name
    return ""
