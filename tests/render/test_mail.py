"""The mail on an edition: subject, page and plain text, for readers of mail programs."""

from __future__ import annotations

import re

import pytest

from briefing.errors import TemplateError
from briefing.model import DeskComment, GlanceLine, Notice
from briefing.model.parcel import Enclosure, Letter
from briefing.render import find_templates, stock_templates
from briefing.render.mail import SUBJECT_LENGTH, lead, render_letter, shortened, size

from .builders import card, edition, entry
from .samples import sample

PDF = Enclosure(form="pdf", name="analyst-2022-01-06.pdf", size_bytes=843_211, attached=True)
PAGE = "https://briefing.example/analyst/2022-01-06/analyst-2022-01-06.html"
HTML = Enclosure(form="html", name="analyst-2022-01-06.html", size_bytes=1_900_000, attached=False, link=PAGE)


def letter(given=None, *enclosures, templates=None) -> Letter:
    return render_letter(given or sample(), templates=templates or stock_templates(), enclosures=enclosures or (PDF,))


def glance(text: str, kind: str = "story") -> GlanceLine:
    return GlanceLine(text=text, target="", kind=kind)


def test_the_subject_names_mark_title_number_date_and_lead():
    found = letter(edition(mark="TLP:GREEN", glance=(glance("Clashes in the north"),)))
    assert found.subject == "[TLP:GREEN] The Morning Briefing No. 12, Thu 6 Jan 2022: Clashes in the north"


def test_the_lead_is_the_first_story_where_there_is_one():
    dated, story = glance("Summit in Geneva", "daybook"), glance("Army takes power")
    assert lead(edition(glance=(dated, story))) == "Army takes power"
    assert lead(edition(glance=(dated,))) == "Summit in Geneva"
    assert (
        letter(edition(kind="special", mark="")).subject
        == "The Morning Briefing No. 12, Thu 6 Jan 2022 (special edition)"
    )


def test_a_line_break_in_a_headline_stays_inside_the_subject():
    found = letter(edition(glance=(glance("Talks end\r\nBcc: x@evil.example\tin\u2028Geneva \u202e\x00now"),)))
    assert found.subject.endswith(": Talks end Bcc: x@evil.example in Geneva now")
    assert found.subject.isprintable()


def test_a_long_subject_is_cut_at_a_word():
    long = "Переговоры о гарантиях безопасности " * 12
    found = letter(edition(glance=(glance(long),)))
    assert len(found.subject) <= SUBJECT_LENGTH
    assert re.search(r" (Переговоры|о|гарантиях|безопасности)…$", found.subject)
    assert shortened("one two three", 8) == "one two…"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
    assert len(letter(edition(title="T" * 500)).subject) <= SUBJECT_LENGTH


def test_page_and_text_say_the_same():
    found, given = letter(sample(), PDF, HTML), sample()
    plain = " ".join(re.sub(r"<[^>]+>", " ", found.html).split())
    text = " ".join(found.text.split())
    for line in given.glance:
        assert line.text in text
        assert line.text in plain
    for shown in given.cards():
        assert shown.headline in text
    for name in (PDF.name, HTML.name):
        assert name in plain
        assert name in text
    assert PAGE in found.text
    assert f'href="{PAGE}"' in found.html
    assert f"{given.counts.total} wires received in the period" in plain
    assert max(len(line) for line in found.text.splitlines() if "://" not in line) <= 72


def test_headlines_lead_to_the_edition_on_the_web_or_to_the_wire():
    assert f'href="{PAGE}#x-story' in letter(sample(), PDF, HTML).html
    assert "#x-story" not in letter().html
    assert 'href="https://wires.example/' in letter().html


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("moved", "moved from Tue 11 Jan"),
        ("cancelled", "cancelled, moved from Tue 11 Jan"),
        ("planned", "planned, moved"),
    ],
)
def test_what_became_of_a_moved_meeting_is_said_too(status: str, said: str) -> None:
    moved = entry(1, "2022-01-14", "Talks on the border", None, moved_from="2022-01-11", status=status)
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", letter(edition(daybook=(moved,))).html))
    assert said in page
    assert "moved, moved" not in page


def test_nothing_is_fetched_and_nothing_runs():
    html = letter(sample(), PDF, HTML).html
    assert not re.search(r"<(img|script|link|iframe|form|object|video)|url\(|@import|\son\w+=", html, re.IGNORECASE)


def test_what_a_wire_said_is_escaped():
    cruel = card(1, '<img src=x onerror="alert(1)"> & "more"')
    given = edition(glance=(GlanceLine(text=cruel.headline, target=cruel.id, kind="story"),), brief=(cruel,))
    html = letter(given).html
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_what_does_not_fit_is_said_to_be_in_the_archive():
    large = Enclosure(form="pdf", name="big.pdf", size_bytes=30_000_000, attached=False)
    found = letter(sample(), large)
    assert found.attached == ()
    assert "Too large for this mail, kept in the archive: big.pdf" in found.text
    assert "Too large for this mail" in found.html
    assert letter(sample(), PDF).attached == ("pdf",)
    lost = Enclosure(form="pdf", name="PDF", size_bytes=0, attached=False, made=False)
    for part in (letter(sample(), lost).html, letter(sample(), lost).text):
        assert "Could not be made: PDF" in part


def test_a_special_edition_and_its_comment_are_told():
    comment = DeskComment(text="We watch this <closely>.", by="A. Editor")
    found = letter(edition(kind="special", selection="Sahel", desk_comments=(comment,)))
    assert found.subject.endswith(" (special edition: Sahel)")
    assert "We watch this &lt;closely&gt;." in found.html
    assert "Desk comment, A. Editor" in found.html
    assert found.text.count("We watch this <closely>.") == 1
    assert letter(edition(kind="reissue")).subject.endswith(" (reissue)")


def test_an_empty_edition_says_why():
    found = letter(edition())
    for part in (found.html, found.text):
        assert "No wire reached us in the period covered" in " ".join(part.split())


def test_what_was_withdrawn_is_boxed():
    notice = Notice(level="withdrawn", text="A wire of no. 11 was withdrawn.", number=11)
    found = letter(edition(notices=(notice,)))
    assert "border:2px solid" in found.html
    assert "! Withdrawn: A wire of no. 11 was withdrawn." in found.text


def test_a_readers_own_mail_template(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mail.html.j2").write_text(
        '{% extends "default:mail.html.j2" %}{% block foot %}<p>Ministry of Examples</p>{% endblock %}', "utf-8"
    )
    assert "Ministry of Examples" in letter(templates=find_templates("own", tmp_path)).html
    (tmp_path / "own" / "mail.html.j2").write_text("<p>\n{{ edition.titel }}", "utf-8")
    with pytest.raises(TemplateError, match=r'own/mail.html.j2:2: unknown name "titel" of Edition'):
        letter(templates=find_templates("own", tmp_path))


@pytest.mark.parametrize(
    ("number", "said"), [(3, "1 KB"), (843_211, "843 KB"), (1_200_000, "1.2 MB"), (30_000_000, "30.0 MB")]
)
def test_sizes_as_people_read_them(number: int, said: str):
    assert size(number) == said
