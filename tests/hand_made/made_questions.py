"""Questions made by hand around answers: of one part, and of several that follow from one another."""

from __future__ import annotations

from made_answers import GRID, number

from quizgen.answers import Answer, Numerical
from quizgen.asking.verify import verified
from quizgen.math.reader import read
from quizgen.model import Item, Part, Question
from quizgen.text import Text

SOLUTION = Text("It is so.")


def question(*parts: Part, stem: str = "What comes out?", topic: str = "output-size") -> Question:
    """A question that nobody measures."""
    return Question(
        id="hand-made",
        family="hand-made",
        topic=topic,
        level="easy",
        asks="output_size",
        params={},
        stem=Text(stem),
        parts=parts,
        source="by hand",
        where="by hand",
    )


def item(*answers: Answer, topic: str = "output-size") -> Item:
    """An item that asks for nothing but these answers."""
    return verified(question(*(Part(answer, (SOLUTION,)) for answer in answers), topic=topic))


def _solution(text: str, **values: int) -> tuple[Text, ...]:
    return (Text(text, values),)


SIZE = Part(
    Numerical(27, (number(26, "one-less"), number(28, "one-more")), names=("o",)),
    _solution("$$o == {n} - {k} + 1$$\n\n$$o == {o}$$", n=29, k=3, o=27),
    Text("How many rows come out?"),
)
POSITIONS = Part(
    Numerical(
        729,
        (number(54, "adds", "2*o"), number(728, "one-less")),
        names=("positions",),
        follows=(read("o**2"),),
    ),
    _solution("$$positions == o**2 == {o}**2 == {p}$$", o=27, p=729),
    Text("How many positions does each channel have?"),
)
VALUES = Part(
    Numerical(5832, (number(737, "adds", "8 + positions"),), follows=(read("8*positions"),)),
    _solution("$$8 * positions == 8 * {p} == {v}$$", p=729, v=5832),
    Text("How many values do 8 channels have?"),
)
LAYERS = Part(GRID, (SOLUTION,), Text("Fill in the table."))
LINKED = question(SIZE, POSITIONS, VALUES, stem="A map of 29 rows and columns meets a kernel of 3 × 3.")
