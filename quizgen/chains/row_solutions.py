"""The rows of a network's table worked line by line: words and equations with holes for the numbers.

The holes are named as in ``quizgen.formulas.network_rows``; what the network is given is row 0 (``height_0``,
``channels_0``, ``receptive_field_0``, ``jump_0``).
"""

from __future__ import annotations

from functools import cache

from quizgen.formulas.network_rows import CONVOLUTIONS, WINDOWS, Shape, biased

SIZE = """
Each layer is given what the layer before it made. With input size $n$, kernel size $kernel_size$, stride $stride$ and
padding $padding$, a convolution or a pooling layer gives on each axis the output size $o$:

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

A convolution gives as many channels as it has filters, a pooling layer as many as it is given.
"""
COUNT = """
A filter of a convolution has a kernel for each of the $in_channels$ channels that reach it, and a bias. So
$out_channels$ filters have $parameters$ parameters:

$$parameters == kernel_size**2*in_channels*out_channels + out_channels$$
"""
FIELD = """
Before the first layer a unit spans $receptive_field == 1$ pixel, and neighbouring units are $jump == 1$ pixel apart. A
layer with a window turns these into the receptive field

$$receptive_field + (kernel_size - 1)*jump$$

and the distance $jump*stride$; layers without a window leave both as they are.
"""
MORE = {
    "dilated": (
        "With dilation $dilation$ a kernel spans $dilation*(kernel_size - 1) + 1$ positions, which take the place of "
        "$kernel_size$ in the size and in the receptive field; it has as many weights as without."
    ),
    "norm": "A convolution with `bias=False` has its weights only.",
    "grouped": "With $groups$ groups a filter sees $in_channels/groups$ channels only.",
}
HEADS = {
    "norm": (
        "Layer #, `BatchNorm2d`, leaves shape and receptive field as they are, and learns a scale and a shift for each "
        "channel:"
    ),
    "relu": (
        "Layer #, `ReLU`, works on each value by itself: the shape stays {channels_#} × {height_#} × {width_#}, the "
        "receptive field {receptive_field_#}."
    ),
    "flatten": "Layer #, `Flatten`, lines up all values:",
    "linear": "Layer #, `Linear`, has a weight for each pair of an input and an output, and a bias for each output:",
    "pool": "Layer #, `MaxPool2d`, gives {channels_#} × {height_#} × {width_#} and learns nothing:",
}
CONVOLVED = "Layer #, `Conv2d`, gives {channels_#} × {height_#} × {width_#}:"
_KERNEL = "{kernel_size_#}**2*{channels_@}*{out_channels_#}"
WEIGHTS = {
    **dict.fromkeys(("conv", "dilated"), _KERNEL),
    "grouped": "{kernel_size_#}**2*({channels_@}/{groups_#})*{out_channels_#}",
    "norm": "2*{channels_@}",
    "linear": "{features_@}*{features_out_#} + {features_out_#}",
}


def _size(step: str) -> str:
    kernel = "({dilation_#}*({kernel_size_#} - 1) + 1)" if step == "dilated" else "{kernel_size_#}"
    return f"$$o_# == floor(({{height_@}} + 2*{{padding_#}} - {kernel})/{{stride_#}}) + 1 == {{height_#}}$$"


def _field(step: str) -> str:
    taps = "{dilation_#}*({kernel_size_#} - 1)" if step == "dilated" else "({kernel_size_#} - 1)"
    return f"$$receptive_field_# == {{receptive_field_@}} + {taps}*{{jump_@}} == {{receptive_field_#}}$$"


JUMP = "$$jump_# == {jump_@}*{stride_#} == {jump_#}$$"
LENGTH = "$$features_# == {channels_@}*{height_@}*{width_@} == {features_#}$$"


def _count(step: str, *, bias: bool) -> str:
    more = " + {out_channels_#}" if bias and step in CONVOLUTIONS else ""
    return f"$$parameters_# == {WEIGHTS[step]}{more} == {{parameters_#}}$$"


def _lines(shape: Shape, place: int) -> list[str]:
    """The words on a row, and its equations."""
    step, later = shape[place - 1], shape[place:]
    lines = [HEADS.get(step, CONVOLVED)]
    if step in WINDOWS:
        lines.append(_size(step))
    if step == "flatten":
        lines.append(LENGTH)
    if step in WEIGHTS:
        lines.append(_count(step, bias=biased(shape, place)))
    if step in WINDOWS:
        lines.append(_field(step))
        lines += [JUMP] if set(later) & set(WINDOWS) else []
    return [line.replace("#", str(place)).replace("@", str(place - 1)) for line in lines]


@cache
def general(shape: Shape) -> str:
    """What is to be known for such a network."""
    return "\n\n".join((SIZE, COUNT, FIELD, *(words for step, words in MORE.items() if step in shape)))


@cache
def worked(shape: Shape) -> str:
    """Row by row, the numbers put in."""
    return "\n\n".join(line for place in range(1, len(shape) + 1) for line in _lines(shape, place))
