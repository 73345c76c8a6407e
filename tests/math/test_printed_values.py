"""Whatever a tree holds, what is printed has the tree's value: no parenthesis is missing."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from xml.etree import ElementTree as ET

from quizgen.math import latex, mathml, omml, typst, unicode
from quizgen.math.printing import Pieces
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym

OMML = "http://schemas.openxmlformats.org/officeDocument/2006/math"
NUMBERS = {"n": 32, "padding": 1, "dilation": 2, "kernel_size": 3, "stride": 4}
FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "floor": lambda x: Fraction(math.floor(x)),
    "ceil": lambda x: Fraction(math.ceil(x)),
    "max": max,
    "min": min,
}


def filled_in(pieces: Pieces) -> str:
    """The pieces as one string, each hole filled with its number."""
    return "".join(piece if isinstance(piece, str) else str(NUMBERS[piece.name]) for piece in pieces)


def tree(dice: random.Random, depth: int) -> Expr:
    """A random expression over numbers and holes."""
    if depth == 0:
        leaves: list[Expr] = [Num(dice.randint(0, 9)), *(Hole(name) for name in NUMBERS)]
        return dice.choice(leaves)
    left, right = tree(dice, depth - 1), tree(dice, depth - dice.randint(1, depth))
    choices: list[Expr] = [
        *(Op(op, left, right) for op in "++--**//"),
        Neg(left),
        Op("**", left, Num(2)),
        Call(dice.choice(["floor", "ceil"]), (left,)),
        Call(dice.choice(["max", "min"]), (left, right)),
    ]
    return dice.choice(choices)


def value(expr: Expr) -> Fraction:  # noqa: PLR0911 - one for each kind of node
    """The value by definition, node by node."""
    match expr:
        case Num(number):
            return Fraction(number)
        case Hole(name) | Sym(name):
            return Fraction(NUMBERS[name])
        case Neg(operand):
            return -value(operand)
        case Call(name, args):
            return FUNCTIONS[name](*map(value, args))
        case Op("+", left, right):
            return value(left) + value(right)
        case Op("-", left, right):
            return value(left) - value(right)
        case Op("*", left, right):
            return value(left) * value(right)
        case Op("/", left, right):
            return value(left) / value(right)
        case Op(_, left, right):
            return Fraction(value(left) ** value(right))
        case _:
            raise AssertionError(expr)


def trees() -> Iterator[tuple[Expr, Fraction]]:
    """Random expressions that have a value."""
    dice = random.Random(1)  # noqa: S311 - the same in every run
    found = 0
    while found < 2000:
        expr = tree(dice, dice.randint(1, 4))
        try:
            yield expr, value(expr)
        except ZeroDivisionError:
            continue
        found += 1


def calculated(text: str) -> Fraction:
    """What a calculator makes of printed mathematics, side by side meaning times."""
    text = re.sub(r"\d+", r"whole(\g<0>)", text)
    text = re.sub(r"(?<=\)) *(?=[(a-z])", "*", text)
    result = eval(text, {"whole": Fraction, "frac": Fraction, **FUNCTIONS})  # noqa: S307 - a printed tree of this test
    return Fraction(result)


def from_unicode(text: str) -> str:
    """The same in Python's notation."""
    for mark, code in {"\u2212": "-", "×": "*", "²": "**2", "⌊": "floor(", "⌈": "ceil(", "⌋": ")", "⌉": ")"}.items():
        text = text.replace(mark, code)
    return text


def test_a_calculator_gives_the_printed_line_the_value_of_the_tree() -> None:
    for expr, expected in trees():
        text = filled_in(unicode.printed(expr))
        assert calculated(from_unicode(text)) == expected, text


def test_a_calculator_gives_the_two_dimensional_form_the_value_of_the_tree() -> None:
    for expr, expected in trees():
        text = filled_in(typst.printed(expr))
        assert calculated(text.replace("^", "**").replace("⋅", "*").replace(" thin ", "*")) == expected, text


def from_omml(node: ET.Element) -> str:
    """An equation of Word in Python's notation: the names of its elements say what they are."""
    name = node.tag.removeprefix(f"{{{OMML}}}")
    inner = [from_omml(child) for child in node if not child.tag.endswith("Pr")]
    match name:
        case "t":
            return (node.text or "").translate({0x2212: "-", ord("⋅"): "*", 0x2009: "*"})
        case "f":
            return f"frac(({inner[0]}), ({inner[1]}))"
        case "sSup":
            return f"{inner[0]}**({inner[1]})"
        case "d":
            opening = next(node.iter(f"{{{OMML}}}begChr")).attrib[f"{{{OMML}}}val"]
            return f"{ {'⌊': 'floor', '⌈': 'ceil'}.get(opening, '') }({''.join(inner)})"
        case _:
            return "".join(inner)


def test_a_calculator_gives_an_equation_of_word_the_value_of_the_tree() -> None:
    for expr, expected in trees():
        pieces = omml.printed(expr)
        shown = "".join(piece if isinstance(piece, str) else omml.digits(NUMBERS[piece.name]) for piece in pieces)
        text = from_omml(ET.fromstring(f'<m:oMath xmlns:m="{OMML}">{shown}</m:oMath>'))
        assert calculated(text) == expected, text


def test_two_signs_never_meet() -> None:
    for expr, _ in trees():
        text = filled_in(latex.printed(expr))
        assert not re.search(r"[-+] ?-|\\cdot -|--", text), text


def test_mathml_is_well_formed_and_names_no_entity() -> None:
    for expr, _ in trees():
        text = filled_in(mathml.printed(expr))
        assert not re.search(r"&(?!#x|lt;|gt;|amp;)", text)
        root = ET.fromstring(text)
        assert root.tag == "{http://www.w3.org/1998/Math/MathML}math"
