"""Questions as tab-delimited text, which Blackboard (Original and Ultra) uploads into a test or a pool.

A row for each question: what it is, its text, its answers (https://help.blackboard.com, “Upload questions”). Texts are
HTML. There is no place for points, feedback, solutions and pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice

from msgspec import Struct

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.errors import QuizgenError
from quizgen.formats.blackboard.gaps import blanks, gapped
from quizgen.formats.frames import ENGLISH
from quizgen.formats.plain import marks, pages
from quizgen.formats.plain.spellings import plain
from quizgen.formats.protocol import File, Options, Spool, file_name
from quizgen.model import KINDS, Form, Item, Kind, Question

ROWS, BLANKS = 250, 10
"""The most questions of a file, and blanks of a question."""
SIDES = {"true", "false"}


class BlackboardFormat(Struct, frozen=True):
    """Questions for a test or a pool."""

    name: str = "blackboard"
    suffix: str = ".blackboard.txt"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = f"tab-delimited text that Blackboard uploads, in files of {ROWS} questions at most"
    untitled: bool = True

    def refusal(self, question: Question) -> str | None:
        """Why the text cannot hold it."""
        if pages.pictures(question):
            return "it has a picture, and the text takes none"
        if len(question.parts) > 1 or isinstance(question.parts[0].answer, Grid):
            return _of_blanks(question)
        match question.parts[0].answer:
            case Matching() as answer if len(answer.options) > len(answer.prompts):
                return "an answer belongs to nothing, and each answer needs its question"
            case Numerical(key=key) if isinstance(key, tuple) or not plain(key):
                return "its answer is a shape or a fraction, and the text takes a decimal"
        return None

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """Files for each form; raises UsageError for an exam with marks that the text does not have."""
        for form in forms:
            marks.require_free(self.name, options)
            marks.require_alike(self.name, form)
            rows = (_row(item, form.sitting.language) for item in form.items)
            yield from self.joined(form, rows, options)

    def piece(self, item: Item, options: Options) -> str:
        """The question's row."""
        del options
        return _row(item, ENGLISH)

    def joined(self, form: Form, pieces: Iterable[str], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """As many files as it takes, each with as many rows as Blackboard reads before it gives up waiting."""
        del spool
        rows, number = iter(pieces), 1
        while (some := list(islice(rows, ROWS))) or number == 1:
            note = f"part-{number}" if number > 1 else ""
            yield File(file_name(form, options, self.suffix, note=note), ["".join(some).encode()])
            number += 1


def _of_blanks(question: Question) -> str | None:
    """Why several numbers cannot be asked for in one text."""
    asked = blanks(question)
    if not asked:
        return "it has parts that are no numbers, and the text has blanks for numbers only"
    if len(asked) > BLANKS:
        return f"it asks for more than {BLANKS} numbers, and a text has no more blanks"
    rounded = any(one.tolerance for one in asked)
    return "its answers may be rounded, and blanks are compared letter by letter" if rounded else None


def _row(item: Item, language: str) -> str:
    return "\t".join(_cells(item, language)) + "\r\n"


def _cells(item: Item, language: str) -> list[str]:
    question = item.question
    if len(question.parts) > 1 or isinstance(question.parts[0].answer, Grid):
        return _blanks(question, language)
    shown = pages.asked(question, language)
    match question.parts[0].answer:
        case Choice(two_sided=True) as answer if {one.text.template.lower() for one in answer.options} == SIDES:
            return ["TF", shown, answer.key.text.template.lower()]
        case Choice() | Multiple() as answer:
            kind = "MC" if isinstance(answer, Choice) else "MA"
            marked = (
                (pages.line(option.text), "correct" if place in answer.correct else "incorrect")
                for place, option in enumerate(answer.options)
            )
            return [kind, shown, *(cell for pair in marked for cell in pair)]
        case Numerical(key=key, tolerance=tolerance) if not isinstance(key, tuple):
            return ["NUM", shown, plain(key), *([plain(tolerance)] if tolerance else [])]
        case Matching() as answer:
            pairs = ((pages.line(prompt), pages.line(option.text)) for prompt, option in answer.pairs)
            return ["MAT", shown, *(cell for pair in pairs for cell in pair)]
        case Ordering() as answer:
            return ["ORD", shown, *(pages.line(answer.steps[place]) for place in answer.places)]
        case _:
            raise QuizgenError(f"Blackboard's text has no question that asks for what {item.id} asks for")


def _blanks(question: Question, language: str) -> list[str]:
    """A text with blanks; an empty cell parts what is right in one from the next."""
    shown, every = gapped(question, language)
    cells = ["FIB_PLUS", shown]
    for number, (name, right) in enumerate(every):
        cells += ([""] if number else []) + [name, *right]
    return cells


FORMAT = BlackboardFormat()
