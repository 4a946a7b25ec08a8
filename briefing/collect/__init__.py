"""Wires from sources: feeds over HTTP, watched folders, files. One bad source is a report; the others go on.

Importing this package is cheap: what asks the network is loaded when it is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.collect.fetch import Limits
    from briefing.collect.folder import Spread
    from briefing.collect.sources import CollectResult, SourceSpec, Validators, collect_sources

__all__ = ["CollectResult", "Limits", "SourceSpec", "Spread", "Validators", "collect_sources"]

PLACES = {"Limits": "fetch", "Spread": "folder"}  # the modules of the names; the others are in sources


def __getattr__(name: str) -> object:
    """A public name, from the module that has it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{PLACES.get(name, 'sources')}"), name)
