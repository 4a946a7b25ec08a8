"""What is over: lifted, open again, back at home; and when that closes a storyline."""

from __future__ import annotations

import pytest

from briefing.edition.ended import open_again
from briefing.model import Edition
from tests.edition.test_since import since, today, told


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("The curfew was lifted on Thursday, a day after the shooting.", "curfew"),
        ("A day after the shooting, the curfew in Norby was lifted.", "curfew"),
        ("The army lifted a curfew in Gao on Thursday, the governor said.", "curfew"),
        ("The border between Norland and Sudland was reopened on Thursday.", "border"),
        ("Norland reopened its border on Thursday.", "border"),
        ("The evacuation order was lifted on Thursday after the fire was put out.", "evacuation"),
        ("Residents were allowed to return home on Thursday.", "evacuation"),
        ("Norby airport has reopened, the operator said.", "airport"),
        ("The state of emergency in the region was lifted at midnight.", "emergency"),
        ("The curfew will be lifted on Friday.", ""),
        ("The curfew has not been lifted.", ""),
        ("The curfew was partially lifted.", ""),
        ("The mayor called for the curfew to be lifted.", ""),
        ("If the border is reopened, trade will flow.", ""),
        ("The border reopened briefly on Thursday.", ""),
        ("The curfew was lifted and reimposed hours later.", ""),
        ("A curfew that was lifted in 2019 was imposed again.", ""),
        ("Police denied that the curfew had been lifted.", ""),
        ("The border was closed on Thursday.", ""),
    ],
)
def test_what_is_lifted_or_open_again(sentence: str, what: str) -> None:
    assert open_again(sentence) == what


CURFEW = ("Curfew imposed in Kesra after shooting", "The governor imposed a curfew in Kesra on Wednesday.")
BORDER = ("Norland closes border at Kesra", "Norland closed its border crossing at Kesra on Wednesday.")
FIRE = ("Fire near Kesra drives out thousands", "Thousands were evacuated from Kesra as a fire drew near on Wednesday.")
WAR = ("Fighting around Kesra goes on", "Shells fell on the outskirts of Kesra on Wednesday.")


@pytest.mark.parametrize(
    ("before", "sentence", "ends"),
    [
        (CURFEW, "The curfew in Kesra was lifted on Thursday, a day after the shooting.", True),
        (BORDER, "Norland reopened the border crossing at Kesra on Thursday.", True),
        (FIRE, "The evacuation order for Kesra was lifted on Thursday, officials said.", True),
        (WAR, "The border crossing at Kesra reopened on Thursday while shells fell elsewhere.", False),
        (WAR, "The curfew in Kesra was lifted on Thursday as fighting went on to the south.", False),
        (CURFEW, "The curfew in Kesra will be lifted on Friday, the governor said.", False),
        (BORDER, "Norland may reopen the border crossing at Kesra on Friday.", False),
    ],
)
def test_an_end_closes_the_storyline_that_was_about_it(before: tuple[str, str], sentence: str, ends: bool) -> None:
    edition: Edition = today(("s0", "Kesra breathes again after a long night", sentence), earlier=(told(before),))
    closed = [line.text for line in since(edition).lines if line.kind == "closed"]
    assert closed == ([sentence] if ends else [])
