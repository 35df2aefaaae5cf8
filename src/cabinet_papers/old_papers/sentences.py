"""What was of one paper in the sentences around its answers: the body, the days, the title, and who answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cabinet_papers.matter.dates import MONTHS, WEEKDAYS

MONTH = "|".join(each.capitalize() for each in MONTHS)
WEEKDAY = "|".join(each.capitalize() for each in WEEKDAYS)
DATE = re.compile(
    rf"(?:(?:{WEEKDAY}),? )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:(?:, \d{{1,2}})* and \d{{1,2}})? )?(?:{MONTH}),? \d{{4}}"
    rf"|(?:(?:{WEEKDAY}),? )?\d{{1,2}}/\d{{1,2}}/\d{{4}}"
)
CABINET = re.compile(
    r"\b(?:Cabinet|Executive)\b"
    r"(?! (?:[Mm]ember|[Rr]espon|[Dd]ecision|[Ll]ead|[Dd]irector|[Hh]ead|[Oo]fficer|Board|Panel))"
)
ENDS = "Committee|Sub-Committee|Panel|Group|Commission|Board|Forum|Task Force|Working Party"
BODY = re.compile(
    rf"\b(?P<the>[Tt]he )?(?P<body>(?!The\b)(?:[A-Z][\w'’&-]*,? (?:(?:and|of|for|the|&) )*)+?(?:{ENDS}))\b"
)
ON = re.compile(rf"\b(?:on|in)(?= (?:{DATE.pattern}))")
ABOUT = re.compile(
    r"\b(?P<about>concerning|regarding|relating to|in relation to|in respect of) (?P<the>the )?(?P<title>[^.;]+)"
)
CALLING = r"(?:Councillor|Cllr\.?|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Baroness)"
PERSON = rf"(?:{CALLING}(?: [A-Z][\w'’.-]*)+|The Mayor)"
LEADS = (r"[Pp]rovided by", r"[Aa]nswered by", r"[Rr]esponse (?:by|from|of)", r"(?:[Mm]ember|[Hh]older)(?:s|\(s\))?")
MEMBER = re.compile(
    rf"(?P<before>.*?(?:{'|'.join(LEADS)}):? ?)"
    rf"(?P<who>(?:[^,;:]+, )?{PERSON}(?:, [^,;:]+(?: and [^,;:]+)?)?)\.?"
)
NAME_FIRST, TITLE_FIRST = "{{ member.name }}{% if member.title %}, {{ member.title }}{% endif %}", (
    "{% if member.title %}{{ member.title }}, {% endif %}{{ member.name }}"
)  # fmt: skip
APPENDIX = re.compile(r"(Appendix|Annex|Appendices) (?:[A-Z]|\d{1,2})")


MEMBERS = re.compile(r"\bthe Cabinet Members?\b(?! for)")
SEVERAL_MEMBERS = "{% if topic.several_members %}the Cabinet Members{% else %}the Cabinet Member{% endif %}"
ONE_OR_MORE = re.compile(r"\b(?:the recommendation|(?:the )?recommendations)(?= made by)")
ONE_RECOMMENDATION = "{% if topic.one_recommendation %}the recommendation{% else %}recommendations{% endif %}"
# So the house's title is, whichever body made the recommendations.
FIXED_TITLE = re.compile(r"(?:Draft )?Cabinet response to recommendations of the Scrutiny Committee")


class Subject(NamedTuple):
    """What an old paper was about: its title, "" where it could not be found, and the dates in it as printed.

    `made_on` is when the scrutiny met, and `decided_on` Cabinet, as far as sentences say it; `of_scrutiny` and
    `of_cabinet` are the placeholders for these days in the paper's template.
    """

    title: str
    dates: tuple[str, ...]
    made_on: frozenset[str] = frozenset()
    decided_on: frozenset[str] = frozenset()
    of_scrutiny: str = "date"
    of_cabinet: str = "cabinet_date"

    @property
    def in_report(self) -> Subject:
        """The same for a report, whose date is that of Cabinet's meeting."""
        return self._replace(of_scrutiny="scrutiny_date", of_cabinet="date")


def find_subject(texts: Iterable[str], around: Iterable[str], named: str) -> Subject:
    """Return what the paper was about by its paragraphs, its headers and footers, and the title in its properties."""
    listed, every = list(texts), [*texts, *around]
    dates = tuple(dict.fromkeys(found[0] for text in listed for found in DATE.finditer(text)))
    after = (found for text in listed if (found := re.search(r": (?P<title>[^:]+)$", text)) and BODY.search(text))
    about = (found for text in listed if DATE.search(text) and (found := ABOUT.search(text)))
    titles = [re.sub("^[Tt]he ", "", found["title"].strip(" .")) for found in (*after, *about)]
    # What comes last in the properties is the title; before it is what kind of paper it is.
    inside = [part for part in re.split(r" - |: ", named) if part and any(part in text for text in every)]
    title = next(iter((*inside[-1:], *titles)), "")
    return Subject(title, dates, _find_days(every, BODY), _find_days(every, CABINET))


def _find_days(texts: Iterable[str], meeting: re.Pattern[str]) -> frozenset[str]:
    """Return the days in the texts on which there was such a meeting."""
    days = ((found, text) for text in texts for found in DATE.finditer(text))
    return frozenset(found[0] for found, text in days if _tell_meeting(text, found) is meeting)


def _tell_meeting(text: str, day: re.Match[str]) -> re.Pattern[str] | None:
    """Return whose meeting was on a day, BODY or CABINET, by what is named next before it, or after it; or None."""
    named = sorted((found.end(), which) for which in (BODY, CABINET) for found in which.finditer(text))
    before = [which for end, which in named if end <= day.start()]
    return next(iter((*before[-1:], *(which for _, which in named))), None)


def generalise(text: str, subject: Subject, owner: str = "") -> str:
    """Return a sentence with placeholders in place of what was of one paper; `owner` is "topic." within that loop."""
    if FIXED_TITLE.fullmatch(text):
        return text
    about = ABOUT.search(text)
    if about and DATE.search(text):
        text = (
            f"{text[: about.start('the') if about['the'] else about.start('title')]}{{{{ {owner}the_title }}}}"
            + (text[about.end("title") :])
        )
    elif subject.title:
        text = re.sub(rf"\b[Tt]he {re.escape(subject.title)}", "{{ the_title }}", text)
        text = text.replace(subject.title, "{{ title }}")
    if owner:
        text = ONE_OR_MORE.sub(ONE_RECOMMENDATION, MEMBERS.sub(SEVERAL_MEMBERS, text))
    text = _generalise_dates(text, subject, owner)
    text = BODY.sub(lambda found: _write_body(found["the"] or "", owner), text)
    return APPENDIX.sub(r"\1 {{ letter }}", text) if APPENDIX.fullmatch(text) else text


def _generalise_dates(text: str, subject: Subject, owner: str) -> str:
    """Put placeholders in place of the days of the scrutiny's and of Cabinet's meeting; another day stays."""
    written, at = "", 0
    for day in DATE.finditer(text):
        meeting = _tell_meeting(text, day)
        if meeting is BODY or day[0] in subject.made_on:
            before = ON.sub(f"{{% if {owner}in_month %}}in{{% else %}}on{{% endif %}}", text[at : day.end()])
            written += before.removesuffix(day[0]) + f"{{{{ {owner}{subject.of_scrutiny} }}}}"
        elif day[0] in subject.decided_on:
            written += text[at : day.start()] + f"{{{{ {subject.of_cabinet} }}}}"
        else:
            written += text[at : day.end()]
        at = day.end()
    return written + text[at:]


def _write_body(article: str, owner: str) -> str:
    """Return the placeholder for a body; at the start of a sentence its article is a capital."""
    return f"{{{{ {owner}the_body }}}}" if article == "the " else f"{article}{{{{ {owner}body }}}}"


def find_member(text: str) -> str:
    """Return a sentence that names one who answered with placeholders for that, "" for another sentence."""
    found = MEMBER.fullmatch(text)
    if found is None:
        return ""
    title_first = re.match(rf"(?!{CALLING})[^,]+, ", found["who"])
    return found["before"] + (TITLE_FIRST if title_first else NAME_FIRST)


def has_placeholder(text: str) -> bool:
    """Whether something of the sentence gave way to a placeholder."""
    return "{{" in text
