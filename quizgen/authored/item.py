"""An authored item, and how its options are laid out for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from quizgen.model import Key, Kind, Level, Option
from quizgen.space import Dice, digest
from quizgen.text import Text

TRUE, FALSE = Text("True"), Text("False")
CORRECT = Text("Correct.")


@dataclass(frozen=True, slots=True)
class Authored:
    """An item as its author wrote it.

    ``covers`` names claims of the tutorial. ``right`` stands in the order of the key: for matching items one option a
    prompt, for ordering items the steps from first to last.
    """

    id: str
    kind: Kind
    level: Level
    covers: tuple[str, ...]
    stem: Text
    prompts: tuple[Text, ...]
    right: tuple[Option, ...]
    wrong: tuple[Option, ...]
    explanation: Text
    source: str
    tags: tuple[str, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text that a question about it may show."""
        options = (*self.right, *self.wrong)
        spoken = (text for option in options for text in (option.text, option.feedback))
        return (self.stem, self.explanation, *self.prompts, *spoken)

    @property
    def two_sided(self) -> bool:
        """Whether it asks for true or false."""
        return {option.text.template for option in (*self.right, *self.wrong)} == {TRUE.template, FALSE.template}


@dataclass(frozen=True, slots=True)
class Layout:
    """The options as they are shown, and the key."""

    options: tuple[Option, ...]
    key: Key


def right(text: Text, feedback: Text = CORRECT, misconception: str | None = None) -> Option:
    """A right option; where options have to be placed, with the misconception of who places it wrongly."""
    return Option(text, text, correct=True, feedback=feedback, misconception=misconception)


def wrong(text: Text, misconception: str, feedback: Text) -> Option:
    """A distractor."""
    return Option(text, text, correct=False, feedback=feedback, misconception=misconception)


def laid_out(item: Authored, name: str, place: int, dice: Dice) -> Layout:
    """The item's options in an order that tells nothing: by a hash of ``name`` and their words.

    Of a choice, ``dice`` choose three distractors and the key stands at ``place``; true stands before false.
    """
    if item.kind == "choice":
        return Layout(_four(item, name, place, dice), item.right[0].value)
    every = _hashed(name, (*item.right, *item.wrong))
    if item.kind == "multiple":
        return Layout(every, tuple(option.text for option in every if option.correct))
    if item.kind == "ordering":
        every = next(order for salt in count() if (order := _hashed(f"{name}{salt}", item.right)) != item.right)
    return Layout(every, tuple(every.index(option) for option in item.right))


def _four(item: Authored, name: str, place: int, dice: Dice) -> tuple[Option, ...]:
    if item.two_sided:
        return tuple(sorted((*item.right, *item.wrong), key=lambda option: option.text.template != TRUE.template))
    options = list(_hashed(name, dice.sample(item.wrong, 3)))
    options.insert(place, item.right[0])
    return tuple(options)


def _hashed(name: str, options: Sequence[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: digest(name, option.text.template)))
