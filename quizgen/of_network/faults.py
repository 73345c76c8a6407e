"""A table of sizes in which one number is wrong: it has to be found, and the right one put in its place.

The reader works out each row from the one above it, until a row does not come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from quizgen import oracle
from quizgen.asking.facts import Fact
from quizgen.errors import FormulaError
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Network
from quizgen.math.code import evaluate
from quizgen.math.tree import Expr
from quizgen.misconceptions import sizes as mistakes
from quizgen.misconceptions.kinds import Misconception, Shape, Trees
from quizgen.model import Level, Values
from quizgen.of_network import sizes
from quizgen.of_network.about_one import identified
from quizgen.of_network.axes import meant, sides, told
from quizgen.of_network.family import LAYER, NetworkFamily, Point, levels, placed
from quizgen.of_network.places import AskedNetwork, Place, numbered, tables
from quizgen.of_network.printed import reaching, side_of
from quizgen.of_network.tabled import apart, stem, table
from quizgen.space import Dice, Params
from quizgen.text import Text
from quizgen.text.nodes import Filling

MOST, FEWEST = 5, 3
"""Rows of a table."""
MADE = (
    mistakes.IGNORES_PADDING,
    mistakes.PAD_ONCE,
    mistakes.NO_PLUS_ONE,
    mistakes.ROUNDS_UP,
    mistakes.IGNORES_STRIDE,
    mistakes.FORGETS_KERNEL,
    mistakes.KERNEL_TWICE,
    mistakes.SUBTRACTS_PADDING,
)
"""What may have gone wrong in the row."""
STEM = """
{described} Somebody worked out the {sides} of each output, from top to bottom; layers without a window, such as
activations, keep the size of a map and are left out.

{layers}

One number in the last column is wrong, and all others are right. Which number has to stand in its place?{axis}
`padding` counts what is added on each side. A fraction is rounded down.
"""
FOUND = "The row of `{name}` does not follow from the one above it: it says {printed}. {feedback}"
RIGHT = "All rows before it are right:"


class Fault(Struct, frozen=True):
    """A chain, the place in it whose size is wrong, what is printed there, and the mistake that gives it."""

    chain: tuple[Place, ...]
    at: int
    printed: int
    mistake: Misconception
    which: int

    @property
    def right(self) -> tuple[Place, ...]:
        """The chain up to the wrong row."""
        return self.chain[: self.at + 1]


MISCONCEPTIONS = tuple(map(apart, sizes.MISCONCEPTIONS))


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about every table of three to five windows, one after the other, in which a mistake can be made."""
    asked = {fault.chain[-1].number: fault for fault in _faults(subject)}

    def fault(p: Params) -> Fault:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-wrong-size",
        about="output-size",
        weight="special",
        **identified(subject),
        title=f"{subject.title}: find the wrong size",
        asks="corrected_size",
        numerical_only="the row has to be found, and options would tell which one it is",
        levels=levels([_point(number, one) for number, one in asked.items()]),
        formulas=(conv_output_size,),
        compose=lambda _, shape: sizes.tree_of(sizes.every(shape[:-1])),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: _stem(subject, fault(p)),
        solution=lambda p, key: _solution(p, fault(p), key),
        network=lambda p: Network(fault(p).chain[0].before, tuple(one.layer for one in fault(p).chain)),
        givens=lambda p: _givens(subject, fault(p)),
        measure=lambda p: (_measured(fault(p)),),
        tells=lambda p: _told(subject, fault(p)),
        seeks=lambda _, key: side_of(subject, int(key[0])),
        examples=(),
    )


def _faults(subject: AskedNetwork) -> Iterator[Fault]:
    for chain in tables(subject, FEWEST, MOST):
        every = [fault for at in range(len(chain)) for fault in _at(chain, at, subject.which)]
        if every:
            dice = Dice("fault", subject.digest, chain[-1].number)
            yield every[dice.below(len(every))]


def _at(chain: tuple[Place, ...], at: int, which: int) -> Iterator[Fault]:
    """What may be printed in a row: no size that stands in the table anyway, and more than nothing."""
    place, side = chain[at], 1 + which
    sides = {one.after[side] for one in chain} | {one.before[side] for one in chain}
    key = tree_of_step(sizes.step(place, which))
    values = {"n": place.before[side], **numbered((place,), which)}
    for mistake in MADE:
        wrong = wrong_tree(mistake, key)
        printed = None if wrong is None else evaluate(wrong, values)
        if printed is not None and printed == int(printed) and printed > 0 and printed not in sides:
            yield Fault(chain, at, int(printed), mistake, which)


@cache
def tree_of_step(step: str) -> Expr:
    """The size after a layer of a kind, the first and only one."""
    return sizes.tree_of(sizes.every((step,)))[0]


def wrong_tree(mistake: Misconception, key: Expr) -> Expr | None:
    """What a mistake makes of a step; None where it cannot be made."""
    try:
        found: Trees | None = mistake.wrong((key,), ())
    except FormulaError:
        return None
    return found[0] if found else None


def _point(number: int, fault: Fault) -> Point:
    side = 1 + fault.which
    values = {"n": fault.chain[0].before[side], **numbered(fault.right, fault.which)}
    shape: Shape = tuple(sizes.step(one, fault.which) for one in fault.right)
    level: Level = "medium" if len(fault.chain) == FEWEST else "hard"
    return Point(level, number, (*shape, fault.mistake.id), values | {"printed": fault.printed})


def _printed(fault: Fault) -> list[int]:
    """The last column as it stands."""
    return [fault.printed if at == fault.at else one.after[1 + fault.which] for at, one in enumerate(fault.chain)]


def _stem(subject: AskedNetwork, fault: Fault) -> Text:
    layers = table(subject, fault.chain, fault.which, _printed(fault))
    said: dict[str, Filling] = {"layers": layers, "sides": sides(subject, fault.which)}
    return stem(subject, fault.chain, STEM, said, meant(subject, fault.chain, fault.which))


def _givens(subject: AskedNetwork, fault: Fault) -> dict[str, object]:
    axis = told(meant(subject, fault.chain, fault.which))
    return placed(subject, fault.chain) | {"sizes": _printed(fault)} | axis


def _solution(p: Params, fault: Fault, key: Values) -> tuple[Text, ...]:
    del key
    said: dict[str, Filling] = {"name": fault.chain[fault.at].name, "printed": fault.printed}
    found = FOUND.replace("{feedback}", fault.mistake.feedback)
    return (*sizes.solution(Params(p.values, p.shape[:-1]), fault.right), Text(found, said))


def _measured(fault: Fault) -> int:
    first = fault.chain[0]
    return oracle.output_length([one.layer for one in fault.right], first.before[1 + fault.which], fault.which)


def _told(subject: AskedNetwork, fault: Fault) -> tuple[Fact, ...]:
    """The map that reaches the first layer, and all sizes of the table that are right."""
    others: Sequence[Place] = [one for at, one in enumerate(fault.chain) if at != fault.at]
    sides = (fact for one in others for fact in side_of(subject, one.after[1 + fault.which]))
    return (*reaching(subject, fault.chain[0]), *sides)
