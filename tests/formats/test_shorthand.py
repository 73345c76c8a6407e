"""Layers and numbers in few characters, the standard letters for PyTorch's arguments."""

from __future__ import annotations

from typing import Any

import pytest
from handmade import answered

from quizgen.formats.shorthand.brief import brief
from quizgen.formats.shorthand.layers import Manner, network
from quizgen.formats.shorthand.writing import Given
from quizgen.layers import (
    AdaptiveAvgPool2d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Flatten,
    Linear,
    MaxPool2d,
    Parallel,
    ReLU,
    Residual,
    layer_json,
)
from quizgen.model import Form
from quizgen.text import Text

CONV, POOL = Conv2d(1, 1, 7, 2, 3), MaxPool2d(3, 2, 1)


@pytest.mark.parametrize(
    ("layers", "shown"),
    [
        ([CONV], "k=7 s=2 p=3"),
        ([POOL], "maxpool k=3 s=2 p=1"),
        ([CONV, ReLU(), POOL], "k7 s2 p3, maxpool k3 s2 p1"),
        ([ReLU()], "relu"),
        ([Conv2d(3, 64, (3, 5), groups=3, dilation=(1, 2))], "3→64 k=3×5 d=1×2 g=3"),
        ([Conv2d(3, None, 3)], "3→? k=3"),
        ([Conv2d(8, 8, 3)] * 3, "8→8 k3 ×3"),
        ([AdaptiveAvgPool2d(1), Flatten(), Linear(12, 10)], "gap, linear 12→10"),
        ([ConvTranspose2d(1, 1, 4, 2, 1, 1)], "deconv k=4 s=2 p=1 op=1"),
        ([Parallel(((Conv2d(8, 4, 1),), (Conv2d(8, 2, 1), Conv2d(2, 4, 3))))], "8→4 k1 | 8→2 k1, 2→4 k3"),
        ([Residual((Conv2d(8, 8, 3), ReLU(), Conv2d(8, 8, 3)), ())], "8→8 k3 ×2"),
    ],
)
def test_layers_in_shorthand(layers: list[Any], shown: str) -> None:
    assert network([layer_json(layer) for layer in layers]) == shown


def test_a_missing_bias_is_named_where_items_differ_by_it() -> None:
    layer = layer_json(Conv2d(3, 8, 3, bias=False))
    assert (network([layer]), network([layer], Manner(bias=True))) == ("3→8 k=3", "3→8 k=3 nobias")


def test_the_side_is_what_the_stem_says(form: Form) -> None:
    item = form.items[0]
    stem = Text("Of {n}, layer {place}?", {"n": 32, "place": 4})
    asked = answered(item, item.question.parts[0].answer, params={"input": [1, 224, 224]}, stem=stem)
    assert Given.of(asked.question).numbers() == "n=32 at=4"


def named(form: Form, stem: str, *layers: Any) -> str:
    item = form.items[0]
    params = {"layers": [layer_json(layer) for layer in layers]}
    return Given.of(answered(item, item.question.parts[0].answer, params=params, stem=Text(stem)).question).numbers()


def test_a_name_shows_no_padding_that_the_stem_leaves_out(form: Form) -> None:
    layer = Conv2d(1, 1, (1, 3), padding=(0, 8), dilation=(1, 8))
    assert named(form, "A layer with `kernel_size=(1, 3)`, `dilation=(1, 8)`?", layer) == "k=1×3 d=1×8"
    assert named(form, "A layer with `kernel_size=(1, 3)`, `padding=(0, 8)`?", layer) == "k=1×3 p=0×8 d=1×8"
    assert named(form, "`Conv2d(1, 1, (1, 3), 1, (0, 8))`?", layer) == "k=1×3 p=0×8 d=1×8"


def test_a_name_shows_whether_a_norm_is_affine_only_where_the_stem_does(form: Form) -> None:
    layers = (Conv2d(3, 8, 3), BatchNorm2d(8, affine=False))
    assert named(form, "How many statistics?", *layers) == "3→8 k3, bn"
    assert named(form, "A `BatchNorm2d` with `affine=False`?", *layers) == "3→8 k3, bn noaffine"


def test_a_norm_without_parameters_is_named() -> None:
    assert network([layer_json(Conv2d(3, 8, 3)), layer_json(BatchNorm2d(8, affine=False))]) == "3→8 k3, bn noaffine"


def test_layers_without_numbers_are_named_where_items_differ_by_them() -> None:
    layers = [layer_json(layer) for layer in (CONV, ReLU(), POOL)]
    assert network(layers, Manner(plain=True)) == "k7 s2 p3, relu, maxpool k3 s2 p1"


@pytest.mark.parametrize(
    ("layers", "channels", "shown"),
    [
        ([Conv2d(3, 8, 3, padding=1), ReLU(), Conv2d(8, 16, 1)], None, "3→8 k3, 16"),
        ([Conv2d(3, 8, 3, padding=1), Conv2d(8, 8, 3, padding=1)], 3, "8 k3 ×2"),
        ([MaxPool2d(2, 2), MaxPool2d(3, 2), Flatten(), Linear(12, 10)], 3, "maxpool k2, maxpool k3 s2, linear 10"),
        ([Parallel(((Conv2d(8, 4, 1),), (Conv2d(8, 2, 1), Conv2d(2, 4, 3)))), Conv2d(8, 9, 1)], 8, "4 | 2, 4 k3, 8→9"),
    ],
)
def test_with_little_room_channels_are_told_once(layers: list[Any], channels: int | None, shown: str) -> None:
    assert brief([layer_json(layer) for layer in layers], channels) == shown


@pytest.mark.parametrize(
    ("params", "shown"),
    [
        ({}, ""),
        ({"input": [1, 224, 224], "layers": [layer_json(CONV)]}, "n=32 k=7 s=2 p=3"),
        ({"input": [1, 32, 32], "layers": [layer_json(CONV)], "target": 15}, "n=32 target=15 k=7 s=2 p=3"),
        ({"input": [1, 32, 20]}, "n=32×20"),
        ({"input": [16, 32, 32], "target": [64, 8]}, "n=32 c=16 target=64,8"),
        ({"input": None, "layers": []}, ""),
        ({"input": [1, None, None], "target": 4}, "target=4"),
        ({"x": [[1, -2], [3, 4]], "position": [0, 1], "bias_value": -3}, "b=-3 at 0,1 x=1,-2;3,4"),
        ({"weights": [1, 2], "biases": [], "strength": 0.05, "loss": 0.0}, "λ=0.05 w=1,2"),
        ({"kept": [True, False], "restored": True, "skip": False}, "restored kept=1,0"),
        ({"architecture": "vgg16", "names": ["conv5_1", "conv5_3"], "width": "0.5"}, "vgg16 conv5_1–3 w=0.5"),
        (
            {"architecture": "resnet50", "names": ["layer1.0.conv1", "layer1.2.conv3"]},
            "resnet50 layer1.0.conv1–2.conv3",
        ),
        ({"architecture": "unet", "names": ["conv1_1"]}, "unet conv1_1"),
        ({"architecture": "unet", "names": ["conv1_1", "pool1"]}, "unet conv1_1–pool1"),
        (
            {"input": [1, 32, 32], "layers": [layer_json(CONV)], "unit": 8, "end": "last"},
            "n=32 unit=8 last k=7 s=2 p=3",
        ),
        ({"code": "print(1)", "batch": 8, "unit": "KiB"}, "N=8 KiB"),
        ({"networks": {"a": [layer_json(CONV)], "b": [layer_json(POOL)]}}, "k=7 s=2 p=3"),
        ({"layers": [layer_json(CONV)], "repeated": layer_json(POOL)}, "k=7 s=2 p=3 + maxpool k=3 s=2 p=1"),
        ({"type": "ConvTranspose1d", "stride": 2, "padding": 0, "place": 3}, "at=3 deconv s=2"),
        ({"input": 7, "networks": [1], "names": 3, "architecture": 4, "repeated": 5}, "4 networks=1 repeated=5"),
        ({"anything": {"of": "a plug-in"}, "layers": 3}, "layers=3"),
    ],
)
def test_numbers_in_shorthand(form: Form, params: dict[str, Any], shown: str) -> None:
    item = form.items[0]
    asked = answered(item, item.question.parts[0].answer, params=params, stem=Text("Of {n}?", {"n": 32}))
    assert Given.of(asked.question).numbers() == shown
