"""The desk of a story whose own words name none: that of the affair it goes on with.

"Clerics win release of pupils" has no word of a crisis; the affair, which was told as one, has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.edition.status import Standing, Told, status_of
from briefing.model import Digest, Story, Wire

ITS_AFFAIR = "on the desk of the affair that it goes on with"


def filed(story: Story, digest: Digest, told: Told, wires: Mapping[str, Wire]) -> tuple[Story, Standing | None]:
    """The story, where it has no section with that of the affair told before that it is part of, and its standing
    where that was looked at.

    It must be first about a country of that affair: of 11 labelled items so filed on six days, 6 against 9 that need it
    stay where the editor had them, one was none of his desks (docs/quality.md).
    """
    if story.sections or not story.countries or story.countries[0] not in told.concerned:
        return story, None
    standing = status_of(story, digest, told, wires)
    sections, countries = told.filed.get(standing.goes_on, ((), frozenset()))
    if not sections or story.countries[0] not in countries:
        return story, standing
    return replace(story, sections=sections), replace(standing, why=f"{standing.why}; {ITS_AFFAIR}")
