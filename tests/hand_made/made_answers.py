"""An answer of every kind, made by hand: of values, shapes and words, each wrong one with its mistake."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from quizgen.answers import (
    Answer,
    Choice,
    Concept,
    Grid,
    Matching,
    Multiple,
    Number,
    Numerical,
    Option,
    Ordering,
    Slip,
    Values,
)
from quizgen.answers.values import written
from quizgen.math.reader import read
from quizgen.text import Text

CONCEPT = Concept("counts-wrongly", "counts wrongly", Text("Count the first one too."), "L11")


def slip(name: str, feedback: str = "The first one counts too.") -> Slip:
    """A mistake of the only concept."""
    return Slip(name, CONCEPT, Text(feedback))


def number(value: Number | Values, mistake: str = "", *follows: str) -> Option:
    """A value on offer; a wrong one names its mistake, and how the same mistake follows from earlier answers."""
    return Option(written(value), value, slip(mistake) if mistake else None, follows=tuple(map(read, follows)))


def words(text: str, mistake: str = "") -> Option:
    """Words on offer."""
    return Option(Text(text), Text(text), slip(mistake) if mistake else None)


CHOICE = Choice((number(26, "one-less"), number(27), number(28, "one-more"), number(30, "three-more")), 1)
TRUE_OR_FALSE = Choice((words("True", "believes-it"), words("False")), 1, two_sided=True)
MULTIPLE = Multiple(
    (words("The scale"), words("The mean", "learns-buffers"), words("The shift"), words("The batch", "learns-all")),
    frozenset({0, 2}),
)
OVERLOOKED = Multiple(
    (
        replace(words("The scale"), overlooked=slip("forgets-scale")),
        words("The mean", "learns-buffers"),
        replace(words("The shift"), overlooked=slip("forgets-shift")),
    ),
    frozenset({0, 2}),
)
ALL_RIGHT = Multiple((words("The scale"), words("The shift")), frozenset({0, 1}))
NUMERICAL = Numerical(27, (number(26, "one-less"), number(28, "one-more")))
SHAPE = Numerical((16, 14, 14), (number((16, 13, 13), "one-less"),))
MATCHING = Matching(
    (Text("`Conv2d`"), Text("`Linear`")),
    (words("Features", "mixes-up"), words("Nothing", "invents"), words("Channels", "mixes-up")),
    (2, 0),
)
ORDERING = Ordering((Text("Scale."), Text("Average."), Text("Centre.")), (1, 2, 0), slip("scales-first"))
GRID = Grid(
    rows=(Text("`Conv2d`"), Text("`MaxPool2d`")),
    columns=(Text("size"), Text("parameters")),
    cells=(
        (Numerical(28, (number(29, "one-more"),), names=("o_1",)), Numerical(156, (number(150, "no-biases"),))),
        (Numerical(14, (number(15, "rounds-up"),), names=("o_2",), follows=(read("floor(o_1/2)"),)), Text("none")),
    ),
    corner=Text("layer"),
    about=Text("What each layer gives"),
)
ANSWERS: Mapping[str, Answer] = {
    "choice": CHOICE,
    "true-or-false": TRUE_OR_FALSE,
    "multiple": MULTIPLE,
    "multiple, all right": ALL_RIGHT,
    "numerical": NUMERICAL,
    "shape": SHAPE,
    "matching": MATCHING,
    "ordering": ORDERING,
    "grid": GRID,
}
