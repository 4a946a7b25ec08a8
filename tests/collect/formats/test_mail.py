"""Mail: no letter is lost for want of a label, what is forwarded whole is read, and the sender is the outlet."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import Options, read_file
from briefing.model import Wire

NOW = datetime(2022, 1, 6, 18, tzinfo=UTC)
HEAD = b"From: Border Desk <desk@news.example>\r\nMessage-ID: <1@news.example>\r\n"
HEAD += b"Date: Thu, 6 Jan 2022 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
RUSSIAN = "Мост через реку открыт в среду, сообщили власти."
JAPANESE = "橋は水曜日に再開されました。"
HEBREW = "הגשר נפתח מחדש ביום רביעי"


def read(tmp_path: Path, data: bytes) -> tuple[Wire, ...]:
    path = tmp_path / "incoming" / "a.eml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    found = read_file(path, received_at=NOW, options=Options(source="incoming"))
    assert not found.error
    return found.wires


def mail(kind: bytes, body: bytes, subject: bytes = b"Bridge") -> bytes:
    return HEAD + b"Subject: " + subject + b"\r\nContent-Type: " + kind + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        (b"", "cp1251", RUSSIAN),
        (b"; charset=unknown-8bit", "koi8-r", RUSSIAN),
        (b"; charset=us-ascii", "utf-8", RUSSIAN),
        (b"; charset=x-sjis", "cp932", JAPANESE),
        (b"; charset=iso-2022-jp", "iso2022_jp", JAPANESE),
        (b"; charset=iso-8859-8-i", "iso-8859-8", HEBREW),
        (b"; charset=windows-1251", "cp1251", RUSSIAN),
        (b"; charset=nothing-at-all", "utf-8", JAPANESE),
    ],
)
def test_letters_whatever_the_label(tmp_path: Path, label: bytes, codec: str, text: str) -> None:
    (wire,) = read(tmp_path, mail(b"text/plain" + label, text.encode(codec)))
    assert " ".join(wire.paragraphs) == text
    assert wire.publisher == "Border Desk"


def test_a_page_by_mail_says_its_own_label(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=x-sjis></head><body><p>{JAPANESE}</p></body></html>"
    (wire,) = read(tmp_path, mail(b"text/html", page.encode("cp932")))
    assert wire.paragraphs == (JAPANESE,)


def test_bytes_that_nothing_explains_are_marked(tmp_path: Path) -> None:
    (wire,) = read(tmp_path, mail(b"text/plain", RUSSIAN.encode() + b" \xff\xfe"))
    assert "encoding-guessed" in wire.marks


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (b"=?x-sjis?B?" + b64encode(JAPANESE.encode("cp932")) + b"?=", JAPANESE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (RUSSIAN.encode(), RUSSIAN),
        (b"Bridge =?utf-8?q?=C3=BCber?= the river", "Bridge über the river"),
    ],
)
def test_letters_of_a_subject(tmp_path: Path, subject: bytes, text: str) -> None:
    (wire,) = read(tmp_path, mail(b"text/plain", b"The bridge was reopened.", subject))
    assert wire.headline == text


def test_what_is_forwarded_whole_is_read(tmp_path: Path) -> None:
    inner = mail(b"text/plain", b"The bridge was reopened, a source said.").replace(b"<1@", b"<2@")
    inner = inner.replace(b"Border Desk", b"Far Desk")
    (wire,) = read(tmp_path, mail(b"message/rfc822", inner, b"Fwd: see this"))
    assert (wire.headline, wire.publisher, wire.guid) == ("Bridge", "Far Desk", "2@news.example")
    assert wire.paragraphs == ("The bridge was reopened, a source said.",)
    both = b"--x\r\n\r\nA note of our own.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--x--\r\n"
    found = read(tmp_path, mail(b"multipart/mixed; boundary=x", both, b"Fwd: see this"))
    assert [(w.headline, w.publisher) for w in found] == [("see this", "Border Desk"), ("Bridge", "Far Desk")]


BODY = "DOHA, Jan 6 (EXW) - Norland and Sudland meet in Doha on January 12.\n\nA second paragraph.\n"
HEADS = {
    "---------- Forwarded message ---------": ("From", "Date", "Subject", "To", "Thu, 6 Jan 2022 at 07:10"),
    "-----Ursprüngliche Nachricht-----": ("Von", "Gesendet", "Betreff", "An", "Donnerstag, 6. Januar 2022 07:10"),
    "Début du message transféré :": ("De ", "Date ", "Objet ", "À ", "6 janvier 2022 à 07:10"),
    "________________________________": ("From", "Sent", "Subject", "To", "Thursday, January 6, 2022 7:10 AM"),
    "-------- Пересылаемое сообщение --------": ("От", "Дата", "Тема", "Кому", "06.01.2022, 07:10"),
}


@pytest.mark.parametrize("line", HEADS)
@pytest.mark.parametrize("quoted", ["", "> "])
def test_a_wire_forwarded_inside_a_text_is_the_wire(tmp_path: Path, line: str, quoted: str) -> None:
    sender, date, subject, to, on = HEADS[line]
    head = f"{sender}: Wire Desk <wire@exw.example>\n{date}: {on}\n{subject}: Talks in Doha set\n{to}: list@exw.example"
    text = f"see below\n-- \nPetra\n\n{line}\n{head}\n\n" + "".join(f"{quoted}{row}\n" for row in BODY.split("\n"))
    (wire,) = read(tmp_path, mail(b"text/plain; charset=utf-8", text.encode(), b"[EXT] WG: Fwd: Talks in Doha set"))
    assert wire.headline == "Talks in Doha set"
    assert wire.paragraphs == ("Norland and Sudland meet in Doha on January 12.", "A second paragraph.")
    assert (wire.published_text, wire.byline) == ("2022-01-06T07:10:00+00:00", "Wire Desk")


def test_a_wire_forwarded_in_html_is_the_wire(tmp_path: Path) -> None:
    head = "De : <b>EXW</b> &lt;w@exw.example&gt;<br>Date: jeu. 6 janv. 2022 à 07:10<br>Subject: Réunion<br>To: x<br>"
    line = "---------- Forwarded message ---------"
    text = f"<div>FYI<br>-- <br>P<div>{line}<br>{head}</div><p>DOHA (EXW) - Un.</p><p>Deux.</p>"
    (wire,) = read(tmp_path, mail(b"text/html; charset=utf-8", f"<style>p {{}}</style>{text}".encode(), b"Fwd: x"))
    assert (wire.headline, wire.paragraphs) == ("Réunion", ("Un.", "Deux."))


def test_an_answer_is_its_own_text_and_not_what_it_answers(tmp_path: Path) -> None:
    old = "-----Original Message-----\nFrom: Desk\nSent: Thursday, January 6, 2022 7:10 AM\nSubject: Talks\n\nWhen?\n"
    for below in (old, "On Thu, 6 Jan 2022 at 07:10, Desk wrote:\n> When?\n> Where?\n"):
        (wire,) = read(tmp_path, mail(b"text/plain", f"{BODY}\n{below}".encode(), b"Re: Talks"))
        assert wire.paragraphs == ("Norland and Sudland meet in Doha on January 12.", "A second paragraph.")


def test_a_line_of_underscores_forwards_nothing_by_itself(tmp_path: Path) -> None:
    text = f"{BODY}\n____________________\nFrom: here on the road is closed\n\nMore text.\n"
    (wire,) = read(tmp_path, mail(b"text/plain", text.encode(), b"Fwd: Talks"))
    assert wire.paragraphs[0] == "Norland and Sudland meet in Doha on January 12."
    assert wire.paragraphs[-1] == "More text."


LINE = "---------- Forwarded message ---------"
LONG = "The delegations met behind closed doors for four hours and will meet again, a person close to the talks said."


def forwarded(subject: str, text: str, sender: str = "EXW") -> str:
    return f"{LINE}\nFrom: {sender} <w@exw.example>\nDate: Thu, 6 Jan 2022 at 07:10\nSubject: {subject}\n\n{text}\n"


def test_a_wire_forwarded_with_what_it_answers_stays_the_wire(tmp_path: Path) -> None:
    old = (
        "-----Original Message-----\nFrom: Desk\nSent: Thursday, January 6, 2022 7:10 AM\nSubject: query\n\nSend it.\n"
    )
    text = forwarded("Talks in Doha set", f"{BODY}\n{LONG}\n\n{old}")
    (wire,) = read(tmp_path, mail(b"text/plain", text.encode(), b"Fwd: Talks in Doha set"))
    assert (wire.headline, wire.paragraphs[0], wire.paragraphs[-1]) == (
        "Talks in Doha set", "Norland and Sudland meet in Doha on January 12.", LONG,
    )  # fmt: skip


def test_wires_forwarded_one_after_the_other_are_wires_each(tmp_path: Path) -> None:
    text = "".join(forwarded(f"Wire {n}", f"{BODY}\n{LONG}\n") for n in (1, 2, 3))
    found = read(tmp_path, mail(b"text/plain", text.encode(), b"Fwd: three"))
    assert [wire.headline for wire in found] == ["Wire 1", "Wire 2", "Wire 3"]
    assert {wire.paragraphs[-1] for wire in found} == {LONG}
    assert len({wire.id for wire in found}) == 3
    text = forwarded("FW: Talks", f"FYI\n\n{forwarded('Talks', BODY)}", "Petra")
    (wire,) = read(tmp_path, mail(b"text/plain", text.encode(), b"Fwd: FW: Talks"))
    assert wire.headline == "Talks"


def test_headers_without_a_line_are_those_of_a_mail_not_of_a_quoted_letter(tmp_path: Path) -> None:
    head = "From: EXW Desk\nSent: Thursday, January 6, 2022 7:10 AM\nSubject: Talks in Doha set\n"
    (wire,) = read(tmp_path, mail(b"text/plain", f"see below\n\n{head}\n{BODY}".encode(), b"FW: see"))
    assert (wire.headline, wire.byline) == ("Talks in Doha set", "EXW Desk")
    letter = "From: the president\nDate: tomorrow\n\nWe agree.\n"
    (wire,) = read(tmp_path, mail(b"text/plain", f"{BODY}\n{letter}".encode(), b"FW: Talks"))
    assert wire.headline == "Talks"
    assert wire.paragraphs[0] == "Norland and Sudland meet in Doha on January 12."
