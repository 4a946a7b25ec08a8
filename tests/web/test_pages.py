"""What the pages say: editions and what was taken back since, storylines, daybook, search, sources, runs, health."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from icalendar import Calendar

from briefing.pipeline import collect_once
from briefing.pipeline.care.status import status_of
from briefing.pipeline.care.tokens import make_token
from briefing.pipeline.options import Selection
from briefing.web.archive import Archive
from briefing.web.standing import standing
from tests.pipeline.builders import House
from tests.web.builders import READERS, SOURCES, Served, hidden_word, serving


def words(page: str) -> str:
    """The text of a page in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style.*?</style>", "", page))).split())


# ---------------------------------------------------------------- editions


def test_editions_stand_by_date_the_last_first(served: Served) -> None:
    page = served.get("/editions/desk").text
    assert re.findall(r"No\. (\d+)</span>", page) == ["3", "2", "1"]
    assert "January 2022" in page
    assert served.get("/editions/desk/on/2022-01-06").headers["location"] == "/editions/desk/2"
    assert served.get("/editions/desk/on/2022-01-09").status_code == 404
    assert "no date" in served.get("/editions/desk/on/yesterday").text


def test_what_was_killed_since_is_said_over_the_edition_and_in_no_list(served: Served) -> None:
    page = served.get("/editions/desk/2")
    said = words(page.text)
    assert "Since this edition was made Withdrawn" in said
    assert "Said in no. 3" in said
    killed = re.search(r'<article[^>]*id="([^"]+)"[^>]*>(?:(?!</article>).)*Soldiers seize', page.text, re.DOTALL)[1]
    assert f'#{killed}::before {{ content: "Withdrawn by its agency since"' in page.text
    listed = words(served.get("/editions/desk").text)
    assert "1 withdrawn since" in listed
    assert "Guinea-Bissau" not in listed
    assert "Guinea-Bissau" not in words(served.get("/editions/desk/2/why").text)
    assert "Soldiers seize" not in words(served.get("/storylines/desk").text)


def test_an_edition_is_the_frozen_one_in_its_template(served: Served) -> None:
    page = served.get("/editions/desk/2").text
    stored = served.get("/editions/desk/2/html").text
    main = re.compile(r"(?s)<div id=\"stories\">.*</main>")
    assert main.search(page)[0] == main.search(stored)[0]
    assert 'rel="prev">← No. 1' in page
    assert 'rel="next">No. 3 →' in page


def test_files_are_those_that_were_delivered(served: Served) -> None:
    folder = served.house.out / "desk" / "2022-01-06"
    for form in ("html", "json", "ics"):
        answer = served.get(f"/editions/desk/2/{form}")
        path = folder / f"desk-2022-01-06.{form}"
        assert answer.content == path.read_bytes()
        assert answer.headers["content-disposition"] == f'attachment; filename="{path.name}"'
        assert "1 report of" in answer.headers["briefing-notice"]
    assert served.get("/editions/desk/2/pdf").status_code == 404
    assert "briefing-notice" not in served.get("/editions/desk/3/json").headers


def test_a_file_that_is_gone_is_drawn_again(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    path = house.out / "desk" / "2022-01-06" / "desk-2022-01-06.json"
    before = path.read_bytes()
    path.unlink()
    with serving(house) as archive:
        assert archive.get("/editions/desk/1/json", "").content == before
        assert not path.exists()


def test_a_template_at_fault_costs_the_look_and_never_the_edition(tmp_path: Path) -> None:
    house = House(
        tmp_path,
        readers="  - {name: desk, zone: UTC, slots: [{at: '18:00'}], template: mine, formats: [html, json]}\n",
    )
    mine = tmp_path / "templates" / "mine"
    mine.mkdir(parents=True)
    (mine / "brief.html.j2").write_text("<html><body><h1>Mine: {{ edition.title }}</h1></body></html>")
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    with serving(house) as archive:
        own = archive.get("/editions/desk/1", "").text
        assert "Mine: Security" in own
        assert 'class="archive-bar"' in own
        (mine / "brief.html.j2").write_text("{{ edition.nonsense }}")
        fallen = archive.get("/editions/desk/1", "").text
        assert "at fault" in fallen
        assert "border talks in Kampala" in fallen


def test_the_handling_mark_of_a_reader_stands_on_his_pages(tmp_path: Path) -> None:
    house = House(
        tmp_path, readers="  - {name: desk, slots: [{at: '18:00'}], mark: 'TLP:AMBER', formats: [json, ics]}\n"
    )
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    with serving(house) as archive:
        pages = [
            "editions/desk",
            "editions/desk/1",
            "editions/desk/1/why",
            "storylines/desk",
            "daybook/desk",
            "preview/desk",
        ]
        assert [page for page in pages if "TLP:AMBER" not in archive.get(f"/{page}", "").text] == []


def test_why_names_the_reasons_and_the_wires(served: Served) -> None:
    page = served.get("/editions/desk/2/why").text
    assert "score" in page
    wire = re.search(r'href="(/wires/[0-9a-f]+)"', page)[1]
    said = words(served.get(wire).text)
    assert "What was decided on it" in said
    assert "No. 2 of Thursday 6 January 2022" in said


# ---------------------------------------------------------------- storylines, daybook, calendar


def test_a_storyline_has_its_timeline_and_its_editions(served: Served) -> None:
    page = served.get("/storylines/desk").text
    line = re.search(r'href="(/storylines/desk/s-[^"]+)">[^<]*Kampala', page)[1]
    said = words(served.get(line).text)
    assert "As the editions told it" in said
    assert "No. 2" in said
    assert served.get(line.replace("desk", "sahel"), "sahel").status_code == 404


def test_the_daybook_is_the_last_editions_and_the_calendar_too(served: Served) -> None:
    page = served.get("/daybook/desk").text
    assert "Kampala" in words(page)
    address = re.search(r"<code>(http[^<]+)</code>", page)[1]
    answer = served.get(address.removeprefix(served.address), "")
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = [e for e in Calendar.from_ical(answer.content).walk("VEVENT") if "Kampala" in str(e.get("location", ""))]
    assert event["dtstart"].dt.isoformat() == "2022-01-12"
    assert set(re.findall(r'href="#(note-\d+)"', page)) <= set(re.findall(r'id="(note-\d+)"', page))


# ---------------------------------------------------------------- wires


def hits(page: str) -> list[str]:
    return [words(head) for head in re.findall(r"(?s)<h3>(.*?)</h3>", page)]


def test_search_finds_words_and_shows_where_they_stand(served: Served) -> None:
    page = served.get("/search?q=talks+kampala").text
    assert hits(page) == ["Kenya and Uganda to hold border talks in Kampala"]
    assert "<mark>Kampala</mark>" in page
    assert hits(served.get("/search?q=kampala+-kenya").text) == []
    assert "No wire answers" in served.get("/search?q=zzz").text


def test_search_is_narrowed_by_region_topic_source_and_days(served: Served) -> None:
    def found(query: str, who: str = "operator") -> list[str]:
        return hits(served.get(f"/search?{query}", who).text)

    both = found("region=africa", "desk")
    assert "Clashes in northern Mali kill 12, army says" in both
    assert "Kenya and Uganda to hold border talks in Kampala" in both
    assert "Rovers beat United in cup" not in both
    assert found("region=sahel&source=drop", "desk") == ["Clashes in northern Mali kill 12, army says"]
    assert found("source=other") == ["Gunmen attack a camp in Niger"]
    assert found("q=mali&from=2022-01-05&until=2022-01-05") == ["Clashes in northern Mali kill 12, army says"]
    assert found("q=mali&until=2022-01-04") == []
    assert found("topic=armed-conflict&q=mali") == ["Clashes in northern Mali kill 12, army says"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("region=atlantis", "no region"),
        ("topic=gossip", "no topic"),
        ("from=2022-13-45", "no date"),
        ("q=x&from=0001-01-01", "no date from 1970"),
        ("from=2022-01-09&until=2022-01-01", "after the last"),
        ("q=-kenya", "no word to look for"),
        ("q=%22%28%29", "no word to look for"),
        ("", "Give words"),
    ],
)
def test_what_cannot_be_looked_for_is_said(served: Served, query: str, said: str) -> None:
    answer = served.get(f"/search?{query}")
    assert answer.status_code == 200
    assert said in words(answer.text)


@pytest.mark.parametrize(
    "query",
    ["q=%00%01", "q=NEAR(a,b)", "q=a*b%22c", "q=" + "x" * 5000, "page=-1&q=a", "page=9999&q=mali", "q=%F0%9F%92%A5"],
)
def test_no_query_breaks_the_search(served: Served, query: str) -> None:
    assert served.get(f"/search?{query}").status_code == 200


def test_withheld_wires_are_the_operators_alone(served: Served) -> None:
    for words_, state in (("truce+gao", "under an embargo until 2099"), ("bissau", "withdrawn by its agency")):
        assert hits(served.get(f"/search?q={words_}").text) == []
        page = served.get(f"/search?q={words_}", "operator").text
        assert state in page
        wires = re.findall(r'href="(/wires/[0-9a-f]+)"', page)
        assert {served.get(wire, "desk").status_code for wire in wires} == {404}
        assert any(state in served.get(wire, "operator").text for wire in wires)


def test_a_licence_for_the_headline_shows_the_headline_alone(served: Served) -> None:
    page = served.get("/search?q=tillaberi", "desk")
    assert hits(page.text) == ["Gunmen attack a camp in Niger"]
    assert "Tillaberi" not in words(page.text).replace("Tillaberi Region", "")
    wire = re.search(r'href="(/wires/[0-9a-f]+)"', page.text)[1]
    assert "army camp near" not in served.get(wire, "desk").text
    assert "army camp near" in served.get(wire, "operator").text


def test_a_reader_finds_nothing_of_sources_that_he_does_not_take(served: Served) -> None:
    assert hits(served.get("/search?q=niger", "sahel").text) == []
    assert hits(served.get("/search?q=niger", "desk").text)
    wire = re.search(r'href="(/wires/[0-9a-f]+)"', served.get("/search?q=niger", "desk").text)[1]
    assert served.get(wire, "sahel").status_code == 404
    assert "other" not in served.get("/sources", "sahel").text


def test_hostile_words_of_a_wire_are_text(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire(
        "talks",
        headline="<script>alert(1)</script> talks in Kampala <img src=x onerror=alert(2)>",
        text='KAMPALA, Jan 6 (EXW) - "><script>alert(3)</script> Kenya and Uganda hold talks in Kampala on January 12.',
        link="javascript:alert(4)",
    )
    house.run("2022-01-06T18:00:00+00:00")
    with serving(house) as archive:
        found = archive.get("/search?q=%3Cscript%3E+talks", "").text
        wire = re.search(r'href="(/wires/[0-9a-f]+)"', archive.get("/search?q=talks", "").text)[1]
        pages = [
            found,
            archive.get(wire, "").text,
            archive.get("/editions/desk", "").text,
            archive.get("/editions/desk/1", "").text,
        ]
        pages.append(archive.get("/editions/desk/1/why", "").text)
    for page in pages:
        assert "<script" not in page
        assert "<img" not in page
        assert "javascript:" not in re.sub(r">[^<]*<", "><", page)


# ---------------------------------------------------------------- sources, runs, health


def test_sources_say_how_they_do(served: Served) -> None:
    said = words(served.get("/sources").text)
    assert "drop EXW kept on this machine ok 7 Jan 2022, 18:00" in said
    assert str(served.house.drop) in served.get("/sources", "operator").text


def test_runs_and_status_name_the_same_last_edition(tmp_path: Path) -> None:
    house = House(tmp_path, readers="  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json]}\n")
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    house.wire("mali", date="2022-01-07T09:00:00Z")
    house.run("2022-01-07T13:00:00+00:00", extra=True, selection=Selection(regions=("sahel",)))
    last = status_of(house.config, datetime(2022, 1, 7, 14, tzinfo=UTC))["readers"][0]["last"]
    assert last["number"] == 2
    with serving(house) as archive:
        assert "no. 2 told" in archive.get("/runs", "").text


def test_runs_tell_what_they_did(served: Served) -> None:
    page = served.get("/runs", "operator").text
    run = re.search(r'href="(/runs/\d+)"', page)[1]
    said = words(served.get(run, "operator").text)
    assert "desk No. 3" in said
    assert served.get("/runs/999", "operator").status_code == 404


def test_health_says_that_an_edition_is_late_and_names_nobody_without_a_token(served: Served) -> None:
    anyone = served.get("/health", "")
    assert anyone.status_code == 503
    said = anyone.json()
    assert (said["status"], said["late"]) == ("late", 2)
    assert "readers" not in said
    assert "desk" not in anyone.text
    full = served.get("/health", "monitor").json()
    assert full["late"] == ["desk", "sahel"]
    assert full["last_run_at"] == "2022-01-07T18:00:00Z"
    assert full["next_due_at"] > full["at"]


def test_metrics_are_for_those_who_may_and_in_the_format(served: Served) -> None:
    for who in ("", "desk"):
        assert served.get("/metrics", who).status_code == 401
    text = served.get("/metrics", "monitor").text
    line = re.compile(r'^(# (HELP|TYPE) briefing_\w+ .+|briefing_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?\d+(\.\d+)?)$')
    assert [row for row in text.splitlines() if not line.match(row)] == []
    assert 'briefing_editions{reader="desk",state="told"} 3' in text
    assert "briefing_wires 7" in text


def test_health_is_well_when_all_is(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire("talks")
    house.run(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}+00:00")
    archive = Archive(house.config, opened="always")
    found = standing(archive)
    archive.close()
    assert found["status"] == "ok"
    assert found["late"] == []


# ---------------------------------------------------------------- faults, previews


def test_faults_are_pages_that_say_what_to_do(served: Served) -> None:
    page = served.get("/nope")
    assert page.status_code == 404
    assert "There is no such page" in page.text
    assert "To the first page" in page.text
    assert "No edition" not in page.text


def test_a_preview_takes_no_number_and_counts_as_nothing(tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    house = House(tmp_path, readers=READERS, sources=SOURCES)
    (tmp_path / "other").mkdir()
    house.wire("mali", date=f"{now - timedelta(days=1, hours=2):%Y-%m-%dT%H:%M:%SZ}")
    house.run((now - timedelta(days=1)).isoformat())
    text = "NIAMEY (EXW) - The leaders of Chad and Niger met in Niamey and agreed on patrols against armed men."
    head = "Leaders of Chad and Niger agree on patrols"
    house.wire("later", date=f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}", headline=head, text=text)
    collect_once(house.config, as_of_at=now)
    _, secret = make_token(house.config, reader="desk")
    before = store_rows(house)
    with serving(house, tokens={"desk": secret}) as archive, archive.logged_in("desk") as client:
        answer = client.post("/preview/desk", data={"word": hidden_word(client.get("/preview/desk"))})
        assert answer.status_code == 200, answer.text
        assert "Preview." in words(answer.text)
        assert head in words(answer.text)
        assert "sha256-" in answer.headers["content-security-policy"]
        sahel = client.post("/preview/sahel", data={"word": hidden_word(client.get("/preview/desk"))})
        assert sahel.status_code == 404
    assert store_rows(house) == before
    assert [path.name for path in house.out.rglob("*preview*")] == []


def store_rows(house: House) -> str:
    """All that runs leave in the store, as text."""
    path = house.config.store.removeprefix("sqlite:///")
    with sqlite3.connect(path) as db:
        tables = ("editions", "analyses", "traces", "runs", "outbox", "wires")
        return json.dumps({table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables})


def test_a_store_that_is_written_to_does_not_hold_up_readers(served: Served) -> None:
    """A writer that keeps its turn for seconds: pages come all the same, and what it wrote is there afterwards."""
    path = served.house.config.store.removeprefix("sqlite:///")
    writer = sqlite3.connect(path, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE sources SET etag = 'x'")
        for page in ("/editions/desk", "/search?q=mali", "/sources"):
            assert served.get(page).status_code == 200
        writer.execute("ROLLBACK")
    finally:
        writer.close()
