"""What is written in each gap, and how it is judged: the key first, then each misconception by its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.answers import Number, Numerical
from quizgen.answers.values import components
from quizgen.formats.stack.sheet import Column, Sheet, exact
from quizgen.formats.stack.values import Value
from quizgen.math.maxima import maxima
from quizgen.math.tree import Expr
from quizgen.text import Text

RIGHT, OTHER = "correct", "other"
"""The answer notes of the key, and of what shows no misconception."""
SLACK = Fraction(1, 10**9)
"""What floats may be off: STACK compares them, and wants less than the tolerance."""
PREFIX = "p_"
"""Before the names of the point's numbers, none of which is one of Maxima's then."""
WHOLE_BOX, SHAPE_BOX = 12, 24


class Node(Struct, frozen=True):
    """A value that is looked for, and what is said to whoever wrote it; ``within`` is how far it may be off."""

    note: str
    value: str
    test: str
    within: str
    feedback: Text
    score: int


class Gap(Struct, frozen=True):
    """An input, its key, the tree that judges it and what that is worth."""

    input: str
    tree: str
    key: str
    type: str
    options: str
    hint: str
    box: int
    floats: bool
    nodes: tuple[Node, ...]
    share: str


def variable(name: str) -> str:
    """The variable for a number of the point, or an earlier value, of that name."""
    return f"{PREFIX}{name}"


def formula(trees: Sequence[Expr]) -> str:
    """What trees give: one number, or a list of them."""
    shown = [maxima(tree, variable) for tree in trees]
    return shown[0] if len(shown) == 1 else f"[{', '.join(shown)}]"


def gap(place: int, value: Value, answers: Sequence[Numerical], share: Fraction, sheet: Sheet) -> Gap:
    """The gap for a number with its place from 1; ``answers`` are those of all variants."""
    key = _key(place, value, answers, sheet)
    test, within = _test(key, [one.tolerance for one in answers], sheet, whole=value.whole)
    right = Node(RIGHT, key, test, within, Text(""), 1)
    numbers = components(answers[0].key)
    shape = len(numbers) > 1
    return Gap(
        input=f"ans{place}",
        tree=f"prt{place}",
        key=key,
        type="algebraic" if shape else "numerical",
        options="intnum:true" if value.whole and not shape else "",
        hint=f"[{', '.join('?' for _ in numbers)}]" if shape else "",
        box=SHAPE_BOX if shape else WHOLE_BOX,
        floats=not value.whole,
        nodes=(right, *_wrong(place, value, answers, sheet)),
        share=f"{float(share):.7f}",
    )


def _key(place: int, value: Value, answers: Sequence[Numerical], sheet: Sheet) -> str:
    """The key's variable; later formulas speak of its numbers by their names."""
    names, trees = answers[0].names, value.trees
    columns: list[Column] = list(zip(*(components(one.key) for one in answers), strict=True))
    for name, tree, column in zip(names, trees, columns, strict=False):
        sheet.worked(variable(name), formula([tree]), column)
    whole = formula(trees) if not names else ", ".join(map(variable, names))
    told = columns[0] if len(columns) == 1 else None
    return str(sheet.worked(f"ta{place}", f"[{whole}]" if names[1:] else whole, told))


def _wrong(place: int, value: Value, answers: Sequence[Numerical], sheet: Sheet) -> Iterator[Node]:
    for wrong in value.wrong:
        slip = wrong.slip
        shown = str(sheet.worked(f"ta{place}_{slip.id.replace('-', '_')}", formula(wrong.trees)))
        every = [next(one for one in answer.foreseen if one.slip and one.slip.id == slip.id) for answer in answers]
        test, within = _test(shown, [one.tolerance for one in every], sheet, whole=value.whole)
        yield Node(slip.id, shown, test, within, slip.feedback, 0)


def _test(value: str, tolerances: Sequence[Number], sheet: Sheet, *, whole: bool) -> tuple[str, str]:
    """STACK's test for a value and its option.

    Whole numbers and lists of them are equal or not; decimals may be off, and floats always are a little.
    """
    if whole and not any(tolerances):
        return "AlgEquiv", ""
    within = tuple(one + SLACK for one in tolerances)
    return "NumAbsolute", exact(within[0]) if len(set(within)) == 1 else sheet.parameter(f"{value}_within", within)
