"""What a document has is on its page: drawn by hand, each page proven against its document."""

import re

import pytest

from tests.web.word import draw, main, main_of, make_page, p, r, tbl, tc, tr

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def field(code: str, result: str) -> str:
    return FIELD.format(code=code, result=r(result))


BOX = "<w:txbxContent>{inside}</w:txbxContent>"
WORDS = {
    "a paragraph": (p("Trees grow."), "<p>Trees grow.</p>"),
    "what looks like markup": (p("&lt;b&gt; &amp; &quot;x&quot;"), "<p>&lt;b&gt; &amp; &#34;x&#34;</p>"),
    "a heading": (p("Trees", "Heading1") + p("Oaks", "Heading2"), "<h1>Trees</h1><h2>Oaks</h2>"),
    "a heading deeper than HTML has": (p("x", "Heading8"), '<div role="heading" aria-level="8" class="s-heading-8">x</div>'),
    "a heading by the paragraph": (p("x", more='<w:outlineLvl w:val="2"/>'), '<h3 class="s-normal">x</h3>'),
    "a text that is no heading": (p("x", "Heading1", '<w:outlineLvl w:val="9"/>'), '<p class="s-heading-1">x</p>'),
    "bold and italic": (p(r("a ") + r("b", "<w:b/>") + r("c", "<w:i/>")), "<p>a <strong>b</strong><em>c</em></p>"),
    "raised, lowered, struck": (
        p(r("m") + r("2", '<w:vertAlign w:val="superscript"/>') + r("i", '<w:vertAlign w:val="subscript"/>')
          + r("x", "<w:strike/>") + r("y", "<w:dstrike/>")),
        "<p>m<sup>2</sup><sub>i</sub><s>xy</s></p>",
    ),
    "runs of one look are one": (p(r("a", "<w:b/>") + r("b", "<w:b/>")), "<p><strong>ab</strong></p>"),
    "bold twice is not bold": (
        p(r("a") + r("b", '<w:rStyle w:val="Strong"/>'), "Recommendation"),
        '<p class="s-recommendation">a<span class="plain">b</span></p>',
    ),
    "bold of its own stays bold": (
        p(r("b", '<w:rStyle w:val="Strong"/><w:b/>'), "Recommendation"), '<p class="s-recommendation">b</p>',
    ),
    "a colour": (p(r("a") + r("b", '<w:color w:val="c00000"/>')), '<p>a<span style="color: #C00000">b</span></p>'),
    "a colour too pale to read": (p(r("b", '<w:color w:val="FFFF00"/>')), "<p>b</p>"),
    "a language": (p(r("Tree, ") + r("coeden", '<w:lang w:val="cy-GB"/>')), '<p>Tree, <span lang="cy-GB">coeden</span></p>'),
    "a paragraph in a language": (p("coeden", "Welsh"), '<p lang="cy-GB">coeden</p>'),
    "words from right to left": (
        p(r("\u0634\u062c\u0631", '<w:rtl/><w:lang w:bidi="ar-SA"/>'), more="<w:bidi/>"),
        '<p lang="ar-SA" dir="rtl"><span dir="rtl">\u0634\u062c\u0631</span></p>',
    ),
    "breaks": (
        p('<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t><w:tab/><w:t>e</w:t></w:r>'),
        "<p>a<br>b<br>c d e</p>",
    ),
    "hyphens": (p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"), "<p>a\u2011b\u00adc</p>"),
    "signs of symbol fonts": (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:char="263A"/></w:r>'),
        "<p>\u2611\u2022\u263a</p>",
    ),
    "hidden words": (
        p(r("a") + r("b", "<w:vanish/>") + r("c", '<w:rStyle w:val="Unseen"/>') + r("d", '<w:vanish w:val="0"/>')),
        "<p>ad</p>",
    ),
    "a hidden paragraph": (p("secret", "Hidden") + p("open"), "<p>open</p>"),
    "words that two styles hide": (p(r("shown", '<w:rStyle w:val="Unseen"/>'), "Hidden"), "<p>shown</p>"),
    "tracked changes": (
        p('<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id="2">' + r("new") + "</w:ins>"
          '<w:moveFrom w:id="3">' + r("gone") + "</w:moveFrom>"),
        "<p>new</p>",
    ),
    "a content control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('<w:sdt><w:sdtContent>' + r('inner') + '</w:sdtContent></w:sdt>')}"
        f"{p('more')}</w:sdtContent></w:sdt>",
        "<p>inner</p><p>more</p>",
    ),
    "codes and page numbers": (
        p(r("Page ") + field("PAGE", "7") + r(" of ") + field("NUMPAGES \\* MERGEFORMAT", "9") + r(", ")
          + field(" TITLE ", "Trees") + '<w:fldSimple w:instr="SECTIONPAGES">' + r("3") + "</w:fldSimple>"),
        "<p>Page  of , Trees</p>",
    ),
    "a field over two paragraphs": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("One"))
        + p(r("Two") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        "<p>One</p><p>Two</p>",
    ),
    "a link": (
        p('<w:hyperlink r:id="lnk1">' + r("the ", '<w:rStyle w:val="Hyperlink"/>') + r("page", "<w:b/>") + "</w:hyperlink>."),
        '<p><a href="https://example.org/a?b=1&amp;c=2">the <strong>page</strong></a></p>',
    ),
    "a telephone number": (
        p('<w:hyperlink r:id="tel1">' + r("call") + "</w:hyperlink>"), '<p><a href="tel:01632960001">call</a></p>',
    ),
    "a link that runs something": (p('<w:hyperlink r:id="bad1">' + r("words") + "</w:hyperlink>"), "<p>words</p>"),
    "a link by a field": (
        p(field('HYPERLINK "mailto:a@example.org"', "write")), '<p><a href="mailto:a@example.org">write</a></p>',
    ),
    "a field that runs something": (p(field('HYPERLINK "file:///etc/passwd"', "words")), "<p>words</p>"),
    "links to bookmarks": (
        p('<w:hyperlink w:anchor="Oaks">' + r("oaks") + "</w:hyperlink>" + field('HYPERLINK \\l "oaks"', " again")
          + '<w:hyperlink w:anchor="nowhere">' + r(" lost") + "</w:hyperlink>")
        + p('<w:bookmarkStart w:id="1" w:name="Oaks"/>' + r("Oaks") + '<w:bookmarkEnd w:id="1"/>'
            '<w:bookmarkStart w:id="2" w:name="Elms"/><w:bookmarkEnd w:id="2"/>'),
        '<p><a href="#mark-oaks">oaks again</a> lost</p><p><span id="mark-oaks"></span>Oaks</p>',
    ),
    "a bookmark on an empty paragraph": (
        p('<w:hyperlink w:anchor="here">' + r("go") + "</w:hyperlink>")
        + p('<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>') + p("Here"),
        '<p><a href="#mark-here">go</a></p><p><span id="mark-here"></span>Here</p>',
    ),
    "sides": (
        p("x", more='<w:jc w:val="right"/>') + p("y", more='<w:jc w:val="center"/>'),
        '<p class="right">x</p><p class="centre">y</p>',
    ),
    "quotations": (
        p("One.", "Quote") + p("Two.", more='<w:ind w:left="500" w:right="500"/>') + p("After."),
        '<blockquote><p class="s-quote">One.</p><p>Two.</p></blockquote><p>After.</p>',
    ),
    "formulas": (p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"), "<p>E=mc</p>"),
    "small letters above others": (
        p("<w:r><w:ruby><w:rt>" + r("above") + "</w:rt><w:rubyBase>" + r("base") + "</w:rubyBase></w:ruby></w:r>"),
        "<p>base</p>",
    ),
    "nothing": (p() + p(" "), ""),
}  # fmt: skip


@pytest.mark.parametrize("what", WORDS)
def test_words(what: str) -> None:
    body, expected = WORDS[what]
    assert main(body) == expected


def items(form: str, *words: str) -> str:
    return "".join(p(each, numbered=form) for each in words)


def item(number: str, words: str) -> str:
    return f'<li><span class="number">{number}</span> {words}</li>'


LISTS = {
    "bullets": (p("a", "ListBullet") + p("b", "ListBullet"), "<ul><li>a</li><li>b</li></ul>"),
    "bullets in bullets": (
        items("1", "a") + items("1/1", "b", "c") + items("1/2", "d") + items("1", "e"),
        "<ul><li>a<ul><li>b</li><li>c<ul><li>d</li></ul></li></ul></li><li>e</li></ul>",
    ),
    "numbers": (items("2", "a", "b"), "<ol><li>a</li><li>b</li></ol>"),
    "numbers from five": (items("5", "a", "b"), '<ol start="5"><li>a</li><li>b</li></ol>'),
    "numbers that go on": (
        items("2", "a") + p("between") + items("2", "b"),
        '<ol><li>a</li></ol><p>between</p><ol start="2"><li>b</li></ol>',
    ),
    "a list anew": (
        items("2", "a", "b") + items("5", "c"), '<ol><li>a</li><li>b</li></ol><ol start="5"><li>c</li></ol>',
    ),
    "letters and roman numbers": (
        items("2", "a") + items("2/1", "b", "c") + items("2/2", "d"),
        '<ol><li>a<ol type="a"><li>b</li><li>c<ol type="i"><li>d</li></ol></li></ol></li></ol>',
    ),
    "numbers that HTML does not write": (
        items("4", "a") + items("4/1", "b") + items("4/2", "c", "d") + items("4/3", "e"),
        '<ol><li>a<ol class="own" role="list">'
        '<li><span class="number">1.1</span> b<ol class="own" role="list">'
        + item("(a)", "c")
        + '<li><span class="number">(b)</span> d<ol type="I"><li>e</li></ol></li></ol></li></ol></li></ol>',
    ),
    "words before letters": (
        items("6", "a", "b"), f'<ol class="own" role="list">{item("Part A", "a")}{item("Part B", "b")}</ol>',
    ),
    "a list that begins deep": (items("2/1", "a"), '<ol type="a"><li>a</li></ol>'),
    "signs after numbers": (
        items("2", "a") + items("1", "b") + items("1/1", "c"),
        "<ol><li>a</li></ol><ul><li>b<ul><li>c</li></ul></li></ul>",
    ),
    "an empty item": (items("2", "a", "", "c"), "<ol><li>a</li><li></li><li>c</li></ol>"),
    "a paragraph that goes on": (
        items("2", "a") + p("more", more='<w:ind w:left="360"/>') + items("2", "b") + p("out", more='<w:ind w:left="100"/>')
        + items("2", "c"),
        '<ol><li>a<p>more</p></li><li>b</li></ol><p>out</p><ol start="3"><li>c</li></ol>',
    ),
    "numbered paragraphs": (
        p("First.", "NumberedParagraph") + p("Trees", "Heading1") + p("Second.", "NumberedParagraph"),
        '<p class="numbered"><span class="number">1.</span> First.</p><h1>Trees</h1>'
        '<p class="numbered"><span class="number">2.</span> Second.</p>',
    ),
    "a numbered heading": (p("Trees", "Heading1", numbered="2"), '<h1><span class="number">1.</span> Trees</h1>'),
    "a hidden item is not counted": (
        items("2", "a") + p(r("b", "<w:vanish/>"), more="<w:rPr><w:vanish/></w:rPr>", numbered="2") + items("2", "c"),
        "<ol><li>a</li><li>c</li></ol>",
    ),
    "an item that was deleted": (
        items("2", "a") + p('<w:del w:id="1"><w:r><w:delText>b</w:delText></w:r></w:del>', numbered="2",
                            more='<w:rPr><w:del w:id="2"/></w:rPr>') + items("2", "c"),
        "<ol><li>a</li><li>c</li></ol>",
    ),
    "more letters than there are": (
        "".join(items("2/1", str(at)) for at in range(28)),
        '<ol class="own" role="list">' + "".join(
            item(f"{chr(97 + at % 26) * (1 + at // 26)}.", str(at)) for at in range(28)) + "</ol>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LISTS)
def test_lists(what: str) -> None:
    body, expected = LISTS[what]
    assert main(body) == expected


def rows_of(body: str) -> str:
    """Return the table on the page without its columns' widths, its roles, and that its headings are not bold."""
    return re.sub(r"<colgroup>.*?</colgroup>| class=\"s-normal\"| role=\"\w+\"| style=\"--[^\"]*\"| data-heading=\"[^\"]*\"", "", main(body))


SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = {
    "headings": (
        tbl(tr("Tree", "Height", head=True), tr("Oak", "20 m")),
        '<table><thead><tr><th scope="col">Tree</th><th scope="col">Height</th></tr></thead>'
        "<tbody><tr><td>Oak</td><td>20 m</td></tr></tbody></table>",
    ),
    "two rows of headings": (
        tbl(tr("Tree", head=True), tr("Name", head=True), tr("Oak"), columns=1),
        '<table><thead><tr><th scope="col">Tree</th></tr><tr><th scope="col">Name</th></tr></thead>'
        "<tbody><tr><td>Oak</td></tr></tbody></table>",
    ),
    "a row that is no heading any more": (
        tbl(tr("a", "b", more='<w:tblHeader w:val="0"/>')), '<table class="labels"><tbody><tr><td>a</td><td>b</td></tr></tbody></table>',
    ),
    "an empty heading is none": (
        tbl(tr("", "Height", head=True), tr("Oak", "20 m")),
        '<table><thead><tr><td></td><th scope="col">Height</th></tr></thead>'
        "<tbody><tr><td>Oak</td><td>20 m</td></tr></tbody></table>",
    ),
    "labels": (
        tbl(tr("To:", "Cabinet"), tr("", "and others"), first=True),
        '<table class="labels"><tbody><tr><th scope="row">To:</th><td>Cabinet</td></tr>'
        "<tr><td></td><td>and others</td></tr></tbody></table>",
    ),
    "the recommendation names its row": (
        tbl(tr("Agree?", "Recommendation", "Comment", head=True), tr("Yes", "1. Plant.", "So."), columns=3, first=True),
        '<table class="rows"><thead><tr><th scope="col">Agree?</th><th scope="col">Recommendation</th>'
        '<th scope="col">Comment</th></tr></thead>'
        '<tbody><tr><td>Yes</td><th scope="row">1. Plant.</th><td>So.</td></tr></tbody></table>',
    ),
    "a name for the ear": (
        tbl(tr("a", "b", head=True), more='<w:tblCaption w:val="Trees &amp; hedges"/>'),
        '<table><caption class="unseen">Trees &amp; hedges</caption><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead></table>',
    ),
    "cells over columns and rows": (
        tbl(tr(tc("Trees", more=SPAN), tc("Sum"), head=True), tr(tc("Oak", more=DOWN), "tall", "1"),
            tr(tc("", more=ON), "small", "2"), columns=3),
        '<div class="scroll" tabindex="0" aria-label="Table: Trees Sum"><table class="figures"><thead><tr>'
        '<th scope="colgroup" colspan="2">Trees</th><th scope="col">Sum</th></tr></thead><tbody>'
        '<tr><td rowspan="2">Oak</td><td>tall</td><td>1</td></tr><tr><td>small</td><td>2</td></tr></tbody></table></div>',
    ),
    "room before and after cells": (
        tbl(tr("a", "b"), tr("c", more='<w:gridBefore w:val="1"/>'), tr("d", more='<w:gridAfter w:val="1"/>')),
        '<table class="labels"><tbody><tr><td>a</td><td>b</td></tr><tr><td class="gap"></td><td>c</td></tr>'
        '<tr><td>d</td><td class="gap"></td></tr></tbody></table>',
    ),
    "a table in a cell": (
        tbl(tr("a", tc("b", tbl(tr("c", "d", head=True), tr("1", "2")), p()))),
        '<table class="labels"><tbody><tr><td>a</td><td><p>b</p><div class="scroll" tabindex="0" aria-label="Table: c d">'
        '<table class="figures"><thead><tr><th scope="col">c</th><th scope="col">d</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table></div></td></tr></tbody></table>",
    ),
    "rows in content controls, and one that was deleted": (
        tbl("<w:sdt><w:sdtContent>" + tr("a") + "</w:sdtContent></w:sdt>", tr("b", more='<w:del w:id="1"/>'),
            tr("c", more="<w:hidden/>"), columns=1),
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
    ),
    "blocks in a cell": (
        tbl(tr(tc(p("a") + items("1", "b") + p("c", "Quote"))), columns=1),
        '<table><tbody><tr><td><p>a</p><ul><li>b</li></ul><blockquote><p class="s-quote">c</p></blockquote></td></tr></tbody></table>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TABLES)
def test_tables(what: str) -> None:
    body, expected = TABLES[what]
    assert rows_of(body) == expected


def test_the_cells_of_three_columns_say_their_heading() -> None:
    page = main(tbl(tr("No.", "Tree", "", head=True), tr("1", "Oak", "tall"), columns=3, first=True))
    assert '<table class="rows" role="table">' in page
    assert '<tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="row" data-heading="No.">1</th>' in page
    assert '<td role="cell" data-heading="Tree">Oak</td><td role="cell">tall</td>' in page


def test_grounds_and_colours_of_cells() -> None:
    """A cell's own ground, and the look that a table's style has for the first row; black on black is turned white."""
    shaded = tbl(tr("a", "b", head=True), tr(tc("c", more='<w:shd w:fill="DCE4EC"/>'), tc("d", more='<w:shd w:fill="000000"/>')),
                 more='<w:tblStyle w:val="LoudTable"/>')  # fmt: skip
    page = main(shaded)
    assert '<th class="s-normal" scope="col" style="background: #7A1F1F; --text: #FFFFFF; color: #FFFFFF">a</th>' in page
    assert '<td style="background: #DCE4EC">c</td>' in page
    assert '<td style="background: #000000; --text: #FFFFFF; color: #FFFFFF">d</td>' in page


DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="1" name="x" descr="{words}"/>'
    "<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
PICTURE = '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="y"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{ref}"/></pic:blipFill></pic:pic>'
SHAPE = f"<wps:wsp><wps:txbx>{BOX.format(inside=p('In the box.'))}</wps:txbx></wps:wsp>"
OLD = f"<w:pict><v:shape><v:textbox>{BOX.format(inside=p('In the box.'))}</v:textbox></v:shape></w:pict>"
BOXED = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="b"/><a:graphic>'
    f"<a:graphicData>{SHAPE}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>{OLD}</mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_pictures() -> None:
    """One that is shown, one that browsers do not show, and one as earlier programs wrote it."""
    body = p(DRAWING.format(words="An oak", inside=PICTURE.format(ref="pic1")))
    page = main(body)
    assert re.fullmatch(r'<p><img src="data:image/png;base64,iVBOR[^"]+" alt="An oak" width="100" height="50"></p>', page)
    shown = '<p><span class="picture" role="img" aria-label="A &lt;chart&gt;"></span></p>'
    assert main(p(DRAWING.format(words="A &lt;chart&gt;", inside=PICTURE.format(ref="emf1")))) == shown
    assert main(p(DRAWING.format(words="A &lt;chart&gt;", inside="<a:chart/>"))) == shown
    old = '<w:r><w:pict><v:shape alt="Arms" style="width:30pt;height:60pt"><v:imagedata r:id="pic1"/></v:shape></w:pict></w:r>'
    assert re.search(r' alt="Arms" width="40" height="80">', main(p(old)))


def test_text_boxes_stand_beside_their_paragraph() -> None:
    box = '<div class="box"><p>In the box.</p></div>'
    assert main(p(BOXED + r("After."))) == f"{box}<p>After.</p>"
    assert main(p(r("Before.") + BOXED)) == f"<p>Before.</p>{box}"
    assert main(p(f"<w:r>{OLD}</w:r>")) == box


def test_notes_stand_at_the_end_and_lead_back() -> None:
    sign = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{at}">{p(words)}</w:footnote>' for at, words in ((1, "See oaks."), (2, "See elms.")))
    page = main(p(r("Trees") + sign.format(2) + r(" grow") + sign.format(1)), notes=notes)
    assert page == (
        '<p>Trees<sup><a class="note" href="#footnote-1" id="to-footnote-1">1</a></sup> grow'
        '<sup><a class="note" href="#footnote-2" id="to-footnote-2">2</a></sup></p>'
        '<section class="notes" role="doc-endnotes">'
        '<div id="footnote-1"><p><a class="note" href="#to-footnote-1">1</a> See elms.</p></div>'
        '<div id="footnote-2"><p><a class="note" href="#to-footnote-2">2</a> See oaks.</p></div></section>'
    )  # fmt: skip


def test_the_header_of_the_first_page() -> None:
    """Its marks and its logo, a watermark too; without a header there is none."""
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    logo = DRAWING.format(words="Eastmere", inside=PICTURE.format(ref="pic1"))
    header = p(logo) + p(r("NOT FOR PUBLICATION", "<w:b/>")) + p("Civic Centre") + p(mark)
    page = make_page(draw(p("Words."), header=header))
    (inside,) = re.findall(r"<header>\n(.*?)\n</header>", page, re.DOTALL)
    assert re.sub(r'src="[^"]*"', "", inside) == (
        '<p><img  alt="Eastmere" width="100" height="50"></p><p class="mark"><strong>NOT FOR PUBLICATION</strong></p>'
        "<p>Civic Centre</p><p>DRAFT</p>"
    )
    assert "<header>" not in make_page(draw(p("Words."), header=p("Other pages"), section="<w:titlePg/>"))


def test_the_frame_of_the_page() -> None:
    turned = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    page = make_page(draw(p("Trees", "Heading1") + p("x", "Recommendation"), section=turned))
    assert '<html lang="en-GB">' in page
    assert "<title>Trees - Eastmere</title>" in page
    assert "--accent: #7A1F1F; --link: #0B5394;" in page
    assert ".s-recommendation { font-weight: bold; font-style: normal; color: var(--text); }" in page
    assert "@page { size: A4 landscape; }" in page
    assert '<body class="wide">' in page
    assert '<h1 class="unseen">' not in page
    assert '<h1 class="unseen">Trees</h1>' in make_page(draw(p("No heading.")))


def test_a_document_without_anything() -> None:
    assert main_of(make_page(draw(""))) == ""
