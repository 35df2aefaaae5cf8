"""Templates whose placeholders make mark-up of text, work without end, or print what is another text each time."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from tools.attacks.attack import MAIN, Attack, Change, changed, paragraph, put_in_text, replace, text

MARKUP, WORK, CHANCE = "placeholders: mark-up", "placeholders: work without end", "placeholders: another text each time"
LONG, HUGE = "('a' * 199999)", "999999999"
BLOCK = "{% set x %}<w:b>{{ title }}{% endset %}"
# What a filter, a test or a method is tried on.
VALUES = ("title", "[title, title]", "topics", "{title: 1, 'b': 2}", "x", "range", HUGE)
ARGUMENTS = ("", "title", HUGE, f"'a', {HUGE}", f"{LONG}, {LONG}", "65, title", "{65: title}", "'<', '>'")
METHODS = sorted({*dir(str), *dir(list), *dir(dict), "unescape", "striptags", "__html__", "__html_format__"})
STATEMENTS = (
    "{% autoescape false %}{{ title }}{% endautoescape %}", "{% filter safe %}{{ title }}{% endfilter %}",
    "{% filter striptags %}{{ title }}{% endfilter %}", "{% call '{}'.format(title) %}{% endcall %}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(title) }}", "{% set y|safe %}{{ title }}{% endset %}{{ y }}",
    "{% set y|striptags %}{{ title }}{% endset %}{{ y }}", "{% block b %}{{ title }}{% endblock %}",
    "{% set y %}A{% endset %}{{ y.translate({65: title}) }}", "{% set y %}%s{% endset %}{{ y % title }}",
    "{% set y %}{0}{% endset %}{{ y.format(title) }}", "{% set y %}A{% endset %}{{ y.replace('A', title) }}",
    "{% set y %}{% endset %}{{ y.join([title, title]) }}", "{% set y %}A{% endset %}{{ title ~ y }}",
    "{% set y %}{% endset %}{{ y + title }}", "{% set y %}{% endset %}{{ [y, title]|join }}",
    "{% set y %}A{% endset %}{{ y[:0] ~ title }}", "{% with a = title|safe %}{{ a }}{% endwith %}",
    "{{ write_prose(topics[0].recommendations[0].text, 0, title, title) }}", "{{ write_prose }}",
    "{{ write_prose.__globals__ }}", "{{ title.__class__.__mro__ }}", "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ range.__self__ }}", "{{ cycler.__init__.__globals__ }}", "{{ namespace.__init__ }}",
    "{{ self._TemplateReference__context }}", "{{ '{0.__class__.__init__.__globals__}'.format(title) }}",
    "{{ '%(a)s' % {'a': title} }}", "{{ title|attr('__class__') }}", "{{ [title]|map(attribute='__class__')|list }}",
    "{{ topics|map('attr', '__class__')|list }}", "{{ logo.__html__() }}", "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}", "{% extends title %}", "{% do title %}", "{% raw %}{{ title }}{% endraw %}",
    "{% trans %}{{ title }}{% endtrans %}", "{% debug %}", "{{ caller() }}", "{{ varargs }}", "{{ loop }}",
    "{{ super() }}", "{{ '</w:t></w:r><w:r><w:instrText>DDEAUTO ATTACK</w:instrText></w:r><w:r><w:t>' }}",
    "{{ '&lt;w:p/&gt;' }}",
)  # fmt: skip
TWICE = (
    "{% set n = namespace(x=(1,), y=(1,)) %}"
    "{% for i in range(99) %}{% set n.x = (n.x, n.x) %}{% set n.y = (n.y, n.y) %}{% endfor %}"
)
ENDLESS = (
    f"{{{{ 'a' * {HUGE} }}}}", f"{{{{ {HUGE} * 'a' }}}}", f"{{{{ [0] * {HUGE} }}}}", "{{ (2 ** 9999) ** 9999 }}",
    "{{ 9 ** 9 ** 9 }}", "{{ 2 ** -99999999 }}", "{{ 2.5 ** 999999 }}", "{{ '%999999999s' % 'a' }}",
    "{{ '%*s' % (999999999, 'a') }}", "{{ '%.999999999f' % 1 }}", "{{ '{:>999999999}'.format('a') }}",
    "{{ '{:{}}'.format('a', 999999999) }}", "{{ 'a'.ljust(999999999) }}", "{{ 'a'.center(999999999) }}",
    "{{ 'a'.zfill(999999999) }}", "{{ 'a\\t'.expandtabs(999999999) }}", "{{ range(999999999)|list }}",
    "{{ range(999999999)|sum }}", "{{ range(9999)|join(" + LONG + ") }}", "{{ range(0, 10, -1)|list }}",
    f"{{{{ {LONG}|replace('a', {LONG}) }}}}", f"{{{{ {LONG}|wordwrap(1) }}}}", f"{{{{ {LONG}|indent(999999) }}}}",
    "{{ [1]|batch(999999999)|list }}", "{{ [1]|slice(999999999)|list }}", "{{ [1]|batch(999999999, 0)|list }}",
    "{{ 1.5|round(999999999) }}", f"{{{{ {LONG}|urlize }}}}",
    "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for a in range(9999) if range(9999)|sum %}{% endfor %}",
    "{% for a in range(9999) %}" + "{{ title }}" * 500 + "{% endfor %}",
    "{% for a in range(9999) %}" + "x" * 99999 + "{% endfor %}", "{% for a in title * 999999 %}{% endfor %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% block b %}{{ self.b() }}{% endblock %}",
    "{% set n = namespace(x='abc') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='abc') %}{% for i in range(99) %}{% set n.x = [n.x, n.x]|join %}{% endfor %}",
    "{% set n = namespace(x='abc') %}{% for i in range(99) %}{% set n.x = n.x.replace('a', n.x) %}{% endfor %}",
    "{% set n = namespace(x='abc') %}{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=7) %}{% for i in range(999) %}{% set n.x = n.x * n.x %}{% endfor %}",
    f"{TWICE}{{% if n.x == n.y %}}{{% endif %}}", f"{TWICE}{{{{ n.x in [n.y] }}}}",
    f"{TWICE}{{{{ [n.x, n.y]|sort }}}}", f"{TWICE}{{{{ [n.x, n.y]|unique|list }}}}", f"{TWICE}{{{{ {{n.x: 1}} }}}}",
    f"{TWICE}{{{{ n.x|string }}}}", f"{TWICE}{{{{ n.x|pprint }}}}", f"{TWICE}{{{{ [n.x]|groupby(0) }}}}",
    f"{TWICE}{{{{ n.x|tojson }}}}", f"{TWICE}{{{{ '%s' % (n.x,) }}}}", f"{TWICE}{{{{ n.x|max }}}}",
    f"{{% set x = {LONG} %}}{{% for i in range(9999) %}}{{% if ('a' * 9000 ~ 'b') in x %}}{{% endif %}}{{% endfor %}}",
    f"{{% set x = {LONG} %}}" + "{{ x.split('a')|length }}" * 2900,
    f"{{% set x = {LONG} %}}" + "{{ x|list|length }}" * 2900,
    f"{{% set x = [{LONG}, {LONG}|upper|lower ~ 'b'] * 5000 %}}" + "{{ x|sort|length }}" * 2900,
    f"{{% set x = {LONG} %}}" + "{{ x }}" * 2900, f"{{% set x %}}{{{{ {LONG} }}}}{{% endset %}}" + "{{ x }}" * 2900,
    "{{ range(9999)|map('upper')|list|length }}" * 2900, "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "{{ " + "[" * 500 + "]" * 500 + " }}", "{{ " + "-" * 9999 + "1 }}", "{{ 1" + " + 1" * 9999 + " }}",
    "{{ 1" + " ~ 1" * 9999 + " }}", "{{ title" + "|upper" * 9999 + " }}", "{{ title" + ".a" * 9999 + " }}",
    "{{ title" + "[0]" * 9999 + " }}", "{{ 1" + " if 1 else 1" * 999 + " }}", "{{ 1" + " < 1" * 9999 + " }}",
    "{% if 1 %}" * 2000 + "{% endif %}" * 2000, "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "{{ title }}" * 10_000, "{{ 'a' }}" * 3000, "{# " * 5000, "{{ " * 5000, "}} " * 5000, "{% " * 5000,
    "{{" + " " * 500_000 + "title }}", "{{ '" + "a" * 500_000 + "' }}", "{{ " + "a" * 500_000 + " }}",
    "{{ " + "9" * 5000 + " }}", "{{ " + "9" * 500_000 + " }}", "{% set " + "a" * 99999 + " = 1 %}",
    "{{ [" + "1," * 99999 + "]|length }}", "{{p " * 3000,
)  # fmt: skip
OBJECTS = (
    "range", "namespace()", "namespace", "cycler(1)", "cycler", "joiner()", "title.upper", "[1]|map('upper')",
    "topics", "topics[0]", "members", "{title: range}", "[range]", "topics[0].recommendations", "self", "lipsum",
    "dict(a=1)", "loop", "write_prose", "logo", "chart", "title.__hash__()", "range.__hash__()", "{'a', 'b'}",
    "topics[0].index", "(1, range)", "x", "none", "1.1 * 3", "1e99",
)  # fmt: skip
SHOWN = (
    "{{{{ {} }}}}", "{{{{ {} ~ '' }}}}", "{{{{ ({})|string }}}}", "{{{{ '%s' % ({},) }}}}",
    "{{{{ '{{}}'.format({}) }}}}", "{{{{ [{}]|join }}}}", "{{{{ ({})|pprint }}}}", "{{{{ 'a'|replace('a', {}) }}}}",
    "{{{{ ({})|list|length }}}}", "{{{{ ({})|list|join(', ') }}}}", "{{{{ ({})|list|first }}}}",
    "{{% for a in {} %}}{{{{ a }}}} {{% endfor %}}", "{{{{ ({})|default('x', true) }}}}", "{{{{ ({})|e }}}}",
    "{{{{ ({})|upper }}}}", "{{{{ ({})|random }}}}",
)  # fmt: skip


def in_text(typed: str) -> Change:
    """Return a change that types placeholders into a paragraph of the text."""
    return put_in_text(paragraph(text(escape(typed))))


def in_description(typed: str) -> Change:
    """Return a change that types placeholders into the description of a table, where no check reads them."""
    return replace(
        MAIN, '<w:tblCaption w:val="Front sheet"/>', f'<w:tblCaption w:val="{escape(typed, {chr(34): "&quot;"})}"/>'
    )


def list_placeholders() -> Iterator[Attack]:
    """Yield whatever Jinja knows on values of each kind, and what is known to be dangerous."""
    for typed in (*STATEMENTS, *_list_filters(), *_list_others()):
        for place in (in_text, in_description):
            yield Attack(MARKUP, f"{place.__name__}: {typed}", changed(place(BLOCK + typed)))
    for typed in _list_methods():
        yield Attack(MARKUP, typed, changed(in_description(BLOCK + typed)))
    for typed in ENDLESS:
        for place in (in_text, in_description):
            yield Attack(WORK, f"{place.__name__}: {typed[:80]}", changed(place(typed)))
    for value in OBJECTS:
        for shown in SHOWN:
            yield Attack(CHANCE, shown.format(value), changed(in_description(BLOCK + shown.format(value))))


def _list_filters() -> Iterator[str]:
    for name in sorted(FILTERS):
        for value in VALUES:
            yield f"{{{{ {value}|{name} }}}}"
        for given in (HUGE, "title, title", "9999, true"):
            yield f"{{{{ title|{name}({given}) }}}}"
        yield f"{{{{ [title, x]|map('{name}')|list|join }}}}"
        yield f"{{% filter {name} %}}{{{{ title }}}}{{% endfilter %}}"


def _list_others() -> Iterator[str]:
    """Yield each test, and each function."""
    for name in (each for each in sorted(TESTS) if each.isidentifier()):
        yield "".join(f"{{% if {each} is {name} %}}a{{% endif %}}" for each in ("title", "topics", "x"))
    for name in sorted(DEFAULT_NAMESPACE):
        for given in ("", "title", HUGE, "title=title"):
            yield f"{{{{ {name}({given}) }}}}"


def _list_methods() -> Iterator[str]:
    for name in METHODS:
        for owner in ("title", "x"):
            for given in ARGUMENTS:
                yield f"{{{{ {owner}.{name}({given}) }}}}"
