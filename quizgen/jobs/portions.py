"""Portions of a cell's questions, asked and made in one process for another, which decides what joins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from quizgen import catalog
from quizgen.blueprint.candidates import Newcomer, marks, newcomer
from quizgen.blueprint.cells import Opened
from quizgen.blueprint.cues import Printed, printed
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import Refusal
from quizgen.jobs.recipe import Made, Recipe
from quizgen.jobs.references import Reference
from quizgen.memory.cache import memory
from quizgen.model import Question

OPEN = 4_096
"""So many cells stay open; an exam has some for each of its places."""


@dataclass(frozen=True, slots=True)
class Portion:
    """``count`` questions of a cell from the one with the number ``start`` on."""

    cell: Reference
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as far as others are concerned, and what was made of it, or why it is faulty or ``refused``.

    ``printed`` is there for the first of each sort of stems in a portion.
    """

    marks: frozenset[int]
    newcomer: Newcomer
    printed: Printed | None
    made: Made | QuizgenError | None
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """A portion's questions, fewer than it wants where the cell has no more or where asking one failed."""

    every: tuple[Answer, ...]
    fault: QuizgenError | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Portions that are done together, for one seed."""

    seed: str
    recipe: Recipe
    portions: tuple[Portion, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch gives, portion by portion, and what is wrong with stored files that were of no use."""

    portions: tuple[Answers, ...]
    notes: tuple[str, ...]


def done(batch: Batch) -> Report:
    """Asks and makes what a batch wants."""
    answers = tuple(_answers(portion, batch) for portion in batch.portions)
    return Report(answers, tuple(memory().decks.faults()))


def _answers(portion: Portion, batch: Batch) -> Answers:
    every: list[Answer] = []
    try:
        questions = opened(portion.cell, batch.seed).onward(portion.start)
        for one in _each(islice(questions, portion.count), batch.recipe):
            every.append(one)  # noqa: PERF402 - those before a fault count
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        return Answers(tuple(every), told(error))
    return Answers(tuple(every))


def _each(questions: Iterable[Question], recipe: Recipe) -> Iterator[Answer]:
    seen: set[str] = set()
    for question in questions:
        new = newcomer(question)
        first = printed(question) if new.stem not in seen else None
        seen.add(new.stem)
        refused = recipe.refusal(question)
        yield Answer(marks(question), new, first, None if refused else _made(question, recipe), refused)


def _made(question: Question, recipe: Recipe) -> Made | QuizgenError:
    """What becomes of the question; what is wrong with one that nobody takes is never told."""
    try:
        return recipe.made(question)
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        return told(error)


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
