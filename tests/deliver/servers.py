"""A real mail server on localhost for tests, scripted: each address plays its answers in turn."""

# ruff: noqa: N802  (names of handlers are aiosmtpd's)

from __future__ import annotations

import asyncio
import os
import ssl
import threading
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

OK = "250 OK"
CUT = "cut"  # takes the mail's text and breaks off before it answers
CUT_AT_RCPT = "cut at rcpt"


@dataclass
class Box:
    """What came in, and what to say to whom."""

    port: int = 0
    script: dict[str, list[str]] = field(default_factory=dict)
    at_data: dict[str, list[str]] = field(default_factory=dict)
    mails: list[tuple[str, bytes]] = field(default_factory=list)  # address, content
    logins: list[tuple[str, str]] = field(default_factory=list)
    connections: int = 0
    slow_s: float = 0.0
    turns: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def says(self, stage: str, address: str, script: Mapping[str, Sequence[str]]) -> str:
        answers = script.get(address) or script.get("*") or [OK]
        turn = self.turns[(stage, address)]
        self.turns[(stage, address)] += 1
        return answers[min(turn, len(answers) - 1)]

    def to(self, address: str) -> list[EmailMessage]:
        """The mails for an address, as any program reads them."""
        return [parsed(content) for to, content in self.mails if to == address]

    def addresses(self) -> list[str]:
        return [to for to, _ in self.mails]


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


class _Handler:
    def __init__(self, box: Box) -> None:
        self.box = box

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        self.box.connections += 1
        session.host_name = name
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.box.says("rcpt", address, self.box.script)
        if said == CUT_AT_RCPT:
            assert server.transport is not None
            server.transport.close()
            return "421 closing"
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        await asyncio.sleep(self.box.slow_s)
        said = self.box.says("data", address, self.box.at_data)
        content = envelope.content
        assert isinstance(content, bytes)
        if said == CUT:
            assert server.transport is not None
            server.transport.close()
            return "421 closing"
        if said.startswith(("250", "taken ")):
            self.box.mails.append((address, content))
        if said.startswith("taken "):  # took it, and breaks off before saying so
            assert server.transport is not None
            server.transport.close()
        return said


@contextmanager
def mail_server(
    script: Mapping[str, Sequence[str]] | None = None,
    *,
    at_data: Mapping[str, Sequence[str]] | None = None,
    login: tuple[str, str] | None = None,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    size: int = 33_554_432,
    slow_s: float = 0.0,
) -> Iterator[Box]:
    """Serve until the block ends. ``login``: the only one that is let in. ``slow_s``: before it answers to a mail."""
    box = Box(
        slow_s=slow_s,
        script={k: list(v) for k, v in (script or {}).items()},
        at_data={k: list(v) for k, v in (at_data or {}).items()},
    )

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        given = (data.login.decode(), data.password.decode())
        box.logins.append(given)
        return AuthResult(success=given == login, handled=False)

    options: dict[str, Any] = {"data_size_limit": size, "enable_SMTPUTF8": True, "hostname": "sink.example"}
    if login:
        options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    if starttls:
        options |= {"tls_context": starttls}
    loop = asyncio.new_event_loop()

    def answering() -> SMTP:
        with warnings.catch_warnings():  # that a login without encryption is a bad idea, it says
            warnings.simplefilter("ignore")
            return SMTP(_Handler(box), loop=loop, **options)

    making = loop.create_server(answering, "127.0.0.1", 0, ssl=tls)
    server = loop.run_until_complete(making)
    box.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.sleep(0)


def certificate(folder: Path, host: str = "localhost") -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate that it signed itself, and the file that a client must trust."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    here: list[x509.GeneralName] = [x509.IPAddress(IPv4Address("127.0.0.1"))] if host == "localhost" else []
    names = x509.SubjectAlternativeName([x509.DNSName(host), *here])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert, keys = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    keys.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, keys)
    return context, cert


@dataclass(frozen=True)
class Call:
    """One request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@contextmanager
def hook_server(*answers: tuple[int, Mapping[str, str]]) -> Iterator[tuple[str, list[Call]]]:
    """An HTTP server whose POSTs play ``answers`` (status, headers) in turn; its address, and what was asked."""
    calls: list[Call] = []
    script = list(answers) or [(200, {})]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            status, headers = script[min(sum(call.method == "POST" for call in calls), len(script) - 1)]
            calls.append(Call(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("content-length", "0")
            self.end_headers()

        do_OPTIONS = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", calls
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def sftp_server(root: Path, user: str, password: str) -> Iterator[int]:
    """An SFTP server over the folder ``root`` for one login; its port."""
    import socket

    import paramiko

    key = paramiko.ECDSAKey.generate()
    listening = socket.create_server(("127.0.0.1", 0))
    transports: list[paramiko.Transport] = []

    class Door(paramiko.ServerInterface):
        def check_auth_password(self, username: str, given: str) -> int:
            right = (username, given) == (user, password)
            return paramiko.common.AUTH_SUCCESSFUL if right else paramiko.common.AUTH_FAILED

        def check_channel_request(self, kind: str, chanid: int) -> int:
            return paramiko.common.OPEN_SUCCEEDED

        def get_allowed_auths(self, username: str) -> str:
            return "password"

    def answer() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transports.append(transport)
            transport.add_server_key(key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _files_under(root))
            with suppress(paramiko.SSHException, EOFError):
                transport.start_server(server=Door())

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)
        for transport in transports:
            transport.close()


@contextmanager
def s3_server() -> Iterator[str]:
    """An S3 storage that begins empty and lets everyone in; its address."""
    import logging

    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    finally:
        server.stop()


@contextmanager
def webdav_server(root: Path, user: str, password: str) -> Iterator[str]:
    """A WebDAV server over the folder ``root`` for one login; its address."""
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "simple_dc": {"user_mapping": {"*": {user: {"password": password}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = wsgi.Server(("127.0.0.1", 0), app)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.bind_addr[1]}"
    finally:
        server.stop()
        thread.join(10)


def _files_under(root: Path) -> Any:
    """paramiko's interface over real files below a folder."""
    import paramiko

    class Files(paramiko.SFTPServerInterface):
        def place(self, path: str) -> Path:
            return root / self.canonicalize(path).lstrip("/")

        def stat(self, path: str) -> Any:
            try:
                return paramiko.SFTPAttributes.from_stat(self.place(path).stat())
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno or 0)

        lstat = stat

        def list_folder(self, path: str) -> Any:
            return [
                paramiko.SFTPAttributes.from_stat(one.stat(), one.name) for one in sorted(self.place(path).iterdir())
            ]

        def open(self, path: str, flags: int, attr: Any) -> Any:
            try:
                handle = os.open(self.place(path), flags, 0o644)
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno or 0)
            file = os.fdopen(handle, "wb" if flags & os.O_WRONLY else "r+b" if flags & os.O_RDWR else "rb")
            opened = paramiko.SFTPHandle(flags)
            opened.readfile = opened.writefile = file  # type: ignore[attr-defined]
            return opened

        def _done(self, work: Any, *args: Any) -> int:
            try:
                work(*args)
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno or 0)
            return paramiko.SFTP_OK

        def remove(self, path: str) -> int:
            return self._done(os.remove, self.place(path))

        def rename(self, old: str, new: str) -> int:
            return self._done(os.rename, self.place(old), self.place(new))

        posix_rename = rename

        def mkdir(self, path: str, attr: Any) -> int:
            return self._done(os.mkdir, self.place(path))

    return Files
