"""Where tools/try_secrets.py puts secret words: each field, cell and property that may hold what is exempt.

In the texts `<<a place>>` becomes a sentence of secret words and `<a place>` a few of them; MARK is the mark that makes
the item exempt, as a person wrote it, and TYPO a mistake beside it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from tools.secret_words import Secret, make_secret

from cabinet_papers.files.package import FINISHED, unpack, write_package

PLACE = re.compile(r"<<([^<>]+)>>|<([a-z][^<>]+)>")
# None of these has a paragraph of Schedule 12A under a key that is known; a person meant it all the same.
MISSPELT = (
    "exmept: 3", "exemt: 3", "Exempt: 3", "EXEMPT: 3", "exempted: 3", "private: 3", "confidential: yes", "exempt:",
    "exempt: yes", "exempt: [3]", "exempt: {paragraph: 3}", "exempt: paragraph three", "exempt:3", "exempt 3",
    "exempt = 3", "exempt; 3", "exempt-answer: 3", "exemptanswer: 3", "exempt paragraph: 3", "wxempt: 3", "eexmpt: 3",
    "not for publication: 3", "schedule 12A: 3", "part 2: yes", "restricted: 3", "publish: no", "public: no",
    "withhold: 3", '"exempt ": 3', "'exempt': ", "exempt : x", "eithriedig: 3", "sensitive: yes", "redacted: yes",
    "secret: yes", "ex empt: 3", "e\u0445empt: 3", "- exempt: 3", "exempt_: 3", "exemption: 3", "pink paper: yes",
    "exempt？: 3", "exempt： 3", "exemptt: 3", "xempt: 3", "empt: 3", "exem: 3", "commercial: yes"
)  # fmt: skip

SETTINGS = """\
council: Westmere City Council
decisions: {Yes: agreed, No: not agreed, Xerborn: not agreed, Yagorn: agreed}
response_columns: [Action, Lead officer, Target date, {heading: Priority, choices: [High, Low]}, \
{heading: Cost, kind: money}, {heading: Cleared, kind: person, print: no}]
people: [{name: Councillor Oak, title: Cabinet Member for Parks}]
services: [Housing]
documents:
  - {template: covering-letter.docx, name: "Covering letter - {member}", over: member}
  - {template: each.docx, name: "Note {number} - {topic} {title}", over: recommendation}
  - {template: all.docx, name: Report back, over: all}
"""
# What is printed of all matters together.
OVERVIEW = (
    "{{ council }}",
    "{%p for matter in matters %}",
    "{{ matter.title }}: {{ matter.counts.asked }}",
    "{%p endfor %}",
)
HEAD = """\
title: Depot Site
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-03-18, members: [{name: Councillor Oak, title: Cabinet Member for Parks},
  {name: Councillor Ash, title: Cabinet Member for Money}]}
response: {status: draft, due: 2026-03-10}
"""
REPORT = """\
report:
  purpose: To present the recommendations  of the Committee .
  appendices:
    - Survey of trees
    - title: "<title of an exempt appendix>"
      MARK
    - response
  body: |
    The Committee met on the the 3rd of March , see Appendix Z.

    [Recommendation 1]

    [Recommendation 2]

    [Recommendation 3]

    [Recommendation 4]

    [Recommendation 5]

    [Recommendation 6a]

    [Recommendation 6b]

    [Recommendation 7]
"""
RECOMMENDATIONS = """\
recommendations:
  - text: That the Council plants  a hundred trees in the Depot.
    member: Councillor Oak
  - text: "<<text of an exempt recommendation>>"
    MARK
    ref: "<ref of an exempt recommendation>"
    member: Councillor Oak
    # <comment in the yaml below an exempt recommendation>
    TYPO
  - text: That the Council says what the the nursery costs.
    exempt_answer: 3
    member: Councillor Ash
  - text: "<<text of an exempt and withdrawn recommendation>>"
    MARK
    withdrawn: "<<reason for which an exempt recommendation was withdrawn>>"
    member: Councillor Ash
  - text: "<<text of a recommendation with a question of its own>>"
    MARK
    member: Councillor Ash
  - text: "That the Council:"
    member: Councillor Oak
    parts:
      - reports back;
      - text: "<<text of an exempt part>>"
        MARK
  - text: "<<text of an exempt recommendation answered with another>>"
    MARK
    member: Councillor Oak
    answered_with: 2
"""
# What is typed wrong in the exempt item itself.
TYPOS = (
    "", 'nota: "<value of an unknown key>"', 'text: "<<the same key again>>"', 'number: "<number of an exempt one>"',
    'withdrawn: "yes"', 'answered_with: "<what it is answered with>"', 'parts: ["<<part that is no part>>", ""]',
    'title: {a: "<value of a key in braces>"}', '"<a key that is no key>": 3', "<a line without a colon>",
    'note: "<text without its second quote>', "note: <text with a colon>: <and another>", "\tnote: <behind a tab>",
    "note: [<in brackets that stay open>", "note: &anchor <behind an anchor>", "exempt: 4", "note: !!str <tagged>",
    "note: |\n    <text that is not indented>", 'withdrawn: ["<reason in a list>"]', 'ref: ["<ref in a list>"]',
    "note: <text with a hash> #<behind the hash>",
)  # fmt: skip
TOPICS = """\
title: Land
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-03-18, members: [{name: Councillor Oak, title: Cabinet Member for Parks}]}
response:
  status: agreed
  all: Agreed
  added: [That officers report  back.]
topics:
  - title: Land in the North
    scrutiny: {body: Land Panel, date: 2026-02-03}
    recommendations:
      - That the Council counts its land ,and maps it.
      - text: "<<text of an exempt recommendation of a topic>>"
        MARK
  - title: Land in the South
    numbering: S1
    recommendations:
      - {text: "<<text of an exempt recommendation within braces>>", MARK}
      - That the Council sells no land.
"""
PLAN = """\
title: Land Plan
years: [2026 - 2027, 2027 - 2028]
previous: land-plan-before
updates: {due: 2026-05-01}
priorities:
  - name: Land
    actions:
      - {text: Map the land., service: Housing, by: Year 1}
      - {text: Count the land., service: Housing, by: Year 1, was: 1.1}
      - text: "<<text of an action with a mark>>"
        service: Housing
        PLANMARK
        notes: "<<notes of an action with a mark>>"
        updates:
          - {date: 2026-04-20, service: Housing, status: Delayed, progress: "<<progress of an action with a mark>>",
             text: "<<later words of an action with a mark>>", instead_of: {text: "<<earlier words of an action>>"}}
"""
PLAN_FROM = """\
title: Plan of answers
years: [2026 - 2027, 2027 - 2028]
priorities:
  - name: Land
    actions:
      - {from: land 1, service: Housing, by: Year 1}
      - {from: land 2, by: Year 1}
      - {from: land S1, service: Housing}
"""
PLAN_BEFORE = """\
title: Land Plan before
years: [2025 - 2026, 2026 - 2027]
priorities:
  - name: Land
    actions:
      - {text: Count the land., service: Housing, by: Year 1}
      - text: "<<text of an action of last year with a mark>>"
        service: "<service of an action of last year>"
        PLANMARK
"""


# The numbers of recommendations whose answers are exempt.
EXEMPT_NUMBERS = {"2", "3", "4", "5", "6b", "7", "S1"}
# Words of the council with which exempt recommendations alone are answered.
EXEMPT_DECISIONS = ("Xerborn", "Yagorn")


def find_member(place: str) -> str:
    """Return the Cabinet Member of the depot who alone may read what is in a place, or "nobody"."""
    of_ash = ("withdrawn", "question of its own")
    if " in responses - " in place:
        return place.split(" in responses - ")[1].split(".")[0]
    if "recommendation" in place or "part" in place:
        return "Ash" if any(each in place for each in of_ash) else "Oak"
    return "nobody"


class Places:
    """The secret words that were given out, by their places."""

    def __init__(self, first: int = 9) -> None:
        self.secrets: dict[str, Secret] = {}
        self.first = first

    def give(self, place: str) -> Secret:
        """Return the words of a place, the same each time."""
        if place not in self.secrets:
            self.secrets[place] = make_secret(self.first + len(self.secrets), place)
        return self.secrets[place]

    def fill(self, text: str, of: str = "") -> str:
        """Return the text with its secret words; `of` says which file it is of."""
        return PLACE.sub(lambda found: self.give(f"{found[1]}{of}").sentence if found[1] else
                         self.give(f"{found[2]}{of}").short, text)  # fmt: skip


def _write_overview(templates: Path) -> None:
    """Write a template of a document over all matters, in the look of a shipped one."""
    document = docx.Document(str(templates / "draft-response.docx"))
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    for section in document.sections:
        for edge in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            for paragraph in edge.paragraphs:
                paragraph.text = ""
    for at, line in enumerate(OVERVIEW):
        document.add_paragraph(line, style=None if at else "Heading 1")
    document.save(str(templates / "all.docx"))


def write_matters(
    root: Path, places: Places, mark: str, typo: str = "", plan_mark: str = "", *, has_errors: bool = True
) -> None:
    """Write the matters and the plans of a workspace; without a `plan_mark` nothing of the plans is secret.

    Where nothing `has_errors` there is no action of an exempt answer, which is one.
    """
    letter = Path(__file__).parents[1] / "templates/covering-letter.docx"
    shutil.copy(letter, root / "templates")
    parts = unpack(letter, FINISHED)
    for own in (b"member.name", b"member.title"):
        parts["word/document.xml"] = parts["word/document.xml"].replace(own, b"title")
    (root / "templates/each.docx").write_bytes(write_package(parts))
    _write_overview(root / "templates")
    files = {
        "papers.yaml": SETTINGS,
        "data/depot/recommendations.yaml": HEAD + REPORT + RECOMMENDATIONS.replace("TYPO", typo or "# nothing else"),
        "data/land/recommendations.yaml": TOPICS,
        "data/land-plan/action-plan.yaml": PLAN,
        "data/land-plan-before/action-plan.yaml": PLAN_BEFORE,
        "data/plan-of-answers/action-plan.yaml": PLAN_FROM if has_errors else PLAN_BEFORE,
    }
    answer = mark.replace("exempt", "exempt_answer", 1) if mark.startswith("exempt: ") else "exempt_answer: 3"
    for name, text in files.items():
        marked = text.replace("PLANMARK", plan_mark or "ref: public").replace("exempt_answer: 3", answer)
        marked = marked.replace("MARK", mark)
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_public = "plan" in name and not plan_mark
        path.write_text(PLACE.sub("Public words", marked) if is_public else places.fill(marked), encoding="utf-8")


def _find_rows(sheet: Worksheet) -> tuple[dict[str, int], dict[str, int]]:
    """Return the columns of the table by their headings, and the rows by their numbers."""
    lines = {at: [str(cell.value or "") for cell in row] for at, row in enumerate(sheet.iter_rows(), 1)}
    head = next(at for at, line in lines.items() if "No." in line)
    columns = {heading: at for at, heading in enumerate(lines[head], 1) if heading}
    numbers = {line[columns["No."] - 1].strip(): at for at, line in lines.items() if at > head}
    return columns, {number: at for number, at in numbers.items() if number}


class AnsweredSheet:
    """A response sheet that a member fills in; `cell` gives one of a row by its heading."""

    def __init__(self, path: Path, places: Places) -> None:
        self.path, self.places, self.of = path, places, f" in {path.name}"
        self.book: Workbook = openpyxl.load_workbook(path)
        self.sheet: Worksheet = self.book.worksheets[0]
        self.columns, self.rows = _find_rows(self.sheet)

    def give(self, place: str) -> Secret:
        """Return the words of a place of this workbook."""
        return self.places.give(place + self.of)

    def cell(self, number: str, heading: str) -> Cell | MergedCell:
        """Return a cell of a row."""
        return self.sheet.cell(self.rows[number], self.columns[heading])

    def answer(self, number: str, *, public: bool) -> None:
        """Give an answer; of an exempt recommendation each cell has secret words."""
        if public:
            self.cell(number, "Agree?").value = "Yes"
            self.cell(number, "Comment").value = "It will  plant them by Spring , see Appendix Q."
            return
        self.cell(number, "Agree?").value = EXEMPT_DECISIONS[self.rows[number] % 2]
        for heading in ("Comment", "Action", "Lead officer", "Target date", "Priority", "Cost", "Cleared"):
            words = self.give(f"{heading} of an exempt answer")
            self.cell(number, heading).value = words.sentence if heading in ("Comment", "Action") else words.short

    def save(self) -> None:
        """Write the file."""
        self.book.save(self.path)


def fill_in_form(path: Path, places: Places) -> None:
    """Fill in a Word form: exempt rows with secret comments, notes and changes, and its properties."""
    of, document = f" in {path.name}", docx.Document(str(path))
    for row in document.tables[0].rows:
        if not EXEMPT_NUMBERS & {*row.cells[0].text.replace(",", " ").split()}:
            continue
        paragraph = row.cells[3].paragraphs[0]
        run = paragraph.add_run(places.give(f"comment{of}").sentence)
        author = places.give(f"author of a note{of}").name
        document.add_comment(run, places.give(f"note{of}").sentence, author=author, initials="x")
        for kind in ("ins", "del"):
            text = places.give(f"tracked {kind}{of}").sentence
            tag = "t" if kind == "ins" else "delText"
            paragraph._p.append(parse_xml(
                f'<w:{kind} {nsdecls("w")} w:id="7" w:author="{author}" w:date="2026-03-01T09:00:00Z">'
                f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r></w:{kind}>'))  # fmt: skip
    document.add_paragraph(places.give(f"paragraph below the table{of}").sentence)
    document.sections[0].footer.paragraphs[0].text = places.give(f"footer{of}").sentence
    for name in ("author", "last_modified_by", "title", "subject", "keywords", "comments", "category"):
        setattr(document.core_properties, name, places.give(f"property {name}{of}").short)
    document.save(str(path))


def add_other_files(folder: Path, places: Places) -> None:
    """Put other files beside the sheets that may hold answers: a Word document, an e-mail, a list as CSV, a text."""
    document = docx.Document()
    table = document.add_table(2, 3)
    for at, (heading, place) in enumerate(
        (("Recommendation", "recommendation"), ("Agree?", "decision"), ("Comment", "comment"))
    ):
        table.cell(0, at).text = heading
        table.cell(1, at).text = places.give(f"{place} in a Word document that is no form").sentence
    document.save(str(folder / "letter.docx"))
    for name in ("mail.eml", "notes.txt", "minutes.md", "answers.rtf", "old.odt", "scan.jpg"):
        text = f"Subject: {places.give(f'subject of {name}').short}\n\n{places.give(f'text of {name}').sentence}\n"
        (folder / name).write_text(text, encoding="utf-8")
    asked, said = (places.give(f"{what} in a CSV file").sentence for what in ("recommendation", "comment"))
    cells = ("No.,Recommendation,Agree?,Comment", f'2,"{asked}",No,"{said}"')
    (folder / "answers.csv").write_text("\n".join(cells), encoding="utf-8")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = places.give("name of a worksheet with other headings").short
    sheet.append(["Ref", "What was asked", "Position", places.give("heading of a table with other headings").short])
    sheet.append([2, places.give("text of an exempt recommendation").sentence, "No",
                  places.give("comment in a table with other headings").sentence])  # fmt: skip
    book.save(folder / "other headings.xlsx")


Deed = Callable[[AnsweredSheet, str], None]


def type_a_decision(sheet: AnsweredSheet, number: str) -> None:
    """Type a sentence under Agree?."""
    sheet.cell(number, "Agree?").value = sheet.give("Agree? of an exempt answer").short


def ask_for_a_table(sheet: AnsweredSheet, number: str) -> None:
    """Name a worksheet in the comment, whose name and cells are secret, with everything that a cell can have."""
    name = sheet.give("name of an exempt answer's worksheet")
    made = sheet.book.create_sheet(name.short)
    made.append(["Item", sheet.give("heading of an exempt table").short])
    made.append([sheet.give("cell of an exempt table").sentence, 3.14159])
    made["B2"].number_format = f'0.0 "{sheet.give("format of a cell of an exempt table").short}"'
    made["A3"].value, made["A3"].hyperlink = "link", f"https://{sheet.give('link in an exempt table').name}.example"
    made["A4"].value = sheet.give("cell in a hidden row of an exempt table").short
    made.row_dimensions[4].hidden = True
    made["A5"].value, made["A5"].comment = 1, Comment(sheet.give("note in an exempt table").sentence, "x")
    made.merge_cells("A6:B7")
    made["A6"].value = sheet.give("merged cell of an exempt table").short
    sheet.cell(number, "Comment").value = f"As follows:\n[Table: {name.short}]"


def ask_for_no_table(sheet: AnsweredSheet, number: str) -> None:
    """Name a worksheet that is not there."""
    name = sheet.give("name of a table that is not there").short
    sheet.cell(number, "Comment").value = f"[Table: {name}]\n•{name}\n– {name}"


def write_a_note(sheet: AnsweredSheet, number: str) -> None:
    """Write notes on cells."""
    for heading in ("No.", "Recommendation", "Agree?", "Comment"):
        author = sheet.give("author of a note").name
        sheet.cell(number, heading).comment = Comment(sheet.give(f"note on {heading}").sentence, author)


def hide(sheet: AnsweredSheet, number: str) -> None:
    """Hide a row and a column."""
    sheet.sheet.row_dimensions[sheet.rows[number]].hidden = True
    sheet.sheet.column_dimensions["F"].hidden = True


def type_beside(sheet: AnsweredSheet, number: str) -> None:
    """Type beside, above and below the table, and in what is only to be read."""
    row = sheet.rows[number]
    sheet.sheet.cell(row, 25).value = sheet.give("cell beside the table").sentence
    sheet.sheet.cell(1, 12).value = sheet.give("cell above the table").sentence
    last = sheet.sheet.max_row
    sheet.sheet.cell(last + 1, 2).value = sheet.give("recommendation of a row that is none").sentence
    sheet.sheet.cell(last + 1, 3).value = "No"
    sheet.sheet.cell(last + 1, 4).value = sheet.give("comment of a row that is none").sentence
    sheet.sheet.cell(last + 2, 4).value = sheet.give("comment without a row").sentence
    sheet.sheet.cell(last + 4, 1).value = sheet.give("cell below the table").sentence
    sheet.cell(number, "No.").value = sheet.give("what is typed under No.").short


def change_the_words(sheet: AnsweredSheet, number: str) -> None:
    """Edit the recommendation in the sheet."""
    cell = sheet.cell(number, "Recommendation")
    cell.value = f"{cell.value} and {sheet.give('words added to a recommendation in the sheet').short}"


def copy_the_row(sheet: AnsweredSheet, number: str) -> None:
    """Answer the recommendation a second time, with another answer."""
    last = sheet.sheet.max_row + 1
    for column in range(1, sheet.sheet.max_column + 1):
        sheet.sheet.cell(last, column).value = sheet.sheet.cell(sheet.rows[number], column).value
    sheet.sheet.cell(last, sheet.columns["Comment"]).value = sheet.give("comment of a second answer").sentence


def merge_the_cells(sheet: AnsweredSheet, number: str) -> None:
    """Merge the comment with the cell beside it."""
    row, column = sheet.rows[number], sheet.columns["Comment"]
    hidden = sheet.sheet.cell(row, column + 1)
    hidden.value = sheet.give("cell hidden by a merge").short
    sheet.sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=column + 1)
    # Programs other than Excel keep what is hidden.
    sheet.sheet._cells[row, column + 1] = hidden


def look_odd(sheet: AnsweredSheet, number: str) -> None:
    """Strike out, colour and underline; link; a date in a rare format; a formula; a font of signs."""
    sheet.cell(number, "Comment").font = Font(strike=True, color="FFFF0000", name="Wingdings", underline="single")
    sheet.cell(number, "Agree?").font = Font(color="FFFFFFFF")
    action = sheet.cell(number, "Action")
    action.value, action.hyperlink = "see", f"https://{sheet.give('link of an exempt answer').name}.example/a b"
    sheet.cell(number, "Target date").value = datetime(sheet.give("date of an exempt answer").year, 3, 3)
    sheet.cell(number, "Target date").number_format = "[h]:mm"
    sheet.cell(number, "Cost").value = float(sheet.give("amount of an exempt answer").amount.replace(",", ""))


def leave_a_formula(sheet: AnsweredSheet, number: str) -> None:
    """Type formulas whose results no program has saved: nothing is built of the matter then."""
    for heading in ("Comment", "Lead officer"):
        sheet.cell(number, heading).value = f'=1/0&"{sheet.give(f"formula under {heading}").short}"'


def add_worksheets(sheet: AnsweredSheet, number: str) -> None:
    """Add a worksheet that nothing names, a hidden one, and one with a copy of the table."""
    made = sheet.book.create_sheet(sheet.give("name of a worksheet that nothing asks for").short)
    made.append([sheet.give("cell of a worksheet that nothing asks for").sentence])
    made["A1"].comment = Comment(sheet.give("note of a worksheet that nothing asks for").sentence, "x")
    hidden = sheet.book.create_sheet(sheet.give("name of a hidden worksheet").short)
    hidden.append(["No.", "Recommendation", "Agree?", "Comment"])
    hidden.append([2, sheet.give("recommendation of a hidden worksheet").sentence, "No", "x"])
    hidden.sheet_state = "hidden"
    chart = BarChart()
    chart.title = sheet.give("title of a chart").short
    sheet.sheet.add_chart(chart, sheet.cell(number, "Comment").coordinate)


def fill_the_office_page(sheet: AnsweredSheet, number: str) -> None:  # noqa: ARG001 - each deed is about a row
    """Fill in the page for the scrutiny office, and type on the page of help."""
    for page in sheet.book.worksheets[1:]:
        for row in range(2, 8):
            if page.cell(row, 2).value is None and page.cell(row, 2).coordinate not in page.merged_cells:
                page.cell(row, 2).value = sheet.give(f"line {row} of the page {page.title}").sentence


def fill_in_properties(sheet: AnsweredSheet, number: str) -> None:
    """Put secret words into everything of a workbook that is no cell."""
    properties = sheet.book.properties
    for name in ("creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category"):
        setattr(properties, name, sheet.give(f"property {name} of a workbook").short)
    own = StringProperty(name="Client", value=sheet.give("own property of a workbook").short)
    sheet.book.custom_doc_props.append(own)  # type: ignore[attr-defined]
    name = sheet.give("defined name").name
    sheet.book.defined_names[name] = DefinedName(name, attr_text="Responses!$A$1")
    assert sheet.sheet.oddHeader is not None  # noqa: S101 - each worksheet has one
    sheet.sheet.oddHeader.center.text = sheet.give("header of the printed sheet").short
    rule = DataValidation("list", formula1=f'"{sheet.give("choice of a list").name},No"')
    rule.prompt = sheet.give("prompt of a cell").short
    sheet.sheet.add_data_validation(rule)
    rule.add(sheet.cell(number, "Agree?"))


DEEDS: Mapping[str, Deed] = {
    each.__name__: each
    for each in (
        type_a_decision, ask_for_a_table, ask_for_no_table, write_a_note, hide, type_beside, change_the_words,
        copy_the_row, merge_the_cells, look_odd, leave_a_formula, add_worksheets, fill_the_office_page,
        fill_in_properties,
    )
}  # fmt: skip
# Errors, after which no paper is written.
STOPPING = {"type_a_decision", "ask_for_no_table", "type_beside", "copy_the_row", "leave_a_formula"}
