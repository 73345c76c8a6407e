"""The multiply-accumulate operations of a convolution of the network.

The reader finds the size of the output, and multiplies its positions by the weights, which all work at each of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen import oracle
from quizgen.formulas.cost import conv_macs, grouped_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import cost
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level, Values
from quizgen.of_network.about_one import identified
from quizgen.of_network.family import LAYER, NetworkFamily, Point, levels, placed, remark, worded
from quizgen.of_network.lines import spelled
from quizgen.of_network.places import AskedNetwork, Place, numbers
from quizgen.of_network.printed import reaching
from quizgen.one_layer.macs import PADDED, on_maps, outputs, worked
from quizgen.space import Params
from quizgen.text import Text

SHOWN = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "groups")
MAPS = "channels, height, width"
STEM = f"""
In {{title}}, with an input of {{input}}, the layer `{{name}}` is given one sample of {{size}} ({{axes}}):

`{{code}}`

How many MACs does the layer take, apart from its biases? {PADDED}
"""
WORDS = {
    "plain": (
        "At each position of the output every one of the $out_channels$ filters multiplies its kernel of "
        "$kernel_size**2$ weights for each of the $in_channels$ input channels. The number of MACs $M$ is"
    ),
    "grouped": (
        "At each position of the output every one of the $out_channels$ filters multiplies its kernel of "
        "$kernel_size**2$ weights for each of the $in_channels/groups$ input channels of its group. The number of MACs "
        "$M$ is"
    ),
}
TOTALS = {
    "plain": "kernel_size**2*in_channels*out_channels",
    "grouped": "kernel_size**2*(in_channels/groups)*out_channels",
}
MISCONCEPTIONS = (*(one for one in cost.SINGLES if one is not cost.COUNTS_BIASES),)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about every convolution whose kernel, stride and padding are the same on both axes, and undilated."""
    asked = {place.number: place for place in subject.places if _fits(place)}

    def place(p: Params) -> Place:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-layer-macs",
        about="cost",
        weight="core",
        **identified(subject),
        title=f"{subject.title}: MACs",
        asks="macs",
        levels=levels([_point(one) for one in asked.values()]),
        formulas=(conv_macs, grouped_macs, conv_output_size),
        compose=_compose,
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: stem(subject, p, place(p), SHOWN, MAPS),
        solution=_solution,
        network=lambda p: Network(place(p).before, (place(p).layer,)),
        measure=lambda p: (oracle.macs([place(p).layer], place(p).before),),
        givens=lambda p: placed(subject, (place(p),)),
        tells=lambda p: reaching(subject, place(p)),
        examples=(),
    )


def _fits(place: Place) -> bool:
    if not isinstance(place.layer, Conv2d) or numbers(place, 0) != numbers(place, 1):
        return False
    return numbers(place, 0)["dilation"] == 1


def _compose(trees: Trees, shape: Shape) -> Trees:
    plain, grouped, size = trees
    return on_maps((grouped if "grouped" in shape else plain, size), shape)


def _point(place: Place) -> Point:
    layer = place.layer
    if not isinstance(layer, Conv2d):
        raise TypeError(f"{place.name} is no convolution")
    values = {name: numbers(place, 0)[name] for name in ("kernel_size", "stride", "padding")}
    values |= {"in_channels": layer.in_channels, "out_channels": layer.out_channels or 0}
    grouped = layer.groups not in {None, 1}
    if grouped:
        values["groups"] = layer.groups or 1
    height, width = place.before[1:]
    square = height == width
    values |= {"n": height} if square else {"n_h": height, "n_w": width}
    keeps = place.after[1:] == place.before[1:]
    level: Level = "hard" if grouped or not square else "easy" if keeps else "medium"
    return Point(level, place.number, ("square" if square else "oblong", "grouped" if grouped else "plain"), values)


def stem(subject: AskedNetwork, p: Params, place: Place, shown: Sequence[str], axes: str) -> Text:
    """What is asked of a convolution with those arguments, on a sample with those axes."""
    said = {
        "title": subject.title,
        "input": subject.inputs,
        "size": subject.sized(place.before),
        "name": place.name,
        "axes": axes,
        "code": spelled(place, tuple(shown)),
    }
    more = remark((place,))
    return Text(worded(subject, f"{STEM.rstrip()}{more.template}"), {**p.values, **said, **more.values})


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    template = worked(p.shape[0], WORDS[p.shape[1]], TOTALS[p.shape[1]])
    return (Text(template, {**p.values, **outputs(p), "M": key[0]}),)
