"""The command `papers`. What does the work is imported when it is needed."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cabinet_papers.cli.arguments import FORMER, IGNORE, LANGUAGE, MATTERS, SELECT, STYLE
from cabinet_papers.cli.boundary import describe_command, end_with_fault, flush_output, open_streams
from cabinet_papers.cli.completion import ASKED, print_completions
from cabinet_papers.cli.console import (
    FORMAT,
    Format,
    be_quiet,
    choose_matters,
    enter,
    finish,
    open_workspace,
    refuse,
    say,
    shown,
    tidy,
)
from cabinet_papers.cli.desk import completion, doctor, open_matter
from cabinet_papers.cli.plans import import_file, take, why
from cabinet_papers.cli.reference import explain, print_version, schema, show_help, templates
from cabinet_papers.cli.status import show_workspace, status
from cabinet_papers.cli.verify import verify
from cabinet_papers.files.run import note_command

if TYPE_CHECKING:
    from types import FrameType


# The exit code after Ctrl+C.
INTERRUPTED = 130

app = typer.Typer(
    name="papers",
    help="A council's scrutiny papers: recommendations in YAML, answers in Excel, documents in Word.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

STRICT = Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")]


@app.callback(invoke_without_command=True)
def papers(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and stop.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors and the paths written.")] = False,
    folder: Annotated[Path | None, typer.Option("-C", metavar="DIR", help="Work in this folder.")] = None,
) -> None:
    """Make a council's scrutiny papers: recommendations in YAML, answers in Excel, documents in Word.

    Begin with: papers init sanctuary
    """
    be_quiet(quiet)
    if version:
        print_version()
        raise typer.Exit
    if folder is not None:
        enter(folder)
    if context.invoked_subcommand is None:
        show_workspace(context)


@app.command(short_help="Make a workspace, with a worked example to try.")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or an empty folder.")],
    bare: Annotated[bool, typer.Option("--bare", help="Without the worked example.")] = False,
    style: STYLE = "house",
    language: LANGUAGE = "en",
) -> None:
    """Make a workspace: papers.yaml, templates/, data/ and output/, with a worked example to try.

    Example: papers init "Scrutiny papers"
    """
    from cabinet_papers.cli.endings import end_init
    from cabinet_papers.commands.start import start_workspace
    from cabinet_papers.files.shipped import ENGLISH, HOUSE, find_language, list_languages, list_styles

    if style not in list_styles():
        refuse(f'there is no style "{style}"\n    hint: choose {", ".join(list_styles())}')
    if not find_language(language):
        refuse(f'there are no papers in the language "{language}"\n    hint: choose {", ".join(list_languages())}; the '
            'README says under "Another language" how to make your own')  # fmt: skip
    if style != HOUSE and find_language(language) != ENGLISH:
        refuse(f'the style "{style}" is in English only\n    hint: leave out --style or --language')
    started = start_workspace(folder, bare=bare, style=style, language=find_language(language))
    finish(started.findings, started.paths, ending=end_init(str(folder), started.findings, bare=bare))
    for note in started.notes:
        say(str(note))


@app.command(short_help="Begin a matter: its folder and its YAML to fill in.")
def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What was scrutinised, in quotation marks.")],
    former: FORMER = "",
) -> None:
    """Begin a matter: a folder in data/ with an annotated recommendations.yaml to fill in.

    With --from, next year's action plan of a matter that has one, its numbers kept in was:.

    Example: papers new "City of Sanctuary Accreditation"
    """
    from cabinet_papers.cli.endings import end_new
    from cabinet_papers.commands.start import folder_name, start_matter

    workspace = open_workspace(Format.TEXT)
    tidy(workspace)
    before = choose_matters([former], Format.TEXT)[1][0] if former else None
    started = start_matter(workspace, title, before)
    for note in started.notes:
        say(str(note))
    finish(started.findings, started.paths, ending=end_new(folder_name(title), started.paths))


@app.command(short_help="Write or refresh the response sheets.")
def sheet(
    matters: MATTERS = None, output_format: FORMAT = Format.TEXT, strict: STRICT = False,
    word: Annotated[
        bool, typer.Option("--word", help="Write them as Word documents, for those who do not use Excel.")
    ] = False,
    join: Annotated[
        bool, typer.Option("--join", help="Write one sheet with everybody's answers, and set the others aside.")
    ] = False,
) -> None:  # fmt: skip
    """Write the response sheets for the Cabinet Members, or refresh them; answers already given are kept.

    Answers given in Excel are taken over into Word, and the other way round. A plan with updates: has update sheets
    for its services instead.

    Example: papers sheet sanctuary
    """
    from datetime import date

    from cabinet_papers.cli.endings import end_sheet
    from cabinet_papers.commands.sheet import write_sheets
    from cabinet_papers.sheets.form_kind import EXCEL, WORD

    workspace, chosen, findings = choose_matters(matters, output_format)
    tidy(workspace)
    outcome = write_sheets(workspace, chosen, date.today(), WORD if word else EXCEL, joins=join)
    for path in outcome.unchanged:
        say(f"{shown(path)} is up to date and was left unchanged")
    for path in outcome.kept:
        say(f"the earlier sheet is kept as {shown(path)}")
    every = [*findings, *outcome.findings]
    finish(every, outcome.paths, output_format, strict, end_sheet(chosen, outcome, every))


@app.command(short_help="List everything that is wrong, and how to correct it.")
def check(
    matters: MATTERS = None, output_format: FORMAT = Format.TEXT, strict: STRICT = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Correct what is safe in the YAML (spaces, dates, damaged letters).")
    ] = False,
    mark: Annotated[
        bool, typer.Option("--mark", help="Write copies of the response sheets with each finding on its cell.")
    ] = False,
    lists_all: Annotated[bool, typer.Option("--all", help="List matters of style too, not only their number.")] = False,
    select: SELECT = None,
    ignore: IGNORE = None,
    errors: Annotated[bool, typer.Option("--errors", help="Only errors.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show what would change.")] = False,
) -> None:  # fmt: skip
    """List everything that is wrong, where it is, and how to correct it.

    Nothing is written, except safe corrections in the YAML with --fix, and copies of the sheets to send back with
    --mark, in the matter's folder "to correct".

    Example: papers check
    """
    from cabinet_papers.cli.checking import Asked, check_once
    from cabinet_papers.cli.selection import Selection, read_codes

    if dry_run and not fix:
        refuse("--dry-run is for --fix\n    hint: papers check --fix --dry-run")
    selection = Selection(read_codes(select or []), read_codes(ignore or []), errors)
    workspace, chosen, findings = choose_matters(matters, output_format)
    if fix or mark:
        tidy(workspace)
    asked = Asked(fix and not dry_run, fix and dry_run, mark, strict, shows_style=lists_all or bool(select))
    check_once(workspace, chosen, findings, asked, selection, output_format)


@app.command(short_help="Check, then write the Word documents.")
def build(
    matters: MATTERS = None, output_format: FORMAT = Format.TEXT, strict: STRICT = False,
    publish: Annotated[bool, typer.Option("--publish", help="Write public copies too.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Write each document as a web page too.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write accessible PDFs too, by LibreOffice.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Build again when a file is saved, until Ctrl+C.")] = False,
) -> None:  # fmt: skip
    """Check, then write the Word documents to output/. A matter with an error is not written; the others are.

    Example: papers build sanctuary
    """
    from cabinet_papers.cli.building import Wanted, build_once, keep_building

    if watch and output_format is not Format.TEXT:
        refuse("--watch shows what it finds as text\n    hint: leave out --format, or --watch")
    workspace, chosen, findings = choose_matters(matters, output_format)
    tidy(workspace)
    wanted = Wanted(strict=strict, pdf=pdf, html=html, publish=publish)
    if watch:
        keep_building(workspace, [each.folder for each in chosen] if matters else None, wanted)
    else:
        build_once(workspace, chosen, findings, wanted, output_format)


app.command(short_help="Show who owes what, and what comes next.")(status)
app.command(short_help="Say whether papers are as they were built.")(verify)
app.command(short_help="List placeholders; try the templates; make one.")(templates)
app.command(short_help="Explain a finding, with an example.")(explain)
app.command(short_help="Print the JSON Schemas of the YAML files.")(schema)
app.command("import", short_help="Make an action plan in YAML of one in Excel.")(import_file)
app.command(short_help="List what services propose; take it over.")(take)
app.command(short_help="Show what a printed row is made of.")(why)
app.command("open", short_help="Open a paper, a sheet or a folder.")(open_matter)
app.command(short_help="Look at what the program needs, when it does not work.")(doctor)
app.command(short_help="Let the Tab key complete; --install sets it up.")(completion)
app.command("version")(print_version)
app.command("help")(show_help)


class _Interrupt:
    """Whether Ctrl+C was pressed."""

    has_come = False


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Stop at Ctrl+C. What is taken down half-way may complain, which is of no use to anybody then."""
    _Interrupt.has_come = True
    sys.unraisablehook = lambda _: None
    signal.default_int_handler(number, frame)


def main() -> None:
    """Run the command line. Output is UTF-8 wherever it goes, as names and papers are."""
    # Raise the threshold of the garbage collector: nearly everything that is allocated here lives until the end.
    gc.set_threshold(200_000)
    open_streams()
    if ASKED in os.environ:
        # A message cannot be read while a word is typed.
        with contextlib.suppress(Exception):
            print_completions(app)
        return
    signal.signal(signal.SIGINT, _interrupt)
    note_command(partial(describe_command, app, sys.argv[1:]))
    try:
        app()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            _stop()
        flush_output()
        raise
    except BaseException as error:
        # What was being written complains in its own words when it is left half-way.
        if _Interrupt.has_come:
            _stop()
        if isinstance(error, Exception):
            end_with_fault(error)
        raise


def _stop() -> NoReturn:
    typer.echo("Stopped: every file is as it was, or was written whole.", err=True)
    raise SystemExit(INTERRUPTED)
