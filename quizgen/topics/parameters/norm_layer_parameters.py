"""The learnable parameters of normalisation layers: batch, instance, group and layer normalisation.

The reader knows for what each layer has a scale and a shift of its own. Easy layers have them for every channel, medium
ones for every value of a sample; in hard two layers are added, with a pooling layer between them, behind which there
are fewer values.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.norm_parameters import channel_norm_parameters, layer_norm_parameters
from quizgen.layers import BatchNorm2d, GroupNorm, InstanceNorm2d, Layer, LayerNorm, MaxPool2d, Network
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Op
from quizgen.misconceptions import norm_layers
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import worked

CODE = {
    "batch": "`BatchNorm2d({channels})`",
    "group": "`GroupNorm(num_groups={groups}, num_channels={channels})`",
    "instance": "`InstanceNorm2d({channels}, affine=True)`",
    "plain": "`InstanceNorm2d({channels}, affine=False)`",
    "layer": "`LayerNorm([{channels}, {n_h}, {n_w}])`",
}
ONE = (
    "{article} {code} layer is applied to a batch of {batch} samples with {channels} feature maps of {maps} each. All "
    "other settings are PyTorch's defaults. How many learnable parameters does the layer have?"
)
TWO = (
    "{article} {code} layer is applied to samples with {channels} feature maps of {n} × {n} each. It is followed by "
    "`MaxPool2d(kernel_size=2, stride=2)` and by a `LayerNorm` layer whose `normalized_shape` holds the channels, the "
    "height and the width of what it is given. All other settings are PyTorch's defaults. How many learnable "
    "parameters do the two normalisation layers have together?"
)
WHY = {
    "batch": "`BatchNorm2d` learns a scale and a shift for each of the $channels$ channels.",
    "group": "The groups only share mean and variance; each of the $channels$ channels has its own scale and shift.",
    "instance": "With `affine=True` a scale and a shift are learned for each of the $channels$ channels.",
    "plain": "With `affine=False` the `InstanceNorm2d` layer learns nothing.",
    "layer": "`LayerNorm` learns a scale and a shift for each value of a sample.",
}
ALL = "Mean and variance are not learned. The number of parameters $parameters$ is"
POOLED = "The pooling leaves maps of $o$ × $o$, where $o == floor({n}/2) == {o}$."
TOTALS = {"layer": "2*channels*n_h*n_w", "plain": "2*channels*o**2"}
HALF = read("floor(n/2)")


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    channel, layer = trees
    if len(shape) == 1:
        return (layer if shape == ("layer",) else channel,)
    second = substitute(layer, {"n_h": HALF, "n_w": HALF})
    return (second if shape[0] == "plain" else Op("+", channel, second),)


def _stem(p: Params) -> Text:
    norm = p.shape[0]
    maps = "{n_h} × {n_w}" if norm == "layer" else "{n} × {n}"
    template = TWO if len(p.shape) > 1 else ONE
    article = "An" if CODE[norm].startswith("`I") else "A"
    template = template.replace("{article}", article).replace("{code}", CODE[norm])
    return Text(template.replace("{maps}", maps), p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    norm = p.shape[0]
    values = {**p.values, "parameters": key[0], "o": p.values.get("n", 0) // 2}
    if len(p.shape) == 1:
        return (Text(worked(f"{WHY[norm]} {ALL}", TOTALS.get(norm, "2*channels")), values),)
    total = TOTALS["plain"] if norm == "plain" else f"2*channels + {TOTALS['plain']}"
    return (Text(worked(f"{WHY[norm]} {POOLED} {WHY['layer']} {ALL}", total), values),)


def _layer(p: Params) -> Layer:
    channels = p["channels"]
    match p.shape[0]:
        case "batch":
            return BatchNorm2d(channels)
        case "group":
            return GroupNorm(p["groups"], channels)
        case "layer":
            return LayerNorm((channels, p["n_h"], p["n_w"]))
        case norm:
            return InstanceNorm2d(channels, affine=norm == "instance")


def _network(p: Params) -> Network:
    sides = (p["n_h"], p["n_w"]) if p.shape == ("layer",) else (p["n"], p["n"])
    shape = (p["channels"], *sides)
    if len(p.shape) == 1:
        return Network(shape, (_layer(p),))
    before = (_layer(p), MaxPool2d(2, 2))
    return Network(shape, (*before, LayerNorm((p["channels"], p["n"] // 2, p["n"] // 2))))


def _measure(p: Params) -> Values:
    """The last layer is told the shape that the real layers before it give."""
    network = _network(p)
    if len(p.shape) == 1:
        return (oracle.parameters(network.layers),)
    before = network.layers[:-1]
    shape = oracle.output_shape(before, network.input)
    return (oracle.parameters((*before, LayerNorm(shape))),)


def _listed(p: Params) -> Values:
    """Goes through the channels, and through the positions where these have parameters of their own."""
    own = 2 if p.shape[0] in {"batch", "group", "instance"} else 0
    if p.shape == ("layer",):
        own += sum([2 * p["n_w"]] * p["n_h"])
    if len(p.shape) > 1:
        pooled = len(range(1, p["n"], 2))
        own += sum([2 * pooled] * pooled)
    return (sum([own] * p["channels"]),)


def _divides(c: Any) -> Any:
    return (c.channels % c.groups == 0) & (c.groups < c.channels)


def _each(axes: dict[str, tuple[int, ...]], *shapes: tuple[str, ...]) -> Concat:
    grids = []
    for shape in shapes:
        grouped = shape[0] == "group"
        own = axes | {"groups": (2, 4, 8)} if grouped else axes
        grids.append(Combinations(own, _divides if grouped else None, shape))
    return concat(*grids)


CHANNELS = (8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128)

FAMILY = Family(
    module=__name__,
    title="Parameters of normalisation layers",
    weight="special",
    asks="parameters",
    levels={
        "easy": _each(
            {"channels": CHANNELS[:-2], "n": (4, 5, 6, 7, 8, 10), "batch": (4, 8, 10, 20, 32)},
            ("batch",),
            ("instance",),
            ("group",),
        ),
        "medium": concat(
            Combinations(
                {
                    "channels": CHANNELS[:-2],
                    "n_h": (4, 6, 7, 8, 10, 14),
                    "n_w": (5, 8, 9, 12, 16),
                    "batch": (4, 8, 16, 32),
                },
                lambda c: c.n_h != c.n_w,
                ("layer",),
            )
        ),
        "hard": _each(
            {"channels": (4, *CHANNELS), "n": (8, 10, 12, 14, 15, 16, 20, 24, 28, 32, 56)},
            ("batch", "layer"),
            ("group", "layer"),
            ("instance", "layer"),
            ("plain", "layer"),
        ),
    },
    formulas=(channel_norm_parameters, layer_norm_parameters),
    compose=_compose,
    numerical_only="most wrong values are the same multiples of the key everywhere, so their ratios would give it away",
    misconceptions=norm_layers.LAYER_OF_NORMS,
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=lambda p: {"batch": p["batch"]} if "batch" in p.values else {},
    measure=_measure,
    recount=(Check("channel by channel", _listed),),
    examples=(
        Example(
            {"channels": 6, "groups": 3, "n": 10, "batch": 20},
            (12,),
            "PyTorch documentation, torch.nn.GroupNorm, example of 3 groups of 6 channels, a pair for each",
            ("group",),
        ),
        Example(
            {"channels": 5, "n_h": 10, "n_w": 10, "batch": 20},
            (1_000,),
            "PyTorch documentation, torch.nn.LayerNorm, image example with normalized_shape of 5 × 10 × 10: weight and "
            "bias of that shape",
            ("layer",),
        ),
    ),
)
