"""The layers that a which-of-these question offers, and solutions that show what each of them gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from quizgen.model import Values
from quizgen.space import Params
from quizgen.text import Filling, Text


class Offered(Struct, frozen=True):
    """A layer of an option: its point, its words there, what it really gives, and whether that is wanted."""

    point: Params
    code: str
    gives: Values
    right: bool

    @property
    def words(self) -> dict[str, Filling]:
        """What a text can say of it: its arguments, ``layer`` as the option shows it, ``gives_0`` and on."""
        gives = {f"gives_{number}": value for number, value in enumerate(self.gives)}
        return {**self.point.values, "layer": self.code, **gives}


Solve: TypeAlias = Callable[[Params, tuple[Offered, ...]], tuple[Text, ...]]
"""A solution, from the task and the layers that are offered, right and wrong ones in the order of the options."""
Known: TypeAlias = Callable[[Params], Mapping[str, Filling]]


def each(
    template: str, known: Mapping[str, Filling], offered: Sequence[Offered], own: Known = lambda _: {}
) -> Iterator[Text]:
    """``template`` about each layer, and which of them are the answer.

    ``known`` are the numbers that hold for all of them, ``own`` further ones of a layer's point.
    """
    for one in offered:
        yield Text(template, {**known, **one.words, **own(one.point)})
    right = {f"layer_{number}": one.code for number, one in enumerate(offered) if one.right}
    names = [f"`{{{name}}}`" for name in right]
    answer = "So the answer is" if len(names) == 1 else f"So {len(names)} of them are right:"
    yield Text(f"{answer} {', '.join(names[:-1])}{' and ' if names[1:] else ''}{names[-1]}.", right)


def worked(general: str, template: str) -> Solve:
    """A solution: what holds for every layer, ``template`` about each that is offered, and which are the answer."""

    def solution(task: Params, offered: tuple[Offered, ...]) -> tuple[Text, ...]:
        return (Text(general, task.values), *each(template, task.values, offered))

    return solution
