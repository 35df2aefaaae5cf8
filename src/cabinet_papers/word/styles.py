"""The styles and lists of a template, found by the names that Word shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.markup import W, read_twips
from cabinet_papers.word.prose import USUAL_QUOTED, ListStyle, Styles

if TYPE_CHECKING:
    from lxml import etree

MAX_HEADING = 6
# The only style of a table; the others are of paragraphs and words.
COMMENT_TABLE = "Comment Table"


# Word writes a style into a file only once it is used.
ADD_STYLE = phrase(
    "in Word, type a word in the template, select it, press Ctrl+Shift+S, type the name of the style, press Enter, "
    "delete the word, and save; or use the template that `papers init` writes"
)
ADD_TABLE_STYLE = phrase(
    "in Word, click in any table of the template, choose Table Design, open the list of table styles, choose New Table "
    'Style, call it "{}", and save; or use the template that `papers init` writes',
    Term(COMMENT_TABLE),
)
ADD_FORMAT = phrase(
    "in Word, under Home, Styles, right-click the style, choose Modify, Format, Numbering, and choose bullets or "
    "numbers; or use the template that `papers init` writes"
)


class MissingStyleError(LookupError):
    """A style that the text of a paper needs is missing from the template, or has no list format."""

    def __init__(self, reason: Message, hint: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.hint = hint


class Stylesheet(NamedTuple):
    """A template's styles.xml and numbering.xml."""

    styles: etree._Element
    numbering: etree._Element | None

    def find(self, name: str) -> etree._Element | None:
        """Return the style of that name (built-in names are the English ones in every Word), or None."""
        wanted = name.casefold()
        return next(
            (style for style in self.styles.iter(f"{W}style") if _value(style.find(f"{W}name")).casefold() == wanted),
            None,
        )

    def style_id(self, name: str) -> str:
        """Return the id of the style. Raises MissingStyleError."""
        style = self.find(name)
        if style is None:
            cure = ADD_TABLE_STYLE if name == COMMENT_TABLE else ADD_STYLE
            raise MissingStyleError(phrase('the style "{}" is missing', Term(name)), cure)
        return style.get(f"{W}styleId") or ""

    def first_style_id(self, *names: str) -> str:
        """Return the id of the first of the styles that is there. Raises MissingStyleError."""
        return self.style_id(next((name for name in names if self.find(name) is not None), names[0]))

    def list_style(self, name: str) -> ListStyle:
        """Return the list style and its numbering. Raises MissingStyleError."""
        style_id = self.style_id(name)
        style = self.find(name)
        number_id = _value(style.find(f"{W}pPr/{W}numPr/{W}numId")) if style is not None else ""
        numbers = self.numbering.findall(f"{W}num") if self.numbering is not None else []
        number = next((each for each in numbers if each.get(f"{W}numId") == number_id), None)
        if number is None or self.numbering is None:
            raise MissingStyleError(phrase('the style "{}" has no list format', Term(name)), ADD_FORMAT)
        abstract_id = _value(number.find(f"{W}abstractNumId"))
        indents = [
            read_twips(indent.get(f"{W}left") or indent.get(f"{W}start"))
            for each in self.numbering.findall(f"{W}abstractNum")
            if each.get(f"{W}abstractNumId") == abstract_id
            for indent in each.iterfind(f"{W}lvl/{W}pPr/{W}ind")
        ]
        return ListStyle(style_id, number_id, abstract_id, tuple(indents) or (720,))

    def find_missing(self) -> list[tuple[Message, Message]]:
        """Return why prose cannot be written and what to do, for each style that is missing or has no list format."""
        reasons = []
        for look_up in (
            lambda: self.style_id("heading 1"),
            lambda: self.list_style("List Bullet"),
            lambda: self.list_style("List Number"),
            lambda: self.first_style_id(COMMENT_TABLE, "Table Grid"),
            lambda: self.first_style_id("Comment Table Text", "Table Text", "Normal"),
            lambda: self.style_id("Hyperlink"),
        ):
            try:
                look_up()
            except MissingStyleError as missing:
                reasons.append((missing.reason, missing.hint))
        return reasons

    def prose_styles(self) -> Styles:
        """Return the styles that prose is written in. Raises MissingStyleError."""
        headings = [self.style_id("heading 1")]
        for level in range(2, MAX_HEADING + 1):
            if self.find(f"heading {level}") is not None:
                headings.append(self.style_id(f"heading {level}"))
        return Styles(
            headings=tuple(headings),
            bullet=self.list_style("List Bullet"),
            number=self.list_style("List Number"),
            table=self.first_style_id(COMMENT_TABLE, "Table Grid"),
            table_text=self.first_style_id("Comment Table Text", "Table Text", "Normal"),
            hyperlink=self.style_id("Hyperlink"),
            quotation=self.style_id("Quote") if self.find("Quote") is not None else "",
            quoted_at=self.indent_of(self.find("Quote")),
        )

    def indent_of(self, style: etree._Element | None) -> int:
        """Return how far in a style's paragraphs stand, in twips; where it does not say so, as is usual."""
        indent = style.find(f"{W}pPr/{W}ind") if style is not None else None
        return read_twips(indent.get(f"{W}left") or indent.get(f"{W}start")) if indent is not None else USUAL_QUOTED

    def last_number_id(self) -> int:
        """Return the highest numbering id in use."""
        numbers = self.numbering.iter(f"{W}num") if self.numbering is not None else iter(())
        return max((int(each.get(f"{W}numId") or 0) for each in numbers), default=0)

    def set_language(self, language: str) -> None:
        """Make `language` the language of all text that names none of its own."""
        for lang in self.styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"):
            lang.set(f"{W}val", language)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""
