"""The address of a wire as a reader gets it: the source's own, without what only counts readers."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus, urlsplit, urlunsplit

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
_UNLINKED = re.compile(r"[\s\"'<>\\]")  # what no address holds as it stands
_REF_VALUES = re.compile(r"^(?:rss|feed|twitter|facebook|email|newsletter|social)\b|rss$", re.I)


def tracks(key: str, value: str) -> bool:
    """Does this query parameter only say where the reader came from?"""
    key = key.lower()
    if key in TRACKING or key.startswith(TRACKING_STARTS):
        return True
    return key in ("ref", "source", "src", "from", "via") and bool(_REF_VALUES.search(value))


def printed_link(link: str) -> str:
    """An http(s) address letter by letter as the source gave it, without tracking parameters; "" for anything else
    and for what is never linked: a name before the host, a space or a quotation mark.

    Scheme, host, path and fragment stay: a server need not answer under https, nor without its "www.".
    """
    link = link.strip()
    try:
        parts = urlsplit(link)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or _UNLINKED.search(link):
            return ""
    except ValueError:
        return ""
    kept = "&".join(one for one in parts.query.split("&") if not _tracking(one))
    fragment = "" if _tracking(parts.fragment) else parts.fragment
    if (kept, fragment) == (parts.query, parts.fragment):
        return link
    return urlunsplit(parts._replace(query=kept, fragment=fragment))


def _tracking(parameter: str) -> bool:
    key, equals, value = parameter.partition("=")
    return bool(equals) and tracks(unquote_plus(key), unquote_plus(value))
