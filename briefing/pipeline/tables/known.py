"""Names in a configuration that the tables do not know: regions, countries, weights."""

from __future__ import annotations

from briefing.config import Config
from briefing.errors import ConfigError
from briefing.model import TOPICS
from briefing.yamlfile import did_you_mean

TOPICS_KNOWN = f"The topics are {', '.join(TOPICS)}"


def check_readers(config: Config) -> None:
    """Raise ConfigError for every region that a reader names and nobody knows, and every unknown weight."""
    taxonomy = config.taxonomy
    if taxonomy.publishers:
        from briefing.pipeline.tables.publishers import load_publishers

        load_publishers(taxonomy.publishers)
    codes = {code for r in config.readers for code in (*r.countries, r.home) if code}
    codes |= {source.home for source in config.sources if source.home}
    asked = any(reader.regions for reader in config.readers) or taxonomy.regions or taxonomy.score
    if not asked and not codes:
        return
    from briefing.text.gazetteer import country_name

    unknown = sorted(code for code in codes if country_name(code) == code)
    if unknown:
        raise ConfigError(
            f"no country has the code {', '.join(unknown)}", hint="ISO 3166 codes are meant, such as KZ, ML, XK"
        )
    from briefing.digest.regions import load_regions

    known = list(load_regions(config.taxonomy.regions).order)
    from briefing.pipeline.tables.naming import builtin_weights

    weights = list(builtin_weights()) if config.taxonomy.score else []
    faults = tuple(
        f"taxonomy.score: there is no weight {key!r}{did_you_mean(key, weights)}; known: {', '.join(weights)}"
        for key in config.taxonomy.score
        if key not in weights
    )
    faults += tuple(
        f"reader {reader.name}: there is no region {key!r}{did_you_mean(key, known)}; see `briefing check --regions`"
        for reader in config.readers
        for key in reader.regions
        if key not in known
    )
    if faults:
        raise ConfigError("unknown names in the configuration", faults=faults)
