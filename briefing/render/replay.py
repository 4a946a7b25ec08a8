"""Past editions as they would be made today, as a page: what would differ, edition by edition."""

from __future__ import annotations

from datetime import UTC, date, datetime

from briefing.model import Counts, Edition, Replay
from briefing.render.html import filters, web_fonts, wording_for
from briefing.render.templates import TemplateSet, draw, environment
from briefing.render.theme import theme_for

PAGE = "replay.html.j2"


def render_replay(found: Replay, *, templates: TemplateSet) -> str:
    """The page as HTML. Raises TemplateError("file:line") when a template or its labels are at fault."""
    frame = _frame(found)
    wording = wording_for(frame, templates)
    env = environment(templates)
    env.filters.update(filters(wording, frame))
    context = {
        "replay": found,
        "edition": frame,
        "label": wording.labels,
        "theme": theme_for(frame, templates),
        "web_fonts": web_fonts(),
        "kinds": [kind for kind, n in found.totals.items() if n],
    }
    return draw(env, PAGE, context)


def _frame(found: Replay) -> Edition:
    """An edition without content: the page takes its language, zone and paper from it, as every page does."""
    on = max((one.on for one in found.editions), default=date(1970, 1, 1))
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return Edition(
        reader="",
        title="",
        number=0,
        kind="regular",
        on=on,
        slot="",
        zone="UTC",
        covers_from_at=at,
        covers_to_at=at,
        generated_at=at,
        next_at=None,
        mark="",
        language="en",
        template="default",
        paper="",
        counts=Counts(total=0, cards=0, brief=0, below=0, duplicate=0, off_topic=0, withheld=0),
        notices=(),
        glance=(),
        daybook=(),
        desks=(),
        brief=(),
        below=(),
        timeline=(),
        sources=(),
        notes=(),
    )
