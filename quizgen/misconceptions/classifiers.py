"""Mistakes about a network that ends in linear layers, by what is asked: ``sizes``, ``linear`` and ``fields``.

A shape is one of ``quizgen.formulas.classifiers``. Formulas for linear layers speak of the ``side`` of the last map.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import pairwise

from msgspec.structs import replace

from quizgen.formulas.classifiers import channels, classifier_parameters, features, is_deep, sliding, without_holes
from quizgen.formulas.parameters import conv_parameters
from quizgen.math.reader import read
from quizgen.math.rewrites import indexed, substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions import chains, head_parameters, networks, pooled_heads, receptive_field
from quizgen.misconceptions import sizes as layer_sizes
from quizgen.misconceptions.kinds import Instead, Misconception, Misreading, Mistake, Shape, Trees

_FLAT = {one.id: one for one in head_parameters.FLATTENED}
_POOLED = {one.id: one for one in pooled_heads.POOLED}
_CHAINS = (
    chains.SKIPS_POOLS,
    chains.SAME_CONVOLUTIONS,
    chains.SKIPS_LAST,
    chains.ONLY_LAST,
    chains.ADDED_STRIDES,
)
_MORE = (layer_sizes.PADS_FOUR_TIMES, layer_sizes.DIVIDES_BY_KERNEL, layer_sizes.HALF_KERNEL)
_FEW = 2
_OF_FEW = (
    receptive_field.ADDS_KERNEL,
    receptive_field.PRODUCT,
    receptive_field.SKIPS_POOLS,
    receptive_field.LAST_KERNEL,
    receptive_field.FROM_ZERO,
    receptive_field.BOTH_SIDES,
    receptive_field.STRIDE_SCALES,
    receptive_field.AREA,
)
"""On so few layers more mistakes would give the same small numbers, and then none of them could be told."""


def sizes(shape: Shape) -> tuple[Misconception, ...]:
    """About the side of the last map."""
    holes = (replace(one, optional=True) for one in layer_sizes.OF_HOLES)
    return (*layer_sizes.OF_A_LAYER, *_MORE, *holes, *_different(_CHAINS, shape))


def fields(shape: Shape) -> tuple[Misconception, ...]:
    """About the receptive field of a unit of the last map."""
    return _different(_OF_FEW if len(sliding(shape)) <= _FEW else receptive_field.STACK, shape)


def linear(shape: Shape) -> tuple[Misconception, ...]:
    """About the parameters of the linear layers."""
    return (*_MAP, _PREVIOUS, _CONVOLUTIONS, *(_TWO if is_deep(shape) else _ONE))


def _different(every: Iterable[Instead], shape: Shape) -> tuple[Instead, ...]:
    """Mistakes that know only layers that slide, all of them dilated; of those that are one and the same the first."""
    found: dict[Trees, Instead] = {}
    for one in every:
        trees = one.wrong((), sliding(shape))
        if trees is not None:
            told = tuple(without_holes(tree, shape) for tree in trees)
            found.setdefault(told, _always(one, told))
    return tuple(found.values())


def _always(one: Instead, trees: Trees) -> Instead:
    return replace(one, formula=lambda _: trees)


def _slip(one: Instead, pattern: str, by: str) -> Mistake:
    """A mistake that is known elsewhere, made where the side of the map has a name."""
    return Mistake(one.id, pattern, by, one.feedback, concept=one.concept)


def _misread(one: Instead, **instead: str) -> Misreading:
    return Misreading(one.id, instead, one.feedback, concept=one.concept)


def _known(one: Instead, formula: str) -> Instead:
    """A mistake that is known elsewhere, with ``flat`` for the number of flattened values."""
    return replace(one, formula=lambda shape: (_flat(formula, shape),))


def _flat(formula: str, shape: Shape) -> Expr:
    return substitute(read(formula), {"flat": features(shape)})


def _before_last(shape: Shape) -> Trees:
    last, before = channels(shape)[-1], channels(shape)[-2]
    return (substitute(classifier_parameters(shape), {last: Sym(before)}),)


def _with_convolutions(shape: Shape) -> Trees:
    """The parameters of the linear layers and of every convolution."""
    names = channels(shape)
    total = classifier_parameters(shape)
    counted = (
        indexed(conv_parameters.tree, gives.rpartition("_")[2], {"in_channels": Sym(reads), "bias": Num(1)})
        for reads, gives in pairwise(names)
    )
    return (reduce(lambda left, right: Op("+", left, right), counted, total),)


_MAP = (
    _slip(networks.ONE_SIDE, "side**2", "side"),
    _slip(_FLAT["adds-sides-of-map"], "side**2", "2*side"),
    _slip(networks.ONLY_CHANNELS, "x*side**2", "x"),
    _slip(networks.FORGETS_DEPTH, "x*side**2", "side**2"),
    _slip(_FLAT["adds-channels-to-positions"], "x*side**2", "x + side**2"),
    _misread(networks.FLATTENS_INPUT, side="n"),
)
"""How many values reach the first linear layer."""
_PREVIOUS = Instead(
    "channels-before-last-convolution",
    _before_last,
    "The last map has the channels that the last convolution gives, not those that it reads.",
    concept="reads-earlier-channels",
)
_CONVOLUTIONS = Instead(
    "adds-convolution-parameters",
    _with_convolutions,
    "Only `Linear` layers are asked about here, and the parameters of the convolutions stay out of the sum.",
    concept="quantity-asked",
)
_HIDDEN, _OUT = "flat*hidden + bias*hidden", "hidden*features_out + bias*features_out"
_ONE = (
    _misread(_FLAT["forgets-bias-of-linear"], bias="0"),
    _misread(_FLAT["adds-biases"], bias="1"),
    _known(_FLAT["linear-bias-per-input"], "flat*features_out + bias*flat"),
    _known(_FLAT["linear-bias-on-both-sides"], "flat*features_out + bias*(features_out + flat)"),
    _known(_FLAT["bias-per-weight"], "flat*features_out + bias*flat*features_out"),
    _known(_FLAT["flattened-length"], "flat"),
    _known(_FLAT["adds-in-and-out"], "flat + features_out"),
)
"""What goes wrong with one linear layer."""
_TWO = (
    _misread(_POOLED["forgets-biases-behind-pooling"], bias="0"),
    _known(_POOLED["shares-one-bias-per-layer"], "flat*hidden + hidden*features_out + 2*bias"),
    _known(_POOLED["bias-per-layer-input"], "flat*hidden + bias*flat + hidden*features_out + bias*hidden"),
    _known(_POOLED["bias-per-weight"], "(1 + bias)*flat*hidden + (1 + bias)*hidden*features_out"),
    _known(_POOLED["adds-linear-inputs-and-outputs"], f"flat + hidden + {_OUT}"),
    _known(_POOLED["forgets-last"], _HIDDEN),
    Instead(
        "outputs-read-the-map",
        lambda shape: (_flat(f"{_HIDDEN} + flat*features_out + bias*features_out", shape),),
        "The second `Linear` layer reads what the first one gives, not the flattened map once more.",
        concept="linear-pairs",
    ),
    Instead(
        "skips-hidden-layer",
        lambda shape: (_flat("flat*features_out + bias*features_out", shape),),
        "The flattened map reaches the outputs through a hidden layer, so two `Linear` layers have weights.",
        concept="leaves-out-a-layer",
    ),
)
"""What goes wrong with two linear layers."""
