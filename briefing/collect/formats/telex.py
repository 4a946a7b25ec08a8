"""The two telex forms, ANPA 1312 (North America) and IPTC 7901 (Europe): control characters frame head, text, trailer.

ANPA:  SYN SYN SOH service number US selector CR LF priority category DC3 DC1 slug date words STX text ETX trailer EOT
IPTC:  SOH source number priority category words optional CR LF keywords STX headline = text ETX date EOT
"""

from __future__ import annotations

import re

from briefing.collect.agencies import agency_name
from briefing.collect.encoding import decode
from briefing.collect.formats.article import Article
from briefing.collect.markup import clean
from briefing.errors import WireError

_ANPA = re.compile(
    r"\x01[^\x1f\n]{0,20}\x1f(?P<selector>[^\n]*)\n\s*(?P<priority>\S)\s+(?P<category>[^\s\x11-\x14]+)[\x11-\x14]*\s++"
    r"(?P<slug>[^\x02\n]{0,200}?)\s{1,40}(?P<month>\d\d)-(?P<day>\d\d)(?:\s+(?P<words>\d{2,5}))?[^\x02]*\x02"
    r"(?P<text>[^\x01\x03\x04]*+)(?:\x03(?P<trailer>[^\x01\x04]*+))?(?:\x04|(?=\x01)|\Z)",
    re.S,
)
_IPTC = re.compile(
    r"\x01?(?P<source>[A-Za-z]{2,4}?)(?P<number>\d{3,5})[ "
    r"]?[A-Z]*\s+(?P<priority>\d)\s+(?P<category>\S{1,3})\s+(?P<words>\d+)"
    r"(?P<rest>[^\n]*)\n(?P<keywords>\s*+[^\n\x02]*+\s*+)\x02?(?P<text>[^\x03\x04]*+)(?:\x03(?P<trailer>[^\x04]*+))?(?:\x04|\Z)",
    re.S,
)
# the words that telex printers began and ended a message with, in the place of the signs
_BEGINS = re.compile(r"(?m)^ZCZC[ \t]*\n*\s?(?=[A-Za-z]{2,4}\d{3,5}\s)")
_ENDS = re.compile(r"(?m)^NNNN[ \t]*$")
PRIORITIES = {
    "f": "1",
    "u": "2",
    "b": "3",
    "r": "4",
    "d": "5",
    "a": "6",
    "s": "6",
    "w": "7",
    "z": "8",
    "p": "5",
    "x": "8",
}


def read(data: bytes) -> list[Article]:
    """Every message of a telex file. Raises WireError where its frame cannot be found."""
    text = re.sub(r"\r\n?", "\n", decode(data).text).replace("\0", "").replace("\x16", "")
    text = _BEGINS.sub("\x01", _ENDS.sub("\x04", text))
    found = [_anpa(m) for m in _ANPA.finditer(text)] or [_iptc(m) for m in _IPTC.finditer(text)]
    if not found:
        raise WireError("its telex frame is broken", hint="Ask for it to be sent again")
    return found


def _anpa(found: re.Match[str]) -> Article:
    """Lines that begin with "^" and end with "<" or "=" are the head: slug line, headline, notes, bylines."""
    head: list[str] = []
    notes: list[str] = []
    body: list[str] = []
    byline = ""
    for line in re.split(r"(?m)(?=^\^)|\n(?!\^)", found["text"]):
        if line.startswith("^") and not body:
            mark = line.rstrip()[-1:]
            text = clean(line.strip().strip("^<=").replace("\x02", ""))
            if mark == "=":
                byline = byline or re.sub(r"^By\s+", "", text)
            elif re.match(r"(?:Eds|EDS|AP Photo|Editors)\b", text):
                notes.append(text)
            elif text:
                head.append(text)
        elif line.strip() or body:
            body.append(line)
    slugline = re.sub(r",\d+$", "", head[0]) if head else clean(found["slug"])
    trailer = clean(found["trailer"] or "").strip("<^ ")
    if not trailer and body and (sent := _AP.search(body[-1] or (body[-2] if body[1:] else ""))):
        trailer = clean(sent[0])
        body = [row for row in body if clean(row).strip("<^ ") != trailer]
    if not head:
        head, body = _plus_headline(body)
    if not body:  # a list of headlines, each marked as one: all below the first are its text
        head, body = head[:2], [f"{row}\n" for row in head[2:]]
    return Article(
        headline=next((h for h in head[1:] if len(h) < 160), slugline),
        paragraphs=tuple(_paragraphs("\n".join(body))),
        dates=(_sent(trailer),),
        slug=slugline,
        byline=byline.title() if byline.isupper() else byline,
        provider="AP" if trailer.startswith("AP-") else "",
        urgency=PRIORITIES.get(found["priority"].lower(), ""),
        ednote=" ".join(notes),
        categories=tuple(c for c in (found["category"],) if c),
    )


def _plus_headline(body: list[str]) -> tuple[list[str], list[str]]:
    """A head without carets: slug line, then a headline that ends with "+"."""
    end = next((n for n, row in enumerate(body[:5]) if row.rstrip().endswith("+")), None)
    if end is None:
        return [], body
    return [clean(row).rstrip("+").strip() for row in body[: end + 1] if row.strip()], body[end + 1 :]


def _iptc(found: re.Match[str]) -> Article:
    """The headline ends with "=" (or "+"); words in capitals above it say what kind of dispatch it is."""
    head, mark, body = re.match(r"(?s)(.*?)(?:([=+])\s*(?=\n)|\Z)(.*)", found["text"]).groups()  # type: ignore[union-attr]
    if not mark or len(head) > 700:
        head, body = "", found["text"]
    rows = [clean(row) for row in head.split("\n") if row.strip()]
    byline = next((row for row in rows[1:] if re.match(r"By \S", row) and len(row) < 70), "")
    tags = [row for row in rows if re.fullmatch(r"[A-Z0-9 ,()-]{3,30}", row)]
    title = [row for row in rows if row not in tags and row != byline]
    keywords = clean(found["keywords"])
    source = re.sub(r"[^A-Za-z ].*$", "", found["rest"].strip()).strip().split(" ")[-1]
    return Article(
        headline=" ".join(title).strip(" =") or keywords,
        paragraphs=tuple(p.removesuffix("=").rstrip() for p in _paragraphs(_INITIALS.sub("", body))),
        dates=(_sent(clean(found["trailer"] or body[-80:])),),
        slug=keywords.strip("/"),
        byline=re.sub(r"^By\s+|,\s*\w+\s*$", "", byline),
        provider=agency_name(source),
        urgency=found["priority"],
        ednote=", ".join(tags),
        signal="writethru" if any(re.search(r"\d(?:ST|ND|RD|TH) LEAD", t) for t in tags) else "",
        categories=(found["category"],),
    )


def _paragraphs(body: str) -> list[str]:
    from briefing.collect.wiretext import body_paragraphs

    return [re.sub(r"``|''", '"', p) for p in body_paragraphs(body.replace("\x03", "").replace("\x7f", ""))]


_INITIALS = re.compile(r"\n[ \t]*[a-z]{2,4}(?:/[a-z]{2,4})+\s*$")  # of who wrote and who sent it
_AP = re.compile(r"\b[A-Z]{2,5}-(?:\w\w-)?(\d\d)-(\d\d)-(\d\d)\s+(\d\d)(\d\d)\s*GMT")
_DAY = re.compile(r"(\d\d)(\d\d)(\d\d)\s*(?:GMT|UTC)?\s*([A-Za-z]{3,4})\.?\s+(\d\d)\b")


def _sent(trailer: str) -> str:
    """The time of sending in a form that can be read: "AP-WF-11-13-13 1509GMT" or "131137 GMT Nov 13"."""
    found = _AP.search(trailer)
    if found:
        month, day, year, hour, minute = found.groups()
        return f"20{year}-{month}-{day}T{hour}:{minute}Z"
    found = _DAY.search(trailer)
    if found:
        day, hour, minute, name, year = found.groups()
        return f"{day} {name} 20{year} {hour}:{minute} GMT"
    return ""
