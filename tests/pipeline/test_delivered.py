"""Delivery as a part of runs: from the configuration to the mailbox, over days."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import feedparser
import pytest
from typer.testing import CliRunner

from tests.deliver.servers import mail_server, parsed

from .builders import House

ONE, TWO, OPS = "one@example.org", "two@example.org", "ops@example.org"


class MailedHouse(House):
    """A house whose reader gets his editions by mail."""

    def __init__(self, root: Path, port: int, *, more: str = "", mark: str = "") -> None:
        super().__init__(
            root,
            readers=f"  - {{name: desk, slots: ['18:00'], period: 1d, formats: [html, json, ics], mark: '{mark}', "
            f"addresses: [{ONE}, {TWO}]}}\n",
        )
        text = self.path.read_text(encoding="utf-8")
        self.path.write_text(
            f"{text}delivery:\n  give_up_after: 1h\n  operator: {{addresses: [{OPS}]}}\n  channels:\n"
            f"    - {{name: mail, kind: mail, server: 127.0.0.1, port: {port}, security: none, attach: [ics], "
            f"sender: briefing@example.org{more}}}\n",
            encoding="utf-8",
        )


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_run_sends_what_it_made_and_the_next_one_nothing(tmp_path: Path) -> None:
    with mail_server() as box:
        house = MailedHouse(tmp_path, box.port)
        house.wire("mali")
        done = house.run("2022-01-06T18:00:00+00:00")
        assert done.exit_code == 0
        assert "desk no. 1: delivered by mail (2 addresses)." in done.lines()
        house.run("2022-01-06T18:10:00+00:00")
        assert box.addresses() == [ONE, TWO]
        house.wire("coup", date="2022-01-07T12:00:00Z")
        house.run("2022-01-07T18:00:00+00:00")
    assert box.addresses() == [ONE, TWO] * 2
    first, second = box.to(ONE)
    assert first["Subject"].endswith("No. 1, Thu 6 Jan 2022: Clashes in northern Mali kill 12, army says")
    assert "Since your last briefing" in text_of(second)
    feed = feedparser.parse((house.out / "desk" / "editions.atom").read_bytes())
    assert [entry.summary for entry in feed.entries] == [
        "Soldiers seize power in Guinea-Bissau",
        "Clashes in northern Mali kill 12, army says",
    ]


def test_a_preview_goes_to_nobody(tmp_path: Path) -> None:
    with mail_server() as box:
        house = MailedHouse(tmp_path, box.port)
        house.wire("mali")
        house.run("2022-01-06T18:00:00+00:00", deliver=False)
        assert box.mails == []
        house.run("2022-01-06T18:00:00+00:00")
    assert box.addresses() == [ONE, TWO]


def test_what_never_arrived_is_said_to_operator_and_reader(tmp_path: Path) -> None:
    with mail_server({ONE: ["450 busy"] * 4 + ["250 OK"]}) as box:
        house = MailedHouse(tmp_path, box.port)
        house.wire("mali")
        assert house.run("2022-01-06T18:00:00+00:00").exit_code == 3
        for hour in ("18:06", "18:20", "19:30"):
            last = house.run(f"2022-01-06T{hour}:00+00:00")
        assert any("given up after 4 tries: the server said 450 busy" in line for line in last.lines())
        assert "was given up after 4 tries" in str(box.to(OPS)[0].get_content())
        house.wire("coup", date="2022-01-07T12:00:00Z")
        house.run("2022-01-07T18:00:00+00:00")
        house.run("2022-01-08T18:00:00+00:00")
    said = "Edition no. 1 of 2022-01-06 did not reach 1 of 2 addresses by mail; it lies in the archive."
    assert [said in " ".join(text_of(message).split()) for message in box.to(ONE)] == [True, False]


def test_a_mark_above_the_limit_is_a_fault_of_the_run_and_told_before(tmp_path: Path) -> None:
    from briefing.cli.app import app

    with mail_server() as box:
        house = MailedHouse(tmp_path, box.port, more=", limit: 'TLP:GREEN'", mark="TLP:RED")
        house.wire("mali")
        checked = CliRunner().invoke(app, ["check", "-c", str(house.path)])
        assert checked.exit_code == 2
        assert "channel mail will refuse his editions: TLP:RED is above TLP:GREEN" in checked.output
        done = house.run("2022-01-06T18:00:00+00:00")
    assert done.exit_code == 3
    assert any(f"not sent by mail to {ONE}: TLP:RED is above TLP:GREEN" in line for line in done.lines())
    assert box.addresses() == [OPS]


def test_a_headline_that_would_be_a_header_goes_out_as_words(tmp_path: Path) -> None:
    with mail_server() as box:
        house = MailedHouse(tmp_path, box.port)
        source = tmp_path / "drop" / "feed.xml"
        source.write_text(
            '<rss version="2.0"><channel><title>Norland\nWire</title><item><title><![CDATA[Troops seize Bamako '
            "airport\nBcc: x@evil.example\tin Mali]]></title><guid>m1</guid>"
            "<pubDate>Thu, 06 Jan 2022 05:00:00 GMT</pubDate>"
            "<description>BAMAKO (EXW) - Soldiers seized the airport of Bamako in Mali, killing 4.</description>"
            "</item></channel></rss>",
            encoding="utf-8",
        )
        house.run("2022-01-06T18:00:00+00:00")
    message = box.to(ONE)[0]
    assert message["Bcc"] is None
    assert message["Subject"].endswith("Troops seize Bamako airport Bcc: x@evil.example in Mali")
    assert box.addresses() == [ONE, TWO]


# ---------------------------------------------------------------- the commands


def test_check_says_who_gets_what_and_what_lies_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.cli.app import app

    monkeypatch.delenv("NOT_THERE", raising=False)
    word = tmp_path / "word"
    word.write_text("x", encoding="utf-8")
    word.chmod(0o644)
    path = tmp_path / "config.yaml"
    path.write_text(
        "sources: [{name: a, feed: 'https://x.example/f?token=hunter2'}]\n"
        "readers: [{name: desk, slots: ['07:00'], addresses: [a@example.org]}, "
        "{name: two, addresses: [b@example.org], delivery: {channels: [files]}}]\n"
        "delivery:\n  channels:\n"
        "    - {name: mail, kind: mail, server: m.example, user: u, password_file: word, security: none, "
        "sender: b@x.org}\n"
        "    - {name: hook, kind: webhook, address: 'https://x.example/?token=hunter2', secret_env: NOT_THERE}\n"
        "    - {name: files, kind: remote, address: 's3://b/x', options: {secret: hunter2}}\n",
        encoding="utf-8",
    )
    said = CliRunner().invoke(app, ["check", "-c", str(path)]).output
    assert "desk: out folder, mail to a@example.org, hook, files" in said
    assert "two: out folder, files" in said
    for warning in (
        "source a: its address holds a secret",
        "reader two: has addresses, and none of the channels that he names is a mail channel",
        f"channel mail: others may read {word}; chmod 600 {word}",
        "channel mail: password and editions travel open to m.example",
        "channel hook: its address may hold a secret",
        "channel hook: NOT_THERE with its secret is not set here",
        "channel files: options.secret is a secret",
    ):
        assert f"warning: {warning}" in said
    assert "hunter2" not in said


def test_channels_are_asked_only_when_wanted(tmp_path: Path) -> None:
    from briefing.cli.app import app

    with mail_server() as box:
        house = MailedHouse(tmp_path, box.port)
        assert CliRunner().invoke(app, ["check", "-c", str(house.path)]).exit_code == 0
        assert box.connections == 0
        asked = CliRunner().invoke(app, ["check", "--connect", "-c", str(house.path)])
        assert (asked.exit_code, box.connections) == (0, 1)
        assert "channel mail: the server answers" in asked.output
    silent = CliRunner().invoke(app, ["check", "--connect", "-c", str(house.path)])
    assert silent.exit_code == 2
    assert "fault: channel mail: no answer from 127.0.0.1" in silent.output


def test_outbox_by_command(tmp_path: Path) -> None:
    from briefing.cli.app import app

    with mail_server({ONE: ["550 gone", "250 OK"]}) as box:
        house = MailedHouse(tmp_path, box.port)
        house.wire("mali")
        house.run("2022-01-06T18:00:00+00:00")

        def outbox(*words: str) -> str:
            return CliRunner().invoke(app, ["outbox", *words, "-c", str(house.path)]).output

        assert "refused   desk no. 1 of 2022-01-06: mail to one@example.org" in outbox("list")
        assert [row["state"] for row in json.loads(outbox("list", "--all", "--json"))] == ["sent", "refused"]
        assert "the outbox has no row 99" in str(
            CliRunner().invoke(app, ["outbox", "drop", "99", "-c", str(house.path)]).exception
        )
        assert "desk no. 1: delivered by mail (1 address)." in outbox("retry", "1")
        assert outbox("list") == "Nothing waits in the outbox.\n"
        outbox("show", "-r", "desk", "--out", str(tmp_path / "look"))
        assert "no edition of 2021-01-01" in str(
            CliRunner()
            .invoke(app, ["outbox", "show", "-r", "desk", "--on", "2021-01-01", "-c", str(house.path)])
            .exception
        )
    found = parsed((tmp_path / "look" / "desk-2022-01-06-mail.eml").read_bytes())
    assert (found["To"], found["Subject"]) == (ONE, box.to(ONE)[0]["Subject"])
    assert sorted(path.suffix for path in (tmp_path / "look").iterdir()) == [".eml", ".html", ".txt"]
    assert box.addresses() == [TWO, OPS, ONE]
