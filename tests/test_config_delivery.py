"""Channels in config.yaml: each kind has its own keys, secrets are named and never written, names are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import MailChannel, load_config
from briefing.errors import ConfigError
from briefing.units import mailbox

MAIL = "{name: mail, kind: mail, server: m.example.org, sender: b@example.org}"


def write(tmp_path: Path, channels: str, more: str = "", readers: str = "readers: []\n") -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(f"{readers}delivery:\n{more}  channels:\n{channels}", encoding="utf-8")
    return path


def faults(tmp_path: Path, channels: str, more: str = "", readers: str = "readers: []\n") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, channels, more, readers))
    return [line.replace(f"{tmp_path}/", "") for line in caught.value.faults]


def test_channels_of_each_kind(tmp_path: Path) -> None:
    channels = (
        f"    - {MAIL}\n"
        "    - {name: share, kind: folder, path: 'out/{reader}/{year}', files: [pdf]}\n"
        "    - {name: bucket, kind: remote, address: 's3://b/{on}', options: {anon: true}}\n"
        "    - {name: hook, kind: webhook, address: 'https://x.example/', secret_file: secrets/hook}\n"
        "    - {name: phones, kind: notify, address_env: NTFY}\n"
    )
    config = load_config(write(tmp_path, channels))
    assert [channel.kind for channel in config.delivery.channels] == ["mail", "folder", "remote", "webhook", "notify"]
    mail, share, _, hook, _ = config.delivery.channels
    assert isinstance(mail, MailChannel)
    assert (mail.at_port, mail.security, mail.attach_up_to) == (587, "starttls", 10 << 20)
    assert getattr(share, "path", "") == f"{tmp_path}/out/{{reader}}/{{year}}"
    assert getattr(hook, "secret_file", "") == f"{tmp_path}/secrets/hook"


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_ports_by_security(security: str, port: int) -> None:
    values = {"name": "m", "kind": "mail", "server": "x", "sender": "b@example.org", "security": security}
    assert MailChannel.model_validate(values).at_port == port
    assert MailChannel.model_validate(values | {"port": 2525}).at_port == 2525


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (
            "{name: m, kind: mail, sevrer: x, sender: b@x.org}",
            "channels[0].sevrer: unknown key; did you mean 'server'?",
        ),
        ("{name: m, kind: mail, server: x, sender: b@x.org}, path: y", ""),
        ("{name: m, kind: mail, server: x, sender: nobody}", "channels[0].sender: 'nobody' is no mail address"),
        ("{name: m, kind: mail, server: x, sender: b@x.org, password: hunter2}", "channels[0].password: unknown key"),
        ("{name: m, kind: mail, server: x, sender: b@x.org, password_env: a b}", "not the secret itself"),
        ("{name: m, kind: mail, server: x, sender: b@x.org, port: 70000}", "channels[0].port:"),
        ("{name: m, kind: mail, server: x, sender: b@x.org, attach: [docx]}", "'docx' is no format"),
        ("{name: m, kind: mail, server: x, sender: b@x.org, limit: 'TLP:PINK'}", "is no mark of the Traffic Light"),
        ("{name: m, kind: mail, server: x, sender: b@x.org, unsubscribe: nobody}", "begins with mailto: or https://"),
        ("{name: m, kind: mial}", "there is no channel of kind 'mial'; did you mean 'mail'?"),
        ("{name: m}", "channels[0].kind: is missing; known: folder, mail, remote, webhook, notify"),
        ("{name: f, kind: folder, path: 'x/{raeder}'}", "{raeder} is unknown; {reader}, {on}"),
        ("{name: r, kind: remote}", "exactly one of address, address_env and address_file is needed, not none"),
        ("{name: r, kind: remote, address: 'file:///x', address_env: X}", "not address and address_env"),
        ("{name: h, kind: webhook, address: 'https://x'}", "exactly one of secret_env and secret_file is needed"),
    ],
)
def test_each_fault_says_what_was_expected(tmp_path: Path, channel: str, said: str) -> None:
    if not said:
        with pytest.raises(ConfigError, match="is not YAML"):
            load_config(write(tmp_path, f"    - {channel}\n"))
        return
    found = "\n".join(faults(tmp_path, f"    - {channel}\n"))
    assert said in found
    assert "config.yaml:4: delivery.channels[0]" in found
    assert "hunter2" not in found


def test_a_key_of_another_kind_is_unknown_here(tmp_path: Path) -> None:
    (line,) = faults(tmp_path, "    - {name: f, kind: folder, path: x, server: y}\n")
    assert line.endswith("unknown key; known here: name, limit, deadline, kind, path, files")


def test_names_are_known_and_single(tmp_path: Path) -> None:
    readers = "readers: [{name: r, delivery: {channels: [mial, folder]}}]\n"
    found = faults(tmp_path, f"    - {MAIL}\n    - {MAIL}\n", "  operator: {channel: maill}\n", readers)
    text = "\n".join(found)
    assert "delivery.channels[1].name: the name 'mail' stands there twice" in text
    assert "delivery.operator.channel: there is no mail channel 'maill'; did you mean 'mail'?" in text
    assert "readers[0].delivery.channels[0]: there is no channel 'mial'; did you mean 'mail'?" in text
    assert "readers[0].delivery.channels[1]: there is no channel 'folder'" in text
    assert len(found) == 4


def test_an_operator_needs_a_mail_channel(tmp_path: Path) -> None:
    share = "    - {name: share, kind: folder, path: x}\n"
    (line,) = faults(tmp_path, share, "  operator: {addresses: [ops@example.org]}\n")
    assert "there is no mail channel to reach them by" in line


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("a@b.org", "", "a@b.org"),
        ("<a@b.org>", "", "a@b.org"),
        ("Jo <a@b.org>", "Jo", "a@b.org"),
        ('"Doe, J. \\"Jo\\"" <a@b.org>', 'Doe, J. "Jo"', "a@b.org"),
        ("Jürgen <jü@bücher.example>", "Jürgen", "jü@bücher.example"),
        ("root@localhost", "", "root@localhost"),
    ],
)
def test_addresses_as_people_write_them(text: str, name: str, address: str) -> None:
    assert mailbox(text) == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nobody",
        "a@b",
        "a@b..org",
        "a@.org",
        "a b@c.org",
        "a@b.org, c@d.org",
        "Doe, Jo <a@b.org>",
        "a@b.org\nBcc: c@d.org",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="is no mail address"):
        mailbox(text)
