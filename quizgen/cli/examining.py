"""An exam as it was asked for, and its files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path

from quizgen.blueprint.forms import drafts, heading
from quizgen.blueprint.narrowed import inner
from quizgen.blueprint.reader import parse
from quizgen.blueprint.slots import Blueprint
from quizgen.cli.exam_options import Wished
from quizgen.cli.excluding import excluded
from quizgen.cli.hands import Hands
from quizgen.cli.listing import Run, contents
from quizgen.cli.moodle import unusual
from quizgen.cli.options import Seed
from quizgen.cli.progress import watched
from quizgen.cli.reporting import Reporting
from quizgen.cli.spools import Spools
from quizgen.formats.protocol import File, Options
from quizgen.jobs.exams import files as files_of
from quizgen.jobs.recipe import Recipe
from quizgen.reading import files

MANY = 100
"""So many forms are worth a process for each core, which loads torch first; of fewer, threads print what is printed."""


@dataclass(frozen=True, slots=True)
class Exam:
    """A blueprint that was read, the ``text`` of its file, and what is wished of it; no form has an ``old`` item."""

    name: str
    text: str
    blueprint: Blueprint
    wished: Wished
    seed: Seed
    old: frozenset[str]

    def run(self, asked: Options) -> Run:
        """What decides which bytes come of it, with the options that formats were asked for."""
        sources = contents(inner(source) for slot in self.blueprint.slots for source in slot.sources)
        told = {"exam": self.name, **self.wished.told(), "--seed": self.seed.text} | unusual(asked)
        return Run(told, (self.text, sorted(self.old), sources))

    def files(self, recipe: Recipe, hands: Hands, *, reported: bool) -> Iterator[File]:
        """All files of all forms, one form after the other, and after them what is ``reported`` of them."""
        exam, number = self.blueprint, self.wished.number
        drawn = drafts(exam, number, self.seed.text, repeat=self.wished.repeat, excluded=self.old)
        self.seed.announce()
        head = dataclasses.replace(heading(exam, self.seed.text), asked=f"blueprint {self.name}")
        about = {"title": exam.title, "blueprint": exam.id, "seed": self.seed.text, "order": exam.order}
        with Spools() as spool, hands.crew(worth=number >= MANY) as crew, hands.threads() as printers:
            report = Reporting(about, spool, shared=self.wished.repeat or exam.repeat)
            forms = files_of(report.watch(drawn), head, recipe, crew, printers)
            yield from chain.from_iterable(watched(forms, "forms", number))
            if reported:
                yield report.file()
        report.tell()

    def recipe(self, formats: tuple[str, ...], asked: Options) -> Recipe:
        """Which files a form becomes: in formats of these names, marked as the blueprint says."""
        return Recipe(formats, dataclasses.replace(asked, wrong=self.blueprint.sitting.wrong or Fraction(0)))


def read(path: Path, wished: Wished, seed: Seed, wrong: Fraction | None) -> Exam:
    """The exam of a blueprint's file; raises UsageError for all that is wrong there, and for earlier exams."""
    text = files.text(path)
    exam = parse(text, str(path), path.parent).marked(wrong)
    sat = exam.printed(large=wished.large_print, extra=wished.extra_time)
    return Exam(path.stem, text, sat, wished, seed, excluded(wished.earlier))
