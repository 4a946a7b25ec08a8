"""Storage by any address: local files, memory, and real servers of SFTP, S3 and WebDAV."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from briefing.config import RemoteChannel
from briefing.deliver.remote import RemoteCarrier
from briefing.errors import DeliveryError
from briefing.model.parcel import PackedFile

from .builders import AT, ICS, PDF, parcel
from .servers import s3_server, sftp_server, webdav_server


def channel(address: str, **changed: object) -> RemoteChannel:
    return RemoteChannel.model_validate({"name": "bucket", "kind": "remote", "address": address} | changed)


def carry(given: RemoteChannel, **changed: object) -> None:
    with RemoteCarrier(given) as carrier:
        carrier.probe()
        assert carrier.carry(parcel(**changed), "", AT).state == "sent"


def test_files_of_this_machine(tmp_path: Path) -> None:
    given = channel(f"file://{tmp_path}/in/{{reader}}/{{year}}-{{month}}", files=["pdf", "ics"])
    carry(given)
    folder = tmp_path / "in" / "desk" / "2022-01"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {PDF.name: PDF.content, ICS.name: ICS.content}
    carry(given, files={"pdf": PackedFile(name=PDF.name, content=b"again")})
    assert (folder / PDF.name).read_bytes() == b"again"
    assert len(list(folder.iterdir())) == 2


def test_memory() -> None:
    carry(channel("memory://briefings/{on}"))
    storage = fsspec.filesystem("memory")
    assert storage.cat("/briefings/2022-01-06/" + PDF.name) == PDF.content
    storage.rm("/briefings", recursive=True)


def test_sftp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFTP_WORD", "open-Sesame-9")
    (tmp_path / "in").mkdir()
    with sftp_server(tmp_path, "up", "open-Sesame-9") as port:
        given = channel("sftp://up@127.0.0.1/in/{reader}", options={"port": port}, password_env="SFTP_WORD")
        carry(given)
        carry(given)
        files = {p.name: p.read_bytes() for p in (tmp_path / "in" / "desk").iterdir()}
        assert files == {one.name: one.content for one in parcel().files.values()}
        monkeypatch.setenv("SFTP_WORD", "wrong-Word-9")
        with pytest.raises(DeliveryError, match="Authentication") as caught:
            carry(given)
        assert "wrong-Word-9" not in str(caught.value)


def test_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUCKET_WORD", "open-Sesame-9")
    with s3_server() as address:
        options = {"key": "up", "endpoint_url": address}
        given = channel("s3://papers/{reader}/{on}", options=options, password_env="BUCKET_WORD")
        carry(given)
        carry(given)
        storage = fsspec.filesystem("s3", key="up", secret="open-Sesame-9", endpoint_url=address)
        files = {path.rsplit("/", 1)[1]: storage.cat(path) for path in storage.find("papers/desk/2022-01-06")}
        assert files == {one.name: one.content for one in parcel().files.values()}
    with pytest.raises(DeliveryError, match="bucket: s3://papers") as caught, RemoteCarrier(given) as carrier:
        carrier.probe()  # the server is gone
    assert "open-Sesame-9" not in str(caught.value)


def test_webdav(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAV_WORD", "open-Sesame-9")
    with webdav_server(tmp_path, "up", "open-Sesame-9") as address:
        options = {"base_url": address, "username": "up"}
        given = channel("webdav://in/{reader}", options=options, password_env="DAV_WORD")
        carry(given)
        carry(given)
        files = {p.name: p.read_bytes() for p in (tmp_path / "in" / "desk").iterdir()}
        assert files == {one.name: one.content for one in parcel().files.values()}
        monkeypatch.setenv("DAV_WORD", "wrong-Word-9")
        with pytest.raises(DeliveryError, match="401") as caught, RemoteCarrier(given) as carrier:
            carrier.probe()
        assert "wrong-Word-9" not in str(caught.value)


def test_a_storage_that_does_not_let_us_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    with pytest.raises(DeliveryError, match="bucket: file://"):
        carry(channel(f"file://{tmp_path}/file/below"))


def test_an_unknown_kind_of_storage() -> None:
    with pytest.raises(DeliveryError, match="Protocol not known: nosuch"):
        carry(channel("nosuch://x/y"))


def test_a_password_in_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHERE", "nosuch://up:open-Sesame-9@host/y")
    given = RemoteChannel.model_validate({"name": "bucket", "kind": "remote", "address_env": "WHERE"})
    with pytest.raises(DeliveryError) as caught:
        carry(given)
    assert "open-Sesame-9" not in str(caught.value)
