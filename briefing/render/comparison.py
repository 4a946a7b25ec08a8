"""What changed between two editions as a page of its own, in the look and the words of the reader's templates."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Change, Comparison, Edition
from briefing.render.html import filters, web_fonts, wording_for
from briefing.render.templates import TemplateSet, draw, environment
from briefing.render.theme import theme_for

PAGE = "diff.html.j2"
GROUPS = ("story_new", "story_gone", "story", "figure", "daybook_new", "daybook_gone", "daybook", "source", "count")


def render_comparison(comparison: Comparison, edition: Edition, *, templates: TemplateSet) -> str:
    """The page as HTML; ``edition`` is the later one, whose title, language, zone and paper it takes.

    Raises TemplateError("file:line") when a template or its labels are at fault.
    """
    wording = wording_for(edition, templates)
    env = environment(templates)
    env.filters.update(filters(wording, edition))
    changes = of_kind(comparison)
    context = {
        "comparison": comparison,
        "edition": edition,
        "label": wording.labels,
        "theme": theme_for(edition, templates),
        "web_fonts": web_fonts(),
        "changes": changes,
        "new_stories": by_region(changes["story_new"]),
        "gone_stories": by_region(changes["story_gone"]),
        "changed_stories": by_name(comparison, "story"),
        "changed_entries": by_name(comparison, "daybook"),
        "changed_figures": by_name(comparison, "figure"),
    }
    return draw(env, PAGE, context)


def of_kind(comparison: Comparison) -> dict[str, tuple[Change, ...]]:
    """The changes under the names of GROUPS, each of which is there."""
    found: dict[str, list[Change]] = {key: [] for key in GROUPS}
    for one in comparison.changes:
        whole = one.kind in ("story", "daybook")
        key = f"{one.kind}_{one.what}" if whole and one.what in ("new", "gone") else one.kind
        found.setdefault(key, []).append(one)
    return {key: tuple(changes) for key, changes in found.items()}


def by_region(changes: Sequence[Change]) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """The changes under the names of their regions, regions in the order of their first story."""
    names = dict.fromkeys(one.detail for one in changes)
    return tuple((name, tuple(one for one in changes if one.detail == name)) for name in names)


def by_name(comparison: Comparison, kind: str) -> tuple[tuple[Change, ...], ...]:
    """The changed fields of each story or entry that both editions have, in their order."""
    found: dict[str, list[Change]] = {}
    for one in comparison.changes:
        if one.kind == kind and one.what not in ("new", "gone"):
            found.setdefault(one.name, []).append(one)
    return tuple(map(tuple, found.values()))
