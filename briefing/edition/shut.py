"""What can be shut, imposed or cut off, by the words for it: one table for what is shut and what is open again.

After the humanitarian access and security notes of relief agencies.
"""

from __future__ import annotations

SHUTTABLE: dict[str, str] = {
    "airspace": r"air\s?space",
    "airport": r"airports?|runways?",
    "border": r"borders?|border\scrossings?|checkpoints?|frontiers?",
    "embassy": r"embass(?:y|ies)|consulates?|diplomatic\smissions?",
    "port": r"(?:sea)?ports?|straits?|shipping\slanes?|canals?",
    "road": r"roads?|highways?|motorways?|bridges?|railways?|rail\slinks?|tunnels?",
    "network": r"internet|mobile\snetworks?|power\sgrid|electricity",
    "school": r"schools?|universit(?:y|ies)",
    "curfew": r"curfews?|lockdowns?",
    "emergency": r"states?\sof\s(?:emergency|siege)|emergency\srule|martial\slaw",
}
