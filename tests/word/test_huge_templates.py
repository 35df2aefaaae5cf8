"""What a template may not ask for: it ends at once with a finding at its placeholder, however much it would make."""

import time

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from cabinet_papers.word.budget import TooMuchError
from cabinet_papers.word.environment import UnreadableError, compile_template
from tests.conftest import Room
from tests.packages import change_package
from tests.word.test_handed_on import answered as answered

NAME = "draft-response.docx"
LONG = "('a' * 199999)"
# Two lists of lists of lists, each of them twice in the one around it.
TWICE = (
    "{% set n = namespace(x=(1,), y=(1,)) %}"
    "{% for i in range(99) %}{% set n.x = (n.x, n.x) %}{% set n.y = (n.y, n.y) %}{% endfor %}"
)
TOO_MUCH = (
    "{{ 'a' * 999999999 }}", "{{ '%999999999s' % 'a' }}", "{{ '%*s'|format(999999999, 'a') }}", "{{ 9 ** 99999999 }}",
    "{{ '{:999999999}'.format('a') }}", "{{ '{:{}}'.format('a', 999999999) }}", "{{ (2 ** 9999) ** 9999 }}",
    "{{ '{:{}}'.format('a', '999999999') }}", "{{ [0] * 999999999 }}", f"{{{{ {LONG}|replace('a', {LONG}) }}}}",
    f"{{{{ {LONG}.replace('a', {LONG}) }}}}", f"{{{{ ['a', 'b']|join({LONG}) }}}}", f"{{{{ {LONG}.join('abc') }}}}",
    f"{{{{ {LONG} ~ {LONG} }}}}", f"{{% set x %}}{{{{ {LONG} }}}}{{% endset %}}" + "{{ x }}" * 300,
    "{% set n = namespace(x='abc') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='abc') %}{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "{{ range(99999) }}",
    f"{TWICE}{{% if n.x == n.y %}}{{% endif %}}",
)  # fmt: skip
LONGER = (
    "{% for a in range(9999) if a == 'x' %}{% endfor %}" * 999, "{{ range(9999)|map('upper')|list|length }}" * 2999,
    f"{{% set x = {LONG} %}}" + "{% set y = x[1:] %}" * 2999, f"{{% set x = {LONG} %}}" + "{{ x|list|length }}" * 2999,
    f"{{% set x = {LONG} %}}" + "{{ x.split('a')|length }}" * 2999, f"{TWICE}{{{{ {{n.x: 1}} }}}}",
    f"{{% set x = {LONG} %}}{{% for i in range(9999) %}}{{% if ('a' * 9000 ~ 'b') in x %}}{{% endif %}}{{% endfor %}}",
    f"{TWICE}{{{{ [n.x]|sort }}}}", f"{TWICE}{{{{ {{}}.get(n.x) }}}}", f"{TWICE}{{{{ n.x in [n.y] }}}}",
    f"{TWICE}{{{{ [n.x]|select('eq', n.y)|list }}}}", f"{TWICE}{{{{ [n.x, n.y]|unique|list }}}}",
    f"{TWICE}{{% for i in [n.x, n.y] %}}{{% if loop.changed(i) %}}{{% endif %}}{{% endfor %}}",
    f"{{% set x = [{LONG}, {LONG}|upper|lower ~ 'b'] * 5000 %}}" + "{{ x|sort|length }}" * 2999,
)  # fmt: skip
UNREADABLE = (
    "{{ " + "(" * 500 + "1" + ")" * 500 + " }}", "{{ " + "[" * 500 + "]" * 500 + " }}", f"{{{{ {'-' * 9999}1 }}}}",
    "{{ 1" + " + 1" * 9999 + " }}", "{% if 1 %}" * 2000 + "{% endif %}" * 2000, "{{ title }}" * 3001,
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% block b %}{{ self.b() }}{% endblock %}",
    "{% include 'x' %}", "{% import 'x' as x %}", "{% from 'x' import y %}", "{% extends 'x' %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
)  # fmt: skip
# Of each of these another text came each time, as memory is laid out or chance has it.
BY_CHANCE = (
    "{{ [1, 2]|random }}", "{{ lipsum() }}", "{{ range ~ '' }}", "{{ 'a'.upper ~ '' }}", "{{ [1]|map('upper') ~ '' }}",
    "{{ [range]|join }}", "{{ '%s' % range }}", "{{ '%r'|format('a'.upper) }}", "{{ '{}'.format(cycler) }}",
    "{{ range|string }}", "{{ dict(a=range) ~ '' }}", "{{ range|pprint }}", "{{ namespace()|string }}", "{{ self }}",
    "{{ 'a' is sameas 'a' }}", "{{ title.upper|trim }}", "{{ {'a': range} ~ '' }}", "{{ cycler('a')|string }}",
    "{{ ['a'.upper]|map('string')|join }}", "{{ 'x'|replace('x', range) }}", "{{ joiner() ~ joiner }}",
)  # fmt: skip


def name(typed: str) -> str:
    return typed[:60]


@pytest.mark.parametrize(
    "typed", [*TOO_MUCH, *(pytest.param(each, marks=pytest.mark.slow) for each in LONGER)], ids=name
)
def test_what_makes_more_than_any_paper_holds_ends_at_once(typed: str) -> None:
    template, began = compile_template(typed), time.thread_time()
    with pytest.raises(TooMuchError):
        template.render(title="Trees")
    assert time.thread_time() - began < 10


@pytest.mark.parametrize("typed", UNREADABLE, ids=name)
def test_what_no_template_needs_is_not_read(typed: str) -> None:
    began = time.thread_time()
    with pytest.raises(UnreadableError):
        compile_template(typed)
    assert time.thread_time() - began < 10


# What is printed within {% set %} is mark-up; of a piece of it other mark-up could be made, with what was typed.
CUT = (
    "{{ x[:1] }}", "{{ x[0] }}", "{{ x|last }}", "{{ x|first }}", "{{ x|reverse }}", "{{ x|list|join }}", "{{ x * 2 }}",
    "{% for c in x %}{{ c }}{% endfor %}", "{{ x % 60 }}", "{{ x.format(60) }}", "{{ x ~ x }}", "{{ x + x }}",
    "{{ [x]|map('last')|first }}", "{{ x|batch(1)|first|first }}", "{{ x|max }}", "{{ x|sort|last }}", "{{ x['0'] }}",
)  # fmt: skip


@pytest.mark.parametrize("typed", CUT, ids=name)
def test_no_piece_of_mark_up_can_be_printed(typed: str) -> None:
    template = compile_template("{% set x %}<w:%c{0}>{% endset %}" + typed)
    try:
        printed = template.render()
    except (TypeError, UndefinedError, SecurityError, ValueError, LookupError):
        return
    assert "<" not in printed


@pytest.mark.parametrize("typed", BY_CHANCE, ids=name)
def test_what_is_not_the_same_each_time_does_not_print(typed: str) -> None:
    with pytest.raises((TypeError, UndefinedError, TemplateSyntaxError)):
        compile_template(typed).render(title="Trees")


def type_into(room: Room, typed: str) -> None:
    """Put a placeholder into the first cell of the table of answers."""

    def change(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts["word/document.xml"])
        (cell,) = (each for each in root.iter("{*}t") if each.text == "Agree?")
        cell.text = f"Agree? {typed}"
        parts["word/document.xml"] = etree.tostring(root)

    change_package(room.path / "templates" / NAME, change)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{{ 'a' * 999999999 }}", "makes a text of more than 200,000 characters"),
        ("{{ 2 ** 9999 }}", "works out too large a number"),
        ("{{ 1" + " + 1" * 9999 + " }}", "it is too long for the program to read"),
        ("{{ title" + "|upper" * 999 + " }}", "it is too long for the program to read"),
        ("{{ title" + "[0]" * 999 + " }}", "it is too long for the program to read"),
        ("{% if 1" + " + 1" * 9999 + " %}{% endif %}", "it is too long for the program to read"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
            "repeats something more often",
        ),
        ("{{ [1, 2]|random }}", "|random does not exist, or is not for papers"),
        ("{{ 'a'|center(999999999) }}", "|center does not exist, or is not for papers"),
        ("{{ 'a' is sameas 'a' }}", '"is sameas" does not exist, or is not for papers'),
        ("{{ range ~ '' }}", "uses values in a way that is not possible"),
        ("{{ lipsum() }}", 'there is no placeholder "lipsum" here'),
        ("{% macro x() %}{% endmacro %}", '"macro" cannot come after {%'),
    ],
    ids=name,
)
def test_it_is_reported_at_the_place_of_the_placeholder(typed: str, said: str, answered: Room) -> None:
    type_into(answered, typed)
    for command in (("build",), ("templates", "check")):
        ran = answered.papers(*command)
        assert ran.exit_code == 1
        lines = [line for line in ran.stderr.splitlines() if f"templates/{NAME}: error TPL00" in line]
        assert lines, ran.stderr
        assert all("in table 2, row 1, column 2" in line for line in lines), lines
        assert said in lines[0]


def test_too_many_placeholders_are_one_finding(answered: Room) -> None:
    type_into(answered, "{{ title }}" * 5000)
    ran = answered.papers("build")
    assert (ran.exit_code, ran.stderr.count(" error ")) == (1, 1)
    assert "TPL004: there are more than 3,000 placeholders, up to the one in table 2, row 1, column 2" in ran.stderr


@pytest.mark.parametrize(
    "typed",
    ["{{ " * 300_000, "{% " * 300_000, "{# " * 300_000, "{" * 1_000_000, "-%} " * 300_000, "{# -%} #}" * 2_000,
     "{# " * 2_900 + "a" * 1_000_000, "{{ a{% " * 2_000 + "a" * 1_000_000, f"{{% for {' ' * 500_000}a %}}"],
    ids=name,
)  # fmt: skip
def test_brackets_without_the_other_ones_are_read_once(typed: str, answered: Room) -> None:
    type_into(answered, typed)
    began = time.thread_time()
    ran = answered.papers("build")
    assert time.thread_time() - began < 10
    assert f"templates/{NAME}: error TPL004" in ran.stderr


def test_a_template_as_long_as_a_book_is_not_read_to_its_end(answered: Room) -> None:
    def change(parts: dict[str, bytes]) -> None:
        field = b'<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + 40_000 * field)

    change_package(answered.path / "templates" / NAME, change)
    ran = answered.papers("build")
    assert (ran.exit_code, ran.stderr.count(" error ")) == (1, 1)
    assert f"templates/{NAME}: error TPL002: the file is far larger than a Word template" in ran.stderr


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("{{ items|map('upper')|join(', ') }}", "A, B, C"),
        ("{{ items|select('ne', 'b')|list|length }}", "2"),
        ("{{ items[1:]|join }}", "bc"),
        ("{{ '%s-%03d'|format(title, 7) }}", "Trees-007"),
        ("{{ title ~ 1 ~ title }}", "Trees1Trees"),
        ("{% set x %}<b/>{{ '&' }}{% endset %}{{ x ~ '!' }}", "&amp;!"),
        ("{{ items|batch(2)|map('join')|join('/') }}", "ab/c"),
        ("{% for x in items %}{{ loop.cycle('1', '2') }}{{ x }}{% endfor %}", "1a2b1c"),
        ("{{ 2 ** 64 % 7 }}", "2"),
        ("{% set n = namespace(x=0) %}{% for x in items %}{% set n.x = n.x + 1 %}{% endfor %}{{ n.x }}", "3"),
        ("{{ title.replace('ee', 'i').upper() }}", "TRIS"),
        ("{{ '{:>7}'.format(title) }}", "  Trees"),
        ("{{ items|sort(reverse=true)|first }}", "c"),
        ("{{ [1, 2.5]|sum }}", None),
        ("{{ 2.567|round(1) ~ '' }}", "2.6"),
        ("{{ none|default('none', true) }}", "none"),
        ("{{ nothing|default('none') }}", "none"),
    ],
)
def test_what_a_template_may_do_it_still_does(typed: str, printed: str | None) -> None:
    template = compile_template(typed)
    if printed is None:
        with pytest.raises(TypeError):
            template.render(title="Trees", items=("a", "b", "c"))
    else:
        assert template.render(title="Trees", items=("a", "b", "c")) == printed
