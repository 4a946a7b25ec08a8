"""`briefing explain`: which words, places and rules decided on a wire, and why a story's wires were joined."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from briefing.config import Config
from briefing.errors import ConfigError
from briefing.model import Edition, StoryCard, Wire
from briefing.pipeline.making.stateless import digest_document, digest_paths, digest_wires
from briefing.store import Store


def explain_thing(config: Config | None, what: str) -> dict[str, Any]:
    """Explain a wire file, a stored wire (by id, guid or link) or a story of an edition (by id).

    Raises ConfigError where nothing of that name is known, or the file gives no wire.
    """
    if not what.strip():
        raise ConfigError("nothing was named", hint="Name a wire file, an id from the edition's JSON, or a wire's link")
    path = Path(what)
    if path.is_file():
        return {"kind": "wires", **_of_file(path)}
    if config is not None:
        from briefing.store import open_store

        with open_store(config.store) as store:
            wires = store.wires_by_id([what]) or _named(store, what)
            if wires:
                near = store.wires_received(wires[0].received_at - timedelta(days=4), wires[0].received_at)
                return {"kind": "wires", "wires": _explained(wires, near)}
            for row in store.editions(None, limit=60):
                edition = store.load_edition(row.id)
                card = _card(edition, what)
                if card:
                    return {"kind": "story", "edition": f"{row.reader} {row.on}", **_story(edition, card)}
    raise ConfigError(
        f"no wire or story is called {what!r}",
        hint="Name a wire file, an id from the edition's JSON, or a wire's link; `briefing run` fills the archive",
    )


def _named(store: Store, what: str) -> list[Wire]:
    """By guid, or by a link as it is printed: a wire's identity is the spelling that links are compared by."""
    from briefing.collect.links import canonical

    link = canonical(what)
    return store.wires_named(what) or (store.wires_named(link) if link else [])


def _of_file(path: Path) -> dict[str, Any]:
    """Its wires, and the instant of what states none: that of the newest of them, today where none states one."""
    from briefing.pipeline.clock import now

    document = digest_paths([path], as_of_at=None)
    if all(wire["date_source"] == "first-seen" or not wire["published"] for wire in document["wires"]):
        document = digest_paths([path], as_of_at=now())
    if document["wires"]:
        return {"wires": list(document["wires"]), "as_of": document["as_of"]}
    reasons = [fault["reason"] for fault in document["errors"]]
    raise ConfigError(reasons[0] if reasons else "there is no wire in it", subject=str(path))


def _explained(wires: list[Wire], near: list[Wire]) -> list[dict[str, Any]]:
    asked = {wire.id for wire in wires}
    everything = {wire.id: wire for wire in [*near, *wires]}
    digest = digest_wires(everything.values(), as_of_at=max(w.received_at for w in wires))
    document = digest_document(digest, [])
    stories = {story["id"]: story for story in document["stories"]}
    found = [wire for wire in document["wires"] if wire["id"] in asked]
    return [{**wire, "story_why": stories.get(wire["story"], {}).get("why", [])} for wire in found]


def _card(edition: Edition, story: str) -> StoryCard | None:
    cards = (*edition.cards(), *edition.brief, *edition.below)
    return next((card for card in cards if story in (card.id, card.storyline)), None)


def _story(edition: Edition, card: StoryCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "headline": card.headline,
        "status": card.status,
        "placement": card.placement,
        "number": card.number,
        "score": card.score,
        "wires": [wire.id for wire in card.wires],
        "origins": list(card.origins),
        "why": [*card.reasons, *(w for t in edition.tracks if card.id in t.stories for w in t.why)],
        "of": len(edition.cards()) + len(edition.brief) + len(edition.below),
    }


def _event(event: dict[str, Any]) -> str:
    place = f", {event['where']}" if event["where"] else ""
    parties = f" ({', '.join(event['parties'])})" if event["parties"] else ""
    when = event.get("on") or f'"{event["when"]}"'
    return f"{when} {event['status']}: {event['what']}{place}{parties}"


def _undated(document: dict[str, Any]) -> str:
    """What is said of a wire without a date: the day from which its "Monday" was counted."""
    return f"no date; read as of {document['as_of'][:10]}" if document.get("as_of") else "no date"


def _withheld(wire: dict[str, Any]) -> list[str]:
    """Why a wire is never printed; of a kill, and of a correction, which wire it speaks of."""
    said = [f"  withheld   {wire['withheld']}"] if wire["withheld"] else []
    copy = wire["duplicate"]
    if copy and copy["kind"] in ("kill", "correction"):
        return [*said, f"  {'withdraws' if copy['kind'] == 'kill' else 'corrects':<10} {copy['of']}"]
    return [*said, "  withdraws  no wire that is known here"] if wire["kind"] == "kill" else said


def explain_lines(document: dict[str, Any]) -> list[str]:
    """The same for a terminal."""
    if document["kind"] == "story":
        return [
            document["headline"],
            f"  edition    {document['edition']}: {document['placement']} {document['number']} of {document['of']}",
            f"  status     {document['status']}",
            f"  score      {document['score']:.2f}",
            f"  origins    {', '.join(document['origins'])}",
            f"  wires      {', '.join(document['wires'])}",
            "  why",
            *(f"    {why}" for why in document["why"]),
        ]
    lines: list[str] = []
    for wire in document["wires"]:
        lines += [
            wire["headline"],
            f"  id         {wire['id']}  {wire['published'] or _undated(document)}  {wire['source']}",
            f"  countries  {', '.join(wire['countries']) or 'none'}  (region {wire['region']})",
            f"  sections   {', '.join(wire['sections']) or 'none'}  (topic {wire['topic']})",
            f"  story      {wire['story']}",
            *_withheld(wire),
        ]
        for part in wire["parts"] if len(wire["parts"]) > 1 else []:
            rows = ", ".join(str(row + 1) for row in part["paragraphs"])
            lines.append(f"  affair     paragraphs {rows}: {', '.join(part['sections'])}, {part['region']}")
        for name in ("ahead", "behind", "held", "undated"):
            lines += [f"  {name:<10} {_event(e)}" for e in wire[name]]
        lines += ["  why", *(f"    {why}" for why in [*wire["why"], *wire.get("story_why", [])])]
    return lines
