"""Words of other languages that call a meeting off or put it off: what they may speak of is told by no entry.

What exactly is called off is not read in these languages; a meeting that is off must not stand as planned.
"""

from __future__ import annotations

import re

_OFF = re.compile(
    r"(?<!\w)(?:abgesagt\w*|absage\w*|fällt\s+aus|ausgefallen\w*|nicht\s+(?:statt\w*|abgehalten)|"
    r"annul(?:é|er|ation)\w*|n['’](?:aura|auront|a)\s+pas\s+(?:eu\s+)?lieu|"
    r"cancel(?:ad|ó|ar|aron|aci)\w*|no\s+(?:se\s+celebrar\w+|tendrán?\s+lugar)|"
    r"annullat\w+|cancellat\w+|non\s+(?:si\s+terr\w+|avr\w+\s+luogo)|não\s+(?:se\s+realizar\w+|haver\w+|ter\w+\s+lugar)|"
    r"отмен\w+|не\s+состо\w+|iptal(?:i|in|inin)?)(?!\w)|ألغ|إلغاء|取消|不会举行|不會舉行",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"(?<!\w)(?:verschoben\w*|vertagt\w*|reporté\w*|ajourné\w*|aplaz\w+|pospuest\w+|suspendid\w+|rinviat\w+|rimandat\w+|sospes\w+|"
    r"adiad\w+|suspens[oa]s?|отлож\w+|ertelen\w+|ertelend\w+)(?!\w)|تأجيل|تأجل|推迟|推遲|延期",
    re.IGNORECASE,
)
# The date behind these is the new one: "auf den 9. Juni verschoben".
_NEW_DAY = re.compile(r"(?<!\w)(?:auf(?:\s+den)?|au|al|a|ao|para|на|إلى|至|到)\s*$", re.IGNORECASE)


def may_be_off(sentence: str, start: int, end: int) -> bool:
    """May what has the date at ``start`` to ``end`` be called off, or put off without another day?"""
    if _OFF.search(sentence):
        return True
    return bool(_PUT_OFF.search(sentence, end)) and not _NEW_DAY.search(sentence[:start])
