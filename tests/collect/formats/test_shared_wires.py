"""Every file of the shared wires is read, or refused with a reason that is right: each is judged by its content.

The judge is no parser of the program: it looks at the bytes for what a file of each kind cannot lack.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import Options, Reading, passed_over, read_file

NOW = datetime(2026, 2, 18, tzinfo=UTC)
SHARED = Path(__file__).parents[3] / ".." / "shared" / "wires"
PARTS = r"<(?:contentSet|contentMeta|groupSet)\b"  # pieces of a document, as a manual shows them
REFUSED = (
    # (what its bytes show, what its reason has to say); the first that fits counts
    (rf"\A\s*{PARTS}", "its first element is"),
    (r"\A\s*<results>", "its first element is “results”"),
    (r"\A\s*\{\s*\"requests\"|nifs:matchCompact", "no JSON Feed"),
    (r"<packageItem\b|<(?:\w+:)?packageItem\b", "a package, a list of other items"),
    (r"<planningItem\b", "a plan of coverage"),
    (r"<(?:conceptItem|knowledgeItem|catalogItem)\b", "a list of names and codes"),
    (r"itemClass[^>]*(?:picture|video|graphic|audio)", "a picture, film or sound"),
    (r"\"type\"\s*:\s*\"text\"", "without a text of its own"),
    (r"\"type\"\s*:\s*\"picture\"", "a picture, film or sound"),
    (r"", "without a text of its own"),
)
WORDS = re.compile(r"[^\W\d_]{2,}")


def _text_of(data: bytes) -> str:
    for name in ("utf-8", "latin-1"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return ""


def judged(found: Reading, text: str) -> str:
    """What is wrong with what came of a file; "" for nothing."""
    if found.wires or found.calendar:
        bare = [w.id for w in found.wires if not (w.paragraphs or w.pubstatus == "canceled") and len(w.headline) < 4]
        if bare or any(not w.headline for w in found.wires):
            return "a wire without a text or a headline"
        lost = [p for w in found.wires for p in w.paragraphs if re.search(r"</?[a-z]+>|&(?:amp|lt|gt|nbsp);", p)]
        return f"markup left in a text: {lost[0][:60]}" if lost else ""
    wanted = next(words for pattern, words in REFUSED if re.search(pattern, text[:200_000]))
    return "" if wanted in found.error else f"refused as “{found.error[:90]}”, where “{wanted}” was right"


@pytest.mark.shared
@pytest.mark.slow
def test_every_file_is_read_or_refused_with_the_right_reason() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared folder of agency files is not beside the project")
    faults, read, dated, refused = [], 0, 0, 0
    for path in sorted(p for p in SHARED.rglob("*") if p.is_file() and not passed_over(p.name)):
        data = path.read_bytes()
        found = read_file(path, received_at=NOW, options=Options(), data=data)
        fault = judged(found, _text_of(data))
        faults += [f"{path.relative_to(SHARED)}: {fault}"] if fault else []
        read, dated, refused = read + bool(found.wires), dated + bool(found.calendar), refused + bool(found.error)
    assert not faults, "\n".join(faults)
    assert read >= 353
    assert dated >= 13
    assert refused <= 62
    print(f"{read} files read as wires, {dated} as entries of a calendar, {refused} refused")
