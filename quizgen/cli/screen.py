"""An item as plain text for the terminal, wrapped to its width."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from fractions import Fraction
from string import ascii_lowercase
from typing import Literal

import click

from quizgen import figures
from quizgen.layers import arguments
from quizgen.model import Figure, Item, Option, Value
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

WIDEST = 88
NARROWEST = 30
_DRAWN = "│─┼┌└├┤┐┘•"


def width() -> int:
    """Characters in a line: the terminal's, but no more than is easy to read."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Lines of running words wrapped; displays, tables and drawings as they are.

    ``indent`` stands before the first line, ``hanging`` (the same unless given) before the others.
    """
    rest = indent if hanging is None else hanging
    lines: list[str] = []
    for line in text.split("\n"):
        start = rest if lines else indent
        if not line.strip():
            lines.append("")
        elif line.startswith(" ") or any(mark in line for mark in _DRAWN):
            lines.append(start + line)
        else:
            lines += textwrap.wrap(line, width(), initial_indent=start, subsequent_indent=rest, break_long_words=False)
    return "\n".join(lines)


def letter(place: int) -> str:
    """The key that stands for an option."""
    return ascii_lowercase[place]


def stem(item: Item) -> str:
    """The stem and its figures."""
    return "\n\n".join([wrapped(TERMINAL.text(item.stem)), *drawings(item.figures, "stem")])


def drawings(given: Iterable[Figure], place: Literal["stem", "solution"]) -> list[str]:
    """The figures that stand in that place, in box characters."""
    return [wrapped(figures.box(figure)) for figure in given if figure.place == place]


def option(place: int, given: Option) -> str:
    """An option behind its letter."""
    return wrapped(TERMINAL.line(given.text), f"  {letter(place)})  ", "      ")


def prompts(item: Item) -> str:
    """What the options are to be matched with, a line each behind its number."""
    numbered = enumerate(item.prompts, start=1)
    return "\n".join(wrapped(TERMINAL.line(text), f"  {number})  ", "      ") for number, text in numbered)


def options(item: Item) -> str:
    """The options, a line each, after what they are to be matched with; nothing for a numerical item."""
    if item.kind == "numerical":
        return ""
    offered = "\n".join(option(*numbered) for numbered in enumerate(item.options))
    return f"{prompts(item)}\n\n{offered}" if item.prompts else offered


def feedback(text: Text, indent: str = "  ") -> str:
    """A sentence about an answer."""
    return wrapped(TERMINAL.line(text), indent)


def key(item: Item) -> str:
    """What is right: the letters of the right options with their texts, or placed as they belong; or the number."""
    if item.kind == "numerical":
        return value(item.key)  # type: ignore[arg-type]  # a numerical key is one number
    if item.kind in ("matching", "ordering"):
        letters = [f"{letter(place)})" for place in item.key]  # type: ignore[union-attr, arg-type]  # places
        return ", ".join(f"{n}) {one}" for n, one in enumerate(letters, 1)) if item.prompts else ", ".join(letters)
    right = [(place, given) for place, given in enumerate(item.options) if given.correct]
    return "; ".join(f"{letter(place)}) {TERMINAL.line(given.text)}" for place, given in right)


def value(given: Value) -> str:
    """A value in words: a number, a shape, a layer with all its arguments, words as they stand."""
    if isinstance(given, int | Fraction):
        return number(given)
    if isinstance(given, Text):
        return TERMINAL.line(given)
    if isinstance(given, tuple):
        return " × ".join(number(part) for part in given)
    if isinstance(given, Text):
        return TERMINAL.line(given)
    return f"{type(given).__name__}({', '.join(f'{name}={part}' for name, part in arguments(given).items())})"


def number(given: int | Fraction) -> str:
    """A number, whole or not."""
    return TERMINAL.value(given, "prose")


def solution(item: Item) -> str:
    """The worked solution and its figures."""
    steps = "\n\n".join(TERMINAL.text(part) for part in item.solution)
    return "\n\n".join([wrapped(steps, "  "), *drawings(item.figures, "solution")])


def rule(title: str) -> str:
    """A line across the screen that begins with a title."""
    return click.style(f"── {title} ".ljust(width(), "─"), bold=True)
