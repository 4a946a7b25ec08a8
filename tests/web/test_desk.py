"""The desk on the web: what waits is noted, looked at and let go by forms."""

from __future__ import annotations

import re
from html import unescape

import httpx

from briefing.config.desk import read_notes
from tests.pipeline import desk as house_desk
from tests.web.builders import Served

PAGE = "/desk/desk/1"


def send(client: httpx.Client, do: str, page: str = PAGE, **fields: str) -> httpx.Response:
    word = re.search(r'name="word" value="([^"]+)"', client.get(page).text)
    return client.post(page, data={"word": word[1] if word else "", "do": do, **fields}, timeout=60)


def stories(page: str) -> dict[str, tuple[str, str]]:
    """Headline -> (id, what is chosen for it)."""
    rows = re.findall(r'<tr id="s\d+">.*?</tr>', page, re.DOTALL)
    found = {}
    for row in rows:
        name = re.search(r'<th scope="row"[^>]*>(.*?)</th>', row)
        known = re.search(r'name="story" value="([^"]+)"', row)
        chosen = re.search(r'value="([^"]*)" selected', row)
        assert name
        assert known
        found[unescape(name[1])] = known[1], chosen[1] if chosen else ""
    return found


def test_noted_looked_at_and_let_go(waiting: Served) -> None:
    with waiting.logged_in("operator") as client:
        assert PAGE in client.get("/desk").text
        before = stories(client.get(PAGE).text)
        lead, *_, last = before
        assert send(client, "place", story=before[last][0], to="pin").status_code == 303
        assert send(client, "place", story=before[lead][0], to="drop").status_code == 303
        words = "Two people on the spot\nsay <the same>."
        assert send(client, "comment", story=before[last][0], text=words, by="Ana").status_code == 303
        after = client.get(PAGE).text
        assert (stories(after)[last][1], stories(after)[lead][1]) == ("pin", "drop")
        assert "say &lt;the same&gt;." in after
        look = send(client, "look")
        assert look.status_code == 200
        assert "say &lt;the same&gt;." in look.text
        assert lead not in unescape(look.text)
        assert house_desk.states(waiting.house) == [(1, "held")]
        done = send(client, "release", by="Ana")
        assert done.status_code == 200, done.text
        assert "Gone out" in done.text
        assert "No edition waits" in client.get("/desk").text
        assert client.get(PAGE).status_code == 404
    told = house_desk.told(waiting.house)
    headlines = [story["headline"] for story in told["stories"]]
    assert last in headlines
    assert lead not in headlines
    assert [comment["text"] for comment in told["desk_comments"]] == [words]


def test_dropped(waiting: Served) -> None:
    with waiting.logged_in("operator") as client:
        done = send(client, "drop", reason="a test")
        assert "will not go out" in done.text
    assert house_desk.states(waiting.house) == [(1, "dropped")]


def test_it_is_the_operators(waiting: Served) -> None:
    assert "/desk" not in waiting.get("/", "sahel").text
    for path in ("/desk", PAGE):
        assert waiting.get(path, "sahel").status_code == 403
        assert waiting.get(path, "monitor").status_code == 404
    with waiting.logged_in("sahel") as client:
        word = re.search(r'name="word" value="([^"]+)"', client.get("/editions/sahel").text)
        assert word
        assert client.post(PAGE, data={"word": word[1], "do": "drop"}).status_code == 404
    with waiting.client("operator") as client:
        assert client.post(PAGE, data={"do": "drop"}).status_code == 403  # no word of a form of ours
    assert house_desk.states(waiting.house) == [(1, "held")]


def test_what_cannot_be_noted(waiting: Served) -> None:
    notes = house_desk.note(waiting.house, "pin: [1\n")
    with waiting.logged_in("operator") as client:
        page = client.get(PAGE)
        assert "The notes are at fault" in page.text
        refused = send(client, "comment", text="words")
        assert refused.status_code == 400
        assert notes.name in refused.text
        assert send(client, "release").status_code == 409
        assert notes.read_text(encoding="utf-8") == "pin: [1\n"
        notes.unlink()
        assert send(client, "place", story="nothing", to="pin").status_code == 400
        assert send(client, "nonsense").status_code == 400
        known = next(iter(stories(client.get(PAGE).text).values()))[0]
        assert send(client, "place", story=known, to="no-such-region").status_code == 400
        assert read_notes(notes).move == []


def test_notes_by_words_of_a_headline_are_seen_and_changed(waiting: Served) -> None:
    with waiting.logged_in("operator") as client:
        headline, (known, _) = next(iter(stories(client.get(PAGE).text).items()))
        words = " ".join(headline.split()[:3])
        notes = house_desk.note(
            waiting.house, f"drop: ['{words}']\ncomments:\n  - {{story: '{words}', text: 'Seen on the spot.'}}\n"
        )
        page = client.get(PAGE).text
        assert stories(page)[headline][1] == "drop"
        assert "On the whole edition" not in page
        assert send(client, "place", story=known, to="pin").status_code == 303
        assert (read_notes(notes).drop, read_notes(notes).pin) == ([], [known])
        assert send(client, "uncomment", text="Seen on the spot.", story=words).status_code == 303
        assert read_notes(notes).comments == []
