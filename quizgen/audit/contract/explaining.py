"""Who writes a foreseen wrong number is told that very mistake, and a way to it that comes to what was written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quizgen.answers import Answer, Filled, Given, Grid, Numerical, Option, Values, Written
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components, single
from quizgen.asking.source import Audited
from quizgen.diagnosis import Diagnosis, diagnosed
from quizgen.diagnosis.saying import tells
from quizgen.math.nested import nested
from quizgen.math.tree import Relation
from quizgen.model import Level, Question
from quizgen.text import Text
from quizgen.text.expressions import expressions

FEW, SEED = 1, "1"
NUMBERS = ("numerical", "grid", "parts")


def explained(source: Audited, level: Level) -> Iterator[str]:
    """All foreseen numbers of some questions."""
    for kind in (kind for kind in source.kinds if kind in NUMBERS):
        for question in islice(source.draw(level, kind, SEED), FEW):
            yield from (f"at {question.where}: {fault}" for fault in wrong_words(question))


def wrong_words(question: Question) -> Iterator[str]:
    """What is wrong in what is said about foreseen wrong numbers of a question."""
    for part, cell, option, given in foreseen(question):
        found = [one for one in diagnosed(question, part, given) if one.place == cell]
        said = [slip.id for one in found for slip in one.slips]
        wrote = components_of(option)
        if option.slip is None or said != [option.slip.id]:
            told = ", ".join(said) or "nothing"
            yield f"{_shown(wrote)} shows '{option.slip and option.slip.id}', but {told} is told"
        else:
            yield from _faults(question, found[0], wrote, option)


def _faults(question: Question, found: Diagnosis, wrote: Values, option: Option) -> Iterator[str]:
    name = option.slip.id if option.slip else ""
    if found.first is not None and tells(question, found.first):
        yield f"what is said of '{name}' before another try tells the key"
    for line in found.how:
        values = worth(line)
        near = any(-option.tolerance <= values[0] - number <= option.tolerance for number in wrote)
        if len({*values}) != 1 or not near:
            yield f"the way of '{name}' to {_shown(wrote)} comes to {', '.join(map(str, values))}"


def worth(line: Text) -> Values:
    """What each side of a worked formula comes to."""
    (shown,) = expressions(line.template)
    sides = shown.parts if isinstance(shown, Relation) else (shown,)
    return tuple(nested(side)(line.values) for side in sides)  # type: ignore[arg-type]  # all are numbers


def foreseen(question: Question) -> Iterator[tuple[int, int, Option, Given]]:
    """Each foreseen wrong number: its part and cell, the option, and an answer with all other cells right."""
    for number, part in enumerate(question.parts):
        cells = part.answer.open if isinstance(part.answer, Grid) else (part.answer,)
        for place, cell in enumerate(one for one in cells if isinstance(one, Numerical)):
            for option in cell.foreseen:
                wrote = Written(components_of(option))
                yield number, place, option, _answer(part.answer, place, wrote)


def _answer(grid: Answer, place: int, wrote: Written) -> Filled | Written:
    if not isinstance(grid, Grid):
        return wrote
    right = [Written(components(cell.key)) for cell in grid.open]
    return Filled((*right[:place], wrote, *right[place + 1 :]))


def _shown(values: Values) -> str:
    return str(single(values))
