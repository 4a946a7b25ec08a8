"""What `briefing digest` says at a terminal."""

from __future__ import annotations

from pathlib import Path

from briefing.pipeline.making.stateless import HEADLINE, digest_lines, digest_paths


def test_one_is_counted_as_one_and_a_long_headline_ends_at_a_word(tmp_path: Path) -> None:
    headline = "Army shells border town of Orsa for third day as " + "mediators warn of further fighting " * 3
    (tmp_path / "a.txt").write_text(
        f"Date: 2022-01-06T12:00:00Z\nHeadline: {headline}\n\nBAMAKO, Jan 6 (EXW) - The army of Mali shelled a town.\n"
    )
    document = digest_paths([tmp_path], as_of_at=None)
    *stories, last = digest_lines(document)
    assert last == "1 wire, 1 story, 1 on the desks, 0 dates ahead, 0 files not read."
    (shown,) = (line.partition("  [")[0].split("  ", 2)[-1].strip() for line in stories if "Army" in line)
    assert shown.endswith(" ...")
    said = shown.removesuffix(" ...").removeprefix("1  ").strip()
    assert headline.startswith(said + " ")
    assert 80 < len(said) <= HEADLINE
