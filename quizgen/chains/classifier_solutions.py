"""Solutions for networks that end in linear layers: side of the last map, parameters behind it, receptive field."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from quizgen.asking.linked.parts import ByName
from quizgen.chains.classifiers import steps
from quizgen.formulas.classifiers import channels, is_deep, sliding
from quizgen.misconceptions.kinds import Shape
from quizgen.space import Params
from quizgen.text import Text

SIZES = """
With input size $n$, kernel size $kernel_size$, stride $stride$ and padding $padding$, a layer's output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
HOLES = """
Where the dilation $dilation$ is larger than 1, the kernel covers $dilation*(kernel_size - 1) + 1$ positions, which
take the place of $kernel_size$. A `ReLU` leaves the size as it is.
"""
SIZE_LINES = {
    "conv": "$$o_# == floor(({@} + 2*{padding_#} - {kernel_size_#})/{stride_#}) + 1 == {o_#}$$",
    "dilated": "$$o_# == floor(({@} + 2*{padding_#} - ({dilation_#}*({kernel_size_#} - 1) + 1))/{stride_#}) + 1 "
    "== {o_#}$$",
    "pool": "$$o_# == floor(({@} - {kernel_size_#})/{stride_#}) + 1 == {o_#}$$",
}
FEATURES = """
`Flatten` lines up all values of the last map, for each of its $channels$ channels the square of its side:

$$features_in == channels*side**2 == {channels}*{side}**2 == {features}$$
"""
TOTALS = (
    """
Each of the $features_out$ outputs of the `Linear` layer has a weight for each of these values, and no bias:

$$parameters == features_in*features_out$$

$$parameters == {features}*{features_out} == {parameters}$$
""",
    """
Each of the $features_out$ outputs of the `Linear` layer has a weight for each of these values, and a bias:

$$parameters == (features_in + 1)*features_out$$

$$parameters == ({features} + 1)*{features_out} == {parameters}$$
""",
)
"""Without biases and with them."""
DEEP_TOTAL = """
Each output of a `Linear` layer has a weight for each input and a bias. The first layer turns these values into $hidden$
outputs, which are the inputs of the second one with its $features_out$ outputs:

$$parameters == (features_in + 1)*hidden + (hidden + 1)*features_out$$

$$parameters == ({features} + 1)*{hidden} + ({hidden} + 1)*{features_out}$$

$$parameters == {first} + {second} == {parameters}$$
"""
FIELDS = """
Before the first layer a unit spans $receptive_field == 1$ pixel, and neighbouring units are $jump == 1$ pixel apart. A
layer with kernel size $kernel_size$ and stride $stride$ turns these into the receptive field

$$receptive_field + (kernel_size - 1)*jump$$

and the distance $jump*stride$. `ReLU` changes neither, and padding matters only near the border.
"""
STRETCHED = """
Where the dilation $dilation$ is larger than 1, the kernel reaches $dilation$ times as far, so the field grows by

$$dilation*(kernel_size - 1)*jump$$
"""
FIELD_LINES = {
    "conv": "$$receptive_field_# == {r_@} + ({kernel_size_#} - 1)*{j_@} == {r_#}$$",
    "dilated": "$$receptive_field_# == {r_@} + {dilation_#}*({kernel_size_#} - 1)*{j_@} == {r_#}$$",
}
JUMP_LINE = "$$jump_# == {j_@}*{stride_#} == {j_#}$$"
NAMES = {"conv": "Conv2d", "dilated": "Conv2d", "pool": "MaxPool2d"}


@cache
def _lines(shape: Shape, lines: Callable[[str, int], str]) -> str:
    """A paragraph for each layer that slides: its name, then its ``lines``."""
    every = enumerate(sliding(shape), 1)
    return "\n\n".join(f"Layer {place}, `{NAMES[step]}`:\n\n{lines(step, place)}" for place, step in every)


def _size_line(step: str, place: int) -> str:
    before = f"o_{place - 1}" if place > 1 else "n"
    return SIZE_LINES[step].replace("#", str(place)).replace("@", before)


def _field_lines(step: str, place: int) -> str:
    both = f"{FIELD_LINES['conv' if step == 'pool' else step]}\n\n{JUMP_LINE}"
    return both.replace("#", str(place)).replace("@", str(place - 1))


def solve_side(p: Params, numbers: ByName) -> tuple[Text, ...]:
    """The side of the last map, layer by layer."""
    del numbers
    values = dict(p.values)
    n = p["n"]
    for place, (kernel_size, stride, dilation) in enumerate(steps(p), 1):
        n = (n + 2 * p.values.get(f"padding_{place}", 0) - dilation * (kernel_size - 1) - 1) // stride + 1
        values[f"o_{place}"] = n
    general = (Text(SIZES), Text(HOLES)) if "dilated" in p.shape else (Text(SIZES),)
    return (*general, Text(_lines(p.shape, _size_line), values))


def solve_parameters(p: Params, numbers: ByName) -> tuple[Text, ...]:
    """The values that are flattened, then the weights and biases; two linear layers have biases."""
    gives, side = p[channels(p.shape)[-1]], numbers["side"]
    values = {**p.values, **numbers, "channels": gives, "features": gives * side**2}
    if not is_deep(p.shape):
        return Text(FEATURES, values), Text(TOTALS[p["bias"]], values)
    values["first"] = (gives * side**2 + 1) * p["hidden"]
    values["second"] = (p["hidden"] + 1) * p["features_out"]
    return Text(FEATURES, values), Text(DEEP_TOTAL, values)


def solve_field(p: Params, numbers: ByName) -> tuple[Text, ...]:
    """The receptive field of a unit of the last map, layer by layer."""
    del numbers
    values = {**p.values, "r_0": 1, "j_0": 1}
    for place, (kernel_size, stride, dilation) in enumerate(steps(p), 1):
        jump = values[f"j_{place - 1}"]
        values[f"r_{place}"] = values[f"r_{place - 1}"] + dilation * (kernel_size - 1) * jump
        values[f"j_{place}"] = jump * stride
    lines = _lines(p.shape, _field_lines).rpartition("\n\n")[0]
    general = (Text(FIELDS), Text(STRETCHED)) if "dilated" in p.shape else (Text(FIELDS),)
    return (*general, Text(lines, values))
