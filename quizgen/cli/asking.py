"""Gets an answer of each kind from the reader; asks again for what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

import click

from quizgen.answers import (
    Answer,
    Choice,
    Chosen,
    Filled,
    Given,
    Grid,
    Matching,
    Multiple,
    Numerical,
    Ordering,
    Placed,
    Written,
)
from quizgen.answers.typed import numbers
from quizgen.answers.values import components
from quizgen.cli import keys, screen
from quizgen.cli.errors import shortened
from quizgen.cli.screen import letter
from quizgen.model import Question
from quizgen.text.terminal import TERMINAL

SHAPE = "16 x 14 x 14"


def answers(question: Question) -> tuple[Given, ...]:
    """The reader's answer to every part; raises Leave."""
    return tuple(_part(question, place) for place in range(len(question.parts)))


def _part(question: Question, place: int) -> Given:
    """The answer to one part, after its prompt where there are several."""
    part = question.parts[place]
    asked = [screen.options(part.answer)]
    if name := question.letter(place):
        asked.insert(0, screen.wrapped(f"({name}) {TERMINAL.text(part.prompt)}"))
    click.echo("".join(f"{words}\n\n" for words in asked if words), nl=False)
    given = answer(part.answer)
    if name:
        click.echo()
    return given


def answer(asked: Answer) -> Given:
    """The reader's answer, or None from somebody who does not know; raises Leave."""
    match asked:
        case Numerical():
            single = not isinstance(asked.key, tuple)
            return _written(asked, _hint("Type a number, then Enter" if single else f"Type a shape such as {SHAPE}"))
        case Choice(options):
            return _one(_letters(options))
        case Multiple(options):
            return _several(_letters(options))
        case Matching(prompts, options):
            wish = f"Type one letter for each of 1-{len(prompts)}, in a row"
            return _row(_letters(options), len(prompts), wish)
        case Ordering(steps):
            letters = _letters(steps)
            return _row(letters, len(letters), f"Type {letters[0]}-{letters[-1]} in the right order", each_once=True)
        case Grid():
            return _filled(asked)
        case _:
            assert_never(asked)


def _letters(offered: Sequence[object]) -> str:
    return "".join(letter(place) for place in range(len(offered)))


def _filled(grid: Grid) -> Given:
    """A number or a shape for each open cell, row by row; a cell may be left open."""
    shapes = any(isinstance(cell.key, tuple) for cell in grid.open)
    such = f", a shape such as {SHAPE}" if shapes else ""
    click.echo(screen.wrapped(f"Fill in the table cell by cell{such} (? leaves a cell open, q leaves)."))
    prompts = (click.style(f"{TERMINAL.line(grid.heading(place))}: ", dim=True) for place in range(len(grid.open)))
    cells = tuple(_written(cell, prompt) for cell, prompt in zip(grid.open, prompts, strict=True))
    return Filled(cells) if any(cells) else None


def _hint(text: str) -> str:
    return click.style(f"{text} (? shows the solution, q leaves): ", dim=True)


def _one(letters: str) -> Given:
    prompt = _hint(f"Press {letters[0]}-{letters[-1]}" if keys.on_terminal() else f"Answer {letters[0]}-{letters[-1]}")
    while True:
        given = keys.key(prompt, letters + keys.UNKNOWN) if keys.on_terminal() else keys.line(prompt).lower()
        if given == keys.UNKNOWN:
            return None
        if len(given) == 1 and given in letters:
            return Chosen(frozenset([letters.index(given)]))
        click.echo(f"Please answer with one of {', '.join(letters)}.")


def _written(asked: Numerical, prompt: str) -> Written | None:
    count = len(components(asked.key))
    what, such = ("number", "56 or 1,024") if count == 1 else ("shape", SHAPE)
    while True:
        given = keys.line(prompt)
        if given == keys.UNKNOWN:
            return None
        found = numbers(given, count)
        if found is not None:
            return Written(found)
        click.echo(f"'{shortened(given, 40)}' is not a {what} such as {such}." if given else f"Please type a {what}.")


def _row(letters: str, length: int, wish: str, *, each_once: bool = False) -> Given:
    """Letters in a row, as places; spaces, commas and semicolons between them are passed over."""
    while True:
        given = keys.line(_hint(wish)).lower()
        if given == keys.UNKNOWN:
            return None
        row = [one for one in given if one not in " ,;"]
        if len(row) == length and set(row) <= set(letters) and not (each_once and len(set(row)) < length):
            return Placed(tuple(letters.index(one) for one in row))
        once = ", each once" if each_once else ""
        click.echo(
            f"Please type {length} letters of {letters[0]}-{letters[-1]}{once}, such as {letters[:length][::-1]}."
        )


def _several(letters: str) -> Given:
    return _toggled(letters) if keys.on_terminal() else _listed(letters)


def _listed(letters: str) -> Given:
    while True:
        given = keys.line(_hint(f"Answer with all that are right, of {letters[0]}-{letters[-1]}")).lower()
        if given == keys.UNKNOWN:
            return None
        chosen = {one for one in given if one not in " ,;"}
        if chosen and chosen <= set(letters):
            return _places(letters, chosen)
        click.echo(f"Please answer with some of {', '.join(letters)}, such as {letters[0]}{letters[-1]}.")


def _toggled(letters: str) -> Given:
    hint = _hint(f"Press {letters[0]}-{letters[-1]} for all that are right, then Enter")
    chosen: set[str] = set()
    with keys.pressed(hint) as pressed:
        for one in pressed:
            if one == keys.ENTER and chosen:
                click.echo()
                return _places(letters, chosen)
            if one == keys.UNKNOWN:
                click.echo(one)
                return None
            if one in letters:
                chosen ^= {one}
                click.echo(f"\r\x1b[K{hint}{' '.join(sorted(chosen))}", nl=False)
    raise keys.Leave


def _places(letters: str, chosen: Iterable[str]) -> Given:
    return Chosen(frozenset(letters.index(one) for one in chosen))
