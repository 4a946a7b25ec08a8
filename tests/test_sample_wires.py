"""The sample wires in wires/: what README.md promises of them is there, and nothing in them leads to a real address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

WIRES = Path(__file__).parents[1] / "wires"
TEXTS = sorted(WIRES.glob("*.txt"))
RSS = WIRES / "harbour-daily-world.rss.xml"
ATOM = WIRES / "mpa-world.atom.xml"
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
SEED_FORM = re.compile(r"^ date 2022-01-0[4-6] [^\n]+?\. /(TASS|SEVER|СЕВЕР)/\. ")
DATELINE = re.compile(r"^[A-Z][\w', -]+(, (Jan \d|\d janvier) \(EXW\) - | \(MPA\) — )", re.MULTILINE)


def headers(path: Path) -> dict[str, str]:
    """The ``Key: value`` lines above the first empty line; {} for a wire in the seed's form."""
    head, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    if head.startswith(" date "):
        return {}
    return dict(line.split(": ", 1) for line in head.splitlines())


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n\n")[2]


def test_readme_lists_every_file_and_no_other():
    listed = re.findall(
        r"^\| ([\w.-]+\.(?:txt|xml)) \|", (WIRES / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(p.name for p in WIRES.iterdir() if p.name != "README.md")


def test_thirty_three_texts_and_two_feeds_with_fourteen_items():
    assert len(TEXTS) == 33
    assert len(ElementTree.parse(RSS).findall(".//item")) == 8
    assert len(ElementTree.parse(ATOM).findall("atom:entry", NS)) == 6


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_every_text_has_one_of_the_two_forms(path: Path):
    text = path.read_text(encoding="utf-8")
    if text.startswith(" date "):
        assert SEED_FORM.match(text)
        return
    assert {"Source", "Date", "Headline", "Slug", "Urgency", "Link"} <= headers(path).keys()
    assert DATELINE.match(body(path)) or headers(path).get("Kind") == "kill"


def test_every_link_leads_to_a_reserved_name():
    namespaces = {"www.w3.org", "purl.org"}
    for path in WIRES.iterdir():
        hosts = set(re.findall(r"https?://([^/\s\"<]+)", path.read_text(encoding="utf-8")))
        assert all(host.endswith(".example") or host in namespaces for host in hosts), path.name


def test_update_chain_keeps_slug_and_link_and_changes_text():
    chain = sorted(WIRES.glob("exw-2022-01-06-kazakhstan-unrest-v*.txt"))
    assert [headers(p)["Version"] for p in chain] == ["1", "2", "3"]
    assert len({(headers(p)["Slug"], headers(p)["Link"]) for p in chain}) == 1
    assert len({body(p) for p in chain}) == len({headers(p)["Headline"] for p in chain}) == 3
    assert [headers(p)["Date"] for p in chain] == sorted(headers(p)["Date"] for p in chain)


def test_kill_and_correction_name_what_they_withdraw():
    kill, killed = (WIRES / f"exw-2022-01-06-aktobe-depot{end}.txt" for end in ("-kill", ""))
    assert headers(kill)["Kills"] == headers(killed)["Link"]
    assert headers(killed)["Slug"] in body(kill)
    right, wrong = (WIRES / f"mpa-2022-01-0{end}.txt" for end in ("6-yemen-ship-correction", "3-yemen-ship"))
    assert headers(right)["Corrects"] == headers(wrong)["Link"]
    assert headers(wrong)["Slug"] in body(right)
    assert "Saudi-flagged" in body(wrong)
    assert "wrongly said" in body(right)


def test_reprint_is_word_for_word_under_another_headline():
    origin = WIRES / "exw-2022-01-05-washington-bosnia-sanctions.txt"
    item = next(i for i in ElementTree.parse(RSS).findall(".//item") if "Dodik" in i.findtext("title", ""))
    printed = re.findall(r"<p>(.*?)</p>", item.findtext("content:encoded", "", NS))
    assert printed == body(origin).strip().split("\n\n")
    assert item.findtext("title") != headers(origin)["Headline"]


def test_crlf_copy_differs_in_line_ends_alone():
    first = (WIRES / "mpa-2022-01-05-baghdad-drones.txt").read_bytes()
    again = (WIRES / "mpa-2022-01-05-baghdad-drones-again-crlf.txt").read_bytes()
    assert b"\r" not in first
    assert again == first.replace(b"\n", b"\r\n")


def test_one_rss_item_has_no_date_and_the_others_fall_into_the_days():
    dates = [item.findtext("pubDate") for item in ElementTree.parse(RSS).findall(".//item")]
    assert dates.count(None) == 1
    days = {parsedate_to_datetime(d).date().isoformat() for d in dates if d}
    assert days <= {"2022-01-04", "2022-01-05", "2022-01-06"}


def test_two_agencies_differ_on_the_killed_and_on_the_peacekeepers():
    sever = (WIRES / "sever-2022-01-06-almaty-casualties.txt").read_text(encoding="utf-8")
    exw = body(WIRES / "exw-2022-01-06-kazakhstan-unrest-v3.txt")
    assert "Thirteen members of the security forces have been killed" in sever
    assert "At least 12 police officers have been killed" in exw
    assert "about 2,500" in (WIRES / "sever-2022-01-06-moscow-csto.txt").read_text(encoding="utf-8")
    assert "about 3,000" in ATOM.read_text(encoding="utf-8")


def test_invented_stories_say_so():
    invented = {p.name for p in TEXTS if headers(p).get("Note", "").startswith("Sample item")}
    assert invented == {
        "exw-2022-01-05-border-commission.txt",
        "exw-2022-01-06-border-commission-moved.txt",
        "exw-2022-01-06-aktobe-depot.txt",
        "exw-2022-01-06-aktobe-depot-kill.txt",
        "mpa-2022-01-06-geneva-sahel-survey-embargoed.txt",
        "mpa-2022-01-06-football-late-strike.txt",
    }


def test_the_wire_parser_finds_every_date_dateline_and_notice():
    from briefing.collect.wiretext import parse_wire

    at = datetime(2022, 1, 6, 18, tzinfo=UTC)
    wires = {p.name: parse_wire(p.read_bytes(), path=str(p), source="wires", received_at=at) for p in TEXTS}
    assert {n for n, w in wires.items() if not w.dateline} == {"exw-2022-01-06-aktobe-depot-kill.txt"}
    assert all(w.published_text[:10] == re.findall(r"\d{4}-\d\d-\d\d", n)[0] for n, w in wires.items())
    assert {n: w.kind for n, w in wires.items() if w.kind != "wire"} == {
        "exw-2022-01-06-aktobe-depot-kill.txt": "kill",
        "mpa-2022-01-06-yemen-ship-correction.txt": "correction",
    }
    assert [n for n, w in wires.items() if w.embargo_at] == ["mpa-2022-01-06-geneva-sahel-survey-embargoed.txt"]
    assert {n[:3]: w.language for n, w in wires.items() if w.language == "fr"} == {"exw": "fr"}
    assert [n for n, w in wires.items() if w.language == "ru"] == ["sever-2022-01-06-moskva-odkb-ru.txt"]
