"""The words that tell that states met, called, visited, voted or exchanged: the named tables of encounters.py."""

from __future__ import annotations

import re

from briefing.text.month_words import MAY

_I = re.IGNORECASE

TALKS = (
    r"talks|negotiations?|consultations?|meetings?|summit|session|round|(?<!press\s)(?<!news\s)conference|hearing|dialogue|"
    r"plenary"
)
_HELD_NOUN = rf"(?:{TALKS}|(?:phone\s|telephone\s|video\s)?(?:call|conversation)|videoconference)"
_BODY = (
    r"council|assembly|parliament|committee|commission|senate|congress|duma|bundestag|knesset|rada|seimas|sejm|"
    r"lawmakers|MPs|legislators|house|board|cabinet"
)
_ENVOYS = r"negotiators|delegations?|envoys|(?:foreign|defen[cs]e|interior|finance|energy) ministers|leaders|presidents"

# Two sides before it ("A and B met"), or one before and one right after ("A met B", "A held talks with B").
MEET = re.compile(
    r"\b(?P<v>met|meets?|(?:have|has)\s+met|(?:is|are|were|was)\s+meeting|sat\s+down|spoke|speaks?|talked|discuss(?:ed|es)?|briefed|briefs|received|receives|"
    r"hosted|hosts|phoned|telephoned|tells|told|assured|informed|"
    rf"(?:held|holds?|had|has held|have held)\s+(?:[\w-]+\s+){{0,4}}?{_HELD_NOUN})\b",
    _I,
)
# Verbs that need the other side named by itself right after: what a leader told a leader was said to him.
TOLD = frozenset("tells told assured informed briefed briefs received receives hosted hosts phoned telephoned".split())
# "Tokayev assured his readiness to help, Kyrgyz PM says": who tells of it is the one it was said to.
RELAYED = re.compile(
    r"\b(?P<v>assured|promised|told|informed|pledged)\b[^;.]{3,120}?,\s+(?P<b>[^,;.]{2,60}?)\s+(?:says|said)\W*$", _I
)
# An occasion named as past: "in a phone call with", "at a meeting in Warsaw", "after talks between".
OCCASION = re.compile(
    r"\b(?:in|at|during|after|following)\s+(?:an?|the|their|his|her|two|three)?\s*(?:(?!\w+ing\b)[\w-]+\s+){0,3}?"
    r"(?:(?:phone|telephone|video)\s?(?:calls?|conversations?|talks)|calls?\s+with|conversations?\s+(?:with|between)|"
    r"videoconference)|"
    r"\b(?:at|during|after|following)\s+(?:an?|the|their|his|her|two|three)?\s*(?:(?!\w+ing\b)[\w-]+\s+){0,3}?"
    r"(?:meeting|talks|summit|negotiations|consultations)(?=\s+(?:with|between|in|at|on|of|held)\b)",
    _I,
)
RUNS = re.compile(
    rf"\b(?P<n>{TALKS})\b(?:\s+[\w’'-]+){{0,8}}?\s+(?P<v>began|begins?|opened|opens|resumed?|resumes|ended|ends|"
    r"concluded|concludes|took\s+place|(?:has|have)\s+taken\s+place|(?:is|are|got|were)\s+under\s*way|kicked\s+off|"
    r"kicks\s+off|wrapped\s+up|(?:was|were|has\s+been|have\s+been)\s+held|broke\s+up|(?:is|are)\s+taking\s+place|"
    r"convened|started|got\s+underway)\b",
    _I,
)
BEGAN = re.compile(
    r"(?<!-)\b(?P<v>held|holds?|began|begins?|opened|opens?|resumed?|resumes|concluded?|concludes|ended|ends?|"
    r"wrap(?:ped|s)?\s+up|convened?|convenes|started|starts?|kick(?:ed|s)?\s+off)\s+"
    rf"(?:[\w’'-]+\s+){{0,5}}?(?:{TALKS})\b",
    _I,
)
GATHERED = re.compile(rf"\b(?P<n>{_BODY}|{_ENVOYS})\s+(?P<v>met|meets?|gathered|convened|held|holds?)\b", _I)
VISIT = re.compile(
    r"\b(?P<v>visits|visited|is\s+visiting|was\s+visiting|arrives\s+in|arrived\s+in|travel(?:l)?ed\s+to|flew\s+to|"
    r"(?:paid|pays|makes?|made|making|paying|begins?|began|starts?|started|kicked\s+off|concluded|is\s+on|was\s+on)\s+(?:[\w-]+\s+){0,5}?(?:visit|trip)\s+to|"
    r"(?P<on>during|on)\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+){0,3}?(?:visit|trip)\s+to)\s+",
    _I,
)
ADDRESS = re.compile(
    r"\b(?P<v>tells|told|address(?:ed|es)?|spoke\s+to|speaks\s+to|speaking\s+to|(?:in|used|during)\s+(?:an?\s+|his\s+|her\s+)"
    r"(?:[\w-]+\s+){0,3}?address\s+to)\s+(?:the\s+|a\s+)?(?:[\w’'.-]+\s+){0,3}?(?P<b>parliament|lawmakers|MPs|Congress|"
    r"Bundestag|Knesset|Security\s+Council|General\s+Assembly|Human\s+Rights\s+Council|U\.?N\.?(?!\w)|Seimas|Sejm|Senate|"
    r"legislators|summit|Council)",
    _I,
)
VOTE = re.compile(
    rf"\b(?P<n>{_BODY})\b(?:\s+[\w’'-]+){{0,4}}?\s+(?P<v>voted|votes|(?:passed|passes|adopted|adopts|approved|approves|"
    r"ratified|ratifies)\s+(?:[\w’'-]+\s+){0,6}?(?:resolution|law|bill|treaty|motion|budget|statement|sanctions))\b",
    _I,
)
SWAP = re.compile(
    r"\b(?:(?:prisoner|captive|detainee|body)s?(?:\s+of\s+war)?\s+(?:exchange|swap)s?|(?:exchange|swap)s?\s+of\s+"
    r"(?:prisoners|captives|detainees|bodies|hostages))\b",
    _I,
)
SWAPPED = re.compile(
    r"\b(?:took|taken|taking)\s+place|\b(?:freed|released|returned|swapped|handed\s+over|carried\s+out|conducted|completed)\b",
    _I,
)
CORRIDOR = re.compile(
    r"\b(?:humanitarian|evacuation|safe|green)\s+(?:[\w-]+\s+)?(?:corridors?|routes?|passages?)\b|"
    r"^evacuations?\b|\bevacuations?\s+(?:from|of|attempts?)\b",
    _I,
)
EVACUATED = re.compile(
    r"\b\d[\d.,]*\s+(?:[\w-]+\s+){0,3}?(?:people|civilians|residents|children|persons|foreigners|nationals)\b[^.;]*"
    r"\bevacuated\b|\bevacuated\s+(?:[\w-]+\s+){0,3}?\d[\d.,]+",
    _I,
)
AGREED = re.compile(r"\b(?:agreed|confirmed|approved)\b", _I)
PLANNED = re.compile(r"\b(?:planned|will|to\s+(?:open|work|operate|continue)|aims?|set\s+to|expected|scheduled)\b", _I)
FAILED = re.compile(
    r"\b(?:not\s+(?:established|opened|take\s+place|work)|blocked|blocks|fail(?:ed|s)?|collapsed|suspended|cancel\w+|disrupted|"
    r"broke\s+down|halted|halts|called\s+off|on\s+hold|postponed)\b",
    _I,
)
# What stands right before a verb and makes it no report: plans, wishes, refusals, conditions.
NOT_DONE = re.compile(
    rf"\b(?:will|would|to|can|could|{MAY}|might|should|must|shall|not|never|cannot|[a-z]+n['’]t|refus\w+|declin\w+|fail\w*|"
    r"plan\w*|want\w*|hop(?:es?|ed|ing)|urg\w+|ask\w*|propos\w+|offer\w*|ready|willing|if|before|ahead\s+of|due|"
    r"expected|set|likely|until|unless|without|avoid\w*|cancel\w*|postpon\w*|suspend\w*|when|whether|since|demand\w*|"
    r"for|no|possible|possibility|upcoming|next|planned|scheduled)\s+(?:[\w’'-]+\s+){0,2}$",
    _I,
)
# Told in the present: "before Macron meets Putin" is still to come.
PRESENT = re.compile(
    r"(?:meets?|speaks?|discuss(?:es)?|briefs|receives|hosts|tells|holds?|begins?|opens?|resumes?|concludes|ends?|convenes?|starts?|"
    r"wraps?|kicks?|visits|arrives|votes|adopts|approves|ratifies|passes|address(?:es)?|makes?|pays|takes?|is|are)\b",
    _I,
)
# A visit or a speech named as the occasion of something else.
ON_OCCASION = re.compile(r"(?:during|on|in|used)\s", _I)
# "met Ukraine's demands", "received Putin's letter": a matter, and nobody's envoy.
ITS_MATTER = re.compile(
    r"(?:[’']s?)\s+(?:[\w-]+\s+){0,2}?(?:demands?|conditions?|terms|deadlines?|requests?|requirements?|targets?|needs?|offers?|letters?|"
    r"messages?|notes?|proposals?|plans?|replies|reply|answers?|responses?|calls?|invitations?|complaints?|protests?|arms|weapons|"
    r"aid|support|statements?|claims?|ultimatums?|standards|expectations|challenges?|threats?|criteria|letters?|list)\b",
    _I,
)
# A past without a day of its own, or another's: nothing of the wire's day.
LONG_AGO = re.compile(
    r"\b(?:last|previous|past)\s+(?:week|month|year|summer|winter|autumn|spring|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\bearlier\s+this\s+"
    r"(?:week|month|year)\b|\b(?:years?|months?|weeks?)\s+(?:ago|earlier|before)\b|\bpreviously\b|\bonce\b|"
    r"\brepeatedly\b|\bhas\s+long\b|\bformer\b",
    _I,
)
# "A year after the two met in Kesra, a bridge was opened": the day is that of the other clause.
ANOTHER_TIME = re.compile(r"\b(?:weeks?|months?|years?|decades?)\s+(?:after|since)\b", _I)
# "held talks in Kesra in 2019, she said on Monday"; not "met on Monday to revive a deal signed in 2019".
IN_A_YEAR = re.compile(
    rf"\b(?:met|held|spoke|visited|hosted|{TALKS})\b(?:(?!\b(?:\w+day|today|\w+ed|that|which|began)\b)[^,;:.\d]){{0,60}}?"
    r"\b(?:in|since)\s+(?P<y>(?:19|20)\d\d)\b",
    _I,
)
# The cheap question whether a sentence is worth reading at all.
WORTH = re.compile(
    r"\b(?:met|meets?|spoke|speaks?|talk\w*|discuss\w*|brief\w*|receiv\w+|host\w*|phon\w+|telephon\w+|tells|told|assured|"
    r"informed|held|holds?|call\w*|convers\w+|meeting|summit|session|negotiat\w+|consult\w+|conference|videoconference|"
    r"gather\w*|conven\w+|visit\w*|arriv\w+|travel\w*|flew|trip|address\w*|vot\w+|passed|adopt\w+|approv\w+|ratif\w+|"
    r"exchange|swap|corridors?|routes?|passages?|evacuat\w+)\b",
    _I,
)
# A sentence that may name a day: below the head of a wire only such are read.
DAY_NAMED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.?\s\d|\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|day\s+(?:earlier|before))",
    _I,
)
TITLE = re.compile(
    r"\b(?:president|prime\s+minister|minister|chief|envoy|secretary|chancellor|PM|FM|premier|delegation|leader|head|commissioner|"
    r"king|pope|mission|ambassador|speaker|general|team|counterpart|governor|negotiators?|diplomats?)\b",
    _I,
)
