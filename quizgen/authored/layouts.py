"""What an author wrote as the answer of an item, and how it is laid out for a question.

Options stand in an order that tells nothing: by a hash of the item's name and their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import ClassVar, TypeAlias

from msgspec import Struct

from quizgen.answers import Answer, Choice, Kind, Matching, Multiple, Option, Ordering, Slip
from quizgen.authored.standing import Standing
from quizgen.space import Dice, digest
from quizgen.text import Text

TRUE, FALSE = Text("True"), Text("False")


class OneRight(Struct, frozen=True):
    """A right option and three or more wrong ones, of which some are drawn."""

    kind: ClassVar[Kind] = "choice"
    right: Option
    wrong: tuple[Option, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """All that were written."""
        return (self.right, *self.wrong)

    @property
    def texts(self) -> tuple[Text, ...]:
        """None beside its options."""
        return ()

    def places(self, shown: int) -> int:
        """How many options a question shows."""
        return 1 + min(shown, len(self.wrong))

    def laid_out(self, name: str, place: int, dice: Dice, shown: int) -> Answer:
        """So many wrong options by ``dice``, if there are as many, and the key at ``place``."""
        options = list(_hashed(name, dice.sample(self.wrong, min(shown, len(self.wrong)))))
        options.insert(place, self.right)
        return Choice(tuple(options), place)


class TrueOrFalse(Struct, frozen=True):
    """Whether a statement is true, and what is said to whoever thinks otherwise."""

    kind: ClassVar[Kind] = "choice"
    true: bool
    slip: Slip

    @property
    def options(self) -> tuple[Option, ...]:
        """True, then false."""
        return tuple(Option(text, text, None if right else self.slip) for text, right in self._sides())

    def _sides(self) -> tuple[tuple[Text, bool], ...]:
        return ((TRUE, self.true), (FALSE, not self.true))

    @property
    def texts(self) -> tuple[Text, ...]:
        """None beside its options."""
        return ()

    def places(self, shown: int) -> int:
        """One: where options stand follows from their words."""
        del shown
        return 1

    def laid_out(self, name: str, place: int, dice: Dice, shown: int) -> Answer:
        """True always stands before false."""
        del name, place, dice, shown
        return Choice(self.options, 0 if self.true else 1, two_sided=True)


class SeveralRight(Struct, frozen=True):
    """Right options and wrong ones, all of them shown."""

    kind: ClassVar[Kind] = "multiple"
    right: tuple[Option, ...]
    wrong: tuple[Option, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """All that were written."""
        return (*self.right, *self.wrong)

    @property
    def texts(self) -> tuple[Text, ...]:
        """None beside its options."""
        return ()

    def places(self, shown: int) -> int:
        """One: where options stand follows from their words."""
        del shown
        return 1

    def laid_out(self, name: str, place: int, dice: Dice, shown: int) -> Answer:
        """All options."""
        del place, dice, shown
        every = _hashed(name, self.options)
        return Multiple(every, frozenset(number for number, option in enumerate(every) if option in self.right))


class Pairs(Struct, frozen=True):
    """Prompts, the option of each, and options that belong to none."""

    kind: ClassVar[Kind] = "matching"
    prompts: tuple[Text, ...]
    right: tuple[Option, ...]
    extra: tuple[Option, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """All that were written."""
        return (*self.right, *self.extra)

    @property
    def texts(self) -> tuple[Text, ...]:
        """The prompts."""
        return self.prompts

    def places(self, shown: int) -> int:
        """One: where options stand follows from their words."""
        del shown
        return 1

    def laid_out(self, name: str, place: int, dice: Dice, shown: int) -> Answer:
        """All options."""
        del place, dice, shown
        every = _hashed(name, self.options)
        return Matching(self.prompts, every, tuple(every.index(option) for option in self.right))


class StepsInOrder(Struct, frozen=True):
    """Steps from first to last, and what is said about any other order."""

    kind: ClassVar[Kind] = "ordering"
    right: tuple[Text, ...]
    slip: Slip

    @property
    def options(self) -> tuple[Option, ...]:
        """All that were written."""
        return tuple(Option(step, step, self.slip) for step in self.right)

    @property
    def texts(self) -> tuple[Text, ...]:
        """None beside its options."""
        return ()

    def places(self, shown: int) -> int:
        """One: where options stand follows from their words."""
        del shown
        return 1

    def laid_out(self, name: str, place: int, dice: Dice, shown: int) -> Answer:
        """All steps, in any order but the right one."""
        del place, dice, shown
        orders = (_hashed(f"{name}{salt}", self.options) for salt in count())
        found = next(steps for order in orders if (steps := tuple(option.text for option in order)) != self.right)
        return Ordering(found, tuple(found.index(step) for step in self.right), self.slip)


Layout: TypeAlias = OneRight | TrueOrFalse | SeveralRight | Pairs | StepsInOrder | Standing


def _hashed(name: str, options: Sequence[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: digest(name, option.text.template)))
