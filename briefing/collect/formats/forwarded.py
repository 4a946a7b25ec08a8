"""A dispatch that somebody forwarded inside the text of his mail: whose it was, when and under what subject.

Mail programs set a line and the first headers above what they forward, in the language of their user:

    ---------- Forwarded message ---------      -----Ursprüngliche Nachricht-----      Begin forwarded message:
    From: Wire <wire@a.example>                 Von: Wire <wire@a.example>
    Date: Wed, 4 Mar 2026 at 07:10              Gesendet: Mittwoch, 4. März 2026 07:10
    Subject: Talks open                         Betreff: Talks open
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from briefing.collect.stated import read_stamp

MOST = 50  # forwarded mails inside or behind each other
REMARK = 200  # letters above what is forwarded on: fewer are a remark, more are a dispatch themselves
LONGEST_HEAD = 30  # lines of headers, wrapped ones counted

PREFIXES = re.compile(
    r"^(?:\s*(?:\[(?:EXT|EXTERNAL|EXTERN|SPAM\??)\]|(?P<on>Fwd?|Wg|Tr|Enc|Rv|Pd|Vb|Doorst|İlt|Пересл|Пер)\.?\s*:|(?:Re|Aw|Sv|Rif)\s*:)\s*)+",
    re.I,
)
_WORDS = (
    "forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio "
    "inoltrato|пересылаемое сообщение|пересланное сообщение|переслане повідомлення|iletilen ileti|przekazana wiadomość|"
    "doorgestuurd bericht"
)
_FORWARDED = re.compile(
    rf"(?im)^[ >]*(?:[-_]{{2,}} ?(?:begin )?(?:{_WORDS}) ?[-_]{{2,}}|(?:begin forwarded message|"
    r"début du message (?:transféré|réexpédié)|anfang der weitergeleiteten nachricht|inicio del mensaje reenviado|"
    r"начало переадресованного сообщения) ?:)[ \t]*$"
)
_ORIGINAL = re.compile(
    r"(?im)^[ >]*(?:-{2,} ?(?:original message|original appointment|ursprüngliche nachricht|message d'origine|"
    r"mensaje original|mensagem original|messaggio originale|исходное сообщение|özgün ileti|"
    r"wiadomość oryginalna) ?-{2,}|_{10,})[ \t]*$"
)
_KEYS = {
    "from": "from von de от від da kimden od van från fra",
    "date": "date sent gesendet datum envoyé fecha enviado data дата отправлено inviato tarih wysłano verzonden "
    "надіслано",
    "subject": "subject betreff objet asunto assunto тема oggetto konu temat onderwerp ämne emne",
    "": "to cc bcc an à para кому a kime do reply-to antwort-an копия kopie cc. aan til till importance priorität",
}
_KEY_OF = {word: key for key, words in _KEYS.items() for word in words.split()}
_HEADER = re.compile(r"^[ >]*\*?(?P<key>[^\W\d_][\w.-]{0,15}(?: el)?)\*? ?:\*?(?:[ \t]+(?P<value>.*))?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Forwarded:
    """What was forwarded; "" for what its head does not say."""

    text: str
    subject: str = ""
    sender: str = ""
    date: str = ""


def forwarded_in(text: str, subject: str) -> tuple[Forwarded, ...]:
    """The dispatches that a text forwards, of those inside each other the innermost; () where it forwards none.

    A mail that answers another carries that one below its own text: it is one of its own, unless its subject says that
    it forwards. So is a dispatch that was forwarded with one that it answers.
    """
    on = PREFIXES.match(subject)
    found = _inner(text, whole=bool(on and on["on"]))
    return tuple(_parted(found.told, MOST)) if found else ()


def _parted(one: Forwarded, most: int) -> list[Forwarded]:
    inner = _inner(one.text, whole=True) if most else None
    if inner is None:
        return [one]
    above = one.text[: inner.at].strip()
    again = bool(above) and inner.onward and inner.told.sender == one.sender  # two of one wire, however short
    remark = not again and len(above) < REMARK and len(above) <= len(inner.told.text)
    mine = [] if remark else [replace(one, text=above)]
    return [*mine, *_parted(inner.told, most - 1)] if remark or inner.onward else mine


def own_part(text: str) -> str:
    """A mail's text without the one that it answers below its own."""
    mark = _ORIGINAL.search(text)
    if mark and text[: mark.start()].strip() and _after(text[mark.end() :].split("\n")):
        text = text[: mark.start()]
    quoted = re.search(r"\n[^\n]{0,200}:[ \t]*\n\s*(?:>[^\n]*(?:\n\s*|\Z))+\Z", text)
    return text[: quoted.start()] if quoted and text[: quoted.start()].strip() else text


def plain_of(markup: str) -> str:
    """The lines of a mail in HTML."""
    text, skipped = "", ""
    for n, piece in enumerate(re.split(r"(?i)<(/?(?:style|script|head))\b[^<>]*>", markup)):
        name = piece.lower()
        if n % 2 == 0:
            text += " " if skipped else piece
        elif skipped:
            skipped = "" if name == f"/{skipped}" else skipped
        else:
            skipped = "" if name[0] == "/" else name
    text = re.sub(r"[ \t\r\n]+", " ", text)
    text = re.sub(r"(?i)<br\b[^<>]*>", "\n", text)
    text = re.sub(r"(?i)</(?:p|div|tr|li|h\d|blockquote|table)\s*>|<(?:p|div|hr|blockquote)\b[^<>]*>", "\n\n", text)
    return unescape(re.sub(r"<[^<>]*>", "", text)).replace("\xa0", " ")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Inner:
    """What is forwarded from a place of a text on. ``onward``: under a line that says so, not under one of answers."""

    at: int
    told: Forwarded
    onward: bool


def _inner(text: str, *, whole: bool) -> _Inner | None:
    marks = [m for m in (_FORWARDED.search(text), _ORIGINAL.search(text) if whole else None) if m]
    for mark in sorted(marks, key=lambda m: m.start()):
        if found := _after(text[mark.end() :].split("\n")):
            return _Inner(at=mark.start(), told=found, onward=mark.re is _FORWARDED)
    return _bare(text) if whole else None


def _bare(text: str) -> _Inner | None:
    """Headers that stand under no line of their own, as some programs write them."""
    rows = text.split("\n")
    for n, row in enumerate(rows[:200]):
        head = _HEADER.match(row)
        found = _after(rows[n:]) if head and _KEY_OF.get(head["key"].lower()) == "from" else None
        if found and ("@" in found.sender or read_stamp(found.date)):  # else a letter that the text quotes
            return _Inner(at=sum(len(one) + 1 for one in rows[:n]), told=found, onward=False)
    return None


def _after(rows: list[str]) -> Forwarded | None:
    """What stands below these headers; None where they are none: a sender and a subject or a date are in them."""
    told: dict[str, str] = {}
    end, last = 0, ""
    for n, row in enumerate(rows[:LONGEST_HEAD]):
        head = _HEADER.match(row)
        key = _KEY_OF.get(head["key"].lower().removesuffix(" el")) if head else None
        if head and key is not None:
            told.setdefault(key, (head["value"] or "").strip())
            last, end = key, n + 1
        elif row.strip(" >\t\r") and not (told and _goes_on(row, rows[n - 1])):
            break
        elif row.strip(" >\t\r") and last:
            told[last], end = f"{told[last]} {row.strip(' >')}", n + 1
    if "from" not in told or not {"subject", "date"} & told.keys():
        return None
    body = rows[end:]
    quoted = [row for row in body if row.strip()]
    if quoted and all(row.lstrip().startswith(">") for row in quoted):
        body = [re.sub(r"^\s*> ?", "", row) for row in body]
    return Forwarded(
        text="\n".join(body).strip("\n"), subject=told.get("subject", ""), sender=told["from"],
        date=re.sub(r"\b(?:at|um|à|в|às|a las|alle)\b(?=\s+\d)", "", told.get("date", "")),
    )  # fmt: skip


def _goes_on(row: str, before: str) -> bool:
    """Is the row the rest of the header above it?"""
    return row[:1] in (" ", "\t") or before.rstrip().endswith((",", ";"))
