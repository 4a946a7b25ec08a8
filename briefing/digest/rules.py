"""The version of the rules: changes whenever code or data of the digest change, so that a cached analysis is
never taken for one that today's rules would make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def rules_version() -> str:
    """Twelve hex digits over every module of the digest and every data file it reads."""
    digest = hashlib.sha256()
    for folder in ("text", "digest", "data"):
        for item in _walk(files("briefing") / folder):
            digest.update(item.name.encode())
            digest.update(item.read_bytes())
    return digest.hexdigest()[:12]


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            if item.name not in ("__pycache__", "fonts", "maps"):
                yield from _walk(item)
        elif item.name.rsplit(".", 1)[-1] in ("py", "yaml", "json", "gz", "xz", "bin", "tsv", "txt"):
            yield item
