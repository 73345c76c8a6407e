"""A number that the solution works out on the way is told as that, and mistakes in one of two layers are known."""

from __future__ import annotations

import re
from itertools import islice

import pytest
from by_pairs import owned

from quizgen import catalog
from quizgen.answers import Numerical, Written
from quizgen.asking.family import Family
from quizgen.diagnosis import Diagnosis, diagnosed
from quizgen.diagnosis.explained import Ways
from quizgen.diagnosis.saying import tells
from quizgen.model import Level, Question
from quizgen.text.terminal import TERMINAL

TWO_LAYERS = {
    "n": 192,
    "kernel_size_1": 6,
    "stride_1": 4,
    "padding_1": 1,
    "kernel_size_2": 3,
    "stride_2": 2,
    "padding_2": 1,
}
"""48 rows behind the first layer, 24 behind the second."""


def at(name: str, level: Level, **values: int) -> Question:
    """The family's question about these numbers."""
    source = catalog.named(name)[0]
    assert isinstance(source, Family)
    space = source.space(level)
    point = next(number for number in range(len(space)) if dict(space[number].values) == values)
    return source.at(level, "numerical", point, "1")


def told(question: Question, wrote: int) -> tuple[Diagnosis, str]:
    (found,) = diagnosed(question, 0, Written((wrote,)))
    return found, "" if found.after is None else TERMINAL.text(found.after)


@pytest.fixture(scope="module")
def two() -> Question:
    """Two convolutions."""
    return at("conv-output-size", "hard", **TWO_LAYERS)


def test_the_size_after_the_first_of_two_layers_is_told_as_that(two: Question) -> None:
    found, after = told(two, 48)
    assert after == "That is the size after the first layer; the next layer goes on from there."
    assert (found.certainty, found.sure, found.counted) == ("step", False, ())
    assert [re.sub(r"\s", "", TERMINAL.text(line)) for line in found.how] == ["⌊(192+2×1−6)/4⌋+1=48"]
    assert found.first is not None
    assert not tells(two, found.first)


def test_the_second_layer_on_the_input_is_told_though_no_option_is_it(two: Question) -> None:
    found, after = told(two, (192 + 2 - 3) // 2 + 1)
    assert [slip.id for slip in found.slips] == ["applies-last-layer-only"]
    assert after.startswith("The last layer is given the map that the layers before it made")
    assert all(option.slip.id != "applies-last-layer-only" for option in two.options if option.slip)


def test_one_step_forgotten_in_one_layer_is_among_what_may_have_been(two: Question) -> None:
    found, after = told(two, 23)
    assert not found.sure
    assert after == (
        "It is what somebody gets who forgets the starting position, who counts padding once or who ignores padding."
    )


def test_a_mistake_by_which_one_stops_keeps_its_own_words() -> None:
    question = next(catalog.named("encoder-decoder-size")[0].draw("hard", "numerical", "md"))
    option = next(one for one in question.options if one.slip and one.slip.id == "skips-last-layer")
    assert isinstance(option.value, int)
    found, _ = told(question, option.value)
    assert (found.certainty, [slip.id for slip in found.slips]) == ("mistake", ["skips-last-layer"])


def test_a_foreseen_mistake_that_gives_as_much_by_chance_is_told_after_the_size() -> None:
    numbers = {"n": 96, "kernel_size_1": 3, "stride_1": 2, "padding_1": 0}
    question = at("conv-output-size", "hard", **numbers, kernel_size_2=5, stride_2=1, padding_2=0)
    found, after = told(question, 47)
    assert [slip.id for slip in found.slips] == ["subtracts-half-kernel"]
    assert not found.sure
    assert after.startswith(
        "That is the size after the first layer; the next layer goes on from there. "
        "It is also what somebody gets who counts the kernel twice or half. The whole window has to fit"
    )


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("dilated-conv-output-size", "hard"),
        ("pool-output-size", "hard"),
        ("transposed-output-size", "hard"),
        ("flatten-linear-parameters", "hard"),
        ("code-linear-in-features", "hard"),
        ("activation-memory", "medium"),
    ],
)
def test_what_a_solution_works_out_on_the_way_is_told_before_slips_and_pairs(name: str, level: Level) -> None:
    told_so = 0
    for question in islice(catalog.named(name)[0].draw(level, "numerical", "md"), 8):
        answer = question.parts[0].answer
        assert isinstance(answer, Numerical)
        shown = "\n".join(map(TERMINAL.text, question.parts[0].solution))
        every = [int(number.replace(",", "")) for number in re.findall(r"= ([\d,]+)$", shown, re.MULTILINE)]
        for wrote in {*every} - {answer.key}:
            found, after = told(question, wrote)
            assert found.certainty == "step", (question.where, wrote)
            assert re.match(r"That is (the size after the \w+ layer;|a value on the way to the answer:)", after)
            told_so += 1
    assert told_so


def test_two_mistakes_at_once_are_never_said_flatly() -> None:
    said = 0
    for question in islice(catalog.named("conv-parameters")[0].draw("medium", "numerical", "1"), 2):
        assert question.reasoning is not None
        reasoning = question.reasoning()
        for value in islice(owned(Ways(reasoning.parts[0][0], reasoning.known)), 8):
            for found in diagnosed(question, 0, Written(value)):
                if found.certainty == "pair":
                    assert found.after is not None
                    assert TERMINAL.text(found.after).startswith("Perhaps two mistakes at once. ")
                    assert not found.counted
                    said += 1
    assert said
