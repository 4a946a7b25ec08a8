"""Addresses: made absolute, and brought to the form in which two links to one page are equal."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from briefing.text.links import tracks

_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|mobil|touch)\.(?=[^.]+\.)", re.I)
_AMP_PATH = re.compile(r"/amp(?:/|\.html)?$|^/amp(?=/)|\.amp(?=\.html$|$)", re.I)
_INDEX = re.compile(r"/index\.(?:html?|php)$", re.I)


def absolute(link: str, *bases: str) -> str:
    """``link`` as an absolute http(s) address, resolved against the first base that makes it one; else as it is."""
    link = link.strip()
    if not link or urlsplit_safe(link).scheme:
        return link
    for base in bases:
        if urlsplit_safe(base).scheme in ("http", "https"):
            try:
                return urljoin(base, link)
            except ValueError:
                continue
    return link


def canonical(link: str) -> str:
    """One spelling for one page: https, host without www/m/amp, no fragment, tracking or trailing slash.

    It compares; a reader gets ``briefing.text.links.printed_link``, since no server need answer under this spelling.
    Parameters that choose the page ("?id=101") stay, in their order. "" for anything but http(s).
    """
    parts = urlsplit_safe(link.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    host = _HOST_PREFIX.sub("", parts.hostname.lower().rstrip("."))
    try:
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        port = ""
    path = _INDEX.sub("/", _AMP_PATH.sub("", parts.path))
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not tracks(k, v)]
    return urlunsplit(("https", host + port, path, urlencode(kept), ""))


def is_web(link: str) -> bool:
    """Is it an http(s) address that can be read?"""
    parts = urlsplit_safe(link)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def urlsplit_safe(link: str) -> SplitResult:
    """urlsplit that answers an empty result where the address cannot be read."""
    try:
        return urlsplit(link)
    except ValueError:
        return urlsplit("")
