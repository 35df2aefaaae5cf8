"""Markdown and plain lines to prose, shown in one compact notation."""

import pytest

from cabinet_papers.matter.markdown import read_markdown
from cabinet_papers.matter.plain_text import read_plain_runs, read_plain_text
from cabinet_papers.matter.prose import Block, Heading, ItemList, Paragraph, Prose, Quotation, Run, Table


def show(prose: Prose) -> list[object]:
    return [show_block(block) for block in prose.blocks]


def show_block(block: Block) -> object:
    match block:
        case Heading(runs, level):
            return f"{'#' * level} {show_runs(runs)}"
        case ItemList(items, numbered, start):
            mark = start if numbered else "-"
            return [mark, *([show_block(each) for each in item.blocks] for item in items)]
        case Quotation(quoted):
            return [">", *map(show_block, quoted)]
        case Table(rows):
            return [[" / ".join(show_runs(each.runs) for each in cell) for cell in row] for row in rows]
        case Paragraph(runs):
            return show_runs(runs)


def show_runs(runs: tuple[Run, ...]) -> str:
    shown = ""
    for run in runs:
        text = f"**{run.text}**" if run.bold else run.text
        text = f"__{text}__" if run.italic else text
        shown += f"<{text}|{run.link}>" if run.link else text
    return shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", ["one", "two"]),
        ("one\n\n\ntwo\n", ["one", "two"]),
        ("one\r\ntwo\rthree", ["one", "two", "three"]),
        ("- a\n* b\n• c\n· d", [["-", ["a"], ["b"], ["c"], ["d"]]]),
        ("- a\n  - b\n    - c\n- d", [["-", ["a", ["-", ["b", ["-", ["c"]]]]], ["d"]]]),
        ("    - deep\n- flat", [["-", ["deep"], ["flat"]]]),
        ("text\n- a\ntext", ["text", ["-", ["a"]], "text"]),
        ("-not a bullet\n-\n5 * 3\nNew*", ["-not a bullet", "-", "5 * 3", "New*"]),
        ("12.2 The Council will", ["12.2 The Council will"]),
        ("a) as typed\n1. as typed", ["a) as typed", "1. as typed"]),
        ("**not bold** _nor italic_ <2% {{ x }} snake_case", ["**not bold** _nor italic_ <2% {{ x }} snake_case"]),
        ("", []),
        (" \n\t\n", []),
        ("-\xa0a bullet pasted from Word", [["-", ["a bullet pasted from Word"]]]),
    ],
)
def test_plain_lines(text: str, shown: list[object]) -> None:
    assert show(read_plain_text(text)) == shown


def test_looks_typed_in_excel_go_over_lines() -> None:
    runs = (Run("- a "), Run("bold\n- b", bold=True), Run(" c", italic=True))
    assert show(read_plain_runs(runs)) == [["-", ["a **bold**"], ["**b**__ c__"]]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\n\nthree", ["one two", "three"]),
        ("one  \ntwo", ["one\ntwo"]),
        ("## A\n\n### B", ["# A", "## B"]),
        ("### B\n\n# A", ["### B", "# A"]),
        ("*a* **b** ***c***", ["__a__ **b** __**c**__"]),
        ("- a\n- b\n\n  b too\n  - c", [["-", ["a"], ["b", "b too", ["-", ["c"]]]]]),
        ("3. c\n4. d", [[3, ["c"], ["d"]]]),
        ("1. a\n1. b", [[1, ["a"], ["b"]]]),
        ("1. a\n7. g\n8. h", [[1, ["a"]], [7, ["g"], ["h"]]]),
        ("| a | b |\n| - | - |\n| *c* | |", [[["a", "b"], ["__c__", ""]]]),
        ("[a](https://x.example)", ["<a|https://x.example>"]),
        ("<mailto:b@x.example>", ["<mailto:b@x.example|mailto:b@x.example>"]),
        ("[a](javascript:x) [b](file:///etc) [c](d.docx)", ["[a](javascript:x) [b](file:///etc) [c](d.docx)"]),
        ("[Recommendation 1]\n\n[Recommendation 1]: https://x.example", ["[Recommendation 1]",
                                                                      "[Recommendation 1]: https://x.example"]),
        ("![a](https://x.example)", ["!<a|https://x.example>"]),
        ("<b>x</b> &amp; `y`", ["<b>x</b> &amp; `y`"]),
        ("    indented\n\n> quoted\n\n---\n\n```\nfence\n```", ["indented", [">", "quoted"], "---", "```\nfence\n```"]),
        ("a\n\n- - - - - - - - - - - -\n\n* * *\n\nlast", ["a", "- - - - - - - - - - - -", "* * *", "last"]),
        ("title\n===", ["title\n==="]),
        ("2*4*8 and a*b*c and snake_case", ["2*4*8 and a*b*c and snake_case"]),
        ("(2)*(3)*(4), £2*£3*£4, 50%*2*3", ["(2)*(3)*(4), £2*£3*£4, 50%*2*3"]),
        ("un**believ**able **but** *not* this", ["un**believ**able **but** __not__ this"]),
        ("New* and Updated*", ["New* and Updated*"]),
        ("It said:\n> We want *trees*.\n> Now.\n>\n> - oak\n\nIt did.",
         ["It said:", [">", "We want __trees__. Now.", ["-", ["oak"]]], "It did."]),
        ("- a\n  > b\n\n> > c", [["-", ["a", [">", "b"]]], [">", [">", "c"]]]),
        ("### A\n\n> #### B", ["# A", [">", "## B"]]),
        ("More than\n> 5 per cent, or\n>5, or\n>= 6", ["More than > 5 per cent, or >5, or >= 6"]),
        (">", []),
        ("The Council:\na) plants\nb) waters\nas it did", ["The Council:\na) plants\nb) waters as it did"]),
        ("It\n• plants\n• waters", ["It\n• plants\n• waters"]),
        ("- It:\n  (i) *plants*\n  (ii) waters", [["-", ["It:\n(i) __plants__\n(ii) waters"]]]),
        ("as in paragraph\n(b) of it", ["as in paragraph (b) of it"]),
        ("| a |\n| b |\n[1]: c\nd", ["| a |\n| b |\n[1]: c\nd"]),
        ("{{ x }} {% y %}", ["{{ x }} {% y %}"]),
        ("", []),
    ],
)  # fmt: skip
def test_markdown(text: str, shown: list[object]) -> None:
    assert show(read_markdown(text)) == shown
