"""How named quantities look: ``kernel_size_2`` is a *k* with the subscript 2."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.math.tree import split_name

# Base name -> letter, and subscript after an underscore where there is one.
_SHAPES = {
    "n": "n",
    "o": "o",
    "kernel_size": "k",
    "kernel_eff": "k_eff",
    "stride": "s",
    "padding": "p",
    "dilation": "d",
    "groups": "g",
    "in_channels": "C_in",
    "out_channels": "C_out",
    "channels": "c",
    "mid_channels": "m",
    "features_in": "F_in",
    "features_out": "F_out",
    "bias": "b",
    "receptive_field": "r",
    "jump": "j",
    "target": "t",
    "T": "t",
    "layers": "L",
    "parameters": "P",
    "batch": "N",
    "hidden": "h",
    "cells": "q",
    "bytes_each": "B",
    "height": "H",
    "width": "W",
}


class Glyph(Struct, frozen=True):
    """What stands for a quantity: ``letter`` may be words, ``subscript`` may have parts with a comma between them."""

    letter: str
    subscript: str
    spoken: str

    @property
    def is_word(self) -> bool:
        """Whether upright words stand for the quantity because no letter is agreed for it."""
        return len(self.letter) > 1

    @property
    def is_wide(self) -> bool:
        """Whether a neighbour would run into it: ``C_in`` is wide, ``k_2`` is not."""
        return self.is_word or any(character.isalpha() for character in self.subscript)

    @property
    def subscripts(self) -> tuple[str, ...]:
        """The parts of the subscript."""
        return tuple(self.subscript.split(",")) if self.subscript else ()


@lru_cache(maxsize=4096)
def glyph(name: str) -> Glyph:
    """The glyph of a symbol's name; its index joins the subscript."""
    if not name.isidentifier():
        raise FormulaError(f"'{name}' is not the name of a quantity: use letters, digits and '_'")
    base, index = split_name(name)
    letter, subscript = _shape(base)
    parts = [part for part in (subscript, index) if part]
    return Glyph(letter, ",".join(parts), _spoken(letter, parts))


def _shape(base: str) -> tuple[str, str]:
    """Letter and subscript of a base name; a name that nobody agreed on is upright words."""
    letter, _, subscript = _SHAPES.get(base, base).partition("_")
    if len(letter) == 1 and subscript.isalnum():
        return letter, subscript
    return _SHAPES.get(base, base).replace("_", " ").strip() or base, ""


def _spoken(letter: str, parts: list[str]) -> str:
    """Capitals are named, because ``c`` and ``C`` sound alike."""
    named = f"capital {letter}" if len(letter) == 1 and letter.isupper() else letter
    return " sub ".join([named, " ".join(parts)]) if parts else named
