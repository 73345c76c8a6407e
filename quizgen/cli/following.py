"""``--keep``: an exam that leaves the slots as they are in an earlier run, and tells where it cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quizgen import resources
from quizgen.answers.keyed import letters
from quizgen.blueprint.filling import Filling
from quizgen.blueprint.forms import Draft
from quizgen.blueprint.slots import Slot
from quizgen.cli import exam_file
from quizgen.cli.errors import remark
from quizgen.cli.exam_file import ExamFile, FormRecord
from quizgen.cli.exam_folder import EXAM
from quizgen.cli.examining import Exam
from quizgen.cli.options import Seed
from quizgen.errors import UsageError

SHOWN = 3
"""So many slots are named."""
WORTH = {"points", "id"}
"""Keys of a slot that change no question of it."""


class Before(Struct, frozen=True):
    """An earlier run, by its exam.json."""

    path: Path
    file: ExamFile
    exam: Exam

    def seed(self, given: Seed) -> Seed:
        """The run's, unless one was given; raises UsageError where that is another one."""
        if not given.new and given.text != self.file.seed:
            raise UsageError(f"--keep: {self.path} was made with another seed; leave --seed out, and its own is taken")
        return Seed(self.file.seed, new=False)

    def followed_by(self, exam: Exam) -> Exam:
        """The exam with what it keeps of the run; raises UsageError where they have not one id."""
        old, new = self.exam.blueprint, exam.blueprint
        if old.id != new.id:
            raise UsageError(
                f"--keep: {self.path} is the exam '{old.id}', and this is '{new.id}': write id = \"{old.id}\" into the "
                "blueprint if it is the same"
            )
        filling = Filling(old, self.file.seed, self.exam.old, repeat=self.exam.wished.repeat or old.repeat)
        return replace(exam, blueprint=replace(new, followed=(*old.followed, filling.earlier)), seen=self.watch)

    def watch(self, drafts: Iterator[Draft], exam: Exam) -> Iterator[Draft]:
        """The same forms; after them it says which slots have other questions though nobody changed them."""
        old, new = ({one.id: _asked(one) for one in every.blueprint.slots} for every in (self.exam, exam))
        stayed = {name for name, asked in old.items() if new.get(name) == asked}
        had = {form.form: _by_slot(_recorded(form)) for form in self.file.forms}
        others: dict[str, None] = {}
        for draft in drafts:
            now = _by_slot(_drawn(draft))
            before = had.get(draft.name, now)
            others |= {slot: None for slot in now if slot in stayed and now[slot] != before.get(slot)}
            yield draft
        if others:
            names = ", ".join([*others][:SHOWN])
            more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
            remark(
                f"Note: not as in {self.path}, though nothing was changed there: {names}{more}. They gave up families, "
                "letters or questions that another slot needed."
            )


def before(named: str) -> Before:
    """The run of a folder or an exam.json; raises UsageError where there is none, QuizgenError for a damaged file."""
    path = Path(named)
    file = exam_file.read(path if path.is_file() else path / EXAM)
    if file.quizgen != resources.version():
        raise UsageError(
            f"--keep: {path} was made by quizgen {file.quizgen}, and this is {resources.version()}, which may draw "
            "other items: leave --keep out"
        )
    return Before(path, file, file.exam(named))


def _recorded(form: FormRecord) -> Iterator[tuple[str, str]]:
    """Each question's slot, and its item with its letters."""
    for one in form.questions:
        yield one["slot"], f"{one['item']} {[part['letters'] for part in one['parts']]}"


def _drawn(draft: Draft) -> Iterator[tuple[str, str]]:
    """The same of a form that is drawn."""
    for seat in draft.seats:
        yield seat.slot, f"{seat.question.id} {[letters(part.answer) for part in seat.question.parts]}"


def _by_slot(questions: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for slot, one in sorted(questions):
        found[slot].append(one)
    return found


def _asked(slot: Slot) -> str:
    """All that a slot says of its questions."""
    return repr(sorted((key, value) for key, value in slot.entries.values.items() if key not in WORTH))
