"""The MACs of a convolution on signals, of one whose axes differ, or of one with holes.

The reader finds how many positions the output has, axis by axis, and multiplies them by the weights.
"""

from __future__ import annotations

from quizgen import oracle
from quizgen.formulas.uneven_cost import line_macs, uneven_macs
from quizgen.layers import Conv2d, Network
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr
from quizgen.misconceptions import cost
from quizgen.misconceptions.kinds import Instead, Misconception, Shape, Trees
from quizgen.model import Level, Values
from quizgen.of_network.about_one import identified
from quizgen.of_network.family import LAYER, NetworkFamily, Point, instead, levels, placed
from quizgen.of_network.macs import MAPS, stem
from quizgen.of_network.places import AskedNetwork, Place, numbers
from quizgen.of_network.printed import reaching
from quizgen.one_layer.macs import line, put_in
from quizgen.space import Params
from quizgen.text import Text

SHOWN = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups")
AXES = {"line": ("",), "uneven": ("_h", "_w")}
NAMED = {"line": "channels, length", "uneven": MAPS}
SIZE = "floor((n@ + 2*padding@ - dilation@*(kernel_size@ - 1) - 1)/stride@) + 1"
TAPS = {"line": "kernel_size", "uneven": "kernel_size_h*kernel_size_w"}
OUT = {"line": "out", "uneven": "(out_h*out_w)"}
GIVEN = {"line": "n", "uneven": "n_h*n_w"}
SIZES = {
    "line": "The output has so many positions, where a fraction is rounded down:",
    "uneven": "The output has so many positions along its height and its width, where a fraction is rounded down:",
}
WORDS = {
    "plain": (
        "At each of them every one of the $out_channels$ filters multiplies its weights for each of the $in_channels$ "
        "input channels. The number of MACs $M$ is"
    ),
    "grouped": (
        "At each of them every one of the $out_channels$ filters multiplies its weights for each input channel of its "
        "group, which are $in_channels/groups$. The number of MACs $M$ is"
    ),
}
DEPTH = {"plain": "in_channels", "grouped": "(in_channels/groups)"}


def _placed(text: str, shape: Shape) -> Expr:
    """A formula with how many positions there are put in."""
    tree = read(text)
    if "out" not in text.replace("out_channels", ""):
        return tree
    return substitute(tree, {f"out{axis}": read(SIZE.replace("@", axis)) for axis in AXES[shape[0]]})


def _instead(like: Misconception, text: str, *, only: str = "") -> Instead:
    """A mistake on these shapes: TAPS, DEPTH, OUT and GIVEN stand for what they have."""

    def wrong(shape: Shape) -> Trees | None:
        if only and only not in shape:
            return None
        put = text.replace("DEPTH", "(in_channels/groups)")
        for word, said in (("TAPS", TAPS), ("OUT", OUT), ("GIVEN", GIVEN)):
            put = put.replace(word, said[shape[0]])
        return (_placed(put, shape),)

    return instead(like, wrong)


MISCONCEPTIONS = (
    _instead(cost.FLOPS, "2*TAPS*DEPTH*out_channels*OUT"),
    _instead(cost.PER_WEIGHT_ONCE, "TAPS*DEPTH*out_channels"),
    _instead(cost.HALVED, "TAPS*DEPTH*out_channels*OUT/2"),
    _instead(cost.ONE_CHANNEL, "TAPS*out_channels*OUT"),
    _instead(cost.ONE_FILTER, "TAPS*DEPTH*OUT"),
    _instead(cost.ADDS_CHANNELS, "TAPS*(DEPTH + out_channels)*OUT"),
    _instead(cost.DEPTH_FROM_OUTPUTS, "TAPS*out_channels**2*OUT", only="plain"),
    _instead(cost.FILTERS_FROM_INPUTS, "TAPS*DEPTH*in_channels*OUT"),
    _instead(cost.INPUT_POSITIONS, "TAPS*DEPTH*out_channels*GIVEN"),
    _instead(cost.UNGROUPED, "TAPS*in_channels*out_channels*OUT", only="grouped"),
    _instead(cost.ONE_GROUP, "TAPS*DEPTH*out_channels/groups*OUT", only="grouped"),
)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about every convolution on lines, and on maps about those that are not asked of as square ones."""
    asked = {place.number: place for place in subject.places if _fits(subject, place)}
    form = "line" if subject.axes == 1 else "uneven"

    def place(p: Params) -> Place:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-uneven-macs",
        about="cost",
        weight="core",
        **identified(subject),
        title=f"{subject.title}: MACs{' on signals' if form == 'line' else ' where axes differ'}",
        asks="macs",
        levels=levels([_point(one, form) for one in asked.values()]),
        formulas=(line_macs, uneven_macs),
        compose=lambda trees, shape: (_composed(trees, shape),),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: stem(subject, p, place(p), SHOWN, NAMED[p.shape[0]]),
        solution=_solution,
        network=lambda p: Network(place(p).before, (place(p).layer,)),
        measure=lambda p: (oracle.macs([place(p).layer], place(p).before),),
        givens=lambda p: placed(subject, (place(p),)),
        tells=lambda p: reaching(subject, place(p)),
        examples=(),
    )


def _fits(subject: AskedNetwork, place: Place) -> bool:
    if not isinstance(place.layer, Conv2d):
        return False
    return subject.axes == 1 or numbers(place, 0) != numbers(place, 1) or numbers(place, 0)["dilation"] > 1


def _composed(trees: Trees, shape: Shape) -> Expr:
    tree = trees[0 if shape[0] == "line" else 1]
    return substitute(tree, {f"out{axis}": read(SIZE.replace("@", axis)) for axis in AXES[shape[0]]})


def _point(place: Place, form: str) -> Point:
    layer = place.layer
    if not isinstance(layer, Conv2d):
        raise TypeError(f"{place.name} is no convolution")
    groups = layer.groups or 1
    values = {"in_channels": layer.in_channels, "out_channels": layer.out_channels or 0, "groups": groups}
    for axis, which in (("", 1),) if form == "line" else (("_h", 0), ("_w", 1)):
        values |= {f"{name}{axis}": value for name, value in numbers(place, which).items()}
        values[f"n{axis}"] = place.before[1 + which]
    level: Level = "hard" if groups > 1 or form == "uneven" else "medium"
    return Point(level, place.number, (form, "grouped" if groups > 1 else "plain"), values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    form = p.shape[0]
    values = {**p.values, "M": key[0]}
    for axis in AXES[form]:
        room = p[f"n{axis}"] + 2 * p[f"padding{axis}"] - p[f"dilation{axis}"] * (p[f"kernel_size{axis}"] - 1) - 1
        values[f"o{axis}"] = room // p[f"stride{axis}"] + 1
    sizes = [line(f"o{axis}", SIZE.replace("@", axis)) for axis in AXES[form]]
    total = f"{TAPS[form]}*{DEPTH[p.shape[1]]}*out_channels*{'*'.join(f'o{axis}' for axis in AXES[form])}"
    worked = f"$$M == {total}$$\n\n$$M == {put_in(total)} == {{M}}$$"
    return (Text("\n\n".join((SIZES[form], *sizes, WORDS[p.shape[1]], worked)), values),)
