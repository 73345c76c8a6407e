"""Numbers, sizes and options of a layer, as they are written in a line, each within its bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from quizgen.architectures.lines.misread import Misread
from quizgen.architectures.lines.scanning import Word
from quizgen.architectures.lines.vocabulary import JOINS, WORDS, spelled
from quizgen.reading.advice import advice

Pair: TypeAlias = int | tuple[int, ...]
OPTION = re.compile(r"(k|s|p|d|g|op)=?(\d+(?:x\d+)*)")
LONG = re.compile(r"(kernel_size|kernel|stride|padding|dilation|groups|output_padding)=?(\d+(?:x\d+)*)")
"""PyTorch's names of what letters stand for."""
CHANNELS = re.compile(r"(?:(\d+)->)?(\d+)")
SIZES = re.compile(r"\d+(?:x\d+)*")
NAMED: Mapping[str, str] = {
    **{f"padding={quote}{mode}{quote}": mode for mode in ("same", "valid") for quote in ("", "'", '"')},
    **{f"padding_mode={mode}": mode for mode in ("reflect", "replicate", "circular")},
    "bias=false": "nobias",
    "ceil_mode=true": "ceil",
}
"""PyTorch's names of options that have no number."""
POOLS = ("maxpool", "avgpool", "unpool")
LARGEST, MOST_CHANNELS = 100_000, 10**9
"""Of kernels, strides, paddings, dilations and sizes; of channels, features and groups."""
FLAGS = frozenset(one for options in WORDS.values() for one in options if len(one) > 2)
"""Options that have no number."""


class Place(Struct, frozen=True):
    """Where a layer stands: how errors call it, the line, and its stretch of it."""

    name: str
    line: str
    start: int
    end: int

    def error(self, what: str, fits: str, word: Word | None = None) -> Misread:
        """One sentence: what is wrong, and what to write."""
        start, end = (word.start, word.end) if word else (self.start, self.end)
        return Misread(f"{self.name}: {what}; write {fits}", self.line, start, end)

    def unknown(self, given: str, known: Iterable[str], word: Word, more: str = "") -> Misread:
        """One sentence on a word that is no layer's, and what may have been meant."""
        before, colon, _ = self.line[self.start : self.end].partition(":")
        if colon and "(" not in before:
            what = f"'{before.strip()}' is no name for a layer"
            return self.error(what, "a letter, then letters, digits, '_', '-' or '.', without spaces", word)
        return Misread(
            f"{self.name}: there is no layer '{given}'; {advice(given, known, more)}", self.line, word.start, word.end
        )

    def count(self, digits: str, word: Word, most: int = LARGEST, least: int = 1) -> int:
        """A whole number within bounds; what is longer than the largest one is not even read."""
        if not digits.isdecimal():
            raise self.error(f"'{word.text}' is no whole number", "for example 2", word)
        count = int(digits) if len(digits) <= len(str(most)) else most + 1
        shown = digits if "->" in word.text else word.text
        if count < least:
            raise self.error(f"'{shown}' is zero", "1 or more", word)
        if count > most:
            raise self.error(f"'{shown}' is too large", f"at most {most:,}", word)
        return count

    def whole(self, word: Word) -> int:
        """A whole number, which may be negative."""
        if re.fullmatch(r"-?\d+", word.text) is None:
            raise self.error(f"'{word.text}' is no whole number", "for example -4", word)
        sign = -1 if word.text.startswith("-") else 1
        return sign * self.count(word.text.removeprefix("-"), word, LARGEST, 0)

    def size(self, text: str, word: Word, axes: int, most: int = LARGEST, least: int = 1) -> Pair:
        """One number, or one for each axis: ``3x5`` is 3 high and 5 wide."""
        if SIZES.fullmatch(text) is None:
            raise self.error(f"'{word.text}' is no size", f"for example {'x'.join(['3'] * axes)}", word)
        sizes = tuple(self.count(one, word, most, least) for one in text.split("x"))
        if len(sizes) not in {1, axes}:
            many = f"one number, or {axes} such as {'x'.join(['3'] * axes)}" if axes > 1 else "one number"
            raise self.error(f"'{word.text}' has {len(sizes)} numbers, and the map has {axes} axes", many, word)
        return sizes[0] if len(set(sizes)) == 1 else sizes

    def fraction(self, word: Word) -> float:
        """A number such as 0.2."""
        if re.fullmatch(r"-?\d{0,6}\.?\d{1,6}(e-?\d)?", word.text) is None:
            raise self.error(f"'{word.text}' is no number", "for example 0.2", word)
        return float(word.text)


def short(text: str) -> str:
    """An option by its letter where it has PyTorch's name: ``stride=2`` is ``s2``."""
    if found := LONG.fullmatch(text):
        letter = "op" if found[1] == "output_padding" else found[1][0]
        return f"{letter}{found[2]}"
    return NAMED.get(text, text)


def meant(text: str, word: str, sized: bool) -> str:  # noqa: FBT001 - whether a kernel size stands before it
    """What to write instead of what is no option."""
    bare = text.strip(";|-><")
    if spelled(bare)[0] in {*WORDS, *JOINS}:
        return f"a comma before '{bare}', which is a layer"
    if bare != text and text[-1:] == ";":
        return "a comma between layers"
    if text in {"x", "×"}:
        return "sizes without spaces, such as k3x3"
    if SIZES.fullmatch(text) and {"k", "s"} <= {*WORDS[word]}:
        return f"s{text} for the stride" if sized or word in POOLS else f"k{text} for the kernel size"
    return ", ".join(WORDS[word]) or "no options at all"


class Options(Struct, frozen=True):
    """The options behind a layer's word, by their letters, and the words that they stand in."""

    place: Place
    word: str
    values: Mapping[str, Pair]
    words: Mapping[str, Word]

    @classmethod
    def of(cls, place: Place, word: str, words: Iterable[Word], axes: int) -> Options:
        """Reads the options; raises Misread for what the layer has not, what stands twice and what has no number."""
        values: dict[str, Pair] = {}
        places: dict[str, Word] = {}
        for one in words:
            text = short(one.text)
            found = OPTION.fullmatch(text)
            key = found[1] if found else text
            if key not in WORDS[word]:
                raise place.error(f"'{one.text}' is no option of {word}", meant(text, word, "k" in values), one)
            if key in values:
                raise place.error(f"'{key}' stands twice", "it once", one)
            if found is None and key not in FLAGS and key != "to":
                raise place.error(f"'{one.text}' has no number", f"for example {key}3", one)
            most, least = MOST_CHANNELS if key == "g" else LARGEST, 0 if key in {"p", "op"} else 1
            values[key] = place.size(found[2], one, axes, most, least) if found else 1
            places[key] = one
            if key == "g" and "x" in one.text:
                raise place.error("'g' takes one number", "for example g2", one)
        return cls(place, word, values, places)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def size(self, key: str, default: Pair) -> Pair:
        """The size behind a letter, or what it is where the letter does not stand."""
        return self.values.get(key, default)

    def number(self, key: str, default: int) -> int:
        """The one number behind a letter."""
        value = self.values.get(key, default)
        if not isinstance(value, int):
            raise self.place.error(f"'{key}' takes one number", f"for example {key}2", self.words[key])
        return value

    def kernel(self) -> Pair:
        """The kernel size; raises Misread where it is missing."""
        if "k" not in self.values:
            raise self.place.error("the kernel size is missing", "for example k3")
        return self.values["k"]
