"""Every attack, and those of them that one process tries."""

from __future__ import annotations

import faulthandler
import os
import tempfile
from itertools import chain
from pathlib import Path

from tools.attacks.attack import Attack
from tools.attacks.damage import list_damage
from tools.attacks.fields import list_fields
from tools.attacks.packages import list_disguises, list_relationships
from tools.attacks.placeholders import list_placeholders
from tools.attacks.tried import Tried, make_workspace, try_attack

# What takes longer is ended, with all that runs; so many templates are tried by one process.
MOST_SECONDS, AT_ONCE = 300, 50


def list_attacks(damage: int, words: list[str]) -> list[Attack]:
    """Return the attacks that are asked for, always in the same order."""
    every = chain(list_placeholders(), list_fields(), list_relationships(), list_disguises(), list_damage(damage))
    return [each for each in every if not words or any(word in f"{each.kind}: {each.name}" for word in words)]


def try_some(first: int, damage: int, words: list[str]) -> list[Tried]:
    """Try the attacks from a number on, in a workspace that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        base, tried = make_workspace(Path(folder)), []
        for attack in list_attacks(damage, words)[first : first + AT_ONCE]:
            faulthandler.dump_traceback_later(MOST_SECONDS, exit=True)
            tried.append(try_attack(attack, base))
            faulthandler.cancel_dump_traceback_later()
        os.chdir("/")
        return tried
