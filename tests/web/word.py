"""Word documents drawn by hand, so that a test shows its input: the body as it is stored, with few words for much."""

import re

from cabinet_papers.files.package import write_package
from cabinet_papers.finished.word_file import WordFile, open_document
from cabinet_papers.proof.page_blocks import PageReader
from cabinet_papers.proof.page_check import find_difference
from cabinet_papers.web.page import write_page

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
# The least picture: one white point.
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef924"
    "0000000a49444154789c6368000000820081774cd9970000000049454e44ae426082"
)


def style(name: str, inside: str = "", kind: str = "paragraph", base: str = "") -> str:
    """Return a style whose reference is its name without spaces."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    ref = name.title().replace(" ", "")
    usual = ' w:default="1"' if name == "Normal" else ""
    return f'<w:style w:type="{kind}" w:styleId="{ref}"{usual}><w:name w:val="{name}"/>{based}{inside}</w:style>'


def look(inside: str) -> str:
    return f"<w:rPr>{inside}</w:rPr>"


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Normal")
    + style("heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' + look('<w:b/><w:color w:val="7A1F1F"/>'))
    + style("Title", look("<w:b/>"))
    + style("Report Title", base="Title")
    + style("heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + look('<w:b/><w:color w:val="7A1F1F"/>'))
    + style("heading 8", '<w:pPr><w:outlineLvl w:val="7"/></w:pPr>' + look("<w:b/>"))
    + style("List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("List Number", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    + style("Numbered Paragraph", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
    + style("Recommendation", look("<w:b/>"))
    + style("Quote", look("<w:i/>"))
    + style("Welsh", look('<w:lang w:val="cy-GB"/>'))
    + style("Strong", look("<w:b/>"), kind="character")
    + style("Unseen", look("<w:vanish/>"), kind="character")
    + style("Hidden", look("<w:vanish/>"))
    + style("Hyperlink", look('<w:color w:val="0B5394"/>'), kind="character")
    + style(
        "Loud Table",
        '<w:tblStylePr w:type="firstRow">' + look('<w:b/><w:color w:val="FFFFFF"/>')
        + '<w:tcPr><w:shd w:fill="7A1F1F"/></w:tcPr></w:tblStylePr>',
        kind="table",
    )
)  # fmt: skip


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def define(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def start_at(number: int, kind: int, start: int) -> str:
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )


# 1 bullets, 2 numbers, 3 paragraphs, 4 of every form, 5 numbers that begin with 5, 6 "Part A".
NUMBERING = (
    define(1, *(level(at, "bullet", "\uf0b7o"[at % 2]) for at in range(9)))
    + define(2, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2."), level(2, "lowerRoman", "%3."))
    + define(3, level(0, "decimal", "%1."))
    + define(4, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"),
             level(3, "upperRoman", "%4."))
    + define(6, level(0, "upperLetter", "Part %1"))
    + "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (1, 2, 3, 4, 6))
    + start_at(5, 2, 5)
)  # fmt: skip


def p(words: str = "", style: str = "", more: str = "", numbered: str = "") -> str:
    """Return a paragraph. `words` may be runs; `numbered` is "2" or "2/1", a list's number and a level there."""
    number, _, at = numbered.partition("/")
    listed = f'<w:numPr><w:ilvl w:val="{at or 0}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr>{words if words.startswith('<') else r(words)}</w:p>"


def r(words: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""


def tc(*blocks: str, more: str = "") -> str:
    """Return a cell; words are a paragraph."""
    inside = "".join(each if each.startswith("<") else p(each) for each in blocks)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside or p()}</w:tc>"


def tr(*cells: str, head: bool = False, more: str = "") -> str:
    """Return a row; words are a cell."""
    inside = "".join(each if each.startswith("<w:tc>") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{'<w:tblHeader/>' * head}{more}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, columns: int = 2, first: bool = False, more: str = "") -> str:
    """Return a table; `first` says that its first column is set apart."""
    grid = '<w:gridCol w:w="1000"/>' * columns
    apart = f'<w:tblLook w:firstRow="1" w:firstColumn="{int(first)}"/>'
    return f"<w:tbl><w:tblPr>{more}{apart}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def field(code: str, result: str) -> str:
    return FIELD.format(code=code, result=r(result))


def items(form: str, *words: str) -> str:
    return "".join(p(each, numbered=form) for each in words)


BOX = "<w:txbxContent>{inside}</w:txbxContent>"
DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="1" name="x" descr="{words}"/>'
    "<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
PICTURE = (
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="y"/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{ref}"/></pic:blipFill></pic:pic>'
)
SHAPE = f"<wps:wsp><wps:txbx>{BOX.format(inside=p('In the box.'))}</wps:txbx></wps:wsp>"
OLD = f"<w:pict><v:shape><v:textbox>{BOX.format(inside=p('In the box.'))}</v:textbox></v:shape></w:pict>"
BOXED = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
    '<wp:docPr id="2" name="b" descr="A note"/><a:graphic>'
    f"<a:graphicData>{SHAPE}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>{OLD}</mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def draw(
    body: str, header: str = "", notes: str = "", endnotes: str = "", more_styles: str = "", section: str = "",
    footer: str = "",
) -> WordFile:  # fmt: skip
    """Return a document, open. `lnk1` leads to a page, `bad1` to a script, `pic1` to a picture."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="a/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": relate(("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relate(
            ("hdr1", "header", "header1.xml"), ("ftn1", "footnotes", "footnotes.xml"),
            ("end1", "endnotes", "endnotes.xml"),
            ("ftr1", "footer", "footer1.xml"), ("pic1", "image", "media/point.png"), ("lnk1", "hyperlink", "https://example.org/a?b=1&amp;c=2"),
            ("bad1", "hyperlink", "javascript:alert(1)"), ("tel1", "hyperlink", "tel:01632960001"),
            ("emf1", "image", "media/old.emf"),
        ),
        "word/_rels/header1.xml.rels": relate(("pic1", "image", "media/point.png")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr>"
        f'<w:headerReference w:type="default" r:id="hdr1"/>{section}</w:sectPr></w:body></w:document>',
        "word/styles.xml": f"<w:styles {SPACES}>{STYLES}{more_styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        "word/header1.xml": f"<w:hdr {SPACES}>{header}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {SPACES}>{footer}</w:ftr>",
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{notes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {SPACES}>{endnotes}</w:endnotes>",
        "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Trees</dc:title>'
        "<dc:creator>Eastmere</dc:creator><dc:language>en-GB</dc:language></c>",
    }  # fmt: skip
    binary = {"word/media/point.png": POINT, "word/media/old.emf": b"\x01\x00"}
    opened = open_document(write_package({name: part.encode() for name, part in parts.items()} | binary))
    assert opened.faults == []
    return opened


def relate(*relations: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{ref}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for ref, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def make_page(document: WordFile, notice: str = "") -> str:
    """Return the page of the document, which has to be proven to be its page."""
    page = write_page(document, notice).decode()
    assert find_difference(PageReader(page), document, notice) is None
    return page


def main_of(page: str) -> str:
    """Return what stands in the page's main part, without the lines between its blocks and the hidden title."""
    (inside,) = re.findall(r"<main>(.*)</main>", page, re.DOTALL)
    return re.sub(r'<h1 class="unseen">.*?</h1>', "", inside).strip().replace("\n", "")


def main(body: str, **more: str) -> str:
    """Return the main part of the page of a document with this body."""
    return main_of(make_page(draw(body, **more)))
