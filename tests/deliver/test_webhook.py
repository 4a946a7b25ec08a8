"""Calls to a program of yours: signed, told once, tried again where the answer may change."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode
from hashlib import sha256

import pytest

from briefing.config import NotifyChannel, WebhookChannel
from briefing.deliver.notify import NotifyCarrier
from briefing.deliver.webhook import WebhookCarrier
from briefing.errors import DeliveryError
from briefing.model.parcel import Outcome

from .builders import AT, PDF, parcel
from .servers import hook_server

SECRET = "a-Secret-of-9"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise loads a module that Python will drop


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)


def call(address: str, **changed: object) -> Outcome:
    values = {"name": "hook", "kind": "webhook", "address": address, "secret_env": "HOOK_SECRET", "deadline": 2}
    with WebhookCarrier(WebhookChannel.model_validate(values | changed)) as carrier:
        return carrier.carry(parcel(mark="TLP:GREEN"), "", AT)


def test_a_call_is_signed_over_its_time_and_body() -> None:
    with hook_server() as (address, calls):
        assert call(f"{address}/in", attach=["pdf"]) == Outcome(state="sent")
    (seen,) = calls
    said = seen.headers
    assert (seen.method, seen.path, said["idempotency-key"]) == ("POST", "/in", "2022-01-06.12.abc@briefing.example")
    assert said["briefing-timestamp"] == "1641492300"
    expected = hmac.new(SECRET.encode(), b"1641492300." + seen.body, sha256).hexdigest()
    assert said["briefing-signature"] == f"sha256={expected}"
    told = json.loads(seen.body)
    assert (told["reader"], told["number"], told["mark"]) == ("desk", 12, "TLP:GREEN")
    assert told["headline"] == "Clashes in the north"
    files = {one["form"]: one for one in told["files"]}
    assert b64decode(files["pdf"]["content"]) == PDF.content
    assert files["pdf"]["sha256"] == sha256(PDF.content).hexdigest()
    assert "content" not in files["html"]
    assert files["html"]["link"] == "https://b.example/d.html"


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "sent"), (204, "sent"), (302, "refused"), (400, "refused"), (404, "later"), (429, "later"), (503, "later")],
)
def test_what_an_answer_means(status: int, state: str) -> None:
    with hook_server((status, {"location": "/elsewhere"})) as (address, calls):
        outcome = call(address)
    assert (outcome.state, len(calls)) == (state, 1)
    assert state == "sent" or str(status) in outcome.reason


@pytest.mark.parametrize(
    ("said", "after_s"), [("900", 900.0), ("²", 0.0), ("Wed, 26 Nov 2026 10:00:00 GMT", 0.0), ("-1", 0.0), ("", 0.0)]
)
def test_the_other_side_may_ask_for_time(said: str, after_s: float) -> None:
    with hook_server((503, {"retry-after": said})) as (address, _):
        outcome = call(address)
    assert (outcome.state, outcome.after_s) == ("later", after_s)


def test_nobody_answers() -> None:
    with hook_server() as (address, _):
        pass
    with pytest.raises(DeliveryError, match="hook: no answer: ConnectError"):
        call(address)


def test_an_address_that_is_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHERE", "http://127.0.0.1:1/token-Xyz-9")
    with pytest.raises(DeliveryError) as caught:
        call("", address_env="WHERE")
    assert "token-Xyz-9" not in str(caught.value)


def test_whether_somebody_answers_is_asked_without_a_call() -> None:
    values = {"name": "hook", "kind": "webhook", "secret_env": "HOOK_SECRET"}
    with hook_server() as (address, calls):
        channel = WebhookChannel.model_validate(values | {"address": address})
        with WebhookCarrier(channel) as carrier:
            carrier.probe()
    assert [one.method for one in calls] == ["OPTIONS"]


# ---------------------------------------------------------------- notifications


def notify(address: str) -> Outcome:
    channel = NotifyChannel.model_validate({"name": "phones", "kind": "notify", "address": address})
    with NotifyCarrier(channel) as carrier:
        return carrier.carry(parcel(mark="TLP:GREEN"), "", AT)


def test_a_notification_says_what_came_and_where() -> None:
    with hook_server() as (address, calls):
        assert notify(address.replace("http", "json")) == Outcome(state="sent")
    said = json.loads(calls[0].body)
    assert said["title"] == "[TLP:GREEN] Morning Briefing 12, 2022-01-06"
    assert said["message"] == "Clashes in the north\nhttps://b.example/d.html"


def test_a_service_that_does_not_take_it() -> None:
    with hook_server((500, {})) as (address, _), pytest.raises(DeliveryError, match="did not take the message"):
        notify(address.replace("http", "json"))


def test_an_address_that_no_service_has() -> None:
    with pytest.raises(DeliveryError, match="does not know this kind of address"):
        notify("nosuch://x")
