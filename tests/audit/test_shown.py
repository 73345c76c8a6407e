"""What a stem shows is what the item's JSON holds, and every way in which they may differ is told."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.asking.source import Source
from quizgen.asking.spaced import Spaced
from quizgen.audit.check import check_level
from quizgen.audit.shown import contradictions
from quizgen.audit.shown.calls import call
from quizgen.audit.shown.layers import same
from quizgen.audit.shown.phrases import phrase
from quizgen.chains import stacks
from quizgen.layers import MaxPool2d, Network
from quizgen.model import LEVELS, Level, Question
from quizgen.space import Params
from quizgen.text import Text

SOME = 10
ROWS = 600
Params_ = dict[str, Any]


def drawn(source: Source, count: int) -> Iterator[Question]:
    for level in LEVELS:
        for kind in source.kinds:
            yield from islice(source.draw(level, kind, "shown"), count)


def test_tables_programs_figures_and_values_of_a_stem_are_those_of_params(source: Source) -> None:
    for question in drawn(source, SOME):
        assert list(contradictions(question)) == [], question.where


@pytest.mark.parametrize("family", catalog.select(["network-receptive-field", "network-map-size"]), ids=lambda f: f.id)
def test_tables_of_published_networks_are_those_of_params_at_every_point(family: Source) -> None:
    assert isinstance(family, Spaced)
    for level in LEVELS:
        step = -(-family.points(level) // ROWS)
        for point in range(0, family.points(level), step):
            question = family.at(level, "numerical", point, "1")
            assert list(contradictions(question)) == [], question.where


def one(family: str, level: Level = "easy") -> Question:
    (source,) = catalog.select([family])
    return next(source.draw(level, source.usual(level), "1"))


def layer(name: str, value: object, place: int = 0) -> Callable[[Params_], None]:
    def change(params: Params_) -> None:
        params["layers"][place][name] = value

    return change


def top(name: str, value: object) -> Callable[[Params_], None]:
    def change(params: Params_) -> None:
        params[name] = value

    return change


def inner(*path: str | int, value: object) -> Callable[[Params_], None]:
    def change(params: Params_) -> None:
        holder: Any = params
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value

    return change


CHANGED: dict[str, tuple[str, Callable[[Params_], None], str]] = {
    "a value in words": ("conv-output-size", layer("kernel_size", 97), "`kernel_size="),
    "values that stand together": ("conv-output-size", layer("stride", 7), "which nothing in params says"),
    "a value of every layer": ("network-macs", layer("dilation", 3), "of every layer"),
    "a call in a table": ("network-parameters", layer("out_channels", 999), "not the next layer in params"),
    "a type in a table": ("chain-output-size", layer("type", "AvgPool2d", 1), "not the next layer in params"),
    "a number in a table": ("stack-receptive-field", layer("stride", 9, 1), "not the next layer in params"),
    "a layer that no table shows": (
        "stack-jump",
        lambda params: params["layers"].append(copy.deepcopy(params["layers"][0])),
        "the stem's table shows",
    ),
    "a layer in words of a table": (
        "inception-parameters",
        inner("layers", 0, "branches", 1, 0, "out_channels", value=999),
        "not the next layer in params",
    ),
    "a layer of a program": ("code-output-shape", layer("out_channels", 999), "not the next layer in params"),
    "an input of a program": ("code-output-shape", top("input", [1, 2, 3]), "gives torch."),
    "another program": ("code-output-shape", top("code", "print()"), "not params' code"),
    "a map": ("max-pool-value", top("x", [[1]]), "a list that params do not hold"),
    "a list in words": ("l2-penalty", top("weights", [77]), "a list that params do not hold"),
    "a size in words": ("effective-kernel-size", top("input", [1, 999, 999]), "a size that params do not hold"),
    "a figure of a block": (
        "residual-bottleneck-parameters",
        inner("layers", 0, "body", 0, "out_channels", value=999),
        "not the next layer in params",
    ),
    "a figure of a chain": ("exponential-dilation-receptive-field", layer("dilation", 99), "not the next layer in"),
    "the input of a figure": ("residual-bottleneck-parameters", top("input", [999, 8, 8]), "params hold the input"),
    "weights of a figure": ("residual-value", top("blocks", [[9, 9, 9, 9]]), "the weights and biases"),
}


@pytest.mark.parametrize(("family", "change", "told"), CHANGED.values(), ids=CHANGED)
def test_what_params_hold_otherwise_is_told(family: str, change: Callable[[Params_], None], told: str) -> None:
    question = one(family)
    params = copy.deepcopy(dict(question.params))
    change(params)
    assert any(told in sentence for sentence in contradictions(replace(question, params=params)))


def test_an_average_pooling_that_params_call_max_pooling_is_told() -> None:
    (family,) = catalog.select(["network-receptive-field"])
    assert isinstance(family, Family)
    lenet = next(family.at(level, "numerical", point, "1") for level, point in _points(family, "lenet5"))
    assert {one["type"] for one in lenet.params["layers"]} == {"Conv2d", "AvgPool2d"}
    layers = [{**one, "type": one["type"].replace("Avg", "Max")} for one in lenet.params["layers"]]
    params = {**lenet.params, "layers": layers}
    assert any("AvgPool2d" in said for said in contradictions(replace(lenet, params=params)))


def _points(family: Family, network: str) -> Iterator[tuple[Level, int]]:
    for level in LEVELS:
        for point in range(family.points(level)):
            if family.givens and family.givens(family.levels[level][point])["architecture"].startswith(network):
                yield level, point


def test_the_check_compares_stems_with_params() -> None:
    (family,) = catalog.select(["stack-receptive-field"])
    assert isinstance(family, Family)

    def pooled(p: Params) -> Network:
        """The key stays what it is."""
        layers = (MaxPool2d(one.kernel_size, one.stride, 0, one.dilation) for one in stacks.layers(p))
        return Network((1, 224, 224), tuple(layers))

    report = check_level(dataclasses.replace(family, network=pooled), "easy", 4, panel=False)
    assert "the stem shows a row with Conv2d" in report.smallest


def test_what_is_only_explained_is_no_value_of_the_item() -> None:
    question = one("conv-output-size")
    further = " `dilation=1` would be an ordinary kernel; the default (`ceil_mode=True`) stays."
    explained = replace(question, stem=Text(question.stem.template + further, question.stem.values))
    assert list(contradictions(explained)) == []
    asserted = replace(question, stem=Text(f"{question.stem.template} With `momentum=0.5`.", question.stem.values))
    assert list(contradictions(asserted)) == ["the stem says `momentum=0.5`, which nothing in params says"]


@pytest.mark.parametrize(
    ("shown", "held", "expected"),
    [
        (3, 3, True),
        ((3, 3), 3, True),
        (3, [3, 3], True),
        ((2, 10), [2, 10], True),
        ((2, 10), [10, 2], False),
        (0.25, "1/4", True),
        (True, True, True),
        (1, True, False),
        ("?", None, True),
        ("same", None, True),
        (3, None, False),
    ],
)
def test_values_are_compared_as_pytorch_takes_them(
    shown: object,
    held: object,
    expected: bool,  # noqa: FBT001 - an expected value
) -> None:
    assert same(shown, held) is expected


def test_calls_and_words_name_layers_and_their_arguments() -> None:
    made = call("nn.Conv2d(16, ?, 3, padding=1)")
    assert made is not None
    assert (made.type, made.arguments) == (
        "Conv2d",
        {"in_channels": 16, "out_channels": "?", "kernel_size": 3, "padding": 1},
    )
    assert call("print(3)") is None
    told = phrase("3 × 3 convolution to 4 × 12, stride 2")
    assert told is not None
    assert told.arguments == {"kernel_size": (3, 3), "stride": 2, "out_channels": 48}
    assert phrase("main path to 48 × 3 × 3") is None
