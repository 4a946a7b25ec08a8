"""A real mail server on localhost for tests, scripted: each address plays its answers in turn."""

# ruff: noqa: N802  (names of handlers are aiosmtpd's)

from __future__ import annotations

import asyncio
import ssl
import threading
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
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
) -> Iterator[Box]:
    """Serve until the block ends. ``login``: the only one that is let in."""
    box = Box(
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
    names = x509.SubjectAlternativeName([x509.DNSName(host), x509.IPAddress(IPv4Address("127.0.0.1"))])
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
