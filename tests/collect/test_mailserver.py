"""Mail servers that send more than they told, that never end, and logins with letters beyond ASCII."""

from __future__ import annotations

import base64
import os
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect import Limits, SourceSpec, Validators, collect_sources, mailbox
from briefing.collect.formats.article import ArticleContext
from briefing.collect.mailbox import STATE, Mailbox
from briefing.collect.mailserver import MARGIN_BYTES
from briefing.errors import FetchError
from tests.imap import Read, read_mailbox, serve_answers

NOW = datetime.now(UTC).replace(microsecond=0)
CONTEXT = ArticleContext(received_at=NOW, source="mail", path="mail")


def raw(uid: int, size: int = 0) -> bytes:
    head = b"Subject: Talks %d\r\nMessage-ID: <%d@exw.example>\r\n\r\nBONN, Jan 6 (EXW) - The talks opened in Bonn.\r\n"
    return head % (uid, uid) + b"x" * size


def look(address: str, *, largest: int = 1 << 20, password: str = "plain", deadline_s: float = 5.0) -> Read:
    one = Mailbox(address=address, password=password, deadline_s=deadline_s, largest_bytes=largest, allow_private=True)
    return read_mailbox(one, taken={STATE: "77:10"}, context=CONTEXT)


class Lying:
    """Tells 100 bytes of each message; ``told`` stands in the place of a body's length, else ``more`` bytes come."""

    def __init__(self, told: bytes = b"", more: int = 0, whom: int = 12) -> None:
        self.told, self.more, self.whom = told, more, whom

    def __call__(self, command: str, uids: list[int]) -> Iterator[bytes]:
        if command == "SEARCH":
            yield b"* SEARCH " + b" ".join(b"%d" % uid for uid in uids)
        for uid in uids if command != "SEARCH" else ():
            body = raw(uid, self.more if uid == self.whom else 0)
            told = self.told if self.told and uid == self.whom else b"%d" % len(body)
            yield (
                b"* 1 FETCH (UID %d RFC822.SIZE 100)" % uid
                if command == "SIZE"
                else b"* 1 FETCH (UID %d BODY[] {%b}\r\n%b)" % (uid, told, body)
            )
        yield b"OK done"


@pytest.mark.parametrize("told", [b"1000000000000000000", b"9" * 30, b"9" * 5000, b"%d" % (40 << 20)])
def test_a_length_that_no_memory_holds_ends_one_mailbox_alone(told: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("BONN, Jan 6 (EXW) - The talks opened in Bonn on Thursday.")
    os.utime(tmp_path / "a.txt", (0, 0))
    with serve_answers([11, 12, 13], Lying(told, whom=11)) as address:
        specs = [
            SourceSpec(name="mail", kind="mailbox", address=address, password="p", max_bytes=1 << 20, deadline_s=2.0,
                       allow_private=True),
            SourceSpec(name="wires", kind="folder", address=str(tmp_path)),
        ]  # fmt: skip
        known = {"mail": Validators(taken={STATE: "77:10"})}
        found = collect_sources(specs, received_at=NOW, known=known, limits=Limits())
    status = {report.source: report.status for report in found.reports}
    assert status["mail"] == "failed"
    assert "mail" not in found.taken or found.taken["mail"] == {STATE: "77:10"}


def test_what_was_read_before_a_message_that_never_ends_is_kept() -> None:
    with serve_answers([11, 12, 13], Lying(more=MARGIN_BYTES + (2 << 20))) as address:
        found = look(address)
    assert ([wire.headline for wire in found.wires], found.taken[STATE], found.left) == (["Talks 11"], "77:11", 2)
    assert found.look.stopped


def test_a_message_that_is_larger_than_its_server_told_is_not_taken() -> None:
    with serve_answers([11, 12, 13], Lying(more=2 << 20)) as address:
        found = look(address)
        whole = look(address, largest=4 << 20)
    assert [wire.headline for wire in found.wires] == ["Talks 11", "Talks 13"]
    assert ["larger than max_size" in error.error for error in found.errors] == [True]
    assert found.taken[STATE] == whole.taken[STATE] == "77:13"
    assert len(whole.wires) == 3


def test_lines_without_end_are_bounded_as_well() -> None:
    def answer(command: str, uids: list[int]) -> Iterator[bytes]:
        for _ in range(64):
            yield b"* SEARCH " + b"7 " * 100_000
        yield b"OK done"

    with serve_answers([11], answer) as address, pytest.raises(FetchError, match="more than max_size"):
        look(address)


@pytest.mark.parametrize("shaken", [True, False])
def test_the_deadline_holds_after_starttls(shaken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``shaken``: it drips after the handshake, else in it."""
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(tmp_path / "key"),
            "-out", str(tmp_path / "cert")]  # fmt: skip
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert"))
    monkeypatch.setattr(mailbox, "_is_here", lambda _: False)  # on this machine itself no TLS is asked for
    ended = threading.Event()

    def play(listening: socket.socket) -> None:
        caller, _ = listening.accept()
        with suppress(OSError), caller:
            talk = caller.makefile("rwb", buffering=0)
            talk.write(b"* OK ready\r\n")
            for line in iter(talk.readline, b""):
                tag, word = line.split()[:2]
                talk.write(b"* CAPABILITY IMAP4rev1 STARTTLS\r\n" if word == b"CAPABILITY" else b"")
                talk.write(tag + b" OK done\r\n")
                if word == b"STARTTLS":
                    break
            hello = iter(b"\x16\x03\x03\x40\x00" + b"\x02" * 99)
            with context.wrap_socket(caller, server_side=True) if shaken else caller as talking:
                while not ended.wait(0.1):
                    talking.sendall(b"*" if shaken else bytes([next(hello)]))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=play, args=(listening,), daemon=True).start()
        begun = time.monotonic()
        threading.Timer(5.0, ended.set).start()
        with pytest.raises(FetchError, match=r"no full answer within 0\.8 s"):
            look(f"imap://desk@127.0.0.1:{listening.getsockname()[1]}/INBOX", deadline_s=0.8)
        assert time.monotonic() - begun < 3
        ended.set()


def login(capabilities: bytes, password: str) -> tuple[Read | FetchError, list[bytes]]:
    """What comes of a look at a server with these capabilities, and the lines it was sent."""
    seen: list[bytes] = []

    def play(listening: socket.socket) -> None:
        caller, _ = listening.accept()
        with suppress(OSError), caller, caller.makefile("rwb", buffering=0) as talk:
            talk.write(b"* OK ready\r\n")
            for line in iter(talk.readline, b""):
                seen.append(line.strip())
                tag, word = line.split()[:2]
                if word == b"CAPABILITY":
                    talk.write(b"* CAPABILITY IMAP4rev1 " + capabilities + b"\r\n")
                if word == b"AUTHENTICATE":
                    talk.write(b"+ \r\n")
                    seen.append(talk.readline().strip())
                talk.write(b"* SEARCH\r\n" if word == b"UID" else b"")
                talk.write(tag + b" OK done\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=play, args=(listening,), daemon=True).start()
        try:
            address = f"imap://desk@127.0.0.1:{listening.getsockname()[1]}/INBOX"
            return look(address, password=password, deadline_s=2.0), seen
        except FetchError as fault:
            return fault, seen


def test_a_password_with_letters_beyond_ascii_goes_out_as_utf_8() -> None:
    found, seen = login(b"AUTH=PLAIN", "Schlüssel ключ")
    assert isinstance(found, Read)
    assert base64.b64encode("\0desk\0Schlüssel ключ".encode()) in seen
    plain, lines = login(b"AUTH=PLAIN", "Schluessel")
    assert isinstance(plain, Read)
    assert any(b"LOGIN desk" in line for line in lines)


def test_a_server_that_takes_no_such_password_is_told_of_without_a_letter_of_it() -> None:
    found, seen = login(b"", "Schlüssel")
    assert isinstance(found, FetchError)
    assert "beyond ASCII" in str(found)
    assert not any(letter in f"{found} {found.hint}" for letter in ("ü", "xfc", "Schl"))
    assert not any(b"Schl" in line for line in seen)
