"""A package is written as Python's own zipfile writes it, byte for byte."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.files.package import CONTENT_TYPES, write_package

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda name: not set(name) & set('\\/:*?"<>|')
)
PARTS = st.dictionaries(NAMES.map("word/{}".format), st.binary(max_size=2000), max_size=8)


def write_with_zipfile(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The same on every system.
            entry.create_system, entry.external_attr = 0, 0o600 << 16
            package.writestr(entry, content)
    return output.getvalue()


@given(PARTS)
def test_a_package_is_what_zipfile_writes(parts: dict[str, bytes]) -> None:
    in_order = {CONTENT_TYPES: b"<Types/>", **dict(sorted(parts.items()))}
    assert write_package(in_order) == write_with_zipfile(in_order)


@given(PARTS)
def test_the_parts_are_read_again(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_package(parts))) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == parts
