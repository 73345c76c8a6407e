"""Mistakes about the ``in_features`` of a linear layer behind ``Flatten`` in a program."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.formulas.features import flattened
from quizgen.formulas.networks import RIGHT, Reading
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees
from quizgen.misconceptions.twice import with_products


def _features(slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """Another formula for the values that reach the layer, from ``channels`` and the side ``n`` of the last map."""
    reading = replace(RIGHT, features=read(formula))
    return Instead(slug, lambda shape: (flattened(shape, reading),), feedback, concept=concept)


def _sizes(slug: str, feedback: str, *, conv: str = "", pool: str = "", concept: str) -> Instead:
    """Other sizes after a convolution or a pooling layer."""
    reading = Reading(
        after_conv=read(conv) if conv else RIGHT.after_conv, after_pool=read(pool) if pool else RIGHT.after_pool
    )
    return Instead(slug, lambda shape: (flattened(shape, reading),), feedback, concept=concept)


def _depth(slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """``depth`` are the channels that the last convolution takes."""

    def wrong(shape: Shape) -> Trees:
        given = ["in_channels", *(f"out_channels_{place}" for place, step in enumerate(shape, 1) if step == "conv")]
        tree = flattened(shape, replace(RIGHT, features=read(formula)))
        return (substitute(tree, {"depth": Sym(given[-2])}),)

    return Instead(slug, wrong, feedback, concept=concept)


SINGLES = (
    _features(
        "one-value-a-channel",
        "channels",
        "Only after global pooling would there be one value for each channel.",
        concept="flatten-all-channels",
    ),
    _features(
        "counts-side-of-map-once",
        "channels*n",
        "A map has as many values as its area, so its side counts twice as a factor.",
        concept="kernel-side-once",
    ),
    _features(
        "adds-sides-of-map",
        "channels*2*n",
        "Height and width of a map are multiplied, not added.",
        concept="adds-sides",
    ),
    _features(
        "flattens-one-channel",
        "n**2",
        "`Flatten` lines up the values of all channels, not those of one.",
        concept="flatten-all-channels",
    ),
    _features(
        "flattens-batch",
        "batch*channels*n**2",
        "`nn.Flatten` leaves the first axis, the batch, as it is.",
        concept="forgets-batch",
    ),
    _features(
        "counts-weights",
        "channels*n**2*out_features",
        "The first argument of `nn.Linear` is the number of its inputs, not that of its weights.",
        concept="quantity-asked",
    ),
    _features(
        "flattens-input-size",
        "channels*width**2",
        "`Flatten` gets the last map, which is smaller than the input of the network.",
        concept="flatten-input",
    ),
    _depth(
        "channels-of-input",
        "depth*n**2",
        "The last map has the channels that the last convolution gives, its second argument.",
        concept="reads-earlier-channels",
    ),
    _depth(
        "multiplies-channels",
        "depth*channels*n**2",
        "A convolution sums over its input channels, so only its output channels are left.",
        concept="output-channels-are-filters",
    ),
    _sizes(
        "forgets-max-pool-layer",
        "`nn.MaxPool2d` makes the maps smaller before they are flattened.",
        pool="n",
        concept="skips-pooling",
    ),
    _sizes(
        "pools-by-one",
        "Without a `stride`, a pooling layer moves by its kernel size, not by one position.",
        pool="n - kernel_size + 1",
        concept="pooling-default-stride",
    ),
    _sizes(
        "max-pooling-rounds-up",
        "With `ceil_mode=False`, the default, `nn.MaxPool2d` drops an incomplete last window.",
        pool="ceil(n/kernel_size)",
        concept="rounds-up",
    ),
    _sizes(
        "pooling-divides-by-area",
        "A pooling layer divides each side by about its kernel size; only the area is divided by the square of it.",
        pool="floor(n/kernel_size**2)",
        concept="area-factor-on-side",
    ),
    _sizes(
        "always-halves",
        "Without a `stride`, a pooling layer moves by its kernel size, not always by 2.",
        pool="floor((n - kernel_size)/2) + 1",
        concept="pooling-default-stride",
    ),
    _sizes(
        "convolution-keeps-size-before-linear",
        "`nn.Conv2d` has `padding=0` unless the program says otherwise, and a map shrinks without enough padding.",
        conv="n",
        concept="expects-size-kept",
    ),
    _sizes(
        "ignores-padding-of-map",
        "The padding widens the map on both sides before the kernel is fitted.",
        conv="n - kernel_size + 1",
        concept="ignores-padding",
    ),
    _sizes(
        "pads-one-side-of-map",
        "`padding` counts the zeros on each side, so the map grows by twice as much.",
        conv="n + padding - kernel_size + 1",
        concept="padding-on-both-sides",
    ),
    _sizes(
        "doubles-padding",
        "`padding` is what one side gets, so both sides together add $2*padding$ and not $4*padding$.",
        conv="n + 4*padding - kernel_size + 1",
        concept="padding-not-doubled-again",
    ),
    _sizes(
        "forgets-kernel-in-padded-map",
        "The whole kernel has to fit into the padded map, so its size is subtracted.",
        conv="n + 2*padding + 1",
        concept="forgets-kernel-room",
    ),
    _sizes(
        "convolution-no-plus-one",
        "The first position of the kernel counts too, so 1 is added to its steps.",
        conv="n + 2*padding - kernel_size",
        concept="forgets-starting-position",
    ),
)

_OF = {one.id: one for one in SINGLES}
FACTORS = (
    tuple(_OF[name] for name in ("flattens-batch", "channels-of-input", "multiplies-channels")),
    tuple(
        _OF[name]
        for name in (
            *("forgets-max-pool-layer", "pooling-divides-by-area", "pools-by-one", "max-pooling-rounds-up"),
            *("convolution-keeps-size-before-linear", "ignores-padding-of-map", "doubles-padding"),
            *("forgets-kernel-in-padded-map", "convolution-no-plus-one"),
        )
    ),
)
"""Mistakes about what lies behind each other, and about the size of the map."""
MISTAKES = with_products(*FACTORS, alone=(one for one in SINGLES if not any(one in factor for factor in FACTORS)))
"""The mistakes about ``in_features``."""
