"""The edition as Markdown (CommonMark with tables and footnotes), from a template that a reader may replace."""

from __future__ import annotations

import re
from typing import Any

from briefing.model import Edition
from briefing.render.html import context, filters, wording_for
from briefing.render.templates import TemplateSet, draw, environment
from briefing.render.wording import clean

PAGE = "edition.md.j2"
_MARKS = re.compile(
    r"[\\`*_\[\]<>|~$^{}]"
    r"|&(?=#?\w+;)"  # an entity
    r"|:(?=//)|(?<=\w)\.(?=[a-z]{2})|(?<=\bwww)\.|(?<=[\w.+-])@(?=\w)"  # a bare address, often made a link
    r"|(?<==)=|(?<=\+)\+|(?<!\w):(?=[a-z+-][\w+-]*:)"  # what is common beside: ==marked==, ++put in++, :pictures:
    r"|!$|#$",  # before what follows, which may begin with a bracket; what ends a heading
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OPENING = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|(?=[#+\-=:])))([.)#+\-=:])")  # what makes a line more than a paragraph


def render_markdown(edition: Edition, *, templates: TemplateSet, extra_notices: tuple[str, ...] = ()) -> str:
    """The same edition as Markdown; nothing that a wire says is read as markup. Raises TemplateError("file:line")."""
    from markupsafe import Markup

    wording = wording_for(edition, templates)
    env = environment(templates)

    def finalize(value: Any) -> Any:
        return value if isinstance(value, Markup) else Markup(escaped(str("" if value is None else value)))

    env.finalize = finalize
    env.filters.update(filters(wording, edition))
    env.filters["target"] = lambda address: Markup(f"<{_ENTITY.sub(_escape, address)}>")
    env.filters["piece"] = piece
    text = draw(env, PAGE, context(edition, templates, wording, extra_notices))
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def piece(text: str, mark: str = "") -> Any:
    """A piece of a sentence, within ``mark`` on both sides; the spaces at its ends, which keep it from its neighbours,
    stay outside the marks, for with a space inside they mark nothing."""
    from markupsafe import Markup

    words = " ".join(clean(text).split())
    said = f"{mark}{_MARKS.sub(_escape, words)}{mark}" if words else ""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return Markup(f"{before}{said}{after if words else ''}")


def escaped(text: str) -> str:
    """A text as one line in which Markdown finds no markup."""
    line = " ".join(clean(text).split())
    return _OPENING.sub(r"\1\\\2", _MARKS.sub(_escape, line))


def _escape(found: re.Match[str]) -> str:
    return "\\" + found[0]
