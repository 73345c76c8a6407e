"""Gets an answer of each kind from the reader; asks again for what cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
    Number,
    Numerical,
    Ordering,
    Placed,
    Written,
)
from quizgen.answers.values import components
from quizgen.cli import screen
from quizgen.cli.screen import letter
from quizgen.cli.talk import keys
from quizgen.cli.talk.hinting import Hints
from quizgen.cli.talk.understanding import understood
from quizgen.cli.talk.wishes import PROMPT, row, some, span, told, wording
from quizgen.model import Question


class Asking:
    """A question that is asked part by part.

    ``given`` holds the answer to each part, None where there is none, also when somebody leaves before the last one.
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        self._hints = Hints(question)
        self._own: dict[str, Number] = {}
        self.given: list[Given] = [None] * len(question.parts)

    @property
    def begun(self) -> bool:
        """Whether anything was answered."""
        return any(self.given)

    @property
    def hints(self) -> int:
        """How many hints were shown."""
        return self._hints.seen

    def ask(self) -> None:
        """Asks every part; raises Leave."""
        question = self._question
        for place, part in enumerate(question.parts):
            shown = [screen.prompt(question, place), screen.options(part.answer)]
            click.echo("".join(f"{words}\n\n" for words in shown if words), nl=False)
            for given in self._answers(part.answer):
                self.given[place] = given
            if question.letter(place):
                click.echo()

    def _answers(self, asked: Answer) -> Iterator[Given]:
        """The answer to one part; of a table one after each cell, since somebody may leave before the last."""
        match asked:
            case Numerical():
                self._tell(f"Type {wording(asked).wish}")
                yield self._written(asked)
            case Choice(options):
                yield self._one(_letters(options))
            case Multiple(options):
                letters = _letters(options)
                yield self._toggled(letters) if keys.on_terminal() else self._listed(letters, asked.correct)
            case Matching(prompts, options):
                wish = f"Type one letter for each of 1-{len(prompts)}, in a row"
                yield self._row(_letters(options), asked.places, wish)
            case Ordering(steps):
                letters = _letters(steps)
                yield self._row(letters, asked.places, f"Type {span(letters)} in the right order", each_once=True)
            case Grid():
                yield from self._filled(asked)
            case _:
                assert_never(asked)

    def _tell(self, wish: str, *, unknown: str = "", line: bool = True, letters: str = "") -> None:
        """How to answer; where there is but one part, its solution follows at once."""
        single = len(self.given) == 1
        unknown = unknown or ("for the solution" if single else "to leave this part open")
        told(wish, unknown=unknown, hints=self._hints.exist and keys.HINT not in letters, line=line)

    def _line(self, prompt: str = PROMPT, letters: str = "") -> str | None:
        """What is typed, None by somebody who does not know; hints are shown as often as they are asked for."""
        while (given := keys.line(prompt)).lower() == keys.HINT and keys.HINT not in letters:
            self._hints.show()
        return None if given == keys.UNKNOWN else given

    def _filled(self, grid: Grid) -> Iterator[Given]:
        """A number or a shape for each open cell, row by row; a cell may be left open."""
        wishes = " or ".join(dict.fromkeys(wording(cell, *grid.open).wish for cell in grid.open))
        self._tell(f"Fill in the table cell by cell: type {wishes}", unknown="to leave a cell open")
        cells: list[Written | None] = [None] * len(grid.open)
        for place, cell in enumerate(grid.open):
            cells[place] = self._written(cell, click.style(screen.cell(grid.heading(place)), dim=True))
            yield Filled(tuple(cells)) if any(cells) else None

    def _written(self, asked: Numerical, prompt: str = PROMPT) -> Written | None:
        while (text := self._line(prompt)) is not None:
            if reading := understood(text, asked, self._own):
                if not reading.plain:
                    click.echo(f"Read as {screen.ungrouped(reading.values)}.")
                self._own |= zip(asked.names, reading.values, strict=False)
                return Written(reading.values)
            click.echo(screen.wrapped(wording(asked).refused(text, len(components(asked.key)))))
        self._own |= zip(asked.names, components(asked.key), strict=False)
        return None

    def _one(self, letters: str) -> Given:
        pressed = keys.on_terminal()
        self._tell(f"{'Press' if pressed else 'Type'} {span(letters)}", line=not pressed, letters=letters)
        while (given := self._key(letters) if pressed else self._line(letters=letters)) is not None:
            if len(given) == 1 and given.lower() in letters:
                return _places(letters, given.lower())
            click.echo(screen.wrapped(f"Please answer with one of {', '.join(letters)}."))
        return None

    def _key(self, letters: str) -> str | None:
        while (given := keys.key(PROMPT, letters + keys.UNKNOWN + keys.HINT)) == keys.HINT and keys.HINT not in letters:
            self._hints.show()
        return None if given == keys.UNKNOWN else given

    def _row(self, letters: str, key: Sequence[int], wish: str, *, each_once: bool = False) -> Given:
        """Letters in a row, as places; spaces, commas and semicolons between them are passed over."""
        length, such = len(key), f"such as {row(letters, key)}"
        self._tell(f"{wish}, {such}")
        once = ", each once" if each_once else ""
        while (given := self._line()) is not None:
            typed = [one for one in given.lower() if one not in " ,;"]
            if len(typed) == length and set(typed) <= set(letters) and not (each_once and len(set(typed)) < length):
                return Placed(tuple(letters.index(one) for one in typed))
            click.echo(screen.wrapped(f"Please type {length} letters of {span(letters)}{once}, {such}."))
        return None

    def _listed(self, letters: str, key: Collection[int]) -> Given:
        such = f"such as {some(letters, key)}"
        self._tell(f"Type all of {span(letters)} that are right, {such}", letters=letters)
        while (given := self._line(letters=letters)) is not None:
            chosen = {one for one in given.lower() if one not in " ,;"}
            if chosen and chosen <= set(letters):
                return _places(letters, chosen)
            click.echo(screen.wrapped(f"Please answer with some of {', '.join(letters)}, {such}."))
        return None

    def _toggled(self, letters: str) -> Given:
        wish = f"Mark all that are right: press {span(letters)} to mark or unmark, Enter when done"
        self._tell(wish, line=False, letters=letters)
        chosen: set[str] = set()
        with keys.pressed(PROMPT) as pressed:
            for one in pressed:
                if one == keys.UNKNOWN or (one == keys.ENTER and chosen):
                    click.echo(one if one == keys.UNKNOWN else "")
                    return None if one == keys.UNKNOWN else _places(letters, chosen)
                if one in letters:
                    chosen ^= {one}
                elif one == keys.HINT:
                    click.echo(one)
                    self._hints.show()
                elif one == keys.ENTER:
                    click.echo("\nPlease mark one at least.")
                else:
                    continue
                marks = " ".join(sorted(chosen))
                click.echo(f"\r{PROMPT}{' ' * (2 * len(letters))}\r{PROMPT}{marks}", nl=False)
        raise keys.Leave


def _letters(offered: Sequence[object]) -> str:
    return "".join(letter(place) for place in range(len(offered)))


def _places(letters: str, chosen: Iterable[str]) -> Given:
    return Chosen(frozenset(letters.index(one) for one in chosen))
