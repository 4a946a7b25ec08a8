"""Mail (RFC 5322, MIME): the text of a dispatch that came by mail, its subject as headline."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from briefing.collect.formats.article import Article
from briefing.collect.naming import storable
from briefing.errors import WireError


def read(data: bytes) -> list[Article]:
    """The plain or HTML text of a mail; attachments are left alone."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\r\n"))
        assert isinstance(message, EmailMessage)
        body = message.get_body(preferencelist=("plain", "html"))
        content = str(body.get_content()) if body is not None else ""
        html = body is not None and body.get_content_subtype() == "html"
        subject, sender = (storable(str(message.get(key) or "")) for key in ("subject", "from"))
        # as written: the library ends a name at the first sign that the standard does not allow, such as the ":" of a
        # URN, and raises for a date that no calendar has
        raw = {key.lower(): storable(str(value)) for key, value in message.raw_items()}
        date, name = raw.get("date", ""), raw.get("message-id", "")
    except (MessageError, LookupError, ValueError, AssertionError, AttributeError, TypeError, OverflowError) as fault:
        raise WireError(f"this mail cannot be read ({fault})", hint="Ask for it to be sent again") from fault
    return [_article(content, html, subject, sender, date, name.strip("<> "))]


def _article(content: str, html: bool, subject: str, sender: str, date: str, name: str) -> Article:
    from briefing.collect.wiretext import body_paragraphs

    cut = re.split(r"\n-- ?\n", content, maxsplit=1)[0] if not html else content
    return Article(
        headline=re.sub(r"^(?:(?:Fwd?|Re|Wg|Aw|Tr)\s*:\s*)+", "", subject, flags=re.I),
        markup=cut if html else "",
        paragraphs=() if html else tuple(body_paragraphs(re.sub(r"\r\n?", "\n", cut))),
        guid=name,
        dates=(date,),
        byline=re.sub(r"\s*<[^>]*>", "", sender).strip("\" '"),
    )
