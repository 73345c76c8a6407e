"""Formulas in somebody's texts: whatever stands between dollars costs neither time nor memory."""

from __future__ import annotations

import time

import pytest
from handmade import choice
from msgspec.structs import replace

from quizgen.audit.equations import false_equations
from quizgen.errors import FormulaError
from quizgen.math.reader import DEEPEST, read
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.printer import Printer
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST


@pytest.mark.parametrize(
    "source", ["-" * 9000 + "x", "+".join("x" * 9000), f"{'abs(' * 199}x{')' * 199}", "1/" * 900 + "x"]
)
def test_a_formula_that_is_nested_too_deeply_is_one_sentence(source: str) -> None:
    with pytest.raises(FormulaError, match=r"is nested more than 200 deep; write a shorter|too many nested"):
        read(source)


@pytest.mark.parametrize("source", ["9" * 5000, "0x" + "f" * 5000, "1" + "0" * 40, "\0", "1 if x else 2", "x\\"])
def test_what_is_no_number_and_no_formula_is_one_sentence(source: str) -> None:
    with pytest.raises(FormulaError):
        read(source)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 41, "0x" + "f" * 5000, f"0.{'3' * 5000}", "1e" + "9" * 5000])
def test_a_number_of_thousands_of_digits_is_one_sentence_of_our_own(number: str) -> None:
    for source in (number, f"x == {number}*2"):
        with pytest.raises(FormulaError, match=r"^'.*' holds a number of more than 40 digits$"):
            read(source)


@pytest.mark.parametrize("printer", [HTML, MARKDOWN, SPEECH, TERMINAL, TYPST])
def test_the_deepest_formula_prints_in_every_markup(printer: Printer) -> None:
    for source in ("+".join("x" * (DEEPEST // 2)), "-" * (DEEPEST - 2) + "x", "1/(" * 90 + "x" + ")" * 90):
        assert printer.text(Text(f"It is ${source}$."))


def faults(*equations: str) -> list[str]:
    """What is wrong with a solution that says this."""
    question = choice().question
    (part,) = question.parts
    solution = tuple(Text(f"${equation}$") for equation in equations)
    found = false_equations(replace(question, parts=(replace(part, solution=solution),)))
    return [fault for fault in found if "is not true" in fault]


@pytest.mark.parametrize(
    "equations",
    [
        *(["9**9**9**9 == 3"], ["m == 10**15", "2**m == 3"], ["m == 10**15", "2**(m - m) == 1"]),
        *(["2**-1 == 3"], ["1/0 == 3"], ["0**-1 == 3"], ["4**(1/2) == 3"], ["log2(3) == 3"]),
    ],
)
def test_an_equation_that_nobody_can_work_out_is_left_alone(equations: list[str]) -> None:
    begun = time.process_time()
    assert faults(*equations) == []
    assert time.process_time() - begun < 1


def test_a_power_that_can_be_worked_out_is() -> None:
    assert faults("2**10 == 1024") == []
    assert len(faults("2**10 == 1025")) == 1
