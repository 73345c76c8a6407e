"""How an answer is given on paper that LaTeX sets: its macro in the template and what that needs; points."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Multiple, Numerical, Option
from quizgen.formats.frames import Frame
from quizgen.formats.points import number
from quizgen.formats.typst import parts as typst_parts
from quizgen.formats.working import lines
from quizgen.model import Item, Sitting
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

ROW = 52
"""Letters of options that stand in one row."""
HEADING = 26
"""Letters of a row's heading that stand on one line."""
ROOM = {False: (80, 34, 1.7), True: (45, 31, 1.1)}
"""Letters of a line, lines of two thirds of a page, and how many of them a line to work on is; then in large print,
where a question may take a whole page."""
RULE = "│"
"""What parts the columns of a table, whose rows are never broken."""
FIGURE = 12
"""Lines of a figure."""


class Sheet(Struct, frozen=True):
    """The macro of ``latex/answers.tex.j2`` that sets an answer, and what it is given.

    ``environment`` is the one of the class ``exam`` in which options stand, ``columns`` those of a table; ``places``
    are the letters that belong on lines, ``lines`` how many there are to work on.
    """

    macro: str
    hint: str
    lines: int
    places: tuple[str, ...]
    environment: str = ""
    columns: str = ""


def sheet(answer: Answer, words: Frame) -> Sheet:
    """How an answer is given: as on the PDF, in the frame's words."""
    paper = typst_parts.sheet(answer, words)
    options = answer.options if isinstance(answer, Choice | Multiple) else ()
    columns = _columns(answer) if isinstance(answer, Grid) else ""
    return Sheet(paper.macro, paper.hint, paper.lines, paper.places, _environment(options), columns)


def height(item: Item, sitting: Sitting, words: Frame) -> int:
    """About how many lines a question's words, figures and first answer take: so much room it finds on its page.

    What would take much more than that may be parted from its beginning.
    """
    row, page, work = ROOM[sitting.large]
    first = item.question.parts[0]
    stem = [0 if RULE in line else len(line) for line in TERMINAL.text(item.question.stem).splitlines() if line]
    shown = () if isinstance(first.answer, Numerical | Grid) else first.answer.options
    texts = [*stem, *_letters((first.prompt, *(option.text for option in shown)))]
    figures = FIGURE * sum(1 for _ in item.question.drawn("stem"))
    room = work * lines(item, 0, sitting, words)
    whole = ceil(1.1 * sum(1 + letters // row for letters in texts) + room) + figures + 2
    return whole if whole <= page else 5


def _environment(options: tuple[Option, ...]) -> str:
    """Short options share a row."""
    letters = _letters(option.text for option in options)
    return "oneparchoices" if sum(letters) + 4 * len(letters) <= ROW else "choices"


def _columns(grid: Grid) -> str:
    """The headings of the rows, in lines where they are long, then columns that share the rest."""
    long = max(_letters((grid.corner, *grid.rows))) > HEADING
    head = ">{\\raggedright\\arraybackslash}p{0.4\\linewidth}" if long else "l"
    return "|".join((head, *("C" for _ in grid.columns)))


def _letters(texts: Iterable[Text]) -> list[int]:
    return [len(TERMINAL.line(text)) for text in texts]


def pointed(value: Fraction) -> str:
    r"""Points as the class ``exam`` counts them, ``2\half``; others as a number or a fraction."""
    whole, rest = divmod(value, 1)
    return f"{whole or ''}\\half" if rest == Fraction(1, 2) else number(value)


def countable(values: Iterable[Fraction]) -> bool:
    """Whether the class can add them."""
    return all((2 * value).denominator == 1 for value in values)
