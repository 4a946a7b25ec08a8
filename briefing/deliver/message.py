"""A letter and its files as the bytes of a mail: the same bytes at every try."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from briefing.config import MailChannel
from briefing.deliver.headers import ascii_domain, mailbox_header, plain_header, text_header
from briefing.model.media import MEDIA
from briefing.model.parcel import Letter, Parcel
from briefing.units import mailbox


def message_id(reader: str, on: str, slot: str, number: int, sender: str) -> str:
    """The id of an edition's mails: the same for each address and each try, so that servers can drop doubles."""
    key = sha256("\n".join((reader, on, slot, str(number))).encode()).hexdigest()[:24]
    domain = ascii_domain(mailbox(sender)[1]).rpartition("@")[2] if sender else "briefing.invalid"
    return f"<{on}.{number}.{key}@{domain}>"


def compose(parcel: Parcel, letter: Letter, channel: MailChannel, address: str) -> bytes:
    """The mail for one address, lines ended by CRLF. ValueError for an address that is none."""
    headers = [
        mailbox_header("From", channel.sender),
        mailbox_header("To", address),
        text_header("Subject", letter.subject),
        plain_header("Date", format_datetime(parcel.made_at)),
        plain_header("Message-ID", parcel.message_id),
        plain_header("List-Unsubscribe", f"<{unsubscribe(parcel, channel)}>"),
        plain_header("Auto-Submitted", "auto-generated"),
    ]
    if channel.reply_to:
        headers.insert(2, mailbox_header("Reply-To", channel.reply_to))
    return b"".join(headers) + _body(parcel, letter).as_bytes()


def unsubscribe(parcel: Parcel, channel: MailChannel) -> str:
    """Where a recipient says that he wants no more: as configured, else a mail to those who send it."""
    if channel.unsubscribe:
        return channel.unsubscribe
    address = ascii_domain(mailbox(channel.reply_to or channel.sender)[1])
    return f"mailto:{quote(address, safe='@')}?subject={quote('unsubscribe ' + parcel.reader)}"


def _body(parcel: Parcel, letter: Letter) -> EmailMessage:
    """Text and page as alternatives, then the files. Its headers are those of the content alone."""
    message = EmailMessage(policy=SMTP)
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for form in letter.attached:
        # text/calendar as a plain attachment: with a "method" some mail programs would offer to accept an invitation
        main, _, sub = MEDIA[form].partition("/")
        file = parcel.files[form]
        message.add_attachment(file.content, main, sub, filename=file.name)
        if main == "text":
            list(message.iter_attachments())[-1].set_param("charset", "utf-8")
    _bounded(message, sha256(parcel.message_id.encode()).hexdigest()[:24])
    return message


def _bounded(message: EmailMessage, key: str) -> None:
    """Boundaries that depend on the edition alone; the library draws them by lot."""
    for n, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=-{key}-{n}")
