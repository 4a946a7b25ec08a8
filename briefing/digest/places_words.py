"""Words around a name that tell what it is: titles of persons, words of place, of talks, of trades, of newspapers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# Before a surname. None of them stands before a place without "of" between.
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame judge justice sgt sergeant cpl corporal lt lieutenant capt captain col
    colonel maj detective officer inspector constable sen senator rep congressman congresswoman rev reverend father
    sister brother saint bishop archbishop cardinal imam rabbi sheikh ayatollah actor actress singer rapper coach
    striker midfielder defender goalkeeper quarterback spokesman spokeswoman spokesperson envoy analyst economist
    historian author writer director producer attorney lawyer prosecutor secretary agent m mme monsieur madame herr frau
    señor señora""".split()
)
# Before a place: "in Georgia", "near Chad".
LOCATIVES = frozenset(
    """in at near from outside inside to of across around throughout within toward towards into via through between off
    over leaving reached reaching entered entering visit visited visiting toured southern northern eastern western
    central downtown greater nearby city town village province state region port capital suburb district island county
    à en dans de nach aus im bei von em desde hasta в на из под около до к""".split()
)
# After a place: "Paris attacks" and "Lincoln County" keep it; "Boston Globe" and "Vienna Street" do not.
PAPERS = frozenset(
    """times post globe herald tribune journal gazette chronicle mirror examiner inquirer sun observer star telegraph
    mail express dispatch press today news newspaper daily review standard guardian broadcasting""".split()
)
NOT_A_PLACE = frozenset(
    """street st avenue ave road rd boulevard blvd lane drive square hotel fc united rovers rangers city-fc convention
    conventions protocol accord accords consensus dam orchestra philharmonic lodge ltd inc corp co llc plc jr ii iii
    syndrome disease pact treaty declaration club""".split()
)
# A capital or city beside these is where people met, not what they met about.
TALKS = frozenset(
    """talks talk negotiations negotiators meeting meetings met meet meets summit conference negotiate negotiating
    consultations dialogue round session hosted hosting hosts host mediated discussions forum ceremony signed signing
    gathering gathered assembly congress visit""".split()
)
# A person's trade after a demonym: "British economist", and the wire is not about Britain.
TRADES = frozenset(
    """economist analyst expert experts professor journalist writer author actor actress singer star scientist scientists
    researcher researchers historian photographer doctor tourist tourists billionaire millionaire filmmaker director
    footballer player novelist artist architect lawyer activist philosopher psychologist engineer businessman
    businesswoman entrepreneur chef musician composer comedian model climber skier skater cyclist sprinter driver golfer
    champion broadcaster magazine newspaper daily agency news-agency outlet""".split()
)
# A verb or noun of speech after a capital: the government speaks.
SPEECH = frozenset(
    """said says say warns warned vows vowed accuses accused denies denied wants urges urged rejects rejected insists
    insisted announces announced threatens threatened believes hopes claims claimed agrees agreed calls called seeks
    sought demands demanded confirmed confirms has will would is was and""".split()
)
# After them the name of a place is still the name of a place, whatever given name it may be: "Georgia Governor".
AFTER_PLACE = frozenset(
    """president prime minister government parliament police court army military foreign defence defense democrats
    republicans governor senate house state national city county river valley airport university embassy ambassador
    officials authorities supreme attorney secretary senator representative opposition king crown central bank election
    elections border refugees attack attacks olympics agreement climate summit talks conference region province strait
    peninsula mayor lawmakers lawmaker legislature guard rebels spokesman spokeswoman health department ministry""".split()
)
# Groups of towns that hold headquarters: a mention stands for the body that sits there.
SEATS = {
    "brussels": "BE",
    "geneva": "CH",
    "the hague": "NL",
    "hague": "NL",
    "strasbourg": "FR",
    "davos": "CH",
    "vienna": "AT",
    "luxembourg": "LU",
}
# Before "us" in capitals, where it is the pronoun: "TELL US", "HELP US".
BEFORE_PRONOUN = frozenset(
    "tell tells told help helps give gives gave let lets show shows join make makes made follow contact about upon among".split()
)


@cache
def given_names() -> frozenset[str]:
    """Given names of many countries, folded."""
    return frozenset(_people()[0].split())


@cache
def surnames() -> frozenset[str]:
    """Frequent surnames, folded, without those that are everyday words."""
    return frozenset(_people()[1].split())


@cache
def _people() -> list[str]:
    return (files("briefing.data") / "gazetteer" / "people.txt").read_text(encoding="utf-8").split("\n")
