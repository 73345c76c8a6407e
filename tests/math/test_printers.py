"""Mathematics prints in textbook order, with the parentheses that keep its value, and as nothing but mathematics."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from quizgen.errors import FormulaError
from quizgen.math import latex, mathml, speech, typst, unicode
from quizgen.math.printing import Pieces, grouped
from quizgen.math.reader import read
from quizgen.math.rewrites import filled
from quizgen.math.symbols import glyph
from quizgen.math.tree import Expr, Hole, Sym

CONVOLUTION = read("floor((n + 2*padding - dilation*(kernel_size - 1) - 1)/stride) + 1")
NUMBERS = {"n": 32, "padding": 1, "dilation": 2, "kernel_size": 3, "stride": 4}
PRINTERS = [latex.printed, typst.printed, unicode.printed, speech.printed, mathml.printed]


def shown(pieces: Pieces, values: dict[str, int] | None = None) -> str:
    """The pieces as one string, each hole filled with its number or shown as its name in braces."""
    numbers = values or {}
    return "".join(
        piece if isinstance(piece, str) else str(numbers.get(piece.name, f"{{{piece.name}}}")) for piece in pieces
    )


def test_convolution_formula_looks_like_the_textbook() -> None:
    assert shown(latex.printed(CONVOLUTION)) == (r"\left\lfloor \frac{n + 2p - d(k - 1) - 1}{s} \right\rfloor + 1")
    assert shown(typst.printed(CONVOLUTION)) == "floor(frac(n+2 p-d (k-1)-1, s))+1"
    assert shown(unicode.printed(CONVOLUTION)) == "⌊(n + 2p \u2212 d(k \u2212 1) \u2212 1)/s⌋ + 1"
    assert shown(speech.printed(CONVOLUTION)) == (
        "the floor of the fraction n plus 2 times p minus d times open parenthesis k minus 1, close parenthesis, "
        "minus 1, over s, end of fraction, end of floor, plus 1"
    )


def test_filled_convolution_formula_has_a_sign_in_every_product() -> None:
    expr = filled(CONVOLUTION)
    assert shown(latex.printed(expr), NUMBERS) == (
        r"\left\lfloor \frac{32 + 2 \cdot 1 - 2 \cdot (3 - 1) - 1}{4} \right\rfloor + 1"
    )
    assert shown(unicode.printed(expr), NUMBERS) == "⌊(32 + 2 × 1 \u2212 2 × (3 \u2212 1) \u2212 1)/4⌋ + 1"
    assert shown(typst.printed(expr), NUMBERS) == "floor(frac(32+2⋅1-2⋅(3-1)-1, 4))+1"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a - (b - c)", "a - (b - c)"),
        ("(a - b) - c", "a - b - c"),
        ("a + (b - c)", "a + b - c"),
        ("a - (-b)", "a - (-b)"),
        ("c + (-a)*b", "c + (-ab)"),
        ("-a*b + c", "-ab + c"),
        ("-(a + b)", "-(a + b)"),
        ("(a + b)*(c - 1)", "(a + b)(c - 1)"),
        ("(a - b)/(c - 1)", r"\frac{a - b}{c - 1}"),
        ("(a + b)**2", "(a + b)^{2}"),
        ("(a/b)**2", r"\left(\frac{a}{b}\right)^{2}"),
        ("-a**2", "-a^{2}"),
        ("(-a)**2", "(-a)^{2}"),
        ("k*2", r"k \cdot 2"),
        ("2*3*p", r"2 \cdot 3p"),
        ("2*(3/4)", r"2 \cdot \frac{3}{4}"),
        ("100000*k", "100{,}000k"),
        ("in_channels*out_channels_2", r"C_{\text{in}} \thinspace C_{\text{out},2}"),
        ("pool_size*k", r"\text{pool size} \cdot k"),
        ("kernel_size_2*stride_1", "k_2s_1"),
        ("a < b <= c != d", r"a \lt b \le c \ne d"),
        ("k*log2(n/2)", r"k \thinspace \log_2\left(\frac{n}{2}\right)"),
        ("max(0, n - 1)", r"\max(0, n - 1)"),
    ],
)
def test_parentheses_and_signs_stand_where_tex_needs_them(source: str, expected: str) -> None:
    assert shown(latex.printed(read(source))) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a/(b*c)", "a/(bc)"),
        ("(a/b)*c", "(a/b)c"),
        ("a*(b/c)", "a(b/c)"),
        ("a/b/c", "(a/b)/c"),
        ("a/(b/c)", "a/(b/c)"),
        ("2**(n + 1)*k", "2^(n + 1) × k"),
        ("kernel_size_2**2*in_channels", "k₂² C_in"),
        ("log2(n)**2", "(log₂(n))²"),
    ],
)
def test_one_line_needs_more_parentheses(source: str, expected: str) -> None:
    assert shown(unicode.printed(read(source))) == expected


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("floor(n + 1)", "floor(n) + 1"),
        ("n/(s + 1)", "n/s + 1"),
        ("2**(n + 1)", "2**n + 1"),
        ("2*(n + 1)", "2*n + 1"),
        ("max(a, b + 1)", "max(a, b) + 1"),
        ("(2*k)**2", "2*k**2"),
        ("c*k", "C*k"),
    ],
)
def test_what_sounds_the_same_is_the_same(inside: str, outside: str) -> None:
    assert shown(speech.printed(read(inside))) != shown(speech.printed(read(outside)))


def test_speech_brings_no_stray_commas() -> None:
    words = shown(speech.printed(read("floor((n/2 + 1)/(k/s))**3")))
    assert ",," not in words
    assert ", ," not in words
    assert not words.endswith(",")


def test_mathml_can_stand_on_a_line_of_its_own() -> None:
    assert 'display="block"' in shown(mathml.printed(CONVOLUTION, display=True))


def test_mathml_escapes_a_comparison() -> None:
    root = ET.fromstring(shown(mathml.printed(read("a < b"))))
    assert "".join(root.itertext()) == "a<b"


@pytest.mark.parametrize("printed", PRINTERS)
@pytest.mark.parametrize("name", ["<script>", '" #read("x") "', "a$b", "x\\y", "]]>", "a b", ""])
def test_a_name_that_is_none_is_refused_in_every_notation(printed: Callable[[Expr], Pieces], name: str) -> None:
    with pytest.raises(FormulaError, match="not the name of a quantity"):
        printed(Sym(name))


@pytest.mark.parametrize("printed", PRINTERS)
def test_holes_survive_in_reading_order(printed: Callable[[Expr], Pieces]) -> None:
    holes = [piece.name for piece in printed(filled(CONVOLUTION)) if isinstance(piece, Hole)]
    assert holes == ["n", "padding", "dilation", "kernel_size", "stride"]


@pytest.mark.parametrize("printed", PRINTERS)
def test_neighbouring_strings_are_merged(printed: Callable[[Expr], Pieces]) -> None:
    pieces = printed(filled(CONVOLUTION))
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(pieces))


@pytest.mark.parametrize(
    ("name", "letter", "subscript"),
    [
        ("kernel_size", "k", ""),
        ("kernel_size_2", "k", "2"),
        ("in_channels_2", "C", "in,2"),
        ("kernel_eff", "k", "eff"),
        ("T", "t", ""),
        ("padding_h", "p", "h"),
        ("q", "q", ""),
        ("pool_size", "pool size", ""),
    ],
)
def test_a_quantity_has_one_look(name: str, letter: str, subscript: str) -> None:
    assert (glyph(name).letter, glyph(name).subscript) == (letter, subscript)


def test_capitals_are_told_apart_when_heard() -> None:
    assert glyph("in_channels").spoken == "capital C sub in"
    assert glyph("channels").spoken == "c"


def test_digits_are_grouped_from_ten_thousand_on() -> None:
    assert [grouped(999), grouped(1000), grouped(-73728)] == ["999", "1,000", "\u221273,728"]
