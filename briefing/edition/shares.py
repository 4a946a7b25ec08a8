"""Each desk keeps its page: on a day of one great event, or of many talks, the other desk still has cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model import Story

FEWEST_CARDS = 4  # of an edition, from which on desks have a share
SHARE = 2  # cards of a desk, of two regions, while it has stories of so many


def with_shares(chosen: Sequence[Story], left: Sequence[Story], desks: Sequence[str]) -> list[Story]:
    """The stories of the cards, where a desk would stand with fewer than ``SHARE`` regions: its best of another region
    for the last card of the desk that has most.

    ``chosen`` and ``left`` are best first. As many come out as went in.
    """
    cards, waiting = list(chosen), list(left)
    for desk in desks if len(cards) >= FEWEST_CARDS and len(desks) > 1 else ():
        for _ in range(SHARE):
            have = {s.region for s in cards if desk in s.sections}
            best = next((s for s in waiting if desk in s.sections and s.region not in have), None)
            if len(have) >= SHARE or best is None or not (spare := _spare(cards, desk, desks)):
                break
            cards[cards.index(spare)] = best
            waiting.remove(best)
    return cards


def _spare(cards: Sequence[Story], desk: str, desks: Sequence[str]) -> Story | None:
    """The last card of a region that this desk has twice, else of the desk that has most; None where none can spare."""
    own = [s.region for s in cards if desk in s.sections]
    twice = [s for s in cards if desk in s.sections and own.count(s.region) > 1]
    if twice:
        return twice[-1]
    count: Mapping[str, int] = {key: sum(key in s.sections for s in cards) for key in desks}
    most = max((key for key in desks if key != desk), key=lambda key: count[key])
    return (
        next((s for s in reversed(cards) if most in s.sections and desk not in s.sections), None)
        if count[most] > SHARE
        else None
    )
