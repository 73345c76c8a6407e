"""A number, or the numbers of a shape, to be written: a question's answer, or a cell of a grid."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import ClassVar

from msgspec import Struct

from quizgen.answers import choosing
from quizgen.answers.encoding import Json, answer_json, option_json, value_json
from quizgen.answers.following import names, sources
from quizgen.answers.marks import NOBODY, UNKNOWN, Carried, Chosen, Given, Mark, Met, Samples, Written, malformed
from quizgen.answers.option import Option, Remark
from quizgen.answers.values import Kind, Number, Values, components, written
from quizgen.errors import FormulaError
from quizgen.math.code import evaluate
from quizgen.math.tree import Expr, Op, walk
from quizgen.text import Text

_SLIP, _VALUE = attrgetter("slip"), attrgetter("value")
NOTHING: frozenset[str] = frozenset()
EXPONENTS = range(1001)
"""Those of powers that are worked out from a learner's own numbers, which may be any."""


class Numerical(Struct, frozen=True):
    """The key, how far an answer may be off, and the wrong values that are foreseen.

    ``names`` are what later answers call its numbers. ``follows`` gives them from earlier answers, one tree for each
    number, in which only the names of earlier answers stand for something.
    """

    kind: ClassVar[Kind] = "numerical"
    key: Number | Values
    foreseen: tuple[Option, ...] = ()
    tolerance: Number = 0
    names: tuple[str, ...] = ()
    follows: Collection[Expr] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """What is foreseen."""
        return self.foreseen

    @property
    def correct(self) -> frozenset[int]:
        """No foreseen value is right."""
        return frozenset()

    @property
    def after(self) -> frozenset[str]:
        """The names of the earlier answers that it follows from."""
        return names(self.follows) if self.follows else NOTHING

    def faults(self) -> Iterator[str]:
        """What breaks a rule for this kind, a sentence each."""
        size = len(components(self.key))
        if not all(map(_SLIP, self.foreseen)):
            yield "a foreseen wrong value comes from no named misconception"
        if self.key in map(_VALUE, self.foreseen):
            yield f"a foreseen wrong value is the key {self.key}"
        elif self.tolerance and self._covered():
            yield f"a foreseen wrong value lies within the tolerance of the key {self.key}"
        if (self.names and len(self.names) != size) or (self.follows and len(self.follows) != size):
            yield f"the key {self.key} has {size} numbers, with other numbers of names or of trees that it follows from"
        yield from choosing.confusing(self.foreseen)

    def _covered(self) -> bool:
        """Whether a foreseen value is as near the key as its tolerance."""
        key = [(number - self.tolerance, number + self.tolerance) for number in components(self.key)]
        every = (components_of(option) for option in self.foreseen)
        return any(
            len(found) == len(key)
            and all(low <= number <= high for number, (low, high) in zip(found, key, strict=True))
            for found in every
        )

    def mark(self, given: Given, own: Mapping[str, Number] = NOBODY) -> Mark:
        """What an answer is worth; raises TypeError for one that is none to this question.

        ``own`` are the learner's numbers by the names of earlier answers: what is right from them counts.
        """
        match given:
            case None:
                return UNKNOWN
            case Written(values) if len(values) == len(components(self.key)):
                return self._marked(given, own)
            case _:
                raise malformed(self.kind, given)

    def _marked(self, given: Written, own: Mapping[str, Number]) -> Mark:
        key = components(self.key)
        if _near(given.values, key, self.tolerance):
            return Mark(given, Fraction(1))
        carried = _worked(self.follows, own)
        if carried and _near(given.values, carried, self.tolerance):
            return Mark(given, Fraction(1), carried=(Carried(0, self.after, key),))
        met = next((option.slip for option in self.foreseen if _shows(option, given.values, own)), None)
        return Mark(given, Fraction(0), (Met(0, met),) if met else (), (0,))

    def key_words(self) -> Text:
        """The number, with how far an answer may be off."""
        key = written(self.key)
        if not self.tolerance:
            return key
        return Text(f"{key.template} ± {{tolerance}}", {**key.values, "tolerance": self.tolerance})

    def remarks(self) -> tuple[Remark, ...]:
        """What is said about the values that are foreseen."""
        return tuple(Remark("", option.text, option.slip) for option in self.foreseen if option.slip)

    def json(self) -> Json:
        """What is foreseen, the key, and how it follows from earlier answers where it does."""
        options = [option_json(one, correct=False) for one in self.foreseen]
        linked = {"names": list(self.names)} if self.names else {}
        if self.follows:
            linked["follows"] = sources(self.follows)
        return answer_json(options, self.key_json(), tolerance=self.tolerance) | linked

    def key_json(self) -> object:
        """The number, or a list of the numbers of a shape."""
        return value_json(self.key)

    def samples(self) -> Samples:
        """Answers for tests."""
        key = components(self.key)
        far = tuple(number + self.tolerance + 1 for number in key)
        foreseen = tuple(Written(components_of(option)) for option in self.foreseen)
        return Samples(
            right=(Written(key),),
            wrong=(Written(far), *foreseen, None),
            malformed=(Written((*key, 1)), Chosen(frozenset([0]))),
        )


def components_of(option: Option) -> Values:
    """The numbers of a foreseen value; none of what is no number."""
    value = option.value
    return components(value) if isinstance(value, int | Fraction | tuple) else ()


def _shows(option: Option, found: Values, own: Mapping[str, Number]) -> bool:
    """Whether what was written comes from the option's mistake, in the learner's own numbers perhaps."""
    wrong = (components_of(option), _worked(option.follows, own))
    return any(one and _near(found, one, option.tolerance) for one in wrong)


def _near(found: Values, wanted: Values, tolerance: Number) -> bool:
    if not tolerance:
        return found == wanted
    return len(found) == len(wanted) and all(
        -tolerance <= a - b <= tolerance for a, b in zip(found, wanted, strict=True)
    )


def _worked(trees: Collection[Expr], own: Mapping[str, Number]) -> Values | None:
    """What the trees give from the learner's numbers; None where they give nothing."""
    if not trees or not names(trees) <= own.keys():
        return None
    try:
        return tuple(_exact(tree, own) for tree in trees)
    except (FormulaError, ZeroDivisionError):
        return None


def _exact(tree: Expr, own: Mapping[str, Number]) -> Number:
    """The value; raises FormulaError for a power that is no exact number, or so high that nobody means it."""
    for node in reversed(tuple(walk(tree))):
        if isinstance(node, Op) and node.op == "**" and evaluate(node.right, own) not in EXPONENTS:
            raise FormulaError("an exponent must be a whole number, and not so high")
    return evaluate(tree, own)
