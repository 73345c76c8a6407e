"""Which letters are right: what stands in a key beside the options."""

from __future__ import annotations

from string import ascii_uppercase

from quizgen.errors import FormulaError
from quizgen.model import Item


def key_letters(item: Item) -> str:
    """“B, D”; in a matching item “1 B, 2 A”, in an ordering item the letters from first to last.

    Raises FormulaError for a key that does not say where the options belong.
    """
    if item.kind in ("choice", "multiple"):
        right = (letter for letter, option in zip(ascii_uppercase, item.options, strict=False) if option.correct)
        return ", ".join(right)
    letters = [ascii_uppercase[place] for place in places(item)]
    if item.kind == "matching":
        return ", ".join(f"{number} {letter}" for number, letter in enumerate(letters, start=1))
    return ", ".join(letters)


def places(item: Item) -> tuple[int, ...]:
    """The key of a matching or ordering item: of each prompt's option, or of the options in their right order."""
    if not isinstance(item.key, tuple) or not all(isinstance(place, int) for place in item.key):
        raise FormulaError(f"the {item.kind} item '{item.id}' has the key {item.key!r}, which is not places of options")
    return item.key  # type: ignore[return-value]  # all are whole, as just seen


def two_sided(item: Item) -> bool:
    """Whether it asks for true or false."""
    return item.kind == "choice" and [option.text.template for option in item.options] == ["True", "False"]
