"""What makes a date an event: the named tables of the event finder."""

from __future__ import annotations

import re

# Appointments: nouns that stand for something with a day of its own.
APPOINTMENTS = (
    "talks|meetings?|summits?|negotiations?|consultations?|conferences?|forums?|sessions?|votes?|voting|"
    "ballots?|elections?|referendums?|"
    "run-?offs?|polls|primary|primaries|hearings?|trials?|deadlines?|visits?|trips?|ceremon(?:y|ies)|"
    "inaugurations?|conclaves?|"
    "assembl(?:y|ies)|congress|drills?|exercises?|manoeuvres|maneuvers|ceasefires?|cease-fires?|truces?|rounds?|"
    "contracts?|"
    "treat(?:y|ies)|agreements?|signing|verdicts?|rulings?|sentencing|appearances?|debates?|briefings?|press "
    "conferences?|"
    "news conferences?|dialogues?|rall(?:y|ies)|protests?|march|strikes?|funerals?|parades?|launch|tariffs?|sanctions?|"
    "nominations?|campaigns?|registration|results?|match|fight|race|final|semi-?finals?|tournament|festival|"
    "fair|expo|release|"
    "deployment|withdrawal|handover|appeal|anniversary|holiday|council|expir(?:y|ation)|moratorium|deliver(?:y|ies)"
)
APPOINTMENT = re.compile(rf"\b(?:{APPOINTMENTS})\b", re.IGNORECASE)

# Lines that are not prose: stamps, trailers, contacts, how the text came about.
META = re.compile(
    r"\b\d{6}\s+GMT\b|^\s*(?:published|updated|posted|last updated|first published|modified)\b[^.]{0,40}\d|"
    r"\bpublished in \w+[\w\s]*,\s+\w+\s+\d|\bNotebook\b|^\s*(?:editor|editing|reporting|writing|contact|tel|"
    r"phone|e-?mail)s?\b.{0,20}[:;]|"
    r"\bthis (?:story|article|version|report) (?:was|has been|is)\b.{0,40}\b(?:published|updated|corrected|"
    r"first)|\bAP-WF-|"
    r"©|\bcopyright\b|\ball rights reserved\b|\[time-brightcove|\bsubscribe\b|\bsign up\b|\bnewsletter\b|"
    r"\b(?:file|archive|handout|combination) (?:photo|picture|image)\b|\bphoto\s+by\b|https?://|www\.|"
    r"^\s*(?:read more|related|watch|listen|see also|also read)\b",
    re.IGNORECASE,
)

CANCELLED = re.compile(
    r"\b(?:cancel(?:led|ed|s|ling|ing)?|call(?:ed|s|ing)? off|scrap(?:ped|s)?|will not take place|won['’]t take "
    r"place|will not be held|"
    r"drop(?:ped|s|ping)|withdr(?:awn|ew)|abandon(?:ed|s)|shelved?|no longer|backed (?:away|down|off)|"
    r"suspend(?:ed|s))\b",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:postpon(?:ed|es|ing)|mov(?:ed|es) (?:to|from|back|forward|up)|has been moved|been moved|was moved|"
    r"were moved|reschedul(?:ed|es)|"
    r"delay(?:ed|s)|push(?:ed|es) back|put off|brought forward|defer(?:red|s)|shift(?:ed|s) (?:to|from))\b",
    re.IGNORECASE,
)
CONFIRMED = re.compile(
    r"\bconfirm(?:ed|s|ing)?\b|\bagreed to (?:meet|hold)\b|\bofficially (?:set|scheduled)\b", re.IGNORECASE
)
EXPECTED = re.compile(
    r"\b(?:expect(?:ed|s|ing)?|likely|may|might|could|possibl[ey]|hop(?:es|ing|ed)|tentative(?:ly)?|would|aims?|"
    r"wants?|proposed?|considering|"
    r"if)\b",
    re.IGNORECASE,
)

# "ahead of" and "before" after a number of days: the event that follows them is that much later.
OFFSET = re.compile(
    r"\b(?P<n>a|an|one|two|three|four|five|six|the|just|\d)\s+(?:full\s+)?(?P<u>day|week)s?\s+(?P<w>ahead\s+of|"
    r"before|after|prior\s+to|following)\s+"
    r"(?!that\b|this\b|it\b|now\b|[.,;])",
    re.IGNORECASE,
)
FIRST_OF = re.compile(r"\b(?:first|day one|opening day)\s+(?:day\s+)?of\s+(?P<n>two|three|four|five|"
    r"\d)(?:[- ]days?)\b|\b(?P<k>two|three|four|five)-day\b", re.IGNORECASE)  # fmt: skip
