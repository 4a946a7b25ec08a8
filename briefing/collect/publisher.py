"""The publisher's name out of a feed's title: "Al Jazeera – Breaking News, World News and Video" is Al Jazeera."""

from __future__ import annotations

import re

from briefing.collect.links import urlsplit_safe

_CUT = re.compile(r"\s*[|>»–—]\s*|\s*:\s+|\s+-\s*|\s*-\s+")
# Words that tell of a feed's subject or make, not of who publishes it.
_GENERIC = frozenset(
    "world news top stories story latest all feed feeds rss breaking international asia europe africa africas americas "
    "home page homepage headlines topics topic category search records found general main front the and in of from on "
    "global politics business sport sports tech technology science health middle east articles posts updates daily "
    "national uk us video videos more crime".split()
)
_TOP_LABELS = frozenset("com org net co gov edu ac www rss feeds feed news m amp en english".split())


def publisher_name(title: str, link: str = "") -> str:
    """The part of a feed's title that names its publisher: the one that resembles the host of its links, else the
    first that is not a mere subject, else the host itself. The title where there is nothing better."""
    host = (urlsplit_safe(link).hostname or "").lower()
    labels = [label for label in host.split(".")[:-1] if label not in _TOP_LABELS]
    key = labels[-1] if labels else ""
    parts = [part.strip(" -:") for part in _CUT.split(title)]
    named = [part for part in parts if part and not _is_generic(part)]
    for part in named:
        if key and _resembles(part, key):
            return _without_tail(part)
    if named:
        return _without_tail(named[0])
    return host.removeprefix("www.") or title


def _without_tail(part: str) -> str:
    """ "NPR Topics" is NPR, "Example News Search Records Found 1000" is Example News."""
    return re.sub(
        r"(\s+(rss|feeds?|topics?|category|search|records|found|latest|\d+))+$", "", part, flags=re.IGNORECASE
    )


def _is_generic(part: str) -> bool:
    return all(word in _GENERIC or word.isdigit() for word in re.findall(r"\w+", part.casefold()))


def _resembles(part: str, key: str) -> bool:
    """Does the name stand in the host, in full, joined or by its initials? "NYT" in nytimes, "TIME" in time."""
    joined = re.sub(r"\W|the ", "", part.casefold())
    joined = joined.removesuffix("com") or joined
    initials = "".join(word[0] for word in re.findall(r"\w+", part.casefold()))
    return key in joined or joined in key or (len(initials) > 2 and initials in (key, f"the{key}"))
