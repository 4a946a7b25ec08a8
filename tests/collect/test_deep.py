"""Markup nested without end costs one line, never the run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import Options, read_file

AT = datetime(2022, 1, 6, tzinfo=UTC)
DEEP = 5_000


@pytest.mark.parametrize(
    "text",
    [
        f"<nitf><head><title>x</title></head><body><body.content>{'<block>' * DEEP}x{'</block>' * DEEP}"
        "</body.content></body></nitf>",
        f"<rss version='2.0'><channel><title>x</title><item><title>y</title><description>{'<b>' * DEEP}"
        "</description></item></channel></rss>",
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * DEEP + "]" * DEEP + "}",
        '<?xml version="1.0"?>' + "<a>" * DEEP + "</a>" * DEEP,
    ],
    ids=["nitf", "rss", "json", "xml"],
)
def test_a_file_nested_too_deep_is_a_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "deep"
    path.write_text(text, encoding="utf-8")
    reading = read_file(path, received_at=AT, options=Options())
    assert reading.error or reading.wires
