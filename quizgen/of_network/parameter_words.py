"""The words about a network's parameters: the question, and how they are counted."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.layers import Conv2d, Conv3d, ConvTranspose2d, ConvTranspose3d, Layer, Linear, arguments
from quizgen.model import Values
from quizgen.of_network.family import LAYER, called_again, remark, worded
from quizgen.of_network.lines import spelled
from quizgen.of_network.places import AskedNetwork, Place, sized
from quizgen.space import Params
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling

CONV = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups", "bias")
USUAL = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "output_padding": 0, "ceil_mode": False, "affine": True}
"""What a table need not say."""
SHOWN: dict[type[Layer], tuple[str, ...]] = {
    Conv2d: CONV,
    ConvTranspose2d: CONV,
    Conv3d: CONV,
    ConvTranspose3d: CONV,
    Linear: ("in_features", "out_features", "bias"),
}
ONE = """
In {title}, with an input of {input}, the layer `{name}` is given {size}:

`{code}`

How many learnable parameters does it have?
"""
SEVERAL = """
{part} these layers, in this order:

{layers}

What is left out has PyTorch's default. How many learnable parameters do they have together?
"""
UNLISTED = "Layers that are not listed learn nothing. "
WORDS = {
    "placed": (
        "A filter has a kernel for each input channel, and there is a filter for each output channel",
        "kernel_size**2*in_channels*out_channels + bias*out_channels",
    ),
    "rectangular": (
        "A filter has a kernel for each input channel, and there is a filter for each output channel",
        "kernel_size_h*kernel_size_w*in_channels*out_channels + bias*out_channels",
    ),
    "grouped": (
        "Each filter has a kernel for each input channel of its own group",
        "kernel_size**2*in_channels/groups*out_channels + bias*out_channels",
    ),
    "cube": (
        "A filter has a cube of weights for each input channel, and there is a filter for each output channel",
        "kernel_size**3*in_channels*out_channels + bias*out_channels",
    ),
    "grouped cube": (
        "Each filter has a cube of weights for each input channel of its own group",
        "kernel_size**3*in_channels/groups*out_channels + bias*out_channels",
    ),
    "box": (
        "A filter has a kernel for each input channel, and there is a filter for each output channel",
        "kernel_size_d*kernel_size_h*kernel_size_w*in_channels*out_channels + bias*out_channels",
    ),
    "line": (
        "A filter has a row of weights for each input channel, and there is a filter for each output channel",
        "kernel_size*in_channels*out_channels + bias*out_channels",
    ),
    "grouped line": (
        "Each filter has a row of weights for each input channel of its own group",
        "kernel_size*in_channels/groups*out_channels + bias*out_channels",
    ),
    "linear": (
        "A linear layer has a weight for each pair of an input and an output",
        "features_in*features_out + bias*features_out",
    ),
    "norm": ("Batch normalization has a scale and a shift for each channel", "2*channels"),
}


def stem(subject: AskedNetwork, p: Params, group: Sequence[Place]) -> Text:
    """What one layer, a block or the whole network has is asked."""
    sizes = {"title": subject.title, "input": subject.inputs}
    if len(group) == 1:
        place = group[0]
        size = _given(subject, place)
        more = remark(group)
        said = {"size": size, "name": place.name, "code": spelled(place, SHOWN[type(place.layer)])}
        return Text(worded(subject, f"{ONE.rstrip()}{more.template}"), {**sizes, **said, **more.values})
    whole = p[LAYER] == len(subject.places)
    part = "In {title}, with an input of {input}, there are" if whole else "In {title} the block up to `{name}` has"
    rows = tuple((place.name, code_in_table(place)) for place in group)
    block = () if whole else (subject.places[p[LAYER] - len(subject.places) - 1],)
    table = Table(("Layer", "Arguments"), rows, "The layers in their order")
    words = SEVERAL.replace("PyTorch's default. ", f"PyTorch's default. {UNLISTED}") if subject.own else SEVERAL
    more = called_again((*block, *group))
    values = {**sizes, "name": "".join(place.name for place in block), "layers": table, **more.values}
    return Text(worded(subject, words.rstrip().replace("{part}", part) + more.template), values)


def _given(subject: AskedNetwork, place: Place) -> str:
    """What a layer is given, in print; a linear one's features are no map, whatever axes there are beside them."""
    if not isinstance(place.layer, Linear):
        return subject.sized(place.before)
    return sized(place.before) if place.before[1:] else f"{sized(place.before)} features"


def code_in_table(place: Place) -> str:
    """A layer in a table, which says once that what is left out has PyTorch's default."""
    values = arguments(place.layer)
    shown = tuple(name for name, value in values.items() if name not in USUAL or value != USUAL[name])
    return spelled(place, shown)


def solution(p: Params, learning: Sequence[Place], counts: Sequence[int], key: Values) -> tuple[Text, ...]:
    """The formula of each kind of layer, then the layers that learn with their ``counts``, then the sum.

    Of a single layer there are no counts.
    """
    said = [Text(f"{WORDS[form][0]}:\n\n$${WORDS[form][1]}$$") for form in dict.fromkeys(p.shape)]
    if not counts:
        line = f"$$parameters == {_put(WORDS[p.shape[0]][1], '')} == {{key}}$$"
        return (*said, Text(line, {**p.values, "key": key[0]}))
    lines = [
        Text(
            f"`{{name}}`:\n\n$${_put(WORDS[form][1], f'_{place}')} == {{count}}$$",
            {**p.values, "name": one.name, "count": count},
        )
        for place, (form, one, count) in enumerate(zip(p.shape, learning, counts, strict=True), 1)
    ]
    total = " + ".join(f"{{c_{place}}}" for place in range(1, len(counts) + 1))
    values: dict[str, Filling] = {f"c_{place}": count for place, count in enumerate(counts, 1)}
    return (*said, *lines, Text(f"Together:\n\n$${total} == {{key}}$$", {**values, "key": key[0]}))


def _put(text: str, end: str) -> str:
    """The formula with a hole for each quantity, its index at the end of its name."""
    words = "".join(letter if letter.isalnum() or letter == "_" else f" {letter} " for letter in text).split()
    return "".join(f"{{{word}{end}}}" if word[0].isalpha() else word for word in words)
