"""theme.yaml: the colours, type, paper and logo of an edition, checked so that they may stand in a style sheet."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

from briefing.errors import TemplateError
from briefing.model import Edition
from briefing.render.templates import TemplateSet, did_you_mean, read_settings

PAPERS = {"a4": "A4", "letter": "Letter", "a5": "A5", "legal": "Legal"}
LOGOS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LARGEST_LOGO = 200_000  # bytes
SHORTEST, LONGEST = 0.3, 3.0  # of the stock theme's length
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FACE = re.compile(r"[A-Za-z0-9 -]+(?:, *[A-Za-z0-9 -]+)*")


def theme_for(edition: Edition, templates: TemplateSet) -> dict[str, str]:
    """The theme as texts: colours as #rrggbb, faces as quoted names, the paper by a known name, the logo as data.

    The reader's own paper goes before the theme's. Raises TemplateError on a value that is none of these.
    """
    theme = read_settings(templates, "theme.yaml")
    colours = {key: _colour(key, theme[key], templates) for key in ("accent", "accent_dark")}
    faces = {key: _face(key, theme[key], templates) for key in ("text_face", "head_face", "small_face")}
    return {
        **colours,
        **faces,
        "paper": _paper(edition, theme, templates),
        "logo": _logo(str(theme["logo"]), templates),
        "logo_alt": str(theme["logo_alt"]),
    }


def length_of(templates: TemplateSet) -> float:
    """How long the theme sets what the stock one sets on a page; 1 for the stock one."""
    value = read_settings(templates, "theme.yaml")["length"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not SHORTEST <= value <= LONGEST:
        raise _fault(templates, f'"length" should be a number from {SHORTEST} to {LONGEST:g}')
    return float(value)


def _fault(templates: TemplateSet, said: str, hint: str = "") -> TemplateError:
    return TemplateError(said, subject=f"{templates.name}/theme.yaml:1", hint=hint)


def _colour(key: str, value: Any, templates: TemplateSet) -> str:
    if not _COLOUR.fullmatch(str(value)):
        raise _fault(templates, f'"{key}" should be a colour like "#8c1d18"')
    return str(value)


def _face(key: str, value: Any, templates: TemplateSet) -> Any:
    from markupsafe import Markup

    if not value:
        return ""
    if not _FACE.fullmatch(str(value)):
        raise _fault(templates, f'"{key}" should be names of fonts like "Briefing Sans"')
    return Markup(", ".join(f'"{name.strip()}"' for name in str(value).split(",")))


def _paper(edition: Edition, theme: Mapping[str, Any], templates: TemplateSet) -> str:
    paper = edition.paper or str(theme["paper"])
    if paper.lower() not in PAPERS:
        subject = "paper" if edition.paper else f"{templates.name}/theme.yaml:1"
        hint = did_you_mean(paper, list(PAPERS.values()))
        raise TemplateError(f'unknown paper "{paper}"', subject=subject, hint=hint)
    return PAPERS[paper.lower()]


def _logo(name: str, templates: TemplateSet) -> str:
    """The picture as a data address; "" where the theme has none."""
    if not name:
        return ""
    for folder in templates.folders:
        path = (folder / name).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            kind, data = LOGOS.get(path.suffix.lower(), ""), path.read_bytes()
            if not kind or len(data) > LARGEST_LOGO:
                raise _fault(templates, '"logo" should be an SVG, PNG or JPEG file of up to 200 KB')
            return f"data:{kind};base64,{base64.b64encode(data).decode()}"
    raise _fault(templates, f'there is no logo "{name}"', "It belongs beside theme.yaml.")
