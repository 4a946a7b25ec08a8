"""The words that call a meeting off, put it off or move it: the one home from which every stage takes them.

    OFF_VERB, PUT_OFF_VERB    verbs and phrases that may tell it as done; what they speak of is asked elsewhere
    OFF_STEMS, PUT_STEMS      the same deeds in any form, the noun too: for the question whether a text speaks of them
    MOVE_STEMS                what gives an appointment another day

"suspended", "delayed" and "adjourned" may be said of a meeting that has begun: they put off only what has its day
beside it (``PUT_FIRM`` are the others).
"""

from __future__ import annotations

_OFF_FIRM = (
    r"cancel(?:s|l?ed|l?ing)?|call(?:s|ed|ing)?\s+(?:(?:it|them|the\s+\w+)\s+)?off|scrap(?:s|ped|ping)?|axed|abort(?:s|ed)?|"
    r"scratched|nixed"
)
_NOT_HELD = r"take\s+place|go\s+ahead|be\s+held|happen|proceed"
_NOT_BEING_HELD = r"happening|taking\s+place|going\s+ahead|being\s+held|proceeding"
OFF_VERB = (
    rf"{_OFF_FIRM}|"
    r"abandon(?:s|ed)?|avert(?:s|ed)?|dropped|ditch(?:es|ed)?|annulled|"
    r"(?:struck|taken|removed)\s+(?:from|off)\s+(?:the|its|their|his|her)\s+(?:agenda|calendar|program(?:me)?|schedule|diary)|"
    r"g[ai]ve(?:n|s)?\s+up\s+on|f(?:alls?|ell|allen)\s+through|pull(?:s|ed)?\s+the\s+plug\s+on|collaps(?:ed?|es)\s+before\s+(?:they|it)\s+(?:(?:had|could|even|ever)\s+)*(?:started|opened|begun|began|open|start|begin)|"
    r"cancellation\s+of|"
    rf"decided\s+(?:not\s+to\s+hold|against\s+holding)|not\s+(?:{_NOT_BEING_HELD})|"
    r"off(?=\s*(?:[,.;]|$|after\b|because\b|following\b|again\b))|"
    rf"(?:will\s+not|won['’]t|did\s+not|would\s+not|(?:is|are)\s+not\s+to)\s+(?:now\s+)?(?:{_NOT_HELD})|"
    rf"(?:will\s+not|won['’]t|will\s+no\s+longer)\s+(?:now\s+)?be\s+(?:{_NOT_BEING_HELD})|"
    r"(?:will\s+not|won['’]t|will\s+no\s+longer)\s+(?:now\s+)?(?:meet|be\s+meeting)(?=\s(?:in|at)\s(?:the\s)?(?-i:[A-Z])|\son\s(?-i:[A-Z\d])|\safter\sall\b)|"
    rf"no\s+longer\s+(?:{_NOT_HELD}|{_NOT_BEING_HELD}|on\s+the\s+(?:agenda|calendar|programme))"
)
PUT_FIRM = (
    r"postpon(?:es?|ed|ing)|postponement\s+of|put(?:s|ting)?\s+(?:(?:it|them|the\s+\w+)\s+)?(?:off|back(?!\s+on\s+the\b))|"
    r"put\s+on\s+(?:hold|ice)|defer(?:s|red|ring)?|push(?:es|ed|ing)?\s+back(?!\s+(?:on|against|at)\b)|shelv(?:es?|ed|ing)|mov(?:es?|ed)\s+back|"
    r"(?:will|(?:is|are)\s+to)\s+(?:now\s+|only\s+|instead\s+)?(?:be\s+held|take\s+place|meet|be\s+rescheduled)\s+(?:only\s+)?(?:at\s+a\s+later\s+(?:date|time|stage)|another\s+time)"
)
PUT_OFF_VERB = rf"{PUT_FIRM}|delay(?:ed|ing)|adjourn(?:s|ed|ing)?|suspend(?:s|ed|ing)?"

OFF_STEMS = (
    r"cancel\w*|call(?:ed|s|ing)?\s+off|scrap(?:s|ped|ping)?|axed|abort(?:s|ed|ing)|shelv(?:es?|ed|ing)|"
    rf"(?:will|did|would)\s+not\s+(?:now\s+)?(?:{_NOT_HELD})|no\s+longer\s+(?:{_NOT_HELD}|{_NOT_BEING_HELD})|f(?:ell|allen)\s+through"
)
PUT_STEMS = (
    r"postpon\w*|put(?:s|ting)?\s+(?:off|back|on\s+(?:hold|ice))|deferr?(?:s|ed|ing|al)?|"
    r"at\s+a\s+later\s+(?:date|time|stage)"
)
MOVE_STEMS = (
    r"(?:postpon\w+|mov(?:ed|es|ing)|reschedul\w+|delay\w*|push(?:ed|es|ing)\s+back|put(?:s|ting)?\s+(?:off|back)|"
    r"brought\s+forward|deferr?\w*|shift\w*|rearranged|slip(?:s|ped)|transferred|set\s+back)"
)
