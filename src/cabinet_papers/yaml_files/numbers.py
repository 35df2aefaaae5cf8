"""The keys `numbering:` and `number:`: each recommendation gets its printed number, and no two the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.numbering import ONE_WORD, Numbered, Numbering, bare, fold_number, read_numbering

if TYPE_CHECKING:
    from cabinet_papers.yaml_files.fields import Fields


def read_numbering_key(fields: Fields) -> Numbering | None:
    """Return what the key numbering: says, None where there is none or it cannot be used."""
    typed = fields.text("numbering")
    numbering = read_numbering(typed)
    if typed and numbering is None:
        message = phrase('numbering: "{}" is not how a first number can look', typed)
        hint = phrase(
            "write the first number as it should look, without a space, as in numbering: R1 or numbering: (1); a 1, a "
            "or i in it counts up"
        )
        fields.report(codes.REC015, message, hint, "numbering")
    return numbering


class _Taken(NamedTuple):
    """A number that is taken: where, whether number: fixed it, and the place of the topic's own numbering:, if any."""

    number: str
    place: Location
    is_fixed: bool
    is_withdrawn: bool
    numbering: Location | None


def _is_other_figure(sign: str) -> bool:
    """Whether it is a figure of another script, or a raised one, by which a sheet could not be read again."""
    return sign.isdigit() and not sign.isascii()


class Numbers:
    """Gives the recommendations of a matter their printed numbers, in order."""

    def __init__(self, fields: Fields, council: Numbering) -> None:
        self.source = fields.source
        self.common = read_numbering_key(fields) or council
        self.of_topic: Numbering | None = None
        self.place: Location | None = None
        self.topic = 0
        # How many the matter's numbering and the topic's own have numbered so far.
        self.count = self.count_of_topic = 0
        self.taken: list[_Taken] = []

    def begin_topic(self, fields: Fields | None = None) -> None:
        """Begin the next topic; one with a numbering of its own begins anew."""
        self.topic += 1
        self.count_of_topic = 0
        self.of_topic = read_numbering_key(fields) if fields else None
        self.place = fields.place("numbering") if fields and self.of_topic else None
        if self.common.is_by_topic:
            self.count = 0

    def give(self, fields: Fields | None) -> Numbered:
        """Return the next number, or the one that number: fixes; the next one is then as it would have been."""
        numbering = self.of_topic or self.common
        if self.of_topic:
            self.count_of_topic += 1
        else:
            self.count += 1
        counted = numbering.number(self.count_of_topic if self.of_topic else self.count, self.topic)
        return self.read_fixed(fields, numbering) or counted

    def read_fixed(self, fields: Fields | None, numbering: Numbering | None = None) -> Numbered | None:
        """Return the number that number: fixes, None where there is none or it cannot be used."""
        typed = fields.text("number") if fields else ""
        if fields is None or not typed:
            return None
        if bare(typed) and ONE_WORD.fullmatch(typed) and not any(map(_is_other_figure, typed)):
            return (numbering or self.of_topic or self.common).frame(bare(typed))
        message = phrase('number: "{}" cannot be a number', typed)
        fields.report(codes.REC015, message, phrase("write a short number without a space, such as 7 or 2.1"), "number")
        return None

    def frame(self, number: str) -> Numbered:
        """Return the number with the signs around it that numbers have here."""
        return (self.of_topic or self.common).frame(number)

    def take(self, numbered: Numbered, fields: Fields | None, place: Location, *, is_withdrawn: bool = False) -> None:
        """Note that a recommendation at the place has the number."""
        is_fixed = fields is not None and fields.find("number") is not None
        at = fields.place("number") if fields and is_fixed else place
        self.taken.append(_Taken(numbered.number, at, is_fixed, is_withdrawn, self.place))

    def report_twice(self) -> None:
        """Report each number that is there twice: where it was fixed, or once for a numbering that begins anew."""
        first: dict[str, _Taken] = {}
        reported = set[Location]()
        for each in self.taken:
            other = first.setdefault(fold_number(each.number), each)
            if other is each:
                continue
            wrong, right = (other, each) if other.is_fixed and not each.is_fixed else (each, other)
            again = None if wrong.is_fixed else (wrong.numbering or right.numbering)
            if again in reported:
                continue
            reported |= {again} if again else set()
            self._report(wrong, right, again)

    def _report(self, wrong: _Taken, right: _Taken, numbering: Location | None) -> None:
        message = phrase('the number "{}" is used twice', Term(wrong.number))
        hint = phrase("it is already that of the recommendation at line {}; write another number here",
                      right.place.line or 0)  # fmt: skip
        if right.is_withdrawn:
            message = phrase('a withdrawn recommendation keeps its number, which is "{}" too', Term(wrong.number))
        if numbering:
            message = phrase(
                'because of this numbering, the recommendations at line {} and line {} both have the number "{}"',
                right.place.line or 0, wrong.place.line or 0, Term(wrong.number),
            )  # fmt: skip
            hint = phrase(
                "write a numbering whose numbers differ from the others, as in numbering: F1, or delete numbering: here"
            )
        self.source.report(codes.REC014, message, hint, numbering or wrong.place)
        self.source.findings[-1] = self.source.findings[-1]._replace(related=right.place)
