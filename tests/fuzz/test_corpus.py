"""What each reader once failed on, and a few inputs changed at random: a result or findings, never another error."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MANY
from tests.fuzz.desk import Source
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
CHANGED = 6


def change_bytes(chance: random.Random, content: bytes) -> bytes:
    """Replace, take out or repeat a few bytes."""
    at, length = chance.randrange(len(content) + 1), chance.choice((0, 1, 2, 4, 20))
    return content[:at] + chance.choice((b"", chance.randbytes(length), content[at : at + 8])) + content[at + length :]


def list_inputs(name: str) -> Iterator[bytes]:
    target, chance = TARGETS[name], random.Random(name)
    source = Source(chance.randrange, lambda content: change_bytes(chance, content))
    seeds = target.seeds()
    yield from (each.read_bytes() for each in sorted((CORPUS / name).glob("*")))
    for _ in range(CHANGED * MANY):
        yield target.mutate(chance.choice(seeds), source)


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_is_read(name: str) -> None:
    began, tried = time.process_time(), 0
    for content in list_inputs(name):
        TARGETS[name].read(content)
        tried += 1
    assert tried >= CHANGED
    assert time.process_time() - began < 10 * tried
