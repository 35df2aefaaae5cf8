"""What is different where a sheet asks services about a plan: how it is known, read, and spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity, finding
from cabinet_papers.findings.message import Message, Term, for_officer, phrase
from cabinet_papers.matter.columns import COMMENT, RECOMMENDATION
from cabinet_papers.matter.dates import DateError, is_financial_year
from cabinet_papers.matter.deadlines import find_deadline
from cabinet_papers.matter.form_words import TITLE, say
from cabinet_papers.matter.update_words import BY_NOW, DONE, NEW_BY, NEW_TEXT, TITLE_OF_UPDATES
from cabinet_papers.matter.updates import Proposal
from cabinet_papers.matter.when import parse_when
from cabinet_papers.matter.wording import normalise_name
from cabinet_papers.sheets.about_row import list_typed_beside
from cabinet_papers.sheets.answer import TABLE_LINE
from cabinet_papers.sheets.form import list_known
from cabinet_papers.sheets.form_table import find_table
from cabinet_papers.sheets.read_sheet import Words
from cabinet_papers.sheets.reference import find_reference, matter_fingerprint

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Workbook
    from cabinet_papers.matter.model import Matter, Recommendation, Response
    from cabinet_papers.matter.plan import ActionPlan
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.sheets.read_sheet import MatchedRow, ReadSheet, ResponseSheet

# What people type where they propose nothing.
NOTHING = re.compile(
    r"(?:n/?a|none|no|not yet|nil|no changes?|not applicable|unchanged|as (?:now|before|is)|same(?: as before)?"
    r"|[-–—.?]+)[.!]?",
    re.IGNORECASE,
)
# The codes of what is wrong in a sheet.
OF_SHEETS = ("RES", "XLS", "REF")
# What findings about a response sheet say, and what is said of an update sheet instead.
INSTEAD = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"recommendations\.yaml", "action-plan.yaml"),
        (r"\ba recommendation\b", "an action"),
        (r"\brecommendation", "action"),
        (r"\bthe papers print\b", "the plan has"),
        (r"\bthe papers should print\b", "the plan should have"),
        (r"\bthe Cabinet Member\b", "the service"),
        (r"\banother Cabinet Member\b", "another service"),
        (r"\b([Aa]) response (sheet|table)", r"\1n update \2"),
        (r"\bresponse (sheet|table)", r"update \1"),
        (r"\b(is|are) printed as\b", r"\1 read as"),
        (r"^to print it as a table, .*", 'write what of "{}" is needed as text under Progress'),
        (r", because no comment names it$", ""),
        (r"\bin the comment\b", "under Progress"),
        (r"\buntil then no paper is built\b", "until then nothing of it is read"),
        (r"\b(action {}) is answered\b", r"\1 has an update"),
        (r"\bpart of the answer\b", "part of the update"),
        (r"\bit has decisions\b", "it has statuses"),
        (r"\bthe same answers\b", "the same updates"),
        (r"\bof (?:this|the) matter\b(?!')", "of the plan"),
        (r"\bthe matter (here|no longer)\b", r"the plan \1"),
        (r"\ba matter with\b", "a plan with"),
        (r"\banother matter\b", "another plan"),
        (r"\bis not a decision\b", "is not a status"),
        (r"\b(not|to be) printed\b", r"\1 read"),
        (r"\bthe answer\b", "the update"),
        (r"\ban answer\b", "an update"),
        (r"\b(this|its|no|that) answer\b", r"\1 update"),
        (r"\b(the|its|these|those|two|any|keeps every) answers\b", r"\1 updates"),
    )
)


def is_update_sheet(workbook: Workbook, words: Mapping[str, str] | None, settings: Settings) -> bool:
    """Whether the workbook was written as an update sheet; `words` are those that it carries."""
    titles = tuple({TITLE_OF_UPDATES, say(TITLE_OF_UPDATES, settings.plan_words)})
    if words and words.get(TITLE.strip()) in titles:
        return True
    headings = {name for each in (NEW_TEXT, NEW_BY) for name in (each.heading, say(each.heading, settings.plan_words))}
    first = [cell.text.strip() for sheet in workbook.worksheets for cell in sheet.cells[:40]]
    return any(text.startswith(titles) or text in headings for text in first)


def is_response_sheet(workbook: Workbook, settings: Settings) -> bool:
    """Whether a table of the workbook has the headings of a response sheet."""
    columns = list_known(settings.response_columns, settings.form_words)
    return any(find_table(each, columns) for each in workbook.worksheets)


def list_referred(workbook: Workbook) -> set[str]:
    """Return the fingerprints of the plans or matters that the workbook's hidden references name."""
    texts = (cell.text for sheet in workbook.worksheets for cell in sheet.cells if len(cell.text) < 200)
    return {found.matter for text in texts if (found := find_reference(text))}


def refers_to(workbook: Workbook, asked: Matter) -> bool:
    """Whether the workbook was written for this plan."""
    return matter_fingerprint(asked.title, asked.told_by) in list_referred(workbook)


def report_other_plan(file: str, other: Matter, asked: Matter) -> Diagnostic:
    """Return the finding for an update sheet that was written for another plan, such as last year's."""
    message = phrase(
        'this update sheet was written for another plan, "{}" in {}, so nothing of it is used for "{}"',
        other.title, Term(other.location.file), asked.title,
    )  # fmt: skip
    hint = for_officer("move it into the folder of that plan; if it was to be for this one, run `papers sheet`")
    found = finding(codes.XLS012, message, hint, Location(file), Severity.WARNING)
    return found._replace(related=other.location)


def report_not_asked(file: str) -> Diagnostic:
    """Return the finding for an update sheet beside a plan that asks for none, or beside no plan."""
    message = phrase("this is an update sheet, but there is no plan here that asks for updates")
    hint = for_officer(
        "move it into the folder of its plan; if it is this folder's, write updates: {} into action-plan.yaml",
        Term("{due: ...}"),
    )
    return finding(codes.XLS031, message, hint, Location(file))


def word_for_updates(found: Diagnostic) -> Diagnostic:
    """Return a finding about an update sheet in the words for such a sheet.

    None of them stops the plan, which is printed without what the sheets say.
    """
    severity = Severity.WARNING if found.code.number.startswith(OF_SHEETS) else found.severity
    return found._replace(
        message=reword(found.message), hint=reword(found.hint), severity=severity, number=None, printed=None
    )


def reword(message: Message) -> Message:
    """Return what is said of a response sheet as it is said of an update sheet; nothing typed is changed."""
    pattern = message.pattern
    for each, words in INSTEAD:
        pattern = each.sub(words, pattern)
    values = tuple(reword(each) if isinstance(each, Message) else each for each in message.values)
    return message._replace(pattern=pattern, values=values)


def reword_sheet(sheet: ResponseSheet) -> None:
    """Put everything that is said of the sheet into the words for an update sheet."""
    sheet.findings = [word_for_updates(each) for each in sheet.findings]
    sheet.other_matter = reword(sheet.other_matter) if sheet.other_matter else None
    sheet.last_years = reword(sheet.last_years) if sheet.last_years else None


def drop_taken(sheet: ResponseSheet, asked: Matter) -> None:
    """Take the words that an action had before an update for its own: the service need not look at them again."""
    earlier = {each.number: [words.split() for words in each.earlier] for each in asked.recommendations}
    taken = [each for each in sheet.rows if each.row.text(RECOMMENDATION).split() in earlier[each.number]]
    places = [each.row.place for each in taken]
    sheet.rows = [each._replace(words=Words.SAME) if each in taken else each for each in sheet.rows]
    sheet.findings = [each for each in sheet.findings if each.code is not codes.RES011 or each.location not in places]


def find_changed_beside(rows: Iterable[MatchedRow], asked: Matter, settings: Settings) -> Iterator[Diagnostic]:
    """Yield where a cell that is only to be read has another year or service than the plan has or had."""
    by_number = {each.number: each for each in asked.recommendations}
    headings = {each.name: Term(each.heading) for each in settings.response_columns}
    for each in rows:
        about = by_number[each.number]
        for name, typed in list_typed_beside(about, each.row).items():
            message = phrase(
                'action {}: the grey cell under "{}" has "{}", but the plan has "{}"',
                about.printed, headings[name], typed, about.beside[name],
            )  # fmt: skip
            hint = for_officer("if the service means it, write it into action-plan.yaml; in any case, run `papers "
                               'sheet`, which keeps it under "About this row"')  # fmt: skip
            if name == BY_NOW.name:
                hint = for_officer(
                    'if the service means it, type it under "{}"; in any case, run `papers sheet`, which keeps it '
                    'under "About this row"',
                    headings[NEW_BY.name],
                )  # fmt: skip
            yield finding(codes.RES006, message, hint, each.row.place._replace(cell=each.row.cells[name].reference))


def list_proposals(sheets: Iterable[ReadSheet], asked: Matter, plan: ActionPlan, language: str) -> tuple[Proposal, ...]:
    """Return what the services propose, one for each row with an update: by action, that of the lead service first.

    What is in another row as well is one.
    """
    by_number = {each.number: each for each in asked.recommendations}
    found: list[tuple[int, int, Proposal]] = []
    for sheet in sheets:
        answers = {each.location: each for each in sheet.sheet.responses}
        for row in (each for each in sheet.sheet.rows if each.row.place in answers):
            about = by_number[row.number]
            proposal = _read_proposal(row, about, answers[row.row.place], sheet, plan, language)
            place = (about.member, *about.others).index(proposal.service) if proposal.service in about.others else 0
            found.append((row.number, place, proposal))
    every = [proposal for _, _, proposal in sorted(found, key=lambda each: each[:2])]
    return tuple(each for at, each in enumerate(every) if not _is_in_another(each, at, every))


def _is_in_another(one: Proposal, at: int, every: Sequence[Proposal]) -> bool:
    """Whether a row of the same service says the same, and perhaps more; of two that say the same the first counts."""
    return any(
        other.number == one.number and other.service == one.service and one.said.items() <= other.said.items()
        and (one.said != other.said or before < at)
        for before, other in enumerate(every) if before != at
    )  # fmt: skip


def _read_proposal(
    row: MatchedRow, about: Recommendation, given: Response, sheet: ReadSheet, plan: ActionPlan, language: str
) -> Proposal:
    wording = _drop_nothing(row.row.text(NEW_TEXT))
    completed = _read_date(given, DONE.name, language)
    is_date = _is_when(completed, plan, language)
    return Proposal(
        number=str(about.printed),
        service=_find_service(row, about),
        place=row.row.place,
        saved=sheet.workbook.saved,
        status=given.decision.word if given.decision else given.typed,
        progress=row.row.text(COMMENT),
        # The words of the sheet typed again propose nothing.
        text="" if wording.split() == row.row.text(RECOMMENDATION).split() else wording,
        by=_read_date(given, NEW_BY.name, language),
        completed=completed if is_date else "",
        undated="" if is_date else completed,
        has_table=TABLE_LINE.search(row.row.text(COMMENT)) is not None,
    )


def _find_service(row: MatchedRow, about: Recommendation) -> str:
    """Return the service that the sheet asks, by the plan's name for it; where it asks none, all of the action's."""
    services = tuple(filter(None, (about.member, *about.others)))
    # A sheet names whom it asks up to the first comma, behind which a title may be.
    theirs = {normalise_name(each) for each in row.asked}
    own = [each for each in services if normalise_name(each.partition(",")[0]) in theirs]
    return "; ".join(own or row.asked or services)


def _drop_nothing(typed: str) -> str:
    """Return what was typed, "" where it says that there is nothing to say."""
    return "" if NOTHING.fullmatch(typed.strip()) else typed


def _read_date(given: Response, name: str, language: str) -> str:
    """Return a date as it is written in YAML, other words as they are."""
    typed = _drop_nothing(given.further[name].text.strip() if name in given.further else "")
    try:
        return str(parse_when(typed, language)) if typed else ""
    except DateError:
        return typed


def _is_when(typed: str, plan: ActionPlan, language: str) -> bool:
    """Whether it is a day, a month, or a year or quarter as a plan has them."""
    try:
        return not typed or bool(parse_when(typed, language))
    except DateError:
        return find_deadline(typed, plan.years) is not None or is_financial_year(typed)
