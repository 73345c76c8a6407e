"""What a depthwise separable convolution saves against an ordinary one.

The reader counts the weights of both and subtracts.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.families.parameters.shared.saving import saved
from quizgen.families.parameters.shared.worked import worked
from quizgen.formulas.savings import separable_saves
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import savings
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "Network *a* is a depthwise separable convolution: a depthwise `Conv2d` layer with `in_channels={in_channels}`, "
    "`out_channels={mid_channels}`, `kernel_size={kernel_size}` and `groups={in_channels}`, then a pointwise `Conv2d` "
    "layer with `out_channels={out_channels}`, `kernel_size=1` and `groups=1`. Network *b* is one ordinary `Conv2d` "
    "layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}` and "
    "`groups=1`. All layers have `bias=False`. How many fewer weights does network *a* have than network *b*?"
)
WORDS = (
    "The ordinary layer has a kernel of $kernel_size**2$ weights for each pair of the $in_channels$ input and the "
    "$out_channels$ output channels. The depthwise layer has one such kernel for each of its $mid_channels$ output "
    "channels, and the pointwise layer one weight for each pair of these and the $out_channels$ output channels. "
    "Network *a* saves this number $parameters$ of weights:"
)
FORMULA = "kernel_size**2*in_channels*out_channels - kernel_size**2*mid_channels - mid_channels*out_channels"


def _networks(p: Params) -> dict[str, Network]:
    channels, mid, last, size = (p[name] for name in ("in_channels", "mid_channels", "out_channels", "kernel_size"))
    depthwise = Conv2d(channels, mid, size, padding=size // 2, groups=channels, bias=False)
    small = Network((channels, 32, 32), (depthwise, Conv2d(mid, last, 1, bias=False)))
    return {"a": small, "b": Network(small.input, (Conv2d(channels, last, size, padding=size // 2, bias=False),))}


def _listed(p: Params) -> Values:
    """Counts tap by tap what the ordinary filters have, and takes away the taps of the two layers."""
    taps = sum(1 for _ in range(p["kernel_size"]) for _ in range(p["kernel_size"]))
    ordinary = sum(taps * p["in_channels"] for _ in range(p["out_channels"]))
    depthwise = sum(taps for _ in range(p["mid_channels"]))
    return (ordinary - depthwise - sum(p["mid_channels"] for _ in range(p["out_channels"])),)


def _one_each(c: Any) -> Any:
    return (c.mid_channels == c.in_channels) & (c.out_channels != c.in_channels)


def _several_each(c: Any) -> Any:
    """The depthwise layer gives two or four channels for each, and the block still saves something."""
    multiplied = (c.mid_channels == 2 * c.in_channels) | (c.mid_channels == 4 * c.in_channels)
    return multiplied & (c.out_channels != c.in_channels) & (c.out_channels != c.mid_channels)


def _level(channels: tuple[int, ...], kernel_size: tuple[int, ...], where: Any) -> Concat:
    axes = {
        "kernel_size": kernel_size,
        "in_channels": channels,
        "mid_channels": channels,
        "out_channels": channels,
    }
    return concat(Combinations(axes, where, ("separable",)))


SMALL = (3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 24, 25, 30, 32, 36, 40)

FAMILY = Family(
    module=__name__,
    title="Weights saved by a depthwise separable convolution",
    weight="special",
    asks="parameters_saved",
    levels={
        "easy": _level((*SMALL, 28, 48, 60, 64), (3,), _one_each),
        "medium": _level((*SMALL, 48, 64), (5, 7), _one_each),
        "hard": _level((8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 192, 256), (3, 5, 7), _several_each),
    },
    formulas=(separable_saves,),
    misconceptions=savings.SEPARABLE,
    stem=lambda p: Text(STEM, p.values),
    solution=lambda p, key: (Text(worked(WORDS, FORMULA), {**p.values, "parameters": key[0]}),),
    network=_networks,
    measure=saved(_networks),
    recount=(Check("taps", _listed),),
    examples=(
        Example(
            {"kernel_size": 3, "in_channels": 512, "mid_channels": 512, "out_channels": 512},
            (2_359_296 - 266_752,),
            "Howard et al. (2017), MobileNets, table 3: 2.36 against 0.27 million parameters, 3 × 3, 512 channels",
            ("separable",),
        ),
    ),
)
