"""Completes what is typed after `papers` in a shell: words that may come next, and nothing where there are none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from cabinet_papers.cli.console import find_here

if TYPE_CHECKING:
    from cabinet_papers.files.workspace import Workspace

# A shell sets it, beside COMP_WORDS and COMP_CWORD, when it asks.
ASKED = "_PAPERS_COMPLETE"
# Of so many matters the titles are shown; to read those of more would take too long.
MOST_TITLES = 200

Offered = list[tuple[str, str]]


def print_completions(app: typer.Typer) -> None:
    """Print what may be typed where the cursor is, a line each: the word, a tab, and what it means."""
    from typer._completion_classes import BashComplete
    from typer.main import get_command

    # All shells ask in the manner of bash; how each of them puts the words is in commands/shells/.
    asked = BashComplete(get_command(app), {}, "papers", ASKED)
    try:
        before, typed = asked.get_completion_args()
    except (KeyError, ValueError):
        # No shell asked so.
        return
    # In --format=json all three are one word, but for bash the sign is a word by itself.
    option = f"{typed.partition('=')[0]}=" if typed.startswith("-") and "=" in typed else ""
    for each in asked.get_completions([word for word in before if word != "="], typed):
        typer.echo(f"{option}{each.value}\t{each.help or ''}")


def complete_matters(context: typer.Context, incomplete: str) -> Offered:
    """Offer the folders of matters with their titles; finished ones only where no other begins like that."""
    from cabinet_papers.files.matter_names import glance_at_title
    from cabinet_papers.files.workspace import list_closed_folders, list_matter_folders

    workspace = _find_workspace(context)
    if workspace is None:
        return []
    named = context.params.get("matters") or ()
    for folders in (list_matter_folders(workspace), list_closed_folders(workspace)):
        found = [each for each in folders if each.name not in named and _finish(incomplete, each.name)]
        if found:
            titles = map(glance_at_title, found[:MOST_TITLES]) if len(found) <= MOST_TITLES else [""] * len(found)
            return _offer(incomplete, zip([each.name for each in found], titles, strict=True))
    return []


def complete_codes(incomplete: str) -> Offered:
    """Offer the codes of findings, and their families; with commas several may be typed."""
    from cabinet_papers.findings.codes import CATALOGUE, FAMILIES

    *before, last = incomplete.split(",")
    codes = [*FAMILIES.items(), *((number, code.meaning) for number, code in CATALOGUE.items())]
    return [(",".join([*before, word]), meaning) for word, meaning in _offer(last, codes)]


def complete_styles(incomplete: str) -> Offered:
    """Offer the style sets."""
    from cabinet_papers.files.shipped import list_styles

    return _offer_words(incomplete, list_styles())


def complete_languages(incomplete: str) -> Offered:
    """Offer the languages in which there are papers."""
    from cabinet_papers.files.shipped import list_languages

    return _offer_words(incomplete, list_languages())


def complete_schemas(incomplete: str) -> Offered:
    """Offer the names of the schemas."""
    from cabinet_papers.yaml_files.keys import FILES

    return _offer_words(incomplete, FILES)


def complete_commands(context: typer.Context, incomplete: str) -> Offered:
    """Offer the commands."""
    commands = getattr(context.find_root().command, "commands", {})
    return _offer(incomplete, ((name, each.get_short_help_str(100)) for name, each in commands.items()))


def complete_template_actions(incomplete: str) -> Offered:
    """Offer what `papers templates` does."""
    return _offer(incomplete, (("check", "try each template"), ("new", "make a template of a finished paper")))


def complete_shells(incomplete: str) -> Offered:
    """Offer the shells that complete."""
    from cabinet_papers.commands.completion import SHELLS

    return _offer_words(incomplete, SHELLS)


def complete_openable(incomplete: str) -> Offered:
    """Offer what of a matter can be opened."""
    from cabinet_papers.commands.open import What

    return _offer_words(incomplete, What)


def _find_workspace(context: typer.Context) -> Workspace | None:
    """Return the workspace of the command, which may be typed to work in another folder (-C)."""
    from cabinet_papers.files.workspace import find_workspace

    here, folder = find_here(), context.find_root().params.get("folder")
    return find_workspace((here / folder).resolve() if folder else here) if here else None


def _offer_words(typed: str, words: Iterable[str]) -> Offered:
    return _offer(typed, ((word, "") for word in words))


def _offer(typed: str, words: Iterable[tuple[str, str]]) -> Offered:
    """Return those of the words, each with its meaning, that begin with what is typed."""
    return [(found, meaning) for word, meaning in words if (found := _finish(typed, word))]


def _finish(typed: str, word: str) -> str:
    """Return the word as the shell is to write it, "" if it begins otherwise or could not be written on one line.

    What is typed stays as it is typed, since capitals do not count, and accents may be stored in two ways.
    """
    whole, begun = (unicodedata.normalize("NFC", each) for each in (word, typed))
    if not whole.isprintable() or whole[: len(begun)].casefold() != begun.casefold():
        return ""
    return typed + whole[len(begun) :]
