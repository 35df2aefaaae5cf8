"""Lines that begin with a key: all keys of the YAML files by their names, and what a line with one looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cabinet_papers.yaml_files.keys import FILES, AnyOf, Group, Holds, Key, ListOf, Text, TextOrGroup


def forms_of(key: Key) -> tuple[Holds, ...]:
    """Return the forms in which a key's value may be written."""
    return key.holds.forms if isinstance(key.holds, AnyOf) else (key.holds,)


def _list_keys(held: Holds) -> Iterator[Key]:
    """Yield each key that is held, at any depth."""
    if isinstance(held, Group):
        for key in held.keys:
            yield key
            for form in forms_of(key):
                yield from _list_keys(form)
    elif isinstance(held, TextOrGroup):
        yield from _list_keys(held.group)
    elif isinstance(held, ListOf):
        yield from _list_keys(held.item)


def _join(names: set[str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


_KEYS = [key for group in FILES.values() for key in _list_keys(group)]
# Of some names there are several keys, such as recommendations: in a matter and in a topic.
_OF_LISTS = {key.name for key in _KEYS if any(isinstance(form, ListOf) for form in forms_of(key))}
TEXT_NAMES = {key.name for key in _KEYS if isinstance(key.holds, Text)}
KEY_NAMES = _join({key.name for key in _KEYS})
KEY_START = re.compile(rf"(?P<start>\s*(?:-\s+)*)(?P<key>{KEY_NAMES}):(?P<after>.?)")
LIST_START = re.compile(rf"\s*(?:-\s+)*(?:{_join(_OF_LISTS)}):\s*(?:#.*)?$")
