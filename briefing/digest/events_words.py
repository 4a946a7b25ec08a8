"""What makes a date an event: the named tables of the event finder."""

from __future__ import annotations

import re

from briefing.text.called_off import MEETING
from briefing.text.called_off_words import MOVE_STEMS, OFF_STEMS

# Appointments: nouns that stand for something with a day of its own.
APPOINTMENTS = (
    "talks|meetings?|summits?|negotiat(?:ions?|ing table)|consultations?|conferences?|forums?|sessions?|votes?|voting|"
    "ballots?|elections?|referendums?|"
    "run-?offs?|polls|primary|primaries|hearings?|trials?|deadlines?|visits?|trips?|ceremon(?:y|ies)|"
    "inaugurations?|conclaves?|"
    "assembl(?:y|ies)|congress|drills?|exercises?|manoeuvres|maneuvers|ceasefires?|cease-fires?|truces?|rounds?|"
    "contracts?|"
    "treat(?:y|ies)|agreements?|signing|verdicts?|rulings?|sentencing|appearances?|debates?|briefings?|press "
    "conferences?|"
    "news conferences?|dialogues?|rall(?:y|ies)|protests?|march|strikes?|funerals?|parades?|launch|tariffs?|sanctions?|"
    r"nominations?|campaigns?|registration|results?|match|fight|final(?!\s\w)|semi-?finals?|tournament|festival|"
    "fair|expo|release|"
    "deployment|withdrawal|handover|appeal|anniversary|holiday|council|expir(?:y|ation)|court dates?|cruise|mission|"
    "expedition|tour|voyage|moratorium|deliver(?:y|ies)"
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
    r"^\s*(?:correction|clarification|editor[’']s note|update)\b|\b(?:file|archive|handout|combination) "
    r"(?:photo|picture|image)\b|\bphoto\s+by\b|https?://|www\.|"
    r"^\s*(?:read more|related|watch|listen|see also|also read)\b",
    re.IGNORECASE,
)

# "set for": the day right after it is the one that was planned.
SET_FOR = re.compile(
    r"\b(?:set|due|scheduled|planned|slated|fixed|called|expected)\s+(?:(?:to\s+[\w\s]{1,30}?)\s+)?(?:for|on|in|to\s+\w+(?:\s+on)?)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
DROPPED = re.compile(
    rf"\b(?:{OFF_STEMS}|dropp\w+|drops?|withdr(?:awn?|ew|aws?)|abandon\w*|avert\w*|"
    r"back(?:ed|s|ing)? (?:away|down|off)|suspend\w*|avoid\w*|lift(?:ed|s)|paus\w+|instead|no longer|rescind\w*)\b",
    re.IGNORECASE,
)
HAD_BEEN_PLANNED = re.compile(
    r"\b(?:had been|were|was|have been|has been)\s+(?:\w+ly\s+)?(?:scheduled|due|planned|set|supposed|meant|"
    r"expected|slated|to)\b",
    re.IGNORECASE,
)
MOVED = re.compile(rf"\b(?:{MOVE_STEMS}|adjourned)\b", re.IGNORECASE)
MOVED_TO = re.compile(
    rf"\b(?:{MOVE_STEMS}|adjourn(?:s|ed|ing)?)\b[^.;]{{0,60}}\b(?:to|until|till|for)\s+(?:the\s+|on\s+|next\s+)?$",
    re.IGNORECASE,
)
# Words of a plan still open on the wire's own day.
SAME_DAY = re.compile(
    r"\b(?:will|set|due|scheduled|planned|expected|slated|to\s+be\s+\w+|(?:is|are)\s+to|to\s+(?:meet|hold|vote|"
    r"host|begin|start|open|"
    r"resume|visit|attend|discuss|face|appear|convene|sign)|later|would|upcoming|ahead|begins|starts|opens|"
    r"kicks\s+off|resumes|holds|hosts|votes)\b",
    re.IGNORECASE,
)
TAKES_OFFICE = re.compile(
    r"\b(?:tak(?:e|es|ing) (?:office|effect|place)|sworn in|inaugurated|go(?:es)? to the polls|com(?:e|es|ing) "
    r"into (?:force|effect)|"
    r"expires?|step(?:s|ping)? down|vote|meets?|(?:re)?convenes?|gather|to be held|visit|travel|arrive|host|"
    r"sign|resume|depart|testify|"
    r"appear|speak)\b",
    re.IGNORECASE,
)
STRICT_APPOINTMENT = re.compile(
    rf"\b(?:{MEETING}|negotiating table|deadlines?|ballots?|run-?offs?|polls|primar(?:y|ies)|inauguration|"
    rf"conclave|assembly|verdict|ruling|sentencing|"
    r"signing|funeral|expiry|handover|ceremon(?:y|ies)|anniversary|games|olympics|forum|launch|opening)\b",
    re.IGNORECASE,
)
CONFIRMED = re.compile(
    r"\bconfirm(?:ed|s|ing)?\b|\bagreed to (?:meet|hold)\b|\bofficially (?:set|scheduled)\b", re.IGNORECASE
)
EXPECTED = re.compile(
    r"\b(?:expect(?:ed|s|ing)?|likely|(?-i:may)|might|could|possibl[ey]|hop(?:es|ing|ed)|tentative(?:ly)?|would|aims?|"
    r"wants?|proposed?|considering|"
    r"if)\b",
    re.IGNORECASE,
)

# "ahead of" and "before" after a number of days: the event that follows them is that much later.
OFFSET = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|the|\d)\s+(?:full\s+)?(?P<u>day|week)s?\s+(?P<w>ahead\s+of|before|"
    r"after|prior\s+to|"
    r"following)\s+(?!that\b|this\b|it\b|now\b|[.,;])",
    re.IGNORECASE,
)
# "the first of two days of talks": more days follow. "a three-day visit": so long from its first day.
FIRST_OF = re.compile(r"\bfirst\s+(?:day\s+)?of\s+(?:a\s+)?(?P<n>two|three|four|five)(?:\s+days|-day)\b", re.IGNORECASE)
LASTING = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven)-day\s+(?:\w+\s+){0,3}?(?:visit|trip|summit|meeting|talks|"
    r"conference|session|tour|drills?|"
    r"exercises?|forum|mission|ceasefire|truce|strike)\b",
    re.IGNORECASE,
)
# Appointments that the public knows by their month: they need no verb ("ahead of the April elections").
PUBLIC_APPOINTMENT = re.compile(
    r"\b(?:elections?|votes?|referendums?|ballots?|run-?offs?|polls|primar(?:y|ies)|summits?|deadlines?|"
    r"hearings?|trials?|"
    r"inaugurations?|games|olympics|forum|conference|congress|assembly|anniversary)\b",
    re.IGNORECASE,
)
