"""An item before its witnesses were heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from numbers import Number
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import Struct

from quizgen.answers import Answer, Kind, Option, Slip, Values
from quizgen.answers.grid import Grid
from quizgen.answers.numerical import Numerical
from quizgen.model.figure import Figure, Place
from quizgen.model.kin import ANY, Kin
from quizgen.text import Text
from quizgen.text.clipped import clipped

if TYPE_CHECKING:
    from quizgen.model.reasoning import Reasoning

Level: TypeAlias = Literal["easy", "medium", "hard"]
LEVELS: tuple[Level, ...] = ("easy", "medium", "hard")
NO_PROMPT = Text("")
IN_WORDS = "concept"
"""What an item asks that somebody wrote in words: no quantity."""
LONGEST = 40
"""Characters that are shown of what are no values."""
LINKED = (Numerical, Grid)
"""Answers that may follow from each other."""


class Witness(Struct, frozen=True):
    """An independent opinion: ``run`` gives the values that a named party finds, ``expected`` those of the formula."""

    name: str
    run: Callable[[], Values]
    expected: Values

    def agrees(self, found: object) -> bool:
        """Whether what ``run`` gave are the formula's values: an author's function may give anything."""
        return isinstance(found, tuple) and found == self.expected


def opinion(found: object) -> str:
    """What a witness found, in words; what are no values is told as it stands."""
    if not isinstance(found, tuple):
        return f"{clipped(repr(found), LONGEST)}, which is no tuple of numbers"
    return " × ".join(str(value) if isinstance(value, Number) else repr(value) for value in found)


class Part(Struct, frozen=True):
    """What is asked, how it is answered and worked, and its points; the only part of a question has no prompt."""

    answer: Answer
    solution: tuple[Text, ...]
    prompt: Text = NO_PROMPT
    points: Fraction = Fraction(1)

    @property
    def names(self) -> tuple[str, ...]:
        """What later parts call the numbers that are written here."""
        return self.answer.names if isinstance(self.answer, LINKED) else ()

    @property
    def after(self) -> frozenset[str]:
        """The names of earlier answers that this one follows from."""
        return self.answer.after if isinstance(self.answer, LINKED) else frozenset()


class Question(Struct, frozen=True):
    """A stem and what is asked about it: one part, or several that may follow from one another.

    ``params`` is what the stem gives, as JSON, nothing for one in words; ``where`` tells the author which point it is.
    Numbers are above zero unless the question is ``signed``. ``enemies`` are ids of questions and families that may not
    stand in one form with it, ``told`` what its stem says that another one may ask, ``sought`` what its own key is,
    where several may ask for it and none may tell it. ``hint`` is what an author says to think of,
    ``hints`` are all there are, where they came with the question; else its solution gives some.
    ``language`` is the one that it is written in if somebody said so. ``reasoning`` says how its numbers are found
    where a formula says so; it is worked out when it is called, and stays in its process, as witnesses do. So does
    ``alike``, which hands out the same question at this point, and then at all of the level in the order of a seed,
    always for numbers that are written, and gives those that are chosen, proved; and ``anew``, which gives for a seed
    so many others of its source, at its level and in its kind, proved. ``kin`` says which questions may stand for it.
    """

    id: str
    family: str
    topic: str
    level: Level
    asks: str
    params: Mapping[str, Any]
    stem: Text
    parts: tuple[Part, ...]
    source: str
    where: str
    figures: tuple[Figure, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    signed: bool = False
    tags: tuple[str, ...] = ()
    enemies: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    hint: Text | None = None
    hints: tuple[Text, ...] | None = None
    language: str = ""
    reasoning: Callable[[], Reasoning] | None = None
    kin: Kin = ANY
    alike: Callable[[str, Choose], tuple[Question, ...]] | None = None
    anew: Callable[[str, int], tuple[Question, ...]] | None = None

    def __eq__(self, other: object) -> bool:
        """Whether all is the same but what it leads to, which is made for each."""
        if not isinstance(other, Question):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _ITS_OWN)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        """Without what it leads to: that is whole families."""
        return f"Question({', '.join(f'{name}={getattr(self, name)!r}' for name in _ITS_OWN)})"

    @property
    def kind(self) -> Kind:
        """The kind of the only part, or ``parts``."""
        return self.parts[0].answer.kind if len(self.parts) == 1 else "parts"

    @property
    def points(self) -> Fraction:
        """What all parts are worth."""
        if len(self.parts) == 1:
            return self.parts[0].points
        return sum((part.points for part in self.parts), Fraction(0))

    @property
    def options(self) -> tuple[Option, ...]:
        """What is on offer or foreseen in all parts."""
        if len(self.parts) == 1:
            return self.parts[0].answer.options
        return tuple(option for part in self.parts for option in part.answer.options)

    @property
    def slips(self) -> Iterator[Slip]:
        """What wrong answers can show, in the order of the options; one may come several times."""
        return (slip for option in self.options for slip in option.slips)

    @property
    def numericals(self) -> tuple[Numerical, ...]:
        """Every number and shape that is to be written, those of grids among them, in reading order."""
        answers = (part.answer for part in self.parts)
        return tuple(
            one
            for answer in answers
            for one in (answer.open if isinstance(answer, Grid) else (answer,))
            if isinstance(one, Numerical)
        )

    @property
    def solution(self) -> tuple[Text, ...]:
        """The worked solutions of all parts."""
        if len(self.parts) == 1:
            return self.parts[0].solution
        return tuple(text for part in self.parts for text in part.solution)

    def drawn(self, place: Place) -> Iterator[tuple[int, Figure]]:
        """The figures that stand in the stem, or in the solution, each with its number among all."""
        return ((number, one) for number, one in enumerate(self.figures, start=1) if one.place == place)

    def letter(self, place: int) -> str:
        """``a``, ``b`` ...: what a part is called, nothing where there is only one."""
        return ascii_lowercase[place] if len(self.parts) > 1 else ""

    def follows(self, place: int) -> tuple[int, ...]:
        """The places of the earlier parts that a part follows from."""
        wanted = self.parts[place].after
        return tuple(earlier for earlier in range(place) if wanted & set(self.parts[earlier].names))


_LEADS_TO = ("reasoning", "kin", "alike", "anew")
_ITS_OWN = tuple(name for name in Question.__struct_fields__ if name not in _LEADS_TO)
Choose: TypeAlias = Callable[[Iterator[Question]], Iterable[Question]]
"""Takes questions one by one, as many as it looks at, and gives those that it wants."""
