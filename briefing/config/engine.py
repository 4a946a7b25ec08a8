"""Where work is done, as a configuration names it: "local", "local: 4", "dask: tcp://10.0.0.5:8786"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

EXPECTED = '"local", "local: 4" (so many processes) or "dask: tcp://host:8786" is expected'
ADDRESS = re.compile(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:\d{1,5}")
MOST_WORKERS = 256


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineChoice:
    """An engine by its kind. ``workers`` 0: as many as the machine has processors."""

    kind: Literal["local", "dask"]
    address: str = ""
    workers: int = 0


def engine_choice(text: str) -> EngineChoice:
    """What a text names. ValueError with what is expected."""
    kind, _, rest = (part.strip() for part in text.strip().partition(":"))
    if kind == "local":
        if not re.fullmatch(r"\d{0,3}", rest, re.ASCII) or (rest and not 1 <= int(rest) <= MOST_WORKERS):
            raise ValueError(EXPECTED)
        return EngineChoice(kind="local", workers=int(rest or 0))
    if kind == "dask" and ADDRESS.fullmatch(rest):
        return EngineChoice(kind="dask", address=rest)
    raise ValueError(EXPECTED)


def _text(value: Any) -> Any:
    """A mapping of one key is the same text: what YAML makes of ``dask: tcp://...`` on a line of its own."""
    if isinstance(value, dict) and len(value) == 1:
        return ": ".join(str(part) for part in next(iter(value.items())))
    return value


def _checked(text: str) -> str:
    engine_choice(text)
    return text


EngineText = Annotated[str, BeforeValidator(_text), AfterValidator(_checked)]
