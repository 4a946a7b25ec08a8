"""Addresses: made absolute, and brought to the form in which two links to one page are equal."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

# parameters that campaigns and share buttons add; they never choose the page
TRACKING = {
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "igshid", "igsh", "mc_cid",
    "mc_eid", "mkt_tok", "cmpid", "cmp", "icid", "ncid", "ito", "ocid", "xtor", "ns_mchannel", "ns_source",
    "ns_campaign", "ns_linkname", "ns_fee", "ref_src", "ref_url", "smid", "smtyp", "partner", "emc", "wt_mc",
    "wt.mc_id",
    "maca", "traffic_source", "guccounter", "feedtype", "feedname", "rssfeed", "srnd", "sref", "spm",
    "__twitter_impression",
    "outputtype", "amp", "at_campaign", "at_medium",
}  # fmt: skip
TRACKING_STARTS = ("utm_", "at_", "pk_", "mtm_", "hsa_", "_hs", "vero_", "oly_", "stm_", "piwik_", "matomo_")
_REF_VALUES = re.compile(r"^(?:rss|feed|twitter|facebook|email|newsletter|social)\b|rss$", re.I)
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


def tracks(key: str, value: str) -> bool:
    """Does this query parameter only say where the reader came from?"""
    key = key.lower()
    if key in TRACKING or key.startswith(TRACKING_STARTS):
        return True
    return key in ("ref", "source", "src", "from", "via") and bool(_REF_VALUES.search(value))


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
