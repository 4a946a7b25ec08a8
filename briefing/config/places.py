"""Folders that are watched for wires hold nothing of the program's own: what is no wire there is moved away."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.config.models import Config
from briefing.errors import StoreError
from briefing.storeurl import sqlite_file
from briefing.yamlfile import Where

OWN = {"out": "out", "templates": "templates", "desk": "desk"}  # keys that name a folder


def folder_faults(data: Mapping[str, Any], path: Path) -> list[tuple[Where, str]]:
    """Active sources whose folder holds the configuration ``path``, the archive or a folder that it names.

    Symbolic links are followed on both sides. What stands below a hidden folder is never looked at there.
    """
    own = _own_places(data, path)
    faults: list[tuple[Where, str]] = []
    sources = data.get("sources")
    for n, source in enumerate(sources if isinstance(sources, list) else []):
        folder = source.get("folder") if isinstance(source, Mapping) and source.get("active", True) else None
        if not isinstance(folder, str) or not folder:
            continue
        top = _real(folder, path)
        if held := [name for name, place in own if _reaches(top, place)]:
            said = f"this folder holds {', '.join(held)}: what is no wire is moved away from a watched folder. "
            faults.append((("sources", n, "folder"), f"{said}Name one that holds wires alone, such as incoming"))
    return faults


def _own_places(data: Mapping[str, Any], path: Path) -> list[tuple[str, Path]]:
    places = [("the configuration", path.resolve())]
    store = data.get("store") or Config.model_fields["store"].default
    try:
        file = sqlite_file(store) if isinstance(store, str) else None
    except StoreError:
        file = None  # that is a fault of its own
    if file is not None:
        places.append(("the archive", _real(str(file), path)))
    for key, name in OWN.items():
        given = data.get(key) or Config.model_fields[key].default
        if isinstance(given, str):
            places.append((name, _real(given, path)))
    delivery = data.get("delivery")
    given = delivery.get("folder") if isinstance(delivery, Mapping) else None
    return [*places, ("delivery.folder", _real(given, path))] if isinstance(given, str) and given else places


def _real(place: str, path: Path) -> Path:
    return (path.resolve().parent / os.path.expanduser(place)).resolve()


def _reaches(top: Path, place: Path) -> bool:
    """Would a walk through ``top`` come to ``place``?"""
    return place.is_relative_to(top) and not any(step.startswith(".") for step in place.relative_to(top).parts)
