"""Headers of a mail: whatever words come in, one logical line comes out, and only the headers that we meant."""

from __future__ import annotations

import email.header
from email import message_from_bytes, policy

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.deliver.headers import ascii_domain, mailbox_header, one_line, plain_header, text_header
from briefing.deliver.message import compose, message_id
from briefing.model.parcel import Letter

from .builders import FULL, mail_channel, parcel

WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=300)
CRUEL = "Talks end\r\nBcc: x@evil.example\t\x00in\u2028Geneva \x1b[31m =?utf-8?q?x?="
CYRILLIC = "Переговоры о гарантиях безопасности " * 12
EXPECTED = {"From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "Auto-Submitted", "MIME-Version"} | {
    "Content-Type",
    "Reply-To",
}


def decoded(raw: bytes, name: str) -> str:
    """The header as a mail program shows it."""
    value = message_from_bytes(raw + b"\r\n", policy=policy.compat32)[name]
    unfolded = value.replace("\r\n", "").replace("\n", "")
    return str(email.header.make_header(email.header.decode_header(unfolded)))


def lines(raw: bytes) -> list[bytes]:
    return raw.split(b"\r\n")


@given(WORDS)
@example(CRUEL)
@example(CYRILLIC)
@example("x" * 400)
@example("=?utf-8?b?QmNj?=")
@settings(deadline=None)
def test_a_subject_is_what_was_said_on_one_line(words: str) -> None:
    raw = text_header("Subject", words)
    assert raw.isascii()
    assert decoded(raw, "Subject") == one_line(words)
    assert max(map(len, lines(raw))) <= 78
    message = message_from_bytes(raw + b"\r\n", policy=policy.compat32)
    assert message.keys() == ["Subject"]


@given(WORDS.filter(lambda text: text.isprintable()))
@example('Doe, J. "Jo" \\ Ltd.')
@example("Жанна д’Арк, <штаб>; (a@b.org)")
@example("a" * 300)
@settings(deadline=None)
def test_a_name_is_what_was_said_and_the_address_stays_alone(name: str) -> None:
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    try:
        raw = mailbox_header("To", f"{quoted} <jo@example.org>")
    except ValueError:  # what the library does not read as one mailbox is no mailbox for us
        return
    message = message_from_bytes(raw + b"\r\n", policy=policy.compat32)
    assert message.keys() == ["To"]
    (pair,) = email.utils.getaddresses([message["To"].replace("\r\n", "")])
    assert pair[1] == "jo@example.org"
    shown = str(email.header.make_header(email.header.decode_header(pair[0])))
    assert shown.split() == one_line(name).split()
    assert max(map(len, lines(raw))) <= 90


@pytest.mark.parametrize(
    "value", ["a@b", "a@b.org\nBcc: c@d.org", "a@b.org, c@d.org", "Doe, Jo <a@b.org>", "", "a@b.org\r\n", "@b.org"]
)
def test_what_is_no_mailbox_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is no mail address"):
        mailbox_header("To", value)


def test_a_domain_beyond_ascii() -> None:
    assert (
        mailbox_header("To", "Zoë <zoe@bücher.example>") == b"To: =?utf-8?b?Wm/Dqw==?= <zoe@xn--bcher-kva.example>\r\n"
    )
    assert ascii_domain("a@b.org") == "a@b.org"
    with pytest.raises(ValueError, match="no domain name"):
        ascii_domain("a@" + "x" * 80 + ".org")


def test_plain_headers_hold_no_break_and_no_letter_beyond_ascii() -> None:
    raw = plain_header("List-Unsubscribe", "<mailto:a@b.org?subject=é\r\nBcc: x@y.org>")
    assert message_from_bytes(raw + b"\r\n").keys() == ["List-Unsubscribe"]
    assert raw.isascii()


@given(subject=WORDS, text=WORDS, name=WORDS.filter(str.isprintable))
@example(subject=CRUEL, text="." + "y" * 3000 + "\n.\r\nFrom me", name='Doe, "Jo"')
@settings(max_examples=60, deadline=None)
def test_no_words_make_a_header_or_a_line_too_long(subject: str, text: str, name: str) -> None:
    letter = Letter(subject=subject, text=text, html=f"<p>{text}</p>", attached=("pdf", "ics"))
    channel = mail_channel(25, reply_to="desk@example.org")
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    try:
        raw = compose(parcel(title=subject), letter, channel, f"{quoted} <jo@example.org>")
    except ValueError:
        return
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert set(message_from_bytes(raw).keys()) == EXPECTED


def test_date_ids_and_bytes_are_the_editions_own() -> None:
    channel = mail_channel(25, unsubscribe="https://example.org/stop")
    first, again = (compose(parcel(), FULL, channel, "jo@example.org") for _ in range(2))
    assert first == again
    message = message_from_bytes(first, policy=policy.default)
    assert message["Date"] == "Thu, 06 Jan 2022 21:35:00 +0330"
    assert message["Message-ID"] == "<2022-01-06.12.abc@briefing.example>"
    assert message["List-Unsubscribe"] == "<https://example.org/stop>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert b"method=" not in first.lower()  # a calendar as a file, no invitation


def test_the_id_depends_on_the_edition_alone() -> None:
    one = message_id("desk", "2022-01-06", "18:00", 12, "Briefing <b@bücher.example>")
    assert one == message_id("desk", "2022-01-06", "18:00", 12, "b@bücher.example")
    assert one.startswith("<2022-01-06.12.")
    assert one.endswith("@xn--bcher-kva.example>")
    assert one != message_id("desk", "2022-01-06", "18:00", 13, "b@bücher.example")


def test_where_to_say_stop() -> None:
    raw = compose(parcel(reader="sahel-team"), FULL, mail_channel(25), "jo@example.org")
    said = message_from_bytes(raw, policy=policy.default)["List-Unsubscribe"]
    assert said == "<mailto:briefing@example.org?subject=unsubscribe%20sahel-team>"
