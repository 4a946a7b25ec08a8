"""Wires from sources: feeds over HTTP, watched folders, files. One bad source is a report; the others go on."""

from briefing.collect.fetch import Limits
from briefing.collect.folder import Spread
from briefing.collect.sources import CollectResult, SourceSpec, Validators, collect_sources

__all__ = ["CollectResult", "Limits", "SourceSpec", "Spread", "Validators", "collect_sources"]
