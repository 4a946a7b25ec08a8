"""One side of a comparison, in a process of its own: python -m tests.benchmarks.ratios.grouping PART COUNT.

    group       groups analysed wires into stories
    digest      analyses and groups them
    reference   TF-IDF of words and pairs of words, cosine, average link cut at a threshold (scikit-learn), on the texts

Prints seconds by the clock and of processors of that part alone, libraries loaded and texts made before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from time import perf_counter, process_time

from briefing.model import Analysis, Memory, Wire
from tests.benchmarks.ratios.scaled import made

AT = datetime(2026, 2, 18, 18, tzinfo=UTC)
APART = 0.8  # cosine distance at which the reference stops to join


def main(part: str, count: int) -> None:
    wires = list(made(count, until_at=AT))
    warm = analyses(wires[:20])
    found = analyses(wires) if part == "group" else warm
    if part == "reference":
        reference(wires[:50])
    parts: dict[str, Callable[[], int]] = {
        "group": lambda: group(wires, found),
        "digest": lambda: group(wires, analyses(wires)),
        "reference": lambda: reference(wires),
    }
    work = parts[part]
    clock, cpu = perf_counter(), process_time()
    groups = work()
    print(perf_counter() - clock, process_time() - cpu, groups)


def analyses(wires: Sequence[Wire]) -> Mapping[str, Analysis]:
    from briefing.digest.analyse import analyse
    from briefing.digest.regions import load_regions

    regions = load_regions(None)
    return {wire.id: analyse(wire, regions=regions) for wire in wires}


def group(wires: Sequence[Wire], found: Mapping[str, Analysis]) -> int:
    from briefing.digest.group import group

    return len(group(wires, found, memory=Memory(), as_of_at=AT).stories)


def reference(wires: Sequence[Wire]) -> int:
    """How many groups there are."""
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, dtype=np.float32)
    rows = words.fit_transform(wire.text for wire in wires)
    apart = np.clip(1.0 - (rows @ rows.T).toarray(), 0.0, None)
    clusters = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=APART
    )
    return int(clusters.fit(apart).n_clusters_)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
