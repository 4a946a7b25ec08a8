"""Mail over SMTP: one connection for all that goes to a server in a run, one mail for each address."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from datetime import datetime
from typing import Self

from briefing.config import MailChannel
from briefing.deliver.headers import ascii_domain
from briefing.deliver.message import compose
from briefing.deliver.secrets import secret, without
from briefing.errors import DeliveryError
from briefing.model.parcel import Letter, Outcome, Parcel
from briefing.units import mailbox

MAY_BE_TAKEN = "; the server may have taken the mail before"
TOO_LARGE = 552  # after DATA or at MAIL; at RCPT it is a full mailbox, which passes (RFC 5321, 4.5.3.1.10)


class MailCarrier:
    """An SMTP session that is opened when the first mail goes out, and anew when the server broke it off."""

    def __init__(self, channel: MailChannel) -> None:
        self._channel, self._password, self._handed = channel, "", False
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        self._password = secret(self._channel.name, self._channel.password_env, self._channel.password_file, "password")
        self._server = self._connected()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server = None

    def probe(self) -> None:
        """Opening has connected and logged in already."""

    def carry(self, parcel: Parcel, address: str, _at: datetime, /) -> Outcome:
        """Send the fullest letter that the server takes. DeliveryError where the server as a whole does not work."""
        outcome = Outcome(state="refused", reason="the edition has no letter")
        for letter in parcel.letters:
            outcome, too_large = self._send(parcel, letter, address)
            if not too_large:
                break
        return outcome

    def _send(self, parcel: Parcel, letter: Letter, address: str) -> tuple[Outcome, bool]:
        """One try with one letter, and whether it was too large for the server."""
        try:
            content = compose(parcel, letter, self._channel, address)
            to, sender = (ascii_domain(mailbox(one)[1]) for one in (address, self._channel.sender))
        except ValueError as error:
            return Outcome(state="refused", reason=without(str(error))), False
        server = self._server = self._server or self._connected()
        most = server.esmtp_features.get("size", "")
        if most.isdecimal() and 0 < int(most) < len(content):
            return Outcome(state="refused", reason=f"larger than the {int(most)} bytes that the server takes"), True
        if not (to + sender).isascii() and not server.has_extn("smtputf8"):
            return Outcome(state="refused", reason="the server takes no address with letters beyond ASCII"), False
        try:
            return self._transact(server, sender, to, content)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            reason = f"the connection broke ({self._said(error)})"
            return Outcome(state="later", reason=reason + (MAY_BE_TAKEN if self._handed else "")), False

    def _transact(self, server: smtplib.SMTP, sender: str, to: str, content: bytes) -> tuple[Outcome, bool]:
        self._handed = False
        options = ["smtputf8"] if not (to + sender).isascii() else []
        if server.has_extn("size"):
            options.append(f"size={len(content)}")
        stage, (code, text) = "mail", server.mail(sender, options)
        if code == 250:
            stage, (code, text) = "rcpt", server.rcpt(to)
        if code in (250, 251):
            stage, (code, text) = "data", self._data(server, content)
            if code == 250:
                return Outcome(state="sent"), False
        if code != 421:
            with suppress(smtplib.SMTPException, OSError):
                server.rset()
        return self._judged(stage, code, text)

    def _data(self, server: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
        self._handed = True
        try:
            return server.data(content)
        except smtplib.SMTPDataError as error:
            return error.smtp_code, _bytes(error.smtp_error)

    def _judged(self, stage: str, code: int, text: bytes) -> tuple[Outcome, bool]:
        """What a server's no means: for this address, for this letter (too large), or, raised, for the channel."""
        said = f"the server said {code} {self._said(text)}"
        if code == TOO_LARGE and stage != "rcpt":
            return Outcome(state="refused", reason=said), True
        if code == 421 or stage == "mail":
            self._drop()
            where = f"{self._channel.server}:{self._channel.at_port}"
            raise DeliveryError(f"{where} takes no mail from us: {code} {self._said(text)}", subject=self._channel.name)
        passes = code < 500 or code == TOO_LARGE
        return Outcome(state="later" if passes else "refused", reason=said), False

    def _connected(self) -> smtplib.SMTP:
        """A session, encrypted and logged in as configured. DeliveryError, with what to do, otherwise."""
        channel = self._channel
        where = f"{channel.server}:{channel.at_port}"
        try:
            server = self._open(channel)
        except smtplib.SMTPAuthenticationError as error:
            hint = f"Check user and password of channel {channel.name}."
            said = f"{error.smtp_code} {self._said(error.smtp_error)}"
            raise DeliveryError(f"{where} does not know this login: {said}", subject=channel.name, hint=hint) from error
        except smtplib.SMTPNotSupportedError as error:
            raise DeliveryError(f"{where}: {self._said(error)}", subject=channel.name) from error
        except ssl.SSLError as error:
            hint = "If the server signs its own certificate, name it under certificates."
            said = getattr(error, "verify_message", "") or error.reason or str(error)
            raise DeliveryError(f"{where} cannot be trusted: {said}", subject=channel.name, hint=hint) from error
        except (smtplib.SMTPException, OSError) as error:
            hint = "Check server and port, and that it can be reached from here."
            raise DeliveryError(
                f"no answer from {where}: {self._said(error)}", subject=channel.name, hint=hint
            ) from error
        return server

    def _open(self, channel: MailChannel) -> smtplib.SMTP:
        place, timeout = (channel.server, channel.at_port), channel.deadline
        if channel.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=timeout, context=_trusting(channel))
        else:
            server = smtplib.SMTP(*place, timeout=timeout)
        try:
            server.ehlo_or_helo_if_needed()
            if channel.security == "starttls":
                self._secured(server, channel)
            if channel.user:
                server.login(channel.user, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _secured(self, server: smtplib.SMTP, channel: MailChannel) -> None:
        if not server.has_extn("starttls"):
            hint = "Set security: none only where nobody can listen between here and the server."
            where = f"{channel.server}:{channel.at_port}"
            raise DeliveryError(f"{where} offers no STARTTLS, so nothing was sent", subject=channel.name, hint=hint)
        server.starttls(context=_trusting(channel))
        server.ehlo()

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _said(self, said: object) -> str:
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return without(text, self._password)


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _trusting(channel: MailChannel) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if channel.certificates:
        try:
            context.load_verify_locations(channel.certificates)
        except (OSError, ssl.SSLError) as error:
            raise DeliveryError(
                f"the certificates in {channel.certificates} cannot be read", subject=channel.name
            ) from error
    return context
