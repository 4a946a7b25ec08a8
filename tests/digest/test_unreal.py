"""What a wire only plans, wishes, offers, denies or supposes is not told as held; what was done there is."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.encounters import find_encounters
from briefing.digest.places import judge_places

ON = date(2022, 1, 12)  # a Wednesday
DAYS = ("on January 11", "on Tuesday")


def held(text: str) -> list[str]:
    mentions = judge_places(headline="Round-up", paragraphs=(text,)).mentions
    found = find_encounters(headline="Round-up", paragraphs=(text,), anchor=ON, language="en", mentions=mentions)
    return [e.on for e in found]


UNREAL = """\
The United States is ready to discuss missiles with Russia at talks in Geneva {day}.
The United States wants to discuss missiles with Russia at talks in Geneva {day}, a spokesman said.
France hopes to raise the matter with Germany during talks in Berlin {day}.
Armenia offered to sign the treaty with Azerbaijan at a meeting in Tbilisi {day}.
Turkey would raise the strait with Greece at a summit in Athens {day}.
Turkey could settle the border with Greece at talks in Athens {day}.
Iran refused to discuss its missiles with the United States at talks in Vienna {day}.
Macron and Scholz planned to have met in Paris {day}.
Macron and Scholz had been due to meet in Paris {day}.
Russia and the United States were to have held talks in Geneva {day}.
Kenya is prepared, along with its neighbours, to talk to Ethiopia at a meeting in Moyale {day}.
Macron said he was ready to discuss this with Putin in a phone call {day}.
If Macron and Putin met in Paris {day}, nobody saw it.
It is not known whether Macron met Putin in Paris {day}.
Iran denied reports that its officials held talks with Israel in Oman {day}.
Neither Armenia nor Azerbaijan held talks in Tbilisi {day}.
No meeting between Armenia and Azerbaijan was held in Tbilisi {day}.
Armenia and Azerbaijan have yet to hold talks in Tbilisi, officials said {day}.
Reports that Macron met Putin {day} are false.
Rumours that Macron met Putin {day} ran through Paris.
Germany spoke {day} before French President Emmanuel Macron meets Russian leader Vladimir Putin.
Speeches end when French President Emmanuel Macron meets Russian leader Vladimir Putin in Paris {day}.
Russia expects an answer from the United States at planned talks in Geneva {day}.
The United States may meet Russia halfway at any talks in Geneva {day}.
Macron plans to sign the treaty during a visit to Poland {day}.
Scholz will announce a fund during a visit to Poland {day}.
Putin is expected to speak of the base in his address to Parliament {day}.
About 1,000 people were due to be evacuated from Mariupol in Ukraine {day}.
Ukraine is ready for an exchange of prisoners with Russia to be carried out {day}.
Russia met Ukraine's demands on grain {day}.
Macron received Putin's letter {day}.
Instead of talks with Russia in Geneva {day}, the United States sent a letter.
Russia and the United States agreed to discuss arms at a meeting in Geneva {day}.
Kazakhstan proposed that Armenia and Azerbaijan hold talks in Almaty {day}.
Had Macron met Putin in Paris {day}, the line would have held.
The ministry dismissed a report that Kenya held talks with Ethiopia {day}.
Russian and Ukrainian negotiators were supposed to have met in Minsk {day}.
The talks between Russia and the United States in Geneva {day} never took place.
China is unlikely to take part in a meeting with India in Delhi {day}.
Iran seeks guarantees from the United States during talks in Vienna scheduled for {bare}.
Lebanon intends to settle its sea border with Israel during negotiations in Naqoura {day}.
Pakistan asked India to free the men at a meeting of the two in Wagah due {day}.
Israel and Hamas hardly met in Cairo {day}.
Biden wished he had met Xi in Bali {day}.
Ukraine boycotted talks with Russia in Minsk {day}.
Turkey volunteered to host talks between Russia and Ukraine {day}.
Russia and Ukraine are believed to have held secret talks in Oman {day}.
It was wrongly reported that Macron met Putin {day}.
The president spoke of Ukraine at a year-end press conference in Russia {day}.
""".splitlines()

REAL = """\
Russia and the United States held talks in Geneva {day}.
Macron told Putin in a phone call {day} that France would not give way.
In a phone call with Putin {day}, Macron said he would visit Kiev.
After talks between Kenya and Ethiopia in Moyale {day}, the crossing opened.
French President Macron met Russian President Putin in Moscow {day} and said they would meet again.
Armenia and Azerbaijan discussed the border at a meeting in Tbilisi {day}.
Armenia and Azerbaijan accused each other at a meeting in Tbilisi {day}.
Macron, who wants to be elected again, met Scholz in Berlin {day}.
The UN Security Council met {day} to discuss whether Sudan should pay.
Ukrainian and Russian negotiators met in Minsk {day} but failed to agree.
Talks between Kenya and Ethiopia took place in Moyale {day}.
Scholz said during a visit to Poland {day} that Germany would pay.
"We want to do well," Scholz said during a visit to Poland {day}.
More than 1,000 people were evacuated from Mariupol in Ukraine {day}.
""".splitlines()


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("text", UNREAL)
def test_a_plan_a_wish_a_denial_and_a_condition_are_no_report(text: str, day: str) -> None:
    assert held(text.format(day=day, bare=day.removeprefix("on "))) == []


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("text", REAL)
def test_what_was_done_or_said_there_is_one(text: str, day: str) -> None:
    assert held(text.format(day=day)) == ["2022-01-11"]


def test_people_who_are_to_be_taken_out_today_are_not_out() -> None:
    assert held("About 1,000 people will be evacuated from Mariupol in Ukraine today.") == []
    assert held("Endorsing the ally, Scholz spoke during a visit to Poland.") == ["2022-01-12"]
