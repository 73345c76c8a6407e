"""A question as plain text for the terminal, wrapped to its width."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from fractions import Fraction
from string import ascii_lowercase
from typing import assert_never

import click

from quizgen import figures
from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.tables import Fill, table
from quizgen.answers.values import LONG
from quizgen.layers import arguments
from quizgen.model import Option, Place, Question, Value, Values
from quizgen.text import Text
from quizgen.text.columns import columns
from quizgen.text.joining import unended
from quizgen.text.terminal import TERMINAL, terminal
from quizgen.text.wrapping import DEEPER, fold, wrap

WIDEST = 88
NARROWEST = 30
TO_TYPE = 16
"""Columns that a number or a shape may take behind what is asked."""
_DRAWN, _BULLET = "│─┼┌└├┤┐┘", "• "


def room() -> int:
    """The columns of the terminal."""
    return max(NARROWEST, shutil.get_terminal_size((80, 24)).columns)


def width() -> int:
    """The columns of a line: the terminal's, but no more than is easy to read."""
    return min(WIDEST, room())


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Lines of running words wrapped; tables and drawings as they are, displays and code where they have room.

    ``indent`` stands before the first line, ``hanging`` (the same unless given) before the others.
    """
    rest = indent if hanging is None else hanging
    lines: list[str] = []
    for line in text.expandtabs(DEEPER).split("\n"):
        lines += _fitted(line, rest if lines else indent, rest)
    return "\n".join(lines)


def _fitted(line: str, start: str, rest: str) -> list[str]:
    """One line in as many as it takes."""
    if not line.strip():
        return [""]
    drawn = line.startswith(" ") or any(mark in line for mark in _DRAWN)
    if drawn and columns(start + line) <= width():
        return [start + line]
    if line.startswith(" "):
        return [start + one for one in fold(line, width() - columns(start))]
    return wrap(line, width(), start, rest + "  " * line.startswith(_BULLET))


def shown(text: Text, indent: str = "") -> str:
    """A text of the terminal's width."""
    return wrapped(terminal(width() - len(indent)).text(text), indent)


def letter(place: int) -> str:
    """The key that stands for an option."""
    return ascii_lowercase[place]


def heading(title: str) -> str:
    """A title of its own."""
    return click.style(wrapped(title), bold=True)


def about(question: Question) -> str:
    """Topic and level, and the points of what takes several answers; nothing that tells how it is solved."""
    worth = f", {points(question.points)}" if question.kind in LONG else ""
    return f"{topic(question.topic)}, {question.level}{worth}"


def topic(slug: str) -> str:
    """A topic within a line: ``output-size`` is “output size”."""
    return slug.replace("-", " ").replace("pytorch", "PyTorch")


def stem(question: Question) -> str:
    """The stem and its figures."""
    return "\n\n".join([shown(question.stem), *drawings(question, "stem")])


def prompt(question: Question, place: int) -> str:
    """What a part asks behind its letter, and its points; nothing where there is only one."""
    if not (name := question.letter(place)):
        return ""
    part = question.parts[place]
    return wrapped(f"({name}) {TERMINAL.text(part.prompt)} ({points(part.points)})")


def points(worth: Fraction) -> str:
    """``1 point``, ``2.5 points``."""
    return f"{number(worth)} {'point' if worth == 1 else 'points'}"


def cell(heading: Text) -> str:
    """What stands before a cell of a table is typed; on a line of its own where it leaves no room to type."""
    lines = wrapped(f"{TERMINAL.line(heading)}:")
    return f"{lines} " if columns(lines.rpartition("\n")[2]) < width() - TO_TYPE else f"{lines}\n"


def drawings(question: Question, place: Place) -> list[str]:
    """The figures that stand in that place, in box characters."""
    return [figures.box(figure, width()) for _, figure in question.drawn(place)]


def option(place: int, given: Option, indent: str = "  ") -> str:
    """An option behind its letter."""
    return wrapped(TERMINAL.line(given.text), f"{indent}{letter(place)})  ", f"{indent}    ")


def prompts(given: Sequence[Text]) -> str:
    """What the options are to be matched with, a line each behind its number."""
    return "\n".join(_numbered(number, text) for number, text in enumerate(given))


def _numbered(number: int, text: Text) -> str:
    return wrapped(TERMINAL.line(text), f"  {number + 1})  ", "      ")


def options(answer: Answer) -> str:
    """The options, a line each, after what they are to be matched with; a grid as a table; nothing for a number."""
    match answer:
        case Numerical():
            return ""
        case Grid():
            return grid(answer, lambda *_: "...")
        case Choice() | Multiple() | Ordering():
            return _offered(answer.options)
        case Matching():
            return f"{prompts(answer.prompts)}\n\n{_offered(answer.options)}"
        case _:
            assert_never(answer)


def _offered(given: Sequence[Option]) -> str:
    return "\n".join(option(place, one) for place, one in enumerate(given))


def grid(answer: Grid, fill: Fill) -> str:
    """A table to fill in, with what stands in its open cells."""
    return shown(Text("{grid}", {"grid": table(answer, fill)}))


def feedback(text: Text, indent: str = "  ") -> str:
    """A sentence about an answer."""
    return wrapped(TERMINAL.line(text), indent)


def key(answer: Answer) -> str:
    """What is right in a few words: a number, the right options; ``placed`` and ``grid`` show what takes more."""
    match answer:
        case Numerical():
            return value(answer.key)
        case Grid():
            return "what stands in this table"
        case Matching():
            return "this"
        case Ordering():
            return "this order"
        case Choice() | Multiple():
            right = ((place, answer.options[place]) for place in sorted(answer.correct))
            return "; ".join(f"{letter(place)}) {TERMINAL.line(unended(given.text))}" for place, given in right)
        case _:
            assert_never(answer)


def placed(answer: Matching | Ordering) -> str:
    """Each prompt with what belongs to it, or the steps in the right order."""
    if isinstance(answer, Matching):
        return "\n".join(pair(answer, number) for number in range(len(answer.prompts)))
    return "\n".join(option(place, answer.options[place]) for place in answer.places)


def pair(answer: Matching, number: int) -> str:
    """A prompt with what belongs to it."""
    place = answer.places[number]
    return f"{_numbered(number, answer.prompts[number])}\n{option(place, answer.options[place], '      ')}"


def value(given: Value) -> str:
    """A value in words: a number, a shape, a layer with all its arguments, words as they stand."""
    if isinstance(given, int | Fraction):
        return number(given)
    if isinstance(given, Text):
        return TERMINAL.line(given)
    if isinstance(given, tuple):
        return " × ".join(number(part) for part in given)
    return f"{type(given).__name__}({', '.join(f'{name}={part}' for name, part in arguments(given).items())})"


def number(given: int | Fraction) -> str:
    """A number, whole or not."""
    return TERMINAL.value(given, "prose")


def ungrouped(values: Values) -> str:
    """Numbers that nobody can read in another way."""
    return " × ".join(TERMINAL.value(part, "code") for part in values)


def solution(question: Question) -> str:
    """The worked solution and its figures."""
    steps = [_worked(question, place) for place in range(len(question.parts))]
    return "\n\n".join([*steps, *drawings(question, "solution")])


def _worked(question: Question, place: int) -> str:
    """The solution of a part, behind its letter where there are several."""
    words = "\n\n".join(shown(text, "  ") for text in question.parts[place].solution)
    name = question.letter(place)
    return f"  ({name})\n{words}" if name else words


def rule(title: str) -> str:
    """A line across the screen after a title."""
    lines = wrap(title, width() - 1, "── ", "   ")
    lines[-1] += " " + "─" * (width() - 1 - columns(lines[-1]))
    return click.style("\n".join(lines), bold=True)
