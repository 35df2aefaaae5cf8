"""What a document has is on its page: drawn by hand, each page proven against its document."""

import re

import pytest

from tests.web.word import BOXED, DRAWING, OLD, PICTURE, draw, field, main, main_of, make_page, p, r, tbl, tr

WORDS = {
    "a paragraph": (p("Trees grow."), "<p>Trees grow.</p>"),
    "what looks like markup": (p("&lt;b&gt; &amp; &quot;x&quot;"), "<p>&lt;b&gt; &amp; &#34;x&#34;</p>"),
    "a heading": (p("Trees", "Heading1") + p("Oaks", "Heading2"), "<h1>Trees</h1><h2>Oaks</h2>"),
    "a heading deeper than HTML has": (
        p("x", "Heading8"),
        '<div role="heading" aria-level="8" class="s-heading-8">x</div>',
    ),
    "a heading by the paragraph": (p("x", more='<w:outlineLvl w:val="2"/>'), '<h3 class="s-normal">x</h3>'),
    "a text that is no heading": (p("x", "Heading1", '<w:outlineLvl w:val="9"/>'), '<p class="s-heading-1">x</p>'),
    "bold and italic": (p(r("a ") + r("b", "<w:b/>") + r("c", "<w:i/>")), "<p>a <strong>b</strong><em>c</em></p>"),
    "raised, lowered, struck": (
        p(
            r("m")
            + r("2", '<w:vertAlign w:val="superscript"/>')
            + r("i", '<w:vertAlign w:val="subscript"/>')
            + r("x", "<w:strike/>")
            + r("y", "<w:dstrike/>")
        ),
        "<p>m<sup>2</sup><sub>i</sub><s>xy</s></p>",
    ),
    "runs of one look are one": (p(r("a", "<w:b/>") + r("b", "<w:b/>")), "<p><strong>ab</strong></p>"),
    "bold twice is not bold": (
        p(r("a") + r("b", '<w:rStyle w:val="Strong"/>'), "Recommendation"),
        '<p class="s-recommendation">a<span class="plain">b</span></p>',
    ),
    "bold of its own stays bold": (
        p(r("b", '<w:rStyle w:val="Strong"/><w:b/>'), "Recommendation"),
        '<p class="s-recommendation">b</p>',
    ),
    "a colour": (p(r("a") + r("b", '<w:color w:val="c00000"/>')), '<p>a<span style="color: #C00000">b</span></p>'),
    "a colour too pale to read": (p(r("b", '<w:color w:val="FFFF00"/>')), "<p>b</p>"),
    "a language": (
        p(r("Tree, ") + r("coeden", '<w:lang w:val="cy-GB"/>')),
        '<p>Tree, <span lang="cy-GB">coeden</span></p>',
    ),
    "words in no language": (p(r("2.310", '<w:lang w:val="x-none"/>')), "<p>2.310</p>"),
    "a line feed that is no break": (p(r("a\n b")), "<p>a  b</p>"),
    "a paragraph in a language": (p("coeden", "Welsh"), '<p lang="cy-GB">coeden</p>'),
    "words from right to left": (
        p(r("\u0634\u062c\u0631", '<w:rtl/><w:lang w:bidi="ar-SA"/>'), more="<w:bidi/>"),
        '<p lang="ar-SA" dir="rtl"><span dir="rtl">\u0634\u062c\u0631</span></p>',
    ),
    "breaks": (
        p(
            "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t>"
            '<w:br w:type="page"/><w:t>d</w:t><w:tab/><w:t>e</w:t></w:r>'
        ),
        "<p>a<br>b<br>c d e</p>",
    ),
    "hyphens": (
        p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"),
        "<p>a\u2011b\u00adc</p>",
    ),
    "signs of symbol fonts": (
        p(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F04A"/>'
            '<w:sym w:char="263A"/></w:r>'
        ),
        "<p>\u2611\u2022\u263a</p>",
    ),
    "hidden words": (
        p(r("a") + r("b", "<w:vanish/>") + r("c", '<w:rStyle w:val="Unseen"/>') + r("d", '<w:vanish w:val="0"/>')),
        "<p>ad</p>",
    ),
    "a hidden paragraph": (p("secret", "Hidden") + p("open"), "<p>open</p>"),
    "words that two styles hide": (p(r("shown", '<w:rStyle w:val="Unseen"/>'), "Hidden"), "<p>shown</p>"),
    "tracked changes": (
        p(
            '<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id="2">' + r("new") + "</w:ins>"
            '<w:moveFrom w:id="3">' + r("gone") + "</w:moveFrom>"
        ),
        "<p>new</p>",
    ),
    "a content control": (
        (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('<w:sdt><w:sdtContent>' + r('inner') + '</w:sdtContent></w:sdt>')}"
            f"{p('more')}</w:sdtContent></w:sdt>"
        ),
        "<p>inner</p><p>more</p>",
    ),
    "codes and page numbers": (
        p(
            r("Page ")
            + field("PAGE", "7")
            + r(" of ")
            + field("NUMPAGES \\* MERGEFORMAT", "9")
            + r(", ")
            + field(" TITLE ", "Trees")
            + '<w:fldSimple w:instr="SECTIONPAGES">'
            + r("3")
            + "</w:fldSimple>"
        ),
        "<p>Page  of , Trees</p>",
    ),
    "a field over two paragraphs": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("One")
        )
        + p(r("Two") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        "<p>One</p><p>Two</p>",
    ),
    "a link": (
        p(
            '<w:hyperlink r:id="lnk1">'
            + r("the ", '<w:rStyle w:val="Hyperlink"/>')
            + r("page", "<w:b/>")
            + "</w:hyperlink>."
        ),
        '<p><a href="https://example.org/a?b=1&amp;c=2">the <strong>page</strong></a></p>',
    ),
    "a telephone number": (
        p('<w:hyperlink r:id="tel1">' + r("call") + "</w:hyperlink>"),
        '<p><a href="tel:01632960001">call</a></p>',
    ),
    "a link that runs something": (p('<w:hyperlink r:id="bad1">' + r("words") + "</w:hyperlink>"), "<p>words</p>"),
    "a link by a field": (
        p(field('HYPERLINK "mailto:a@example.org"', "write")),
        '<p><a href="mailto:a@example.org">write</a></p>',
    ),
    "a field that runs something": (p(field('HYPERLINK "file:///etc/passwd"', "words")), "<p>words</p>"),
    "links to bookmarks": (
        p(
            '<w:hyperlink w:anchor="Oaks">'
            + r("oaks")
            + "</w:hyperlink>"
            + field('HYPERLINK \\l "oaks"', " again")
            + '<w:hyperlink w:anchor="nowhere">'
            + r(" lost")
            + "</w:hyperlink>"
        )
        + p(
            '<w:bookmarkStart w:id="1" w:name="Oaks"/>' + r("Oaks") + '<w:bookmarkEnd w:id="1"/>'
            '<w:bookmarkStart w:id="2" w:name="Elms"/><w:bookmarkEnd w:id="2"/>'
        ),
        '<p><a href="#mark-oaks">oaks again</a> lost</p><p><span id="mark-oaks"></span>Oaks</p>',
    ),
    "a bookmark on an empty paragraph": (
        p('<w:hyperlink w:anchor="here">' + r("go") + "</w:hyperlink>")
        + p('<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>')
        + p("Here"),
        '<p><a href="#mark-here">go</a></p><p><span id="mark-here"></span>Here</p>',
    ),
    "sides": (
        p("x", more='<w:jc w:val="right"/>') + p("y", more='<w:jc w:val="center"/>'),
        '<p class="right">x</p><p class="centre">y</p>',
    ),
    "lists in a quotation": (
        p("She said:", "Quote")
        + p("one", "Quote", numbered="1", more='<w:ind w:left="900" w:hanging="400"/>')
        + p("deeper", "Quote", numbered="1/1", more='<w:ind w:left="1300"/>')
        + p("and more", "Quote", more='<w:ind w:left="900"/>')
        + p("first", "Quote", numbered="2")
        + p("no more", "Quote")
        + p("mine", "ListBullet"),
        (
            '<blockquote><p class="s-quote">She said:</p><ul><li class="s-quote">one<ul><li class="s-quote">deeper</li>'
            '</ul><p class="s-quote">and more</p></li></ul><ol><li class="s-quote">first</li></ol>'
            '<p class="s-quote">no more</p></blockquote><ul><li>mine</li></ul>'
        ),
    ),
    "a quoted list after another": (
        p("mine", "ListBullet") + p("hers", numbered="1", more='<w:ind w:left="900" w:right="500"/>'),
        "<ul><li>mine</li></ul><blockquote><ul><li>hers</li></ul></blockquote>",
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
}


@pytest.mark.parametrize("what", WORDS)
def test_words(what: str) -> None:
    body, expected = WORDS[what]
    assert main(body) == expected


def test_pictures() -> None:
    """One that is shown, one that browsers do not show, and one as earlier programs wrote it."""
    body = p(DRAWING.format(words="An oak", inside=PICTURE.format(ref="pic1")))
    page = main(body)
    assert re.fullmatch(
        r'<p><img src="data:image/png;base64,iVBOR[^"]+" alt="An oak" width="100" height="50"></p>', page
    )
    shown = '<p><span class="picture" role="img" aria-label="A &lt;chart&gt;"></span></p>'
    assert main(p(DRAWING.format(words="A &lt;chart&gt;", inside=PICTURE.format(ref="emf1")))) == shown
    assert main(p(DRAWING.format(words="A &lt;chart&gt;", inside="<a:chart/>"))) == shown
    shape = '<v:shape alt="Arms" style="width:30pt;height:60pt"><v:imagedata r:id="pic1"/></v:shape>'
    old = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    assert re.search(r' alt="Arms" width="40" height="80">', main(p(old)))


def test_text_boxes_stand_beside_their_paragraph() -> None:
    box = '<div class="box"><p>In the box.</p></div>'
    assert main(p(BOXED + r("After."))) == f"{box}<p>After.</p>"
    assert main(p(r("Before.") + BOXED)) == f"<p>Before.</p>{box}"
    assert main(p(f"<w:r>{OLD}</w:r>")) == box


def test_notes_stand_at_the_end_and_lead_back() -> None:
    sign = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{at}">{p(words)}</w:footnote>' for at, words in ((1, "See oaks."), (2, "See elms."))
    )
    page = main(p(r("Trees") + sign.format(2) + r(" grow") + sign.format(1)), notes=notes)
    assert page == (
        '<p>Trees<sup><a class="note" href="#footnote-1" id="to-footnote-1">1</a></sup> grow'
        '<sup><a class="note" href="#footnote-2" id="to-footnote-2">2</a></sup></p>'
        '<section class="notes" role="doc-endnotes">'
        '<div id="footnote-1"><p><a class="note" href="#to-footnote-1">1</a> See elms.</p></div>'
        '<div id="footnote-2"><p><a class="note" href="#to-footnote-2">2</a> See oaks.</p></div></section>'
    )


def test_endnotes_come_after_footnotes_and_count_in_their_own_way() -> None:
    signs = "".join(f'<w:r><w:{kind}Reference w:id="{at}"/></w:r>' for kind, at in
                    (("endnote", 1), ("footnote", 1), ("endnote", 2)))  # fmt: skip
    endnotes = "".join(f'<w:endnote w:id="{at}">{p(f"End {at}.")}</w:endnote>' for at in (1, 2))
    page = main(p(signs), notes=f'<w:footnote w:id="1">{p("Foot.")}</w:footnote>', endnotes=endnotes)
    assert re.findall(r'">(\w+)</a></sup>', page) == ["i", "1", "ii"]
    assert re.findall(r'">(\w+)</a> (.*?)</p>', page) == [("1", "Foot."), ("i", "End 1."), ("ii", "End 2.")]


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


NOTICE = "NOT FOR PUBLICATION: exempt under paragraph 3"
EDGES = {
    "the first page's header": {"header": p(NOTICE)},
    "the header of other pages": {"header": p("Eastmere") + p(NOTICE), "section": "<w:titlePg/>"},
    "a footer": {"header": p("Eastmere"), "footer": p("Page 3 of 3") + p(NOTICE)},
    "a table in a footer": {"footer": tbl(tr(NOTICE, "Eastmere"))},
    "header and footer": {"header": p(NOTICE), "footer": p(NOTICE), "section": "<w:titlePg/>"},
}


@pytest.mark.parametrize("where", EDGES)
def test_the_notice_on_an_exempt_paper_is_on_its_page_wherever_it_stands(where: str) -> None:
    """Once, and without what else is there."""
    page = make_page(draw(p("Words 3."), **EDGES[where]), "paragraph 3")
    header = page.partition("<header>")[2].partition("</header>")[0]
    assert re.findall(r"<p[^>]*>(.*?)</p>", header)[-1:] == [NOTICE]
    assert page.count(NOTICE) == 1
    assert "Page 3" not in page


def test_a_notice_in_the_text_is_not_said_again() -> None:
    page = make_page(draw(p(NOTICE), header=p(NOTICE), footer=p(NOTICE), section="<w:titlePg/>"), "paragraph 3")
    assert (page.count(NOTICE), "<header>" in page) == (1, False)


TITLED = {
    "a title, and what is below it": (
        tbl(tr("Title:", p("Trees", "Title"))) + p("Why", "Heading1") + p("Money", "Heading2"),
        [("1", "Trees"), ("2", "Why"), ("3", "Money")],
    ),
    "a style of the council's own for it": (
        p("Trees", "ReportTitle") + p("Why", "Heading1"), [("1", "Trees"), ("2", "Why")]),
    "a heading by its own level": (
        p("Trees", "Title") + p("Why", more='<w:outlineLvl w:val="0"/>'), [("1", "Trees"), ("2", "Why")]),
    "no words in the style": (p("", "Title") + p("Why", "Heading1"), [("1", "Why")]),
    "no title": (p("Why", "Heading1") + p("Money", "Heading2"), [("1", "Why"), ("2", "Money")]),
}  # fmt: skip


@pytest.mark.parametrize("what", TITLED)
def test_the_title_is_above_all_headings(what: str) -> None:
    """Word's style Title is of no level; a page has one heading of the first, which says what it is about."""
    body, expected = TITLED[what]
    page = make_page(draw(body))
    assert re.findall(r"<h(\d)[^>]*>(.*?)</h", page) == expected


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
