"""Secrets: read from the environment or a file at the moment they are needed, and never shown."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.errors import DeliveryError


def secret(channel: str, variable: str, file: str, what: str) -> str:
    """The secret that a channel names; "" where it names none. DeliveryError where it is not there."""
    if variable:
        found = os.environ.get(variable, "")
        if not found:
            hint = f"Set {variable} in the environment of the program."
            raise DeliveryError(f"the variable {variable} with the {what} is not set", subject=channel, hint=hint)
        return found.strip()
    if not file:
        return ""
    try:
        found = Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "it is no text"
        raise DeliveryError(f"the file {file} with the {what} cannot be read: {reason}", subject=channel) from error
    if not found:
        raise DeliveryError(f"the file {file} with the {what} is empty", subject=channel)
    return found


def without(text: str, *secrets: str) -> str:
    """``text`` on one line of at most 300 characters, with every secret in it blotted out."""
    for word in secrets:
        if word:
            text = text.replace(word, "***")
    plain = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return plain if len(plain) <= 300 else f"{plain[:297]}..."
