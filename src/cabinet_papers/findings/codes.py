"""The catalogue of findings. A number is never reused; each has a bad case under tests/acceptance/cases/bad."""

from __future__ import annotations

from cabinet_papers.findings.diagnostics import Code, Severity, Weight

WARNING = Severity.WARNING
# What is not named here weighs as a fact does.
NAMES, STYLE = Weight.NAMES, Weight.STYLE

# The YAML files: papers.yaml, recommendations.yaml, action-plan.yaml
YML001 = Code("YML001", "the file cannot be read as YAML")
YML002 = Code("YML002", "an entry appears twice")
YML003 = Code("YML003", "an entry is not known here")
YML004 = Code("YML004", "a value is of the wrong kind")
YML005 = Code("YML005", "a value that is needed is missing")
YML006 = Code("YML006", "text is cut off by a hash")
YML007 = Code("YML007", "a sentence is read as a name because of a colon")
YML008 = Code("YML008", "the file is not saved as UTF-8 text")
YML009 = Code("YML009", "the file is too large, or uses a sign that is not supported")
YML010 = Code("YML010", "the file is empty")
YML011 = Code("YML011", "a value is not one of the choices")
YML012 = Code("YML012", "a date cannot be read")
YML013 = Code("YML013", "Markdown would lose words")
YML014 = Code("YML014", "a picture cannot be used")
YML015 = Code("YML015", "a text runs on into a line that looks like a new item")
YML016 = Code("YML016", "an item of a list is empty")
YML017 = Code("YML017", "a comma within brackets cuts a text off")
YML018 = Code("YML018", "the paragraphs of a text run together")
YML019 = Code("YML019", "a row of the front sheet is called as the mark of what is exempt")
YML021 = Code("YML021", "the days of a list are not in order")
YML022 = Code("YML022", "words of the response sheet are missing in the council's language", WARNING)
YML023 = Code("YML023", "an entry has no colon after its name")
YML024 = Code("YML024", "an entry is added to a text that has no name of its own")

# The workbooks that people return
XLS001 = Code("XLS001", "a workbook is not a response sheet")
XLS002 = Code("XLS002", "a workbook cannot be opened")
XLS003 = Code("XLS003", "a workbook is open in another program", WARNING)
XLS004 = Code("XLS004", "a number's format is not supported", WARNING)
XLS005 = Code("XLS005", "a formula was saved without its result")
XLS006 = Code("XLS006", "some cells are hidden", WARNING)
XLS007 = Code("XLS007", "a worksheet is not used by any comment", WARNING)
XLS008 = Code("XLS008", "a cell shows an Excel error")
XLS009 = Code("XLS009", "something typed in the sheet is not printed", WARNING)
XLS010 = Code("XLS010", "some contents of this kind of file cannot be seen", WARNING)
XLS011 = Code("XLS011", "a response sheet is an older version", WARNING)
XLS012 = Code("XLS012", "a response sheet belongs to another matter")
XLS013 = Code("XLS013", "struck-out text is printed", WARNING)
XLS014 = Code("XLS014", "merged cells make it unclear whose answer it is", WARNING)
XLS015 = Code("XLS015", "a picture or shape is not printed", WARNING)
XLS016 = Code("XLS016", "a link's address is not printed", WARNING)
XLS017 = Code("XLS017", "a line begins with a sign that is not read as a bullet", WARNING, STYLE)
XLS018 = Code("XLS018", "a text does not fit in a cell")
XLS019 = Code("XLS019", "a file that may contain answers is not read", WARNING)
XLS020 = Code("XLS020", "a number is typed instead of a date", WARNING)
XLS021 = Code("XLS021", "a mail filter has replaced a web address", WARNING)
XLS022 = Code("XLS022", "words that cannot be seen in the sheet are printed", WARNING)
XLS023 = Code("XLS023", "underlined words are printed without the line", WARNING, STYLE)
XLS024 = Code("XLS024", "signs of a symbol font are printed as letters", WARNING)
XLS025 = Code("XLS025", "a response table was recognised by what its columns hold", WARNING)
XLS026 = Code("XLS026", "a date can be read with the day or the month first", WARNING)
XLS027 = Code("XLS027", "something was written for the scrutiny office", WARNING)
XLS029 = Code("XLS029", "a text of a plan kept in Excel is not in the plan", WARNING)
XLS030 = Code("XLS030", "a workbook is not an action plan, or a plan lies among the answers")
XLS031 = Code("XLS031", "an update sheet lies where no plan asks for updates")
XLS028 = Code("XLS028", "an answer in the Word form has tracked changes", WARNING)

# Recommendations
REC001 = Code("REC001", "a matter's folder has nothing to build from")
REC002 = Code("REC002", "a recommendation is not placed in the report")
REC003 = Code("REC003", "a recommendation is placed twice in the report")
REC004 = Code("REC004", "a placed recommendation does not exist")
REC005 = Code("REC005", "a reference is used twice")
REC006 = Code("REC006", "a member named here is not one of the Cabinet Members", weight=NAMES)
REC007 = Code("REC007", "there are recommendations both under topics and outside them")
REC008 = Code("REC008", "no matter has that name")
REC009 = Code("REC009", "Cabinet meets before the scrutiny meeting", WARNING)
REC010 = Code("REC010", "the report words a recommendation differently", WARNING)
REC011 = Code("REC011", "a withdrawn recommendation gives no reason")
REC012 = Code("REC012", "exempt without a paragraph")
REC013 = Code("REC013", "answers are asked for after the Cabinet meeting", WARNING)
REC014 = Code("REC014", "two recommendations have the same number")
REC015 = Code("REC015", "a number cannot be used")
REC016 = Code("REC016", "a recommendation and its parts do not fit together")
REC017 = Code("REC017", "a recommendation cannot be answered together with another")
REC018 = Code("REC018", "something is said for a response, but there are no recommendations", WARNING)
REC019 = Code("REC019", "a report without recommendations does not say what Cabinet is asked to do", WARNING)
REC020 = Code("REC020", "a heading that every report must have is missing", WARNING)
REC021 = Code("REC021", "a required section of the report is empty", WARNING)
REC022 = Code("REC022", "a row of the front sheet is printed already", WARNING)
REC023 = Code("REC023", "a recommendation is placed where none can be printed", WARNING)
REC024 = Code("REC024", "no row of the matter's papers has this number")

# References from one text to another
REF001 = Code("REF001", "a recommendation referred to does not exist", WARNING)
REF002 = Code("REF002", "an answer refers to itself", WARNING)
REF003 = Code("REF003", "an action referred to does not exist", WARNING)
REF004 = Code("REF004", "an appendix referred to does not exist", WARNING)
REF005 = Code("REF005", "a paragraph referred to does not exist", WARNING)
REF006 = Code("REF006", "the list of appendices does not match the documents", WARNING)
REF007 = Code("REF007", "singular or plural does not fit the number of recommendations", WARNING)
REF008 = Code("REF008", "the report gives its own body the wrong name", WARNING, NAMES)
REF009 = Code("REF009", "the number of recommendations stated is wrong", WARNING)
REF010 = Code("REF010", "an answer refers to a recommendation by its former number", WARNING)

# People, services and other names
NAM001 = Code("NAM001", "a person has two titles", WARNING, NAMES)
NAM002 = Code("NAM002", "a person's title is not the one that papers.yaml gives", WARNING, NAMES)
NAM003 = Code("NAM003", "Councillor and Cllr are mixed", WARNING, STYLE)
NAM004 = Code("NAM004", "a name is spelt in several ways", WARNING, NAMES)
NAM005 = Code("NAM005", "an abbreviation has two meanings", WARNING, NAMES)
NAM006 = Code("NAM006", "an abbreviation is never spelt out", WARNING, STYLE)
NAM007 = Code("NAM007", "a term is written with and without capitals", WARNING, STYLE)
NAM008 = Code("NAM008", "a councillor's name is spelt in two ways", WARNING, NAMES)

# Responses
RES001 = Code("RES001", "a recommendation has no answer")
RES002 = Code("RES002", "an answer has no recommendation")
RES003 = Code("RES003", "a decision is not one of the council's words")
RES004 = Code("RES004", "a decision was read as the council's word for it", WARNING)
RES005 = Code("RES005", "a comment has no decision")
RES006 = Code("RES006", "a recommendation's words were changed in the sheet", WARNING)
RES007 = Code("RES007", "a recommendation has two different answers")
RES008 = Code("RES008", "a table named in a comment has no worksheet")
RES009 = Code("RES009", "a decision of this kind needs a comment")
RES010 = Code("RES010", "an answer to a withdrawn recommendation is not printed", WARNING)
RES011 = Code("RES011", "a recommendation was reworded after it was answered", WARNING)
RES012 = Code("RES012", "a row was not matched by its exact words", WARNING)
RES013 = Code("RES013", "no reason is given for not fully agreeing", WARNING)
RES014 = Code("RES014", "the decision does not agree, but the comment promises action", WARNING, optional=True)
RES015 = Code("RES015", "the decision agrees, but the comment declines", WARNING, optional=True)
RES016 = Code("RES016", "an agreed recommendation has no lead officer", WARNING, NAMES)
RES017 = Code("RES017", "an agreed recommendation has no target date", WARNING)
RES018 = Code("RES018", "a date has no year", WARNING)
RES019 = Code("RES019", "the numbers of a table do not add up to the total", WARNING)
RES020 = Code("RES020", "the numbers of a sentence do not add up", WARNING)
RES021 = Code("RES021", "an exempt answer is in the row of a public recommendation")
RES022 = Code("RES022", "an answer was given by somebody who is not asked any more", WARNING, NAMES)
RES023 = Code("RES023", "the decision and the comment contradict each other", WARNING)
RES024 = Code("RES024", "one comment answers several recommendations", WARNING)
RES025 = Code("RES025", "an answer looks unfinished", WARNING)
RES026 = Code("RES026", "one text seems to be pasted over several answers", WARNING)
RES027 = Code("RES027", "a recommendation that is answered with another has an answer of its own")
RES030 = Code("RES030", "what Cabinet agreed is given for a draft")
RES031 = Code("RES031", "one decision for all has no column")
RES033 = Code("RES033", "a cell does not hold what its column is for", WARNING)
RES034 = Code("RES034", "something is answered in a column that the matter's table does not have")
RES035 = Code("RES035", "a column that has to be filled in is empty")

# Action plans
PLN001 = Code("PLN001", "an action number is used twice")
PLN002 = Code("PLN002", "a year is outside the plan")
PLN003 = Code("PLN003", "an asterisk is never explained", WARNING)
PLN004 = Code("PLN004", "the summary names a priority differently", WARNING, NAMES)
PLN005 = Code("PLN005", "an action of last year's plan is gone", WARNING)
PLN006 = Code("PLN006", "it is not sure which of last year's actions this was", WARNING)
PLN007 = Code("PLN007", "last year's plan cannot be used")
PLN008 = Code("PLN008", "an action was never in last year's plan")
PLN009 = Code("PLN009", "the notes say something else than last year's plan", WARNING)
PLN010 = Code("PLN010", "a ref is used twice in a plan")
PLN011 = Code("PLN011", "a priority has another name than last year", WARNING, NAMES)
PLN012 = Code("PLN012", "an action cannot be taken from this recommendation")
PLN013 = Code("PLN013", "a service is not one that papers.yaml lists", WARNING, NAMES)
PLN014 = Code("PLN014", "an action has no service to ask for an update", WARNING)
PLN015 = Code("PLN015", "two services say different things of one action", WARNING)
PLN016 = Code("PLN016", "a completed action has no date", WARNING)
PLN017 = Code("PLN017", "there is no update that could be taken over")
PLN018 = Code("PLN018", "words were changed that an update has replaced", WARNING)
PLN019 = Code("PLN019", "a table in an update has no place in a plan", WARNING)

# House style
STY001 = Code("STY001", "there are two spaces together", WARNING, STYLE)
STY002 = Code("STY002", "there is a space too many", WARNING, STYLE)
STY003 = Code("STY003", "straight and curly quotation marks are mixed", WARNING, STYLE)
STY004 = Code("STY004", "a date is not in the house style", WARNING, STYLE)
STY005 = Code("STY005", "a date has the wrong day of the week", WARNING)
STY006 = Code("STY006", "a sentence has no full stop", WARNING, STYLE)
STY007 = Code("STY007", "a sentence is very long", WARNING, STYLE)
STY008 = Code("STY008", "the capitals of headings differ", WARNING, STYLE)
STY009 = Code("STY009", "an abbreviation is written in an unusual way", WARNING, STYLE)
STY010 = Code("STY010", "a number is typed that the paper prints itself", WARNING, STYLE)
STY011 = Code("STY011", "mark-up or a working note is left over", WARNING)
STY012 = Code("STY012", "a word is misspelt", WARNING, NAMES)
STY013 = Code("STY013", "a space is missing", WARNING, STYLE)
STY014 = Code("STY014", "there is a word or a mark too many", WARNING, NAMES)
STY015 = Code("STY015", "hyphens and dashes are mixed", WARNING, STYLE)
STY016 = Code("STY016", "letters were damaged on their way here, or cannot be seen", WARNING)
STY017 = Code("STY017", "a sentence or a word is broken over lines", WARNING, STYLE)
STY018 = Code("STY018", "a web address tells who follows it", WARNING, NAMES)
STY019 = Code("STY019", "a date does not exist", WARNING)
STY020 = Code("STY020", "a list or a table is typed with marks or tabs", WARNING, STYLE)

# Templates
TPL001 = Code("TPL001", "a template is missing")
TPL002 = Code("TPL002", "a template cannot be opened")
TPL003 = Code("TPL003", "a placeholder has a name that does not exist")
TPL004 = Code("TPL004", "a placeholder cannot be read")
TPL005 = Code("TPL005", "a template contains something that is not allowed")
TPL006 = Code("TPL006", "a style that a template needs is missing")
TPL007 = Code("TPL007", "a template leaves something out")
TPL008 = Code("TPL008", "a template makes documents that cannot be sent out")
TPL009 = Code("TPL009", "a template prints outdated words in every paper")
TPL010 = Code("TPL010", "a template nowhere prints a detail", WARNING)
TPL011 = Code("TPL011", "no document is made of a template", WARNING)
TPL012 = Code("TPL012", "a template calls a column otherwise than papers.yaml", WARNING)
TPL013 = Code("TPL013", "a template prints decisions that no member is asked for")
TPL014 = Code("TPL014", "no template can be made of a document")

# What is written
OUT001 = Code("OUT001", "a file cannot be written")
OUT002 = Code("OUT002", "something that was typed is missing from the finished document")
OUT003 = Code("OUT003", "an edited document is kept beside the new one", WARNING)
OUT004 = Code("OUT004", "a document that is no longer produced was moved aside", WARNING)
OUT005 = Code("OUT005", "out-of-date documents of a matter are still there", WARNING)
OUT006 = Code("OUT006", "a file could not be corrected safely", WARNING)
OUT007 = Code("OUT007", "Word would have to repair the finished document")
OUT008 = Code("OUT008", "some people could not read the finished document")
OUT009 = Code("OUT009", "some people would find the document hard to read", WARNING)
OUT010 = Code("OUT010", "a PDF could not be made")
OUT011 = Code("OUT011", "a font is missing on this computer", WARNING)
OUT012 = Code("OUT012", "a document may not be published yet")
OUT013 = Code("OUT013", "an agreed paper has changed", WARNING)
OUT014 = Code("OUT014", "a document over all matters was not written", WARNING)
OUT015 = Code("OUT015", "a table is too wide for its page", WARNING)
OUT016 = Code("OUT016", "a file was saved while the command was running")
OUT017 = Code("OUT017", "the record of what was built cannot be read", WARNING)
OUT018 = Code("OUT018", "answers that a paper has are no longer there")

# Whether papers are as they were built
VER001 = Code("VER001", "a file is not as it was built")
VER002 = Code("VER002", "a file that was built is missing")
VER003 = Code("VER003", "what a paper is made of has changed since it was built", WARNING)
VER004 = Code("VER004", "a file among the papers was not built by this program", WARNING)

# The workspace
WSP001 = Code("WSP001", "there is no workspace here")
WSP002 = Code("WSP002", "the folder already contains something")
WSP003 = Code("WSP003", "spelling was not checked", WARNING)
WSP004 = Code("WSP004", "a folder cannot be read")
WSP005 = Code("WSP005", "a closed matter has the folder name of another")
WSP006 = Code("WSP006", "papers.yaml still names the council of the worked example", WARNING)
WSP007 = Code("WSP007", "the program has a fault")
WSP008 = Code("WSP008", "two names look the same", WARNING)

CATALOGUE: dict[str, Code] = {
    name: value for name, value in globals().items() if isinstance(value, Code) and name == value.number
}

# What `papers check --fix` corrects: spaces, quotation marks, dates, damaged letters, addresses that filters and
# newsletters made, and names in the directory's form: what changes no word that anybody chose.
SAFE_TO_FIX = frozenset({
    "STY001", "STY002", "STY003", "STY004", "STY013", "STY016", "STY018", "XLS021", "NAM002", "NAM003",
})  # fmt: skip

# What the letters of a number stand for, in the order of the catalogue.
FAMILIES = {
    "YML": "The YAML files",
    "XLS": "The workbooks that people return",
    "REC": "Recommendations",
    "REF": "References from one text to another",
    "NAM": "People, services and other names",
    "RES": "Responses",
    "PLN": "Action plans",
    "STY": "House style",
    "TPL": "Templates",
    "OUT": "What is written",
    "VER": "Whether papers are as they were built",
    "WSP": "The workspace",
}

# Errors that are warnings where nothing has to stop: gaps of a draft, a workspace without a matter yet, last year's
# sheet that `papers sheet` has set aside, what is wrong in an update sheet, without which a plan is printed.
MILDER_AT_TIMES = frozenset({
    "REC008", "RES001", "RES002", "RES003", "RES005", "RES007", "RES008", "RES034", "RES035", "TPL008", "XLS001",
    "XLS005", "XLS008", "XLS012",
})  # fmt: skip
