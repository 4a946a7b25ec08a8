"""Kinds of acts in the news: which steps belong to one affair, and what consequence they have.

The table is of a desk's general knowledge of wars, talks and crises, after the event classes of CAMEO and of the UN's
monthly forecasts; no name of a place, person or party stands in it. ``weight`` is the consequence for a reader, 0 to 1:
what ends, widens or decides a conflict, or befalls many, comes before what is said or shown about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.text.gate import Gate
from briefing.text.severity import dead_in


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """A kind of act. ``local``: two acts of the kind are one affair only where they share a place."""

    weight: float
    local: bool
    words: re.Pattern[str]


def _act(weight: float, words: str, *, local: bool = False) -> Act:
    return Act(weight=weight, local=local, words=re.compile(words, re.IGNORECASE | re.VERBOSE))


FORCES = r"(?:troops?|forces|army|soldiers|rebels|militants|invaders|occupiers|fighters|units|military)"
ACTS = {
    "talks": _act(
        0.9,
        r"\b(?:peace|cease-?fire|truce|nuclear|direct|indirect|hostage|border)\s(?:talks|negotiation\w*|deal|accord"
        r"|agreement|plan|proposal|treaty)\b|\bnegotiat\w+|\btruce\b|\bcease-?fire\b|\barmistice\b"
        r"|\bneutral(?:ity)?\b(?=.{0,40}\b(?:status|deal|referendum|guarantee))|\bneutral\sstatus\b"
        r"|\bsecurity\sguarantees?\b|\bguarantor\b|\bpeace\sprocess\b",
    ),
    "parley": _act(0.7, r"(?<!hold\s)(?<!holds\s)(?<!held\s)(?<!holding\s)\btalks\b"),
    "withdrawal": _act(
        0.85,
        rf"\b{FORCES}\b.{{0,40}}\b(?:leave|leaves|left|retreat\w*|pull\w*\s(?:back|out))\b"
        rf"|\breposition\w*\b.{{0,30}}\b{FORCES}\b|\b{FORCES}\b.{{0,30}}\breposition\w*"
        r"|\bwithdr[ae]w(?:s|n|al|als|ing)?\b(?!\s(?:money|cash|savings|candidac|support))"
        r"|\bpull(?:s|ed|ing)?-?\s?(?:back|out)\b|\bde-?escalat\w+"
        r"|\b(?:reduce|scale\sback|cut\sback)\b.{0,30}\b(?:attack|operation|hostilit|combat|assault)\w*",
    ),
    "control": _act(
        0.8,
        r"\b(?:liberat(?:ed?|es|ing)|recaptur\w+|retak\w+|retook|reclaim\w*|pushed\sback|pushing\sback)\b"
        r"|\b(?:captur(?:ed|es)|seiz(?:ed|es)|takes?|took)\s(?:full\s)?(?:control|the\s(?:city|town)|(?:key\s)?town|city)"
        r"|\b(?:city|town|capital|province)\b.{0,20}\b(?:falls|fell)\b|\b(?:falls|fell)\sto\b",
        local=True,
    ),
    "siege": _act(
        0.85,
        r"\bbesieg\w+|\b(?:under|in|of|'s|’s|’)\s?siege\b|\bsiege\sof\b|\bsiege\b|\bencircl\w+|\bsurrender\w*"
        r"|\bblockad\w+|\b(?:blocked|trapped)\sin\b|\bstarv\w+",
        local=True,
    ),
    "evacuation": _act(
        0.8,
        r"\bevacuat\w+|\bhumanitarian\s(?:corridor|access|convoy|pause|operation)s?\b|\bsafe\s(?:passage|corridor)s?\b"
        r"|\b(?:aid|relief)\sconvoys?\b|\bcorridors?\b",
    ),
    "deportation": _act(
        0.8,
        r"\bdeport\w*|\bforcibl[ey]\b.{0,30}\b(?:displac|remov|transfer|taken|moved)\w*|\bethnic\scleansing\b"
        r"|\btransfer\w*\b.{0,30}\b(?:civilians|residents|people|children)\b|\bexpell?(?:ed|ing)\sresidents\b",
    ),
    "abduction": _act(0.45, r"\babduct\w*|\bkidnap\w*|\btaken\shostage\b"),
    "nuclear-site": _act(
        0.85,
        r"\bnuclear\s(?:power\s)?(?:plant|site|facilit\w+|station|reactor|programme|program|test)s?\b|\bradioactiv\w+"
        r"|\bradiation\b|\bIAEA\b|\buranium\b|\benrichment\b|\bNPP\b",
    ),
    "prisoners": _act(
        0.65,
        r"\b(?:prisoners?|POWs?|hostages?|captives?|detainees)\b.{0,40}\b(?:swap\w*|exchang\w*|freed|releas\w*|return\w*)"
        r"|\b(?:swap|exchange|release)\sof\b.{0,20}\b(?:prisoners|hostages|captives|detainees)\b",
    ),
    "captives": _act(0.35, r"\bprisoners\sof\swar\b|\bPOWs?\b|\bprisoners\b|\bGeneva\sConvention\w*"),
    "atrocity": _act(
        0.75,
        r"\bmass\sgraves?\b|\bmassacre\w*|\bgenocid\w+|\bchemical\sweapons?\b|\bcrimes\sagainst\shumanity\b"
        r"|\bexecut(?:ed|ions?)\b.{0,30}\b(?:civilians|prisoners|residents|people)\b|\bsummary\sexecutions?\b"
        r"|\b(?:bodies|corpses)\b|\b(?:civilian|mass)\skillings?\b|\bkillings?\sof\b.{0,20}\bcivilians\b"
        r"|\batrocit\w+",
    ),
    "expulsion": _act(0.55, r"\bexpel\w*\b.{0,40}\b(?:diplomats?|ambassadors?|envoys?)\b|\bexpulsions?\sof\b"
                            r"|\bpersona\snon\sgrata\b|\brecall\w*\b.{0,20}\bambassador\b"
                            r"|\b(?:sever|cut|break|broke)\w*\b.{0,10}\b(?:diplomatic\s)?(?:ties|relations)\b"),
    "council": _act(0.5, r"\bsummit\b|\bSecurity\sCouncil\b|\bGeneral\sAssembly\b|\bemergency\s(?:session|summit)\b"),
    "rape": _act(0.45, r"\brap(?:e|ed|es|ing)\b|\bsexual\sviolence\b"),
    "inquiry": _act(
        0.6,
        r"\bwar\scrim\w+|\btribunal\b|\bICC\b|\bcommission\sof\sinquiry\b|\bprob(?:e|es|ing)\b|\baccountab\w+"
        r"|\b(?:crimes\b.{0,30}\bresponsib|responsib\w+\sfor\s(?:the\s)?crimes)\w*",
    ),
    "power": _act(
        0.8,
        r"\b(?:tried|attempt\w*|plot\w*)\sto\s(?:kill|assassinate|overthrow)\b"
        r"|\bcoup\b|\boverthr[eo]w\w*|\bmartial\slaw\b|\bstate\sof\semergency\b|\bregime\schange\b|\bassassinat\w+"
        r"|\b(?:remain|stay)\sin\spower\b|\boust(?:ed|s|ing)\b|\bdissolv\w+\sparliament\b"
        r"|\b(?:president|prime\sminister|government)\b.{0,20}\bresign\w*",
    ),
    "unrest": _act(
        0.55,
        r"\b(?:protest\w*|demonstrat\w+|march(?:es|ed|ers)?|crowds?|riot\w*|unrest|uprising)\b.{0,60}"
        r"\b(?:killed|dead|die[ds]?|shot|shooting|fire|tear\sgas|crackdown|storm\w*)\b"
        r"|\b(?:killed|dead|die[ds]?|shot|fire)\b.{0,60}\b(?:protest\w*|demonstrat\w+|march(?:es|ed|ers)?|crowds?"
        r"|riot\w*|unrest|uprising|square)\b|\btook\sto\sthe\sstreets\b",
        local=True,
    ),
    "border": _act(
        0.5,
        r"\bborder\b.{0,40}\b(?:session|commission|clash\w*|dispute\w*|clos\w+|shut\w*|crossing|demarcat\w+|deal)\b"
        r"|\bclash\w*\b.{0,30}\bborder\b|\bstrait\b.{0,30}\bclos\w+|\bclos\w+\b.{0,30}\bstrait\b",
        local=True,
    ),
    "energy": _act(
        0.65,
        r"\b(?:gas|oil|fuel|grain|wheat)\b.{0,40}\b(?:deadline|roubles?|rubles?|halt\w*|cut(?:s|ting)?|stop\w*|suspend\w*"
        r"|ban(?:s|ned)?|pay(?:ing|ments?)|jeopardy|blockade|rationing|embargo)\b|\broubles?\b.{0,30}\bgas\b"
        r"|\b(?:gas|oil)\sbills\b",
    ),
    "sanctions": _act(0.5, r"\bsanction\w*|\bembargo\w*|\basset\sfreeze\b"),
    "strikes": _act(
        0.45,
        r"\b(?:missiles?|rockets?|drones?|air)\s?(?:air)?(?:strikes?|attacks?|hit\w*|blasts?)\b|\bair-?strikes?\b"
        r"|\bshell(?:s|ed|ing)\b|\bbomb(?:s|ed|ing|ings|ard\w*)\b|\bartillery\b|\bmissiles?\b|\brockets?\b|\bblast\b",
        local=True,
    ),
    "children": _act(0.4, r"\bchild(?:ren)?\b.{0,50}\b(?:killed|died|dead|lost|death|wounded)\b"
                          r"|\b(?:kill\w*|death\sof)\b.{0,20}\bchildren\b"),
    "civilian-toll": _act(
        0.8,
        r"\bcivilians?\b.{0,20}\b(?:killed|died|deaths?|dead|casualties)\b|\bdeath\stoll\b"
        r"|\b(?:killed|died|deaths?)\b.{0,20}\bcivilians\b|\bcivilians\b.{0,30}\b(?:may|could|might)\shave\sdied\b",
    ),
    "arms": _act(
        0.35,
        r"\b(?:arms|weapons?|military\said|military\ssupport|fighter\sjets|tanks|air\sdefen[cs]e\ssystems?)\b.{0,40}"
        r"\b(?:to|for|deliver\w*|suppl\w+|send\w*|provid\w+)\b|\b(?:give|send|provide|supply)\b.{0,20}\b(?:arms|weapons)\b",
    ),
    "parliaments": _act(0.15, r"\baddress\w*\b.{0,40}\b(?:parliaments?|congress|knesset|bundestag|lawmakers)\b"
                              r"|\btells?\b.{0,20}\bparliament\b"),
    "testimony": _act(
        0.2,
        r"\b(?:residents|survivors?|refugees?|teen\w*|mother|family|families|man|woman)\b.{0,50}\b(?:recount\w*|escap\w+"
        r"|cop(?:ed|ing)|mourn\w*|search\w*|scours?|missing|wounds|tells?|told|fled|flee)\b|\bmourning\sthe\sdead\b",
    ),
    "refugees": _act(0.4, r"\brefugees?\b|\bfle(?:d|e|eing)\b|\bdisplaced\b|\bat\sborder\b"),
    "reinforcement": _act(
        0.45,
        r"\b(?:re)?deploy\w*\b|\b(?:land|send|fl[iy])(?:s|ing)?\b.{0,30}\b(?:troops|paratroopers|peacekeepers)\b|\breinforce\w*"
        r"|\bmercenar\w+|\bprivate\smilitary\b|\bmobili[sz]\w+"
    ),
    "supply": _act(
        0.25,
        r"\blogistic\w*|\b(?:heavy|military)\slosses\b|\bgenerals\skilled\b|\brotat\w+|\bregroup\w*|\breplenish\w*"
        r"|\bresuppl\w*|\bshortages?\b.{0,30}\b(?:troops|army)\b|\btroops\b.{0,40}\bshortages?\b",
    ),
    "mines": _act(0.45, r"\b(?:land)?mines?\b|\bmined\b|\bboob[y-]?\s?trap\w*|\bcluster\s(?:munitions?|bombs?)\b"),
    "damage": _act(
        0.3, r"\bdamage\b.{0,40}\b(?:billions?|million|infrastructure)\b|\blosses\sof\b.{0,30}\b(?:billion|dollars)\b"
             r"|\b(?:billions?|bn)\b.{0,40}\bdamage\b"
    ),
    "culture": _act(0.2, r"\bheritage\b|\bmonuments?\b|\bUNESCO\b|\bnature\sreserves?\b"),
    "disinformation": _act(
        0.15, r"\bfakes?\b|\bdisinformation\b|\bpropaganda\b|\binformation\s(?:attack|campaign|war)\b"
    ),
}  # fmt: skip
CALM = 0.2  # the consequence of what is of no kind in the table
TOLD_BY_ONE = 0.4  # the most that one person's testimony weighs
MASS = {10: 0.6, 50: 0.75, 300: 0.85, 2000: 0.9}  # dead in one event, from this number on
# The dead of a whole war counted together are no event of the day.
COUNTED_SINCE = re.compile(
    r"\bsince\b.{0,40}\b(?:war|invasion|beg[au]n|start|aggression|onset|conflict|coup)|\balready\b|\bso\sfar\b"
    r"|\btotal\sof\b|\btoll\s(?:reaches|tops|passes)\b|\bin\s(?:the\s)?past\s(?:month|year|week)\b|\bin\sthe\swar\b",
    re.IGNORECASE,
)
# Acts by which two stories of one region are told apart so little that the second leads no page.
OF_ONE_PAGE = frozenset(
    "talks parley evacuation nuclear-site deportation sanctions arms inquiry energy children atrocity expulsion "
    "council rape refugees prisoners".split()
)


@cache
def _gate() -> Gate:
    return Gate({name: act.words for name, act in ACTS.items()})


@lru_cache(maxsize=1 << 15)
def acts_in(text: str) -> frozenset[str]:
    """The kinds of acts that a short text (a headline, or a headline with its lede) names."""
    found = {name for name in _gate().open_to(text) if ACTS[name].words.search(text)}
    return frozenset(found | {"parley"} if "talks" in found else found)


def consequence(headline: str) -> float:
    """The consequence (0 to 1) of what a headline tells: that of its gravest act, or of the dead it counts."""
    acts = acts_in(headline)
    dead = dead_in(headline)
    if 0 < dead < min(MASS):
        acts -= {"civilian-toll"}  # a toll that is no mass killing weighs as what caused it
    if COUNTED_SINCE.search(headline):
        dead = 0
    best = max((CALM, *(ACTS[n].weight for n in acts), *(w for least, w in MASS.items() if dead >= least)))
    return min(best, TOLD_BY_ONE) if "testimony" in acts else best


def main_act(headlines: Iterable[str]) -> str:
    """The act that carries most weight over these headlines, "" where they name none; ties by name."""
    sums: dict[str, float] = {}
    for headline in headlines:
        for name in acts_in(headline):
            sums[name] = sums.get(name, 0.0) + ACTS[name].weight
    return min(sums, key=lambda name: (-sums[name], name), default="")
