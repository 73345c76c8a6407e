"""The published networks that ship with quizgen.

Points name a network by its place in ``NETWORKS``, so that one sub-space can hold layers of many networks. Networks are
read when a level is first used, not on import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quizgen.layers import Joining, Layer, branches
from quizgen.model import LEVELS, Level
from quizgen.space import Concat, Params

if TYPE_CHECKING:
    from quizgen.architectures import Architecture

NETWORKS = (
    *("lenet5", "alexnet", "alexnet-grouped", "nin", "vgg16", "googlenet", "resnet18", "resnet50"),
    *("resnext50-32x4d", "mobilenet-v1", "mobilenet-v2", "unet", "deeplab-largefov"),
    *("vgg11", "vgg19", "resnet34", "resnet101", "darknet53", "inception-v3", "xception", "densenet121"),
    *("squeezenet1-1", "dcgan-discriminator", "fcn8s", "vit-b16-patches", "efficientnet-b0", "convnext-tiny"),
    *("shufflenet-v2", "segnet", "dcgan-generator", "deeplabv3-head", "wavenet-gated"),
)
"""The networks that questions are about. Points hold their numbers: names are added at the end only."""
UNEVEN = ("xception", "densenet121", "dcgan-discriminator")
"""Networks of which not each convolution has a normalisation behind it."""
GATED = ("efficientnet-b0",)
"""Networks with gates between their convolutions, which look at whole maps."""
GLOBAL = (*GATED, "deeplabv3-head")
"""Networks of which not only windows look at a map: gates do, or a branch that pools it to one number a channel."""
MORE_LEARNED = (*GATED, "convnext-tiny", "shufflenet-v2")
"""Networks of which a table of convolutions tells too little: others learn as well, or channels take turns."""


@dataclass(frozen=True)
class Levels(Mapping[Level, Concat]):
    """Levels that are made when they are asked for, because they need files of networks."""

    make: Callable[[Level], Concat]

    def __getitem__(self, level: Level) -> Concat:
        if level not in LEVELS:
            raise KeyError(level)
        return self.make(level)

    def __contains__(self, level: object) -> bool:
        """Nothing is made for an answer."""
        return level in LEVELS

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
def every(number: int) -> tuple[tuple[str, Layer], ...]:
    """Every layer of the network with its name, those of all branches too, in the order of ``tracing.explained``."""
    network = architecture(number)
    return tuple(zip(network.names, _each(network.network.layers), strict=True))


def _each(layers: Sequence[Layer]) -> Iterator[Layer]:
    for layer in layers:
        if isinstance(layer, Joining):
            for branch in branches(layer):
                yield from _each(branch)
        yield layer


def title(p: Params) -> str:
    """What the network is called."""
    return architecture(p["network"]).title
