"""Pages behind a feed's links, from a real server: asked for with manners, and taken only where they are the item's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from briefing.collect.fetch import Limits
from briefing.collect.fulltext import (
    ROBOTS_BYTES,
    Manners,
    PageFound,
    allowed,
    article_of,
    delay_of,
    publisher_site,
    read_pages,
    rules_of,
    speaks_of,
    with_page,
)
from briefing.collect.items import FeedContext, RawItem, wires_of
from briefing.model import Wire
from tests.servers import Answer, serve

NOW = datetime(2022, 1, 6, 18, tzinfo=UTC)
LIMITS = Limits(tries=1, agent="briefing/0.1 (feed reader)")
OWN = Manners(deadline_s=2.0, total_s=5.0, pause_s=0.0, allow_private=True)
TEXT = "The envoys of Norland and Sudland met in Bonn on Thursday and agreed to reopen the border pass in spring."
MORE = "A spokesman said that 40 officers would be posted there. The next round opens in Vienna on January 20."


def page(title: str = "Envoys agree to reopen the border pass", text: str = f"<p>{TEXT}</p><p>{MORE}</p>") -> bytes:
    menu = "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
    body = f"<body>{menu}<article><h1>{title}</h1>{text}</article></body>"
    return f"<html lang=en><head><title>{title}</title></head>{body}</html>".encode()


def wire(link: str, title: str = "Envoys agree to reopen the border pass", summary: str = "The envoys met.") -> Wire:
    item = RawItem(title=title, summary=summary, link=link, guid=link, dates=("2022-01-06T12:00:00Z",))
    (made,) = wires_of([item], FeedContext(source="desk", received_at=NOW))
    return made


def ask(*links: str, robots: dict[str, str] | None = None, manners: Manners = OWN) -> dict[str, PageFound]:
    wires = {wire(link).id: link for link in links}
    found = read_pages([wire(link) for link in links], robots=robots or {}, limits=LIMITS, manners=manners)
    return {wires[one.key]: one for one in found.pages}


def test_the_article_of_a_page_and_the_rules_of_its_site_are_asked_for_once() -> None:
    routes = {"/robots.txt": Answer(body=b"User-agent: *\nDisallow: /private/\n"), "/a": Answer(body=page())}
    with serve(routes) as site:
        found = ask(site.url("/a"), site.url("/private/b"))
        assert found[site.url("/a")].text == f"{TEXT}\n\n{MORE}"
        assert found[site.url("/private/b")].reason == "the site's robots.txt forbids it"
        assert [seen.path for seen in site.seen] == ["/robots.txt", "/a"]
        assert all("briefing" in seen.headers["user-agent"] for seen in site.seen)
        again = ask(site.url("/a"), robots={site.address: "User-agent: briefing\nDisallow: /a"})
        assert again[site.url("/a")].reason == "the site's robots.txt forbids it"
        assert len(site.seen) == 2


@pytest.mark.parametrize(
    ("answer", "reason", "passes"),
    [
        (Answer(status=404), "answered 404 Not Found", False),
        (Answer(status=503), "answered 503 Service Unavailable", True),
        (Answer(hang=True), "no full answer within 0.3 s", True),
        (Answer(body=page(text="<p>Short.</p>")), "the page holds no article", False),
        (Answer(body=page("We value your privacy", f"<p>{'Cookies help us and our partners. ' * 9}</p>")),
         "the page asks for a subscription or for leave to keep cookies", False),
        (Answer(body=page("Harbour workers end their strike", f"<p>{'The harbour opened again. ' * 9}</p>")),
         "the page speaks of something else", False),
        (Answer(body=b"%PDF-1.7 not a page"), "the page holds no article", False),
    ],
)  # fmt: skip
def test_what_leaves_the_feed_s_own_text(answer: Answer, reason: str, passes: bool) -> None:
    with serve({"/a": answer}) as site:
        (found,) = ask(site.url("/a"), manners=replace(OWN, deadline_s=0.3)).values()
    assert (found.text, found.reason, found.passes) == ("", reason, passes)


def test_a_site_that_does_not_answer_for_its_rules_is_asked_for_nothing_else() -> None:
    with serve({"/robots.txt": Answer(status=500), "/a": Answer(body=page())}) as site:
        (found,) = ask(site.url("/a")).values()
        assert (found.reason, found.passes) == ("the site's robots.txt could not be asked for", True)
        assert [seen.path for seen in site.seen] == ["/robots.txt"]


def test_a_page_that_redirects_is_judged_where_it_lies() -> None:
    rules = Answer(body=b"User-agent: *\nDisallow: /")
    with serve({"/b": Answer(body=page()), "/robots.txt": rules}) as other, ExitStack() as more:
        site = more.enter_context(serve({"/a": Answer(status=302, location=other.url("/b"))}))
        (found,) = ask(site.url("/a")).values()
        assert found.reason == "the site's robots.txt forbids it"

        assert [seen.path for seen in other.seen] == ["/robots.txt"]
        again = ask(site.url("/a"), robots={other.address: ""})
        assert again[site.url("/a")].text.startswith(TEXT)


def test_a_page_of_another_site_is_neither_asked_for_nor_taken() -> None:
    with serve({"/b": Answer(body=page())}) as other, ExitStack() as more:
        elsewhere = other.url("/b").replace("127.0.0.1", "localhost")
        site = more.enter_context(serve({"/a": Answer(status=302, location=elsewhere)}))
        (found,) = ask(site.url("/a")).values()
        assert (found.reason, found.passes, other.seen) == ("its link leads on to another site", False, [])


def test_a_link_that_leads_on_without_end_is_a_reason() -> None:
    with serve({"/a": Answer(status=302, location="/a")}) as site:
        (found,) = ask(site.url("/a")).values()
        assert found.reason == "its link leads on without end"
        assert len(site.seen) == 1 + 1 + LIMITS.redirects


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.dw.de/a", "http://amp.dw.de/b", True),
        ("https://news.bbc.co.uk/a", "https://www.bbc.co.uk/a", True),
        ("https://one.co.uk/a", "https://two.co.uk/a", False),
        ("https://one.github.io/a", "https://two.github.io/a", False),
        ("https://www.exw.example/a", "https://exw.example:8443/a", True),
        ("https://exw.example/a", "ftp://exw.example/a", False),
    ],
)
def test_whose_site_an_address_is_on(one: str, other: str, same: bool) -> None:
    assert (publisher_site(one) == publisher_site(other)) is same


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_opens_no_site(mark: bytes) -> None:
    with serve({"/robots.txt": Answer(body=mark + b"User-agent: *\nDisallow: /\n"), "/a": Answer(body=page())}) as site:
        (found,) = ask(site.url("/a")).values()
        assert found.reason == "the site's robots.txt forbids it"


@pytest.mark.parametrize("gzipped", [False, True])
def test_of_a_long_robots_txt_the_beginning_counts(gzipped: bool) -> None:
    long = b"User-agent: *\nDisallow: /b\n" + b"# filling\n" * 100_000 + b"Disallow: /a\n"
    routes = {"/robots.txt": Answer(body=long, gzipped=gzipped), "/a": Answer(body=page())}
    with serve(routes) as site:
        found = ask(site.url("/a"), site.url("/b"))
    assert found[site.url("/a")].text
    assert found[site.url("/b")].reason == "the site's robots.txt forbids it"


def test_a_line_that_a_cut_goes_through_is_no_rule() -> None:
    whole = rules_of(b"User-agent: *\nAllow: /a")
    assert whole.endswith("Allow: /a")
    cut = rules_of((b"User-agent: *\nDisallow: /\n" + b"#" * ROBOTS_BYTES)[: ROBOTS_BYTES - 9] + b"\nAllow: /")
    assert len(cut) > 1000
    assert not allowed(cut, "https://a.example/b", LIMITS.agent)


def test_a_site_that_does_not_answer_for_its_rules_is_asked_once_a_look() -> None:
    with serve({"/robots.txt": Answer(status=500)}) as site:
        found = ask(*(site.url(f"/{n}") for n in range(5)))
        assert {one.passes for one in found.values()} == {True}
        assert (len(found), len(site.seen)) == (5, 1)


WALL = "<p>Subscribe to continue reading. 1 euro a month, cancel anytime.</p><p>Already a subscriber? Log in.</p>"


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (f"<p>{TEXT}</p><p>{MORE}</p>", True),
        (f"<p>{TEXT}</p>{WALL}", False),
        (f"{WALL}<p>Unlimited access to all articles on every device you own.</p>", False),
        (f"<p>{TEXT}</p><p>Dieser Artikel ist nur für Abonnenten.</p>", False),
        (
            f"<p>{TEXT}</p><p>{MORE}</p><p>Sudland is already a member of the customs union of the river states.</p>",
            True,
        ),
        (f"<p>{TEXT}</p><p>{MORE}</p><p>{MORE} {MORE}</p><p>{TEXT}</p><p>Subscribe to our newsletter.</p>", True),
        (f"<p>{'We use cookies and so do our 800 partners, for the pass to our offers. ' * 3}</p>", False),
    ],
)
def test_a_wall_is_not_the_article(text: str, taken: bool) -> None:
    found = article_of(wire("https://a.example/1"), page(text=text))
    assert bool(found.text) is taken, found


def test_the_title_of_a_page_alone_proves_nothing() -> None:
    other = (
        "<p>All offers of our house at a glance: puzzles, recipes, travel and the daily quiz for the family.</p>" * 2
    )
    assert article_of(wire("https://a.example/1"), page(text=other)).text == ""


def test_pages_of_our_own_networks_are_left_alone() -> None:
    with serve({"/a": Answer(body=page())}) as site:
        (found,) = ask(site.url("/a"), manners=replace(OWN, allow_private=False)).values()
        assert found.text == ""
        assert site.seen == []


def test_one_host_is_asked_one_page_at_a_time_with_a_pause_and_several_side_by_side() -> None:
    routes = {f"/{n}": Answer(body=page(), delay_s=0.05) for n in range(3)}
    with serve(routes) as one, serve(routes) as other:
        links = [site.url(f"/{n}") for n in range(3) for site in (one, other)]
        begun = time.monotonic()
        found = ask(*links, manners=replace(OWN, pause_s=0.2))
        took = time.monotonic() - begun
        assert (one.most_at_once, other.most_at_once, len(found)) == (1, 1, 6)
    assert 0.4 <= took < 5.0  # the reading of the pages counts too


def test_what_the_time_does_not_carry_is_left_for_the_next_look() -> None:
    with serve({f"/{n}": Answer(body=page()) for n in range(9)}) as site:
        found = ask(*(site.url(f"/{n}") for n in range(9)), manners=replace(OWN, pause_s=0.3, total_s=0.8))
        assert 1 <= len(found) < 6
        slow = ask(*(site.url(f"/{n}") for n in range(3)), robots={site.address: "User-agent: *\nCrawl-delay: 60"})
        assert len(slow) == 1


def test_pages_are_read_by_what_reads_files_and_one_that_ends_it_leaves_the_feed_s_own_text() -> None:
    noted: list[str] = []

    def spread(call: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        noted.extend(item.place for item in items)
        for item in items:
            yield item.lost("reading it ended the program") if item.place.endswith("/b") else call(item)

    with serve({path: Answer(body=page()) for path in ("/a", "/b", "/c")} | {"/d": Answer(status=404)}) as site:
        links = [site.url(path) for path in ("/a", "/b", "/d", "/c")]
        found = read_pages([wire(link) for link in links], robots={}, limits=LIMITS, manners=OWN, spread=spread).pages
    assert noted == [f"page:{link}" for link in (links[0], links[1], links[3])]
    assert [one.key for one in found] == [wire(link).id for link in links]
    assert [bool(one.text) for one in found] == [True, False, False, True]
    assert (found[1].reason, found[1].passes) == ("reading it ended the program", False)


def test_rules_for_robots() -> None:
    rules = "User-agent: briefing\nAllow: /news/open\nDisallow: /news/\nCrawl-delay: 2.5\n\nUser-agent: *\nDisallow: /"
    assert allowed(rules, "https://a.example/news/open/1", LIMITS.agent)
    assert not allowed(rules, "https://a.example/news/1", LIMITS.agent)
    assert not allowed("User-agent: *\nDisallow: /*.html$", "https://a.example/x.html", LIMITS.agent)
    assert not allowed("\ufeffUser-agent: *\nDisallow: /", "https://a.example/x", LIMITS.agent)
    assert allowed("<html>not found</html>", "https://a.example/x", LIMITS.agent)
    assert (delay_of(rules, LIMITS.agent), delay_of("", LIMITS.agent)) == (2.5, 0.0)


def test_the_wire_keeps_its_name_and_takes_the_text_with_its_dateline() -> None:
    short = wire("https://a.example/1", summary="")
    full = with_page(short, f"BONN, Jan 6 (EXW) - {TEXT}\n\n{MORE}")
    assert (full.identity, full.link, full.headline) == (short.identity, short.link, short.headline)
    assert full.paragraphs == (TEXT, MORE)
    assert full.dateline is not None
    assert (full.dateline.place, full.marks, full.id != short.id) == ("BONN", ("page",), True)
    assert with_page(short, f"BONN, Jan 6 (EXW) - {TEXT}\n\n{MORE}").id == full.id
    long = wire("https://a.example/1", summary=f"{TEXT} {MORE} {TEXT}")
    assert with_page(long, TEXT) is long


def test_a_page_speaks_of_its_wire() -> None:
    made = wire("https://a.example/1")
    assert speaks_of(made, TEXT)
    assert not speaks_of(made, "Log in to read on. Subscribe for one euro a month.")
    assert speaks_of(replace(made, headline="中国 法国"), "今天 中国 与 法国")


def test_a_page_nested_too_deep_is_a_reason() -> None:
    found = article_of(wire("https://a.example/1"), b"<html><body>" + b"<div>" * 50_000 + TEXT.encode())
    assert found.text == ""
    assert found.reason
