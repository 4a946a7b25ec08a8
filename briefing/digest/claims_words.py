"""How wires write figures: numbers, what is counted, and the verbs that say what befell it."""

from __future__ import annotations

import re

from briefing.text.month_words import MAY

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SPELT = {word: n for n, word in enumerate(f"{_ONES} {_TEENS}".split(), 1)}
SPELT |= {word: n * 10 for n, word in enumerate(_TENS.split(), 2)}
SCALE = {"dozen": 12, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6,
         "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12}  # fmt: skip

_DIGITS = r"(?:\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)"
_LARGE = r"[\s-](?:thousand|million|mln|billion|bn|trillion)\b"
_SCALED = rf"(?:[\s-](?:dozen|hundred)\b|{_LARGE})"
_SMALL = rf"(?:(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_TEENS}|{_ONES})\b".replace(" ", "|")
# "a hundred and twenty", but "a hundred and two hundred" is a range; "two thousand three hundred"
_HUNDRED = rf"(?:(?:a|{_SMALL})[\s-]hundred\b(?:(?:[\s-]and)?[\s-]{_SMALL}(?![\s-](?:dozen|hundred)\b))?)"
_BELOW = rf"(?:[\s-](?:{_HUNDRED}|{_SMALL})|[\s-]and[\s-]{_SMALL})(?!{_SCALED})"
_WORDS = (
    rf"(?:(?:{_SMALL}[\s-]and[\s-]a|a)[\s-]half|half(?:[\s-]a)?){_SCALED}|(?:a|{_SMALL})[\s-]dozen\b"
    rf"|(?:{_HUNDRED}|a|{_SMALL}){_LARGE}(?:{_BELOW})?|{_HUNDRED}|{_SMALL}"
)
# "1.2m people", "5 m displaced people", "40k to 50k": a scale only where people follow; "20m from the border" is a way.
_METRES = (
    r"from|below|above|off|away|down|up|north|south|east|west|deep|high|wide|long|tall|of|in|at|under|behind|beyond|inland|"
    r"offshore|ahead|and|or|to|on|with|by|near|into|outside|inside|before|after|who|the|an?|was|were|is|are|had|has|have"
)
_COUNTED = (
    rf"(?:(?!(?:{_METRES})\b)(?:displaced|uprooted|registered|armed|(?![\w’'-]+(?:ed|ing)\b)[A-Za-z][\w’'-]*)\s){{0,2}}"
)
_NEXT = r"\s?[-–]\s?|\s(?:to|and|or)\s"
_SCALE_SIGN = r"(?:k|mln|mn|m|bn)\b(?!-)"


def _number(sign: str) -> str:
    return rf"(?:{_DIGITS}(?:{sign}|{_SCALED}{{0,2}})|{_WORDS})"


_ANY_NUMBER = _number(rf"\s?{_SCALE_SIGN}")  # of a figure by itself, whatever it counts
WORDED = r"(?:tens|hundreds)\sof\sthousands\b|(?:dozens|scores|hundreds|thousands|millions)\b"
# Figures in words.
NUMBERED = (*SPELT, "dozen", "scores", "hundred", "thousand", "million", "billion", "trillion")
LEAST = r"at\sleast|more\sthan|over|no\s(?:fewer|less)\sthan|upwards\sof"
ABOUT = (
    r"about|around|some|nearly|almost|approximately|an\sestimated|roughly|a\stotal\sof|up\sto|as\smany\sas|close\sto"
)
# A measure, a share, an age or a rank is no count of people; "three of the 12" is a part of a count.
NO_COUNT = (
    rf"(?!{_SCALED}|\s?%|[\w/:]|[.,]\d|-\w|\s(?:per\s?cent|percent(?:age)?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|km"
    r"|kilomet\w+|miles?|met(?:er|re)s?|feet|tons?|tonnes?|degrees?|times|a\.?m\.?|p\.?m\.?|of\s(?:the|those|them|whom"
    r"|which|its|their|his|these))\b)"
)
VALUE = re.compile(
    rf"(?P<least>{LEAST})?\s?(?:(?:{ABOUT}|between)\s)?(?:(?P<low>{_ANY_NUMBER})(?:(?:\s?[-–]\s?|\sto\s|\sand\s|\sor\s)"
    rf"(?P<high>{_ANY_NUMBER}))?|{WORDED})",
    re.IGNORECASE,
)

# Who is counted, by the head of the phrase; what stands in one row is one thing counted.
PEOPLE = {
    "people": "people persons person individuals residents inhabitants locals villagers victims lives others citizens "
    "bodies casualties fatalities deaths nationals foreigners passengers men",
    "civilians": "civilians civilian",
    "soldiers": "soldiers soldier troops servicemen serviceman servicemembers personnel marines paratroopers "
    "conscripts troopers guardsmen peacekeepers officers servicewomen guards",
    "police": "policemen policeman police",
    "fighters": "militants militant fighters fighter rebels insurgents gunmen terrorists jihadists attackers "
    "extremists militiamen assailants mercenaries bandits",
    "protesters": "protesters protestors demonstrators activists rioters protester demonstrator",
    "children": "children child minors schoolchildren students pupils girls boys",
    "women": "women",
    "migrants": "migrants refugees asylum-seekers",
    "journalists": "journalists reporters",
    "prisoners": "prisoners inmates captives hostages detainees suspects",
    "workers": "workers miners employees medics doctors nurses firefighters rescuers crew sailors fishermen farmers",
    "families": "families households",
    "members": "members",
}
CLASS_OF = {word: name for name, words in PEOPLE.items() for word in words.split()}

_PEOPLE_NOUN = "|".join(sorted({*CLASS_OF, "troops"}))
_OF_PEOPLE = (
    rf"(?=\s{_COUNTED}(?:(?:{_PEOPLE_NOUN})\b|(?-i:[A-Z][a-z]+(?:ans|ese|is))\b)|(?:{_NEXT})\d[\d.,]*\s?{_SCALE_SIGN})"
)
NUMBER = _number(rf"(?:(?:mln|mn|bn)\b(?!-)|\s?{_SCALE_SIGN}{_OF_PEOPLE})")
FIGURE = (
    rf"(?<![\w.,/:$€£#-])(?:(?:{LEAST}|{ABOUT}|between)\s)?(?:(?:{NUMBER})(?:\s?[-–]\s?|\sto\s|\sand\s(?=\d)|\sor\s)"
    rf"(?:{NUMBER})|{NUMBER}|{WORDED}(?:\sof\b)?){NO_COUNT}"
)
# What befell them: after the count with a form of "to be" or none; or by themselves; and before the count.
PASSIVE = {
    "killed": r"killed|slain|shot\sdead|massacred|martyred|executed",
    "injured": r"injured|wounded|hurt|hospitali[sz]ed",
    "detained": r"detained|arrested|jailed|taken\sinto\scustody|imprisoned",
    "displaced": r"displaced|uprooted|driven\sfrom\stheir\shomes|forced\s(?:to\sflee|from\stheir\shomes)",
    "evacuated": r"evacuated",
}
ITSELF = {
    "killed": r"dead|died|perished|drowned|lost\stheir\slives",
    "missing": r"missing|unaccounted\sfor",
    "displaced": r"fled|homeless",
}
ACTIVE = {
    "killed": r"kill(?:s|ed|ing)|massacr(?:es|ed|ing)|claim(?:s|ed|ing)(?=.{3,40}\slives\b)",
    "injured": r"injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?",
    "detained": r"detain(?:s|ed|ing)|arrest(?:s|ed|ing)|jail(?:s|ed|ing)",
    "displaced": r"displac(?:es|ed|ing)|uproot(?:s|ed|ing)",
    "evacuated": r"evacuat(?:es|ed|ing)",
}
TROOPS = "troops soldiers servicemen peacekeepers personnel marines paratroopers"
# Troops are counted where they stand or go, not where they fall, are swapped or listed.
PRESENT = re.compile(
    r"\b(?:deploy\w*|station\w*|based|mass(?:ed|ing)|amass\w*|sent|sends|sending|send|withdr[ae]w\w*|pull(?:ed|s|ing)\s(?:out|back)"
    r"|there\s(?:are|were)|keeps?|maintains?|has|have|serv(?:e|es|ing)|remain\w*|took\spart|tak(?:e|es|ing)\spart"
    r"|participat\w+|involv\w+|gather\w*|concentrat\w+|mission|contingent|reinforc\w+|mobili[sz]\w+|arriv\w+|with)\b",
    re.IGNORECASE,
)
FALLEN = re.compile(
    r"\b(?:los[st]\w*|loss(?:es)?|destroy\w*|eliminat\w+|neutrali[sz]\w+|liquidat\w+|exchang\w+|swap\w*|captur\w+"
    r"|prisoners?|surrender\w*|return\w*|releas\w+|freed|list)\b",
    re.IGNORECASE,
)
CURRENCIES = {"$": "USD", "us$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
              "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "rubles": "RUB", "roubles": "RUB",
              "pounds": "GBP", "yuan": "CNY", "yen": "JPY", "hryvnia": "UAH", "hryvnias": "UAH", "lira": "TRY",
              "tenge": "KZT", "rupees": "INR"}  # fmt: skip

# What makes a figure no report of what is: said not to be, feared, threatened, supposed, planned.
UNREAL = re.compile(
    rf"\b(?:could|{MAY}|might|would|should|can|will|shall|for\severy|if|unless|whether|not|no|never|without|nobody|neither|nor|deny"
    r"|denied|denies|plan(?:s|ned)?|threat\w*|vow\w*|risk\w*|potential\w*|hypothetical\w*|simulat\w+|exercise|drill"
    r"|false|fake|untrue|refuted|rumou?rs?|scenario|dismiss\w*|reject\w*|fears|accus\w+|suspect\w*|alleg\w+)\b"
    # "to evacuate 200 people" is none yet; "moved to the square", "to Goma", "due to floods" tell of no intent
    r"|(?<!\bdue\s)(?<!\baccording\s)(?<!\bclose\s)\bto(?:\s?$|\s(?!(?:the|an?|its|his|her|their|this|that)\b)(?-i:[a-z]))",
    re.IGNORECASE,
)
# "must spend $3 billion", "expected $129 million": only where they govern the figure or its verb
GOVERNED = re.compile(
    r"\b(?:must|expect(?:s|ed|ing)?|forecasts?)(?:\s(?!(?:said|says|told|but|and|while|when|as)\b)[\w’'-]+){0,4}\s?$",
    re.IGNORECASE,
)
BASELESS = re.compile(r"\b(?:is|are|was|were|as)\s(?:false|untrue|fake|baseless|fabricated|unfounded)\b", re.IGNORECASE)
RATE = re.compile(
    r"\bevery\s(?:\w+\s)?(?:seconds?|minutes?|hours?)\b|\b(?:an|per)\shour\b|\bat\sa\stime\b", re.IGNORECASE
)
# A figure of another time than the wire's.
HISTORY = re.compile(
    r"\b(?:anniversary|commemorat\w+|world\swar|holocaust|genocide|decades?\sago|centur(?:y|ies)|years?\s(?:ago|earlier)"
    r"|last\s(?:year|summer|winter|spring|autumn|fall|decade|month)|in\sthe\s(?:1[89]|20)\d0s|previous\s(?:year|war)"
    r"|history|months?\s(?:ago|earlier)|a\syear\s(?:ago|earlier))\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d,.$€£-])\b((?:1[89]|20)\d\d)\b(?![,.]\d|%)")
SINCE = re.compile(
    r"\bsince\s(?:the\s)?(?:\d{4}\b|[A-Za-z][A-Za-z\s'’-]{2,50})|\bso\sfar\b|\bto\sdate\b|\bover\sthe\s(?:past|last)\s[\w\s]{3,20}"
    r"|\b(?:this|per|each|every|a)\syear\b|\bin\sthe\s(?:past|last)\s[\w\s]{3,20}|\bdaily\b|\bevery\sday\b|\beach\sday\b",
    re.IGNORECASE,
)
TOLL = re.compile(
    r"\b(?:death\s)?toll\b(?:\s(?!and\b)[\w'’-]+){0,9}?\s(?:to|at|is|was|of|reache[sd]|reached|hits?|tops|passes|exceeds)"
    rf"\s(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
