"""Whose copy a wire is: the agency it credits, else its publisher, else its source."""

from __future__ import annotations

import re

from briefing.digest.duplicates_signoff import signed_off
from briefing.model import Wire

# Names under which agencies sign -> the name we print. General knowledge of the trade.
_AGENCIES = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "thomson reuters foundation": "Reuters", "ap": "AP",
    "associated press": "AP", "the associated press": "AP", "afp": "AFP", "agence france-presse": "AFP",
    "agence france presse": "AFP", "tass": "TASS", "itar-tass": "TASS", "тасс": "TASS", "interfax": "Interfax",
    "интерфакс": "Interfax", "interfax-ukraine": "Interfax-Ukraine", "ria novosti": "RIA Novosti", "ria": "RIA Novosti",
    "риа новости": "RIA Novosti", "sputnik": "Sputnik", "ukrinform": "Ukrinform", "укрінформ": "Ukrinform",
    "unian": "UNIAN", "dpa": "dpa", "deutsche presse-agentur": "dpa", "efe": "EFE", "agencia efe": "EFE",
    "ansa": "ANSA", "apa": "APA", "ats": "ATS", "keystone-ats": "ATS", "sda": "ATS", "belga": "Belga", "anp": "ANP",
    "ntb": "NTB", "tt": "TT", "ritzau": "Ritzau", "stt": "STT", "pap": "PAP", "čtk": "ČTK", "ctk": "ČTK", "mti": "MTI",
    "agerpres": "Agerpres", "bta": "BTA", "hina": "HINA", "tanjug": "Tanjug", "fena": "FENA", "ana-mpa": "ANA-MPA",
    "anadolu": "Anadolu", "anadolu agency": "Anadolu", "aa": "Anadolu", "dha": "DHA", "iha": "IHA", "irna": "IRNA",
    "isna": "ISNA", "tasnim": "Tasnim", "mehr": "Mehr", "fars": "Fars", "sana": "SANA", "wafa": "WAFA", "spa": "SPA",
    "wam": "WAM", "qna": "QNA", "kuna": "KUNA", "bna": "BNA", "petra": "Petra", "mena": "MENA", "xinhua": "Xinhua",
    "新华社": "Xinhua", "kyodo": "Kyodo", "kyodo news": "Kyodo", "jiji": "Jiji", "jiji press": "Jiji",
    "yonhap": "Yonhap", "kcna": "KCNA", "cna": "CNA", "pti": "PTI", "press trust of india": "PTI", "ani": "ANI",
    "ians": "IANS", "uni": "UNI", "app": "APP", "bernama": "Bernama", "antara": "Antara", "vna": "VNA", "aap": "AAP",
    "australian associated press": "AAP", "cp": "The Canadian Press", "the canadian press": "The Canadian Press",
    "pa": "PA", "pa media": "PA", "press association": "PA", "upi": "UPI", "bloomberg": "Bloomberg",
    "azertac": "Azertac", "armenpress": "Armenpress", "kazinform": "Kazinform", "belta": "BelTA", "kabar": "Kabar",
    "montsame": "Montsame", "apa-ots": "APA", "lusa": "Lusa", "telam": "Télam", "télam": "Télam", "notimex": "Notimex",
    "prensa latina": "Prensa Latina", "nan": "NAN", "aps": "APS", "map": "MAP", "tap": "TAP", "kna": "KNA",
}  # fmt: skip

# A credit at the very end: "(Reuters)", "/TASS/", "- Ukrinform.", "— AFP", "Source: AP", "[AFP]".
_TAIL = re.compile(
    r"(?:[(/\[]\s*(?P<closed>[^()/\[\]\n]{2,60}?)\s*[)/\]]"
    r"|(?:[-–—|]|\b(?:source|agency|credit)\s?:)\s*(?P<open>[\w][\w .&-]{1,40}?))[\s.]*$",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"[A-Z][A-Z0-9-]{1,7}$")  # an agency we do not know: "EXW"
_SPLIT = re.compile(r"\s*(?:/|,|\||;|\band\b|\bwith\b|&|\bvia\b|\bfor\b|\+)\s*", re.IGNORECASE)
_STAFF = re.compile(r"\s+(?:staff|writers?|news(?:\s+agency)?|agency|correspondent)$", re.IGNORECASE)
_BY = re.compile(r"^\W*(?:by|von|par|por|из)\s+", re.IGNORECASE)


def agency_name(text: str) -> str:
    """The agency that a credit names, as we print it; empty for anything else, also for a reporter's name."""
    whole = _BY.sub("", text.strip()[:120]).strip(" .()[]/-–—")
    if whole.casefold() in _AGENCIES:
        return _AGENCIES[whole.casefold()]
    for part in _SPLIT.split(whole):
        name = _STAFF.sub("", part.strip(" .()[]/-–—"))
        known = _AGENCIES.get(name.casefold(), "")
        if known and (len(name) > 3 or name.isupper() or name == known):
            return known
    return ""


def _tail(text: str) -> tuple[str, int]:
    """The agency credited at the end of a text and where the credit begins; ("", -1) without one."""
    end = text[-90:]
    match = _TAIL.search(end)
    if match is None:
        return "", -1
    printed = (match["closed"] or match["open"] or "").strip()
    name = agency_name(printed)
    if not name and match["closed"] and _SHORT_NAME.match(printed):
        name = printed
    return (name, len(text) - len(end) + match.start()) if name else ("", -1)


def without_credit(text: str) -> str:
    """A text without the credit at its end."""
    text = text.rstrip()
    name, at = _tail(text)
    return text[:at].rstrip(" -–—|\n") if name else text


def origin_of(wire: Wire) -> str:
    """Who made the text: the agency of its dateline, of its own field, its byline or the credit at its end; else its
    publisher; else its source. An agency that the text merely quotes ("told Reuters") is not its origin."""
    if wire.agency:
        return agency_name(wire.agency) or wire.agency.strip()
    if wire.dateline and wire.dateline.agency:
        return agency_name(wire.dateline.agency) or wire.dateline.agency.strip()
    byline = agency_name(wire.byline)
    if not byline and _SHORT_NAME.match(wire.byline.strip()):
        byline = wire.byline.strip()
    if byline:
        return byline
    last = next((p for p in reversed(wire.paragraphs) if p.strip()), "")
    return _tail(last.rstrip())[0] or signed_off(wire.paragraphs, agency_name) or wire.publisher or wire.source
