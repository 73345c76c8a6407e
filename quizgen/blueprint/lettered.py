"""The questions of a form with letters for their keys that are fair beside each other and beside other forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from quizgen.blueprint.arranging import choice, is_free
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.drawn import Drawing, Drawn, Test
from quizgen.blueprint.evening import evened
from quizgen.blueprint.filling import Filling
from quizgen.blueprint.letters import Earlier, Lettering, Letters, Place
from quizgen.blueprint.numbered import letters
from quizgen.blueprint.together import Filled, Together
from quizgen.model import Question
from quizgen.space import Dice, digest

Variants: TypeAlias = Mapping[int, Drawing]
"""A question with other options, by the place of its key."""
REARRANGED, OTHER_OPTIONS, OTHER_QUESTION = 1, 2, 50
"""What another letter costs: where options may stand in any order, where they are others, where the question is."""
ORDERS = 40
"""So many orders of the questions are tried."""
ROUNDS = 6
"""So often letters are sought anew when one cannot be had."""
AGAIN = 6
"""With so many other sets of options a question is tried."""


class Lettered:
    """Gives the forms of a filling their letters, one after the other; the others than the first are ``shuffled``."""

    def __init__(self, filling: Filling, path: str, *, shuffled: bool) -> None:
        self._filling, self._path, self._shuffled = filling, path, shuffled
        self._earlier = Earlier()

    def letters(self, form: Together, number: int) -> Letters:
        """The letters of a form's keys, in the order in which it asks: those that were planned, where they can be had.

        Where one could not, and bounds are missed for it, others are sought.
        """
        hand = [_Card(one) for one in form.filled]
        planned = [card.letter is None or card.takes(form.plan.letters[card.name]) for card in hand]
        if not all(planned) and self._lettering(hand, number).missed:
            self._mend(form, hand, number)
        letters = tuple(card.letter for card in hand)
        self._earlier.add(letters)
        return letters

    def _mend(self, form: Together, hand: list[_Card], number: int) -> None:
        """Evenly many of each first: that changes as little in a question as it can, wherever it stands.

        Then an order in which they are fair; only where none is found, other letters again.
        """
        self._realise(form, hand, number, lambda: _even(hand))
        if self._shuffled and number:
            self._shuffle(hand, number)
        form.filled[:] = [card.filled for card in hand]
        self._realise(form, hand, number, lambda: self._lettering(hand, number).found())

    def _realise(self, form: Together, hand: list[_Card], number: int, wish: Callable[[], Letters]) -> None:
        """Gives the cards the letters that are wished; wishes again without those that cannot be had."""
        for _ in range(ROUNDS):
            failed = False
            for at, (card, letter) in enumerate(zip(hand, wish(), strict=True)):
                if letter is None or card.takes(letter):
                    form.filled[at] = card.filled
                    continue
                if other := self._filling.instead(
                    form, at, f"{card.name}/{number}/{letter}", _like(card.filled, letter)
                ):
                    card.filled = form.filled[at] = replace(card.filled, one=other)
                    card.letter, card.known = letter, None
                else:
                    card.missing.add(letter)
                    failed = True
            if not failed:
                return

    def _shuffle(self, hand: list[_Card], number: int) -> None:
        """Puts the cards in an order in which they are fair, or in the last one that was tried; each in its section."""
        for turn in range(ORDERS):
            hand.sort(key=lambda card: (card.section, digest("order", self._path, number, turn, card.name)))
            if not self._lettering(hand, number).missed:
                return

    def _lettering(self, hand: list[_Card], number: int) -> Lettering:
        dice = Dice("letters", self._path, number, sum(len(card.missing) for card in hand))
        return Lettering([card.place() for card in hand], self._earlier, dice.below)


class _Card:
    """A place of a form, the letter that its key has, and the same question with others, as far as they are known."""

    def __init__(self, filled: Filled) -> None:
        answer = choice(filled.one.content.question)
        self.filled, self.name, self.section = filled, filled.name, filled.group.slot.section
        self.letter = answer.right if answer else None
        self.known: Variants | None = None
        self.missing: set[int] = set()

    @property
    def variants(self) -> Variants:
        """They are found when they are needed: a question is asked anew for each."""
        if self.known is None:
            self.known = _variants(self.filled)
        return self.known

    def takes(self, letter: int | None) -> bool:
        """Whether the question can have the letter; from now on it has it."""
        if letter == self.letter:
            return True
        if letter is None:
            return False
        if letter in self.variants:
            self.filled = replace(self.filled, one=self.variants[letter])
        elif letter not in letters(self.filled.one.content.question):
            return False
        self.letter = letter
        return True

    def place(self) -> Place | None:
        """Its letters and what they cost."""
        answer = choice(self.filled.one.content.question)
        if answer is None or self.letter is None:
            return None
        every = range(len(answer.options))
        costs = [None if letter in self.missing else _cost(self.filled, self.variants, letter) for letter in every]
        costs[self.letter] = 0
        return Place(0 if answer.two_sided else len(every), self.letter, tuple(costs))


def _even(hand: Sequence[_Card]) -> Letters:
    """The letters of all cards, evenly many of each among those with as many options."""
    places = {card.name: place for card in hand if (place := card.place())}
    found: dict[str, int] = {name: place.natural for name, place in places.items()}
    for size in {place.options for place in places.values()} - {0}:
        found |= evened({name: one.costs for name, one in sorted(places.items()) if one.options == size})
    return tuple(found.get(card.name) for card in hand)


def _cost(filled: Filled, variants: Variants, letter: int) -> int | None:
    answer = choice(filled.one.content.question)
    if answer is None or answer.two_sided:
        return None
    if is_free(answer):
        return REARRANGED
    if letter in variants:
        return OTHER_OPTIONS
    return OTHER_QUESTION if filled.stream else None


def _like(filled: Filled, letter: int) -> Test:
    """Whether a question could stand in place of another one, with its key at that place."""
    size = len(filled.one.content.question.options)
    return lambda one: _size(one.content.question, letter) == size


def _variants(filled: Filled) -> Variants:
    """The same question with other options, by the place of its key."""
    drawn = filled.one.content
    answer = choice(drawn.question)
    origins = {option.origin.point for option in drawn.question.options if option.origin}
    if answer is None or answer.two_sided or is_free(answer) or len(origins) != 1 or filled.stream is None:
        return {}
    (point,) = origins
    found: dict[int, Drawing] = {}
    for turn in range(AGAIN):
        seed = f"{drawn.seed}/{turn}"
        other = drawn.cell.at(point, seed)
        again = choice(other)
        if again is None or again.right in found or len(again.options) != len(answer.options):
            continue
        if other.id == drawn.question.id and filled.stream.as_glad(other, drawn.question):
            found[again.right] = candidate(point, other, Drawn(other, drawn.cell, seed, point, at_point=True))
    return found


def _size(question: Question, letter: int) -> int:
    """How many options the question has, if its key is at that place."""
    answer = choice(question)
    return len(answer.options) if answer and answer.right == letter else 0
