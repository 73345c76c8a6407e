"""Questions on the layers of the published networks that ship with quizgen.

Points name a network by its place in ``NETWORKS`` and layers by their place on its main path, so that one sub-space can
hold stretches of many networks. Networks are read when a level is first used, not on import.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from quizgen.formulas.stages import normalized_parameters, summed
from quizgen.layers import (
    SHAPELESS,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    Layer,
    MaxPool2d,
    Parallel,
    Residual,
    axis,
    branches,
)
from quizgen.math.code import evaluate
from quizgen.math.tree import Expr
from quizgen.misconceptions.kinds import Shape
from quizgen.model import LEVELS, Level, Number
from quizgen.space import Concat, Params
from quizgen.text import Text

if TYPE_CHECKING:
    from quizgen.architectures import Architecture

Window: TypeAlias = Conv2d | MaxPool2d | AvgPool2d
NETWORKS = (
    *("lenet5", "alexnet", "alexnet-grouped", "nin", "vgg16", "googlenet", "resnet18", "resnet50"),
    *("resnext50-32x4d", "mobilenet-v1", "mobilenet-v2", "unet", "deeplab-largefov"),
)
"""The networks that questions are about. Points hold their numbers: names are added at the end only."""
DOWNWARDS = ("unet",)
"""Networks whose parallel paths are no blocks: the main path only follows them downwards."""

OUTER = re.compile(r"^(level\d\.)+(?=level\d)")


class Placed(NamedTuple):
    """A convolution or pooling: its published name, the layer, and the block that it is in.

    Of levels within levels the name has the innermost one only, so that a table is not too wide. The block is
    ``Residual`` or ``Parallel``, the innermost one, or empty.
    """

    name: str
    layer: Window
    block: str


@dataclass(frozen=True)
class Levels(Mapping[Level, Concat]):
    """Levels that are made when they are asked for, because they need files of networks."""

    make: Callable[[Level], Concat]

    def __getitem__(self, level: Level) -> Concat:
        if level not in LEVELS:
            raise KeyError(level)
        return self.make(level)

    def __iter__(self) -> Iterator[Level]:
        return iter(LEVELS)

    def __len__(self) -> int:
        return len(LEVELS)


@cache
def architecture(number: int) -> Architecture:
    """The network of that number."""
    from quizgen import architectures

    return architectures.load(NETWORKS[number])


@cache
def windows(number: int) -> tuple[Placed, ...]:
    """The convolutions and poolings on the network's main path, up to where maps end or grow again.

    The main path goes through the body of a residual block, and through that of parallel branches which sees most.
    """
    network = architecture(number)
    found: list[Placed] = []
    for name, layer, block in _path(network.network.layers, iter(network.names), ""):
        if not isinstance(layer, Conv2d | MaxPool2d | AvgPool2d):
            break
        found.append(Placed(OUTER.sub("", name), layer, block))
    return tuple(found)


def _path(layers: Sequence[Layer], names: Iterator[str], block: str) -> list[tuple[str, Layer, str]]:
    """The layers of the main path; ``names`` go on by every layer, in the order of ``tracing.explained``."""
    found: list[tuple[str, Layer, str]] = []
    for layer in layers:
        if isinstance(layer, Residual | Parallel):
            paths = [_path(branch, names, type(layer).__name__) for branch in branches(layer)]
            next(names)
            found += max(paths, key=_reach)
        elif not isinstance(layer, SHAPELESS):
            found.append((next(names), layer, block))
        else:
            next(names)
    return found


def _reach(path: Iterable[tuple[str, Layer, str]]) -> int:
    layers = (layer for _, layer, _ in path)
    return sum(axis(layer.kernel_size, 0) - 1 for layer in layers if isinstance(layer, Conv2d | MaxPool2d | AvgPool2d))


@cache
def every(number: int) -> tuple[tuple[str, Layer], ...]:
    """Every layer of the network with its name, those of all branches too, in the order of ``tracing.explained``."""
    network = architecture(number)
    return tuple(zip(network.names, _each(network.network.layers), strict=True))


def _each(layers: Sequence[Layer]) -> Iterator[Layer]:
    for layer in layers:
        if isinstance(layer, Residual | Parallel):
            for branch in branches(layer):
                yield from _each(branch)
        yield layer


def steps(layer: Window) -> tuple[int, int, int]:
    """Kernel size, stride and dilation of a layer; all here treat both axes alike."""
    dilation = 1 if isinstance(layer, AvgPool2d) else axis(layer.dilation, 0)
    return axis(layer.kernel_size, 0), axis(layer.stride, 0), dilation


def form(layer: Window) -> str:
    """``pool``, ``dilated`` or ``conv``."""
    if not isinstance(layer, Conv2d):
        return "pool"
    return "dilated" if axis(layer.dilation, 0) > 1 else "conv"


def stretch(p: Params) -> tuple[Placed, ...]:
    """The consecutive layers that a point is about: ``first`` and ``last`` count on the main path."""
    return windows(p["network"])[p["first"] : p["last"] + 1]


def title(p: Params) -> str:
    """What the network is called."""
    return architecture(p["network"]).title


def main_path(path: Iterable[Placed], network: int, words: Mapping[str, str]) -> str:
    """What is to be said of the blocks that layers are taken from, by their kind."""
    blocks = dict.fromkeys(placed.block for placed in path if NETWORKS[network] not in DOWNWARDS)
    return "".join(words[block] for block in blocks if block)


IMAGE, PUBLISHED = 3, 4
WIDTHS = {1: "0.25", 2: "0.5", 3: "0.75", 4: "1", 5: "1.25", 6: "1.5", 8: "2"}
"""By how many quarters of the published number of channels, and how that is written."""


def scaled(layer: Conv2d, width: int) -> Conv2d | None:
    """The convolution of a network ``width`` quarters as wide, None where a number would not be whole.

    The image keeps its channels; a depthwise convolution stays one, and other groups keep their number.
    """
    reads, gives, groups = layer.in_channels, layer.out_channels or 0, layer.groups or 1
    more = [
        gives * width,
        groups * width if groups == reads > 1 else groups * 4,
        reads * (4 if reads <= IMAGE else width),
    ]
    if any(number % 4 for number in more):
        return None
    gives, groups, reads = (number // 4 for number in more)
    if gives % groups or reads % groups:
        return None
    return replace(layer, in_channels=reads, out_channels=gives, groups=groups)


def widened(p: Params) -> str:
    """The sentence on a network that is wider or narrower than the published one."""
    if p["width"] == PUBLISHED:
        return ""
    return f" In this variant each layer gives {WIDTHS[p['width']]} times as many channels as the published one."


def counted(convolutions: Sequence[Conv2d], *, norm: bool) -> int:
    """Learnable parameters, group by group and filter by filter."""
    total = 0
    for layer in convolutions:
        gives, groups = layer.out_channels or 0, layer.groups or 1
        seen = Counter(channel * groups // layer.in_channels for channel in range(layer.in_channels))
        taps = axis(layer.kernel_size, 0) ** 2
        filters = (taps * seen[number * groups // gives] + layer.bias + 2 * norm for number in range(gives))
        total += sum(filters)
    return total


def learning(convolutions: Sequence[Conv2d], *, norm: bool) -> tuple[Layer, ...]:
    """The layers with what is learned: each convolution, and the normalisation behind it."""
    pairs = ((layer, BatchNorm2d(layer.out_channels)) if norm else (layer,) for layer in convolutions)
    return tuple(layer for pair in pairs for layer in pair)


GENERAL = """
A filter has a square kernel for each input channel, so with kernel size $kernel_size$, $in_channels$ input channels and
$out_channels$ output channels a convolution has as many weights as

$$kernel_size**2*in_channels*out_channels$$
"""
GROUPED = """
A filter has a square kernel for each input channel of its group, so with kernel size $kernel_size$, $in_channels$ input
channels, $out_channels$ output channels and $groups$ groups a convolution has as many weights as

$$kernel_size**2*(in_channels/groups)*out_channels$$
"""
BIASES = "Each output channel has a bias as well."
NORMS = "The `BatchNorm2d` layer behind it has two more numbers for each output channel, a weight and a bias."


@cache
def sum_words(shape: Shape, grouped: tuple[bool, ...], *, bias: bool, norm: bool) -> str:
    """The solution's template for a sum over rows: ``name_1`` and the numbers of ``quizgen.formulas.stages``.

    The counts of the rows are ``count_1`` ..., their sum ``parameters``.
    """
    parts = [GROUPED if any(grouped) else GENERAL, *([BIASES] if bias else []), *([NORMS] if norm else [])]
    for number, (form, groups) in enumerate(zip(shape, grouped, strict=True), 1):
        reads = "({in_channels_#}/{groups_#})" if groups else "{in_channels_#}"
        more = " + {out_channels_#}" * bias + " + 2*{out_channels_#}" * norm
        count = f"{{kernel_size_#}}**2*{reads}*{{out_channels_#}}{more}"
        if form == "many":
            count = f"{{times_#}}*({count})"
        lines = ("`{name_#}`:", f"$$P_# == {count} == {{count_#}}$$")
        parts += [line.replace("#", str(number)) for line in lines]
    if len(shape) > 1:
        every = " + ".join(f"{{count_{number}}}" for number in range(1, len(shape) + 1))
        parts += ["Together:", f"$$P == {every} == {{parameters}}$$"]
    return "\n\n".join(parts)


def sum_solution(p: Params, names: Sequence[str], key: Number) -> tuple[Text, ...]:
    """The solution of a sum over the rows of a point."""
    numbers = range(1, len(p.shape) + 1)
    words = sum_words(
        p.shape, tuple(p[f"groups_{number}"] > 1 for number in numbers), bias=p["bias"] == 1, norm=p["norm"] == 1
    )
    counts = {f"count_{number}": int(evaluate(_row_tree(number, p.shape[number - 1]), p.values)) for number in numbers}
    named = {f"name_{number}": name for number, name in zip(numbers, names, strict=True)}
    return (Text(words, {**p.values, **counts, **named, "parameters": key}),)


@cache
def _row_tree(number: int, form: str) -> Expr:
    return summed([(number, form)], normalized_parameters.tree)
