"""Whether "Appendix 2" or "recommendation 4" in a text is said of another paper than the one that the text is in.

The owner may come after ("of the Cabinet report", "(Ofsted)", ", Housing Strategy 2025") or before ("the Ombudsman's",
"the Local Plan's", "CQC"). What is said of this report, or of the body that makes it, is its own.
"""

from __future__ import annotations

import re

# Who writes papers with recommendations, appendices and paragraphs of their own, and how such papers are called.
OTHERS = re.compile(
    r"\b(?:Ombudsman|Inspector\w*|Ofsted|CQC|HMICFRS|Regulator|Government|Minist(?:er|ry)|Secretary of State|Parliament"
    r"|Commission(?:er)?|Department|Audit\w*|Charter|Coroner|(?:County|Parish|Town|District|Borough) Council"
    r"|National [A-Z]\w+|[A-Z]\w+ (?:Framework|Act|Inquiry|Regulations)|Local Plan|Constitution"
    r"|Peer (?:Review|Challenge))\b"
    r"|\b(?:ombudsman|inquiry|inquest|peer (?:review|challenge)|audit\w*|regulator|coroner)\b"
    r"|\b(?:officers?[’']s?|cover(?:ing)?|officer|Cabinet) (?:\w+ )?reports?\b"
    r"|\breport (?:of|by|from) (?:the )?officers?\b"
)
PAPERS = (
    "report", "plan", "framework", "policy", "strategy", "document", "guidance", "act", "code", "review", "inquiry",
    "minutes", "schedule", "agenda", "pack", "budget", "letter", "assessment", "statement",
)  # fmt: skip
PAPER = "|".join(PAPERS)
# A paper by its title: "Housing Strategy 2025", "Cabinet report".
TITLED = re.compile(
    rf"\b[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|and|for|of))* (?:{'|'.join(map(str.title, PAPERS))})\b"
    r"|\b[A-Z][\w-]+ reports?\b"
)
BODY = r"(?:Sub-Committee|Committee|Panel|(?:Review |Working |Task )?Group)"
OWN = rf"(?:this|our(?: own)?|the (?:[Ss]crutiny )?{BODY}[’']s(?: own)?|the (?:[Ss]crutiny|present))"

# What follows the number.
OWN_AFTER = re.compile(
    rf"\s*\(?(?:of|in|to|from) "
    rf"(?:{OWN} (?:\w+ )?(?:{PAPER}|paper|response)\b|(?:the|this) (?:scrutiny )?{BODY}\b(?![’']))",
    re.IGNORECASE,
)
# "Recommendation 4 to Cabinet in particular" is said of our own.
NO_OWNER = (
    r"(?! (?:particular|full|turn|detail|order|part|principle|line|its entirety)\b"
    r"| (?:the )?(?:Cabinet|Council|Executive)\b(?! \w*report))"
)
AFTER = re.compile(rf"\s*\(?(?:(?:of|from|on)\b|(?:in|to)\b{NO_OWNER})|,? (?:page|section) ")
# What follows where it is an owner only if it reads as one.
PERHAPS_AFTER = re.compile(
    r"\s*[(\[]([^()\[\]]{2,80})[)\]]|(?:,|:| [–-]) ([A-Z][^.;,]{2,60})"
    r"|\s*(?:(?:as )?(?:made|given|attached|appended|annexed|set out) )?(?:by|within|under|to|in)\b([^.;]{0,80})"
)

# What comes before the word "Appendix" or "recommendation", within so many characters.
FAR = 160
ADJECTIVES = r"(?:(?:final|first|second|third|own|draft|main|key|interim|earlier|previous|latest|annual|new) )*"
WHOSE = re.compile(rf"(?<=[^.;,()\s])(?:[’']s|(?<=s)[’']) {ADJECTIVES}(?:{PAPER})?\W{{0,3}}$")
ENDS_OWNER = re.compile(r"[.;,()]")
DIRECTLY = re.compile(rf"(?:\b[A-Z]{{3,6}}|{OTHERS.pattern}) (?:report )?{ADJECTIVES}\(?$")
# A name: two words with capitals, or one that does not begin the sentence.
NAME = re.compile(r"(?:(?<=[a-z,] )|(?:\b[A-Z][\w-]+ (?:(?:and|of|for|in) )?)+)(?P<last>[A-Z][\w-]+) $")
OPENS = re.compile(
    r"(?:See|The|In|As|Under|For|Both|With|This|That|Also|Please|Of|To|Per|While|And|But|Note|Scrutiny|Members"
    r"|Councillors?) $"
)
NAMED_BODY = re.compile(rf"(?P<name>(?:[A-Z][\w-]* (?:(?:and|of|for) )?)*){BODY}$")
OWN_BEFORE = re.compile(rf"\b{OWN} (?:\w+ )?(?:{PAPER}|paper|response)\W{{0,3}}$", re.IGNORECASE)
IN_A_PAPER = re.compile(
    rf"\b(?:{PAPER})\W{{0,3}}$|\b(?:{PAPER}) (?:to [A-Z]\w+ )?(?:at|in|see|under|has \w+ \w+ \() ?$"
    rf"|\b(?:{PAPER}) (?:for|to|of) (?:the )?(?:[A-Z][\w-]+ ?)+\W{{0,3}}(?:at |in |see )?$",
    re.IGNORECASE,
)
# A plan may be what a recommendation is about; a report or a review with an owner makes recommendations itself.
IN_A_REVIEW = re.compile(r"\b[A-Z][\w-]+ (?:report|review|inquiry|audit|letter)\W{1,3}$")


def names_other_part(text: str, start: int, end: int, own: str = "") -> bool:
    """Whether an appendix or a paragraph is one of another paper; `own` are the names of the bodies that report."""
    return _names_other(text, start, end, own, IN_A_PAPER)


def names_other_recommendation(text: str, start: int, end: int, own: str = "") -> bool:
    """Whether a recommendation is one of another paper; `own` are the names of the bodies that report."""
    return _names_other(text, start, end, own, IN_A_REVIEW)


def names_own(text: str, start: int, end: int) -> bool:
    """Whether the text says that it is one of this paper: "Appendix B of this report"."""
    return bool(OWN_AFTER.match(text, end) or OWN_BEFORE.search(_before(text, start)))


def _before(text: str, start: int) -> str:
    """Return the words before a place, as far back as an owner's name may begin."""
    return text[max(0, start - FAR) : start]


def _names_other(text: str, start: int, end: int, own: str, in_another: re.Pattern[str]) -> bool:
    if names_own(text, start, end):
        return False
    after = PERHAPS_AFTER.match(text, end)
    if AFTER.match(text, end) or (after and _reads_as_owner(next(filter(None, after.groups()), ""), own)):
        return True
    before = _before(text, start)
    if whose := WHOSE.search(before):
        return not _is_own_body(ENDS_OWNER.split(before[: whose.start()])[-1], own)
    return bool(in_another.search(before)) or _follows_name(before, own)


def _follows_name(before: str, own: str) -> bool:
    """Whether the name of another body or paper is directly before: "the CQC", "Climate Assembly"."""
    if NAMED_BODY.search(before.rstrip()):
        return not _is_own_body(before.rstrip(), own)
    found = DIRECTLY.search(before) or NAME.search(before)
    if found is None or OPENS.search(before):
        return False
    return found[0].strip(" (").casefold() not in own.casefold()


def _reads_as_owner(words: str, own: str) -> bool:
    """Whether the words name a body or a paper that is not our own."""
    if re.match(rf"\s*{OWN}\b", words):
        return False
    found = OTHERS.search(words) or TITLED.search(words)
    return found is not None and found[0].casefold() not in own.casefold()


def _is_own_body(owner: str, own: str) -> bool:
    """Whether the owner is the body that reports: "the Committee", or its name."""
    named = NAMED_BODY.search(owner)
    if named is None:
        # A review group calls its review so.
        review = r"|\b[Tt]he review$" if "review" in own.casefold() else ""
        return bool(re.search(rf"\b(?:this|our)\b[^,]*$|\b(?:[Ss]crutiny|[Mm]ember|[Cc]ouncillor)s?${review}", owner))
    name = re.sub(r"^The\s+", "", named[0])
    return not re.sub(r"^The\s+", "", named["name"]).strip() or not own or name.casefold() in own.casefold()
