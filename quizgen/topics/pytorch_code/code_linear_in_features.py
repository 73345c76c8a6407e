"""The number of inputs that a program has to name for its linear layer.

The reader follows the map through convolutions and pooling, whose stride is the kernel size unless it is written. In an
easy program the padding keeps the size of the map; in a medium one none is written, so that the map shrinks and the
pooling may leave a remainder out; in a hard one a second convolution reads what the first one and its pooling left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.features import flattened, sizing
from quizgen.formulas.networks import Stage, stages
from quizgen.formulas.sizes import conv_output_size, pool_output_size
from quizgen.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, Network, ReLU, real
from quizgen.misconceptions import program_features
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Values
from quizgen.oracle.snippets import printed_shape
from quizgen.space import Combinations, Params, Where, concat
from quizgen.text import Text
from quizgen.text.nodes import Filling
from quizgen.text.snippets import snippet
from quizgen.topics.pytorch_code.shared.programs import program

STEM = "Which number has to stand in place of the question mark, so that the last line of this program can be run?"
LINES = {
    "conv": "    nn.Conv2d({before_@}, {out_channels_@}, {kernel_size_@}{padding_@_shown}),",
    "relu": "    nn.ReLU(),",
    "pool": "    nn.MaxPool2d({kernel_size_@}),",
}
END = (
    "    nn.Flatten(),",
    "    nn.Linear(?, {out_features}),",
    ")",
    "x = torch.empty({batch}, {in_channels}, {n}, {n})",
    "print(net(x).shape)",
)
_OPEN = re.compile(r"\n    nn\.Linear\(\?, \d+\),")
GENERAL = """
`nn.Conv2d` has `stride=1` and `padding=0`, and `nn.MaxPool2d` has `stride=kernel_size`, unless the program says
otherwise. After a layer with kernel size $kernel_size$, stride $stride$ and padding $padding$ a map of $n$ × $n$ has
the size $o$, rounded down:

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
STEPS = {
    "conv": "`nn.Conv2d({before_@}, {out_channels_@}, …)`:\n\n"
    "$$o_# == ({side_before_@} + 2*{padding_@} - {kernel_size_@})/1 + 1 == {side_@}$$",
    "pool": "`nn.MaxPool2d({kernel_size_@})`:\n\n"
    "$$o_# == floor(({side_before_@} - {kernel_size_@})/{kernel_size_@}) + 1 == {side_@}$$",
}
FLATTENED = """
`nn.Flatten` keeps the batch and lines up all values of a sample, whose maps are {side} × {side} in {channels} channels:

$$features_in == {channels}*{side}**2$$

$$features_in == {features}$$
"""
ONE = ("conv", "relu", "pool")
TWO = (*ONE, *ONE)


@cache
def _stages(shape: Shape) -> tuple[Stage, ...]:
    return tuple(stages(shape))


@cache
def _template(shape: Shape) -> str:
    lines = (LINES[form].replace("@", str(place)) for place, form in enumerate(shape, 1))
    return f"{STEM}\n\n{program('net = nn.Sequential(', *lines, *END)}"


@cache
def _worked(shape: Shape) -> str:
    places = [(place, form) for place, form in enumerate(shape, 1) if form in STEPS]
    steps = (STEPS[form].replace("@", str(at)).replace("#", str(step)) for step, (at, form) in enumerate(places, 1))
    return "\n\n".join((GENERAL.strip(), *steps, FLATTENED.strip()))


def _walked(p: Params) -> dict[str, Filling]:
    """Channels and sides before and after every layer."""
    found: dict[str, Filling] = dict(p.values)
    side, channels = p["n"], p["in_channels"]
    for place, stage in enumerate(_stages(p.shape), 1):
        found |= {f"before_{place}": channels, f"side_before_{place}": side}
        side, channels = stage.map_at(p.values)
        found[f"side_{place}"] = side
    return found | {"side": side, "channels": channels}


def _stem(p: Params) -> Text:
    shown: dict[str, Filling] = dict(p.values)
    channels = p["in_channels"]
    for place, form in enumerate(p.shape, 1):
        if form == "conv":
            padding = p[f"padding_{place}"]
            shown |= {f"before_{place}": channels, f"padding_{place}_shown": f", padding={padding}" if padding else ""}
            channels = p[f"out_channels_{place}"]
    return Text(_template(p.shape), shown)


def _layers(p: Params) -> Iterable[Layer]:
    channels = p["in_channels"]
    for place, form in enumerate(p.shape, 1):
        if form == "conv":
            filters = p[f"out_channels_{place}"]
            yield Conv2d(channels, filters, p[f"kernel_size_{place}"], padding=p[f"padding_{place}"])
            channels = filters
        elif form == "pool":
            yield MaxPool2d(p[f"kernel_size_{place}"], p[f"kernel_size_{place}"])
        else:
            yield ReLU()


def _network(p: Params) -> Network:
    end = (Flatten(), Linear(None, p["out_features"]))
    return Network((p["in_channels"], p["n"], p["n"]), (*_layers(p), *end))


def _measure(p: Params) -> Values:
    """The program without its linear layer prints how many values of a sample reach it."""
    *_, reaching = printed_shape(_OPEN.sub("", snippet(_stem(p))))
    return (reaching,)


def _listed(p: Params) -> Values:
    """Slides every window along one axis, and lists what is left."""
    axis, channels = range(p["n"]), p["in_channels"]
    for layer in _layers(p):
        match layer:
            case Conv2d(out_channels=int(filters), kernel_size=int(size), padding=int(padding)):
                axis, channels = range(len(axis) + 2 * padding)[size - 1 :], filters
            case MaxPool2d(kernel_size=int(size)):
                axis = range(len(axis))[size - 1 :: size]
            case _:
                pass
    return (sum([len(axis) * len(axis)] * channels),)


def _fits(shape: Shape, *, keeps: bool) -> Where:
    """Channels grow, the last map has three rows or more, and one batch of three goes with a size and channels.

    With ``keeps`` every padding keeps the size.
    """

    def where(c: Any) -> Any:
        side, channels, fine = c.n, c.in_channels, c.n > 0
        for place, form in enumerate(shape, 1):
            if form == "relu":
                continue
            size = getattr(c, f"kernel_size_{place}")
            if form == "conv":
                padding, filters = getattr(c, f"padding_{place}"), getattr(c, f"out_channels_{place}")
                padded = 2 * padding == size - 1 if keeps else 2 * padding < size
                fine = fine & padded & (filters > channels)
                side, channels = side + 2 * padding - size + 1, filters
            else:
                side = side // size
        return fine & (side >= 3) & (c.batch == 2 ** (1 + (c.n + channels // 2) % 3))

    return where


def _real(c: Any) -> Any:
    """Where every convolution has published window and channels, and every pooling layer is by 2."""
    fine, channels = c.n > 0, c.in_channels
    for place, form in enumerate(c.shape, 1):
        if form == "conv":
            filters = getattr(c, f"out_channels_{place}")
            fine = fine & real.convolution(c, f"_{place}") & real.channels(channels, filters)
            channels = filters
        elif form == "pool":
            fine = fine & real.pool(c, f"_{place}")
    return fine


def _grid(shape: Shape, *, keeps: bool = False, **axes: Iterable[int]) -> Combinations:
    """``pools`` are the kernel sizes of all pooling layers, ``filters_1`` ... the channels of the convolutions."""
    found = {name: tuple(axes[name]) for name in ("batch", "n", "in_channels")} | {"out_features": (10,)}
    for place, form in enumerate(shape, 1):
        if form == "conv":
            found[f"out_channels_{place}"] = tuple(axes[f"filters_{place}"])
            found[f"kernel_size_{place}"] = (3, 5)
            found[f"padding_{place}"] = tuple(axes["padding"])
        elif form == "pool":
            found[f"kernel_size_{place}"] = tuple(axes["pools"])
    return Combinations(found, _fits(shape, keeps=keeps), shape)


FAMILY = Family(
    module=__name__,
    title="Inputs of a linear layer in a program",
    weight="core",
    asks="in_features",
    levels={
        "easy": concat(
            _grid(
                ONE,
                keeps=True,
                batch=(2, 4, 8),
                n=range(8, 66),
                in_channels=(1, 3),
                filters_1=(6, 8, 12, 16, 20, 32),
                padding=(1, 2),
                pools=(2,),
            ),
            real=_real,
        ),
        "medium": concat(
            _grid(
                ONE,
                batch=(2, 4, 8),
                n=range(12, 66),
                in_channels=(1, 3),
                filters_1=(6, 8, 12, 16, 20, 32),
                padding=(0,),
                pools=(2, 3),
            ),
            real=_real,
        ),
        "hard": concat(
            _grid(
                TWO,
                batch=(2, 4, 8),
                n=(26, 28, 32, 36, 48, 64),
                in_channels=(1, 3),
                filters_1=(6, 8, 16, 20),
                filters_4=(16, 32),
                padding=(0, 1, 2),
                pools=(2, 3),
            ),
            real=_real,
        ),
    },
    formulas=(conv_output_size, pool_output_size),
    compose=lambda trees, shape: (flattened(shape, sizing(*trees)),),
    options={"easy": 4, "medium": 0, "hard": 4},
    as_numbers=("easy",),
    misconceptions=program_features.MISTAKES,
    answer="`{value}`",
    stem=_stem,
    solution=lambda p, key: (Text(_worked(p.shape), {**_walked(p), "features": key[0]}),),
    network=_network,
    givens=lambda p: {"batch": p["batch"], "code": snippet(_stem(p))},
    measure=_measure,
    recount=(Check("position by position", _listed),),
    examples=(
        Example(
            {
                "batch": 1,
                "n": 32,
                "in_channels": 1,
                "out_channels_1": 6,
                "kernel_size_1": 5,
                "padding_1": 0,
                "kernel_size_3": 2,
                "out_channels_4": 16,
                "kernel_size_4": 5,
                "padding_4": 0,
                "kernel_size_6": 2,
                "out_features": 120,
            },
            (400,),
            "PyTorch tutorials, Neural networks (LeNet with 16 * 5 * 5 inputs of its first linear layer)",
            TWO,
        ),
    ),
)
