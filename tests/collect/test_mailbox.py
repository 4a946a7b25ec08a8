"""A mailbox as a source, on a real IMAP server: read once, nothing changed there, new numberings survived."""

from __future__ import annotations

import imaplib
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.collect import Limits, SourceSpec, Validators, collect_sources, mailbox
from briefing.collect.formats.article import ArticleContext
from briefing.collect.mailbox import STATE, Mailbox, folder_name
from briefing.errors import FetchError
from tests.imap import DOVECOT, PASSWORD, Mailserver, Read, read_mailbox, serve_answers, serve_mail

pytestmark = pytest.mark.skipif(not DOVECOT, reason="Dovecot (Debian: dovecot-imapd) is not installed")
NOW = datetime.now(UTC).replace(microsecond=0)
CONTEXT = ArticleContext(received_at=NOW, source="mail", path="mail")


def message(n: int, text: str = "BONN, Jan 6 (EXW) - The talks opened in Bonn.") -> str:
    return (
        f"From: Desk <desk@exw.example>\nSubject: Talks {n}\nDate: Thu, 6 Jan 2022 10:00:00 +0000\n"
        f"Message-ID: <{n}@exw.example>\nMIME-Version: 1.0\n\n{text}\n"
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Mailserver]:
    with serve_mail() as running:
        yield running


def box(server: Mailserver, folder: str) -> Mailbox:
    return Mailbox(address=server.address(folder), password=PASSWORD, deadline_s=5.0, allow_private=True)


def test_messages_are_read_once_and_left_as_they_are(server: Mailserver) -> None:
    server.put(message(1), message(2), folder="Wires")
    before = server.flags("Wires")
    first = read_mailbox(box(server, "Wires"), taken={}, context=CONTEXT)
    assert [wire.headline for wire in first.wires] == ["Talks 1", "Talks 2"]
    assert [wire.identity for wire in first.wires] == ["1@exw.example", "2@exw.example"]
    assert read_mailbox(box(server, "Wires"), taken=first.taken, context=CONTEXT).wires == ()
    server.put(message(3), folder="Wires")
    later = read_mailbox(box(server, "Wires"), taken=first.taken, context=CONTEXT)
    assert [wire.headline for wire in later.wires] == ["Talks 3"]
    assert server.flags("Wires") == [*before, before[0]]
    assert "\\Seen" not in "".join(before)


def test_a_mailbox_that_is_numbered_anew_is_read_again_under_the_same_names(server: Mailserver) -> None:
    server.put(message(1), folder="Moved")
    first = read_mailbox(box(server, "Moved"), taken={}, context=CONTEXT)
    with server.client() as client:
        client.delete('"Moved"')
    time.sleep(1.1)  # the server numbers folders by the second
    server.put(message(1), message(2), folder="Moved")
    again = read_mailbox(box(server, "Moved"), taken=first.taken, context=CONTEXT)
    assert again.look.renumbered
    assert [wire.headline for wire in again.wires] == ["Talks 1", "Talks 2"]
    assert again.wires[0].id == first.wires[0].id
    assert again.taken[STATE] != first.taken[STATE]


def test_what_cannot_be_read_is_a_line_and_holds_up_no_other(server: Mailserver) -> None:
    empty = "Subject: nothing\nMIME-Version: 1.0\nContent-Type: image/png\n\nxx\n"
    server.put(empty, message(2, "x" * 9000), message(3), folder="Odd")
    found = read_mailbox(replace(box(server, "Odd"), largest_bytes=5000), taken={}, context=CONTEXT)
    assert [wire.headline for wire in found.wires if "Talks" in wire.headline] == ["Talks 3"]
    assert any("larger than max_size" in error.error for error in found.errors)
    assert found.taken[STATE].endswith(":3")


def test_a_folder_with_a_name_of_any_script_and_one_that_is_not_there(server: Mailserver) -> None:
    spelt = folder_name("Депеши & «ABC»")
    server.put(message(7), folder=spelt)
    address = server.address("%D0%94%D0%B5%D0%BF%D0%B5%D1%88%D0%B8 & «ABC»")
    found = read_mailbox(replace(box(server, ""), address=address), taken={}, context=CONTEXT)
    assert [wire.headline for wire in found.wires] == ["Talks 7"]
    with pytest.raises(FetchError, match="has no folder 'Nowhere'"):
        read_mailbox(box(server, "Nowhere"), taken={}, context=CONTEXT)


def test_a_login_that_is_refused_says_so_and_never_the_password(server: Mailserver) -> None:
    wrong = replace(box(server, "INBOX"), password="not-the-password")
    with pytest.raises(FetchError, match="refused the login") as caught:
        read_mailbox(wrong, taken={}, context=CONTEXT)
    assert "not-the-password" not in f"{caught.value!s} {wrong!r}"


def test_our_own_networks_are_left_alone_unless_allowed(server: Mailserver) -> None:
    with pytest.raises(FetchError, match="network of our own"):
        read_mailbox(replace(box(server, "INBOX"), allow_private=False), taken={}, context=CONTEXT)


def test_a_silent_mail_server_is_cut_at_its_deadline_and_holds_nobody_up(server: Mailserver) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"imap://desk@127.0.0.1:{silent.getsockname()[1]}/INBOX"
        server.put(message(1), folder="Beside")
        specs = [
            SourceSpec(name=name, kind="mailbox", address=at, password=PASSWORD, deadline_s=most, allow_private=True)
            for name, at, most in (("silent", address, 0.7), ("good", server.address("Beside"), 9.0))
        ]
        specs.append(SourceSpec(name="bare", kind="mailbox", address=address, fault="the variable X is not set"))
        begun = time.monotonic()
        result = collect_sources(specs, received_at=NOW, known={}, limits=Limits())
        assert time.monotonic() - begun < 8
    told = {report.source: (report.status, report.wires) for report in result.reports}
    assert told == {"silent": ("failed", 0), "good": ("ok", 1), "bare": ("failed", 0)}
    assert set(result.taken) == {"good"}
    again = collect_sources(specs[1:2], received_at=NOW, known={"good": Validators(taken=result.taken["good"])},
                            limits=Limits())  # fmt: skip
    assert again.reports[0].status == "unchanged"
    asleep = collect_sources(specs[1:2], received_at=NOW, known={}, limits=Limits(), offline=True)
    assert asleep.reports[0].reason == "not asked: the run is offline"


def test_a_certificate_that_nobody_signed_is_refused(tmp_path: Path) -> None:
    import socket
    import threading

    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert")]  # fmt: skip
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def shake() -> None:
            caller, _ = plain.accept()
            with caller, pytest.raises(ssl.SSLError):
                context.wrap_socket(caller, server_side=True)

        thread = threading.Thread(target=shake, daemon=True)
        thread.start()
        address = f"imaps://desk@127.0.0.1:{plain.getsockname()[1]}/INBOX"
        with pytest.raises(FetchError, match="no safe connection"):
            read_mailbox(Mailbox(address=address, password=PASSWORD, allow_private=True), taken={}, context=CONTEXT)
        thread.join(5)


def test_names_of_folders() -> None:
    assert folder_name("INBOX/Wires & more") == "INBOX/Wires &- more"
    assert folder_name('a"b\\c\r\n') == 'a\\"b\\\\c'
    assert folder_name("台北") == "&U,BTFw-"


def test_a_server_that_drips_is_cut_too() -> None:
    import socket
    import threading

    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def drip() -> None:
            caller, _ = plain.accept()
            with caller:
                while not ended.wait(0.1):
                    try:
                        caller.sendall(b"*")
                    except OSError:
                        return

        threading.Thread(target=drip, daemon=True).start()
        address = f"imap://desk@127.0.0.1:{plain.getsockname()[1]}/INBOX"
        begun = time.monotonic()
        with pytest.raises(FetchError, match=r"no full answer within 0\.6 s"):
            read_mailbox(
                Mailbox(address=address, password=PASSWORD, deadline_s=0.6, allow_private=True),
                taken={},
                context=CONTEXT,
            )
        assert time.monotonic() - begun < 3
        ended.set()


NO = b"NO [SERVERBUG] try again in 30 seconds"


class Odd:
    """A server's answers; ``at_fault``: command -> what comes instead for these UIDs: "no", "nothing" or "waits"."""

    def __init__(self, **at_fault: tuple[str, set[int]]) -> None:
        self.at_fault, self.gone = at_fault, set[int]()

    def __call__(self, command: str, uids: list[int]) -> Iterator[bytes]:
        what, whom = self.at_fault.get(command, ("", set()))
        hit = whom & set(uids)
        if what == "waits" and hit:
            time.sleep(1.0)
        if command == "SEARCH":
            yield b"* SEARCH " + b" ".join(b"%d" % uid for uid in uids if uid not in self.gone)
        for uid in uids if command != "SEARCH" else ():
            raw = message(uid).replace("\n", "\r\n").encode()
            if what == "nothing" and uid in hit:
                continue
            yield (
                b"* 1 FETCH (UID %d RFC822.SIZE %d)" % (uid, len(raw))
                if command == "SIZE"
                else b"* 1 FETCH (UID %d BODY[] {%d}\r\n%b)" % (uid, len(raw), raw)
            )
        yield NO if what == "no" and hit else b"OK done"


def look(address: str, taken: str = "77:10", deadline_s: float = 5.0) -> Read:
    one = Mailbox(address=address, password=PASSWORD, deadline_s=deadline_s, allow_private=True)
    return read_mailbox(one, taken={STATE: taken}, context=CONTEXT)


def headlines(found: Read) -> list[str]:
    return [wire.headline for wire in found.wires]


@pytest.mark.parametrize("command", ["SEARCH", "SIZE", "BODY"])
def test_a_no_of_the_server_is_a_failure_and_moves_nothing(command: str) -> None:
    with (
        serve_answers([11, 12, 13], Odd(**{command: ("no", {11, 12, 13})})) as address,
        pytest.raises(FetchError, match=r"refused (SEARCH|FETCH) \(\[SERVERBUG\] try again in 30 seconds\)"),
    ):
        look(address)


@pytest.mark.parametrize(
    ("command", "says", "told"),
    [
        ("LOGIN", b"NO [UNAVAILABLE] back soon", r"lets nobody in now \(\[UNAVAILABLE\] back soon\)"),
        ("LOGIN", b"NO [AUTHENTICATIONFAILED] wrong", "refused the login"),
        ("EXAMINE", b"NO [INUSE] being packed", r"did not open the folder \(\[INUSE\] being packed\)"),
        ("EXAMINE", b"NO [NONEXISTENT] no such folder", "has no folder 'INBOX'"),
    ],
)
def test_what_passes_by_itself_is_told_apart_from_a_wrong_name(command: str, says: bytes, told: str) -> None:
    with serve_answers([11], Odd(), **{command: says}) as address, pytest.raises(FetchError, match=told):
        look(address)


def test_an_ordinary_server_of_the_same_kind_is_read_to_its_end() -> None:
    with serve_answers([9, 11, 12, 13], Odd()) as address:
        found = look(address)
    assert (headlines(found), found.taken[STATE], found.left) == (["Talks 11", "Talks 12", "Talks 13"], "77:13", 0)


@pytest.mark.parametrize(("what", "why"), [("no", "refused FETCH"), ("nothing", "did not give 1 message")])
def test_what_was_read_before_a_failure_is_kept_and_nothing_after_it_is_passed_over(what: str, why: str) -> None:
    with serve_answers(range(11, 41), Odd(BODY=(what, {20}))) as address:
        found = look(address)
    # portions of 1, 2, 4 and 8: UID 20 stands in the fourth
    assert (headlines(found), found.taken[STATE]) == ([f"Talks {n}" for n in range(11, 18)], "77:17")
    assert (found.left, found.look.messages) == (23, 7)
    assert why in found.look.stopped


def test_a_message_that_is_gone_meanwhile_holds_up_no_other() -> None:
    odd = Odd(BODY=("nothing", {12}))
    odd.gone = {12}
    with serve_answers([11, 12, 13], odd) as address:
        found = look(address)
    assert (headlines(found), found.taken[STATE]) == (["Talks 11", "Talks 13"], "77:13")


def test_a_backlog_longer_than_the_deadline_gets_in_look_by_look() -> None:
    odd = Odd(BODY=("waits", {20}))
    with serve_answers(range(11, 41), odd) as address:
        first = look(address, deadline_s=0.6)
        odd.at_fault = {}
        assert (headlines(first)[-1], first.taken[STATE], first.left) == ("Talks 17", "77:17", 23)
        assert first.look.stopped == "no more came within 0.6 s"
        second = look(address, first.taken[STATE])
    assert (headlines(second)[0], second.taken[STATE], second.look.stopped) == ("Talks 18", "77:40", "")


def test_a_look_cut_short_says_that_more_waits() -> None:
    with serve_answers(range(11, 41), Odd(BODY=("waits", {20}))) as address:
        spec = SourceSpec(
            name="slow", kind="mailbox", address=address, password=PASSWORD, deadline_s=0.6, allow_private=True
        )
        known = {"slow": Validators(taken={STATE: "77:10"})}
        result = collect_sources([spec], received_at=NOW, known=known, limits=Limits())
    (report,) = result.reports
    assert (report.status, report.wires) == ("ok", 7)
    assert report.reason == "23 messages left for the next look (no more came within 0.6 s)"
    assert result.taken["slow"] == {STATE: "77:17"}


def test_a_first_look_that_finds_nothing_recent_leaves_what_is_old_alone(server: Mailserver) -> None:
    with server.client("Old") as client:
        client.append('"Old"', "", imaplib.Time2Internaldate(time.time() - 30 * 86400), message(1).encode())
    first = read_mailbox(box(server, "Old"), taken={}, context=CONTEXT)
    server.put(message(2), folder="Old")
    second = read_mailbox(box(server, "Old"), taken=first.taken, context=CONTEXT)
    assert (headlines(first), headlines(second)) == ([], ["Talks 2"])
    assert (second.look.renumbered, second.taken[STATE].partition(":")[2]) == (False, "2")


def test_a_body_that_comes_without_a_length_is_answered_too() -> None:
    class Short(Odd):
        def __call__(self, command: str, uids: list[int]) -> Iterator[bytes]:
            if command != "BODY":
                yield from super().__call__(command, uids)
                return
            yield from (b'* 1 FETCH (UID %d BODY[] "")' % uid if uid == 11 else b"* 1 FETCH (UID %d BODY[] NIL)" % uid
                        for uid in uids)  # fmt: skip
            yield b"OK done"

    with serve_answers([11, 12], Short()) as address:
        found = look(address)
    assert (found.taken[STATE], found.left, len(found.errors)) == ("77:12", 0, 2)


def test_messages_are_read_by_what_reads_files_and_one_that_ends_it_is_a_line() -> None:
    noted: list[str] = []

    def spread(call: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        noted.extend(item.place for item in items)
        for item in items:
            yield item.lost("reading it ended the program that read it") if item.place.endswith(":12") else call(item)

    with serve_answers([11, 12, 13], Odd()) as address:
        spec = SourceSpec(name="box", kind="mailbox", address=address, password=PASSWORD, allow_private=True)
        known = {"box": Validators(taken={STATE: "77:10"})}
        found = collect_sources([spec], received_at=NOW, known=known, limits=Limits(), spread=spread)
    assert noted == [f"box:77:INBOX:{uid}" for uid in (11, 12, 13)]
    assert [wire.headline for wire in found.wires] == ["Talks 11", "Talks 13"]
    assert [one.error for one in found.errors] == ["reading it ended the program that read it. It stays where it is"]
    assert found.taken["box"] == {STATE: "77:13"}
    assert found.reports[0].reason == "1 message could not be read"


def test_what_waits_to_be_read_is_bounded_and_the_rest_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "HELD_BYTES", 300)
    with serve_answers(range(11, 41), Odd()) as address:
        first = look(address)
        assert 0 < len(first.wires) < 10
        assert first.left == 30 - len(first.wires)
        assert first.look.stopped == "0 MB are read at one look"
        rest = look(address, first.taken[STATE])
    assert headlines(rest)[0] == f"Talks {11 + len(first.wires)}"
