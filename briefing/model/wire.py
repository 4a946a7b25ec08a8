"""What was received: one version of one dispatch, and how its source answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Dateline:
    """The place, date and agency that open a wire: "ANKARA, January 6. /TASS/." """

    place: str | None = None  # as printed: "ANKARA", "IGORA /Leningrad Region/", "WASHINGTON/GENEVA"
    on: date | None = None  # the dateline's own date, with the year taken from the wire's date
    agency: str | None = None  # "TASS", "Reuters", "AP"
    text: str = ""  # the dateline verbatim, cut from the first paragraph


@dataclass(frozen=True, kw_only=True, slots=True)
class Wire:
    """One version of one dispatch, as received. Texts are plain Unicode without markup, paragraphs in order.

    The first paragraph is the lede and does not repeat the dateline.
    """

    id: str  # names this version: hash of source, identity and text
    identity: str  # names the wire over its versions: guid, canonical link, slug or path, within its source
    source: str  # the source's name in config, or the feed's own title
    headline: str
    paragraphs: tuple[str, ...]
    received_at: datetime
    published_at: datetime | None = None  # as the wire states it, never clamped; None where it states none
    published_text: str = ""  # the same with its own offset, RFC 3339; "2022-01-06" where only a date is stated
    date_source: str = "stated"  # stated | dateline | first-seen
    headline_cut: bool = False  # the headline was cut from the lede
    dateline: Dateline | None = None
    language: str = "en"  # BCP 47 primary subtag, "und" where unknown
    publisher: str = ""  # who published it: "Al-Monitor"
    agency: str = ""  # whose wire it is: "Reuters"; empty for the publisher's own
    home: str | None = None  # the publisher's country
    licence: str = "excerpt"  # what may be printed: headline | lede | excerpt
    path: str = ""  # the file it was read from
    guid: str = ""  # verbatim
    link: str = ""  # verbatim
    canonical_link: str = ""  # to compare by: https, without www., m., AMP, fragment and tracking parameters
    slug: str = ""
    byline: str = ""
    ednote: str = ""
    urgency: int | None = None  # 1 (highest) to 9
    version: int = 1
    pubstatus: str = "usable"  # usable | withheld | canceled
    embargo_at: datetime | None = None
    supersedes: str = ""  # identity, slug or link of what it replaces, corrects or kills
    kind: str = "wire"  # wire | correction | kill | writethru
    categories: tuple[str, ...] = ()  # the feed's or agency's own, verbatim
    marks: tuple[str, ...] = ()  # what is odd about it: "no-date", "future-date", "cut", "shared-guid"

    @property
    def at(self) -> datetime:
        """The instant the wire is filed under: stated, else received."""
        return self.published_at or self.received_at

    @property
    def anchor_on(self) -> date:
        """The day its "today" means: the dateline's, else the date as stated in its own zone, else received."""
        if self.dateline and self.dateline.on:
            return self.dateline.on
        if self.published_text:
            return date.fromisoformat(self.published_text[:10])
        return self.at.date()

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceReport:
    """What one source gave in one collection."""

    source: str
    status: str  # ok | unchanged | empty | failed
    wires: int = 0  # usable items read
    entries: int = 0  # of calendars that were read
    new: int = 0  # wire versions not seen before
    reason: str = ""  # for failed: what happened and what to do
    address: str = ""
    newest_at: datetime | None = None
    publisher: str = ""
    etag: str = ""  # what a conditional request needs next time
    last_modified: str = ""
    moved_to: str = ""  # the address it redirects to for good
