"""What the program itself says in an edition, in the edition's language: notices, counts of a region's coverage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from briefing.model import Desk, Edition, Notice
from briefing.render.wording import Wording, plural

_COUNT = re.compile(r"(\d+) (wire|outlet|origin)s?")


def spoken(edition: Edition, wording: Wording) -> Edition:
    """The edition with its notices and counts in the words of its language. What no label says stays English."""
    if wording.language.split("-")[0].lower() == "en":
        return edition
    notices = tuple(replace(notice, text=_said(notice, wording)) for notice in edition.notices)
    return replace(edition, notices=notices, desks=tuple(_desk(desk, wording) for desk in edition.desks))


def _said(notice: Notice, wording: Wording) -> str:
    form = wording.labels.get(notice.key) if notice.key else None
    values = notice.values
    if isinstance(form, Mapping):
        form = form.get(plural(wording.language, int(values.get("n", "0"))), form.get("other"))
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], ""), form) if isinstance(form, str) else notice.text


def _desk(desk: Desk, wording: Wording) -> Desk:
    def counted(found: re.Match[str]) -> str:
        return wording.counted(int(found[1]), f"{found[2]}s")

    regions = (replace(one, coverage=_COUNT.sub(counted, one.coverage)) for one in desk.regions)
    return replace(desk, regions=tuple(regions))
