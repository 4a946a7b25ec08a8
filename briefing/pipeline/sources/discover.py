"""`briefing feeds add URL`: the feed behind an address, its name, its last items and how they would be filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefing.collect.calendars import calendar_kind, read_calendar
from briefing.collect.discover import FeedLink, feeds_in_page, usual_addresses
from briefing.collect.feedbytes import feed_text, unpack
from briefing.collect.feeds import FeedResult, parse_feed
from briefing.collect.fetch import FetchRequest, FetchResult, Limits, fetch_many
from briefing.errors import BriefingError, FetchError, SourceError
from briefing.model import Wire
from briefing.pipeline.tables.naming import Tables
from briefing.text.counting import count_of

MOST_ITEMS = 5
DEADLINE_S = 20.0
UNSEEN = "Nothing was added; `--unseen` adds an address as it stands"
HEADLINE = 90  # letters of a headline in the list


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFeed:
    """A feed that answered. ``others`` are further feeds the page names; ``via`` the page that named this one."""

    address: str
    title: str
    language: str
    wires: tuple[Wire, ...]
    others: tuple[FeedLink, ...] = ()
    via: str = ""
    entries: int | None = None  # of one that is a calendar and no feed


def find_feed(address: str, *, allow_private: bool = False) -> FoundFeed:
    """The feed at ``address``, or the one that the page there names, or one at a usual place of that site.

    Raises FetchError where nobody answers, SourceError with what was asked and what came where no feed does.
    """
    (answer,) = _ask([address], allow_private)
    if answer.status == "failed" and answer.code is None:
        raise FetchError(f"did not answer: {answer.reason}", subject=address, hint=UNSEEN)
    if answer.status == "failed":
        # it stands in no configuration yet: advice about one is not for this address
        said = answer.reason.partition(": ")[0] if "config.yaml" in answer.reason else answer.reason
        raise SourceError(said, subject=address, hint=f"Open it in a browser. {UNSEEN}")
    if (entries := _entries(answer)) is not None:
        return FoundFeed(address=answer.moved_to or answer.url, title="", language="", wires=(), entries=entries)
    fault = _parsed(answer)
    if isinstance(fault, FeedResult):
        return _found(answer, fault)
    page, _guessed = feed_text(answer.body, content_type=answer.content_type)
    named = feeds_in_page(page, answer.final_url or address)
    tried = [link.address for link in named] or list(usual_addresses(answer.final_url or address))
    for other in _ask(tried, allow_private):
        feed = _parsed(other) if other.status == "ok" else None
        if isinstance(feed, FeedResult) and feed.wires:
            rest = tuple(link for link in named if link.address != other.url)
            return _found(other, feed, others=rest, via=address)
    asked = "the feeds it names" if named else "the usual places"
    raise SourceError(
        f"{fault.message}, and none of {asked} is one ({', '.join(tried[:3])}{', ...' if len(tried) > 3 else ''})",
        subject=address,
        hint="Look on the site for its feed's own address (RSS, Atom) and give that",
    )


def _ask(addresses: Sequence[str], allow_private: bool) -> list[FetchResult]:
    requests = [
        FetchRequest(source=url, url=url, deadline_s=DEADLINE_S, allow_private=allow_private) for url in addresses
    ]
    return fetch_many(requests, limits=Limits(tries=1))


def _entries(answer: FetchResult) -> int | None:
    """How many entries a calendar has that came; None for what is none."""
    try:
        body = unpack(answer.body)
        if not calendar_kind(body):
            return None
        return len(read_calendar(body, source="", path="", received_at=datetime.now(UTC)))
    except BriefingError:
        return None


def _parsed(answer: FetchResult) -> FeedResult | BriefingError:
    try:
        return parse_feed(
            answer.body,
            source="",
            url=answer.final_url or answer.url,
            received_at=datetime.now(UTC),
            content_type=answer.content_type,
        )
    except BriefingError as fault:
        return fault


def _found(answer: FetchResult, feed: FeedResult, others: tuple[FeedLink, ...] = (), via: str = "") -> FoundFeed:
    address = answer.moved_to or answer.url
    return FoundFeed(
        address=address, title=feed.title, language=feed.language, wires=feed.wires, others=others, via=via
    )


def feed_lines(feed: FoundFeed, tables: Tables) -> list[str]:
    """What a person wants to see before he trusts a feed: its name, its newest items and where each would be filed."""
    if feed.entries is not None:
        return [f"a calendar: {count_of(feed.entries, 'entry', 'entries')}, {feed.address}"]
    lines = [f"{feed.title or 'a feed without a title'}: {count_of(len(feed.wires), 'item')}, {feed.address}"]
    if feed.via:
        lines.append(f"  named by the page {feed.via}")
    newest = sorted(feed.wires, key=lambda wire: (wire.published_at is not None, wire.at), reverse=True)
    for wire in newest[:MOST_ITEMS]:
        when = f"{wire.at:%Y-%m-%d %H:%M}" if wire.published_at else "no date         "
        lines.append(f"  {when}  {_cut(wire.headline)}")
        lines.append(f"  {'':<16}  {_filed(wire, tables)}")
    if not feed.wires:
        lines.append("  it has no items now")
    for link in feed.others[:MOST_ITEMS]:
        lines.append(f"  the page also names {link.address}{f' ({link.title})' if link.title else ''}")
    return lines


def _filed(wire: Wire, tables: Tables) -> str:
    """ "Security talks, Eastern Europe, diplomacy" by the rules of the digest, for the wire's first part."""
    from briefing.digest.analyse import analyse

    part = analyse(wire, regions=tables.regions).parts[0]
    names = tables.names
    desks = [names.desks.get(section, section) for section in part.sections] or [names.desks["other"]]
    return ", ".join((" and ".join(desks), names.regions.get(part.region, part.region), names.topics[part.topic]))


def _cut(text: str) -> str:
    return text if len(text) <= HEADLINE else f"{text[:HEADLINE].rsplit(' ', 1)[0]}..."
