"""Mail, against a real server that refuses, keeps waiting, breaks off and wants passwords."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from briefing.deliver.mail import MailCarrier
from briefing.errors import DeliveryError
from briefing.model.parcel import Outcome

from .builders import AT, BARE, FULL, ICS, PDF, mail_channel, parcel
from .servers import CUT, CUT_AT_RCPT, Box, certificate, mail_server

ONE, TWO = "one@example.org", "two@example.org"


def send(box: Box, *addresses: str, **changed: object) -> list[Outcome]:
    with MailCarrier(mail_channel(box.port, **changed)) as carrier:
        return [carrier.carry(parcel(), address, AT) for address in addresses]


def test_a_mail_with_its_files() -> None:
    with mail_server() as box:
        assert send(box, ONE, TWO) == [Outcome(state="sent")] * 2
    assert (box.addresses(), box.connections) == ([ONE, TWO], 1)
    (mail,) = box.to(ONE)
    assert (mail["To"], mail["From"]) == (ONE, "Briefing <briefing@example.org>")
    body, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert body is not None
    assert page is not None
    assert body.get_content() == FULL.text
    assert page.get_content() == "<p>Whole</p>\n"
    files = {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}
    assert files == {PDF.name: PDF.content, ICS.name: ICS.content}


def test_no_at_one_address_is_no_matter_to_another() -> None:
    with mail_server({ONE: ["550 no such user"]}) as box:
        refused, sent = send(box, ONE, TWO)
    assert refused == Outcome(state="refused", reason="the server said 550 no such user")
    assert (sent.state, box.addresses()) == ("sent", [TWO])


@pytest.mark.parametrize("said", ["450 greylisted, come back", "452 4.2.2 over quota", "552 mailbox full"])
def test_what_passes_by_itself_is_for_later(said: str) -> None:
    with mail_server({ONE: [said, "250 OK"]}) as box:
        assert [outcome.state for outcome in send(box, ONE, ONE)] == ["later", "sent"]


@pytest.mark.parametrize(("said", "state"), [("554 looks like spam", "refused"), ("451 try again", "later")])
def test_what_the_server_says_after_the_text(said: str, state: str) -> None:
    with mail_server(at_data={ONE: [said]}) as box:
        first, second = send(box, ONE, TWO)
    assert (first.state, second.state) == (state, "sent")
    assert said in first.reason


@pytest.mark.parametrize("stage", ["script", "at_data"])
def test_a_server_that_closes_shop_is_left_alone(stage: str) -> None:
    said = {ONE: ["421 too many mails, come back later"]}
    with (
        mail_server(**{stage: said}) as box,
        pytest.raises(DeliveryError, match=r"takes no mail from us: 421 too many"),
    ):
        send(box, ONE, TWO)
    assert box.mails == []


def test_a_connection_that_breaks_is_made_anew_for_the_next_address() -> None:
    with mail_server({ONE: [CUT_AT_RCPT]}, at_data={TWO: [CUT]}) as box:
        cut, cut_in_text, sent = send(box, ONE, TWO, "three@example.org")
    assert (cut.state, cut_in_text.state, sent.state) == ("later", "later", "sent")
    assert "may have taken" not in cut.reason
    assert "the server may have taken the mail before" in cut_in_text.reason
    assert box.connections == 3


def test_a_server_with_a_small_limit_gets_the_letter_without_files() -> None:
    with mail_server(size=3000) as box:
        assert send(box, ONE) == [Outcome(state="sent")]
    (mail,) = box.to(ONE)
    assert [part.get_filename() for part in mail.iter_attachments()] == []
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content() == BARE.text


def test_too_large_said_only_after_the_text() -> None:
    with mail_server(at_data={ONE: ["552 message too large", "250 OK"]}) as box:
        assert send(box, ONE) == [Outcome(state="sent")]
    assert len(box.mails) == 1


def test_even_the_bare_letter_is_too_large() -> None:
    with mail_server(size=20) as box:
        (outcome,) = send(box, ONE)
    assert outcome.state == "refused"
    assert "larger than the 20 bytes" in outcome.reason


def test_login_and_its_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("open sesame\n", encoding="utf-8")
    with mail_server(login=("user", "open sesame")) as box:
        assert send(box, ONE, user="user", password_file=str(secret)) == [Outcome(state="sent")]
        monkeypatch.setenv("MAIL_WORD", "wrong-Sesame-9")
        with pytest.raises(DeliveryError, match=r"does not know this login: 535.*Check user and password") as caught:
            send(box, ONE, user="user", password_env="MAIL_WORD")
        assert "wrong-Sesame-9" not in str(caught.value)
        with pytest.raises(DeliveryError, match="takes no mail from us: 530"):
            send(box, ONE)
    assert set(box.logins) == {("user", "open sesame"), ("user", "wrong-Sesame-9")}


def test_a_secret_that_is_not_there_says_where_it_should_be(tmp_path: Path) -> None:
    channel = {"user": "u", "security": "none"}
    with mail_server() as box:
        with pytest.raises(DeliveryError, match="the variable NOT_SET_HERE with the password is not set"):
            send(box, ONE, **channel, password_env="NOT_SET_HERE")
        with pytest.raises(DeliveryError, match="cannot be read: No such file"):
            send(box, ONE, **channel, password_file=str(tmp_path / "none"))


def test_starttls_is_used_and_never_done_without(tmp_path: Path) -> None:
    context, trusted = certificate(tmp_path)
    with mail_server(starttls=context) as box:
        assert send(box, ONE, security="starttls", certificates=str(trusted)) == [Outcome(state="sent")]
        with pytest.raises(DeliveryError, match=r"cannot be trusted: self.signed certificate.*name it under certif"):
            send(box, ONE, security="starttls")
    with mail_server() as open_box, pytest.raises(DeliveryError, match="offers no STARTTLS, so nothing was sent"):
        send(open_box, ONE, security="starttls")
    assert open_box.mails == []


def test_a_certificate_of_another_server_is_not_enough(tmp_path: Path) -> None:
    context, trusted = certificate(tmp_path, "other.example")
    with mail_server(starttls=context) as box, pytest.raises(DeliveryError, match=r"cannot be trusted: .*mismatch"):
        send(box, ONE, security="starttls", certificates=str(trusted))
    assert box.mails == []


def test_a_server_that_keeps_silent_is_left_after_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(DeliveryError, match=r"no answer from .*timed out"):
            send(Box(port=silent.getsockname()[1]), ONE, deadline=0.3)
    assert time.monotonic() - began < 5


def test_tls_from_the_start(tmp_path: Path) -> None:
    context, trusted = certificate(tmp_path)
    with mail_server(tls=context) as box:
        assert send(box, ONE, security="tls", certificates=str(trusted)) == [Outcome(state="sent")]


def test_nobody_answers(tmp_path: Path) -> None:
    with mail_server() as box:
        port = box.port
    with pytest.raises(DeliveryError, match=rf"no answer from 127.0.0.1:{port}: .*refused"):
        send(Box(port=port), ONE)


def test_an_address_beyond_ascii() -> None:
    with mail_server() as box:
        assert [o.state for o in send(box, "Jürgen <jürgen@bücher.example>", "Zoë <zoe@bücher.example>")] == [
            "sent"
        ] * 2
    assert box.addresses() == ["jürgen@xn--bcher-kva.example", "zoe@xn--bcher-kva.example"]
