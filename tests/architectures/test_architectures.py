"""Every shipped network has the published figures, by formula and as built from real torch layers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from quizgen import architectures, oracle
from quizgen.architectures import Architecture
from quizgen.errors import UsageError
from quizgen.layers import AdaptiveAvgPool2d, Conv2d, Flatten, Layer, Parallel, Residual, branches
from quizgen.oracle.fields import reach
from quizgen.oracle.running import loaded
from quizgen.tracing import Row, total

NAMES = architectures.names()
ASKED = {
    *("resnet34", "resnet101", "vgg11", "vgg19", "densenet121", "efficientnet-b0", "squeezenet1-1", "inception-v3"),
    *("convnext-tiny", "dcgan-generator", "dcgan-discriminator", "vit-b16-patches", "fcn8s", "segnet", "xception"),
    *("shufflenet-v2", "darknet53", "deeplabv3-head", "wavenet-gated"),
    *("lenet5", "alexnet", "alexnet-grouped", "vgg16", "googlenet", "resnet18", "resnet50", "resnext50-32x4d"),
    *("mobilenet-v1", "mobilenet-v2", "unet", "deeplab-largefov", "wavenet-block", "nin"),
}
FAR_SIGHTED = {"densenet121", "resnet101", "inception-v3", "convnext-tiny", "wavenet-gated"}
"""Networks whose units see thousands of positions, or through many paths: to look through them takes a while."""
GROWING = {"ConvTranspose2d", "MaxUnpool2d", "Upsample"}
"""Layers after which units of one map see differently much."""
SMALL = 'title = "t"\ninput = "3x8x8"\nlayers = ["a: conv 3->4 k3, relu", "b: conv 4 k3"]\n'


@pytest.fixture(params=NAMES)
def network(request: pytest.FixtureRequest) -> Architecture:
    return architectures.load(request.param)


def _map_layers(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Up to where units see everything."""
    ends = (place for place, layer in enumerate(layers) if isinstance(layer, AdaptiveAvgPool2d | Flatten))
    return layers[: next(ends, len(layers))]


def _of(network: Architecture, quantity: str) -> Iterator[tuple[str, str, str]]:
    yield from (
        (figure.layer, figure.published, figure.source) for figure in network.figures if figure.quantity == quantity
    )


def test_all_networks_of_the_catalogue_are_there() -> None:
    assert set(NAMES) >= ASKED


def test_the_documentation_lists_the_networks() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explain.md").read_text(encoding="utf-8")
    _, _, behind = page.partition("Shipped are")
    listed = re.findall(r"`([^`]+)`", behind.partition("Of the networks of torchvision")[0])
    assert sorted(listed) == sorted(["banks/architectures/", *NAMES])


def test_every_network_names_its_source_with_a_year_and_a_published_number_of_parameters_or_a_field(
    network: Architecture,
) -> None:
    assert any(f"({year})" in network.source for year in range(1998, 2027))
    assert all(figure.source for figure in network.figures)
    assert {"parameters", "receptive_field"} & {figure.quantity for figure in network.figures}


def test_the_formulas_give_the_published_figures(network: Architecture) -> None:
    found = [(figure.quantity, figure.layer, figure.found(network.rows)) for figure in network.figures]
    assert found == [(figure.quantity, figure.layer, figure.published) for figure in network.figures]


def test_torch_gives_the_published_figures(network: Architecture) -> None:
    real = _real_rows(network)
    countable = [figure for figure in network.figures if figure.quantity in {"parameters", "macs", "shape"}]
    assert [figure.found(real) for figure in countable] == [figure.published for figure in countable]


def test_every_layer_has_the_shape_the_parameters_and_the_operations_that_torch_counts(network: Architecture) -> None:
    by_formula = [(row.name, row.output_shape, row.parameters, row.macs) for row in network.rows]
    assert by_formula == [(row.name, row.output_shape, row.parameters, row.macs) for row in _real_rows(network)]
    assert oracle.parameters(network.network.layers) == total(network.rows)[0]
    assert oracle.output_shape(network.network.layers, network.network.input) == network.rows[-1].output_shape


def _real_rows(network: Architecture) -> list[Row]:
    counted = oracle.measured(network.network.layers, network.network.input)
    return [
        replace(row, output_shape=real.output_shape, parameters=real.parameters, macs=real.macs)
        for row, real in zip(network.rows, counted, strict=True)
    ]


def _axes() -> Iterator[Any]:
    for name in NAMES:
        marks = [pytest.mark.slow] if name in FAR_SIGHTED else []
        for which in range(len(architectures.load(name).network.input) - 1):
            yield pytest.param(name, which, marks=marks)


@pytest.mark.parametrize(("name", "which"), list(_axes()))
def test_every_layer_sees_what_real_layers_let_through(name: str, which: int) -> None:
    network = architectures.load(name)
    layers = _map_layers(network.network.layers)
    rows = [row for row in network.rows if row.jump and row.start]
    widest = max(rows, key=lambda row: row.receptive_field[which])
    assert widest.jump
    grows = any(row.type in GROWING for row in rows)
    length = widest.receptive_field[which] + 4 * ceil(widest.jump[which])
    if any(row.type == "ZeroPad2d" for row in rows) and grows:  # crops fit one size
        length = network.network.input[1 + which]
    for row, found in zip(network.rows, oracle.stretches(layers, length, which), strict=False):
        assert found, f"{row.name} sees padding everywhere"
        if row.whole:  # by a path beside others, which torch's layers join at the size of its own input alone
            assert set(found.values()) == {(0, length - 1)}
            break
        assert row.jump
        assert row.start
        assert max(last - first + 1 for first, last in found.values()) == row.receptive_field[which]
        if row.jump[which].denominator == 1 and not grows:
            half = Fraction(row.receptive_field[which] - 1, 2)
            for unit, (first, last) in found.items():
                centre = row.start[which] + unit * row.jump[which]
                assert (Fraction(first), Fraction(last)) == (centre - half, centre + half)


def test_the_units_of_an_unpadded_u_net_are_where_the_table_says() -> None:
    rows = architectures.load("unet").rows
    layers = architectures.load("unet").network.layers
    for row, found in zip(rows, oracle.stretches(layers, 572), strict=True):
        assert row.jump
        assert row.start
        assert row.start[0] == Fraction(sum(found[0]), 2)
        assert found[16][0] - found[0][0] == 16 * row.jump[0]


def test_the_probe_gives_the_published_receptive_fields_of_whole_networks() -> None:
    slim = _map_layers(architectures.load("resnet50-slim").network.layers)
    assert oracle.receptive_field(slim, 500) == (483, 32)
    mobile = _map_layers(architectures.load("mobilenet-v1").network.layers)
    assert oracle.receptive_field(mobile, 400) == (315, 32)
    wave = architectures.load("wavenet-block").network.layers
    assert oracle.receptive_field(wave, 1000, 1) == (1024, 1)


def test_a_global_layer_sees_the_part_of_the_input_that_reaches_it(network: Architecture) -> None:
    layers = _map_layers(network.network.layers)
    after = [row for row in network.rows if row.jump is None]
    if not after:
        assert layers == network.network.layers
        return
    hits = reach(layers, loaded().eye(network.network.input[1]).double())
    seen = np.flatnonzero(hits.any(axis=1))
    assert {row.receptive_field[0] for row in after} == {int(seen[-1] - seen[0]) + 1}


def test_published_names_stand_for_layers_or_stages(network: Architecture) -> None:
    assert len(set(network.names)) == len(network.names) == len(network.rows)


@pytest.mark.parametrize("name", ["resnet50", "googlenet", "unet"])
def test_names_and_layers_are_in_the_same_order(name: str) -> None:
    network = architectures.load(name)
    kinds = [type(layer).__name__ for layer in _walked(network.network.layers)]
    assert [row.type for row in network.rows] == kinds


def _walked(layers: tuple[Layer, ...]) -> Iterator[Layer]:
    for layer in layers:
        if isinstance(layer, Residual | Parallel):
            for branch in branches(layer):
                yield from _walked(branch)
        yield layer


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("conv 4 k3", "conv 5->4 k3"), "t.toml: layers[2]: b: in_channels is 5, but 4 channels reach it; write 4"),
        (("b: conv", "a: conv"), "t.toml: layers[2]: there are two layers 'a'; give each its own name"),
        (("b: conv 4", "conv 4"), "t.toml: layers[2]: 'conv 4 k3' has no name"),
        (("b: conv 4 k3", "b: twice 4"), "t.toml: layers[2]: b: there is no layer 'twice'"),
        (('"3x8x8"', '"8x"'), "t.toml: input: '8x' is no input; write channels, height and width"),
        (("title", "titel"), "t.toml: titel: there is no such key; did you mean 'title'?"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_layer_and_key(change: tuple[str, str], message: str) -> None:
    with pytest.raises(UsageError) as error:
        architectures.parse(SMALL.replace(*change), "t.toml")
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("parameters = true", "t.toml: figures[1].parameters: 'True' is no such figure"),
        ("shapes = { c = '4x6x6' }", "t.toml: figures[1].shapes: there is no layer or stage 'c'"),
        ("shapes = { a = '4 by 6' }", "t.toml: figures[1].shapes.a: '4 by 6' is no such figure"),
        ("macs = '4.1X'", "t.toml: figures[1].macs: '4.1X' is no such figure"),
    ],
)
def test_a_mistaken_figure_is_refused(figure: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        architectures.parse(f'{SMALL}[[figures]]\nsource = "s"\n{figure}\n', "t.toml")
    assert str(error.value).startswith(message)


def test_a_rounded_figure_must_agree_in_every_printed_digit() -> None:
    text = f'{SMALL}[[figures]]\nsource = "s"\nparameters = "0.26k"\nmacs = "6.2k"\n'
    network = architectures.parse(text, "t.toml")
    assert [figure.found(network.rows) for figure in network.figures] == ["0.26k", "6.2k"]
    assert total(network.rows) == (3 * 4 * 9 + 4 + 4 * 4 * 9 + 4, 108 * 36 + 144 * 16)


def test_an_unknown_network_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="did you mean 'resnet50'"):
        architectures.load("resnet-50")


def test_a_block_that_is_used_in_itself_is_refused() -> None:
    text = 'title = "t"\ninput = "3x8x8"\nlayers = ["a: loop"]\n[blocks.loop]\nlayers = ["b: loop"]\n'
    with pytest.raises(UsageError, match="the block 'loop' is used in itself"):
        architectures.parse(text, "t.toml")


def test_a_block_of_a_file_is_what_the_file_says_whatever_its_name_means_elsewhere() -> None:
    words = ("residual", "concat", "se", "ln")
    lines = [f'"{word}s: {word} {number}"' for number, word in enumerate(words, 4)]
    blocks = "".join(f'[blocks.{word}]\narguments = ["n"]\nlayers = ["c: conv {{n}} k3"]\n' for word in words)
    text = f'title = "t"\nsource = "s, 2015"\ninput = "3x32x32"\nlayers = [{", ".join(lines)}]\n{blocks}'
    network = architectures.parse(text, "t.toml").network
    assert [layer.out_channels for layer in _walked(network.layers) if isinstance(layer, Conv2d)] == [4, 5, 6, 7]
