"""What the check says of slips of the pen in what an item prints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen import catalog
from quizgen.audit.rules import broken_rules
from quizgen.audit.wording import misprints
from quizgen.model import LEVELS, Question
from quizgen.text import Text


@pytest.fixture(scope="module")
def question() -> Question:
    (found,) = catalog.select(["conv-output-size"])
    return next(found.draw("easy", "choice", "1"))


@pytest.mark.parametrize(
    ("stem", "slip"),
    [
        (Text("A layer has {bias}. How many?", {"bias": "`bias=False`"}), "markup that is printed as it stands"),
        (Text("How many are *in* <all>?"), "markup that is printed as it stands"),
        (Text("The map has {n} rows. How many?", {"n": 1}), "a plural after 1"),
        (Text("How many of the the rows are left?"), "a word twice"),
        (Text("How many are left, where asked is one axis?"), "the question's wish without a subject"),
        (Text("Of these , how many are left?"), "a space before a comma"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_the_words_around_it(question: Question, stem: Text, slip: str) -> None:
    (said,) = misprints(replace(question, stem=stem))
    assert said.startswith(f"{slip}: '...")


@pytest.mark.parametrize(
    "stem",
    [
        Text("A `Conv2d` layer has `bias=False`. How many?"),
        Text("The map has {n} rows, 1 × 1 kernels and 2.1 rows. How many?", {"n": 11}),
        Text("Is $kernel_size - 1$ steps of the 1 channel right?"),
    ],
)
def test_plain_words_are_no_slip(question: Question, stem: Text) -> None:
    assert not list(misprints(replace(question, stem=stem)))


def test_a_slip_of_the_pen_breaks_a_rule(question: Question) -> None:
    (found,) = catalog.select(["conv-output-size"])
    said = list(broken_rules(found, replace(question, stem=Text("How many are are left?"))))
    assert [words.partition(":")[0] for words in said] == ["a word twice"]


@pytest.mark.parametrize("family", ["conv-parameters", "bottleneck-parameters", "grouped-conv-parameters"])
def test_arguments_that_only_some_stems_have_are_code(family: str) -> None:
    (found,) = catalog.select([family])
    for level in LEVELS:
        drawn = zip(range(20), found.draw(level, found.kinds[-1], "code"), strict=False)
        assert not [words for _, one in drawn for words in misprints(one)]
