r"""Texts as the CASText of STACK: HTML with TeX, in which ``{@x@}`` is a value of Maxima as TeX and ``{#x#}`` as typed.

Braces, brackets and dollars that are words are written as HTML writes them, so that STACK finds none of its own there.
"""

from __future__ import annotations

from html import escape
from typing import Self

from quizgen.text.filling import Context
from quizgen.text.html import HtmlPrinter
from quizgen.text.nodes import Filling

_OWN = str.maketrans({mark: f"&#{ord(mark)};" for mark in "{}[]$@"})


class Variable(str):
    """A variable of Maxima in place of a number; ``negative`` where all its values are below zero.

    ``typed`` is the variable for the same number as it is typed, where the other is shown in a way of its own.
    """

    __slots__ = ("negative", "typed")
    negative: bool
    typed: str

    def __new__(cls, name: str, *, negative: bool = False, typed: str = "") -> Self:
        """The variable of that name."""
        made = super().__new__(cls, name)
        made.negative, made.typed = negative, typed
        return made


class Phrase(str):
    """Words in which variables stand, in place of words."""

    __slots__ = ("parts",)
    parts: tuple[str | Variable, ...]

    def __new__(cls, parts: tuple[str | Variable, ...]) -> Self:
        """The words and variables one after the other."""
        made = super().__new__(cls, "".join(parts))
        made.parts = parts
        return made


class CastextPrinter(HtmlPrinter):
    """Prints CASText."""

    def value(self, value: Filling, place: Context) -> str:
        """A number's variable as TeX, and in code, where nothing is typeset, as digits."""
        if not isinstance(value, Variable):
            return super().value(value, place)
        if place in {"code", "block"}:
            return raw(value)
        shown = f"{{@{value}@}}"
        return self.guarded(shown) if place == "guarded" and value.negative else shown

    def string(self, text: str) -> str:
        """Words, in which neither STACK nor MathJax finds anything; numbers that vary among them are digits."""
        if isinstance(text, Phrase):
            return "".join(raw(part) if isinstance(part, Variable) else self.string(part) for part in text.parts)
        return super().string(text).translate(_OWN)

    def word(self, text: str) -> str:
        """The same; phrases with other variables may be equal as words, so none of them is remembered."""
        return self.string(text) if isinstance(text, Phrase) else super().word(text)

    def code(self, text: str) -> str:
        """The inside of ``<code>``, likewise."""
        if isinstance(text, Phrase):
            return "".join(raw(part) if isinstance(part, Variable) else self.code(part) for part in text.parts)
        return escape(text).translate(_OWN)

    def attribute(self, text: str) -> str:
        """Words within a tag, in which nothing varies."""
        return spoken(text)


def raw(variable: Variable) -> str:
    """Its value as Maxima writes it."""
    return f"{{#{variable.typed or variable}#}}"


def spoken(words: str) -> str:
    """Words in an attribute."""
    return escape(words).translate(_OWN)


CASTEXT = CastextPrinter()
