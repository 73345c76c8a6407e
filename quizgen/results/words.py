"""The words of the page on which rows are settled, in each language that exams are printed in."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from quizgen import resources
from quizgen.reading.records import Record, held

ENGLISH = "en"
_HOLE = re.compile(r"\\\{\w+\\\}")


class Words(Record, frozen=True, kw_only=True):
    """The words of one language; ``banks/review/en.toml`` shows where each stands.

    ``because`` holds sentences of the reader, which are in English, each with what it is in this language.
    """

    title: str
    intro: str
    sensitive: str
    done: str
    settled: str
    download: str
    unsaved: str
    no_script: str
    numbers: str
    answers: str
    pages: str
    number: str
    number_of: str
    question: str
    row: str
    part_of: str
    no_number: str
    where: str
    why: str
    seen: str
    picture: str
    no_picture: str
    blank: str
    other: str
    write: str
    choose: str
    open: str
    leave_out: str
    not_a_sheet: str
    is_sheet: str
    which: str
    sheet_page: str
    by_hand: str
    impossible: str
    and_: str = msgspec.field(name="and")
    students: str
    because: tuple[tuple[str, str], ...]

    def reason(self, why: str) -> tuple[str, bool]:
        """Why something is doubtful, and whether that is in this language."""
        for english, own in sorted(self.because, key=lambda one: -len(one[0])):
            pattern = _HOLE.sub(lambda hole: f"(?P<{hole[0][2:-2]}>.+?)", re.escape(english))
            if found := re.fullmatch(pattern, why):
                holes = {name: value.replace(" and ", f" {self.and_} ") for name, value in found.groupdict().items()}
                return own.format(**holes), True
        return why, not self.because


@cache
def words(language: str) -> Words:
    """The words of a language that there is; raises Faults for a file that lacks some."""
    return held(Words, resources.banks() / "review" / f"{language}.toml")
