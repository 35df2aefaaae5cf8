"""A chart of bars in a Word document: its drawing in a line of text, and the part that holds it.

ECMA-376 Part 1, 20.4.2.8 (inline drawings) and 21.2 (charts). The bars have their numbers written at them, and one
colour, so that nothing depends on telling colours apart.
"""

from __future__ import annotations

from html import escape

from lxml import etree

from cabinet_papers.files.package import OFFICE, TYPES, Relation
from cabinet_papers.matter.settings import Chart
from cabinet_papers.word.drawing import DRAWING, store_drawing, write_drawing
from cabinet_papers.word.environment import FORBIDDEN, WordXml

REFERENCE, PART = "rIdPlanChart", "charts/plan-chart.xml"
KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART = f"{DRAWING}/chart"
# In English Metric Units, of which a millimetre has 36,000: what each bar takes, and the whole around them.
WIDTH, BAR, AROUND = 150 * 36_000, 9 * 36_000, 8 * 36_000
FILL = "1F3864"


def write_chart(chart: Chart | None) -> WordXml:
    """Return the run of text that shows the chart; "" where there is none."""
    if chart is None:
        return WordXml()
    extent = f'cx="{WIDTH}" cy="{AROUND + BAR * len(chart.bars)}"'
    named = f'id="9002" name="Chart" descr="{escape(_clean(chart.alt))}"'
    return write_drawing(extent, named, "chart", f'<c:chart xmlns:c="{CHART}" r:id="{REFERENCE}"/>')


def add_chart(parts: dict[str, bytes], chart: Chart | None, names: list[str]) -> None:
    """Store the chart and let each named part that shows it find it there."""
    if chart is not None:
        kind = etree.Element(f"{TYPES}Override", PartName=f"/word/{PART}", ContentType=KIND)
        store_drawing(parts, names, Relation(REFERENCE, "chart", PART), _write_part(chart), kind)


def _write_part(chart: Chart) -> bytes:
    """Return the chart's part. Word draws it from the texts and numbers in it, and no workbook lies behind it."""
    count = len(chart.bars)
    labels = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(_clean(label))}</c:v></c:pt>' for at, (label, _) in enumerate(chart.bars)
    )
    numbers = "".join(f'<c:pt idx="{at}"><c:v>{number}</c:v></c:pt>' for at, (_, number) in enumerate(chart.bars))
    highest = max(number for _, number in chart.bars)
    shows = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>'
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{FILL}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f"<c:dLbls>{shows}</c:dLbls>"
        f'<c:cat><c:strLit><c:ptCount val="{count}"/>{labels}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>0</c:formatCode><c:ptCount val="{count}"/>{numbers}</c:numLit></c:val></c:ser>'
    )
    # The first bar is above, as the first row of the table is.
    across = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="2"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )
    along = (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{highest + 1}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="60"/>'
        f'<c:axId val="1"/><c:axId val="2"/></c:barChart>{across}{along}</c:plotArea><c:plotVisOnly val="1"/></c:chart>'
        "</c:chartSpace>"
    ).encode()


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text)
