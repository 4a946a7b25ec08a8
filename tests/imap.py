"""A real IMAP server on localhost for tests: Dovecot over a folder of its own, one user, any mailboxes."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.collect.folder import Reading
from briefing.collect.formats.article import ArticleContext
from briefing.collect.mailbox import Mailbox, MailboxLook, look_at_mailbox, read_message
from briefing.model import Wire

DOVECOT = shutil.which("dovecot") or ("/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else "")
USER, PASSWORD = "desk", "s3cret-of-the-desk"

CONF = """\
protocols = imap
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
ssl = {ssl}
{keys}
disable_plaintext_auth = no
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
first_valid_uid = {uid}
mail_location = maildir:{root}/mail/%u
mail_fsync = never
auth_failure_delay = 0
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail/%u
}}
"""


class Mailserver:
    """The server's address, and what a desk's own mail program does there."""

    def __init__(self, port: int, secure: int, root: Path) -> None:
        self.port, self.secure, self.root = port, secure, root

    def address(self, folder: str = "INBOX") -> str:
        return f"imap://{USER}@127.0.0.1:{self.port}/{folder}"

    @contextmanager
    def client(self, folder: str = "INBOX") -> Iterator[imaplib.IMAP4]:
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=5)
        try:
            box.login(USER, PASSWORD)
            if folder != "INBOX":
                box.create(f'"{folder}"')
            box.select(f'"{folder}"')
            yield box
        finally:
            box.logout()

    def put(self, *messages: str | bytes, folder: str = "INBOX") -> None:
        with self.client(folder) as box:
            for message in messages:
                raw = message.encode() if isinstance(message, str) else message
                box.append(f'"{folder}"', "", "", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def flags(self, folder: str = "INBOX") -> list[str]:
        """The flags of every message, without "Recent", which opening alone takes away."""
        with self.client(folder) as box:
            _, rows = box.fetch("1:*", "(FLAGS)")
        return [row.decode().split("FLAGS ")[1] for row in rows if isinstance(row, bytes)]


def _ports() -> list[int]:
    taken = [socket.socket() for _ in range(2)]
    for one in taken:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in taken]
    for one in taken:
        one.close()
    return ports


def _owner() -> pwd.struct_passwd:
    """Who owns the mail: this user, or where that is root, whom Dovecot refuses, nobody."""
    return pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")


@contextmanager
def serve_mail() -> Iterator[Mailserver]:
    """Run Dovecot until the block ends, in a folder of its own that the mail's owner can come through to."""
    with tempfile.TemporaryDirectory(prefix="imap", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        with _running(Path(folder)) as server:
            yield server


@contextmanager
def _running(root: Path) -> Iterator[Mailserver]:
    port, secure = _ports()
    owner = _owner()
    for name in ("run", "state", "mail"):
        (root / name).mkdir()
        os.chown(root / name, owner.pw_uid, owner.pw_gid)
    group = subprocess.run(["id", "-gn", owner.pw_name], capture_output=True, text=True, check=True).stdout.strip()
    conf = CONF.format(
        root=root, ssl="no", keys="", owner=owner.pw_name, group=group, uid=owner.pw_uid, gid=owner.pw_gid, port=port,
        secure=0, password=PASSWORD,
    )  # fmt: skip
    (root / "dovecot.conf").write_text(conf)
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(root / "dovecot.conf")], stderr=subprocess.PIPE)
    try:
        _wait(process, port, root)
        yield Mailserver(port, secure, root)
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stderr:
            process.stderr.close()


def _wait(process: subprocess.Popen[bytes], port: int, root: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            said = process.stderr.read().decode() if process.stderr else ""
            raise RuntimeError(f"Dovecot did not start: {said} {_log(root)}")
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as one:
                if one.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"Dovecot does not answer: {_log(root)}")


def _log(root: Path) -> str:
    return (root / "log").read_text()[-800:] if (root / "log").exists() else ""


@contextmanager
def serve_answers(
    uids: Sequence[int], answer: Callable[[str, list[int]], Iterator[bytes]], **no: bytes
) -> Iterator[str]:
    """A mail server that goes wrong in a way of its own; its address. SEARCH finds ``uids``, or those it names.

    ``answer(command, uids)`` gives what comes for "SEARCH", "SIZE" and "BODY": lines, then "OK ..." or "NO ...";
    ``no``: what it says to LOGIN or EXAMINE instead of doing it.
    """
    with socket.create_server(("127.0.0.1", 0)) as plain:
        thread = threading.Thread(target=_serve, args=(plain, list(uids), answer, no), daemon=True)
        thread.start()
        yield f"imap://{USER}@127.0.0.1:{plain.getsockname()[1]}/INBOX"


def _serve(
    plain: socket.socket,
    uids: list[int],
    answer: Callable[[str, list[int]], Iterator[bytes]],
    no: Mapping[str, bytes],
) -> None:
    with suppress(OSError):
        while True:
            caller, _ = plain.accept()
            with caller, suppress(OSError), caller.makefile("rwb", buffering=0) as talk:
                talk.write(b"* OK ready\r\n")
                for line in iter(talk.readline, b""):
                    tag, words = line.split(b" ", 1)[0], line.decode().split()[1:]
                    refused = no.get(words[0].upper())
                    for row in [refused] if refused else _rows(words, uids, answer):
                        talk.write((tag + b" " + row if row[:3] in (b"OK ", b"NO ") else row) + b"\r\n")


def _rows(words: list[str], uids: list[int], answer: Callable[[str, list[int]], Iterator[bytes]]) -> Iterator[bytes]:
    command = words[0].upper()
    if command == "CAPABILITY":
        yield b"* CAPABILITY IMAP4rev1"
    if command == "EXAMINE":
        yield b"* %d EXISTS" % len(uids)
        yield b"* OK [UIDVALIDITY 77] named"
    if command != "UID":
        yield b"OK done"
    elif words[1] == "SEARCH":
        yield from answer("SEARCH", [uid for uid in uids if _is_in(uid, words[-1])])
    else:
        asked = [uid for uid in uids if _is_in(uid, words[2])]
        yield from answer("SIZE" if "SIZE" in words[-1] else "BODY", asked)


def _is_in(uid: int, listed: str) -> bool:
    """Is a UID in "7:*" or "7,9"? A date takes them all."""
    if listed.endswith(":*"):
        return uid >= int(listed[:-2])
    return uid in map(int, listed.split(",")) if listed[0].isdigit() and "-" not in listed else True


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a look at a mailbox gave, and what its messages hold."""

    look: MailboxLook
    wires: tuple[Wire, ...]
    errors: tuple[Reading, ...]

    @property
    def taken(self) -> Mapping[str, str]:
        return self.look.taken

    @property
    def left(self) -> int:
        return self.look.left


def read_mailbox(box: Mailbox, *, taken: Mapping[str, str], context: ArticleContext) -> Read:
    """A look at a mailbox whose messages are read here."""
    look = look_at_mailbox(box, taken=taken, context=context)
    read = [read_message(message) for message in look.came]
    return Read(
        look=look,
        wires=tuple(wire for one in read for wire in one.wires),
        errors=tuple(one for one in read if one.error),
    )
