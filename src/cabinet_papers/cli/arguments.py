"""What is typed after the commands that has words to complete, with its help."""

from __future__ import annotations

from typing import Annotated

import typer

from cabinet_papers.cli.completion import complete_codes, complete_languages, complete_matters, complete_styles

MATTERS = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[MATTER]...",
        help="A matter's folder or title, or a part of it; all without one.",
        autocompletion=complete_matters,
    ),
]
STYLE = Annotated[
    str,
    typer.Option(
        "--style",
        metavar="NAME",
        help="Another form of papers: tracker, form, prose or cover.",
        autocompletion=complete_styles,
    ),
]
LANGUAGE = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="TAG",
        help="Papers in another language: cy for Welsh.",
        autocompletion=complete_languages,
    ),
]
FORMER = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="MATTER",
        help="Next year's action plan of this matter.",
        autocompletion=complete_matters,
    ),
]
SELECT = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", help="Only these: STY, or NAM004,REF.", autocompletion=complete_codes),
]
IGNORE = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CODES", help="All but these.", autocompletion=complete_codes),
]
