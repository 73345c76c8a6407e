"""What students answered in one exam, and what that is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field

from quizgen.errors import UsageError
from quizgen.marking.marks import QuestionMark, marked
from quizgen.marking.records import ExamKept, FormKept, QuestionKept


class Sheet(Struct, frozen=True):
    """The answers of one student to a form: for each question what stands in its columns.

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
    """The sheets of a file, how many rows were left out, by why, and whether a student may have several attempts."""

    sheets: tuple[Sheet, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    has_attempts: bool = False


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
    return Intake(tuple(sheet for intake in every for sheet in intake.sheets), dict(left_out))


class Answered(Struct, frozen=True):
    """A student's answer to a question: its mark, and how much of the rest of the form the same student got.

    ``taker`` counts students over all exams, ``exam`` counts exams; ``place`` is the question's in its slot, from 0.
    ``score`` is a share of the points from 0 to 1, None as long as the answer is doubtful. ``rest`` is a share of all
    other points, less what students of the same form have on average.
    """

    taker: int
    exam: int
    form: FormKept
    question: QuestionKept
    place: int
    mark: QuestionMark
    score: float | None
    rest: float


class Taker(Struct, frozen=True):
    """A student in an exam, with a share of all points that were marked."""

    who: str
    form: FormKept
    total: float
    points: Fraction


class Sitting(Struct, frozen=True):
    """An exam with everything that was answered in it."""

    number: int
    exam: ExamKept
    takers: tuple[Taker, ...]
    answers: tuple[Answered, ...]
    left_out: Mapping[str, int]
    doubtful: int


def sitting(number: int, exam: ExamKept, intake: Intake, before: int = 0) -> Sitting:
    """Marks all sheets; ``before`` students were in earlier exams. Empty sheets are left out and counted."""
    sheets = [sheet for sheet in intake.sheets if not sheet.empty]
    marker = _Marker(exam.wrong)
    every = [marker.marks(sheet) for sheet in sheets]
    shares = [_shares(sheet, marks) for sheet, marks in zip(sheets, every, strict=True)]
    rests = [[_rest(sheet, row, place) for place in range(len(row))] for sheet, row in zip(sheets, shares, strict=True)]
    means = _means(sheets, rests)
    answers: list[Answered] = []
    for taker, (sheet, marks, row, rest) in enumerate(zip(sheets, every, shares, rests, strict=True), before):
        placed = zip(sheet.form.questions, _places(sheet.form), marks, row, rest, strict=True)
        answers += [
            Answered(taker, number, sheet.form, one, place, mark, score, found - means[_group(sheet, means), one.place])
            for one, place, mark, score, found in placed
        ]
    takers = tuple(
        Taker(
            sheet.who, sheet.form, _total(sheet, row), sum((mark.points or Fraction(0) for mark in marks), Fraction(0))
        )
        for sheet, row, marks in zip(sheets, shares, every, strict=True)
    )
    empty = len(intake.sheets) - len(sheets) + intake.left_out.get("empty", 0)
    left_out = {**intake.left_out, **({"empty": empty} if empty else {})}
    return Sitting(number, exam, takers, tuple(answers), left_out, sum(one.score is None for one in answers))


class _Marker:
    """Marks sheets, of which many have the same answers to the same questions."""

    def __init__(self, wrong: Fraction | None) -> None:
        self._wrong = wrong
        self._known: dict[tuple[int, tuple[str, ...]], QuestionMark] = {}

    def marks(self, sheet: Sheet) -> list[QuestionMark]:
        """Those of all questions of a sheet."""
        return [self._mark(one, texts) for one, texts in zip(sheet.form.questions, sheet.answers, strict=True)]

    def _mark(self, question: QuestionKept, texts: tuple[str, ...]) -> QuestionMark:
        key = id(question), texts
        if key not in self._known:
            self._known[key] = marked(question, texts, self._wrong)
        return self._known[key]


def _shares(sheet: Sheet, marks: Iterable[QuestionMark]) -> list[float | None]:
    pairs = zip(sheet.form.questions, marks, strict=True)
    return [None if mark.points is None else float(max(mark.points, Fraction(0)) / one.points) for one, mark in pairs]


def _total(sheet: Sheet, shares: list[float | None]) -> float:
    return _rest(sheet, shares, -1)


def _rest(sheet: Sheet, shares: list[float | None], without: int) -> float:
    """The share of the points of all other questions that were marked."""
    held = [
        (float(question.points), share)
        for place, (question, share) in enumerate(zip(sheet.form.questions, shares, strict=True))
        if place != without and share is not None
    ]
    most = sum(points for points, _ in held)
    return sum(points * share for points, share in held) / most if most else 0.0


def _means(sheets: list[Sheet], rests: list[list[float]]) -> dict[tuple[str, int], float]:
    """The mean rest of each form's students by place; of all students, where each has a form of his own."""
    found: dict[tuple[str, int], list[float]] = {}
    for sheet, row in zip(sheets, rests, strict=True):
        for question, rest in zip(sheet.form.questions, row, strict=True):
            found.setdefault((sheet.form.seal, question.place), []).append(rest)
            found.setdefault(("", question.place), []).append(rest)
    return {key: sum(every) / len(every) for key, every in found.items() if len(every) > 1 or not key[0]}


def _group(sheet: Sheet, means: Mapping[tuple[str, int], float]) -> str:
    return sheet.form.seal if (sheet.form.seal, 1) in means else ""


def _places(form: FormKept) -> Iterator[int]:
    """For each question how many of its slot stand before it."""
    seen: dict[str, int] = {}
    for question in form.questions:
        yield seen.setdefault(question.slot, 0)
        seen[question.slot] += 1
