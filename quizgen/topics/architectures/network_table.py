"""A small network as a table to fill in: output shape, parameters and receptive field of every layer.

Easy networks have three layers, of which the first is done; at the medium level strides, pooling and ReLU play
together; at the hard level a map is flattened, or kernels have holes or groups and batch normalisation stands between
the layers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, repeat
from typing import TypeAlias

from quizgen import oracle, tracing
from quizgen.asking.computed import Check
from quizgen.asking.linked import Case, ForPoint, GridPart, LinkedFamily, Once, Quantity
from quizgen.chains import small_networks
from quizgen.chains.network_rows import COLUMNS, Cells, RowValues, asked, cells
from quizgen.chains.row_solutions import general, worked
from quizgen.chains.small_networks import fits, numbers
from quizgen.formulas import network_rows as rows
from quizgen.formulas.parameters import PYTORCH
from quizgen.formulas.receptive_field import ARAUJO
from quizgen.layers import Conv2d, Layer, Linear, MaxPool2d, Network, code
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Level, Number, Values
from quizgen.space import Concat, Params, Rows, concat
from quizgen.space.scattered import Groups, thinned
from quizgen.text import Table, Text

STEM = """
A network is given an input of shape {in_channels} × {n} × {n} (channels, height, width). Its layers are, in this order:

{layers}

Fill in the table. For each layer it asks for the shape of the output (channels × height × width), for the number of
learnable parameters (weights and biases), and for the receptive field of one unit of the output: how many pixels of the
input it spans along one axis, far from the border.<more>

Every layer fits what reaches it, which is why no `in_channels` are shown. Other settings that are not shown are
PyTorch's defaults: `dilation=1`, `groups=1`, `bias=True`. `padding` counts what is added on each side, and a fraction
in a size is rounded down.
"""
network = Once(small_networks.network)
PROBED = 64
"""Where the search for an input that is long enough for every receptive field starts."""
DONE = " The first row is done."
MORE = {
    "flatten": " After `Flatten` the shape is a single number, and no receptive field is asked for.",
    "norm": " For the receptive field `BatchNorm2d` counts as in evaluation, where its mean and variance are fixed.",
}
SHOWN: dict[type[Layer], tuple[str, ...]] = {
    Conv2d: ("out_channels", "kernel_size", "stride", "padding"),
    MaxPool2d: ("kernel_size", "stride", "padding"),
    Linear: ("out_features",),
}
UNLESS = {"dilation": 1, "groups": 1, "bias": True}
"""Arguments of a convolution that are shown unless they have this value."""
SHORT = 3
"""Networks of so many layers have their first row done."""
MOST = 1500
"""How many networks of each succession of layers there are at most."""


def _stem(p: Params) -> Text:
    more = [DONE] * _done(p.shape) + [words for step, words in MORE.items() if step in p.shape]
    lines = tuple((str(place), _call(layer)) for place, layer in enumerate(network(p).layers, 1))
    table = Table(("No.", "Layer"), lines, "The layers of the network")
    return Text(STEM.replace("<more>", "".join(more)), {**p.values, "layers": table})


def _call(layer: Layer) -> str:
    more = tuple(name for name, usual in UNLESS.items() if isinstance(layer, Conv2d) and getattr(layer, name) != usual)
    return code(layer, (*SHOWN.get(type(layer), ()), *more))


def _done(shape: Shape) -> int:
    return int(len(shape) == SHORT)


def _table(shape: Shape) -> tuple[Cells, ...]:
    return cells(shape, _done(shape))


def _heading(place: int) -> ForPoint:
    return lambda p: Text("{place}. `{layer}`", {"place": place, "layer": type(network(p).layers[place - 1]).__name__})


def _column(name: str) -> ForPoint:
    return lambda _: Text(name)


def _solution(p: Params, keys: Mapping[str, Number]) -> tuple[Text, ...]:
    del keys
    return Text(general(p.shape)), Text(worked(p.shape), numbers(p))


def _parts(shape: Shape) -> tuple[GridPart, ...]:
    return (
        GridPart(
            about="What each layer of the network makes",
            corner="Layer",
            columns=tuple(map(_column, COLUMNS)),
            rows=tuple(_heading(place) for place in range(1, len(shape) + 1)),
            cells=_table(shape),
            points=Fraction(sum(any(isinstance(cell, Quantity) for cell in row) for row in _table(shape))),
            measure=_measure,
            recount=(Check("quizgen explain", _explained),),
            solution=_solution,
        ),
    )


def _measure(p: Params) -> Values:
    return asked(_table(p.shape), _measured(network(p)))


def _measured(whole: Network) -> Iterator[RowValues]:
    found = oracle.measured(whole.layers, whole.input)
    maps = [layer for layer, one in zip(whole.layers, found, strict=True) if len(one.output_shape) == 3]
    fields = chain(oracle.receptive_fields(maps, PROBED), repeat(0))
    for one, field in zip(found, fields, strict=False):
        yield one.output_shape, one.parameters, field


def _explained(p: Params) -> Values:
    lines = tracing.explained(network(p))
    return asked(_table(p.shape), ((one.output_shape, one.parameters, one.receptive_field[0]) for one in lines))


# The spaces: real layers as (out_channels, kernel_size, stride, padding), and dilation or groups.
Numbers: TypeAlias = tuple[int, ...]


def _conv(channels: Numbers, windows: Groups) -> Groups:
    return tuple((out_channels, *window) for out_channels in channels for window in windows)


def _networks(steps: str, images: Groups, *layers: Groups) -> Rows:
    """Networks of these kinds (``"conv pool conv"``), from numbers for each layer that has any."""
    shape = tuple(steps.split())
    own = (f"{name}_{place}" for place, step in enumerate(shape, 1) for name in rows.ARGUMENTS.get(step, ()))
    names = ("in_channels", "n", *own)
    return thinned(names, (images, *layers), lambda *row: fits(shape, dict(zip(names, row, strict=True))), MOST, *shape)


SMALL = ((1, 28), (1, 32), (3, 32), (3, 48), (3, 64))
LARGE = tuple((3, side) for side in (64, 96, 112, 128, 160, 192, 224))
FEW, SOME, MANY = (6, 8, 16, 32), (16, 32, 64), (64, 128, 192)
SAME = ((3, 1, 1), (5, 1, 2))
ANY = (*SAME, (3, 1, 0), (5, 1, 0))
HALF = ((3, 2, 1), (5, 2, 2), (7, 2, 3))
LATER = (*SAME, (3, 2, 1))
POOL, POOLS = ((2, 2, 0),), ((2, 2, 0), (3, 2, 0), (3, 2, 1))
HOLES = tuple((3, 1, rate, rate) for rate in (2, 3, 4))
GROUPED = tuple((*window, groups) for window in LATER for groups in (2, 4, 8, 16, 24, 32, 64))
HEADS = ((10,), (84,), (100,), (120,))
LEVELS: dict[Level, Concat] = {
    "easy": concat(
        _networks("conv pool conv", SMALL, _conv(FEW, ANY), POOL, _conv(SOME, ANY)),
        _networks("conv conv pool", SMALL, _conv(FEW, ANY), _conv(SOME, ANY), POOL),
    ),
    "medium": concat(
        _networks("conv relu pool conv", LARGE, _conv(SOME, HALF), POOLS, _conv(MANY, LATER)),
        _networks("conv relu conv pool", LARGE, _conv(SOME, ANY), _conv(SOME, HALF[:2]), POOLS),
        _networks("conv relu pool conv pool", LARGE, _conv(SOME, HALF), POOLS, _conv(MANY, SAME), POOLS),
    ),
    "hard": concat(
        _networks("conv pool conv pool flatten linear", SMALL, _conv(FEW, ANY), POOL, _conv(SOME, ANY), POOL, HEADS),
        _networks("conv relu pool conv flatten linear", SMALL, _conv(FEW, HALF), POOLS, _conv(SOME, SAME), HEADS),
        _networks(
            "conv norm relu grouped conv", LARGE, _conv(SOME, HALF), _conv(SOME, GROUPED), _conv(MANY, ((1, 1, 0),))
        ),
        _networks(
            "conv pool dilated norm conv", LARGE, _conv(SOME, HALF), POOLS, _conv(MANY, HOLES), _conv(MANY, LATER)
        ),
    ),
}


def _case(steps: str, image: Numbers, layers: tuple[Numbers, ...], published: dict[str, int], source: str) -> Case:
    shape = tuple(steps.split())
    values = {"in_channels": image[0], "n": image[1]}
    for place, (step, own) in enumerate(zip(shape, layers, strict=True), 1):
        values |= {f"{name}_{place}": number for name, number in zip(rows.ARGUMENTS.get(step, ()), own, strict=True)}
    return Case(values, shape, published, source)


def _maps(*shapes: Numbers) -> dict[str, int]:
    names = ("channels", "height", "width")
    return {
        f"{name}_{place}": number
        for place, one in enumerate(shapes, 1)
        for name, number in zip(names, one, strict=True)
    }


FAMILY = LinkedFamily(
    module=__name__,
    title="A small network as a table",
    asks="network_table",
    levels=LEVELS,
    parts=_parts,
    stem=_stem,
    source=f"{PYTORCH}; {ARAUJO}",
    network=network,
    published=(
        _case(
            "conv pool conv pool flatten linear",
            (1, 28),
            ((32, 3, 1, 0), (2, 2, 0), (64, 3, 1, 0), (2, 2, 0), (), (10,)),
            {
                **_maps((32, 26, 26), (32, 13, 13), (64, 11, 11), (64, 5, 5)),
                "parameters_1": 320,
                "parameters_3": 18_496,
                "features_5": 1600,
                "parameters_6": 16_010,
            },
            "Keras documentation, code examples: Simple MNIST convnet, model summary",
        ),
        _case(
            "conv pool conv pool flatten linear",
            (1, 28),
            ((6, 5, 1, 2), (2, 2, 0), (16, 5, 1, 0), (2, 2, 0), (), (120,)),
            {**_maps((6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5)), "features_5": 400},
            "Zhang et al. (2023), Dive into Deep Learning, section 7.6, the shapes of LeNet",
        ),
        _case(
            "conv pool conv pool",
            (3, 227),
            ((96, 11, 4, 0), (3, 2, 0), (256, 5, 1, 2), (3, 2, 0)),
            {"receptive_field_1": 11, "receptive_field_2": 19, "receptive_field_3": 51, "receptive_field_4": 67},
            "Dang Ha The Hien (2017), A guide to receptive field arithmetic for convolutional neural networks, AlexNet",
        ),
    ),
)
