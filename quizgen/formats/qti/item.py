"""From an item to what QTI has of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.answers import CORRECT, Choice
from quizgen.answers.values import components
from quizgen.figures import svg
from quizgen.formats.frames import ENGLISH, frame, spoken
from quizgen.formats.names import name
from quizgen.formats.qti.asking import Asker, numbers
from quizgen.formats.qti.builder import Builder
from quizgen.formats.qti.model import NOTHING, Drawing, Feedback, Piece, QtiItem, Score, Variable
from quizgen.formats.qti.naming import identifier
from quizgen.formats.qti.numbers import decimal
from quizgen.formats.qti.weights import units
from quizgen.model import Item, Place, Question
from quizgen.text.speech import SPEECH

ALL_RIGHT = "ALL_RIGHT"


class Wishes(Struct, frozen=True):
    """What a wrong option costs, whether options in words are shuffled, and the language of the frame's words."""

    wrong: Fraction = Fraction(0)
    shuffle: bool = False
    language: str = ENGLISH


def qti(item: Item, place: str, wishes: Wishes) -> QtiItem:
    """An item with its place in an exam, if it has one; raises QuizgenError for a key that nobody can type."""
    asked, words = item.question, frame(wishes.language)
    alone = len(asked.parts) == 1 and numbers(asked.parts[0].answer) <= 1
    to = Builder(_names(asked), words.answer, alone=alone)
    asker = Asker(to, words, wishes.wrong, shuffle=wishes.shuffle)
    worth, total = units(item, wishes.wrong)
    pieces = []
    for number, (part, unit) in enumerate(zip(asked.parts, worth, strict=True)):
        to.letter = asked.letter(number)
        pieces.append(Piece(to.letter, part.prompt, asker.asked(part.answer, unit), part.solution))
    own = identifier(item)
    return QtiItem(
        id=own,
        title=name(item, place, wishes.language),
        language=spoken(item, wishes.language),
        stem=asked.stem,
        hyphen=words.hyphen if asked.signed and asked.numericals else "",
        pieces=tuple(pieces),
        responses=tuple(to.responses),
        variables=(*_own(asked, to), *to.variables),
        places=_places(to),
        rules=tuple(to.rules),
        score=_score(item, total, wishes.wrong),
        feedback=(Feedback(ALL_RIGHT, words.answer, NOTHING, CORRECT), *to.feedback.values()),
        solution=words.solution,
        stem_drawings=_drawings(asked, "stem", own),
        solution_drawings=_drawings(asked, "solution", own),
    )


def _names(asked: Question) -> dict[str, str]:
    """The numbers that some answer follows from, with the variables that hold the learner's own."""
    wanted = frozenset(name for part in asked.parts for name in part.after)
    return {one: f"OWN_{one}" for one, _ in _keys(asked) if one in wanted}


def _own(asked: Question, to: Builder) -> Iterator[Variable]:
    """Variables for the learner's own numbers, which are the right ones where nothing is written."""
    yield from (Variable(to.names[one], "float", key) for one, key in _keys(asked) if one in to.names)


def _places(to: Builder) -> tuple[int, ...]:
    steps = (len(one.correct) for one in to.responses if one.cardinality == "ordered")
    return tuple(range(1, max(steps, default=0) + 1))


def _keys(asked: Question) -> Sequence[tuple[str, str]]:
    """Every number that has a name, with its right value."""
    return [
        (one, decimal(number))
        for numerical in asked.numericals
        for one, number in zip(numerical.names, components(numerical.key), strict=False)
    ]


def _score(item: Item, total: int, wrong: Fraction) -> Score:
    risked = sum(
        (item.points_of(place) for place, part in enumerate(item.question.parts) if isinstance(part.answer, Choice)),
        Fraction(0),
    )
    return Score(decimal(item.points), total, total != item.points, decimal(-risked * wrong))


def _drawings(asked: Question, place: Place, own: str) -> tuple[Drawing, ...]:
    return tuple(
        Drawing(f"{own}-figure-{number}.svg", SPEECH.text(figure.alt), svg(figure))
        for number, figure in asked.drawn(place)
    )
