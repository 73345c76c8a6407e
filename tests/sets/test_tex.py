from __future__ import annotations

import pytest

from quizgen.math import latex, unicode
from quizgen.math.reader import read
from quizgen.sets.tex import formula
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

GENERAL = [
    "o == floor((n + 2*padding - kernel_size)/stride) + 1",
    "kernel_eff == dilation*(kernel_size - 1) + 1",
    "P == kernel_size**2*in_channels*out_channels + out_channels",
    "log2(n) <= max(a, b, sqrt(c + 1))",
    "-n + 3 != abs(x - 2)**2",
    "ceil(receptive_field_2/(2*jump)) < min(height, width)",
    "x_1*w_1 + x_2*w_2",
]


@pytest.mark.parametrize("source", GENERAL)
def test_a_general_formula_looks_in_the_terminal_as_it_did(source: str) -> None:
    tree = read(source)
    (tex,) = latex.printed(tree)
    found = formula(str(tex), "m")
    assert found
    assert unicode.printed(read(found[0])) == unicode.printed(tree)
    assert found[1] == {}


def test_numbers_of_a_side_without_symbols_are_the_items_own() -> None:
    found = formula(r"o = \left\lfloor \frac{1{,}024 + 2 \cdot (-3)}{2.5} \right\rfloor", "m")
    assert found
    assert TERMINAL.line(Text(f"${found[0]}$", found[1])) == "o = ⌊(1,024 + 2 × (−3))/2.5⌋"
    assert sorted(map(str, found[1].values())) == ["-3", "1024", "2", "5/2"]


def test_a_factor_without_a_sign_is_the_formulas_own() -> None:
    found = formula("n + 2p", "m")
    assert found
    assert found[1] == {}
    assert TERMINAL.line(Text(f"${found[0]}$")) == "n + 2p"


@pytest.mark.parametrize(
    "tex",
    [r"\int x", "a +", r"\frac{1}", "x_{", "(a", r"\text{if}", "", r"\left\lfloor a", "a = ", "1/2", "é𝒙", r"\max a"],
)
def test_other_tex_is_none_of_ours(tex: str) -> None:
    assert formula(tex, "m") is None
