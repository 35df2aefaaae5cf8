"""HTML put together: every word and every attribute is escaped here, and nowhere else is a tag written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

# Elements that never have an end.
VOID = ("br", "col", "img")
NOTHING = Markup("")


def write_words(text: str) -> Markup:
    """Return text as HTML, its line breaks as such."""
    return join(map(escape, text.split("\n")), "<br>") if "\n" in text else escape(text)


def write_tag(name: str, inside: Markup = NOTHING, attributes: Mapping[str, str] | None = None) -> Markup:
    """Return an element; an attribute without a value is left out, save that a picture shows nothing in words."""
    # The names are ours; what is in an attribute may be anybody's.
    written = "".join(
        [f' {key}="{escape(value)}"' for key, value in attributes.items() if value or key == "alt"]
        if attributes
        else ()
    )
    return Markup(f"<{name}{written}>{'' if name in VOID else f'{inside}</{name}>'}")  # noqa: S704 - all is escaped


def join(pieces: Iterable[Markup], between: str = "") -> Markup:
    """Return pieces of HTML one after the other."""
    return Markup(between.join(pieces))  # noqa: S704 - ready HTML, all of it
