"""News agencies by the names they sign with, and the credit a text gives to one."""

from __future__ import annotations

import re

# what is printed in brackets or slashes -> the name this program uses
AGENCIES = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "ap": "AP", "associated press": "AP",
    "the associated press": "AP", "afp": "AFP", "agence france-presse": "AFP", "أ ف ب": "AFP", "ا ف ب": "AFP",
    "أ.ف.ب": "AFP", "فرانس برس": "AFP", "рейтер": "Reuters", "رويترز": "Reuters", "dpa": "dpa", "tass": "TASS",
    "itar-tass": "TASS", "тасс": "TASS", "итар-тасс": "TASS", "interfax": "Interfax", "интерфакс": "Interfax",
    "interfax-ukraine": "Interfax-Ukraine", "интерфакс-украина": "Interfax-Ukraine", "ria novosti": "RIA Novosti",
    "ria": "RIA Novosti", "риа новости": "RIA Novosti", "sputnik": "Sputnik", "xinhua": "Xinhua", "新华社": "Xinhua",
    "新华": "Xinhua", "ansa": "ANSA", "efe": "EFE", "europa press": "Europa Press", "kyodo": "Kyodo",
    "kyodo news": "Kyodo", "jiji": "Jiji", "jiji press": "Jiji", "yonhap": "Yonhap", "kcna": "KCNA", "pti": "PTI",
    "press trust of india": "PTI", "ani": "ANI", "ians": "IANS", "uni": "UNI", "app": "APP", "anadolu": "Anadolu",
    "anadolu agency": "Anadolu", "aa": "Anadolu", "dha": "DHA", "iha": "IHA", "kuna": "KUNA", "wam": "WAM",
    "spa": "SPA",
    "qna": "QNA", "bna": "BNA", "petra": "Petra", "mena": "MENA", "ina": "INA", "irna": "IRNA", "tasnim": "Tasnim",
    "fars": "Fars", "mehr": "Mehr", "isna": "ISNA", "sana": "SANA", "nna": "NNA", "wafa": "WAFA", "map": "MAP",
    "aps": "APS", "tap": "TAP", "ukrinform": "Ukrinform", "укринформ": "Ukrinform", "укрінформ": "Ukrinform",
    "unian": "UNIAN", "унян": "UNIAN", "belta": "BelTA", "белта": "BelTA", "belga": "Belga", "apa": "APA",
    "ats": "Keystone-ATS",
    "keystone-ats": "Keystone-ATS", "keystone-sda": "Keystone-ATS", "sda": "Keystone-ATS", "afx": "AFX", "dts": "dts",
    "epd": "epd", "kna": "KNA", "pa": "PA Media", "pa media": "PA Media", "press association": "PA Media", "aap": "AAP",
    "cp": "The Canadian Press", "the canadian press": "The Canadian Press", "upi": "UPI", "bloomberg": "Bloomberg",
    "vna": "VNA", "bernama": "Bernama", "antara": "Antara", "cna": "CNA", "pna": "PNA", "anp": "ANP", "ntb": "NTB",
    "tt": "TT", "ritzau": "Ritzau", "stt": "STT", "bns": "BNS", "leta": "LETA", "elta": "ELTA", "err": "ERR",
    "pap": "PAP",
    "čtk": "ČTK", "ctk": "ČTK", "tasr": "TASR", "mti": "MTI", "bta": "BTA", "agerpres": "Agerpres",
    "moldpres": "Moldpres",
    "tanjug": "Tanjug", "beta": "Beta", "fonet": "FoNet", "hina": "Hina", "sta": "STA", "fena": "FENA", "srna": "SRNA",
    "mia": "MIA", "ata": "ATA", "ana": "ANA-MPA", "ana-mpa": "ANA-MPA", "lusa": "Lusa", "andina": "Andina",
    "telam": "Télam",
    "télam": "Télam", "prensa latina": "Prensa Latina", "notimex": "Notimex", "agencia brasil": "Agência Brasil",
    "azertac": "AZERTAC", "азертадж": "AZERTAC", "trend": "Trend", "turan": "Turan", "armenpress": "Armenpress",
    "арменпресс": "Armenpress", "kazinform": "Kazinform", "казинформ": "Kazinform", "interpressnews": "InterPressNews",
    "kabar": "Kabar", "кабар": "Kabar", "khovar": "Khovar", "uza": "UzA", "montsame": "Montsame", "nan": "NAN",
    "gna": "GNA", "aip": "AIP", "apanews": "APA-News", "ena": "ENA", "suna": "SUNA", "sonna": "SONNA", "zuma": "Zuma",
    "news agency of nigeria": "NAN", "ghana news agency": "GNA", "angop": "ANGOP", "aim": "AIM", "infoq": "INFOQ",
}  # fmt: skip
# signs that are also words or initials: taken in a dateline, not from a bracket at a text's end
SHORT_SIGNS = frozenset([
    "aa", "uni", "app", "ina", "map", "tap", "aps", "sta", "mia", "ata", "ana", "trend", "nan", "aim", "beta",
    "mehr", "fars", "err", "ria", "uza",
])  # fmt: skip

_TAIL = re.compile(r"[(\[（]\s*(?P<sign>[^()\[\]（）]{2,60})\s*[)\]）]\.?\s*$")
_REPORTING = re.compile(r"\((?:additional )?reporting by\b[^()]{3,400}[;,][^()]*\bediting by\b|\(reporting by\b", re.I)
_STAFF = re.compile(r"^(?:by\s+)?(?:the\s+)?(?P<sign>[\w.\- ]{2,40}?)(?:\s+staff)?$", re.I)


def agency_name(sign: str) -> str:
    """The agency that signs so: "ITAR-TASS" gives "TASS", "tca/dpa" gives "dpa". "" for an unknown one."""
    name = re.sub(r"\s+", " ", sign).strip(" .-–—/=").casefold()
    if name in AGENCIES or not re.search(r"[/,+&]", name):
        return AGENCIES.get(name, "")
    return next((AGENCIES[p] for part in re.split(r"[/,+&]", name) if (p := part.strip()) in AGENCIES), "")


def find_credit(text: str, *, byline: str = "") -> str:
    """The agency a text or byline credits outside its dateline: "(Reuters)" or "(AFP, dpa)" at the end, "Reuters".

    "" where it names none. Of several the first counts.
    """
    for piece in re.split(r"[/,;|]|\band\b|\bwith\b|\s-\s", byline):
        found = _STAFF.match(piece.strip())
        if found and agency_name(found["sign"]):
            return agency_name(found["sign"])
    found = _TAIL.search(text[-80:])
    if found:
        for sign in re.split(r"[/,;&]|\band\b", found["sign"]):
            if sign.strip().casefold() not in SHORT_SIGNS and agency_name(sign):
                return agency_name(sign)
    return "Reuters" if _REPORTING.search(text[-900:]) else ""
