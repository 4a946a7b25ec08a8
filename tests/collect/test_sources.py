"""All sources of a run: one bad one is a report, and nothing seen is forgotten."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefing.collect import CollectResult, Limits, SourceSpec, Validators, collect_sources
from briefing.model import SourceReport
from tests.servers import Answer, serve

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
QUICK = Limits(tries=1, pause_s=0.01, patience_s=0.2)


def feed(*titles: str) -> bytes:
    items = "".join(f"<item><title>{t}</title><guid>{t}</guid></item>" for t in titles)
    return f"<rss version='2.0'><channel><title>Desk</title>{items}</channel></rss>".encode()


def collect(
    sources: Sequence[SourceSpec], known: dict[str, Validators] | None = None, *, offline: bool = False
) -> CollectResult:
    return collect_sources(
        sources, received_at=NOW, known=known or {}, limits=QUICK, now_s=1e10, offline=offline, settle_s=2.0
    )


def spec(name: str, address: str, kind: str = "feed", **more: object) -> SourceSpec:
    more.setdefault("allow_private", True)
    return SourceSpec(name=name, kind=kind, address=address, **more)  # type: ignore[arg-type]


def validators(report: SourceReport) -> Validators:
    return Validators(etag=report.etag, last_modified=report.last_modified)


def test_one_bad_source_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "a.txt").write_text("date 2022-01-06 BONN, January 6. /EXW/. The pass was reopened.\n")
    (tmp_path / "one.xml").write_bytes(feed("file"))
    routes = {"/ok": Answer(body=feed("a", "b"), etag='"1"'),
              "/page": Answer(body=b"<html><title>Log in</title></html>"),
              "/hang": Answer(hang=True), "/none": Answer(body=feed())}  # fmt: skip
    with serve(routes) as site:
        begun = time.monotonic()
        result = collect(
            [
                spec("hang", site.url("/hang"), deadline_s=0.5),
                spec("ok", site.url("/ok"), publisher="Example"),
                spec("gone", site.url("/gone")),
                spec("page", site.url("/page")),
                spec("none", site.url("/none")),
                spec("drop", str(tmp_path / "drop"), "folder"),
                spec("file", f"file://{tmp_path}/one.xml"),
                spec("missing", str(tmp_path / "missing"), "folder"),
                spec("missing-file", str(tmp_path / "missing.xml"), "file"),
                spec("odd", "gopher://x.example/feed"),
            ]
        )
        assert time.monotonic() - begun < 3
    told = {r.source: (r.status, r.wires, r.reason) for r in result.reports}
    assert [r.source for r in result.reports] == [
        "hang",
        "ok",
        "gone",
        "page",
        "none",
        "drop",
        "file",
        "missing",
        "missing-file",
        "odd",
    ]
    assert told["ok"] == ("ok", 2, "")
    assert told["drop"][:2] == ("ok", 1)
    assert told["file"][:2] == ("ok", 1)
    assert told["none"] == ("empty", 0, "the feed has no items")
    for name, words in (
        ("hang", "no full answer within 0.5 s"), ("gone", "answered 404 Not Found"), ("page", "“Log in”"),
        ("missing", "no such folder"), ("missing-file", "no such file"), ("odd", "no http(s) address"),
    ):  # fmt: skip
        assert told[name][0] == "failed"
        assert words in told[name][2]
    assert len(result.wires) == 4
    assert result.wires[0].publisher == "Example"


def test_a_strange_answer_forgets_nothing() -> None:
    """A good feed, then a bot check, an error, an empty body, no items, and the good feed again with one item more."""
    script = [
        Answer(body=feed("a", "b", "c"), etag='"1"'),
        Answer(body=b"<!doctype html><title>Are you a robot?</title>", etag='"2"'),
        Answer(status=503),
        Answer(body=b"", etag='"3"'),
        Answer(body=feed(), etag='"4"'),
        Answer(body=feed("a", "b", "c", "d"), etag='"5"'),
        Answer(body=feed("a", "b", "c", "d"), etag='"5"'),
    ]
    with serve({"/feed": script}) as site:
        source = spec("desk", site.url("/feed"))
        seen: set[str] = set()
        known = Validators()
        new, statuses = [], []
        for _ in script:
            result = collect([source], {"desk": known})
            fresh = {w.id for w in result.wires} - seen
            seen |= fresh
            new.append(len(fresh))
            statuses.append(result.reports[0].status)
            known = validators(result.reports[0])
    assert new == [3, 0, 0, 0, 0, 1, 0]
    assert statuses == ["ok", "failed", "failed", "failed", "empty", "ok", "unchanged"]
    assert [s.headers.get("if-none-match", "") for s in site.seen] == ["", *['"1"'] * 5, '"5"']


def test_offline_leaves_the_network_alone(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_bytes(feed("file"))
    sources = [spec("net", "http://127.0.0.1:9/feed"), spec("file", str(tmp_path / "one.xml"), "file")]
    result = collect(sources, offline=True)
    assert [(r.status, r.wires) for r in result.reports] == [("unchanged", 0), ("ok", 1)]
    assert "offline" in result.reports[0].reason


def test_a_file_is_read_again_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_bytes(feed("a"))
    source = spec("file", str(path), "file")
    first = collect([source])
    second = collect([source], {"file": Validators(taken=first.taken["file"])})
    path.write_bytes(feed("a", "b"))
    third = collect([source], {"file": Validators(taken=second.taken["file"])})
    assert [len(r.wires) for r in (first, second, third)] == [1, 0, 2]
    assert second.reports[0].status == "unchanged"


def test_files_dropped_just_now_are_read_in_the_same_round_once_they_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("date 2022-01-06 BONN, January 6. /EXW/. The pass was reopened.\n")
    result = collect_sources(
        [spec("drop", str(tmp_path), "folder")],
        received_at=NOW,
        known={},
        limits=QUICK,
        settle_s=0.2,
        now_s=time.time(),
    )
    assert (result.reports[0].status, result.reports[0].wires, result.reports[0].reason) == ("ok", 1, "")
    assert len(result.wires) == 1


def test_a_broken_file_in_a_folder_is_a_line_and_not_a_failure(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<html></html>")
    result = collect([spec("drop", str(tmp_path), "folder")])
    assert result.reports[0].status == "unchanged"
    assert result.reports[0].reason == "1 file could not be read"
    assert "HTML page" in result.errors[0].error


def test_a_feed_that_moved_for_good_says_so() -> None:
    routes = {"/old": Answer(status=301, location="/new"), "/new": Answer(body=feed("a"))}
    with serve(routes) as site:
        report = collect([spec("desk", site.url("/old"))]).reports[0]
        assert report.status == "ok"
        assert f"moved to {site.url('/new')}" in report.reason


def test_relative_links_take_the_address_that_answered() -> None:
    body = feed("a").replace(b"<guid>", b"<link>/world/a</link><guid isPermaLink='false'>")
    with serve({"/f": Answer(body=body)}) as site:
        wire = collect([spec("desk", site.url("/f"))]).wires[0]
        assert wire.link == site.url("/world/a")


def test_the_same_feed_twice_gives_the_same_ids() -> None:
    with serve({"/f": Answer(body=feed("a", "a", "b"))}) as site:
        source = spec("desk", site.url("/f"))
        first, second = collect([source]), collect([replace(source, publisher="Other")])
    assert [w.id for w in first.wires] == [w.id for w in second.wires]
    assert len({w.id for w in first.wires}) == 3


def test_what_a_folder_s_files_lack_is_named(tmp_path: Path) -> None:
    wire = "Sourc: Nairobi Wire\nDate: 2022-01-06T11:15:00Z\nHeadline: Talks to open\n\nThe talks will open.\n"
    (tmp_path / "typo.txt").write_text(wire)
    drop = spec("drop", str(tmp_path), "folder")
    (report,) = collect([drop]).reports
    assert report.reason == "unknown header 'Sourc' in typo.txt"
    (tmp_path / "typo.txt").unlink()
    (tmp_path / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    first = collect([drop])
    (tmp_path / ".quarantine" / "p.png").rename(tmp_path / "p.png")
    second = collect([drop], {"drop": Validators(taken=first.taken["drop"])})
    (report,) = collect([drop], {"drop": Validators(taken=second.taken["drop"])}).reports
    assert report.reason == "p.png refused before and passed over: touch it to try again"
