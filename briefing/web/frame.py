"""An edition in its reader's template, with the bar of the archive over it."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from briefing.errors import TemplateError
from briefing.model import Edition
from briefing.pipeline.looks.templates import templates_of
from briefing.render.html import render_html, wording_for
from briefing.render.shapes import load_shapes
from briefing.render.spoken import spoken
from briefing.render.templates import TemplateSet
from briefing.web.archive import Archive
from briefing.web.guard import POLICY
from briefing.web.pages import archive_of, draw, framed, web_templates

PLACE = "<!-- the bar of the archive -->"  # no wire can say this: what wires say is escaped
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A page before the bar, the same for every visitor, and after it; with the policy that its styles need."""

    head: str
    tail: str
    policy: str


def framed_edition(
    request: Request, edition: Edition, key: tuple[Any, ...], taken: Sequence[str] = (), **said: Any
) -> Response:
    """The page of an edition. ``key`` names it among those that were drawn before, empty for one that is drawn once;
    ``taken`` are the stories to be marked as withdrawn, ``said`` what the bar says of the edition."""
    archive = archive_of(request)
    shared = framed(request, edition.reader)

    def drawn() -> Drawn:
        return _drawn(archive, edition, {key: shared[key] for key in ("root", "bar_sheet")} | {"taken": tuple(taken)})

    look = touched(web_templates(archive.config, templates_of(archive.config, edition.template)[0]))
    page = archive.while_unchanged(("page", look, *key, *taken), drawn, large=True) if key else drawn()
    bar = draw(request, "over", **shared | said)
    return HTMLResponse(f"{page.head}{bar}{page.tail}", headers={"content-security-policy": page.policy})


def touched(templates: TemplateSet) -> tuple[int, int]:
    """Changes when a file of the set changes, comes or goes: how many there are, and when the last was written."""
    roots = [folder for folder in templates.folders if folder.is_dir()]
    roots += [root / "web" for root in roots if (root / "web").is_dir()]
    times = [entry.stat().st_mtime_ns for root in roots for entry in os.scandir(root) if entry.is_file()]
    return len(times), max(times, default=0)


def _drawn(archive: Archive, edition: Edition, beside: dict[str, Any]) -> Drawn:
    """In the reader's template; in the stock one where that one is at fault or gone."""
    templates, fault = templates_of(archive.config, edition.template)
    try:
        html = _html(archive, edition, templates, fault, beside)
    except TemplateError:
        html = _html(archive, edition, None, "the reader's template is at fault", beside)
    head, found, tail = html.partition(PLACE)
    if not found:  # a template of one piece has no block to put it into
        body = BODY.search(html)
        at = body.end() if body else 0
        head, tail = html[:at], html[at:]
    return Drawn(head=head, tail=tail, policy=policy_for(html))


def _html(archive: Archive, edition: Edition, templates: TemplateSet | None, fault: str, beside: dict[str, Any]) -> str:
    from markupsafe import Markup

    own = archive.config.taxonomy.shapes
    chosen = web_templates(archive.config, templates)
    return render_html(
        spoken(edition.printed(), wording_for(edition, chosen)),
        templates=chosen,
        extra_notices=(f"Drawn with the stock template: {fault}.",) if fault else (),
        shapes=load_shapes(own) if own else None,
        page="web/edition.html.j2",
        beside=beside | {"web_fonts": "", "bar": Markup(PLACE)},
    )


def policy_for(html: str) -> str:
    """The policy of every page, with the page's own style sheets allowed by their hashes."""
    sums = {base64.b64encode(hashlib.sha256(css.encode()).digest()).decode() for css in STYLE.findall(html)}
    allowed = " ".join(f"'sha256-{one}'" for one in sorted(sums))
    return POLICY.replace("style-src 'self'", f"style-src 'self' {allowed}").replace(
        "font-src 'self'; img-src 'self'", "font-src 'self' data:; img-src 'self' data:"
    )
