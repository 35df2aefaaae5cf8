"""How wide letters are: the metrics of Arial (and of Liberation Sans, which prints in its place)."""

from __future__ import annotations

# Widths in thousandths of an em, and the letters that have them.
REGULAR = (
    (191, "'"), (222, "ijl‘’"), (260, "|"), (278, " \u00a0!,./:;I[\\]ft"), (333, "()-`r“”"), (334, "{}"), (350, "•"),
    (355, '"'), (389, "*"), (400, "°"), (469, "^"), (500, "Jcksvxyz"), (556, "#$0123456789?L_abdeghnopqu£€–§"),
    (584, "+<=>~×"), (611, "FTZ"), (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (834, "½"),
    (889, "%"), (944, "W"), (1000, "—"), (1015, "@"),
)  # fmt: skip
BOLD = (
    (238, "'"), (278, " \u00a0,./I\\ijl‘’"), (280, "|"), (333, "!()-:;[]`ft"), (350, "•"), (389, "*r{}"), (400, "°"),
    (474, '"'), (500, "z“”"), (556, "#$0123456789J_aceksvxy£€–§"), (584, "+<=>^~×"), (611, "?FLTZbdghnopqu"),
    (667, "EPSVXY"), (722, "&ABCDHKNRU"), (778, "GOQw"), (833, "M"), (834, "½"), (889, "%m"), (944, "W"), (975, "@"),
    (1000, "—"),
)  # fmt: skip
# Any other letter of an alphabet is about as wide as the widest small ones; from here on they are as wide as high.
OTHER, FIRST_WIDE, WIDE = 667, "\u2e80", 1000
# How much wider than Arial other fonts are. Of those that are not named most are narrower.
WIDER = {
    "verdana": 1.2, "lucida sans": 1.12, "lucida sans unicode": 1.12, "georgia": 1.12, "century gothic": 1.1,
    "courier new": 1.2, "segoe ui": 1.04, "trebuchet ms": 1.02, "tahoma": 1.02,
}  # fmt: skip


class _Widths(dict[str, int]):
    """The widths of letters; one that is not listed has that of others of its kind."""

    def __missing__(self, letter: str) -> int:
        return WIDE if letter >= FIRST_WIDE else OTHER


WIDTHS = [_Widths({letter: width for width, letters in face for letter in letters}) for face in (REGULAR, BOLD)]


def measure(text: str, *, bold: bool = False) -> float:
    """Return how wide the text is on one line (ems)."""
    return sum(map(WIDTHS[bold].__getitem__, text)) / 1000
