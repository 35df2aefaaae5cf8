"""The commands that look things up or are about the program itself: templates, explain, schema, version and help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cabinet_papers.cli.completion import complete_codes, complete_commands, complete_schemas, complete_template_actions
from cabinet_papers.cli.console import FORMAT, Format, find_here, finish, open_workspace, refuse, say, shown, tidy


def templates(
    action: Annotated[
        str,
        typer.Argument(
            metavar="[check|new]", help="check tries each template with every feature.",
            autocompletion=complete_template_actions,
        ),
    ] = "",
    source: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="For new: a finished paper (.docx), such as last year's.")
    ] = None,
    output_format: FORMAT = Format.TEXT,
) -> None:  # fmt: skip
    """List the placeholders that each template may use, with their meaning; with check, try the templates.

    With new, make a template of last year's paper; the earlier template is kept.

    Example: papers templates check
    """
    from cabinet_papers.commands.templates import check_templates, list_templates

    if action == "check":
        found = check_templates(open_workspace(output_format))
        if not found and output_format is Format.TEXT:
            say("the templates were tried with every feature, nothing found")
        finish(found, [], output_format)
    elif action == "new" and source is None:
        refuse('which paper is the template to be made of?\n    hint: papers templates new "response 2025.docx"')
    elif action == "new" and source:
        from datetime import date

        from cabinet_papers.commands.new_template import write_template

        workspace = open_workspace(output_format)
        tidy(workspace)
        made = write_template(workspace, source.absolute(), date.today())
        for path in made.kept:
            say(f"the earlier template is kept as {shown(path)}")
        for note in made.notes:
            say(str(note))
        finish(made.findings, made.paths, output_format)
    elif action:
        refuse(
            f'"{action}" is not a command for templates\n    hint: papers templates check, or papers templates new FILE'
        )
    else:
        typer.echo("\n".join(list_templates(find_here())), nl=False)


def explain(
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]", help="A code (YML002), a family (YML), or words; all without one.",
            autocompletion=complete_codes,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Explain a finding, with a wrong and a right example, and how to silence it; or find one by words.

    Example: papers explain YML002
    """
    from shutil import get_terminal_size

    from cabinet_papers.cli.selection import refuse_code
    from cabinet_papers.report import explain as pages

    wanted = " ".join(topic or [])
    text = pages.explain(wanted, min(get_terminal_size().columns, 100))
    if text is None:
        refuse_code(wanted)
    typer.echo(text, nl=False)


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]", help="papers, recommendations or action-plan; all three without one.",
            autocompletion=complete_schemas,
        ),
    ] = "",
) -> None:  # fmt: skip
    """Print the JSON Schemas of the YAML files, with which an editor completes and underlines.

    Example: papers schema recommendations
    """
    from cabinet_papers.yaml_files.keys import FILES
    from cabinet_papers.yaml_files.schema import make_schema, write_schema

    wanted = name.removesuffix(".yaml")
    if wanted and wanted not in FILES:
        refuse(f'there is no schema "{name}"\n    hint: choose {", ".join(FILES)}')
    typer.echo(write_schema(make_schema(wanted) if wanted else {each: make_schema(each) for each in FILES}), nl=False)


def print_version() -> None:
    """Print the version.

    Example: papers version
    """
    from cabinet_papers import __version__

    typer.echo(f"cabinet-papers {__version__}")


def show_help(
    context: typer.Context,
    command: Annotated[
        str,
        typer.Argument(metavar="[COMMAND]", help="Which command; all without one.", autocompletion=complete_commands),
    ] = "",
) -> None:
    """Show what a command does and its options.

    Example: papers help check
    """
    from difflib import get_close_matches

    top = context.find_root()
    commands = getattr(top.command, "commands", {})
    if command and command not in commands:
        near = get_close_matches(command, commands, 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        refuse(f'there is no command "{command}"{meant}\n    hint: papers help lists them all')
    shown_command = commands[command] if command else top.command
    name = f"papers {command}".strip()
    with typer.Context(shown_command, info_name=name) as inner:
        typer.echo(shown_command.get_help(inner))
