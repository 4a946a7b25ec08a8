"""The page that holds two editions against each other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

from pypdf import PdfReader

from briefing.model import Change, Comparison, Issue
from briefing.render import stock_templates
from briefing.render.comparison import render_comparison
from briefing.render.pdf import draw_pdf
from tests.render.builders import edition

BEFORE = Issue(number=11, on=date(2022, 1, 5), slot="07:00", cutoff_at=datetime(2022, 1, 5, 6, tzinfo=UTC))
AFTER = Issue(number=12, on=date(2022, 1, 6), slot="07:00", cutoff_at=datetime(2022, 1, 6, 6, tzinfo=UTC))
CHANGES = (
    Change(kind="story", what="new", name="Soldiers <seize> power", after="card", detail="West Africa"),
    Change(kind="story", what="gone", name="Rovers beat United", before="below"),
    Change(kind="story", what="headline", name="Clashes kill 15", before="Clashes kill 12", after="Clashes kill 15"),
    Change(kind="story", what="status", name="Clashes kill 15", before="NEW", after="UPDATED"),
    Change(kind="figure", what="killed", name="Clashes kill 15", before="12", after="15", detail="Gao, the army (EXW)"),
    Change(kind="daybook", what="new", name="border talks", after="2022-01-12"),
    Change(kind="daybook", what="on", name="a summit", before="2022-01-12", after="2022-01-13"),
    Change(kind="daybook", what="status", name="a summit", before="planned", after="moved"),
    Change(kind="source", what="status", name="drop", before="heard", after="silent"),
    Change(kind="count", what="changed", name="stories", before="7", after="9"),
)


def page(*changes: Change) -> str:
    comparison = Comparison(reader="desk", before=BEFORE, after=AFTER, changes=changes)
    return render_comparison(comparison, edition(), templates=stock_templates())


def test_every_kind_of_change_stands_on_the_page_in_the_words_of_the_labels() -> None:
    html = page(*CHANGES)
    drawn = draw_pdf(html, created_at=AFTER.cutoff_at)
    assert drawn.warnings == ()
    read = PdfReader(BytesIO(drawn.pdf))
    text = " ".join(" ".join(one.extract_text(extraction_mode="layout").split()) for one in read.pages)
    for words in (
        "What changed",
        "No. 11, Wednesday 5 January 2022",
        "West Africa Soldiers <seize> power",
        "Rovers beat United below the cut",
        "headline before Clashes kill 12",
        "status New Updated",
        "killed Gao, the army (EXW) 12 15",
        "Wed 12 Jan border talks new",
        "day Wed 12 Jan Thu 13 Jan",
        "status planned moved",
        "drop heard silent",
        "stories 7 9",
    ):
        assert words in text, words
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_two_editions_alike_say_so() -> None:
    html = page()
    assert "Nothing changed." in html
    assert "<section" not in html
