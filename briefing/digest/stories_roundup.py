"""Wires over many events: live blogs, morning briefings, lists of the day, weeks in pictures."""

from __future__ import annotations

import re

# General cues of the trade. A live blog on one subject ("Ukraine updates: ...") is no round-up: it goes to its subject.
_HEADLINE = re.compile(
    r"""
    \b(?:morning|evening|daily|nightly|weekend|weekly|midday|lunchtime|news|world)\s(?:briefing|brief|digest|bulletin
        |round-?up|wrap(?:-up)?|newsletter|edition|rundown|recap|headlines|summary|agenda)\b
  | \bround-?up\b | \bnewsletter\b | \bnews\sbriefs?\b | \bin\sbrief\b | \bat\sa\sglance\b
  | \btop\s(?:news|stories|headlines)\b | \bbest\s(?:photos|pictures)\b | \bphotos?\sthis\sweek\b
  | \b(?:week|day|month|year|photos?)\sin\s(?:pictures|photos|review|images)\b
  | \b(?:photos|pictures|images|videos?)\sof\sthe\s(?:day|week|month|year)\b
  | \b(?:list\sof\s)?key\s(?:events|developments|moments)\b
  | \bwhat\s(?:happened|you\smissed)\b.{,80}\b(?:today|this\sweek|overnight)\b
  | \b(?:things|stories|facts)\sto\sknow\b.{,80}\b(?:today|this\s(?:week|morning))\b | \bto\sstart\syour\sday\b
  | \b(?:\d+|five|six|seven|ten)\s(?:things|stories|headlines)\b.{,80}\b(?:today|this\s(?:week|morning|weekend))\b
  | \bevening\snews\b | \bwhat\sthe\spapers\ssay\b | \b(?:today|tonight)['’]?s?\s(?:headlines|papers|news)\b
  | \ball\sof\s\w+\stoday\b | \bthe\sworld\sthis\sweek\b | \b(?:week|day)\sahead\b
  | \bnews\s(?:quiz|diary|schedule)\b | \bdiary\s(?:of|for)\b | \b(?:this\sday|today)\sin\shistory\b
  | \bpress\sreview\b | \b(?:presseschau|nachrichten(?:überblick|blick)|revue\sde\spresse|dépêches\sdu\sjour)\b
  | \b(?:resumen\sde\snoticias|rassegna\sstampa)\b
  | главное\sза\s(?:день|сутки|неделю) | обзор\s(?:прессы|сми|событий) | сводка\sновостей
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SEVERAL = re.compile(r"^[^.]{3,90}\.\s(?:And|Plus|Also),?\s", re.UNICODE)  # "X has died. And, Y set for talks"
_LIVE = re.compile(r"^\W*(?:live|as it happened)\b|\blive\s(?:blog|updates?)\s*$|\blive\s*[:|]", re.IGNORECASE)


def is_round_up(headline: str, text: str) -> bool:
    """Whether a wire tells of many events, by the words of its headline and the shape of its text."""
    head = headline[:300]
    if _HEADLINE.search(head) or _SEVERAL.search(head):
        return True
    if _LIVE.search(head):
        return bool(re.search(r"[,;]\s", head)) or not re.search(r":\s*\S+\s+\S+\s+\S+", head)
    return _is_list(text[:4000])


def _is_list(text: str) -> bool:
    """A text of many bulleted lines that share no name."""
    lines = [line for line in text.split("\n") if re.match(r"\s*(?:[•●▪*–—-]|\d{1,2}[.)])\s+\S", line)]
    return len(lines) >= 6
