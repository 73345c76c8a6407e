"""Levels of counted parameters and MACs: a step of thought more, and never a bias flag or more of the same alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quizgen import catalog
from quizgen.model import LEVELS, Level, Question
from quizgen.text.speech import SPEECH


def drawn(family: str, level: Level, number: int = 100) -> Iterator[Question]:
    (found,) = catalog.select([family])
    return islice(found.draw(level, found.usual(level), "counts"), number)


def test_the_input_of_a_medium_inception_block_has_to_be_found_and_of_a_hard_one_the_last_branch_as_well() -> None:
    for level in LEVELS:
        for question in drawn("inception-parameters", level):
            stem, params = SPEECH.text(question.stem), question.params
            given = params["input"][0]
            before = [branch[-1]["out_channels"] for branch in params.get("before", {}).get("branches", [])]
            assert (sum(before) == given) == (level != "easy")
            assert (f"with {given:,} channels goes" in stem) == (level == "easy")
            assert ("the other output channels" in stem) == (level == "hard")


def test_biases_make_no_difference_between_levels_of_an_inception_block() -> None:
    said = {
        level: {("bias=False" in SPEECH.text(one.stem)) for one in drawn("inception-parameters", level)}
        for level in LEVELS
    }
    assert said == {level: {True} for level in LEVELS}
