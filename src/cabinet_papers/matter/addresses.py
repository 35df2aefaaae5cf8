"""Addresses that a mail filter put in place of the real ones, such as those of Outlook's Safe Links.

They hold more than the address: often the e-mail address of the person who received the message.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from cabinet_papers.findings.message import phrase

# Without its scheme an address is looked at where it has a path or a query, as each of a filter has.
ADDRESS = re.compile(
    r"https?://[^\s<>\"“”\[\]|]+|(?<![\w.@/-])(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,10}[/?][^\s<>\"“”\[\]|]+", re.IGNORECASE
)
# The message about one, and what to do where the real address cannot be read from it.
WRAPPED = phrase(
    "this is not the real web address but one of a mail filter, which may show the recipient's e-mail address"
)
TRACKING = phrase(
    "this web address has a tracking code from a newsletter or social media, which tells the website where its readers "
    "came from"
)
# What mail programs and social media add to an address.
TRACKING_KEY = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id|s_cid|"
    r"ml_subscriber\w*|ck_subscriber_id|dm_[it]|elqTrack\w*|elq|trk_\w+)=",
    re.IGNORECASE,
)
FOLLOW = phrase("open this address in a browser, and write the address that the browser then shows")
REAL = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
PUNCTUATION = ".,;:!?'’*_"
# One filter may wrap what another has wrapped.
MOST_LAYERS = 4


class Wrapped(NamedTuple):
    """An address of a mail filter in a text, and the real one, "" where it cannot be read from it."""

    start: int
    end: int
    real: str


def find_tracking(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each address begins and ends that tells who follows it, and the address without that."""
    for found in ADDRESS.finditer(text) if "=" in text else ():
        address = _trim(found[0])
        clean = _drop_tracking(address)
        if clean != address and unwrap(address) is None:
            yield found.start(), found.start() + len(address), clean


def _drop_tracking(address: str) -> str:
    """Return the address without the parts of its query that are there for tracking."""
    before, mark, rest = address.partition("?")
    query, hash_sign, fragment = rest.partition("#")
    pairs = query.split("&")
    kept = [each for each in pairs if not TRACKING_KEY.match(each)]
    if len(kept) == len(pairs):
        return address
    return before + (mark + "&".join(kept) if kept else "") + hash_sign + fragment


def find_wrapped(text: str) -> Iterator[Wrapped]:
    """Yield each address in the text that a mail filter made."""
    for found in ADDRESS.finditer(text) if "/" in text or "?" in text else ():
        address = _trim(found[0])
        real = unwrap(address)
        if real is not None:
            yield Wrapped(found.start(), found.start() + len(address), real)


def unwrap(address: str) -> str | None:
    """Return the real address in one that a mail filter made, "" where it cannot be read; None where none made it."""
    real: str | None = None
    for _ in range(MOST_LAYERS):
        inner = _unwrap_once(real or address)
        if inner is None:
            break
        real = inner
        if not inner:
            break
    return real


def _trim(address: str) -> str:
    """Return the address without the punctuation of the sentence around it."""
    address = address.rstrip(PUNCTUATION)
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(PUNCTUATION)
    return address


def _unwrap_once(address: str) -> str | None:
    try:
        address = unescape(address).strip()
        parts = urlsplit(address if "://" in address[:9] else f"https://{address}")
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    read = next((read for pattern, read in FILTERS if pattern.fullmatch(host + (parts.path or "/"))), None)
    if read is None:
        return None
    try:
        real = read(parts).strip()
    except (ValueError, binascii.Error):
        return ""
    return real if REAL.match(real) else ""


def _of_query(*names: str) -> Callable[[SplitResult], str]:
    """Return what reads the address from one of the values behind the question mark."""
    return lambda parts: next((found[0] for name in names if (found := parse_qs(parts.query).get(name))), "")


def _read_proofpoint_2(parts: SplitResult) -> str:
    return unquote(_of_query("u")(parts).replace("-", "%").replace("_", "/"))


def _read_proofpoint_3(parts: SplitResult) -> str:
    """Return the address between the double underlines; a star, or two and a sign, replaces what follows encoded."""
    whole = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    found = re.match(r"/v3/__(.+?)__;([\w-]*=*)!", whole)
    if not found:
        return ""
    # Two strokes are one where the address went through something that joins them.
    real = re.sub(r"^(https?):/(?!/)", r"\1://", found[1])
    if "*" not in real:
        return real
    kept = iter(base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4)).decode())
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    def restore(star: re.Match[str]) -> str:
        return "".join(next(kept, "") for _ in range(signs.index(star[1]) + 2 if star[1] else 1))

    return re.sub(r"\*(?:\*([\w-]))?", restore, real)


def _read_check_point(parts: SplitResult) -> str:
    """Return the address between the lines of underlines."""
    found = re.match(r"/v\d/(?:r01/)?_{2,3}(.+?)_{2,3}\.", parts.path + (f"?{parts.query}" if parts.query else ""))
    return found[1] if found else ""


def _read_sophos(parts: SplitResult) -> str:
    coded = _of_query("u")(parts)
    return base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()


def _read_last_part(parts: SplitResult) -> str:
    return unquote(parts.path.rpartition("/")[2])


def _read_nothing(_: SplitResult) -> str:
    """Return "": only the filter itself knows where the address leads."""
    return ""


# Host and path of each filter, and how the real address is read from its own.
FILTERS: tuple[tuple[re.Pattern[str], Callable[[SplitResult], str]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), read)
    for pattern, read in (
        (r"[\w.-]*safelinks\.protection\.(?:outlook\.com|office365\.us|partner\.outlook\.cn)/.*", _of_query("url")),
        (r"[\w.-]*office\.(?:com|net)/.*safelinks.*", _of_query("url")),
        (r"urldefense(?:\.proofpoint)?\.(?:com|us)/v1/.*", _of_query("u")),
        (r"urldefense(?:\.proofpoint)?\.(?:com|us)/v2/.*", _read_proofpoint_2),
        (r"urldefense(?:\.proofpoint)?\.(?:com|us)/v3/.*", _read_proofpoint_3),
        (r"[\w.-]*\.mimecast(?:protect)?\.com/[sr]/.*", _read_nothing),
        (r"linkprotect\.cudasvc\.com/.*", _of_query("a")),
        (r"secure-web\.cisco\.com/.*", _read_last_part),
        (r"clicktime\.symantec\.com/.*", _of_query("u")),
        (r"[\w.-]*\.protection\.sophos\.com/.*", _read_sophos),
        (r"[\w.-]*\.trendmicro\.com/wis/clicktime/.*", _of_query("url")),
        (r"protect\d*\.fireeye\.com/.*", _of_query("u")),
        (r"[\w.-]*scanmail\.trustwave\.com/.*", _of_query("u")),
        (r"[\w.-]*\.esvalabs\.com/.*", _of_query("u")),
        (r"[\w.-]*\.libraesva\.com/.*", _of_query("u", "url")),
        (r"[\w.-]*\.hornetsecurity\.com/.*", _of_query("u", "url")),
        (r"[\w.-]*\.mailanyone\.net/.*", _of_query("u", "url")),
        (r"[\w.-]*antigena\w*\.com/.*", _of_query("u", "url")),
        (r"[\w.-]*\.darktrace\.com/.*", _of_query("u", "url")),
        (r"[\w.-]*\.perception-point\.io/.*", _of_query("url", "u")),
        (r"[\w.-]*\.avanan\.(?:net|click)/.*|[\w.-]*\.checkpoint\.com/v\d/.*", _read_check_point),
        (
            r"[\w.-]*\.(?:mailguard\.com\.au|mailcontrol\.com|messagelabs\.com|egress\.com|spamtitan\.com)/.*",
            _of_query("u", "url", "d"),
        ),
        (r"[\w.-]*\.vadesecure\.com/.*|[\w.-]*\.vade-?\w*\.com/.*", _of_query("u", "url")),
        (r"www\.google\.[a-z.]+/url", _of_query("q", "url")),
        (r"lm?\.facebook\.com/l\.php", _of_query("u")),
    )
)
