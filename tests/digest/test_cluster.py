"""Groups by average link, held beside the same rule worked out without a shortcut."""

from __future__ import annotations

import random

import pytest

from briefing.digest.cluster import CONTRAST, average_link
from briefing.digest.edges import Edges, Pair

THRESHOLD = 0.15


def by_hand(size: int, edges: dict[Pair, float], owners: list[str], contrast: float) -> list[list[int]]:
    """Every pair of groups asked anew before each join."""
    groups = [[i] for i in range(size)]

    def total(some: list[int], others: list[int]) -> float:
        return sum(edges.get((min(a, b), max(a, b)), 0.0) for a in some for b in others)

    def inner(group: list[int]) -> float:
        pairs = len(group) * (len(group) - 1) / 2
        return sum(edges.get((a, b), 0.0) for a in group for b in group if a < b) / pairs if pairs else 0.0

    while True:
        best: tuple[float, int, int] | None = None
        for n, one in enumerate(groups):
            for m, other in enumerate(groups[n + 1 :], n + 1):
                value = total(one, other) / (len(one) * len(other))
                least = min(len(one), len(other))
                asked = contrast * (1 - 1 / least) * (inner(one) * inner(other)) ** 0.5 if least > 1 else 0.0
                if (
                    value >= max(THRESHOLD, asked)
                    and not {owners[i] for i in one} & {owners[i] for i in other}
                    and (best is None or value > best[0])
                ):
                    best = value, n, m
        if best is None:
            return sorted(sorted(group) for group in groups)
        _, n, m = best
        groups[n] += groups.pop(m)


@pytest.mark.parametrize("contrast", [0.0, CONTRAST])
@pytest.mark.parametrize("seed", range(12))
def test_groups_are_those_that_every_pair_asked_anew_gives(seed: int, contrast: float) -> None:
    chance = random.Random(seed)
    size = 28
    edges = {
        (i, j): chance.random() * (0.5 if i % 4 == j % 4 else 0.2)
        for i in range(size)
        for j in range(i + 1, size)
        if chance.random() < 0.6
    }
    owners = [f"wire-{i // 2 if i < 8 else i}" for i in range(size)]
    for held in (edges, Edges.of(size, edges)):
        found = average_link(size, held, threshold=THRESHOLD, owners=owners, contrast=contrast)
        assert sorted(found) == by_hand(size, edges, owners, contrast)


def test_edges_are_the_pairs_that_were_put_in() -> None:
    values = {(0, 3): 0.25, (1, 3): 0.5, (0, 1): 0.125}
    edges = Edges.of(4, values)
    assert dict(edges) == values
    assert len(edges) == 3
    assert (0, 2) not in edges
    assert (2, 3) not in edges
    assert edges.between([0, 2], [1, 3]) == 0.375
    with pytest.raises(KeyError):
        edges[1, 2]
