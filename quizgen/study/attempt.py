"""An item that is answered as a whole, and where that is wrong once more: no clock, no disk, no terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from msgspec.structs import replace

from quizgen.answers import (
    Answer,
    Choice,
    Filled,
    Given,
    Grid,
    Mark,
    Matching,
    Multiple,
    Number,
    Numerical,
    Ordering,
)
from quizgen.model import Item
from quizgen.model.hints import hints
from quizgen.study.replies import of_letters, of_number
from quizgen.study.session import Result, grade
from quizgen.study.written import numbers
from quizgen.text import Text
from quizgen.text.joining import joined

FEW = 2
"""Of so many options a second try would only be the other way round."""


def once_more(answer: Answer) -> bool:
    """Whether a wrong answer of this kind may be given once more; of a choice the rest is soon guessed."""
    match answer:
        case Numerical() | Grid():
            return True
        case Multiple() | Matching() | Ordering():
            return len(answer.options) > FEW
        case Choice():
            return False
        case _:
            assert_never(answer)


@dataclass(slots=True)
class Attempt:
    """An item, how many of its hints were ``seen``, and once it is answered its ``result``."""

    item: Item
    seen: int = 0
    result: Result | None = None
    _first: tuple[Mark, ...] = ()
    _given: Sequence[Given] = ()
    _hints: tuple[Text, ...] = field(init=False)

    def __post_init__(self) -> None:
        """What its hints are."""
        self._hints = hints(self.item.question)

    @property
    def hints(self) -> int:
        """How many there are."""
        return len(self._hints)

    def hint(self) -> Text | None:
        """The next hint, None where there is no further one."""
        if self.seen == len(self._hints):
            return None
        self.seen += 1
        return self._hints[self.seen - 1]

    @property
    def begun(self) -> bool:
        """Whether a first answer was given, and may be given once more."""
        return bool(self._first) and self.result is None

    def answer(self, given: Sequence[Given]) -> tuple[Text, ...]:
        """Takes an answer for each part.

        Where the first one is wrong, and may be given once more, that is what is said of it, without the key; otherwise
        there is a ``result`` afterwards, and nothing is said. Raises TypeError where an answer is not of its sort.
        """
        found = grade(self.item, given, self.seen)
        said = () if self._first else tuple(self._said(given, found.marks))
        if not said:
            self.result = replace(found, first=self._first)
            return ()
        self._first, self._given = found.marks, given
        return said

    def give_up(self) -> Result:
        """The result of what was given so far, if anything."""
        given = self._given or (None,) * len(self.item.question.parts)
        self.result = grade(self.item, given, self.seen)
        return self.result

    def _said(self, given: Sequence[Given], marks: Sequence[Mark]) -> Iterator[Text]:
        """A sentence on each wrong part that may be answered once more."""
        question, own = self.item.question, dict[str, Number]()
        for place, (part, one, mark) in enumerate(zip(question.parts, given, marks, strict=True)):
            if one is not None and not mark.right and once_more(part.answer):
                letter = question.letter(place)
                for text in self._replies(place, mark, own):
                    yield joined([Text(f"({letter})"), text], " ") if letter else text
            own |= numbers(part.answer, one)

    def _replies(self, place: int, mark: Mark, own: dict[str, Number]) -> Iterator[Text]:
        question = self.item.question
        match question.parts[place].answer:
            case Numerical():
                yield of_number(question, place, own, mark.given)
            case Grid() as grid:
                wrote = mark.given.cells if isinstance(mark.given, Filled) else ()
                for cell in mark.missed:
                    reply = of_number(question, place, own, mark.given, cell) if wrote[cell] else Text("Not yet.")
                    yield joined([grid.heading(cell), reply], ": ")
            case Multiple() | Matching() | Ordering() as asked:
                yield of_letters(asked, mark)
            case Choice():
                return
            case unknown:
                assert_never(unknown)
