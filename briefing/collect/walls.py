"""Pages that ask for a subscription, a login or cookies where their article should be, by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_ASKING = 400  # letters of a paragraph that asks for a subscription or for cookies
LEAST_BESIDE = 400  # letters of other text that make a page with such a paragraph an article
# the rest is for others
_SHUT = re.compile(
    r"\b(?:(?:subscribe|register|sign (?:in|up)|log ?in)(?: now| today)? to (?:continue|read|unlock)\b|"
    r"to (?:continue|keep) reading\b|already (?:a )?subscribe[rd]\b|already have an? (?:account|subscription)\b|"
    r"already a member ?\?|"
    r"(?:this|the full) (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:our )?"
    r"(?:paying |registered )?(?:subscribers|members)\b|(?:subscriber|member)s?[- ]only (?:article|content|story)|"
    r"continue reading (?:this|with)\b|free articles? (?:left|remaining|this month)|"
    r"(?:um|jetzt) weiter(?:zu)?lesen\b|(?:schon|bereits) (?:abonnent(?:in)?|registriert) ?\?|"
    r"nur für abonnent(?:en|innen)\b|réservée? (?:aux|à nos) abonnés\b|déjà abonnée?\b|pour lire la suite\b|"
    r"ya (?:eres )?suscriptor|solo para suscriptores\b|para seguir leyendo\b|per continuare a leggere\b|"
    r"riservato agli abbonati\b)",
    re.IGNORECASE,
)
# what any page may say below its article
_ASKING = re.compile(
    r"\b(?:subscribe (?:now|today|for|to)|(?:monthly|annual|digital|free) (?:subscription|trial)|cancel any ?time|"
    r"create (?:an|your) account|log ?in (?:or|to)\b|sign in (?:or|to)\b|accept (?:all )?cookies|"
    r"(?:we|our partners|site) uses? cookies|cookies? (?:policy|settings|preferences|consent|help us)|"
    r"manage (?:your )?(?:consent|preferences|cookies)|consent to (?:the use|our use|cookies)|we value your privacy|"
    r"(?:jetzt|hier) abonnieren|monatlich kündbar|alle cookies akzeptieren|allen? zustimmen|"
    r"(?:wir verwenden|verwenden wir) cookies|abonnez-vous|accepter (?:tous )?les cookies|suscríbase|"
    r"aceptar (?:todas las )?cookies|abbonati (?:ora|subito)|accetta (?:tutti i )?cookie)",
    re.IGNORECASE,
)


def is_wall(paragraphs: Sequence[str]) -> bool:
    """Does the page ask for a subscription, a login or cookies in the place of its article, or behind its beginning?

    What says that the rest is for others is a wall wherever it stands; what any page may say below its article is one
    where little else is on it. Only short paragraphs are asked: an article may write of such things.
    """
    short = [line for line in paragraphs if len(line) <= LONGEST_ASKING]
    if any(_SHUT.search(line) for line in short):
        return True
    asking = {line for line in short if _ASKING.search(line)}
    return bool(asking) and sum(len(line) for line in paragraphs if line not in asking) < LEAST_BESIDE
