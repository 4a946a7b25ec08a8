"""Words by which rounds of talks, their formats and the papers on the table are known."""

from __future__ import annotations

import re

TALKS = re.compile(
    r"\b(?:talks?|negotiat\w+|consultations?|rounds?|summit|(?:[A-Z][\w-]+\s)?Council|contact\sgroup|dialogue|conference"
    r"|meetings?|session|commission)\b"
)
# What is no round of a negotiation, whoever takes part in it.
ASIDE = re.compile(
    r"\b(?:calls?|telephon\w*|phone\w*|funeral|election|match|exercise\w*|drill\w*|trial|hearing|anniversary|ceremony"
    r"|visit(?:s|ed|ing)?|discuss(?:ed|es|ing)?|protest\w*|concert|festival)\b",
    re.IGNORECASE,
)
FORMAT = re.compile(
    r"(?<![\w-])(?:(?:NATO|EU|Russia|OSCE|UN)[-–][A-Z]\w+\s(?:Council|Commission|summit)"
    r"|(?:OSCE\sPermanent|UN\sSecurity|Gulf\sCooperation|European|North\sAtlantic)\sCouncil"
    r"|(?:(?:in)?direct|proximity|bilateral|trilateral|quadrilateral|four-way|three-way|Norm\w+\s[Ff]ormat|technical"
    r"|backchannel|(?:[A-Z][\w.]*-)?(?:mediated|brokered)|face-to-face|ministerial|high-level|border)\s(?:and\s\w+\s)?"
    r"(?:peace\s|nuclear\s|border\s)?(?:talks|negotiations|consultations|summit|meetings?)"
    r"|(?:peace|nuclear|cease-?fire|border|security)\s(?:talks|negotiations|consultations|commission|conference|summit)"
    r"|[Cc]ontact\s[Gg]roup|summit|consultations|strategic\sdialogue)\b"
)
# Where another clause of a sentence or headline begins.
CLAUSE = re.compile(r"\s(?:as|while|after|before|but|amid)\s|;\s")
# Who sends people to a body's meeting.
SENT = re.compile(
    r"\b(?:representatives|delegates|envoys|delegations?|diplomats)\s(?:of|from)\s(?:the\s)?(?P<whose>[A-Z].{2,40})"
)
PAPER = re.compile(
    r"\b(?:draft\s(?:treaty|agreement|accord|resolution|deal|text|document|protocol|law)s?|(?:\w+-point|peace|written)\s"
    r"(?:plan|proposal|response|reply|answer|text)s?|counter-?proposals?|proposals?|non-?paper|white\spaper|memorandum"
    r"|road\s?map|framework\s(?:agreement|document)|letter)\b"
)
TABLED = re.compile(
    r"\b(?:publish\w*|present(?:ed|s)|hand(?:ed|s)\s(?:it\s|them\s)?over|submitt\w+|tabled?|sent|unveil\w*|deliver\w*"
    r"|propos(?:ed|es)|circulat\w*|exchang\w+|receiv\w+|conveyed|put\sforward|laid\sout|released|offered)\b"
)
# What a statement on talks speaks of.
MATTER = re.compile(
    r"\b(?:talks?|negotiat\w+|guarantees?|proposals?|agreements?|deal|treat(?:y|ies)|dialogue|meetings?|security"
    r"|cease-?fire|truce|peace|sanctions|diplomatic\w*|diplomacy|compromise|concessions?|summit|consultations?|withdraw\w*)\b",
    re.IGNORECASE,
)
# What the talks of a security desk are on.
SECURITY = re.compile(
    r"\b(?:security|nuclear|arms|missiles?|peace|cease-?fire|truce|border|hostages?|prisoners?|guarantees?|war|conflict"
    r"|withdraw\w*|disarm\w*|de-?escalat\w*|demilitari\w*|indirect|mediat\w+|Contact\sGroup)\b"
)
# Forms of a party's name beside the name itself.
ADDRESS = {
    "United States": r"US\b|U\.S\.|American|Washington|White\sHouse",
    "United Kingdom": r"UK\b|U\.K\.|Britain|British|London",
    "Russia": r"Moscow|Kremlin",
    "China": r"Chinese|Beijing",
    "France": r"French|Paris",
    "Germany": r"German|Berlin",
    "Iran": r"Tehran",
    "Israel": r"Jerusalem",
    "Ukraine": r"Kyiv|Kiev|Ukrainian",
    "Turkey": r"Turk(?:ey|ish)|Türkiye|Ankara",
    "North Korea": r"DPRK|Pyongyang",
    "South Korea": r"Seoul",
    "Palestine": r"Palestinian|Hamas",
    "Poland": r"Polish|Warsaw",
    "Greece": r"Greek|Athens",
    "European Union": r"EU\b|Brussels",
}
