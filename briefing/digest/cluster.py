"""Average-link clustering over a sparse graph of likenesses.

Pairs that are not in the graph count as 0, so a group grows only while its members are alike on the whole: one
bridge does not join two events. Time grows with the number of edges, not with the square of the number of items.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence


def average_link(
    size: int,
    edges: Mapping[tuple[int, int], float],
    *,
    threshold: float,
    owners: Sequence[str],
) -> list[list[int]]:
    """Groups of the items 0 .. size-1, each sorted, in the order of their first items.

    ``edges`` holds likenesses (0 to 1) by pairs i < j. The pair of groups with the highest mean likeness is joined
    until none reaches ``threshold``; ties go to the pair with the earliest items. Items with the same owner (parts
    of one wire) never come into one group.
    """
    links: list[dict[int, float]] = [{} for _ in range(size)]
    for (i, j), value in edges.items():
        if owners[i] != owners[j]:
            links[i][j] = links[j][i] = value
    members: list[list[int]] = [[i] for i in range(size)]
    owned = [{owner} for owner in owners]
    heap = [(-value, i, j) for (i, j), value in edges.items() if value >= threshold and owners[i] != owners[j]]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if j not in links[i] or _mean(links, members, i, j) != -negative:
            continue
        if owned[i] & owned[j]:
            del links[i][j], links[j][i]
            continue
        _join(links, members, i, j)
        owned[i] |= owned[j]
        for k in links[i]:
            value = _mean(links, members, i, k)
            if value >= threshold:
                heapq.heappush(heap, (-value, min(i, k), max(i, k)))
    return [sorted(group) for group in members if group]


def _mean(links: list[dict[int, float]], members: list[list[int]], i: int, j: int) -> float:
    return links[i][j] / (len(members[i]) * len(members[j]))


def _join(links: list[dict[int, float]], members: list[list[int]], i: int, j: int) -> None:
    """Put group ``j`` into ``i``; ``links`` holds sums of likenesses."""
    del links[i][j], links[j][i]
    for k, value in links[j].items():
        links[i][k] = links[i].get(k, 0.0) + value
        links[k][i] = links[i][k]
        del links[k][j]
    links[j] = {}
    members[i] += members[j]
    members[j] = []
