"""Shipped templates in which bytes are changed at random: of the file, or within one of its parts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from tools.attacks.attack import SHIPPED, Attack, pack, read_shipped

OF_FILE, OF_PART = "random bytes of the file", "random bytes of a part"


def list_damage(times: int) -> Iterator[Attack]:
    """Yield so many of each kind for each shipped template, the same each time."""
    for path in sorted(SHIPPED.glob("*.docx")):
        for seed in range(times):
            name = path.name
            yield Attack(OF_FILE, f"{name}, {seed}", partial(_damage_file, name, seed), name)
            yield Attack(OF_PART, f"{name}, {seed}", partial(_damage_part, name, seed), name)


def _damage_file(name: str, seed: int) -> bytes:
    return _damage((SHIPPED / name).read_bytes(), random.Random(f"{name} {seed}"))  # noqa: S311


def _damage_part(name: str, seed: int) -> bytes:
    chance, parts = random.Random(f"{name} part {seed}"), read_shipped(name)  # noqa: S311
    part = chance.choice(sorted(parts))
    parts[part] = _damage(parts[part], chance)
    return pack(parts)


def _damage(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed))
        if chance.random() < 0.5:
            changed[at] ^= 1 << chance.randrange(8)
        else:
            changed[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(changed)
