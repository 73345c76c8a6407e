"""Reads answers and exams, and writes what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from quizgen import resources
from quizgen.cli.errors import remark
from quizgen.cli.folders import admitted
from quizgen.cli.listing import Run, hashed
from quizgen.cli.places import STDOUT, end
from quizgen.errors import UsageError
from quizgen.reading.advice import advice
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen.analysis.found import Analysis
    from quizgen.analysis.moodle import Attempt
    from quizgen.analysis.taken import Sitting

RESULTS = "results.csv"


class Asked(Struct, frozen=True):
    """Files of answers, folders of exams, and which attempts count."""

    results: tuple[Path, ...]
    exams: tuple[Path, ...]
    attempt: Attempt

    def pairs(self) -> list[tuple[Path, Path]]:
        """Each exam with its answers; raises UsageError where it is not plain what belongs to what."""
        exams = self.exams * len(self.results) if len(self.exams) == 1 else self.exams
        if len(exams) != len(self.results):
            given = f"{many(len(self.results), 'file')} of answers and {many(len(exams), 'exam')}"
            raise UsageError(f"{given}: give --exam once for all, or once for each file in their order")
        return [(exam, file) for exam, path in zip(exams, self.results, strict=True) for file in _files(path)]

    def read(self) -> list[Sitting]:
        """All exams with what was answered, marked; several files of one exam are one sitting."""
        from quizgen.analysis import intake
        from quizgen.analysis.analysing import sittings
        from quizgen.analysis.taken import together
        from quizgen.marking import reader

        kept = {folder: reader.read(folder) for folder in dict.fromkeys(folder for folder, _ in self.pairs())}
        taken = [(folder, intake.read(path, kept[folder], self.attempt)) for folder, path in self.pairs()]
        for note in (note for _, found in taken for note in found.notes):
            remark(f"Note: {note}.")
        joined = {folder: [one for of, one in taken if of == folder] for folder in kept}
        found = sittings([(kept[folder], together(every)) for folder, every in joined.items()])
        if not any(one.takers for one in found):
            doubtful = any("unsettled" in one.left_out for one in found)
            why = "no answer is settled: all are doubtful ('?')" if doubtful else "nobody answered anything"
            raise UsageError(f"{self.results[0]}: {why}; nothing can be told")
        return found

    def run(self, taken: Sequence[Sitting], told: dict[str, str]) -> Run:
        """What decides which bytes come of it."""
        asked = {"analyze": ",".join(path.name for path in self.results), "--exam": ",".join(map(str, self.exams))}
        answers = [hashed(path.read_bytes()).hexdigest() for _, path in self.pairs()]
        return Run(asked | {"--attempt": self.attempt} | told, (answers, [one.exam.seal for one in taken]))


def _files(path: Path) -> list[Path]:
    """The file, or of a folder its table, else what students handed in."""
    from quizgen.analysis import handed_in

    if not path.is_dir():
        return [path]
    table = path / RESULTS
    return [table] if table.exists() else handed_in.files(path) or [table]


def write(asked: Asked, output: str, language: str | None, *, replace: bool) -> None:
    """Writes the report and its numbers, and says in a line or two what they tell."""
    from quizgen.analysis.analysing import analysis
    from quizgen.analysis.words import languages
    from quizgen.analysis.writing import files

    if output == STDOUT or end(output):
        raise UsageError(f"several files are written, and '{output}' is no folder: give one with -o, such as analysis")
    if language and language not in languages():
        raise UsageError(f"there is no language '{language}'; {advice(language, languages())}")
    taken = asked.read()
    found = analysis(taken, resources.version())
    folder = admitted(Path(output), asked.run(taken, {"--language": language} if language else {}), replace=replace)
    for path in folder.fill(files(found, taken, language)):
        click.echo(path)
    _tell(found)


def _tell(found: Analysis) -> None:
    """The most important of it on standard error."""
    from quizgen.analysis.analysing import suspects
    from quizgen.analysis.words import words

    english = words()
    if found.too_few:
        remark(english.say(f"too_few_{found.too_few}", students=found.students))
    for one in [one for one in found.concepts if one.id in found.teach]:
        held, between = english.share(one.holding), english.shares(one.holding)
        remark(f"{one.name}: {held} of the class ({between})")
    if wrong := sorted(suspects(found.items)):
        remark(f"The key of {wrong[0]} is probably wrong{f', and of {len(wrong) - 1} more' if wrong[1:] else ''}.")
