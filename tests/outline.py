"""A Word document as lines of text that show its structure: what the good cases are compared with.

# Heading            a heading 1, ## a heading 2
Words                a paragraph
* Words              a bullet; two spaces more for each level
1. Words             an item of an automatic list, with the number that Word shows
+--                  a table begins; `| ` before each cell's lines, `+--` between rows, `+==` under a heading row
"""

import io
import re
import zipfile
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_outline(document: bytes | Path) -> str:
    content = document.read_bytes() if isinstance(document, Path) else document
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        roots = {
            name: ElementTree.fromstring(package.read(f"word/{name}.xml"))
            for name in ("document", "styles", "numbering")
        }
        others = {
            kind: ElementTree.fromstring(package.read(name))
            for kind in ("header", "footer")
            for name in package.namelist()
            if re.fullmatch(rf"word/{kind}\d+\.xml", name)
        }
    outliner = Outliner(roots["styles"], roots["numbering"])
    size = roots["document"].find(f"{W}body/{W}sectPr/{W}pgSz")
    lines = ["(landscape)"] if size.get(f"{W}orient") == "landscape" else []
    for kind, root in others.items():
        words = [line for paragraph in root.iter(f"{W}p") if (line := outliner.words(paragraph)).strip()]
        lines += [f"({kind}) {line}" for line in words]
    return "\n".join(lines + outliner.blocks(roots["document"].find(f"{W}body"))) + "\n"


class Outliner:
    def __init__(self, styles: ElementTree.Element, numbering: ElementTree.Element) -> None:
        self.styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self.forms = {}
        abstracts = {each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
        self.starts: dict[tuple[str, int], int] = {}
        for number in numbering.iter(f"{W}num"):
            number_id = number.get(f"{W}numId")
            abstract = abstracts[number.find(f"{W}abstractNumId").get(f"{W}val")]
            for level in abstract.iter(f"{W}lvl"):
                at = int(level.get(f"{W}ilvl"))
                self.forms[number_id, at] = level.find(f"{W}numFmt").get(f"{W}val")
            for override in number.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride").get(f"{W}val")
                self.starts[number_id, int(override.get(f"{W}ilvl"))] = int(start)
        self.counts: dict[tuple[str, int], int] = defaultdict(int)

    def blocks(self, container: ElementTree.Element) -> list[str]:
        lines = []
        for child in container:
            if child.tag == f"{W}p":
                lines.append(self.paragraph(child))
            elif child.tag == f"{W}tbl":
                lines += self.table(child)
        return lines

    def table(self, table: ElementTree.Element) -> list[str]:
        lines = ["+--"]
        for row in table.findall(f"{W}tr"):
            for at, cell in enumerate(row.findall(f"{W}tc")):
                lines += ["|"] * bool(at) + [f"| {line}".rstrip() for line in self.blocks(cell)]
            lines.append("+==" if row.find(f"{W}trPr/{W}tblHeader") is not None else "+--")
        return lines

    def paragraph(self, paragraph: ElementTree.Element) -> str:
        words = self.words(paragraph)
        style = self.style_chain(paragraph)
        for each in style:
            outline = each.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                mark = self.list_mark(paragraph, style)
                return f"{'#' * (int(outline.get(f'{W}val')) + 1)} {mark}{words}"
        return self.list_mark(paragraph, style) + words

    def style_chain(self, paragraph: ElementTree.Element) -> list[ElementTree.Element]:
        mark = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self.styles[mark.get(f"{W}val")] if mark is not None else None
        chain = []
        while style is not None:
            chain.append(style)
            based = style.find(f"{W}basedOn")
            style = self.styles[based.get(f"{W}val")] if based is not None else None
        return chain

    def list_mark(self, paragraph: ElementTree.Element, style: list[ElementTree.Element]) -> str:
        for holder in (paragraph, *style):
            properties = holder.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                number_id = properties.find(f"{W}numId").get(f"{W}val")
                level = properties.find(f"{W}ilvl")
                at = int(level.get(f"{W}val")) if level is not None else 0
                return self.next_mark(number_id, at)
        return ""

    def next_mark(self, number_id: str, level: int) -> str:
        if number_id == "0":
            return "  " * (level + 1)
        if self.forms[number_id, level] == "bullet":
            return "  " * level + "* "
        self.counts[number_id, level] += 1
        number = self.starts.get((number_id, level), 1) + self.counts[number_id, level] - 1
        return "  " * level + f"{number}. "

    def words(self, paragraph: ElementTree.Element) -> str:
        """Return the words, bold as **...**, italic as __...__, a link as <...>, a break as \\n, a tab as \\t.

        Raised letters are ^{...}, lowered ones _{...}. A no-break space is a space.
        """
        pieces = []
        for run in paragraph.iter(f"{W}r"):
            text = "".join(
                {f"{W}t": each.text or "", f"{W}br": "\\n", f"{W}tab": "\\t"}.get(each.tag, "") for each in run
            )
            properties = run.find(f"{W}rPr")
            marks = {each.tag for each in properties} if properties is not None else set()
            script = properties.find(f"{W}vertAlign") if properties is not None else None
            if script is not None:
                text = f"{'^' if script.get(f'{W}val') == 'superscript' else '_'}{{{text}}}"
            for mark, sign in ((f"{W}b", "**"), (f"{W}i", "__")):
                if mark in marks and text.strip():
                    text = f"{sign}{text}{sign}"
            if f"{W}rStyle" in marks:
                text = f"<{text}>"
            pieces.append(text)
        return "".join(pieces).replace("\u00a0", " ")
