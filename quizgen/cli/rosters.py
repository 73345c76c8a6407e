"""The roster that a command is given, and the file in which the exams of all students stand for the printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quizgen.blueprint.roster import TOGETHER, Roster, called, read
from quizgen.blueprint.slots import Blueprint
from quizgen.cli.errors import LONGEST, remark, shortened
from quizgen.cli.exam_options import Wished
from quizgen.cli.heeding import heeds
from quizgen.errors import UsageError
from quizgen.formats.pdf.together import Together as Papers
from quizgen.formats.protocol import File, Format, Spool
from quizgen.jobs.recipe import Recipe
from quizgen.reading import files

BLOCK = 1 << 20
PRINTED = "pdf"
SEVERAL = 2
"""As many forms as need a folder, however short the roster is."""


def asked_for(wished: Wished, chosen: Sequence[Format]) -> int:
    """That there are several forms; raises UsageError for what goes with no roster."""
    if wished.number != 1:
        raise UsageError("--roster makes a form for each student: leave out --forms")
    if wished.repeat:
        raise UsageError(
            "the forms of a roster follow from students' numbers alone, not from each other: leave out --repeat"
        )
    if any(fmt.name == "moodle" for fmt in chosen):
        raise UsageError(
            "Moodle hands out questions by itself and has no exam for one student: import forms that are made without "
            "--roster, such as --forms 10, and let a quiz draw from them"
        )
    return SEVERAL


def rostered(wished: Wished, *, timed: bool) -> Roster | None:
    """The roster, if there is one; raises UsageError for all that is wrong there. Columns that say nothing are told."""
    if wished.roster is None:
        return None
    path = Path(wished.roster)
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; --roster takes a CSV file with a line for each student")
    found = read(files.text(path), str(path), timed=timed)
    if found.unused:
        named = ", ".join(f"'{title}'" for title in found.unused)
        remark(shortened(f"Not used of {path}: the column{'' if len(found.unused) == 1 else 's'} {named}", LONGEST - 1))
    return found


def tell_small(roster: Roster | None, chosen: Sequence[Format]) -> None:
    """Says so where nothing is printed for students whose print shall be large."""
    if roster and any(one.large for one in roster.students) and not any(heeds("large-print", fmt) for fmt in chosen):
        formats = ", ".join(fmt.name for fmt in chosen)
        remark(f"Note: large_print in the roster does nothing for {formats}, which print nothing")


class Together:
    """Looks at the files of a roster's forms as they pass by; what is printed stands in one more file in the end."""

    def __init__(self, recipe: Recipe, exam: Blueprint, roster: Roster | None, spool: Spool) -> None:
        self._stem = recipe.options.stem
        printed = roster.students if roster and PRINTED in recipe.names else ()
        self._whose = {f"{self._stem}-{called(one).lower()}.pdf": f"{one.name} ({one.number})" for one in printed}
        if printed:
            self._file = spool()
            self._papers = Papers(self._file, exam.title, exam.sitting.language)

    def watch(self, made: Iterable[File]) -> Iterator[File]:
        """The same files, and after them that of all students."""
        for file in made:
            yield File(file.name, self._noted(file)) if file.name in self._whose else file
        if self._whose:
            self._papers.close()
            yield File(f"{self._stem}-{TOGETHER}.pdf", self._chunks())

    def _noted(self, file: File) -> Iterator[bytes]:
        content = b"".join(file.chunks)
        self._papers.add(content, self._whose[file.name])
        yield content

    def _chunks(self) -> Iterator[bytes]:
        self._file.seek(0)
        while block := self._file.read(BLOCK):
            yield block
