"""The tables that a run reads once: regions, names for print, weights of the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.config import Config, Reader
from briefing.digest.regions import Regions, load_regions
from briefing.edition.brief import Names
from briefing.model import Publisher
from briefing.pipeline.tables.publishers import load_publishers
from briefing.text.gazetteer import country_name
from briefing.yamlfile import builtin

DESKS = {"security-talks": "Security talks", "regional-crises": "Regional crises", "other": "Other news"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Tables:
    """Regions, names and weights of one configuration."""

    regions: Regions
    names: Names
    weights: Mapping[str, float]
    publishers: Mapping[str, Publisher]

    def wanted_regions(self, reader: Reader) -> frozenset[str]:
        """The region keys a reader asked for, with every region below them."""
        return frozenset(
            key
            for key in self.regions.order
            if any(key == asked or asked in self.regions.ancestors(key) for asked in reader.regions)
        )

    def with_lost(self, reader: Reader) -> Reader:
        """The reader with the countries that the regions he asked for lost to a region of the user's own."""
        lost = [code for key in reader.regions for code in self.regions.lost.get(key, ())]
        missing = [code for code in dict.fromkeys(lost) if code not in reader.countries]
        return reader.model_copy(update={"countries": [*reader.countries, *missing]}) if missing else reader


def load_tables(config: Config) -> Tables:
    """The built-in tables with the user's additions laid over them. Raises ConfigError for a faulty addition."""
    from briefing.model import TOPICS

    regions = load_regions(config.taxonomy.regions)
    return Tables(
        regions=regions,
        names=Names(
            country=country_name,
            regions={key: regions.name(key) for key in regions.order} | {"world": "World"},
            order=tuple(regions.order),
            topics={key: key.replace("-", " ") for key in TOPICS},
            desks=DESKS,
            countries={key: regions.countries(key) for key in regions.order},
        ),
        weights=builtin_weights() | config.taxonomy.score,
        publishers=load_publishers(config.taxonomy.publishers),
    )


def builtin_weights() -> dict[str, float]:
    """The weights of data/score.yaml."""
    return {str(key): float(value) for key, value in builtin("score.yaml").items()}
