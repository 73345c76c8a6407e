"""Portions of a cell's questions, asked and made in one process for another, which decides what joins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from quizgen import catalog
from quizgen.blueprint.candidates import Newcomer, marks, newcomer
from quizgen.blueprint.cells import Opened
from quizgen.blueprint.cues import Printed, printed
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import Refusal
from quizgen.jobs.recipe import Made, Recipe
from quizgen.jobs.references import Reference
from quizgen.jobs.steps import made_in_steps
from quizgen.memory.cache import memory
from quizgen.model import Question

OPEN = 4_096
"""So many cells stay open; an exam has some for each of its places."""


class Portion(Struct, frozen=True):
    """``count`` questions of a cell from the one with the number ``start`` on."""

    cell: Reference
    start: int
    count: int


class Answer(Struct, frozen=True):
    """A question as far as others are concerned, and what was made of it, or why it is faulty or ``refused``.

    ``printed`` is there for the first of each sort of stems in a portion.
    """

    marks: frozenset[int]
    newcomer: Newcomer
    printed: Printed | None
    made: Made | QuizgenError | None
    refused: Refusal | None = None


class Answers(Struct, frozen=True):
    """A portion's questions, fewer than it wants where the cell has no more or where asking one failed."""

    every: tuple[Answer, ...]
    fault: QuizgenError | None = None


class Batch(Struct, frozen=True):
    """Portions that are done together, for one seed."""

    seed: str
    recipe: Recipe
    portions: tuple[Portion, ...]


class Report(Struct, frozen=True):
    """What a batch gives, portion by portion, and what is wrong with stored files that were of no use."""

    portions: tuple[Answers, ...]
    notes: tuple[str, ...]


class _Asked(Struct, frozen=True):
    """A portion's questions, and what asking the next one raised, if anything."""

    questions: tuple[Question, ...]
    fault: QuizgenError | None


def done(batch: Batch) -> Report:
    """Asks and makes what a batch wants."""
    recipe = batch.recipe
    asked = [_asked(portion, batch.seed) for portion in batch.portions]
    refused = [[recipe.refusal(question) for question in one.questions] for one in asked]
    shown = [
        question
        for one, why in zip(asked, refused, strict=True)
        for question, refusal in zip(one.questions, why, strict=True)
        if refusal is None
    ]
    made = iter(made_in_steps(recipe, shown))
    answers = tuple(
        Answers(tuple(_each(one.questions, why, made)), one.fault) for one, why in zip(asked, refused, strict=True)
    )
    return Report(answers, tuple(memory().decks.faults()))


def _asked(portion: Portion, seed: str) -> _Asked:
    every: list[Question] = []
    try:
        for one in islice(opened(portion.cell, seed).onward(portion.start), portion.count):
            every.append(one)  # noqa: PERF402 - those before a fault count
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        return _Asked(tuple(every), told(error))
    return _Asked(tuple(every), None)


def _each(
    questions: Iterable[Question], refused: Iterable[Refusal | None], made: Iterator[Made | Exception]
) -> Iterator[Answer]:
    """The answers of a portion; ``made`` has what becomes of those that are not refused."""
    seen: set[str] = set()
    for question, refusal in zip(questions, refused, strict=True):
        new = newcomer(question)
        first = printed(question) if new.stem not in seen else None
        seen.add(new.stem)
        yield Answer(marks(question), new, first, None if refusal else _sent(next(made)), refusal)


def _sent(made: Made | Exception) -> Made | QuizgenError:
    """What becomes of a question, as it travels; what is wrong with one that nobody takes is never told."""
    return told(made) if isinstance(made, Exception) else made


def told(error: Exception) -> QuizgenError:
    """The error as it travels to another process: that of a plug-in as a sentence; raises a fault of quizgen's own."""
    if isinstance(error, QuizgenError):
        return error
    sentence = catalog.fault_of_plugin(error)
    if not sentence:
        raise error
    return QuizgenError(sentence)


@lru_cache(OPEN)
def opened(cell: Reference, seed: str) -> Opened:
    """The cell for a seed, as it was left in this process or anew: a later portion is found sooner.

    It is the same wherever it is asked.
    """
    return Opened(cell.cell(), seed)
