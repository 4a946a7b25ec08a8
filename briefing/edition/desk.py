"""What a person wants of an edition: stories pinned, left out, moved; comments beside what wires said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.edition.score import Score
from briefing.model import SECTIONS, DeskComment, DeskOrders, Digest, Edition, Notice, Story, StoryCard
from briefing.text.naming import named_by

NO_ORDERS = DeskOrders()
PLACES = ("card", "brief", "below")
PINNED = 100.0  # what a pin adds to a score: more than any other term
WHY = "pinned by the desk"


def of_desk(names: Sequence[str], story: Story) -> bool:
    """Does one of the names mean the story?"""
    return bool(named_by(names, story.storyline, story.headline, story.id))


def moved(digest: Digest, orders: DeskOrders) -> Digest:
    """The digest with the stories that were moved to another desk or region there."""
    if not any(to not in PLACES for _, to in orders.move):
        return digest
    return replace(digest, stories=tuple(_moved(story, orders) for story in digest.stories))


def _moved(story: Story, orders: DeskOrders) -> Story:
    for name, to in orders.move:
        if to not in PLACES and of_desk((name,), story):
            story = replace(story, sections=(to,)) if to in (*SECTIONS, "other") else replace(story, region=to)
    return story


def placement_of(orders: DeskOrders, story: Story) -> str:
    """Where the desk wants a story: card, brief, below; empty where it says nothing. The last word counts."""
    wanted = "card" if of_desk(orders.pin, story) else ""
    for name, to in orders.move:
        if to in PLACES and of_desk((name,), story):
            wanted = to
    return wanted


def pinned(score: Score, orders: DeskOrders, story: Story) -> Score:
    """The score with what a pin adds."""
    return score.with_term("desk", PINNED) if of_desk(orders.pin, story) else score


def desk_changes(digest: Digest, orders: DeskOrders) -> tuple[str, ...]:
    """How many stories were pinned, left out and moved; of those left out no word."""
    verbs = {
        "pinned": orders.pin,
        "left out": orders.drop,
        "moved": [name for name, _ in orders.move],
    }
    found = {verb: sum(of_desk(names, story) for story in digest.stories) for verb, names in verbs.items()}
    return tuple(f"{n} {'story' if n == 1 else 'stories'} {verb}" for verb, n in found.items() if n)


def with_comments(edition: Edition, orders: DeskOrders) -> Edition:
    """The edition with its comments at their stories, and a line on what the desk changed. A comment on a story that
    the edition does not hold stands for itself at the head."""
    comments = tuple(replace(one, story=_target(edition, one)) for one in orders.comments)
    if not comments and not edition.desk_changes:
        return edition
    notices = edition.notices
    if edition.desk_changes:
        notices = (*notices, Notice(level="info", text=f"Changed by the desk: {', '.join(edition.desk_changes)}."))
    return replace(edition, desk_comments=comments, notices=notices)


def _target(edition: Edition, comment: DeskComment) -> str:
    card = card_named(edition, comment.story) if comment.story else None
    return card.id if card else ""


def card_named(edition: Edition, name: str) -> StoryCard | None:
    """The story of an edition that is meant: by its number, id, storyline, or words of its headline."""
    cards = (*edition.cards(), *edition.brief, *edition.below)
    if name.isascii() and name.isdecimal():
        return next((card for card in cards if card.number == int(name)), None)
    return next((card for card in cards if named_by((name,), card.storyline, card.headline, card.id)), None)


def resolved(orders: DeskOrders, edition: Edition) -> tuple[DeskOrders, tuple[str, ...]]:
    """The orders with every name as the story's id in ``edition``, which the desk has before it; and the names that
    mean none of its stories. A pin may also bring in what the edition left out: its words stay as they are."""
    unknown: list[str] = []

    def known(name: str, *, keep: bool = False) -> str:
        card = card_named(edition, name)
        if card is None and not (keep and not name.isdecimal()):
            unknown.append(name)
        return card.id if card else name

    orders = replace(
        orders,
        pin=tuple(known(name, keep=True) for name in orders.pin),
        drop=tuple(known(name) for name in orders.drop),
        move=tuple((known(name), to) for name, to in orders.move),
        comments=tuple(replace(one, story=known(one.story) if one.story else "") for one in orders.comments),
    )
    return orders, tuple(unknown)
