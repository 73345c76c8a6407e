"""What students answered in one exam, and what that is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field

from quizgen.errors import UsageError
from quizgen.marking.marks import QuestionMark, lowest, marked
from quizgen.marking.records import ExamKept, FormKept, QuestionKept


class Sheet(Struct, frozen=True):
    """The answers of one student to a form: for each question what stands in its columns, () if it was not asked.

    ``who`` is a number or a name, or empty where none is told. ``sitting`` is the id of what was sat in a terminal.
    """

    who: str
    form: FormKept
    answers: tuple[tuple[str, ...], ...]
    sitting: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was answered."""
        return not any(text.strip("; ") for texts in self.answers for text in texts)


class Intake(Struct, frozen=True):
    """The sheets of a file, how much was left out, by why, and in sentences what its readers have to know of that."""

    sheets: tuple[Sheet, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def together(every: Sequence[Intake]) -> Intake:
    """The sheets of several files of one exam; raises UsageError for a student who is in two."""
    left_out: Counter[str] = Counter()
    seen: set[str] = set()
    sittings: set[str] = set()
    for intake in every:
        left_out.update(intake.left_out)
        names = {sheet.who for sheet in intake.sheets if sheet.who}
        if twice := names & seen:
            raise UsageError(f"'{min(twice)}' is in two of the files of one exam; leave one, or give each its --exam")
        seen |= names
        own = {sheet.sitting for sheet in intake.sheets if sheet.sitting}
        if own & sittings:
            raise UsageError("two of the files hold the same sitting, of somebody without number and name; leave one")
        sittings |= own
    sheets = tuple(sheet for intake in every for sheet in intake.sheets)
    return Intake(sheets, dict(left_out), tuple(note for intake in every for note in intake.notes))


class Answered(Struct, frozen=True):
    """A student's answer to a question: its mark, and how much of the rest of the form the same student got.

    ``taker`` counts students over all exams, ``exam`` counts exams; ``place`` is the question's in its slot, from 0.
    ``score`` is a share of the points from 0 to 1, None as long as the answer is doubtful. ``rest`` is a share of all
    other points, less what students of the same form have on average; None where no other answer was marked.
    """

    taker: int
    exam: int
    form: FormKept
    question: QuestionKept
    place: int
    mark: QuestionMark
    score: float | None
    rest: float | None

    @property
    def earned(self) -> float | None:
        """The share of the points that counts in the exam: below zero where a wrong option costs something."""
        return None if self.mark.points is None else float(self.mark.points / self.question.points)


class Taker(Struct, frozen=True):
    """A student in an exam, who was asked for so many ``points``.

    ``total`` is the share of those that were marked, less what wrong options cost; ``lowest`` what it might have been.
    """

    who: str
    form: FormKept
    points: Fraction
    total: Fraction
    lowest: Fraction


class Sitting(Struct, frozen=True):
    """An exam with everything that was answered in it."""

    number: int
    exam: ExamKept
    takers: tuple[Taker, ...]
    answers: tuple[Answered, ...]
    left_out: Mapping[str, int]
    doubtful: int


def sitting(number: int, exam: ExamKept, intake: Intake, before: int = 0) -> Sitting:
    """Marks all sheets; ``before`` students were in earlier exams.

    Sheets without any answer are left out and counted, and so are those without any that is settled.
    """
    marker = _Marker(exam.wrong)
    answered = [(sheet, marker.marks(sheet)) for sheet in intake.sheets if not sheet.empty]
    rows = [_Row(sheet, marks) for sheet, marks in answered if any(map(_settled, marks))]
    rests = [[row.rest(place) for place in range(len(row.marks))] for row in rows]
    means = _means(rows, rests)
    answers: list[Answered] = []
    for taker, (row, rest) in enumerate(zip(rows, rests, strict=True), before):
        form = row.sheet.form
        placed = zip(form.questions, _places(form), row.marks, row.scores, rest, strict=True)
        answers += [
            Answered(taker, number, form, one, place, mark, score, _beside(found, form, one, means))
            for one, place, mark, score, found in placed
            if mark is not None
        ]
    counted = Counter(intake.left_out)
    counted["empty"] += len(intake.sheets) - len(answered)
    counted["unsettled"] += len(answered) - len(rows)
    left_out = {why: many for why, many in counted.items() if many}
    takers = tuple(row.taker(exam.wrong) for row in rows)
    return Sitting(number, exam, takers, tuple(answers), left_out, sum(one.score is None for one in answers))


class _Marker:
    """Marks sheets, of which many have the same answers to the same questions."""

    def __init__(self, wrong: Fraction | None) -> None:
        self._wrong = wrong
        self._known: dict[tuple[int, tuple[str, ...]], QuestionMark] = {}

    def marks(self, sheet: Sheet) -> list[QuestionMark | None]:
        """Those of all questions of a sheet; None for what was not asked."""
        pairs = zip(sheet.form.questions, sheet.answers, strict=True)
        return [self._mark(one, texts) if texts else None for one, texts in pairs]

    def _mark(self, question: QuestionKept, texts: tuple[str, ...]) -> QuestionMark:
        key = id(question), texts
        if key not in self._known:
            self._known[key] = marked(question, texts, self._wrong)
        return self._known[key]


def _settled(mark: QuestionMark | None) -> bool:
    """Whether there is an answer, and points for it."""
    return mark is not None and mark.points is not None and any(part.state != "blank" for part in mark.parts)


class _Row:
    """A sheet with its marks, and the share of each question's points, not below 0; None of what has no points."""

    def __init__(self, sheet: Sheet, marks: Sequence[QuestionMark | None]) -> None:
        self.sheet, self.marks = sheet, marks
        self._known = [
            (question, mark.points)
            for question, mark in zip(sheet.form.questions, marks, strict=True)
            if mark is not None and mark.points is not None
        ]
        self.scores = [
            None if mark is None or mark.points is None else float(max(mark.points, Fraction(0)) / question.points)
            for question, mark in zip(sheet.form.questions, marks, strict=True)
        ]

    def rest(self, without: int) -> float | None:
        """The share of the points of all other questions that were marked."""
        held = [
            (float(question.points), score)
            for place, (question, score) in enumerate(zip(self.sheet.form.questions, self.scores, strict=True))
            if place != without and score is not None
        ]
        most = sum(points for points, _ in held)
        return sum(points * score for points, score in held) / most if most else None

    def taker(self, wrong: Fraction | None) -> Taker:
        """The student, where something was marked."""
        asked = [
            question for question, mark in zip(self.sheet.form.questions, self.marks, strict=True) if mark is not None
        ]
        most = _sum(question.points for question, _ in self._known)
        total = _sum(points for _, points in self._known) / most
        least = _sum(lowest(question, wrong) for question, _ in self._known) / most
        return Taker(self.sheet.who, self.sheet.form, _sum(one.points for one in asked), total, least)


def _sum(points: Iterable[Fraction]) -> Fraction:
    return sum(points, Fraction(0))


def _means(rows: list[_Row], rests: list[list[float | None]]) -> dict[tuple[str, int], float]:
    """The mean rest of each form's students by place; of all students, where each has a form of his own."""
    found: dict[tuple[str, int], list[float]] = {}
    for row, every in zip(rows, rests, strict=True):
        form = row.sheet.form
        for question, rest in zip(form.questions, every, strict=True):
            if rest is not None:
                found.setdefault((form.seal, question.place), []).append(rest)
                found.setdefault(("", question.place), []).append(rest)
    return {key: sum(rest) / len(rest) for key, rest in found.items() if len(rest) > 1 or not key[0]}


def _beside(
    rest: float | None, form: FormKept, question: QuestionKept, means: Mapping[tuple[str, int], float]
) -> float | None:
    """The rest less what others have there."""
    if rest is None:
        return None
    return rest - means.get((form.seal, question.place), means["", question.place])


def _places(form: FormKept) -> Iterator[int]:
    """For each question how many of its slot stand before it."""
    seen: dict[str, int] = {}
    for question in form.questions:
        yield seen.setdefault(question.slot, 0)
        seen[question.slot] += 1
