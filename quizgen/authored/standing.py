"""An answer as a file from elsewhere has it: all that is on offer is shown, in its order unless that is free."""

from __future__ import annotations

from itertools import count
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from quizgen.answers import Answer, Choice, Grid, Kind, Matching, Multiple, Numerical, Option, Ordering
from quizgen.space import Dice, digest
from quizgen.text import Text


class Standing(Struct, frozen=True):
    """An answer; where it is ``free``, options stand in another order than in the file, which may tell the key.

    Where the ``last`` one speaks of the others, it stays where it is.
    """

    answer: Answer
    free: bool = False
    last: bool = False

    @property
    def kind(self) -> Kind:
        """How it is asked."""
        return self.answer.kind

    @property
    def options(self) -> tuple[Option, ...]:
        """All that is on offer or foreseen."""
        return self.answer.options

    @property
    def texts(self) -> tuple[Text, ...]:
        """Prompts, and what stands in a table."""
        match self.answer:
            case Matching(prompts):
                return prompts
            case Grid(rows, columns, cells, corner, about):
                given = (cell for row in cells for cell in row if isinstance(cell, Text))
                return (*rows, *columns, *given, *(one for one in (corner, about) if one.template))
            case Choice() | Multiple() | Numerical() | Ordering():
                return ()
            case _:
                assert_never(self.answer)

    def places(self, shown: int) -> int:
        """Among how many options the right one stands."""
        del shown
        if not self.free or not isinstance(self.answer, Choice) or self._ends_in_key:
            return 1
        return len(self.options) - self.last

    @property
    def _ends_in_key(self) -> bool:
        """Whether the option that stays is the right one."""
        return self.last and isinstance(self.answer, Choice) and self.answer.right == len(self.options) - 1

    def laid_out(self, name: str, place: int, dice: Dice, shown: int) -> Answer:
        """The answer; the key of a free choice at ``place``."""
        del dice, shown
        match self.answer:
            case Choice(options, right) as choice if self.free and not choice.two_sided:
                end = options[-1:] if self.last else ()
                others = _hashed(
                    name, [one for number, one in enumerate(options) if number != right and one not in end]
                )
                if self._ends_in_key:
                    return Choice((*others, choice.key), right)
                return Choice((*others[:place], choice.key, *others[place:], *end), place)
            case Multiple(options, right_ones) if self.free:
                moving = options[: len(options) - self.last]
                order = [*_order(name, moving), *range(len(moving), len(options))]
                return Multiple(
                    tuple(options[number] for number in order),
                    frozenset(at for at, number in enumerate(order) if number in right_ones),
                )
            case Matching(prompts, options, places) if self.free:
                order = _order(name, options)
                return Matching(prompts, tuple(options[one] for one in order), tuple(map(order.index, places)))
            case Ordering() as ordering:
                return _any_other(ordering, name) if self.free else ordering
            case answer:
                return answer


def _order(name: str, options: tuple[Option, ...]) -> list[int]:
    return sorted(range(len(options)), key=lambda place: digest(name, options[place].text.template, place))


def _hashed(name: str, options: list[Option]) -> tuple[Option, ...]:
    return tuple(options[place] for place in _order(name, tuple(options)))


def _any_other(ordering: Ordering, name: str) -> Ordering:
    """The steps in any order but the right one."""
    right = [ordering.steps[place] for place in ordering.places]
    for salt in count():
        order = sorted(range(len(right)), key=lambda place: digest(name, salt, place))
        if order != sorted(order):
            steps = tuple(right[place] for place in order)
            return replace(ordering, steps=steps, places=tuple(order.index(place) for place in range(len(order))))
    raise AssertionError(name)
