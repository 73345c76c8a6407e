"""The keys of a question as whole numbers, and which form they have."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.model import Accepted, Choosable, Choosing, Foreign, Number, Words
from quizgen.verifying.problem import Axes, Doubtful
from quizgen.verifying.stems import stem
from quizgen.verifying.taking import axes
from quizgen.verifying.tokens import canonical

_NUMBERS = re.compile(r"\d{1,15}(?:x\d{1,15})*|t\d{1,15}(?:,\d{1,15})+")
_UNITS = "parameters parameter weights pixels pixel px rows columns values macs learnable trainable channels . ( )"


class Key(Struct, frozen=True):
    """One answer that gives all points: its numbers, how it is written, where, and what it may differ by."""

    numbers: tuple[Fraction, ...]
    written: str
    line: int
    tolerance: Fraction = Fraction(0)

    def allows(self, value: Axes) -> bool:
        """Whether an answer of these numbers would be right."""
        if len(value) != len(self.numbers):
            return False
        return all(abs(one - other) <= self.tolerance for one, other in zip(self.numbers, value, strict=True))


def keys(question: Foreign) -> tuple[Key, ...]:
    """All answers that give full points; raises Doubtful where they are no whole numbers, or others may be right."""
    match question.asked:
        case Choosing(options, single=True, two_sided=False):
            right = [option for option in options if option.share == 1]
            if len(right) != 1:
                raise Doubtful
            return (_chosen(right[0]),)
        case Number(accepted) | Words(accepted):
            found = tuple(_typed(one) for one in accepted if one.share == 1)
            if found:
                return found
    raise Doubtful


def _chosen(option: Choosable) -> Key:
    said = stem(option.text)
    if said is None or (said.programs and said.words.strip()):
        raise Doubtful
    return _written(said.words if said.words.strip() else "".join(said.programs), option.line)


def _typed(answer: Accepted) -> Key:
    if answer.value is not None:
        shown = str(answer.value) if answer.value.denominator == 1 else answer.written
        return Key((answer.value,), shown, answer.line, answer.tolerance)
    if "*" in answer.written:
        raise Doubtful
    return _written(answer.written, answer.line)


def _written(words: str, line: int) -> Key:
    """The numbers of an answer, of which there is one, or a size."""
    tokens = [token for token in canonical(words).split() if token not in _UNITS.split()]
    if len(tokens) != 1 or not _NUMBERS.fullmatch(tokens[0]):
        raise Doubtful
    return Key(tuple(Fraction(one) for one in axes(tokens[0])), " ".join(words.split()), line)
