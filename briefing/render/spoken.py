"""What the program itself says in an edition, in the edition's language: notices, counts of a region's coverage, the
reasons why a story is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from briefing.model import Desk, Edition, Notice, StoryCard
from briefing.render.wording import Wording, plural

_COUNT = re.compile(r"\b(\d+) (wire|outlet|origin)s?\b")
_ORIGINS = re.compile(r"(\d+) independent origins")
# The reasons of edition/reasons.py and the labels that say the same.
REASONS = {
    "your regions, countries or topics": "why_priority",
    "your country is concerned": "why_home",
    "grave": "why_severity",
    "great powers or great bodies act": "why_actors",
    "talks between states": "why_talks",
    "announces a date": "why_date",
    "on this reader's desks": "why_desk",
    "pinned by the desk": "why_pinned",
}
_WITH_WORDS = {"followed": "why_followed", "watch term": "why_watch"}


def spoken(edition: Edition, wording: Wording) -> Edition:
    """The edition with its notices and counts in the words of its language. What no label says stays English."""
    if wording.language.split("-")[0].lower() == "en":
        return edition
    notices = tuple(replace(notice, text=_said(notice, wording)) for notice in edition.notices)
    return replace(
        edition,
        notices=notices,
        desks=tuple(_desk(desk, wording) for desk in edition.desks),
        brief=tuple(_card(card, wording) for card in edition.brief),
        below=tuple(_card(card, wording) for card in edition.below),
    )


def _said(notice: Notice, wording: Wording) -> str:
    form = wording.labels.get(notice.key) if notice.key else None
    values = notice.values
    if isinstance(form, Mapping):
        form = form.get(plural(wording.language, int(values.get("n", "0"))), form.get("other"))
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], ""), form) if isinstance(form, str) else notice.text


def _desk(desk: Desk, wording: Wording) -> Desk:
    def counted(found: re.Match[str]) -> str:
        return wording.counted(int(found[1]), f"{found[2]}s")

    regions = (
        replace(
            one,
            coverage=_COUNT.sub(counted, one.coverage),
            cards=tuple(_card(card, wording) for card in one.cards),
        )
        for one in desk.regions
    )
    return replace(desk, regions=tuple(regions))


def _card(card: StoryCard, wording: Wording) -> StoryCard:
    return replace(card, why=tuple(_reason(why, wording) for why in card.why))


def _reason(why: str, wording: Wording) -> str:
    if many := _ORIGINS.fullmatch(why):
        return wording.counted(int(many[1]), "why_origins")
    kind, _, words = why.partition(": ")
    if key := _WITH_WORDS.get(kind):
        return wording.label(key).replace("{words}", words)
    return wording.label(REASONS[why]) if why in REASONS else why
