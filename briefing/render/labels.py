"""The words of the document in the language of the edition."""

from __future__ import annotations

from typing import Any

from briefing.render.templates import TemplateSet, read_settings
from briefing.text.tongues import tables_in


def read_labels(templates: TemplateSet, language: str) -> dict[str, Any]:
    """labels.yaml of the set for that language: the stock English words, over them what data/names says of dates and
    languages, over that the stock labels.<language>.yaml, and the reader's own labels.yaml and labels.<language>.yaml
    on top. What a language lacks stays English. Raises TemplateError("file:line") like ``read_settings``.
    """
    tables = tables_in(language)
    told: dict[str, Any] = {f"language_{code}": name for code, name in tables.get("languages", {}).items()}
    if tables:
        told["dates"] = dict(tables["dates"])
    return read_settings(templates, "labels.yaml", language.split("-")[0].lower(), told)
