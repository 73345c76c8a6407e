"""What quizgen tells Canvas about wrong numbers, in one list for the whole question, given back to each answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from msgspec import Struct, field

from quizgen.foreign.model import Foreign
from quizgen.importing.making import Fields, Making
from quizgen.importing.nodes import Items
from quizgen.importing.passages import spoken
from quizgen.importing.writing import Writer

_LETTER = re.compile(r"\(([a-z])\\?\) ")
_VALUE = re.compile(r"`?(?P<value>[−–-]?\d[\d,]*(?:[./]\d+)?(?: × \d[\d,]*)*)`?(?P<end>; |: )")


class Wrong(Struct):
    """The lines of the list, each in Markdown; empty where there is none."""

    making: Making
    lines: list[str] = field(default_factory=list)

    def added(self, fields: Fields, letter: str, heading: str) -> Fields:
        """A number's keys with the mistakes that the list names for it, by its part's letter and its cell's heading."""
        if not self.lines or "mistake" in fields:
            return fields
        found = [
            {
                "value": value if len(value) > 1 else value[0],
                **({"text": shown} if shown.startswith("`") else {}),
                **self.making.sentence(said),
            }
            for line in self.lines
            for value, shown, said in _values(line, letter, heading)
        ]
        found.sort(key=lambda one: one["value"] if isinstance(one["value"], list) else [one["value"]])
        return {**fields, "mistake": found} if found else fields


def _values(line: str, letter: str, heading: str) -> Iterator[tuple[list[Fraction], str, str]]:
    """The values that a line names for an answer, how they look, and what it says of them."""
    found = _LETTER.match(line)
    if found:
        if letter and found[1] != letter:
            return
        line = line[found.end() :]
    pieces = list(_pieces(line))
    if not pieces:
        return
    said = line[pieces[-1].end :]
    yield from ((one.value, one.shown, said) for one in pieces if spoken(one.name) == spoken(heading))


class _Piece(NamedTuple):
    """A cell with its value and how that looks, and where the next one begins, or what is said of them."""

    name: str
    value: list[Fraction]
    shown: str
    end: int


def _pieces(line: str) -> Iterator[_Piece]:
    """The cells that a line begins with."""
    place = 0
    while True:
        found = _VALUE.match(line, place)
        name = ""
        if not found:
            colon = line.find(": ", place)
            if colon < 0:
                return
            name, found = line[place:colon], _VALUE.match(line, colon + 2)
        if not found:
            return
        shown = found[0].removesuffix(found["end"])
        yield _Piece(name, [_number(one) for one in found["value"].split(" × ")], shown, found.end())
        place = found.end()
        if found["end"] == ": ":
            return


def _number(shown: str) -> Fraction:
    """A number as quizgen prints it: with commas between thousands and a point before decimals."""
    return Fraction(shown.replace(",", "").replace("−", "-").replace("–", "-"))


def wrong(question: Foreign, making: Making) -> Wrong:
    """The list of a question that quizgen wrote; without it nothing is added."""
    said = question.wrong
    if not making.ours or said is None:
        return Wrong(making)
    blocks = making.passages.blocks(said)
    items = next((block for block in blocks if isinstance(block, Items)), None)
    writer: Any = Writer()
    return Wrong(making, [writer.inline(item) for item in items.items] if items else [])
