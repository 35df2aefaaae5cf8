"""`papers verify`: whether papers are as they were built, and which paper a file is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cabinet_papers.cli.completion import complete_matters
from cabinet_papers.cli.console import (
    ERRORS_FOUND,
    FORMAT,
    Format,
    choose_matters,
    find_here,
    find_window,
    finish,
    open_workspace,
    refuse,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.commands.verify import Verified
    from cabinet_papers.findings.diagnostics import Diagnostic

HEADINGS = ("Paper", "State", "Built")
PAPERS = (".docx", ".pdf", ".html")


def verify(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MATTER or FILE]...",
            help="A matter, or a paper from anywhere; all papers here without one.",
            autocompletion=complete_matters,
        ),
    ] = None,
    output_format: FORMAT = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
) -> None:
    """Say whether each paper is as it was built, of which data, when and by which version; or which paper a file is.

    Example: papers verify "Cabinet response - Street Trees.pdf"
    """
    files = [each for each in names or [] if _is_paper(each)]
    matters = [each for each in names or [] if each not in files]
    found = _verify_files(files)
    problems: list[Diagnostic] = []
    if matters or not files:
        verified, problems = _verify_matters(matters, output_format)
        found += verified
    _print(found, problems, output_format, is_about_files=not matters and bool(files))
    _end([*problems, *(each.finding for each in found if each.finding)], output_format, strict=strict)


def _end(findings: list[Diagnostic], output_format: Format, *, strict: bool) -> None:
    """Report the findings where the output has no place of its own for them, and stop where there are errors."""
    if output_format in (Format.TEXT, Format.SARIF):
        finish(findings, [], output_format, strict)
    elif any(strict or each.is_error for each in findings):
        raise typer.Exit(ERRORS_FOUND)


def _verify_files(files: Sequence[str]) -> list[Verified]:
    from cabinet_papers.commands.verify import verify_file
    from cabinet_papers.files.workspace import find_workspace

    here = find_here()
    workspace = find_workspace(here) if here else None
    return [verify_file(Path(each), workspace) for each in files]


def _verify_matters(names: list[str], output_format: Format) -> tuple[list[Verified], list[Diagnostic]]:
    from cabinet_papers.commands.verify import verify_papers

    if not names:
        return verify_papers(open_workspace(output_format))
    workspace, folders, problems = choose_matters(names, output_format)
    verified, found = verify_papers(workspace, [each.name for each in folders])
    return verified, problems + found


def _is_paper(name: str) -> bool:
    """Whether a file is meant and no matter, or stop where it is missing."""
    path = Path(name)
    if path.suffix.casefold() not in PAPERS:
        return False
    try:
        is_there = path.is_file()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        refuse(f"{name}: there is no such file\n    hint: write its name with the path to it, in quotation marks")
    return True


def _print(
    found: Sequence[Verified], problems: Sequence[Diagnostic], output_format: Format, *, is_about_files: bool
) -> None:
    from cabinet_papers.report.table import Row, write_table, write_table_page
    from cabinet_papers.report.terminal import choose_colours, plain

    rows = [Row(_say_row(each), is_urgent=each.finding is not None) for each in found]
    if output_format is Format.JSON:
        typer.echo(write_json(found, problems), nl=False)
    elif output_format is Format.HTML:
        below = [f"{each.location}: {each.message}" for each in problems]
        below += [f"{each.file}: {each.finding.message}" for each in found if each.finding]
        typer.echo(
            write_table_page("Papers as they were built", f"{len(found)} files", HEADINGS, rows, below), nl=False
        )
    elif output_format is Format.TEXT and is_about_files:
        for line in (line for each in found for line in _say_details(each)):
            typer.echo(plain(line))
    elif output_format is Format.TEXT:
        colours = choose_colours(os.environ, is_terminal=sys.stdout.isatty())
        for line in write_table(HEADINGS, rows, find_window(sys.stdout)[0], colours):
            typer.echo(line)


def _say_row(found: Verified) -> tuple[str, ...]:
    from cabinet_papers.commands.verify import say_when

    state = f"{found.state}{'; agreed' if found.is_agreed else ''}"
    return found.file, state, str(say_when(found.build)) if found.paper else ""


def _say_details(found: Verified) -> list[str]:
    from cabinet_papers.commands.verify import say_when

    lines = [found.file, f"  SHA-256: {found.content_hash}"]
    if not found.paper and not found.is_agreed:
        return [*lines, "  It is no paper that is recorded here."]
    lines.append(f"  It is {found.paper or 'a paper'}: {found.state}.")
    if found.is_agreed:
        lines.append("  It is the paper that counts as agreed, or was made of it.")
    lines.append(f"  It was built {say_when(found.build)}.")
    changed = set(found.changed)
    lines += [f"  Made of {name}{' (changed since)' if name in changed else ''}" for name in found.build.made_of]
    return lines


def write_json(found: Sequence[Verified], problems: Sequence[Diagnostic]) -> str:
    """Return the files, and what is wrong with the records, as a list for programs."""
    items = [
        {
            "file": each.file,
            "state": each.state.value,
            "sha256": each.content_hash or None,
            "paper": each.paper or None,
            "agreed": each.is_agreed,
            "built": each.build.built or None,
            "version": each.build.version or None,
            "made_of": dict(each.build.made_of),
            "changed_since": list(each.changed),
            **_write_finding(each.finding),
        }
        for each in found
    ]
    items += [{"file": each.location.file, "state": None, **_write_finding(each)} for each in problems]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _write_finding(found: Diagnostic | None) -> dict[str, str | None]:
    if found is None:
        return dict.fromkeys(("code", "severity", "message", "hint"))
    return {
        "code": found.code.number,
        "severity": found.severity.value,
        "message": str(found.message),
        "hint": str(found.hint),
    }
