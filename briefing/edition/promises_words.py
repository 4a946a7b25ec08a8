"""The words by which a promise is known, kept or broken: the named tables of promises.py."""

from __future__ import annotations

import re

from briefing.text.called_off_words import OFF_STEMS, PUT_STEMS

# Only what takes place and is reported can be missed: a deadline passes without a wire.
REPORTED = re.compile(
    r"\b(talks|negotiations?|consultations?|meet(ing|s)?|summit|session|visit(s|ed)?|trip|conference|council|forum|"
    r"votes?|elections?|referendum|hearing|trial|inauguration|address|round|assembly|dialogue|call)\b",
    re.IGNORECASE,
)
# Stems (alike.py) of what a meeting is and who sits in any: two entries that share no more are two meetings.
KINDS = frozenset(
    "talks negot consu meeti meets summi sessi visit confe counc forum round dialo trip colle leade minis forei presi "
    "prime envoy deleg offic secon third next anoth infor high gover state natio chief heads sides begin open resum "
    "take place host".split()
)
# A plan that was never more than a possibility is no promise.
MAYBE = re.compile(
    r"\b(may|might|could|possibl[ey]|tentative(ly)?|if|would|consider(s|ed|ing)?|hop(e|es|ed|ing)|propos(e|es|ed|al)|"
    r"offer(s|ed)?|invit(e|es|ed))\b(?!\s+\d)"
)
# Words by which a wire may be about a meeting that was held: a doubt, not a report (told_held.py).
TOOK_PLACE = re.compile(
    r"\b(met|held|hosted|took place|taken place|began|begun|opened|resumed|ended|concluded|lasted|wrapped up|convened|"
    r"gathered|voted|visited|arrived|attended|signed|adopted|elected|sworn in|kicked off|under ?way|discussed|"
    r"addressed|finished|completed|started|underwent|"
    r"sat down|came together|came face to face|shook hands|parted|emerged|yielded|produced|brought|failed|stalled|"
    r"collapsed|broke (up|off|down)|came to an end|drew to a close|took (their )?seats?|spent|agreed|pledged|"
    r"closed|walked out|"
    r"quarrelled|wrangled|haggled|deliberated|hammered out|narrowed|negotiated|conferred|signalled|exchanged|received|"
    r"welcomed|greeted|meets?|holds?|begins?|opens?|resumes?|ends?|concludes?|visits?|"
    r"arrives?|discuss|votes?)\b",
    re.IGNORECASE,
)
# It is spoken of calling off or putting off, in whatever mood: "no report" is withheld.
SPEAKS_OF_OFF = re.compile(rf"\b(?:{OFF_STEMS})\b", re.IGNORECASE)
SPEAKS_OF_PUTTING_OFF = re.compile(rf"\b(?:{PUT_STEMS})\b", re.IGNORECASE)

ARRIVED_FOR = re.compile(r"\b(arriv|travel|flew|flies|head)\w*\b[^.;]{0,60}\b(for|ahead of|before)\b", re.IGNORECASE)
# "met the envoy to prepare the talks": a meeting before the meeting.
PREPARES = re.compile(
    r"\b(?:to prepare|in preparation (?:of|for)|ahead of|on the eve of)\b[^.;]{0,30}"
    r"\b(?:talks|negotiations|meeting|summit)\b",
    re.IGNORECASE,
)
VISIT = re.compile(r"\b(visit\w*|trip|arriv\w+|travel\w*)\b", re.IGNORECASE)
_MONTHS = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY = re.compile(
    rf"\b(today|tonight|yesterday|(mon|tues|wednes|thurs|fri|satur|sun)day|"
    rf"{_MONTHS}\.? \d{{1,2}}|\d{{1,2}} {_MONTHS})\b",
    re.IGNORECASE,
)
# What carries people, not words: the same two sides may talk and exchange prisoners on one day.
PASSAGE = {
    "corridor": re.compile(r"\b(corridors?|evacuat\w+|safe passages?|convoys?)\b", re.IGNORECASE),
    "exchange": re.compile(r"\b(exchange|swap)s?\b.*\bprisoners?|\bprisoners?\b.*\b(exchange|swap)", re.IGNORECASE),
}
