"""The real layer for which a wrong number would be right, and when none is named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from quizgen.answers import Number, Values
from quizgen.diagnosis.real import real_layer
from quizgen.errors import Disagreement
from quizgen.layers import Conv2d, Linear, MaxPool2d, Network, Parallel
from quizgen.model.reasoning import Reasoning, Variant
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

POINT = {"n": 32, "kernel_size": 3, "stride": 1, "padding": 1}
STEM = "A map of {n} meets `kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}`."


def size(values: Mapping[str, int]) -> int:
    return (values["n"] + 2 * values["padding"] - values["kernel_size"]) // values["stride"] + 1


def keys(values: Mapping[str, int]) -> tuple[Values, ...]:
    if size(values) < 1:
        raise Disagreement("no such map")
    return ((size(values),),)


def network(values: Mapping[str, int]) -> Network:
    layer = Conv2d(1, 1, values["kernel_size"], values["stride"], values["padding"])
    return Network((1, values["n"], values["n"]), (layer,))


def variant(values: Mapping[str, int]) -> Variant:
    return Variant({"": network(values)}, (Text(STEM, values),), {})


REASONING = Reasoning(((),), POINT, POINT, keys, variant)


def named(wrote: Number, reasoning: Reasoning = REASONING) -> str | None:
    found = real_layer(reasoning, 0, (wrote,), lambda _: 0)
    return None if found is None else TERMINAL.line(found)


@pytest.mark.parametrize(
    ("wrote", "sentence"),
    [
        (30, "30 would be right for padding=0."),
        (34, "34 would be right for padding=2."),
        (33, "33 would be right for kernel_size=2."),
        (16, "16 would be right for stride=2."),
        (31, "31 would be right for kernel_size=4."),
    ],
)
def test_the_nearest_argument_that_gives_the_number_is_named(wrote: int, sentence: str) -> None:
    assert named(wrote) == sentence


@pytest.mark.parametrize("wrote", [7, 100, 11])
def test_what_no_small_step_gives_is_right_for_no_layer(wrote: int) -> None:
    assert named(wrote) is None


def test_where_the_stem_says_more_than_the_argument_nothing_is_named() -> None:
    def told(values: Mapping[str, int]) -> Variant:
        return replace(variant(values), texts=(Text(STEM + " It gives {o}.", {**values, "o": size(values)}),))

    assert named(30, replace(REASONING, variant=told)) is None


def test_an_argument_that_the_stem_does_not_show_is_not_named() -> None:
    def quiet(values: Mapping[str, int]) -> Variant:
        return replace(variant(values), texts=(Text("A layer keeps the size {n}.", values),))

    assert named(30, replace(REASONING, variant=quiet)) is None


def test_other_facts_that_are_given_have_to_stay() -> None:
    def given(values: Mapping[str, int]) -> Variant:
        return replace(variant(values), givens={"zeros": 4 * values["padding"]})

    assert named(30, replace(REASONING, variant=given)) == "30 would be right for kernel_size=5."


def test_what_pytorch_does_not_take_is_not_named() -> None:
    pool = {"n": 32, "kernel_size": 3, "stride": 1, "padding": 1}

    def pooled(values: Mapping[str, int]) -> Variant:
        layer = MaxPool2d(values["kernel_size"], values["stride"], values["padding"])
        return replace(variant(values), networks={"": Network((1, values["n"], values["n"]), (layer,))})

    reasoning = replace(REASONING, point=pool, variant=pooled)
    assert named(30, reasoning) == "30 would be right for padding=0."
    assert named(34, reasoning) is None  # padding=2 is more than half of the window


def test_of_several_layers_it_is_said_which() -> None:
    def chained(values: Mapping[str, int]) -> Variant:
        (layer,) = network(values).layers
        first = Conv2d(1, 1, 1, 1, 0)
        return replace(variant(values), networks={"": Network((1, values["n"], values["n"]), (first, layer))})

    assert named(30, replace(REASONING, variant=chained)) == "30 would be right for padding=0 in the second Conv2d."


def test_layers_of_branches_are_not_counted() -> None:
    def branched(values: Mapping[str, int]) -> Variant:
        (layer,) = network(values).layers
        block = Parallel(((layer,), (Conv2d(1, 1, 3, 1, 0),)))
        return replace(variant(values), networks={"": Network((1, values["n"], values["n"]), (block,))})

    assert named(30, replace(REASONING, variant=branched)) is None


def test_an_argument_on_which_another_layer_depends_is_not_named() -> None:
    def flat(values: Mapping[str, int]) -> Variant:
        layers = (*network(values).layers, Linear(size(values) ** 2, 10))
        return replace(variant(values), networks={"": Network((1, values["n"], values["n"]), layers)})

    assert named(30, replace(REASONING, variant=flat)) is None
