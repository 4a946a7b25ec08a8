"""The desk of a story whose own words name none: that of the affair it goes on with.

"Clerics win release of pupils" has no word of a crisis; the affair, which was told as one, has. What is only of the
same country ("Mali names football squad") stays where its own words leave it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.edition.changes import LETTERS, opening
from briefing.edition.status import Standing, Told, status_of
from briefing.model import Digest, Story, Wire
from briefing.text.acts import acts_in
from briefing.text.terms import BEYOND, beyond_countries

ITS_AFFAIR = "on the desk of the affair that it goes on with"
# Topics of soft news: such a story is filed from this likeness to an opening of the affair on, without the words of
# countries (cosine, 0 to 1); from terms.BEYOND on where both tell the same act. Of the four soft items of the labelled
# days that were filed the lowest had .17; "names football squad" beside a kidnapping of the country has 0.
SOFT = frozenset({"other", "economy", "crime", "election"})
LIKE = 0.15
# Of these an affair that is now one of talks says nothing.
OF_CRISES = frozenset({"armed-conflict", "terrorism", "humanitarian", "disaster"})
TALKS = "security-talks"


def filed(story: Story, digest: Digest, told: Told, wires: Mapping[str, Wire]) -> tuple[Story, Standing | None]:
    """The story, where it has no section with that of the affair told before that it is part of, and its standing
    where that was looked at.

    It must be first about a country of that affair, and soft news of that country like what was told of it
    (docs/quality.md).
    """
    if story.sections or not story.countries or story.countries[0] not in told.concerned:
        return story, None
    standing = status_of(story, digest, told, wires)
    sections, countries = told.filed.get(standing.goes_on, ((), frozenset()))
    sections = tuple(s for s in sections if s != TALKS or story.topic not in OF_CRISES)
    if not sections or story.countries[0] not in countries:
        return story, standing
    if story.topic in SOFT and not _is_like(story, digest, told, wires, standing.goes_on):
        return story, standing
    return replace(story, sections=sections), replace(standing, why=f"{standing.why}; {ITS_AFFAIR}")


def _is_like(story: Story, digest: Digest, told: Told, wires: Mapping[str, Wire], line: str) -> bool:
    """Do its words, and not its country alone, tell of the affair?"""
    for member in story.members:
        if member.wire_id in digest.withheld:
            continue
        text = opening(wires[member.wire_id], digest.analyses[member.wire_id], member)
        vector, acts = told.vector(text), acts_in(text)
        for one in (told.heard[row] for row in told.lines.get(line, ())):
            like = beyond_countries(vector, one.vector, (*story.countries, *one.countries))
            if like >= LIKE or (like >= BEYOND and acts & acts_in(one.text[:LETTERS])):
                return True
    return False
