"""A mailbox as a source (IMAP4rev1, RFC 3501): each message is a wire; nothing on the server is changed.

The folder is opened for reading alone and messages are peeked at: none is marked, moved or deleted. Which were read is
remembered here by UIDVALIDITY and the last UID, which moves only over messages that were answered or are proved gone.
A look that is cut short keeps what came. A server that numbers its messages anew is read from RECENT on, and what
was known already is known by its Message-ID and text.
"""

from __future__ import annotations

import asyncio
import base64
import imaplib
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefing.collect.folder import Reading
from briefing.collect.formats import read_format
from briefing.collect.formats.article import ArticleContext
from briefing.collect.guard import PrivateAddressError, public_addresses
from briefing.collect.mailserver import MailServer, Ways, cut
from briefing.errors import BriefingError, FetchError

RECENT = timedelta(days=7)  # at the first look, and after a new numbering
MOST_MESSAGES = 500  # at one look, the oldest first
BATCH = 20  # fetched with one command, at most
HELD_BYTES = 32 << 20  # of messages that wait to be read; what is left then comes at the next look
BATCH_BYTES = 1 << 20  # so that a slow line loses little when it is cut; a larger message comes alone
PORTS = {"imaps": 993, "imap": 143}
STATE = "uids"  # under this name the archive remembers "UIDVALIDITY:last UID"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailbox:
    """Where a mailbox is, and how long one look may take. The password is never shown."""

    address: str  # imaps://user@host/Folder; imap:// begins in the clear and turns to TLS before the password
    password: str = field(repr=False)
    deadline_s: float = 30.0
    largest_bytes: int = 20 << 20
    allow_private: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message that came, to be read; ``data`` is None of one that is too large. Two messages never share a place."""

    path: Path
    place: str  # where it came from, as no other item did
    context: ArticleContext
    data: bytes | None

    def lost(self, reason: str) -> Reading:
        """What came of it where reading it is impossible."""
        return Reading(path=self.path, error=f"{reason}. It stays where it is")


@dataclass(frozen=True, kw_only=True, slots=True)
class MailboxLook:
    """What one look gave. ``left``: messages that come at the next look; ``stopped``: what ended this one early."""

    came: tuple[Message, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    messages: int = 0
    left: int = 0
    stopped: str = ""
    renumbered: bool = False


def look_at_mailbox(box: Mailbox, *, taken: Mapping[str, str], context: ArticleContext) -> MailboxLook:
    """The messages that came since the last look, at most HELD_BYTES of them and a portion more. Raises FetchError and
    nothing else where the server does not answer in time, refuses the login or has no such folder."""
    host = urlsplit(box.address).hostname or ""
    try:
        with _opened(box) as (server, over):
            return _look(server, over, box, taken, context)
    except PrivateAddressError as fault:
        hint = "If that is meant, set allow_private: true on it"
        raise FetchError(f"it leads into a network of our own ({fault})", hint=hint) from fault
    except ssl.SSLError as fault:
        raise FetchError(f"no safe connection to {host} ({fault.reason})", hint="Check the host's name") from fault
    except UnicodeError as fault:  # it would quote a letter of the password
        raise FetchError("letters beyond ASCII came where mail has none", hint="Check its address") from fault
    except (imaplib.IMAP4.error, OSError, EOFError, ValueError) as fault:
        shown = " ".join(str(fault).replace(box.password or "\0", "***").split())[:160] or type(fault).__name__
        raise FetchError(f"the mail server failed or broke off ({shown})", hint="Try again later") from fault


@contextmanager
def _opened(box: Mailbox) -> Iterator[tuple[imaplib.IMAP4, threading.Event]]:
    """The server with the user logged in, cut off when the deadline is over, whatever it is doing then; and whether it
    was."""
    parts = urlsplit(box.address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    addresses = [host] if box.allow_private else asyncio.run(asyncio.wait_for(public_addresses(host, port), 10.0))
    over, sockets = threading.Event(), list[socket.socket]()
    watch = threading.Timer(box.deadline_s, cut, (sockets, over))
    watch.daemon = True
    watch.start()
    server: MailServer | None = None
    try:
        ways = Ways(addresses=addresses, sockets=sockets, over=over, until_s=time.monotonic() + box.deadline_s)
        server = MailServer(host, port, ways=ways, secure=parts.scheme == "imaps", largest=box.largest_bytes)
        _log_in(server, unquote(parts.username or ""), box.password)
        yield server, over
    except (imaplib.IMAP4.error, OSError, EOFError) as fault:
        if over.is_set():
            words = f"no full answer within {box.deadline_s:g} s"
            raise FetchError(words, hint="Raise its deadline, or look at the server") from fault
        raise
    finally:
        with suppress(imaplib.IMAP4.error, OSError, EOFError):
            if server is not None:
                server.logout()
        watch.cancel()
        for one in sockets:
            one.close()


def _log_in(server: MailServer, user: str, password: str) -> None:
    """TLS first where the connection began in the clear; on this machine itself nobody listens in."""
    if not isinstance(server.sock, ssl.SSLSocket) and not _is_here(server.sock):
        if "STARTTLS" not in server.capabilities:
            hint = "Use imaps://; a password is not sent in the clear"
            raise FetchError("the mail server offers no encryption", hint=hint)
        server.begin_tls()
    try:
        _authenticated(server, user, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as fault:
        words = _said(fault.args).replace(password or "\0", "***")
        if _PASSING.match(words):
            raise FetchError(f"the mail server lets nobody in now ({words})", hint="Try again later") from fault
        raise FetchError("the mail server refused the login", hint="Check the user and the password") from fault


def _authenticated(server: imaplib.IMAP4, user: str, password: str) -> None:
    """LOGIN, or for letters beyond ASCII, which it does not carry, AUTHENTICATE PLAIN (RFC 4616)."""
    if f"{user}{password}".isascii():
        server.login(user, password)
        return
    if "AUTH=PLAIN" not in server.capabilities:
        raise FetchError(
            "the mail server takes no password or user with letters beyond ASCII",
            hint="Choose a password of ASCII letters, digits and signs",
        )
    said = f"\0{user}\0{password}".encode()
    server.authenticate("PLAIN", lambda _: said)


def _is_here(sock: socket.socket) -> bool:
    return ipaddress.ip_address(sock.getpeername()[0]).is_loopback


def _look(
    server: imaplib.IMAP4, over: threading.Event, box: Mailbox, taken: Mapping[str, str], context: ArticleContext
) -> MailboxLook:
    folder = unquote(urlsplit(box.address).path.strip("/")) or "INBOX"
    validity = _select(server, folder)
    known, _, last = taken.get(STATE, "").partition(":")
    renumbered = bool(known) and known != validity
    from_uid = int(last) + 1 if last.isdecimal() and not renumbered else None
    uids = _new_uids(server, from_uid, context.received_at)
    came: list[Message] = []
    held = 0
    seen, stopped = from_uid - 1 if from_uid else None, ""
    try:
        for reached, messages in _portions(server, uids[:MOST_MESSAGES], box.largest_bytes):
            for uid, message in messages:
                path, place = Path(folder) / f"message {uid}", f"{context.source}:{validity}:{folder}:{uid}"
                came.append(Message(path=path, place=place, context=context, data=message))
                held += len(message or b"")
            seen = reached
            if held > HELD_BYTES:
                stopped = f"{HELD_BYTES >> 20} MB are read at one look"
                break
    except (imaplib.IMAP4.error, OSError, EOFError, FetchError) as fault:
        if seen is None or seen < uids[0]:
            raise
        stopped = _why(fault, box.deadline_s, cut=over.is_set())
    left = sum(uid > (seen or 0) for uid in uids)
    return MailboxLook(
        came=tuple(came), taken={STATE: f"{validity}:{'' if seen is None else seen}"},
        messages=len(uids) - left, left=left, stopped=stopped, renumbered=renumbered,
    )  # fmt: skip


def _why(fault: Exception, deadline_s: float, *, cut: bool) -> str:
    """What ended a look that had read something already."""
    if cut:
        return f"no more came within {deadline_s:g} s"
    return fault.message if isinstance(fault, FetchError) else "the mail server broke off"


def _select(server: imaplib.IMAP4, folder: str) -> str:
    """The folder opened for reading alone; its UIDVALIDITY, "0" where the server names none."""
    answer, said = server.select(f'"{folder_name(folder)}"', readonly=True)
    if answer != "OK":
        words = _said(said)
        if _PASSING.match(words):
            raise FetchError(f"the mail server did not open the folder ({words})", hint="Try again later")
        raise FetchError(f"the mailbox has no folder {folder!r}", hint="Check its address in config.yaml")
    return ((server.response("UIDVALIDITY")[1] or [b""])[0] or b"0").decode("ascii")


def _new_uids(server: imaplib.IMAP4, from_uid: int | None, at: datetime) -> list[int]:
    """The UIDs from ``from_uid`` on in rising order, or those of RECENT where none was seen yet."""
    day = at - RECENT
    since = f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
    wanted = ("UID", f"{from_uid}:*") if from_uid else ("SINCE", since)
    return [uid for uid in _searched(server, *wanted) if uid >= (from_uid or 0)]  # "n:*" always names the last one too


def _searched(server: imaplib.IMAP4, *wanted: str) -> list[int]:
    rows = _answered(server, "SEARCH", "UNDELETED", *wanted)
    return sorted({int(word) for row in rows if isinstance(row, bytes) for word in row.split() if word.isdigit()})


def _answered(server: imaplib.IMAP4, command: str, *words: str) -> list[Any]:
    """What the server answers; FetchError, with its own words, where it says NO: those words are no data."""
    answer, data = server.uid(command, *words)
    if answer != "OK":
        raise FetchError(f"the mail server refused {command} ({_said(data)})", hint="Try again later")
    return list(data)


def _said(data: Sequence[Any]) -> str:
    words = b" ".join(row for row in data if isinstance(row, bytes)).decode("utf-8", "replace")
    return " ".join(c for c in words.split() if c.isprintable())[:120] or "without a reason"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PASSING = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|NOPERM|CONTACTADMIN)\]")  # RFC 5530
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_SHORT = re.compile(rb'\bBODY\[\] (?:NIL|"((?:[^"\\]|\\.)*)")')  # a body that came without a literal


def _portions(
    server: imaplib.IMAP4, uids: Sequence[int], largest: int
) -> Iterator[tuple[int, list[tuple[int, bytes | None]]]]:
    """(the last UID it covers, its messages), one portion after the other; None for a message that is too large.

    The first portion is one message and each may be twice as long as the one before, so that any look gets on. One
    that is gone meanwhile is left out; FetchError where the server holds one and does not give it.
    """
    most = 1
    for at in range(0, len(uids), BATCH):
        some = uids[at : at + BATCH]
        sizes = {uid: int(size[1]) for uid, head, _ in _fetched(server, some, "(UID RFC822.SIZE)")
                 if (size := _SIZE.search(head))}  # fmt: skip
        while some:
            part = _portion(some, sizes, largest, most)
            small = [uid for uid in part if sizes.get(uid, largest + 1) <= largest]
            rows = _fetched(server, small, "(UID BODY.PEEK[])") if small else []
            bodies: dict[int, bytes | None] = {uid: body for uid, _, body in rows if body is not None}
            bodies |= {uid: None for uid, body in bodies.items() if len(body or b"") > largest}
            bodies |= {uid: None for uid in part if sizes.get(uid, 0) > largest}
            _prove_gone(server, [uid for uid in part if uid not in bodies])
            yield part[-1], [(uid, bodies[uid]) for uid in part if uid in bodies]
            some, most = some[len(part) :], min(BATCH, most * 2)


def _portion(uids: Sequence[int], sizes: Mapping[int, int], largest: int, most: int) -> Sequence[int]:
    """The first of these that are fetched together: ``most`` at the most, and BATCH_BYTES where it is more than one."""
    total = 0
    for n, uid in enumerate(uids[:most]):
        size = sizes.get(uid, 0)
        total += size if size <= largest else 0
        if n and total > BATCH_BYTES:
            return uids[:n]
    return uids[:most]


def _prove_gone(server: imaplib.IMAP4, uids: Sequence[int]) -> None:
    """FetchError where a message that was not given is in the folder still."""
    if not uids:
        return
    server.noop()  # now the server may say which are gone
    if there := set(uids) & set(_searched(server, "UID", _listed(uids))):
        count = "1 message" if len(there) == 1 else f"{len(there)} messages"
        raise FetchError(f"the mail server did not give {count} that it holds", hint="Try again later")


def _fetched(server: imaplib.IMAP4, uids: Sequence[int], what: str) -> list[tuple[int, bytes, bytes | None]]:
    """(UID, what stands around it, the message) of each answer; the UID may come before the message or after it."""
    data = _answered(server, "FETCH", _listed(uids), what)
    found = []
    for n, row in enumerate(data):
        head, body = (row[0], row[1]) if isinstance(row, tuple) else (row or b"", None)
        if body is None and (short := _SHORT.search(head)):
            body = re.sub(rb"\\(.)", rb"\1", short[1] or b"")
        after = data[n + 1] if isinstance(row, tuple) and n + 1 < len(data) and isinstance(data[n + 1], bytes) else b""
        uid = _UID.search(head) or _UID.search(after)
        if uid and (body is not None or _SIZE.search(head)):
            found.append((int(uid[1]), head, body))
    return found


def _listed(uids: Sequence[int]) -> str:
    return ",".join(map(str, uids))


def read_message(message: Message) -> Reading:
    """What one message holds, or why it cannot be read."""
    if message.data is None:
        return message.lost("the message is larger than max_size allows")
    try:
        return Reading(path=message.path, wires=read_format("mail", message.data, message.context))
    except RecursionError:
        return message.lost("the message is nested too deep")
    except BriefingError as fault:
        return message.lost(fault.message)


def folder_name(folder: str) -> str:
    """A folder's name as IMAP spells it: letters beyond ASCII in modified UTF-7 (RFC 3501, 5.1.3), quotes escaped."""

    def spelt(piece: str) -> str:
        if piece.isascii():
            return piece.replace("&", "&-")
        packed = base64.b64encode(piece.encode("utf-16-be")).rstrip(b"=").decode("ascii")
        return f"&{packed.replace('/', ',')}-"

    kept = "".join(c for c in folder if c.isprintable())
    pieces = re.findall(r"[ -~]+|[^ -~]+", kept)
    return "".join(map(spelt, pieces)).replace("\\", "\\\\").replace('"', '\\"')
