"""Templates with fields that fetch, ask or run something, written in every way in which a program may read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from tools.attacks.attack import (
    HEADER,
    MAIN,
    MARK,
    OFFICE,
    Attack,
    Change,
    W,
    add_part,
    changed,
    paragraph,
    put_in_text,
    relate,
    replace,
    run,
    text,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DDE = f'DDEAUTO c:\\\\{MARK} "/k calc"'
CODES = (
    DDE, f"DDE {MARK} x", f'dDeAuTo "{MARK}"', f'INCLUDETEXT "c:\\\\{MARK}.docx"',
    f"INCLUDEPICTURE http://{MARK}/x.png", f"INCLUDE {MARK}", f"IMPORT {MARK}.png", f"LINK Excel.Sheet.12 {MARK}.xlsx",
    f"EMBED Package {MARK}", f"MACROBUTTON {MARK} click", f"GOTOBUTTON {MARK} click", f"DATABASE \\d {MARK}.mdb",
    f"RD {MARK}.docx", f"AUTOTEXT {MARK}", f"GLOSSARY {MARK}", f"ASK {MARK} who", f"FILLIN {MARK}", f"PRINT {MARK}",
    f"ADDIN {MARK}", f"MERGEFIELD {MARK}", f"HTMLCONTROL {MARK}", f"CONTROL Forms.TextBox {MARK}", f'"DDEAUTO" {MARK}',
    f'HYPERLINK "file://{MARK}/x"', f'HYPERLINK "\\\\\\\\{MARK}\\\\x"', f'HYPERLINK \\l "x" "file://{MARK}/x"',
    f'HYPERLINK "https://a.example" "file://{MARK}/x"', f'HYPERLINK \\o "a" "file://{MARK}/x"',
    f"HYPERLINK c:\\\\{MARK}.exe", f'HYPERLINK "javascript:{MARK}"', f'HYPERLINK "ms-word:ofe|u|{MARK}"',
    f'HYPERLINK \\o "a\\" \\l "b" "file://{MARK}"',
)  # fmt: skip


def _char(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def _code(words: str) -> str:
    return run(f'<w:instrText xml:space="preserve">{escape(words)}</w:instrText>')


BEGIN, SEPARATE, END = map(_char, ("begin", "separate", "end"))


def simple(code: str) -> str:
    """Return a field in one element."""
    return paragraph(f"<w:fldSimple w:instr={quoteattr(code)}>{text('x')}</w:fldSimple>")


def whole(code: str) -> str:
    """Return a field of several runs."""
    return paragraph(BEGIN + _code(code) + SEPARATE + text("x") + END)


SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="urn:x" mc:Ignorable="x" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"'
)
CHOICE = (
    '<mc:AlternateContent><mc:Choice Requires="{}">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
)
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent>'
    "</v:textbox></v:shape></w:pict></w:r>"
)
QUOTED = BEGIN + _code("QUOTE 68 68 69") + SEPARATE + text("DDE") + END
# How a field may be written: around the code, or in its pieces.
FORMS: dict[str, Callable[[str], str]] = {
    "letter by letter": lambda code: paragraph(BEGIN + "".join(map(_code, code)) + SEPARATE + text("x") + END),
    "with marks between": lambda code: paragraph(
        BEGIN + _code(code[:3]) + '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="9" w:name="b"/>'
        + _code(code[3:]) + '<w:bookmarkEnd w:id="9"/>' + END
    ),
    "over two paragraphs": lambda code: paragraph(BEGIN + _code(code[:3])) + paragraph(_code(code[3:]) + END),
    "without a beginning": lambda code: paragraph(_code(code)),
    "without an end": lambda code: paragraph(BEGIN + _code(code)),
    "without words": lambda code: paragraph(BEGIN + _code(code) + END),
    "in another field": lambda code: paragraph(
        BEGIN + _code("IF 1 = 1 ") + BEGIN + _code(code) + SEPARATE + text("x") + END + SEPARATE + text("x") + END
    ),
    "its name from another field": lambda code: paragraph(
        BEGIN + QUOTED + _code(code[3:]) + SEPARATE + text("x") + END
    ),
    "its name as words": lambda code: paragraph(BEGIN + text(code[:4]) + _code(code[4:]) + SEPARATE + text("x") + END),
    "in a control": lambda code: f"<w:sdt><w:sdtContent>{whole(code)}</w:sdtContent></w:sdt>",
    "its name in a control": lambda code: paragraph(
        f"{BEGIN}<w:sdt><w:sdtContent>{_code(code[:3])}</w:sdtContent></w:sdt>{_code(code[3:])}{END}"
    ),
    "in a link": lambda code: paragraph(f'<w:hyperlink w:anchor="a">{BEGIN}{_code(code)}{END}</w:hyperlink>'),
    "in a text box": lambda code: paragraph(BOX.format(whole(code))),
    "simple in a text box": lambda code: paragraph(BOX.format(simple(code))),
    "in another spelling": lambda code: paragraph(
        BEGIN + run("<w:instrText>" + "".join(f"&#{ord(each)};" for each in code) + "</w:instrText>") + END
    ),
    "as it is": lambda code: paragraph(BEGIN + run(f"<w:instrText><![CDATA[{code}]]></w:instrText>") + END),
    "with a remark in it": lambda code: paragraph(
        BEGIN + run(f"<w:instrText>{escape(code[:3])}<!-- -->{escape(code[3:])}</w:instrText>") + END
    ),
    "behind a choice": lambda code: paragraph(
        BEGIN + CHOICE.format("x", _code("PAGE "), "").join(("", _code(code))) + SEPARATE + text("1") + END
    ),
    "in the second choice": lambda code: paragraph(
        BEGIN + CHOICE.format("nothing", _code("PAGE "), _code(code)) + SEPARATE + text("1") + END
    ),
    "behind what is ignored": lambda code: paragraph(
        f"{BEGIN}<x:a>{_code('PAGE ')}</x:a>{_code(code)}{SEPARATE}{text('1')}{END}"
    ),
    "its beginning ignored": lambda code: paragraph(
        f"{BEGIN}<x:a>{BEGIN}{_code('PAGE ')}</x:a>{_code(code)}{SEPARATE}{text('1')}{END}"
    ),
    "its words ignored": lambda code: paragraph(f"{BEGIN}<x:a>{SEPARATE}</x:a>{_code(code)}{SEPARATE}{text('1')}{END}"),
    "its end ignored": lambda code: paragraph(f"{BEGIN}<x:a>{END}</x:a>{_code(code)}{SEPARATE}{text('1')}{END}"),
    "behind a box": lambda code: paragraph(
        BEGIN + BOX.format(paragraph(_code("PAGE "))) + _code(code) + SEPARATE + text("1") + END
    ),
    "two codes": lambda code: paragraph(
        f"<w:fldSimple x:instr='PAGE' s:instr='PAGE' w:instr={quoteattr(code)}>{text('1')}</w:fldSimple>"
    ),
    "two codes, the other way round": lambda code: paragraph(
        f"<w:fldSimple w:instr='PAGE' s:instr={quoteattr(code)}>{text('1')}</w:fldSimple>"
    ),
    "two kinds": lambda code: paragraph(
        BEGIN + _code("PAGE ") + run('<w:fldChar s:fldCharType="end" w:fldCharType="begin"/>') + _code(code) + END + END
    ),
    "in the Strict form": lambda code: paragraph(
        f"<s:r><s:fldChar s:fldCharType='begin'/></s:r><s:r><s:instrText>{escape(code)}</s:instrText></s:r>"
        "<s:r><s:fldChar s:fldCharType='end'/></s:r>"
    ),
    "in a placeholder": lambda code: paragraph(
        BEGIN + _code(f"{{{{ {code[:3]!r} ~ {code[3:]!r} }}}}") + SEPARATE + text("1") + END
    ),
    "as what is filled in": lambda code: paragraph(BEGIN + _code("{{ title }}") + _code(code[4:]) + END),
    "simple as what is filled in": lambda _: paragraph('<w:fldSimple w:instr="{{ title }}"><w:r/></w:fldSimple>'),
}  # fmt: skip


def _in_header(xml: str) -> Change:
    return replace(HEADER, "</w:hdr>", f"{xml}</w:hdr>")


def _in_part(root: str, kind: str, wrap: str, name: str = "") -> Callable[[str], tuple[Change, ...]]:
    """Return what puts paragraphs into a part that the shipped template has not."""
    name = name or f"word/{root}.xml"

    def put(xml: str) -> tuple[Change, ...]:
        content = f'<w:{root} xmlns:w="{W}" xmlns:r="{OFFICE}" {SPACES}>{wrap.format(xml)}</w:{root}>'
        return add_part(name, content.encode(), f"{WORD}.{kind}+xml"), relate(MAIN, kind, f"/{name}")

    return put


TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>'
NOTE = '<w:{0} w:id="2">{{}}</w:{0}>'
PLACES: dict[str, Callable[[str], tuple[Change, ...]]] = {
    "the text": lambda xml: (put_in_text(xml),),
    "a header": lambda xml: (_in_header(xml),),
    "a footer": lambda xml: (replace("word/footer1.xml", "</w:ftr>", f"{xml}</w:ftr>"),),
    "a footnote": _in_part("footnotes", "footnotes", NOTE.format("footnote")),
    "an endnote": _in_part("endnotes", "endnotes", NOTE.format("endnote")),
    "a comment": _in_part("comments", "comments", NOTE.format("comment")),
    "a building block": _in_part(
        "glossaryDocument", "glossaryDocument",
        "<w:docParts><w:docPart><w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>",
        "word/glossary/document.xml",
    ),
    "the styles": lambda xml: (replace("word/styles.xml", "</w:styles>", f"{xml}</w:styles>"),),
    "the numbering": lambda xml: (replace("word/numbering.xml", "</w:numbering>", f"{xml}</w:numbering>"),),
    "a table": lambda xml: (put_in_text(TABLE.format(xml)),),
}  # fmt: skip


def list_fields() -> Iterator[Attack]:
    """Yield every code in its usual forms, and one of them in every form and place."""
    kind = "fields"
    spaces = [
        replace(part, f'xmlns:w="{W}"', f'xmlns:w="{W}" {SPACES}')
        for part in (MAIN, HEADER, "word/footer1.xml", "word/styles.xml", "word/numbering.xml")
    ]
    usual: dict[str, Callable[[str], str]] = {"simple": simple, "whole": whole}
    for code in CODES:
        for form, write in usual.items():
            yield Attack(kind, f"{form}: {code}", changed(*spaces, put_in_text(write(code))))
    for form, write in (FORMS | usual).items():
        for place, put in PLACES.items():
            yield Attack(kind, f"{form}, in {place}", changed(*spaces, *put(write(DDE))))
