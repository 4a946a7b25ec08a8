"""The outlets of a card in print: marked where a state stands behind them, named together where one owner does."""

from __future__ import annotations

from briefing.model import StoryCard
from briefing.render.wording import Wording

# The label of each kind of state backing that the registry knows.
MARKS = {"state": "mark_state", "state-funded": "mark_state_funded"}


def marked_outlets(card: StoryCard, wording: Wording) -> tuple[str, ...]:
    """The outlets of a card, "TASS (state)" where the registry of publishers says so."""
    state = {mark.name: mark.state for mark in card.outlet_marks if mark.state}
    return tuple(f"{n} ({wording.label(MARKS[state[n]])})" if state.get(n) in MARKS else n for n in card.outlets)


def one_owner(card: StoryCard) -> tuple[str, ...]:
    """A line for each owner of several outlets of the card: "News Corp (New York Post, The Times)"."""
    families: dict[str, list[str]] = {}
    for mark in card.outlet_marks:
        if mark.owner:
            families.setdefault(mark.owner, []).append(mark.name)
    return tuple(f"{owner} ({', '.join(names)})" for owner, names in families.items() if len(names) > 1)


def coverage_line(card: StoryCard, wording: Wording) -> str:
    """ "5 outlets, 2 origins (1 state media)", for forms without markup."""
    outlets, origins = wording.counted(len(card.outlets), "outlets"), wording.counted(len(card.origins), "origins")
    if card.single_origin:
        return wording.label("single_origin") + (
            f" ({wording.label('state_origin_single')})" if card.state_origins else ""
        )
    state = f" ({wording.counted(card.state_origins, 'state_origins')})" if card.state_origins else ""
    return f"{outlets}, {origins}{state}"


def first_line(card: StoryCard, wording: Wording) -> str:
    """ "first: Reuters, 6 Jan, 05:12"; empty where nothing is said of it."""
    if card.first is None:
        return ""
    at = f"{wording.stamp(card.first.at)} {wording.zone_name(card.first.at)}"
    return f"{wording.label('first_report')} {card.first.outlet}, {at}"
