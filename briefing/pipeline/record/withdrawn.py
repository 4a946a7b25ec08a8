"""Wires that their agencies took back, remembered so that no page of the archive shows their words again."""

from __future__ import annotations

from briefing.model import Digest, Edition

KILLS = ("a kill notice", "withdrawn by its agency")  # reasons of Digest.withheld that do not pass with time
TAKEN_BACK = "withdrawn by its agency"


def taken_back(digest: Digest, edition: Edition) -> dict[str, str]:
    """Wire id -> reason: the notices of a decision, what they took back of its period, and of earlier editions."""
    found = {wire: TAKEN_BACK for one in edition.notices if one.level == "withdrawn" for wire in one.wires}
    return found | {wire: reason for wire, reason in digest.withheld.items() if reason in KILLS}
