"""Analyses and a bounded Memory give a Digest: duplicates, withheld wires, stories."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import log2

from briefing.digest.duplicates import find_duplicates, origins
from briefing.digest.stories import Group, Unit, group_units, is_round_up, trace
from briefing.digest.summary import summarise
from briefing.model import (
    SECTIONS,
    Analysis,
    Digest,
    Duplicate,
    Member,
    Memory,
    Mention,
    Story,
    StoryTrace,
    Wire,
)
from briefing.text.forms import is_form, news_headline, without_form
from briefing.text.headline import cut_headline

# Copies keep the first, chains keep the last.
SUPERSEDED = "superseded by "  # how the reason begins for an earlier version in ``Digest.repeats``
COPIES = frozenset({"exact", "near", "reprint"})
CHAINS = frozenset({"update", "correction"})
NEWEST = 0.6  # what the newest member is worth as lead beside the oldest: what it says may have overtaken the others
WHOLE_TEXT = 0.5  # the share of a wire's words that a correction repeats when it takes the wire's place
# A wire dated so far after the cut-off is no slip of a clock or zone: it is not printed as today's.
AHEAD_OF_TIME = timedelta(hours=24)
COMMON_LANGUAGE = 1.0  # what a lead in the language of most members is worth
REMEMBERED_WIRES = 200  # wire ids kept of a storyline
UNIT_LETTERS = 4000  # of a wire's text that decide on its story


def group(
    wires: Sequence[Wire],
    analyses: Mapping[str, Analysis],
    *,
    memory: Memory,
    as_of_at: datetime,
    summaries: bool = True,
) -> Digest:
    """Group wires into stories. The order of ``wires`` changes nothing. Every wire gets at least one story, also a
    duplicate (its original's) and a withheld one (its own).

    ``summaries`` False leaves the stories' summaries empty, for those who print none.
    """
    ordered = tuple(sorted(wires, key=lambda w: (w.at, w.id)))
    by_id = {wire.id: wire for wire in ordered}
    duplicates = find_duplicates(ordered)
    withheld = _withheld(ordered, duplicates, as_of_at)
    repeats = _repeats(ordered, duplicates, withheld)
    follows = _follows(ordered, duplicates, repeats, withheld)
    units = [unit for wire in ordered if wire.id not in follows for unit in _units(wire, analyses[wire.id])]
    grouped = group_units(units, memory=memory, as_of_at=as_of_at)
    groups = _with_copies(grouped, follows, analyses)
    stories = tuple(
        _story(g, members, by_id, analyses, duplicates, repeats, withheld, summaries) for g, members in groups
    )
    return Digest(
        as_of_at=as_of_at,
        wires=ordered,
        analyses={wire.id: analyses[wire.id] for wire in ordered},
        duplicates=duplicates,
        repeats=repeats,
        withheld=withheld,
        stories=stories,
        stories_of=_stories_of(ordered, stories),
        line_changes=(*memory.changes, *(change for one in grouped for change in one.changes)),
    )


def _withheld(wires: Sequence[Wire], duplicates: Mapping[str, Duplicate], as_of_at: datetime) -> dict[str, str]:
    """Wires that do not print: killed ones with all their versions, the kill itself, embargoed and withheld ones, and
    those dated after the cut-off."""
    out: dict[str, str] = {}
    for wire in wires:
        if wire.embargo_at and wire.embargo_at > as_of_at:
            out[wire.id] = f"embargoed until {wire.embargo_at:%Y-%m-%d %H:%M} UTC"
        elif wire.at > as_of_at + AHEAD_OF_TIME:
            out[wire.id] = f"dated {wire.at:%Y-%m-%d %H:%M} UTC, after the cut-off"
        elif wire.pubstatus != "usable":
            out[wire.id] = f"marked {wire.pubstatus} by its agency"
    killed: set[str] = set()
    for wire in wires:
        dup = duplicates.get(wire.id)
        if wire.kind == "kill" or (dup and dup.kind == "kill"):
            out[wire.id] = "a kill notice"
            if dup:
                killed.add(dup.of)
    chain = _chains(wires, duplicates)
    for wire in wires:
        if wire.id not in out and chain[wire.id] in {chain[k] for k in killed}:
            out[wire.id] = "withdrawn by its agency"
    return out


def _chains(wires: Sequence[Wire], duplicates: Mapping[str, Duplicate]) -> dict[str, str]:
    """Wire id -> the first wire of its chain of copies and versions."""
    first: dict[str, str] = {}
    for wire in wires:
        seen, at = set[str](), wire.id
        while at in duplicates and at not in seen:
            seen.add(at)
            at = duplicates[at].of
        first[wire.id] = at
    return first


def _repeats(wires: Sequence[Wire], duplicates: Mapping[str, Duplicate], withheld: Mapping[str, str]) -> dict[str, str]:
    """Copies point to their first; every version but the last of a chain that may be printed points to that one."""
    out = {
        w.id: f"{d.kind}: {d.why}"
        for w in wires
        if (d := duplicates.get(w.id)) and d.kind in COPIES and d.of not in withheld
    }
    chain = _chains(wires, duplicates)
    by_id = {wire.id: wire for wire in wires}
    last: dict[str, str] = {}
    for wire in wires:
        dup = duplicates.get(wire.id)
        if dup and dup.kind in CHAINS and wire.id not in withheld and not _is_note(wire, dup, by_id):
            last[chain[wire.id]] = wire.id
    for wire in wires:
        newest = last.get(chain[wire.id])
        dup = duplicates.get(wire.id)
        if dup and _is_note(wire, dup, by_id):
            continue
        if newest and wire.id != newest and wire.id not in out and (dup is None or dup.kind in CHAINS):
            out[wire.id] = f"{SUPERSEDED}{newest}"
    return out


def _is_note(wire: Wire, dup: Duplicate, wires: Mapping[str, Wire]) -> bool:
    """Is a correction only a note on what was wrong, and no new text that takes the old one's place?"""
    first = wires.get(dup.of)
    if dup.kind != "correction" or first is None:
        return False
    old, new = (set(re.findall(r"\w{4,}", w.text.casefold())) for w in (first, wire))
    return len(old & new) < WHOLE_TEXT * len(old)


def _follows(
    wires: Sequence[Wire], duplicates: Mapping[str, Duplicate], repeats: Mapping[str, str], withheld: Mapping[str, str]
) -> dict[str, str]:
    """Wire id -> the wire whose story it takes: a copy its first, a superseded version the last of its chain."""
    out: dict[str, str] = {}
    by_id = {wire.id: wire for wire in wires}
    for later, dup in duplicates.items():
        if later not in withheld and (dup.kind not in CHAINS or _is_note(by_id[later], dup, by_id)):
            out[later] = dup.of
    for old, reason in repeats.items():
        newest = reason.removeprefix(SUPERSEDED)
        if newest != reason and old not in withheld and newest not in withheld:
            out[old] = newest
    return out


def _units(wire: Wire, analysis: Analysis) -> list[Unit]:
    """One unit for each affair of the wire."""
    units = []
    for n, part in enumerate(analysis.parts):
        rows = [row for row in part.paragraphs if row < len(wire.paragraphs)]
        told = [wire.paragraphs[row] for row in rows]
        text = "\n\n".join(without_form(told) if is_form(wire.headline) else told)[:UNIT_LETTERS]
        own = set(rows)
        units.append(
            Unit(
                key=f"{wire.id}#{n}",
                wire_id=wire.id,
                part=n,
                at=wire.at,
                headline=news_headline(wire.headline) if n == 0 or len(analysis.parts) == 1 else "",
                text=text,
                countries=part.countries,
                places=tuple(m.name for m in analysis.places if _is_one_place(m) and _stands(m, n, wire, text)),
                headline_places=_headline_places(wire, analysis, n),
                people=analysis.people,
                topic=part.topic,
                dates=tuple(sorted({e.on for e in (*analysis.ahead, *analysis.behind) if e.paragraph in own})),
                sections=part.sections,
                round_up=is_round_up(wire.headline, text),
                link=wire.canonical_link or wire.link,
                language=wire.language,
            )
        )
    return units


def _stands(mention: Mention, part: int, wire: Wire, text: str) -> bool:
    """Is the place named in this affair of the wire? Its headline belongs to the main one."""
    return mention.text in text or (part == 0 and mention.text in wire.headline)


def _headline_places(wire: Wire, analysis: Analysis, part: int) -> tuple[str, ...]:
    """The places that the headline of an affair names; none for a further affair of the wire, which has no headline."""
    if part:
        return ()
    return tuple(m.name for m in analysis.places if _is_one_place(m) and m.text in wire.headline)


def _is_one_place(mention: Mention) -> bool:
    """A town or a part of a country: that two wires name a continent joins and parts nothing."""
    return mention.kind != "country" and not (mention.kind == "area" and mention.country is None)


def _with_copies(
    groups: Sequence[Group], follows: Mapping[str, str], analyses: Mapping[str, Analysis]
) -> list[tuple[Group, list[Member]]]:
    """Each group with the wires that follow its members put beside them, part by part."""
    followers: dict[str, list[str]] = {}
    for later, first in follows.items():
        followers.setdefault(first, []).append(later)
    out = []
    for one in groups:
        members: dict[tuple[str, int], None] = {}
        for key in one.keys:
            wire_id, _, part = key.rpartition("#")
            members[wire_id, int(part)] = None
            waiting, seen = list(followers.get(wire_id, ())), {wire_id}
            while waiting:
                copy = waiting.pop()
                if copy not in seen:
                    seen.add(copy)
                    members[copy, min(int(part), len(analyses[copy].parts) - 1)] = None
                    waiting += followers.get(copy, ())
        out.append((one, [Member(wire_id=w, part=p) for w, p in members]))
    return out


def _story(
    one: Group,
    members: list[Member],
    wires: Mapping[str, Wire],
    analyses: Mapping[str, Analysis],
    duplicates: Mapping[str, Duplicate],
    repeats: Mapping[str, str],
    withheld: Mapping[str, str],
    summaries: bool,
) -> Story:
    members = sorted(members, key=lambda m: (wires[m.wire_id].at, m.wire_id, m.part))
    open_to_all = [m for m in members if m.wire_id not in withheld] or members  # a withheld wire decides nothing
    counted = [m for m in open_to_all if m.wire_id not in repeats] or open_to_all
    lead = _lead(counted, wires)
    rest = sorted((m for m in counted if m is not lead), key=lambda m: (wires[m.wire_id].at, m.wire_id), reverse=True)
    parts = [analyses[m.wire_id].parts[m.part] for m in counted]
    countries = _countries(lead, counted, analyses)
    own = [wires[m.wire_id] for m in members]
    printed = [m for m in (lead, *rest) if m.wire_id not in withheld]
    lead_part = analyses[lead.wire_id].parts[lead.part]
    return Story(
        id=one.id,
        storyline=one.storyline,
        headline=_headline(wires[lead.wire_id], lead, analyses[lead.wire_id]),
        region=_commonest([p.region for p in parts], lead_part.region),
        countries=countries,
        sections=tuple(s for s in SECTIONS if sum(s in p.sections for p in parts) * 3 >= len(parts)),
        topic=_commonest([p.topic for p in parts], lead_part.topic),
        severity=max(analyses[m.wire_id].severity for m in counted),
        members=tuple(members),
        lead=lead.wire_id,
        origins=origins(own, duplicates),
        outlets=tuple(sorted({w.publisher or w.agency or w.source for w in own})),
        first_at=own[0].at,
        last_at=own[-1].at,
        why=one.why,
        summary=summarise(
            [(wires[m.wire_id], analyses[m.wire_id].parts[m.part].paragraphs) for m in printed[:12]],
            dates=_dates(printed[:12], analyses),
        )
        if summaries and printed
        else (),
    )


def _dates(members: Sequence[Member], analyses: Mapping[str, Analysis]) -> list[tuple[str, str]]:
    """(wire id, sentence) of what the members announce, soonest first."""
    found = [
        (event.on, event.paragraph, m.wire_id, event.evidence)
        for m in members
        for event in analyses[m.wire_id].ahead
        if event.paragraph in analyses[m.wire_id].parts[m.part].paragraphs
    ]
    return [(wire_id, evidence) for _, _, wire_id, evidence in sorted(found)]


def _headline(wire: Wire, lead: Member, analysis: Analysis) -> str:
    """The lead wire's headline; for a second affair of it, which the headline does not name, the head of its text."""
    if len(analysis.parts) == 1 or (lead.part == 0 and not wire.headline_cut):
        return wire.headline
    rows = analysis.parts[lead.part].paragraphs
    if lead.part == 0 and wire.headline_cut and 0 in rows:
        return wire.headline
    if wire.licence != "excerpt" or not rows or rows[0] >= len(wire.paragraphs):
        return wire.headline
    return cut_headline(wire.paragraphs[rows[0]])


def _lead(members: Sequence[Member], wires: Mapping[str, Wire]) -> Member:
    """The member that heads the story: a report before opinion and round-ups, shared words with the others, more
    text, then the newest."""
    if len(members) == 1:
        return members[0]
    order = sorted(members, key=lambda m: (wires[m.wire_id].at, m.wire_id))
    languages = sorted(wires[m.wire_id].language for m in members)
    language = max(languages, key=lambda code: (languages.count(code), code == "en"))
    late = {m: n / (len(order) - 1) for n, m in enumerate(order)}
    words = {m: set(re.findall(r"\w{4,}", wires[m.wire_id].headline.casefold())) for m in members}
    count: dict[str, int] = {}
    for own in words.values():
        for word in own:
            count[word] = count.get(word, 0) + 1

    def value(m: Member) -> tuple[float, datetime, str]:
        wire, own = wires[m.wire_id], words[m]
        central = sum(count[w] - 1 for w in own) / ((len(own) or 1) * (len(members) - 1))
        report = 0.0 if is_round_up(wire.headline, "") or wire.headline.rstrip().endswith("?") else 1.0
        depth = min(1.0, log2(1 + len(wire.text)) / 10)
        main = (0.5 if m.part == 0 else 0.0) + (COMMON_LANGUAGE if wire.language == language else 0.0)
        return (round(2 * report + central + depth + main + NEWEST * late[m], 4), wire.at, wire.id)

    return max(members, key=value)


def _countries(lead: Member, members: Sequence[Member], analyses: Mapping[str, Analysis]) -> tuple[str, ...]:
    """The countries most members name, the lead's first."""
    votes: dict[str, float] = {}
    for m in members:
        for rank, code in enumerate(analyses[m.wire_id].parts[m.part].countries):
            votes[code] = votes.get(code, 0.0) + 1 / (1 + rank)
    head = analyses[lead.wire_id].parts[lead.part].countries[:1]
    rest = sorted((c for c in votes if c not in head), key=lambda c: (-votes[c], c))
    enough = [c for c in rest if votes[c] * 5 >= len(members)]
    return (*head, *enough)[:4]


def _commonest(values: Sequence[str], lead: str) -> str:
    """What most members have; the lead's on a tie."""
    return max(dict.fromkeys([lead, *values]), key=values.count)


def traces(digest: Digest, memory: Memory) -> tuple[StoryTrace, ...]:
    """What to remember of the digest's stories; a story that went on keeps its first instant and its earlier wires."""
    old = {story.id: story for story in memory.stories}
    units = {unit.key: unit for wire in digest.wires for unit in _units(wire, digest.analyses[wire.id])}
    found = []
    for story in digest.stories:
        keys = tuple(f"{m.wire_id}#{m.part}" for m in story.members if m.wire_id not in digest.withheld)
        if not keys:
            continue
        one = trace(Group(id=story.id, keys=keys, why=(), storyline=story.storyline), [units[key] for key in keys])
        before = old.get(story.id)
        if before:
            wires = tuple(dict.fromkeys([*before.wire_ids, *one.wire_ids]))[-REMEMBERED_WIRES:]
            one = replace(one, first_at=min(before.first_at, one.first_at), wire_ids=wires)
        found.append(one)
    return tuple(found)


def _stories_of(wires: Sequence[Wire], stories: Sequence[Story]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, int]] = {}
    for story in stories:
        for member in story.members:
            found.setdefault(member.wire_id, {}).setdefault(story.id, member.part)
    return {
        wire.id: tuple(sorted(found.get(wire.id, {}), key=lambda s: (found[wire.id][s], s))) or (f"s-{wire.id}",)
        for wire in wires
    }
