"""Lines of a plain value in Word: paragraphs where they can be, breaks elsewhere."""

from lxml import etree

from cabinet_papers.word.environment import write_lines
from cabinet_papers.word.markup import W
from cabinet_papers.word.typed_lines import divide_paragraphs


def test_lines_in_a_link_of_the_template_get_breaks() -> None:
    """What stands in a hyperlink of the template cannot become several paragraphs."""
    inside = f'<w:r xmlns:w="{W[1:-1]}"><w:t>{write_lines("a & b" + chr(10) + "<c>")}</w:t></w:r>'
    root = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:hyperlink>{inside}</w:hyperlink></w:p>')
    divide_paragraphs(root)
    assert [etree.QName(each).localname for each in root.iter()] == ["p", "hyperlink", "r", "t", "br", "t"]
    assert [each.text for each in root.iter(f"{W}t")] == ["a & b", "<c>"]
