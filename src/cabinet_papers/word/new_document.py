"""A Word document that is made without a template: a page on its side, in the looks of the house.

WordprocessingML: ECMA-376 Part 1, 17. Widths are in twentieths of a point, sizes of letters in half points.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, OFFICE, write_package, write_part
from cabinet_papers.word.line_sizes import read_line_sizes
from cabinet_papers.word.markup import W
from cabinet_papers.word.prose import ListStyle, Styles
from cabinet_papers.word.tables import fit_tables
from cabinet_papers.word.theme import HEAD, write_theme

# The width between the margins of the page.
TEXT_WIDTH = 14_570
HEADING_COLOUR, QUIET, RULE = "1F3A5F", "444444", "8A97A6"
HEADING_FILL, READ_FILL, WAITING_FILL = "DCE4EC", "F0F0F0", "FFF3C4"
BESIDE = 100

SPACES = f'xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument"
WORD_TYPE = f"{TYPE}.wordprocessingml"
# The set of the properties that people and programs add (Part 1, 22.3).
LINKED = '<w:pStyle w:val="ListBullet"/>'
OWN_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
BULLETS = tuple(397 * level for level in range(1, 10))
PROSE_STYLES = Styles(
    headings=("Heading1",), bullet=ListStyle("ListBullet", "1", "1", BULLETS),
    number=ListStyle("ListBullet", "1", "1", BULLETS), table="TypedTable", table_text="TableText",
    hyperlink="Hyperlink",
)  # fmt: skip


class Properties(NamedTuple):
    """What a document says of itself; `own` are properties under names of our own."""

    title: str
    author: str
    language: str
    own: Mapping[str, str]


def write_document(body: str, properties: Properties) -> bytes:
    """Return the .docx with the body, in which tables that were written from prose still lack their widths."""
    styles = _styles(properties.language)
    root = etree.fromstring(f"<w:document {SPACES}><w:body>{body}{_section()}</w:body></w:document>")
    fit_tables(root, read_line_sizes(etree.fromstring(styles.encode())), BESIDE)
    parts = {
        CONTENT_TYPES: _content_types(),
        "_rels/.rels": _relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/extended-properties", "docProps/app.xml"),
            (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{OFFICE}/numbering", "numbering.xml"),
            (f"{OFFICE}/settings", "settings.xml"),
            (f"{OFFICE}/footer", "footer1.xml"),
            (f"{OFFICE}/fontTable", "fontTable.xml"),
            (f"{OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": HEAD + styles,
        "word/numbering.xml": _numbering(),
        "word/settings.xml": (
            f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
            'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            f'<w:themeFontLang w:val="{escape(properties.language)}"/></w:settings>'
        ),
        "word/footer1.xml": _footer(properties.title),
        "word/fontTable.xml": (
            f'{HEAD}<w:fonts {SPACES}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
            '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
        ),
        "word/theme/theme1.xml": write_theme(HEADING_COLOUR, HEADING_FILL),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(properties.title)}</dc:title>'
            f"<dc:creator>{escape(properties.author)}</dc:creator>"
            f"<dc:language>{escape(properties.language)}</dc:language></cp:coreProperties>"
        ),
        "docProps/app.xml": (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>Microsoft Office Word</Application></Properties>"
        ),
        "docProps/custom.xml": _own_properties(properties.own),
    }
    packed = {name: content.encode() for name, content in parts.items()}
    return write_package({**packed, "word/document.xml": write_part(root)})


def _section() -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1021" w:right="1134" w:bottom="1021" '
        'w:left="1134" w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _content_types() -> str:
    of_word = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings",
               "footer1": "footer", "fontTable": "fontTable"}  # fmt: skip
    overrides = {f"/word/{name}.xml": f"{WORD_TYPE}.{kind}+xml" for name, kind in of_word.items()}
    overrides |= {
        "/word/theme/theme1.xml": f"{TYPE}.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{TYPE}.extended-properties+xml",
        "/docProps/custom.xml": f"{TYPE}.custom-properties+xml",
    }
    inside = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def _own_properties(own: Mapping[str, str]) -> str:
    inside = "".join(
        f'<property fmtid="{OWN_PROPERTIES}" pid="{at}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for at, (name, value) in enumerate(own.items(), 2)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006"
    return f'{HEAD}<Properties xmlns="{kind}/custom-properties" xmlns:vt="{kind}/docPropsVTypes">{inside}</Properties>'


def _footer(title: str) -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def words(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    right = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    return (
        f'{HEAD}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{right}</w:pPr>{words(escape(title))}'
        f"<w:r><w:tab/></w:r>{words('Page ')}{field('PAGE')}{words(' of ')}{field('NUMPAGES')}</w:p></w:ftr>"
    )


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'{"" if at else LINKED}<w:lvlText w:val="{"•–"[at % 2]}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="397"/></w:pPr></w:lvl>'
        for at, left in enumerate(BULLETS)
    )
    return (
        f'{HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _style(kind: str, name: str, inside: str, *, is_default: bool = False, ref: str = "") -> str:
    default = ' w:default="1"' if is_default else ""
    ref = ref or name.title().replace(" ", "")
    return f'<w:style w:type="{kind}"{default} w:styleId="{ref}"><w:name w:val="{name}"/>{inside}</w:style>'


def _paragraph_style(name: str, properties: str, look: str = "", based_on: str = "Normal") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inside = f"{base}<w:qFormat/><w:pPr>{properties}</w:pPr>" + (f"<w:rPr>{look}</w:rPr>" if look else "")
    return _style("paragraph", name, inside, is_default=not based_on)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _table_style(name: str, above: int) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    margins = (
        f'<w:top w:w="{above}" w:type="dxa"/><w:left w:w="{BESIDE}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{BESIDE}" w:type="dxa"/>'
    )
    return _style(
        "table",
        name,
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{_shade(HEADING_FILL)}</w:tcPr></w:tblStylePr>',
    )


def _styles(language: str) -> str:
    """Return styles.xml. No style of a table or of its text makes words bold: bold is what a person typed so."""
    font = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    lang = f'<w:lang w:val="{escape(language)}" w:eastAsia="{escape(language)}" w:bidi="ar-SA"/>'
    usual = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )
    return "".join([
        f"<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{font}{_size(22)}{lang}</w:rPr></w:rPrDefault>",
        "<w:pPrDefault/></w:docDefaults>",
        _paragraph_style("Normal", '<w:widowControl/><w:spacing w:after="60"/>', based_on=""),
        _style("character", "Default Paragraph Font", '<w:uiPriority w:val="1"/>', is_default=True),
        _style("table", "Normal Table", usual, is_default=True, ref="TableNormal"),
        _style("numbering", "No List", "", is_default=True),
        _paragraph_style(
            "Title", '<w:keepNext/><w:spacing w:after="120"/>', f"<w:b/>{_colour(HEADING_COLOUR)}{_size(32)}"
        ),
        _paragraph_style(
            "heading 1", '<w:keepNext/><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/>',
            f"<w:b/>{_colour(HEADING_COLOUR)}{_size(26)}",
        ),
        _paragraph_style("Form Line", '<w:keepNext/><w:spacing w:after="60"/>'),
        _paragraph_style("Form Due", '<w:keepNext/><w:spacing w:after="60"/>', "<w:b/>"),
        _paragraph_style("Form Note", '<w:keepNext/><w:spacing w:after="60"/>', _colour(QUIET)),
        _paragraph_style("Form Last Note", '<w:spacing w:after="160"/>', based_on="FormNote"),
        _paragraph_style("Table Text", '<w:spacing w:after="80"/>'),
        _paragraph_style("Table Heading", "<w:keepNext/>", "<w:b/>", based_on="TableText"),
        _paragraph_style("Table Number", '<w:jc w:val="center"/>', "<w:b/>", based_on="TableText"),
        _paragraph_style(
            "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="80"/><w:contextualSpacing/>'
        ),
        _paragraph_style("Table Space", '<w:spacing w:after="0" w:line="240" w:lineRule="exact"/>', _size(12)),
        _paragraph_style("Table Gap", '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>', _size(2)),
        _paragraph_style("footer", '<w:spacing w:after="0"/>', f"{_colour(QUIET)}{_size(18)}"),
        _style(
            "character", "Hyperlink",
            '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr>',
        ),
        _style(
            "character", "Placeholder Text",
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{_colour(QUIET)}{_shade(WAITING_FILL)}</w:rPr>',
        ),
        _table_style("Form Table", 80),
        _table_style("Typed Table", 50),
        "</w:styles>",
    ])  # fmt: skip
