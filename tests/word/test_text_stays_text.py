"""What people type is text: no template can make Word mark-up of it, and braces in it are no placeholders."""

import io
import zipfile

import pytest
from lxml import etree

from cabinet_papers.word.environment import compile_template, find_refused
from tests.conftest import Room
from tests.outline import read_outline
from tests.packages import Parts, change_package, replace_in
from tests.word.test_template import built, change, found, replace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ATTACK = (
    '</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>'
)
MATTER = f"""\
title: '{ATTACK}'
scrutiny: {{body: '{ATTACK}', date: 2026-03-03}}
recommendations: [That the Council plants a hundred trees.]
"""
SHEET = f"[Responses]\nNo. | Recommendation | Agree? | Comment\n1 | {{rec}} | Yes | {ATTACK}\n".replace(
    "{rec}", "That the Council plants a hundred trees."
)


@pytest.fixture
def attacked(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    return room


def instructions(room: Room) -> list[str]:
    """Return the fields of the finished documents."""
    names = room.documents()
    assert names
    fields = []
    for name in names:
        package = zipfile.ZipFile(io.BytesIO((room.path / "output" / name).read_bytes()))
        parts = [each for each in package.namelist() if each.startswith("word/") and each.endswith(".xml")]
        roots = [etree.fromstring(package.read(each)) for each in parts]
        fields += [each.text or "" for root in roots for each in root.iter(f"{W}instrText")]
        fields += [each.get(f"{W}instr", "") for root in roots for each in root.iter(f"{W}fldSimple")]
    return fields


def test_mark_up_that_was_typed_prints(attacked: Room) -> None:
    outline = built(attacked)
    assert outline.count("<w:instrText>DDEAUTO c:\\x</w:instrText>") >= 3
    assert {each.strip() for each in instructions(attacked)} == {"PAGE", "NUMPAGES"}


# Each would have put a live field into the paper.
MAKERS = {
    "{{ title|safe }}": "|safe",
    "{{ title | safe | upper }}": "|safe",
    '{{ (title|safe) ~ "" }}': "|safe",
    "{{ title|forceescape }}": "|forceescape",
    "{{ {'a': title}|xmlattr }}": "|xmlattr",
    "{{ title|tojson }}": "|tojson",
    "{{ title|urlize }}": "|urlize",
    "{{ [title]|map('safe')|join }}": "|safe",
    '{{ "<w:p/>" | safe }}': "|safe",
    "{% set x = title|safe %}": "|safe",
    "{% if title|safe %}x{% endif %}": "|safe",
    "{% for x in [title|safe] %}x{% endfor %}": "|safe",
    "{% filter safe %}x{% endfilter %}": "{% filter %}",
    "{% filter striptags %}x{% endfilter %}": "{% filter %}",
    "{% autoescape false %}x{% endautoescape %}": "{% autoescape %}",
    '{% call "{}".format(title) %}{% endcall %}': "{% call %}",
    "{% set x|striptags %}y{% endset %}": "the | in {% set %}",
}


@pytest.mark.parametrize("typed", MAKERS)
def test_what_makes_mark_up_of_text_is_refused_at_its_place(typed: str, attacked: Room) -> None:
    change(attacked, replace("Agree?", f"Agree? {typed}"))
    said = found(attacked)
    assert said.count("error TPL005") == 1
    assert "in table 2, row 1, column 2" in said
    assert f": {MAKERS[typed]} " in said
    assert attacked.papers("templates", "check").stderr.count("error TPL005") == 1


HONEST = (
    "{{ title|upper }}", "{{ title|e }}", "{{ title|escape }}", "{{ title|default('x') }}", "{{ title ~ '<w:b/>' }}",
    "{{ [title, title]|join('<w:b/>') }}", "{{ title|replace('<', '<w:b/><') }}", "{{ '%s'|format(title) }}",
    "{{ '<w:b/>' }}", "{{ '{}'.format(title) }}", "{{ title|length }}", "{{ title|default('safe') }}",
)  # fmt: skip


@pytest.mark.parametrize("typed", HONEST)
def test_honest_placeholders_work_and_print_text(typed: str) -> None:
    assert find_refused(typed) == ""
    printed = compile_template(typed).render(title=ATTACK)
    assert printed
    assert "<" not in printed
    assert "&amp;lt;w" not in printed.lower(), "escaped once"


HIDDEN = (
    "{{ title|safe }}", "{% filter striptags %}{{ title }}{% endfilter %}",
    "{% autoescape false %}{{ title }}{% endautoescape %}", "{% set x|striptags %}{{ title }}{% endset %}{{ x }}",
    "{{ [title]|map('safe')|join }}", "{% call '{}'.format(title) %}{% endcall %}",
    "{% set x %}A{% endset %}{{ x.translate({65: title}) }}",
    "{{ write_prose(topics[0].recommendations[0].text, 0, title, title) }}",
)  # fmt: skip


@pytest.mark.parametrize("typed", HIDDEN)
def test_where_no_check_looks_it_is_impossible_all_the_same(typed: str, attacked: Room) -> None:
    """The description of a picture is no text of the page; placeholders work there too."""

    def describe(parts: Parts) -> None:
        caption = b'<w:tblCaption w:val="'
        assert caption in parts["word/document.xml"]
        parts["word/document.xml"] = parts["word/document.xml"].replace(caption, caption + typed.encode(), 1)

    change_package(attacked.path / "templates" / "draft-response.docx", describe)
    result = attacked.papers("build")
    if result.exit_code == 0:
        assert {each.strip() for each in instructions(attacked)} == {"PAGE", "NUMPAGES"}
    else:
        assert " error TPL004: " in result.stderr
        assert attacked.documents() == []


BRACES = "{{ x }} {% y %} {{ 7*7 }} }} {% { { a } } {{p z }} {# c #}"
SETTINGS = f"""\
council: 'Council {BRACES}'
date_format: "d MMMM yyyy '{{{{ q }}}}'"
decisions: {{'Yes {BRACES}': agreed, 'No': not agreed}}
response_columns: [Action]
"""
REPORT = f"""\
title: 'Title {BRACES}'
scrutiny: {{body: 'Body {BRACES}', date: 2026-03-03, lead_member: {{name: 'Lead {BRACES}', title: 'Office {BRACES}'}}}}
cabinet: {{date: 2026-03-18, members: [{{name: 'Member {BRACES}', title: 'Post {BRACES}'}}]}}
report:
  purpose: 'Purpose {BRACES}'
  key_decision: 'Decision {BRACES}'
  corporate_priority: 'Priority {BRACES}'
  policy_framework: 'Policy {BRACES}'
  recommendation: 'Recommendation {BRACES}'
  appendices: ['Appendix {BRACES}']
  author: {{name: 'Name {BRACES}', job_title: 'Job {BRACES}', service: 'Service {BRACES}', telephone: 'Phone {BRACES}',
           email: 'e-mail {BRACES}'}}
  body: |
    ## Heading {BRACES}

    Two runs {{**{{ bold }}**}} and **{{{{ bold }}}}**

    - Bullet {BRACES}

    | Column {BRACES} | B |
    | --- | --- |
    | Cell {BRACES} | {{{{ cell }}}} |

    [Recommendation 1]
recommendations: ['That {BRACES}']
"""
ANSWERS = f"""\
[Responses]
No. | Recommendation | Agree? | Comment | Action
1 | That {BRACES} | Yes {BRACES} | Comment {BRACES} | Action {BRACES}
"""
PLAN = f"""\
title: 'Title {BRACES}'
years: ['Years {BRACES}']
summary: {{heading: 'Summary {BRACES}', body: 'Words {BRACES}'}}
priorities:
  - name: 'Priority {BRACES}'
    owner_heading: 'Owner {BRACES}'
    actions: [{{text: 'Action {BRACES}', service: 'Service {BRACES}', by: 'By {BRACES}', notes: 'Notes {BRACES}'}}]
"""
PRINTED = {
    "Scrutiny report": [
        "Title", "Body", "Lead", "Office", "Member", "Post", "Purpose", "Decision", "Priority", "Policy",
        "Recommendation", "Appendix", "Name", "Job", "Service", "Phone", "e-mail", "Heading", "Bullet", "Column",
        "Cell", "That",
    ],
    "Appendix A": ["Title", "Body", "That", "Yes", "Comment", "Action"],
    "Action plan": [
        "Council", "Title", "Years", "Summary", "Words", "Priority", "Owner", "Action", "Service", "By", "Notes",
    ],
}  # fmt: skip


def test_braces_that_are_typed_print_wherever_they_are_typed(room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    room.write("data/{{ x }}/recommendations.yaml", REPORT)
    room.draw("data/{{ x }}/responses {{ y }}.xlsx", ANSWERS)
    room.write("data/plan/action-plan.yaml", PLAN)
    result = room.papers("build")
    assert result.exit_code == 0, result.stderr
    outlines = {name.split("/")[1]: read_outline(room.path / "output" / name) for name in room.documents()}
    assert len(outlines) == 3
    for kind, labels in PRINTED.items():
        (outline,) = (text for name, text in outlines.items() if name.startswith(kind))
        flat = outline.replace("__", "").replace("**", "")
        assert [label for label in labels if f"{label} {BRACES}" not in flat] == []
    assert room.papers("templates", "check").exit_code == 0


@pytest.mark.parametrize("typed", ["title }}", "end %}", "{ title }}", "{{ title", "{% raw %}{{ title }}{% endraw %}"])
def test_what_a_template_leaves_over_is_found_though_braces_were_typed(typed: str, room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    room.write("data/trees/recommendations.yaml", REPORT)
    room.draw("data/trees/responses.xlsx", ANSWERS)
    change(room, replace("Agree?", f"Agree? {typed}"))
    said = found_in(room, "draft-response.docx")
    assert said.count("error TPL004") == 1
    assert "in table 2, row 1, column 2" in said


def found_in(room: Room, template: str) -> str:
    """Return what a build says of one template; of the matter nothing is written."""
    result = room.papers("build")
    assert (result.exit_code, room.documents()) == (1, [])
    return "".join(line for line in result.stderr.splitlines(keepends=True) if f"templates/{template}" in line)


def test_a_header_of_another_file_name_is_filled_in(attacked: Room) -> None:
    """What a part is called is up to the program that wrote it."""

    def rename(parts: Parts) -> None:
        parts["word/kopf.xml"] = parts.pop("word/footer1.xml")

    path = attacked.path / "templates" / "draft-response.docx"
    change_package(path, rename)
    change_package(path, replace_in("word/_rels/document.xml.rels", "footer1.xml", "kopf.xml"))
    change_package(path, replace_in("[Content_Types].xml", "/word/footer1.xml", "/word/kopf.xml"))
    built(attacked)
    (name,) = attacked.documents()
    with zipfile.ZipFile(attacked.path / "output" / name) as package:
        footer = package.read("word/footer1.xml").decode()
    assert "DDEAUTO" in footer
    assert "{{" not in footer


def test_a_comment_of_a_template_is_no_placeholder(attacked: Room) -> None:
    change(attacked, replace("Agree?", "Agree?{# this was {{ titel }} #}"))
    assert "titel" not in built(attacked)
