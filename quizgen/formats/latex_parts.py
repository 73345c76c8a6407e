"""How an answer is given on paper that LaTeX sets: its macro in the template and what that needs; points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from quizgen.answers import Answer, Choice, Grid, Multiple, Option
from quizgen.formats import typst_parts
from quizgen.formats.frames import Frame
from quizgen.formats.points import number
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

ROW = 52
"""Letters of options that stand in one row."""
HEADING = 26
"""Letters of a row's heading that stand on one line."""


@dataclass(frozen=True, slots=True)
class Sheet:
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
