"""Write the JSON twins of the YAML files that the program reads from briefing/data: python scripts/pack_data.py

Every run reads these files, and parsing YAML takes a hundred times as long. ``briefing.yamlfile.builtin`` takes a twin
only while it is of the same bytes; tests/test_packed.py fails where one is not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "briefing" / "data"
NAMES = ("topics.yaml", "topics/languages.yaml", "publishers.yaml", "regions.yaml", "score.yaml", "packs.yaml")


def twins() -> dict[Path, str]:
    """What each twin has to hold, by its path."""
    from briefing.yamlfile import parsed

    names = [*NAMES, *(f"names/{path.name}" for path in sorted((DATA / "names").glob("*.yaml")))]
    found = {}
    for name in names:
        written = (DATA / name).read_bytes()
        packed = {"sha256": hashlib.sha256(written).hexdigest(), "data": parsed(written.decode())}
        text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
        if json.loads(text) != packed:
            raise SystemExit(f"{name} holds what JSON does not: keys that are no text, or dates")
        found[DATA / "packed" / f"{name.replace('/', '-')}.json"] = f"{text}\n"
    return found


def main() -> int:
    (DATA / "packed").mkdir(exist_ok=True)
    for path, text in twins().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
