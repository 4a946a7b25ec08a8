"""What tells that a meeting took place, and what only speaks of one."""

from __future__ import annotations

import pytest

from briefing.digest.regions import load_regions
from briefing.edition.told_held import tells_held
from tests.edition.promising import PLAN, Desk, states, wire

HELD = """\
Delegations of Norland and Sudland held talks on fish in Norby on Sunday, the ministry said.
Norland and Sudland ended their talks in Norby on Sunday without agreement.
Negotiators of both sides emerged from a day of talks in Norby on Sunday with a draft.
The talks between Norland and Sudland in Norby broke up on Sunday when a delegation left the room.
Officials of both sides sat down across a table in Norby on Sunday for the first time in years.
The Sudlandic minister called his meeting with his colleague in Norby on Sunday frank and useful.
Norland and Sudland agreed at a meeting in Norby on Sunday to set up a panel.
A round of negotiations between them in Norby on Sunday yielded no more than a promise to go on.
Delegations of both spent Sunday behind closed doors in Norby.
After talks in Norby on Sunday, Norland and Sudland signed a protocol.
Their positions remain far apart after Sunday's talks in Norby, a mediator said.
Norland walked out of the talks with Sudland in Norby on Sunday after two hours.
The foreign ministers shook hands in Norby on Sunday.
Sudland welcomed the prime minister of Norland in Norby on Sunday.
The summit of both in Norby came to an end on Sunday with a paper.
With a handshake before cameras the envoys began their negotiations in Norby on Sunday.
The talks with Sudland were difficult but useful, the minister told reporters as he left Norby on Sunday.
The meeting in Norby, which had started at noon on Sunday, lasted past midnight.
A mediator brought Norland and Sudland to one table in Norby on Sunday.
The envoy spoke of a good conversation in Norby on Sunday after sitting down with his counterpart.
Norland described Sunday's talks with Sudland in Norby as a step forward.
The talks got off to a tense start in Norby on Sunday.
Norland sees Sudland softening, its negotiator said on Sunday, emerging from a session in Norby.
""".splitlines()

NOT_HELD = """\
Norland and Sudland failed to reach agreement on Sunday in time for the summit in Norby.
The parties failed to settle on Sunday in advance of talks in Norby.
A minister said on Sunday that talks had been held in Norby in the 1990s.
A minister said on Sunday that talks had been held in Norby before the war.
A year after Norland and Sudland met in Norby, families marked the day on Sunday.
A mediator met the Norlandic envoy in Norby on Sunday to prepare the talks with Sudland.
The chances of talks were good, the minister said in Norby on Sunday.
The last round was difficult, the minister said in Norby on Sunday.
The hall that talks need, which was open, stood empty in Norby on Sunday.
Norland is ready to discuss fish with Sudland at talks in Norby on Sunday, a source said.
Norland wants to settle the matter with Sudland at talks in Norby on Sunday.
Norland brought a list of demands for the talks with Sudland in Norby on Sunday.
The palace signalled little hope of a deal from talks with Sudland in Norby on Sunday.
A deal on fish at the talks between Norland and Sudland in Norby on Sunday is unlikely, an expert said.
Oil prices rose on Sunday in the run-up to talks between Norland and Sudland in Norby.
The alliance welcomed the talks between Norland and Sudland in Norby on Sunday.
The alliance welcomed plans for talks between Norland and Sudland in Norby on Sunday.
Westland received no invitation to talks between Norland and Sudland in Norby on Sunday.
The date of talks between Norland and Sudland in Norby was agreed in December.
Two corridors out of Norby were agreed for Sunday.
The mood in Norby on Sunday was tense as Norland and Sudland prepared to meet.
If Norland and Sudland met in Norby on Sunday, nobody saw it.
Norland said on Sunday its talks with Sudland in Norby would be short.
Police closed roads around the hotel for talks in Norby on Sunday.
If the talks of Norland and Sudland in Norby were successful, a pact would follow, he said on Sunday.
Had the talks of Norland and Sudland in Norby on Sunday been successful, a pact would have followed.
Norland praised Sunday's planned talks with Sudland in Norby.
The union praised Sunday's talks of Norland and Sudland in Norby, which it expects to fail.
Norland's minister, after talking with reporters in Norby on Sunday, accused Sudland of delay.
Sudland's envoy spoke after meeting with his party in Norby on Sunday about Norland.
Norland brought its supporters together around the Norby hall of the talks with Sudland on Sunday.
The talks of Norland and Sudland in Norby on Sunday were open until the last minute.
Norland described Sunday's talks with Sudland in Norby as crucial.
""".splitlines()


@pytest.mark.parametrize("text", HELD)
def test_words_about_the_meeting_tell_it(text: str) -> None:
    assert tells_held(text)


@pytest.mark.parametrize("text", NOT_HELD)
def test_words_beside_it_do_not(text: str) -> None:
    assert not tells_held(text)


@pytest.mark.parametrize(
    "text",
    [
        "NATO welcomed the talks between Russia and the United States in Geneva on January 12.",
        "Russia brought a list of demands for the talks with the United States in Geneva on January 12.",
        "Ukraine received no invitation to talks between Russia and the United States in Geneva on Wednesday.",
        "Oil prices rose on Wednesday in the run-up to talks between Russia and the United States in Geneva.",
        "Russia's envoy, after talking with UN aides in Geneva on Wednesday, accused the United States of delay.",
        "Russia praised Wednesday's planned talks with the United States in Geneva.",
    ],
)
def test_an_entry_is_not_held_by_what_others_say_of_it(text: str) -> None:
    desk = Desk(load_regions(None))
    desk.tell(0, PLAN)
    assert states(desk.tell(2, wire(2, "Before the talks", text, source="mpa"))) == [("2022-01-12", "planned")]
