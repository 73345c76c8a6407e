"""One network, three numbers: the side of its last map, the parameters of what follows it, how far its units see.

In easy two layers come before the linear one; in medium up to four do, with strides and with pooling between
convolutions; in hard one of them is dilated, and a hidden linear layer follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from quizgen import oracle
from quizgen.asking.computed import Check
from quizgen.asking.linked import Case, LinkedFamily, NumberPart, PartModel, Quantity
from quizgen.chains.classifier_solutions import NAMES, solve_field, solve_parameters, solve_side
from quizgen.chains.classifier_spaces import Ranges, conv, dilated, networks, pool
from quizgen.chains.classifiers import (
    counted_parameters,
    layers,
    linears,
    network,
    slid_side,
    steps,
    walked_field,
    windows,
)
from quizgen.figures.fields import nested_fields
from quizgen.formulas.classifiers import LINEAR, classifier_parameters, is_deep, last_field, last_side, sliding
from quizgen.formulas.receptive_field import ARAUJO
from quizgen.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, code
from quizgen.misconceptions import classifiers as mistakes
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Figure, Values
from quizgen.space import Params, concat
from quizgen.text import Table, Text

SHOWN: dict[type[Layer], tuple[str, ...]] = {
    Conv2d: ("out_channels", "kernel_size", "stride", "padding"),
    MaxPool2d: ("kernel_size", "stride"),
    Linear: ("out_features", "bias"),
}
STEM = """
A network takes an input of shape {in_channels} × {n} × {n} (channels, height, width). Its layers are, in this order:

{layers}

A `ReLU` follows every `Conv2d`#. Whatever the table leaves out is PyTorch's default or follows from the layer before,
and a fraction in a map's size is rounded down.
"""
SIDE = "What is the side of the last map, the one that `Flatten` is given?"
PARAMETERS = (
    "How many learnable parameters does the `Linear` layer have?",
    "How many learnable parameters do the two `Linear` layers have together?",
)
PROBED = 64
"""Where the search for an input that is long enough for the receptive field starts."""
FIELD = (
    "How many input pixels does the receptive field of one unit of that last map span along one axis, far away from "
    "the border of the input?"
)


def _stem(p: Params) -> Text:
    every = enumerate((*windows(p), Flatten(), *linears(p)), 1)
    rows = tuple((str(place), code(layer, _shown(layer))) for place, layer in every)
    also = " and the first `Linear` layer" if is_deep(p.shape) else ""
    table = Table(("No.", "Layer"), rows, "The layers of the network")
    return Text(STEM.replace("#", also), {**p.values, "layers": table})


def _shown(layer: Layer) -> tuple[str, ...]:
    holes = ("dilation",) if isinstance(layer, Conv2d) and layer.dilation != 1 else ()
    return (*SHOWN.get(type(layer), ()), *holes)


def _parameters(p: Params) -> Values:
    """What the real linear layers have, the first of them made for what really reaches it."""
    every = layers(p)
    linear = next(place for place, layer in enumerate(every) if isinstance(layer, Linear))
    return (oracle.fitted_parameters(every, (p["in_channels"], p["n"], p["n"]), linear),)


def _parts(shape: Shape) -> tuple[PartModel, ...]:
    return (
        NumberPart(
            quantity=Quantity(("side",), (last_side(shape),), mistakes.sizes(shape)),
            prompt=lambda _: Text(SIDE),
            solution=solve_side,
            measure=lambda p: (oracle.output_length(windows(p), p["n"]),),
            recount=(Check("position by position", slid_side),),
        ),
        NumberPart(
            quantity=Quantity(("parameters",), (classifier_parameters(shape),), mistakes.linear(shape)),
            prompt=lambda _: Text(PARAMETERS[is_deep(shape)]),
            solution=solve_parameters,
            points=Fraction(2),
            measure=_parameters,
            recount=(Check("output by output", counted_parameters),),
        ),
        NumberPart(
            quantity=Quantity(("receptive_field",), (last_field(shape),), mistakes.fields(shape)),
            prompt=lambda _: Text(FIELD),
            solution=solve_field,
            points=Fraction(2),
            measure=lambda p: (oracle.receptive_field(windows(p), PROBED)[0],),
            recount=(Check("taps walked back", walked_field),),
        ),
    )


def _nested(p: Params) -> tuple[Figure, ...]:
    """What a unit sees after each layer that slides, for the solution."""
    return (nested_fields(steps(p), [f"{place} {NAMES[step]}" for place, step in enumerate(sliding(p.shape), 1)]),)


EASY: Ranges = {
    "n": (12, 14, 16, 18, 20, 24, 28, 32),
    "in_channels": (1, 3),
    "bias": (1,),
    "features_out": (2, 4, 5, 10, 20),
}
MEDIUM: Ranges = {
    "n": (28, 32, 48, 56, 64, 96),
    "in_channels": (1, 3),
    "bias": (0, 1),
    "features_out": (10, 64, 84, 120),
}
HARD: Ranges = {
    "n": (64, 96, 112, 128, 224),
    "in_channels": (3,),
    "bias": (1,),
    "hidden": (64, 128),
    "features_out": (10, 100),
}
FIRST = conv((16, 32), (3, 5, 7), (2,), (1, 2, 3))
"""The first convolution of a network on large inputs."""


def _published(n: int, in_channels: int, told: str, features_out: int) -> tuple[Mapping[str, int], Shape]:
    """Numbers and shape of a network with one linear layer; a layer is told as ``conv/96/11/4/0`` or ``pool/3/2``."""
    values = {"n": n, "in_channels": in_channels, "features_out": features_out, "bias": 1}
    kinds = []
    for place, layer in enumerate(told.split(), 1):
        step, *numbers = layer.split("/")
        names = ("kernel_size", "stride") if step == "pool" else SHOWN[Conv2d]
        values |= {f"{name}_{place}": int(number) for name, number in zip(names, numbers, strict=True)}
        kinds.append(step)
    return values, (*kinds, LINEAR)


def _vgg(*blocks: tuple[int, int]) -> str:
    """Blocks of so many convolutions with so many channels, each with a pooling behind it."""
    return " ".join(" ".join([f"conv/{wide}/3/1/1"] * deep + ["pool/2/2"]) for deep, wide in blocks)


ALEXNET = "conv/96/11/4/0 pool/3/2 conv/256/5/1/2 pool/3/2 conv/384/3/1/1 conv/384/3/1/1 conv/256/3/1/1 pool/3/2"
FAMILY = LinkedFamily(
    module=__name__,
    title="Side, parameters and receptive field of one network",
    asks="side_parameters_field",
    levels={
        "easy": concat(
            networks(EASY, range(4, 17), conv_1=conv((4, 6, 8, 16), (3, 5), padding=(0, 1, 2)), pool_2=pool(2, 3)),
            networks(
                EASY,
                range(4, 17),
                conv_1=conv((4, 6, 8), (3, 5), padding=(0, 1, 2)),
                conv_2=conv((8, 12, 16), (3, 5), padding=(0, 1, 2)),
            ),
        ),
        "medium": concat(
            networks(
                MEDIUM,
                range(4, 15),
                conv_1=conv((6, 16), (3, 5), (1, 2), (0, 1, 2)),
                pool_2=pool(2, 3),
                conv_3=conv((16, 32, 64), (3, 5), (1, 2), (0, 1, 2)),
            ),
            networks(
                MEDIUM,
                range(4, 15),
                conv_1=conv((6, 16), (3, 5), (1, 2), (0, 1, 2)),
                pool_2=pool(2, 3),
                conv_3=conv((16, 32, 64), (3, 5), (1,), (0, 1, 2)),
                pool_4=pool(2),
            ),
        ),
        "hard": concat(
            networks(
                HARD,
                range(4, 15),
                conv_1=FIRST,
                pool_2=pool(2, 3),
                dilated_3=dilated(32, 64),
                conv_4=conv((64, 128), (3,), (1, 2)),
            ),
            networks(
                HARD,
                range(4, 15),
                conv_1=FIRST,
                conv_2=conv((32, 64), (3,), (1, 2)),
                dilated_3=dilated(64, 128),
                pool_4=pool(2, 3),
            ),
        ),
    },
    parts=_parts,
    stem=_stem,
    source=(
        "Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning, relationship 6; PyTorch "
        f"documentation, torch.nn.Linear; {ARAUJO}"
    ),
    network=network,
    figures=_nested,
    published=(
        Case(
            *_published(32, 1, "conv/6/5/1/0 pool/2/2 conv/16/5/1/0 pool/2/2", 120),
            {"side": 5, "parameters": 48_120},
            "LeCun et al. (1998), Gradient-based learning applied to document recognition, section II.B: S4 and C5",
        ),
        Case(
            *_published(227, 3, ALEXNET, 4096),
            {"side": 6, "parameters": 37_752_832, "receptive_field": 195},
            "LearnOpenCV (2018), Number of Parameters and Tensor Sizes in a Convolutional Neural Network: AlexNet, "
            f"MaxPool-3 and FC-1; {ARAUJO}, table of modern networks: alexnet_v2",
        ),
        Case(
            *_published(224, 3, _vgg((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)), 4096),
            {"side": 7, "parameters": 102_764_544, "receptive_field": 212},
            "Keras Applications, model.summary() of VGG16: block5_pool and fc1; "
            f"{ARAUJO}, table of modern networks: vgg_16",
        ),
    ),
)
