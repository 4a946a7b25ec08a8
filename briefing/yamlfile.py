"""YAML 1.2 files that people write: read with line numbers, and checked against a pydantic model all at once.

18:30 and NO stay what they are. A fault names its line, the key, what was expected and, where a name is close to a
known one, "did you mean".
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from briefing.errors import ConfigError

Where = tuple[str | int, ...]


def read_yaml(path: Path) -> Any:
    """Read one YAML 1.2 document; the result keeps its line numbers. Raises ConfigError with line and column."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            "there is no such file",
            subject=str(path),
            hint="Run `briefing init` to write one, or name one with --config",
        ) from None
    except IsADirectoryError:
        raise ConfigError("is a folder", subject=str(path), hint="Name the file in it") from None
    except UnicodeDecodeError as fault:
        raise ConfigError(
            f"is not UTF-8: byte {fault.start + 1} is {fault.object[fault.start]:#04x}",
            subject=str(path),
            hint="Save it as UTF-8",
        ) from fault
    except OSError as fault:
        raise ConfigError(
            f"cannot be read: {fault.strerror}", subject=str(path), hint="Give this user the right to read it"
        ) from fault
    try:
        return YAML().load(text)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = f"{path}:{mark.line + 1}" if mark else str(path)
        said = (fault.problem or fault.context or "not YAML").strip()
        raise ConfigError(
            f"is not YAML: {said}", subject=line, hint="Look at the indentation and quotes there"
        ) from fault
    except (YAMLError, ValueError) as fault:
        raise ConfigError(f"is not YAML: {fault}", subject=str(path)) from fault


def builtin(name: str) -> Any:
    """What a YAML file of briefing/data says, such as "topics.yaml", as plain data.

    Its twin under briefing/data/packed is read in its place while it was made of the same bytes: JSON takes a hundredth
    of the time, and every run reads these files. ``scripts/pack_data.py`` makes the twins.
    """
    data = files("briefing") / "data"
    written = data.joinpath(name).read_bytes()
    twin = data / "packed" / f"{name.replace('/', '-')}.json"
    if twin.is_file():
        packed = json.loads(twin.read_bytes())
        if packed["sha256"] == hashlib.sha256(written).hexdigest():
            return packed["data"]
    return parsed(written.decode())


def parsed(text: str) -> Any:
    """The YAML 1.2 text of a built-in file as plain data."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(text)


def line_of(document: Any, where: Where) -> int:
    """The line, from 1, of the deepest part of ``where`` that the document holds."""
    node, line = document, 1
    for step in where:
        try:
            if isinstance(node, Mapping) and step in node:
                line = node.lc.key(step)[0] + 1  # type: ignore[attr-defined]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
                line = node.lc.item(step)[0] + 1  # type: ignore[attr-defined]
            else:
                return line
        except (AttributeError, KeyError, TypeError):
            return line
        node = node[step]
    return line


def plain(node: Any) -> Any:
    """The same data as plain dicts, lists and scalars."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, int):
        return int(node)
    if isinstance(node, float):
        return float(node)
    return node


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean 'x'?" where a known word is close, else ""."""
    close = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def dotted(where: Where) -> str:
    """("readers", 0, "slots") -> "readers[0].slots" """
    out = ""
    for step in where:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else str(step))
    return out
