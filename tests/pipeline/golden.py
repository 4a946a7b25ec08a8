"""Write the golden edition anew: `python -m tests.pipeline.golden`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.pipeline.test_sample import GOLDEN, WIRES, edition_of, outline

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        edition, _ = edition_of(Path(folder), WIRES)
    GOLDEN.write_text(json.dumps(outline(edition), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
