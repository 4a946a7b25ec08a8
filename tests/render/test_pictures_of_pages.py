"""The pages as pictures: what changed in the look of the golden edition is shown side by side, and has to be meant.

The pictures of record lie in pages/ beside this file, small and in grey, so that another version of the engine's
libraries does not trip over hair lines. After a change of the look, look at the pages, then write them anew:
`python -m tests.render.golden_pages`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.render.golden_pages import DRAWN, RECORD, beside, differing, drawn_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler's pdftoppm is not installed"),
]
TOLERANCE = 0.02  # of a page's cells may differ


@pytest.mark.parametrize("name", DRAWN)
def test_the_pages_look_as_they_did(name: str, tmp_path: Path) -> None:
    from PIL import Image

    pages = drawn_pages(name, tmp_path)
    record = sorted(RECORD.glob(f"{name}-*.png"))
    assert len(pages) == len(record), f"{len(pages)} pages, {len(record)} of record: look at {tmp_path}"
    changed = []
    for page, old in zip(pages, record, strict=True):
        with Image.open(page) as new_picture, Image.open(old) as old_picture:
            share = differing(new_picture, old_picture)
            if share > TOLERANCE:
                shown = beside(new_picture, old_picture, tmp_path / f"{old.stem}-beside.png")
                changed.append(f"{old.stem}: {share:.1%} differs, {shown}")
    assert changed == [], "look at the pages; if they are as meant: python -m tests.render.golden_pages"


def test_a_moved_block_is_seen_and_a_hair_line_is_not(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw

    old = Image.new("L", (248, 351), 255)
    ImageDraw.Draw(old).rectangle((20, 40, 200, 120), fill=60)
    moved, thin = old.copy(), old.copy()
    ImageDraw.Draw(moved).rectangle((20, 40, 200, 60), fill=255)
    ImageDraw.Draw(thin).line((20, 300, 200, 300), fill=200)
    assert differing(moved, old) > TOLERANCE
    assert differing(thin, old) < TOLERANCE
    assert beside(moved, old, tmp_path / "x.png").is_file()
