"""An exam as it was asked for, and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from quizgen import resources
from quizgen.answers.encoding import Json
from quizgen.blueprint.before import Again
from quizgen.blueprint.calibration import Calibration
from quizgen.blueprint.calibration import read as calibration_of
from quizgen.blueprint.forms import Draft, drafts, heading, personal
from quizgen.blueprint.narrowed import inner
from quizgen.blueprint.reader import parse
from quizgen.blueprint.roster import Roster
from quizgen.blueprint.sealing import Sealer
from quizgen.blueprint.slots import Blueprint
from quizgen.cli import exam_options
from quizgen.cli.earlier_file import earlier_json
from quizgen.cli.exam_blueprint import Asked
from quizgen.cli.exam_options import Wished
from quizgen.cli.excluding import excluded
from quizgen.cli.hands import Hands
from quizgen.cli.kit import Kit
from quizgen.cli.listing import Run, contents, hashed
from quizgen.cli.moodle import unusual
from quizgen.cli.options import Seed
from quizgen.cli.redrawn import tell_again
from quizgen.cli.reporting import Reporting
from quizgen.cli.rosters import Together, rostered
from quizgen.cli.spools import Spools
from quizgen.cli.watching import watched
from quizgen.errors import UsageError
from quizgen.formats.protocol import File, Options
from quizgen.jobs.crew import Crew
from quizgen.jobs.exams import files as files_of
from quizgen.jobs.meanwhile import Helpers
from quizgen.jobs.recipe import Recipe
from quizgen.jobs.references import content_of
from quizgen.reading import files
from quizgen.sheets.sizes import GEOMETRY

KEEP = "; --keep leaves other slots as they were"
"""What helps whoever changed a slot of an exam that is made already."""


class Exam(Struct, frozen=True):
    """A blueprint that was read, the ``text`` of its file, and what is wished of it; no form has an ``old`` item.

    With a ``roster`` each form is a student's. Forms pass by whoever ``seen`` them wants.
    """

    name: str
    text: str
    blueprint: Blueprint
    wished: Wished
    seed: Seed
    old: frozenset[str]
    roster: Roster | None = None
    calibration: Calibration | None = None
    seen: Callable[[Iterator[Draft], Exam], Iterator[Draft]] = lambda drafts, _: drafts

    @property
    def number(self) -> int:
        """How many forms there are."""
        return len(self.roster.students) if self.roster else self.wished.number

    def drafts(self, again: Again | None = None) -> Iterator[Draft]:
        """The forms as they are drawn; what slots have ``again`` is noted there."""
        exam, seed = self.blueprint, self.seed.text
        if self.roster:
            return personal(exam, self.roster.students, seed, excluded=self.old, again=again)
        return drafts(exam, self.number, seed, repeat=self.wished.repeat, excluded=self.old, again=again)

    def run(self, asked: Options) -> Run:
        """What decides which bytes come of it, with the options that formats were asked for."""
        sources = contents(inner(source) for slot in self.blueprint.slots for source in slot.sources)
        told = {"exam": self.name, **self.wished.told(), "--seed": self.seed.text} | unusual(asked)
        students = (self.roster.students,) if self.roster else ()
        followed = (self.blueprint.followed,) if self.blueprint.followed else ()
        calibrated = (self.calibration.text,) if self.calibration else ()
        advice = "" if followed else KEEP
        return Run(told, (self.text, sorted(self.old), sources, *students, *followed, *calibrated), advice)

    def files(self, recipe: Recipe, hands: Hands, verifier: Crew | None = None, *, reported: bool) -> Iterator[File]:
        """All files of all forms, one form after the other, and after them what is ``reported`` of them.

        Where no ``verifier`` is there yet, one begins now if that is worth it.
        """
        again = Again()
        exam, number, drawn = self.blueprint, self.number, self.seen(self.drafts(again), self)
        self.seed.announce()
        head = structs.replace(heading(exam, self.seed.text), asked=f"blueprint {self.name}")
        about: Json = {"title": exam.title, "course": exam.course, "date": exam.date, "blueprint": exam.id}
        if exam.sections:
            about |= {"sections": [{"title": one.title, "questions": one.size} for one in exam.sections]}
        about |= {"seed": self.seed.text, "order": exam.order}
        about |= {"calibration": self.calibration.name} if self.calibration else {}
        sealer = Sealer(self.text, self.seed.text, resources.version())
        many = number >= exam_options.MANY
        with (
            Spools() as spool,
            hands.crew(worth=many) as crew,
            hands.verifier(worth=verifier is None and not many) as late,
            hands.threads() as printers,
        ):
            report = Reporting(
                about,
                spool,
                shared=self.wished.repeat or exam.repeat,
                personal=self.roster is not None,
                strict=self.wished.strict,
                calibration=self.calibration,
            )
            kit = Kit(self.kept(), head, sealer, spool, recipe.names)
            together = Together(recipe, exam, self.roster, spool)
            helpers = Helpers(printers, verifier or late) if printers else None
            forms = files_of(kit.watch(report.watch(drawn), printers), head, recipe, crew, helpers)
            yield from together.watch(chain.from_iterable(watched(forms, "forms", number)))
            if reported:
                yield from report.files()
                yield from kit.files()
        report.tell(written=reported)
        tell_again(again, exam.slots, personal=self.roster is not None)

    def kept(self) -> Json:
        """What exam.json says of the exam before its forms: all that these follow from."""
        exam, wished = self.blueprint, self.wished
        files = {name: content_of(source) for name, source in exam.files.items()} | dict(exam.networks)
        return {
            "quizgen": resources.version(),
            "title": exam.title,
            "blueprint": {"name": self.name, "id": exam.id, "digest": digest(self.text), "text": self.text},
            "files": [{"name": name, "digest": digest(text), "text": text} for name, text in sorted(files.items())],
            "seed": self.seed.text,
            "asked": {
                "forms": wished.number,
                "repeat": wished.repeat,
                "large_print": wished.large_print,
                "extra_time": wished.extra_time,
                "excluded": sorted(self.old),
                **({"followed": [earlier_json(one) for one in exam.followed]} if exam.followed else {}),
            },
            "wrong": exam.sitting.wrong,
            "calibration": self._calibrated(),
            **self._sheet(),
        }

    def _sheet(self) -> Json:
        """How answer sheets are laid out, if there are any; a student's own has the digits of his number."""
        sitting = self.blueprint.sitting
        if sitting.sheet is None:
            return {}
        digits = {} if self.roster else {"digits": sitting.sheet}
        return {"sheet": {"geometry": GEOMETRY, "paper": sitting.paper, **digits}}

    def _calibrated(self) -> Json | None:
        """The file by which it is foretold how hard questions are, with its text."""
        given = self.calibration
        return {"name": given.name, "digest": digest(given.text), "text": given.text} if given else None

    def recipe(self, formats: tuple[str, ...], asked: Options) -> Recipe:
        """Which files a form becomes: in formats of these names, marked as the blueprint says."""
        return Recipe(formats, structs.replace(asked, wrong=self.blueprint.sitting.wrong or Fraction(0)))


def digest(text: str) -> str:
    """That of a text in exam.json."""
    return hashed(text.encode(errors="surrogatepass")).hexdigest()


def read(asked: Asked, wished: Wished, seed: Seed, wrong: Fraction | None) -> Exam:
    """The exam of a blueprint; raises UsageError for all that is wrong there, and for earlier exams."""
    text = asked.text
    exam = parse(text, asked.where, asked.folder, look=asked.look).marked(wrong)
    sat = exam.printed(large=wished.large_print, extra=wished.extra_time)
    roster = rostered(wished, timed=sat.sitting.duration > 0)
    calibration = calibrated(Path(wished.calibration)) if wished.calibration else None
    return Exam(asked.name, text, sat, wished, seed, excluded(wished.earlier), roster, calibration)


def calibrated(path: Path) -> Calibration:
    """The observed difficulties of a file; raises UsageError where there is none."""
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; --calibration takes difficulty.json of 'quizgen analyze'")
    return calibration_of(files.text(path), path.name)
