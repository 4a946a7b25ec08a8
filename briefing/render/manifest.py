"""The manifest of an edition as JSON: docs/schema/manifest.schema.json describes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from briefing.model import Manifest

VERSION = 1


def render_manifest(manifest: Manifest) -> bytes:
    """UTF-8 JSON, one wire and one earlier edition a line; the same manifest gives the same bytes.

    The copy inside the PDF has no ``files``: no file can hold its own hash.
    """
    value = manifest_value(manifest)
    lines = [f"{json.dumps(key)}: {_listed(item)}" for key, item in value.items()]
    return ("{\n  " + ",\n  ".join(lines) + "\n}\n").encode()


def manifest_value(manifest: Manifest) -> dict[str, Any]:
    """The manifest as plain dicts and lists."""
    period = {
        "covers_from": f"{manifest.covers_from_at:%Y-%m-%dT%H:%M:%SZ}",
        "covers_to": f"{manifest.covers_to_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    head = {
        "version": VERSION,
        "reader": manifest.reader,
        "on": manifest.on.isoformat(),
        "slot": manifest.slot,
        "number": manifest.number,
    }
    made = {"edition": manifest.edition, "inputs": dict(manifest.inputs), "versions": dict(manifest.versions)}
    files = {"files": dict(manifest.files)} if manifest.files else {}
    told = [asdict(one) | {"on": one.on.isoformat()} for one in manifest.told]
    return head | period | made | files | {"told": told, "wires": [asdict(one) for one in manifest.wires]}


def _listed(item: Any) -> str:
    """A list with an entry a line; anything else as JSON has it."""
    if isinstance(item, list) and item:
        return "[\n    " + ",\n    ".join(json.dumps(one, ensure_ascii=False) for one in item) + "\n  ]"
    if isinstance(item, dict):
        return json.dumps(item, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return json.dumps(item, ensure_ascii=False)
