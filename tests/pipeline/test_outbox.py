"""The outbox at work: each address once, failures later, refusals over, and nothing that stops another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.model import GlanceLine, Notice
from briefing.pipeline.post.atom import write_feeds
from briefing.pipeline.post.outbox import deliver_due, handed_lines, targets, with_deliveries
from briefing.pipeline.post.posting import drop, list_outbox, retry, row_lines
from tests.deliver.servers import mail_server
from tests.render.builders import card, entry

from .posting import AT, DAY, FIRST, MINUTE, Post, mail, states

ROOT = Path(__file__).parents[2]
ONE, TWO, THREE = "one@example.org", "two@example.org", "three@example.org"
ALL = f"{ONE}, {TWO}, {THREE}"
SHARE = "    - {name: share, kind: folder, path: share}\n"


def test_each_address_gets_an_edition_once(tmp_path: Path) -> None:
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port) + SHARE, addresses=ALL)
        with post.open() as store:
            assert post.told(store) == []
            assert post.deliver(store) == dict.fromkeys((ONE, TWO, THREE, "share"), "sent")
            assert post.deliver(store, AT + DAY) == {}
            post.told(store, FIRST + DAY, number=2)
            post.deliver(store, AT + DAY)
    assert sorted(box.addresses()) == sorted([ONE, TWO, THREE] * 2)
    ids = {message["Message-ID"] for address in (ONE, TWO, THREE) for message in box.to(address)}
    assert len(ids) == 2  # one for each edition, whoever gets it
    assert sorted(p.name for p in (tmp_path / "share").iterdir()) == [
        f"analyst-2022-01-0{day}.{form}" for day in (6, 7) for form in ("ics", "pdf")
    ]


def test_the_mail_holds_the_files_and_says_so(tmp_path: Path) -> None:
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port), addresses=ONE)
        with post.open() as store:
            post.told(store)
            post.deliver(store)
    (message,) = box.to(ONE)
    assert message["Subject"] == "The Morning Briefing No. 1, Thu 6 Jan 2022: News of 2022-01-06"
    assert message["Date"].startswith("Thu, 06 Jan 2022 19:00:00 +0100")  # the edition is Berlin's
    names = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert names == {"analyst-2022-01-06.ics": b"ics of 2022-01-06", "analyst-2022-01-06.pdf": b"pdf of 2022-01-06"}
    text = message.get_body(("plain",))
    assert text is not None
    assert "Attached: analyst-2022-01-06.pdf, analyst-2022-01-06.ics" in text.get_content()


def test_what_is_over_the_size_is_linked(tmp_path: Path) -> None:
    link = "  link: https://b.example/\n"
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port, attach_up_to=20), addresses=ONE, more=link)
        with post.open() as store:
            post.told(store)
            post.deliver(store)
    (message,) = box.to(ONE)
    assert [part.get_filename() for part in message.iter_attachments()] == ["analyst-2022-01-06.pdf"]
    text = message.get_body(("plain",))
    assert text is not None
    assert "https://b.example/analyst/2022-01-06/analyst-2022-01-06.ics" in text.get_content()


def test_links_lead_to_the_archive_on_the_web(tmp_path: Path) -> None:
    with mail_server() as box:
        post = Post(
            tmp_path, mail(box.port, attach_up_to=0), addresses=ONE, more="web: {url: 'https://archive.example/x'}\n"
        )
        with post.open() as store:
            post.told(store)
            post.deliver(store)
            write_feeds(post.config, store, tmp_path / "out", ["analyst"])
    text = box.to(ONE)[0].get_body(("plain",))
    assert text is not None
    assert "https://archive.example/x/editions/analyst/1/pdf" in text.get_content()
    feed = (tmp_path / "out" / "analyst" / "editions.atom").read_text("utf-8")
    assert 'href="https://archive.example/x/editions/analyst/1/ics"' in feed


def test_a_feed_that_cannot_be_written_is_told_in_its_place_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post(tmp_path, SHARE)
    out, names = tmp_path / "out", ["analyst", *(f"r{n}" for n in range(20)), "analyst"]
    with post.open() as store:
        post.told(store)
        for n in (3, 11):
            (out / f"r{n}").write_text("a file", encoding="utf-8")
        faults = write_feeds(post.config, store, out, names)
        assert [line.split(" could")[0] for line in faults] == ["The feed of r3", "The feed of r11"]
        assert all("a file stands where the folder should be" in line for line in faults)
        whole = [
            path.parent.name for path in out.rglob("editions.atom") if path.read_text("utf-8").endswith("</feed>\n")
        ]
        assert sorted(whole) == sorted({*names} - {"r3", "r11"})
        monkeypatch.setattr("briefing.pipeline.post.atom.write_feed", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_feeds(post.config, store, out, names)


def test_a_template_of_the_mail_at_fault_costs_no_mail(tmp_path: Path) -> None:
    (tmp_path / "templates" / "own").mkdir(parents=True)
    (tmp_path / "templates" / "own" / "mail.html.j2").write_text("<p>{{ edition.titel }}", "utf-8")
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port), addresses=ONE)
        with post.open() as store:
            post.told(store, template="own")
            handed = deliver_due(post.config, store, AT)
    assert len(box.mails) == 1
    assert 'in the stock template: own/mail.html.j2:1: unknown name "titel" of Edition' in handed_lines(handed)[1]


def test_refusals_and_waits_are_of_their_address_alone(tmp_path: Path) -> None:
    with mail_server({ONE: ["550 no such user"], TWO: ["450 greylisted", "250 OK"]}) as box:
        post = Post(tmp_path, mail(box.port), addresses=ALL)
        with post.open() as store:
            post.told(store)
            assert post.deliver(store) == {ONE: "refused", TWO: "queued", THREE: "sent"}
            assert post.deliver(store, AT + 4 * MINUTE) == {}
            assert post.deliver(store, AT + 5 * MINUTE) == {TWO: "sent"}
            assert post.deliver(store, AT + DAY) == {}
            assert {row.address: (row.state, row.tries) for row in store.outbox_rows()} == {
                ONE: ("refused", 1),
                TWO: ("sent", 2),
                THREE: ("sent", 1),
            }
    assert box.addresses() == [THREE, TWO]


def test_a_channel_that_fails_stops_no_other(tmp_path: Path) -> None:
    with mail_server() as box:
        port = box.port
    post = Post(tmp_path, mail(port) + SHARE, addresses=ALL)
    with post.open() as store:
        post.told(store)
        handed = deliver_due(post.config, store, AT)
        assert states(handed) == {ONE: "queued", TWO: "queued", THREE: "queued", "share": "sent"}
        reasons = {one.reason for one in handed if one.state == "queued"}
        assert len(reasons) == 1
        assert f"no answer from 127.0.0.1:{port}:" in reasons.pop()
        with mail_server() as box:
            again = Post(tmp_path, mail(box.port), addresses=ALL)
            assert again.deliver(store, AT + 5 * MINUTE) == dict.fromkeys((ONE, TWO, THREE), "sent")


def test_one_readers_folder_is_no_matter_to_another(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "2022-01-06").write_text("in the way", encoding="utf-8")
    post = Post(tmp_path, "    - {name: share, kind: folder, path: 'share/{on}'}\n")
    with post.open() as store:
        post.told(store)
        post.told(store, FIRST + DAY, number=2)
        handed = deliver_due(post.config, store, AT + DAY)
    assert [(one.row.number, one.state) for one in handed] == [(1, "queued"), (2, "sent")]
    assert "a file stands where" in handed[0].reason


def test_given_up_after_days_and_said(tmp_path: Path) -> None:
    with mail_server({ONE: ["450 never"]}) as box:
        post = Post(tmp_path, mail(box.port), addresses=ONE, more="  give_up_after: 1d\n")
        with post.open() as store:
            post.told(store)
            tries, at = 0, AT
            while rows := store.outbox_rows(states=["queued"]):
                assert rows[0].next_try_at is not None
                at = rows[0].next_try_at
                handed = deliver_due(post.config, store, at)
                tries += 1
    assert tries == 10
    assert DAY <= at - AT < DAY * 1.4
    (line,) = handed_lines(handed)
    assert "given up after 10 tries: the server said 450 never. `briefing outbox retry 1` queues it again" in line


def test_a_name_that_changes_between_two_runs_makes_no_second_mail(tmp_path: Path) -> None:
    with mail_server() as box, Post(tmp_path, mail(box.port), addresses=ONE).open() as store:
        Post(tmp_path, mail(box.port), addresses=ONE).told(store)
        renamed = Post(tmp_path, mail(box.port), addresses=f"Jo <{ONE}>")
        renamed.told(store)  # the run was stopped before the edition counted as told, and queues it again
        renamed.deliver(store)
    assert box.addresses() == [ONE]


def test_a_mark_above_the_limit_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port, limit='"TLP:GREEN"') + SHARE, addresses=ONE)
        with post.open() as store:
            (said,) = post.told(store, mark="TLP:RED")
            assert said.startswith(f"not sent by mail to {ONE}: TLP:RED is above TLP:GREEN")
            assert post.deliver(store) == {"share": "sent"}
            assert post.told(store, mark="TLP:RED") == []  # queued again after a stopped run: said once
    assert box.mails == []


def test_a_channel_that_is_gone(tmp_path: Path) -> None:
    post = Post(tmp_path, mail(1), addresses=ONE)
    with post.open() as store:
        post.told(store)
        other = Post(tmp_path, SHARE)
        handed = deliver_due(other.config, store, AT)
    assert [(one.state, one.reason) for one in handed] == [("refused", "there is no channel of this name any more")]


def test_files_that_are_gone_are_drawn_again(tmp_path: Path) -> None:
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port), addresses=ONE)
        with post.open() as store:
            post.told(store)
            (tmp_path / "out" / "analyst" / "2022-01-06" / "analyst-2022-01-06.ics").unlink()
            assert post.deliver(store) == {ONE: "sent"}
    (message,) = box.to(ONE)
    assert any(b"BEGIN:VCALENDAR" in part.get_payload(decode=True) for part in message.iter_attachments())


def test_what_was_withdrawn_meanwhile_is_said_first_and_not_told_again(tmp_path: Path) -> None:
    gone, kept = card(1, "Army takes the capital", "Troops took it.^1"), card(2, "Talks go on", "They go on.^2")
    lines = tuple(GlanceLine(text=one.headline, target=one.id, kind="story") for one in (gone, kept))
    killed = Notice(level="withdrawn", text="The agency withdrew a wire of no. 1.", number=1, on=FIRST, wires=("w1",))
    with mail_server({ONE: ["450 busy", "250 OK"]}) as box:
        post = Post(tmp_path, mail(box.port), addresses=ONE)
        with post.open() as store:
            post.told(store, glance=lines, brief=(gone, kept), daybook=(entry(1, "2022-01-10", "Army parade", None),))
            assert post.deliver(store) == {ONE: "queued"}
            post.told(store, FIRST + DAY, number=2, notices=(killed,))
            post.deliver(store, AT + DAY)
    late = next(message for message in box.to(ONE) if "No. 1," in message["Subject"])
    assert late["Subject"].endswith(": Talks go on")
    page, text = late.get_body(("html",)), late.get_body(("plain",))
    assert page is not None
    assert text is not None
    assert "! Withdrawn: The agency withdrew a wire of no. 1." in text.get_content()
    for part in (page, text):
        assert "Army" not in part.get_content()
        assert "Talks go on" in part.get_content()


def test_a_slow_server_does_not_hold_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.pipeline.post.outbox.LONGEST_S", 0.4)
    with mail_server(slow_s=0.5) as box:
        post = Post(tmp_path, mail(box.port) + SHARE, addresses=ALL)
        with post.open() as store:
            post.told(store)
            assert post.deliver(store) == {ONE: "sent", "share": "sent"}
            assert post.deliver(store) == {TWO: "sent"}
            assert [(row.address, row.tries) for row in store.pending(AT)] == [(THREE, 0)]


def test_a_run_that_is_asked_to_end_leaves_the_rest(tmp_path: Path) -> None:
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port), addresses=ALL)
        with post.open() as store:
            post.told(store)
            handed = deliver_due(post.config, store, AT, ended=lambda: len(box.mails) >= 2)
            assert len(handed) == 2
            assert post.deliver(store) == {THREE: "sent"}


KILLED = """if True:
    import os, signal, sys
    from pathlib import Path
    from briefing.store import Store
    from tests.pipeline.posting import AT, Post, mail

    def killed(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(Store, sys.argv[3], killed)
    post = Post(Path(sys.argv[1]), mail(int(sys.argv[2])), addresses="one@example.org, two@example.org")
    with post.open() as store:
        post.deliver(store, AT)
"""


@pytest.mark.parametrize(("step", "doubled"), [("mark_begun", 0), ("mark_sent", 1)])
def test_killed_while_sending(tmp_path: Path, step: str, doubled: int) -> None:
    with mail_server() as box:
        post = Post(tmp_path, mail(box.port), addresses=f"{ONE}, {TWO}")
        with post.open() as store:
            post.told(store)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, tmp_path, str(box.port), step],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")
        assert len(box.mails) == doubled
        with post.open() as store:
            handed = deliver_due(post.config, store, AT + MINUTE)
            assert states(handed) == {ONE: "sent", TWO: "sent"}
            assert post.deliver(store, AT + DAY) == {}
    assert len(box.to(ONE)) == 1 + doubled  # at most one is doubled, and servers see the same id
    assert len(box.to(TWO)) == 1
    assert len({message["Message-ID"] for message in box.to(ONE)}) == 1
    assert [bool(one.reason) for one in handed] == [bool(doubled), False]
    assert ("may be doubled" in handed_lines(handed)[1]) if doubled else len(handed_lines(handed)) == 1


# ---------------------------------------------------------------- who gets what, and what is said


def test_whom_an_edition_goes_to(tmp_path: Path) -> None:
    def names(reader: str, addresses: str = "") -> list[str]:
        post = Post(tmp_path, mail(1) + SHARE, addresses=addresses, reader=reader, more="  folder: second\n")
        return [
            f"{channel.name} {address}".strip() for channel, address in targets(post.config, post.config.readers[0])
        ]

    assert names("", f"{ONE}, Jo <{ONE.upper()}>")[1:2] == [f"mail {ONE}"]
    assert names("", f"{ONE}, {TWO}, {ONE}") == ["folder", f"mail {ONE}", f"mail {TWO}", "share"]
    assert names(", delivery: {channels: [share]}", ONE) == ["share"]
    assert names(", delivery: {channels: [mail, folder]}") == ["folder"]
    assert names(", delivery: {channels: []}", ONE) == []


def test_the_report_tells_and_its_exit_code_too(tmp_path: Path) -> None:
    with mail_server({ONE: ["550 no"], TWO: ["450 wait"]}) as box:
        post = Post(tmp_path, mail(box.port) + SHARE, addresses=ALL)
        with post.open() as store:
            post.told(store)
            report = with_deliveries({"exit_code": 0, "lines": ["Made."]}, deliver_due(post.config, store, AT))
    assert report["exit_code"] == 3
    assert report["lines"] == [
        "Made.",
        "analyst no. 1: delivered by mail (1 address), share.",
        f"  fault: analyst no. 1, mail to {ONE}: refused, not tried again: the server said 550 no. "
        "`briefing outbox retry 1` queues it again",
        f"  fault: analyst no. 1, mail to {TWO}: the server said 450 wait. Next try after 2022-01-06 18:05 UTC",
    ]
    assert [(one["address"], one["state"]) for one in report["deliveries"]] == [
        (ONE, "refused"),
        (TWO, "queued"),
        (THREE, "sent"),
        ("", "sent"),
    ]


def test_the_commands_of_the_outbox(tmp_path: Path) -> None:
    with mail_server({ONE: ["550 no", "250 OK"], TWO: ["450 wait"]}) as box:
        post = Post(tmp_path, mail(box.port), addresses=ALL)
        with post.open() as store:
            post.told(store)
            post.deliver(store)
        rows = list_outbox(post.config, reader="analyst", every=False, limit=10)
        assert [(row["id"], row["state"]) for row in rows] == [(2, "queued"), (1, "refused")]
        assert row_lines(rows[0]) == [
            f"    2  queued    analyst no. 1 of 2022-01-06: mail to {TWO}",
            "       the server said 450 wait; 1 try; next after 2022-01-06 18:05 UTC",
        ]
        assert len(list_outbox(post.config, reader="", every=True, limit=10)) == 3
        lines, code = retry(post.config, [1, 3], AT + timedelta(hours=1))
        assert (lines, code) == (["3 was sent already", "analyst no. 1: delivered by mail (1 address)."], 0)
        lines, code = retry(post.config, [], AT + timedelta(hours=1))
        assert code == 3
        assert drop(post.config, [2, 3]) == [f"2: dropped analyst no. 1, mail to {TWO}", "3 is sent"]
        assert list_outbox(post.config, reader="", every=False, limit=10) == []
        with post.open() as store:
            assert post.deliver(store, AT + 9 * DAY) == {}
    assert box.addresses() == [THREE, ONE]


def test_a_row_tried_by_hand_is_tried_whatever_waits_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.pipeline.post.outbox.MOST", 2)
    with mail_server({ONE: ["550 no", "250 OK"]}) as box:
        post = Post(tmp_path, mail(box.port), addresses=ALL)
        with post.open() as store:
            post.told(store)
            post.deliver(store)
            post.deliver(store)
            post.told(store, FIRST + DAY, number=2)
        lines, code = retry(post.config, [1], AT + 2 * DAY)
    assert (lines, code) == (["analyst no. 1: delivered by mail (1 address)."], 0)
