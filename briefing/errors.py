"""Everything that can go wrong, as one tree.

BriefingError
├── ConfigError        config.yaml, a taxonomy or a command's arguments are wrong     exit 2
├── SourceError        one source gave nothing usable
│   ├── FetchError     no answer, a refusal, too slow, too large
│   └── FeedError      an answer that is not a feed
├── WireError          one file or item cannot be read as a wire
├── StoreError         the archive cannot be opened, read or written
│   └── StoreBusy      another run holds it                                            exit 0
├── RenderError        one form of one edition cannot be drawn
│   ├── TemplateError  a template is missing or at fault
│   └── EngineMissing  a library of the system (Pango) is not there
├── EditionError       one edition cannot be made
├── WorkError          a task came to nothing in the process that worked on it
└── DeliveryError      an edition cannot be handed over

One bad wire, source, template or reader is a line in the run report. Anything outside this tree is a bug of ours
and stops the run.
"""

from __future__ import annotations

from typing import ClassVar


class BriefingError(Exception):
    """A fault that a person can do something about.

    ``subject`` names what it happened to (a path, an address, a reader's name), ``hint`` says what to do next.
    ``str()`` gives "subject: message. hint" on one line. ``code`` is the kind's name for good: it stands
    behind the message at the terminal, and in docs/messages.md.
    """

    code: ClassVar[str] = "BR-FAULT"

    def __init__(self, message: str, *, subject: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.subject}: {self.message}" if self.subject else self.message
        if not self.hint:
            return head
        return f"{head} {self.hint}" if head.endswith(("?", "!")) else f"{head.rstrip('.')}. {self.hint}"


class ConfigError(BriefingError):
    """Config, taxonomy or arguments are wrong; ``faults`` holds every fault found, in the order of the file."""

    code: ClassVar[str] = "BR-CONFIG"

    def __init__(self, message: str, *, subject: str = "", hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.faults = faults


class SourceError(BriefingError):
    """One source gave nothing usable; the others are not touched."""

    code: ClassVar[str] = "BR-SOURCE"


class FetchError(SourceError):
    """No answer, a refusal, a time-out or too many bytes."""

    code: ClassVar[str] = "BR-FETCH"


class FeedError(SourceError):
    """An answer came, but it is not a feed that can be read."""

    code: ClassVar[str] = "BR-FEED"


class WireError(BriefingError):
    """A file or an item that cannot be read as a wire."""

    code: ClassVar[str] = "BR-WIRE"


class ReaderMissing(WireError):
    """What reads a file of this kind is an extra that is not installed."""

    code: ClassVar[str] = "BR-READER"


class StoreError(BriefingError):
    """The archive cannot be opened, read or written."""

    code: ClassVar[str] = "BR-STORE"


class StoreBusy(StoreError):
    """Another run holds the archive; it does the work."""

    code: ClassVar[str] = "BR-BUSY"


class RenderError(BriefingError):
    """One form (HTML, PDF, ICS, JSON) of one edition cannot be drawn or written."""

    code: ClassVar[str] = "BR-DRAW"


class TemplateError(RenderError):
    """A template is missing or at fault; the subject is "file:line"."""

    code: ClassVar[str] = "BR-TEMPLATE"


class EngineMissing(RenderError):
    """A system library that the PDF needs is not installed."""

    code: ClassVar[str] = "BR-ENGINE"


class EditionError(BriefingError):
    """One edition cannot be made."""

    code: ClassVar[str] = "BR-EDITION"


class WorkError(BriefingError):
    """A task came to nothing in the process that worked on it: it died over it again and again, or took too long."""

    code: ClassVar[str] = "BR-WORK"


class DeliveryError(BriefingError):
    """An edition cannot be handed over to a channel."""

    code: ClassVar[str] = "BR-DELIVERY"
