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
        ("Norby airspace was reopened at noon.", "airspace"),
        ("The blockade of the bay ended on Thursday.", "siege"),
        ("The siege of Norby ended a year of calm.", ""),
        ("The blockade ended hopes of a harvest.", ""),
        ("After the curfew was lifted, shots were heard in Gao.", ""),
        ("Police looked into the curfew that was lifted on Thursday.", ""),
        ("The curfew was lifted on Thursday but reimposed at night.", ""),
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
        (WAR, "The war around Kesra is over.", True),
        (WAR, "The war around Kesra came to an end on Thursday after nine weeks.", True),
        (WAR, "The war around Kesra has ended, the president said on Thursday.", False),
        (WAR, "The teachers' strike in Kesra ended on Thursday.", True),
        (WAR, "A drone strike on Kesra ended a week of calm.", False),
        (WAR, "Air strikes on Kesra ended on Thursday morning.", False),
        (WAR, "The general strike in Kesra ended any hope of bread.", False),
        (WAR, "The war in Kesra has ended lives by the hundred.", False),
        (WAR, "Nobody in Kesra knows when the war is over.", False),
        (WAR, "A ceasefire for Kesra was signed on Thursday.", False),
        (WAR, "After the ceasefire for Kesra was signed, shells fell on its outskirts.", False),
        (WAR, "Since the truce for Kesra was signed, 12 people were killed there.", False),
        (WAR, "Each side said that the other broke the truce for Kesra that was signed on Monday.", False),
        (WAR, "The ceasefire for Kesra was signed by the rebels but rejected by the army.", False),
        (WAR, "Both sides signed a truce for Kesra on Thursday.", True),
        (WAR, "The two sides signed a truce for Kesra on Thursday but breached it by night.", False),
        (WAR, "Days after both sides signed a truce for Kesra, shells fell on it.", False),
        (WAR, "The rebels signed a truce for Kesra on Thursday.", False),
        (WAR, "The uprising in Kesra has ended, the army said, but fighting resumed at night.", False),
    ],
)
def test_an_end_closes_the_storyline_that_was_about_it(before: tuple[str, str], sentence: str, ends: bool) -> None:
    edition: Edition = today(("s0", "Kesra breathes again after a long night", sentence), earlier=(told(before),))
    closed = [line.text for line in since(edition).lines if line.kind == "closed"]
    assert closed == ([sentence] if ends else [])


def test_the_reasons_of_a_story_that_ends_agree_with_its_status() -> None:
    sentence = "The curfew in Kesra was lifted on Thursday."
    edition = today(("s0", CURFEW[0], f"{sentence}"), earlier=(told((CURFEW[0], f"{CURFEW[1]} {sentence}")),))
    (card,) = edition.cards()
    assert (card.status, card.ended is not None) == ("UPDATED", True)
    stated = [reason for reason in card.reasons if reason.startswith(("NEW:", "UPDATED:", "CONTINUING:"))]
    assert [reason.split(":")[0] for reason in stated] == ["UPDATED"]
