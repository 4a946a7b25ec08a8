"""The desks of an edition: which card stands under which section and region."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.edition.agenda import Agenda
from briefing.edition.cards import Cards
from briefing.edition.choose import Chosen
from briefing.edition.galley import Galley
from briefing.edition.locator import region_map
from briefing.edition.moved import moved_line
from briefing.model import (
    SECTIONS,
    Desk,
    Reference,
    RegionBlock,
    RegionUsual,
    TimelineEntry,
)
from briefing.text.counting import count_of


class Page:
    """Sets the desks of one edition from its cards."""

    def __init__(self, galley: Galley, agenda: Agenda, cards: Cards) -> None:
        self.galley, self.agenda, self.cards = galley, agenda, cards

    def desks(self) -> tuple[Desk, ...]:
        """Each card once, on the desk of its first section that the reader takes; the other desk refers to it."""
        cards = [c for c in self.galley.choice.stories if c.placement == "card"]
        wanted = [s for s in (*SECTIONS, "other") if s in self.galley.brief.reader.sections]
        home = {c.story.id: self._desk_of(c, wanted) for c in cards}
        desks = []
        for key in wanted:
            own = [c for c in cards if home[c.story.id] == key]
            referred = [c for c in cards if home[c.story.id] != key and key in c.story.sections]
            blocks = self._blocks(key, own, referred)
            if blocks:
                desks.append(Desk(key=key, name=self.galley.brief.names.desks.get(key, key), regions=blocks))
        return tuple(desks)

    def _desk_of(self, chosen: Chosen, wanted: Sequence[str]) -> str:
        """The section that more of the story's wires have; violence outweighs talk about it on a tie."""
        votes = {key: 0 for key in wanted if key in chosen.story.sections}
        for m in chosen.story.members:
            part = self.galley.digest.analyses[m.wire_id].parts[m.part]
            for key in votes:
                votes[key] += key in part.sections
        best = max(votes.values(), default=0)
        tied = [key for key, n in votes.items() if n == best]
        if len(tied) > 1:
            talks = chosen.story.topic in (
                "diplomacy",
                "summit",
                "peace-process",
                "arms-control",
                "sanctions",
                "nuclear",
            )
            return tied[0] if talks else tied[-1]
        return tied[0] if tied else next((k for k in reversed(wanted)), "other")

    def _blocks(self, desk: str, own: Sequence[Chosen], referred: Sequence[Chosen]) -> tuple[RegionBlock, ...]:
        keys = dict.fromkeys(c.story.region for c in own)
        best = {key: max(c.score.value for c in own if c.story.region == key) for key in keys}
        blocks = []
        for key in sorted(keys, key=lambda k: (-best[k], k)):
            mine = [c for c in own if c.story.region == key]
            cards = tuple(self.cards.card(c) for c in mine)
            blocks.append(
                RegionBlock(
                    key=key,
                    name=self.galley.region(key),
                    moved=moved_line(mine, cards, self.galley),
                    coverage=self._coverage(mine),
                    usual=self.galley.brief.usual.get(f"{desk}/{key}"),
                    cards=cards,
                    timeline=self.agenda.timeline_of([*mine, *self._in_brief(desk, key)], 4),
                    references=tuple(
                        Reference(story=c.story.id, headline=c.story.headline, desk=self._other_desk(c))
                        for c in referred
                        if c.story.region == key
                    ),
                    map=region_map(self.galley, key, [(c, card.number) for c, card in zip(mine, cards, strict=True)]),
                )
            )
        return tuple(blocks)

    def _in_brief(self, desk: str, region: str) -> list[Chosen]:
        """Stories of a region and desk that are lines in brief: what led to them belongs to the region's timeline."""
        return [
            c
            for c in self.galley.choice.stories
            if c.placement == "brief" and c.story.region == region and desk in c.story.sections
        ]

    def _other_desk(self, chosen: Chosen) -> str:
        wanted = [s for s in (*SECTIONS, "other") if s in self.galley.brief.reader.sections]
        return self.galley.brief.names.desks.get(self._desk_of(chosen, wanted), "")

    def _coverage(self, mine: Sequence[Chosen]) -> str:
        """ "14 wires, 5 outlets, 3 origins" """
        wires = {m.wire_id for c in mine for m in c.story.members} - set(self.galley.digest.withheld)
        outlets = {o for c in mine for o in c.story.outlets}
        origins = {o for c in mine for o in c.story.origins}
        return ", ".join(
            count_of(len(x), noun) for x, noun in ((wires, "wire"), (outlets, "outlet"), (origins, "origin"))
        )

    def quiet(self) -> dict[str, RegionUsual | None]:
        """Names of the regions that the reader named and no story of this edition lies in, with what is usual there.

        A region that holds others is silent when all of them are, and then stands for them.
        """
        brief = self.galley.brief
        within = {key: frozenset(codes) for key, codes in brief.names.countries.items()}

        def holds(outer: str, inner: str) -> bool:
            own = within.get(inner, frozenset())
            return outer == inner or (bool(own) and own <= within.get(outer, frozenset()))

        seen = {c.story.region for c in self.galley.choice.stories}
        asked = [key for key in brief.names.order if key in brief.regions]
        silent = [key for key in asked if not any(holds(key, one) for one in seen)]
        outer = [
            key for n, key in enumerate(silent)
            if not any(holds(o, key) and (m < n or not holds(key, o)) for m, o in enumerate(silent) if o != key)
        ]  # fmt: skip
        return {self.galley.region(key): brief.usual.get(f"any/{key}") for key in outer}


def timeline(desks: Sequence[Desk]) -> tuple[TimelineEntry, ...]:
    """All dated events behind that stand on the page, under a region or a card, oldest first, each once."""
    regions = [region for desk in desks for region in desk.regions]
    printed = [entry for region in regions for entry in region.timeline]
    printed += [entry for region in regions for card in region.cards for entry in card.timeline]
    return tuple(sorted({(e.on, e.what): e for e in printed}.values(), key=lambda e: (e.on, e.what)))
