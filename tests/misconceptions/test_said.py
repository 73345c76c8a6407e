"""What feedback states is true: a formula of a variance is the variance of what dropout gives."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.formulas.regularisation import dropout_variance
from quizgen.math.code import evaluate
from quizgen.math.tree import symbols
from quizgen.misconceptions.dropout_variance import VARIANCES
from quizgen.text import Text
from quizgen.text.expressions import expressions

GIVEN: dict[str, int | Fraction] = {"x": 3, "p": Fraction(1, 4)}


@pytest.mark.parametrize("feedback", [one.feedback for one in VARIANCES])
def test_a_variance_that_feedback_states_is_that_of_what_dropout_gives(feedback: str) -> None:
    stated = [expr for expr in expressions(Text(feedback).template) if set(symbols(expr)) == set(GIVEN)]
    assert {evaluate(expr, GIVEN) for expr in stated} <= {evaluate(dropout_variance.tree, GIVEN)}
