"""The cases beside the project that end in a mailbox."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cases.playing import CASES, Play, case
from tests.deliver.servers import Box, mail_server

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the folder of cases is not beside the project"),
]
MORNING = "2026-03-04T07:00:00+00:00"
OURS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Unsubscribe",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}
READERS = [f"r{n}" for n in range(1, 10)]


def mailed(play: Play, box: Box) -> None:
    """Give the house a mail channel."""
    with play.path.open("a", encoding="utf-8") as file:
        file.write(
            f"delivery: {{channels: [{{name: mail, kind: mail, server: 127.0.0.1, port: {box.port}, security: none, "
            "sender: b@example.org}]}\n"
        )


def test_a_line_break_in_a_headline_breaks_no_mail(tmp_path: Path) -> None:
    address = r'"Doe, J. \"Jo\"" <jdoe@reader.example>'
    readers = (
        "  - {name: chief, zone: UTC, slots: [{at: '07:00'}], period: 1d, formats: [json, ics], reads: [en, ru],\n"
        f"     sections: [security-talks, regional-crises, other], addresses: ['{address}']}}\n"
    )
    play = Play(tmp_path, "feed", readers=readers)
    play.give("feed", case("30") / "feed.xml")
    with mail_server() as box:
        mailed(play, box)
        assert play.run(MORNING).exit_code == 0
    assert box.addresses() == ["jdoe@reader.example"]
    (message,) = box.to("jdoe@reader.example")
    assert set(message.keys()) <= OURS
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ('Doe, J. "Jo"', "jdoe@reader.example")
    headlines = [" ".join(text.split()) for text in play.stories("2026-03-04", "chief")]
    assert len(headlines) == 2
    shown = str(message["Subject"]).partition(": ")[2].rstrip("…")
    assert any(headline.startswith(shown) for headline in headlines)
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    text = " ".join(body.get_content().split())
    assert "Talks end Bcc: x@evil.example in Geneva" in text


def run_beside(play: Play) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "briefing", "run", "--as-of", MORNING, "--deliver", "-c", str(play.path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ.copy())


@pytest.mark.slow
def test_a_kill_after_six_mails_sends_nobody_a_second_one(tmp_path: Path) -> None:
    readers = "".join(
        f"  - {{name: {name}, slots: [{{at: '07:00'}}], formats: [{'html' if name == 'r7' else 'json'}], "
        f"addresses: [{name}@reader.example], template: {'die' if name == 'r7' else 'default'}}}\n"
        for name in READERS
    )
    play = Play(tmp_path, readers=readers)
    (tmp_path / "templates" / "die").mkdir(parents=True)
    (tmp_path / "templates" / "die" / "brief.html.j2").write_text("{% for %}", "utf-8")
    play.wire("mali", date="2026-03-04T05:00:00Z")
    with mail_server() as box:
        mailed(play, box)
        first = run_beside(play)
        until = time.monotonic() + 60
        while len(box.mails) < 6 and time.monotonic() < until:
            time.sleep(0.001)
        first.kill()
        first.communicate(timeout=30)
        reached = len(box.mails)
        for _ in range(2):
            out, _ = run_beside(play).communicate(timeout=60)
    assert 6 <= reached < 9, out
    got = Counter(box.addresses())
    assert set(got) == {f"{name}@reader.example" for name in READERS}
    doubled = [address for address, count in got.items() if count > 1]
    assert len(doubled) <= 1  # the one that was being sent; its id is the same
    for address in doubled:
        assert len({message["Message-ID"] for message in box.to(address)}) == 1
