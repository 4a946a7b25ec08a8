"""Likenesses of pairs, held in a few bytes each: of a large batch there are millions."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[int, int]


class Edges(Mapping[Pair, float]):
    """Values by pairs i < j of the rows 0 .. size-1: twelve bytes a pair, where a dict takes some 250."""

    def __init__(self, size: int) -> None:
        self._rows = [array("I") for _ in range(size)]  # of each j its i, in their order
        self._values = [array("d") for _ in range(size)]

    @classmethod
    def of(cls, size: int, values: Mapping[Pair, float]) -> Edges:
        """The same values in this form."""
        by_row: dict[int, list[int]] = {}
        for i, j in sorted(values):
            by_row.setdefault(j, []).append(i)
        edges = cls(size)
        for j, rows in by_row.items():
            edges.put(j, rows, [values[i, j] for i in rows])
        return edges

    def put(self, j: int, rows: Sequence[int], values: Sequence[float]) -> None:
        """All pairs of ``j`` with lower ``rows``, which stand in their order."""
        self._rows[j], self._values[j] = array("I", rows), array("d", values)

    def between(self, some: Sequence[int], others: Sequence[int]) -> float:
        """The sum over all pairs of one of ``some`` with one of ``others``."""
        rows, values = self._rows, self._values
        total = 0.0
        for a in some:
            for b in others:
                i, j = (a, b) if a < b else (b, a)
                row = rows[j]
                at = bisect_left(row, i)
                if at < len(row) and row[at] == i:
                    total += values[j][at]
        return total

    def rows(self) -> Iterator[tuple[int, array[int], array[float]]]:
        """Each j with its i and their values."""
        for j, (row, values) in enumerate(zip(self._rows, self._values, strict=True)):
            yield j, row, values

    def __getitem__(self, pair: Pair) -> float:
        i, j = pair
        row = self._rows[j]
        at = bisect_left(row, i)
        if at == len(row) or row[at] != i:
            raise KeyError(pair)
        return self._values[j][at]

    def __iter__(self) -> Iterator[Pair]:
        return ((i, j) for j, row in enumerate(self._rows) for i in row)

    def __len__(self) -> int:
        return sum(map(len, self._rows))
