"""Full texts behind a feed's links: asked for with manners, and taken only where the page is the item's own.

    wire with a link | robots.txt of its site | one page at a time of each host, with a pause | the article's text

A page that may not be asked, does not answer, holds no article or speaks of something else leaves the feed's own text
in its place, with the reason. Pages are asked through the same guard against private addresses as feeds, and read when
they have come, by what reads feeds and files.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from briefing.collect.fetch import FetchRequest, FetchResult, Limits, fetch_all
from briefing.collect.folder import Spread
from briefing.collect.naming import storable, version_id
from briefing.collect.opening import read_body
from briefing.collect.walls import is_wall
from briefing.errors import BriefingError
from briefing.extras import install_line
from briefing.model import Wire

PAUSE_S = 1.0  # between two requests to one host; a site's own Crawl-delay where it is longer
LONGEST_PAUSE_S = 10.0  # a site that asks for more is asked for one page a collection
PAGE_BYTES = 5 << 20
HELD_BYTES = 32 << 20  # of pages that wait to be read; what is left then comes at the next look
ROBOTS_BYTES = 512 << 10  # RFC 9309 asks for at least 500 kB to be read; what stands behind is not
LEAST_SHARED = 0.5  # of the headline's words of LEAST_LETTERS and more, to be found in the page's text
LEAST_LETTERS = 4
NOT_INSTALLED = "what reads pages is not installed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """How pages of one source are asked for."""

    deadline_s: float = 20.0  # of one page
    total_s: float = 60.0  # of all pages of one look; what is left comes at the next
    pause_s: float = PAUSE_S
    allow_private: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFound:
    """What came of one page: the article's text, or why there is none. ``passes``: is another try of use?"""

    key: str  # id of the wire as its feed gave it
    text: str = ""
    reason: str = ""
    passes: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PagesRead:
    """The pages that were asked for, and the rules for robots that were fetched on the way ("" allows all)."""

    pages: tuple[PageFound, ...] = ()
    robots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Came:
    """A page that came, to be read."""

    wire: Wire
    data: bytes

    @property
    def place(self) -> str:
        """Where it came from, as no other item did."""
        return f"page:{self.wire.link}"

    def lost(self, reason: str) -> PageFound:
        """What came of it where reading it is impossible."""
        return PageFound(key=self.wire.id, reason=reason)


def _read(came: _Came) -> PageFound:
    return article_of(came.wire, came.data)


def read_pages(
    wires: Sequence[Wire],
    *,
    robots: Mapping[str, str],
    limits: Limits,
    manners: Manners,
    spread: Spread = map,
) -> PagesRead:
    """The pages behind the links of these wires, in their order, as far as ``manners.total_s`` and HELD_BYTES carry.

    ``robots``: site -> text of its robots.txt, as far as known. ``spread`` reads what came. Never raises for a page.
    """
    hosts: dict[str, list[Wire]] = {}
    for wire in wires:
        hosts.setdefault(urlsplit(wire.link).netloc, []).append(wire)
    reader = _Reader(robots=dict(robots), limits=replace(limits, tries=1), manners=manners)
    asyncio.run(reader.read(list(hosts.values())))
    came = [page for page in reader.pages if isinstance(page, _Came)]
    found = dict(zip((page.wire.id for page in came), spread(_read, came), strict=True)) if came else {}
    pages = (found[page.wire.id] if isinstance(page, _Came) else page for page in reader.pages)
    return PagesRead(pages=tuple(pages), robots=reader.fetched)


def site_of(address: str) -> str:
    """The site whose robots.txt counts for an address: "https://a.example"."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


@dataclass(slots=True)
class _Reader:
    robots: dict[str, str]
    limits: Limits
    manners: Manners
    fetched: dict[str, str] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)  # sites that did not answer for their robots.txt at this look
    pages: list[PageFound | _Came] = field(default_factory=list)
    held: int = 0  # bytes of pages that came

    async def read(self, hosts: Sequence[Sequence[Wire]]) -> None:
        """All hosts side by side, each one page after the other, until the time for all is over."""
        try:
            async with asyncio.timeout(self.manners.total_s):
                await asyncio.gather(*(self._host(wires) for wires in hosts))
        except TimeoutError:
            return

    async def _host(self, wires: Sequence[Wire]) -> None:
        for n, wire in enumerate(wires):
            pause = self._pause(wire.link)
            if (n and pause > LONGEST_PAUSE_S) or self.held > HELD_BYTES:
                return
            if n:
                await asyncio.sleep(pause)
            self.pages.append(await self._page(wire))

    async def _page(self, wire: Wire) -> PageFound | _Came:
        """The page, each redirect on the way to it judged before it is followed."""
        address = wire.link
        for _ in range(self.limits.redirects + 1):
            if publisher_site(address) != publisher_site(wire.link):
                return PageFound(key=wire.id, reason="its link leads on to another site")
            if reason := await self._forbidden(address):
                return PageFound(key=wire.id, reason=reason, passes="could not" in reason)
            answer = await self._ask(address, PAGE_BYTES)
            if answer.status == "ok":
                self.held += len(answer.body)
                return _Came(wire=wire, data=answer.body)
            if not answer.location:
                passes = answer.code is None or answer.code >= 500 or answer.code == 429
                return PageFound(key=wire.id, reason=answer.reason.partition(":")[0], passes=passes)
            address = answer.location
        return PageFound(key=wire.id, reason="its link leads on without end")

    async def _forbidden(self, address: str) -> str:
        """Why the page may not be asked for; "" where it may (RFC 9309: no rules allow all, a silent server none)."""
        site = site_of(address)
        if site not in self.robots and site not in self.silent:
            answer = await self._ask(f"{site}/robots.txt", ROBOTS_BYTES, rules=True)
            if answer.status == "ok" or (answer.code and 400 <= answer.code < 500 and answer.code != 429):
                self.robots[site] = self.fetched[site] = rules_of(answer.body)
            else:
                self.silent.add(site)
        if site in self.silent:
            return "the site's robots.txt could not be asked for"
        return "" if allowed(self.robots[site], address, self.limits.agent) else "the site's robots.txt forbids it"

    def _pause(self, address: str) -> float:
        return max(self.manners.pause_s, delay_of(self.robots.get(site_of(address), ""), self.limits.agent))

    async def _ask(self, address: str, most: int, *, rules: bool = False) -> FetchResult:
        request = FetchRequest(
            source=address, url=address, deadline_s=self.manners.deadline_s, max_bytes=most,
            allow_private=self.manners.allow_private, follow=rules, whole=not rules,
        )  # fmt: skip
        return (await fetch_all([request], limits=self.limits))[0]


def publisher_site(address: str) -> str:
    """Whose site an address is on, without its port: "bbc.co.uk" for any host below it (Public Suffix List); the host
    itself, without "www.", where the list does not know it. "" for what is no web address."""
    from briefing.collect.links import is_web, urlsplit_safe

    if not is_web(address):
        return ""
    host = (urlsplit_safe(address).hostname or "").rstrip(".")
    try:
        from tld import get_fld  # comes with trafilatura
    except ImportError:
        found = None
    else:
        found = get_fld(f"http://{host}/", fail_silently=True, search_private=True)
    return str(found or host.removeprefix("www."))


def rules_of(body: bytes) -> str:
    """The text of a robots.txt: without its byte order mark, nor the line that a cut at ROBOTS_BYTES went through."""
    text = body.decode("utf-8-sig", "replace")
    if len(body) >= ROBOTS_BYTES:
        text = text.rpartition("\n")[0]
    return storable(text)


def _rules(robots: str) -> Any:
    from protego import Protego

    return Protego.parse(robots.removeprefix("\ufeff"))  # rules kept by an earlier version may begin with it


def allowed(robots: str, address: str, agent: str) -> bool:
    """Do a site's rules for robots let ``agent`` ask for the address?"""
    return not robots.strip() or bool(_rules(robots).can_fetch(address, agent.partition("/")[0]))


def delay_of(robots: str, agent: str) -> float:
    """Seconds that a site asks to leave between two requests; 0 where it asks for nothing."""
    return float(_rules(robots).crawl_delay(agent.partition("/")[0]) or 0.0) if robots.strip() else 0.0


def article_of(wire: Wire, body: bytes) -> PageFound:
    """The article's text of the page, where it is that of the wire."""
    from briefing.collect.formats.page import read

    try:
        (article,) = read(body)
    except RecursionError:
        return PageFound(key=wire.id, reason="the page is nested too deep")
    except BriefingError as fault:
        words = (
            f"{NOT_INSTALLED}: {install_line('html')}"
            if "not installed" in fault.message
            else "the page holds no article"
        )
        return PageFound(key=wire.id, reason=words)
    text = storable("\n\n".join(article.paragraphs))
    if is_wall(article.paragraphs):
        return PageFound(key=wire.id, reason="the page asks for a subscription or for leave to keep cookies")
    if not speaks_of(wire, text):  # a wall stands under the same title as the article
        return PageFound(key=wire.id, reason="the page speaks of something else")
    return PageFound(key=wire.id, text=text)


def speaks_of(wire: Wire, text: str) -> bool:
    """Are at least LEAST_SHARED of the words of the wire's headline in the text? A consent form has none of them."""
    words = {w for w in re.findall(r"[^\W_]+", wire.headline.casefold()) if len(w) >= LEAST_LETTERS}
    if not words:
        words = set(re.findall(r"[^\W_]+", wire.headline.casefold()))
    low = text.casefold()
    return not words or sum(w in low for w in words) >= LEAST_SHARED * len(words)


def with_page(wire: Wire, text: str) -> Wire:
    """The wire with its page's text in the place of the feed's, marked "page"; the wire as it is where the page says
    less than the feed."""
    body = read_body(text.split("\n\n"), anchor=wire.anchor_on)
    if sum(map(len, body.paragraphs)) <= sum(map(len, wire.paragraphs)):
        return wire
    return replace(
        wire,
        id=version_id(wire.source, wire.identity, wire.headline, body.paragraphs),
        paragraphs=body.paragraphs,
        dateline=body.dateline or wire.dateline,
        byline=wire.byline or body.byline,
        agency=wire.agency or body.credit,
        marks=(*(m for m in wire.marks if m not in ("no-text", "cut", "page-unread")), "page"),
    )
