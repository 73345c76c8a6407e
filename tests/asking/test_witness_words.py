"""What a witness gives that is no tuple of numbers is told as it stands, and never taken for the key."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.asking.verify import verified
from quizgen.audit.check import check_level
from quizgen.errors import Disagreement
from quizgen.model import opinion


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((3,), "3"),
        ((3, Fraction(1, 2)), "3 × 1/2"),
        (("5",), "'5'"),
        (None, "None, which is no tuple of numbers"),
        (5, "5, which is no tuple of numbers"),
        ([3], "[3], which is no tuple of numbers"),
    ],
)
def test_an_opinion_in_words(given: object, words: str) -> None:
    assert opinion(given) == words


@pytest.mark.parametrize("give", [lambda _: None, lambda _: 5, lambda p: np.asarray([p["n"]])])
def test_a_measurement_that_is_no_tuple_is_one_sentence(give: Any) -> None:
    (shipped,) = catalog.select(["conv-output-size"])
    assert isinstance(shipped, Family)
    family = replace(shipped, measure=give)
    question = family.at("easy", "numerical", 0, "1")
    with pytest.raises(Disagreement, match=r"the formula gives .*, but torch .*, which is no tuple of numbers"):
        verified(question)
    told = check_level(family, "easy", 1, panel=False).smallest
    assert ", but torch " in told
    assert "which is no tuple of numbers" in told
