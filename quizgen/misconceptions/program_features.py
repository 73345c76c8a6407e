"""Mistakes about the ``in_features`` of a linear layer behind ``Flatten`` in a program."""

from __future__ import annotations

from dataclasses import replace

from quizgen.formulas.features import flattened
from quizgen.formulas.networks import RIGHT, Reading
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees


def _features(slug: str, formula: str, feedback: str) -> Instead:
    """Another formula for the values that reach the layer, from ``channels`` and the side ``n`` of the last map."""
    reading = replace(RIGHT, features=read(formula))
    return Instead(slug, lambda shape: (flattened(shape, reading),), feedback)


def _sizes(slug: str, feedback: str, *, conv: str = "", pool: str = "") -> Instead:
    """Other sizes after a convolution or a pooling layer."""
    reading = Reading(
        after_conv=read(conv) if conv else RIGHT.after_conv, after_pool=read(pool) if pool else RIGHT.after_pool
    )
    return Instead(slug, lambda shape: (flattened(shape, reading),), feedback)


def _depth(slug: str, formula: str, feedback: str) -> Instead:
    """``depth`` are the channels that the last convolution takes."""

    def wrong(shape: Shape) -> Trees:
        given = ["in_channels", *(f"out_channels_{place}" for place, step in enumerate(shape, 1) if step == "conv")]
        tree = flattened(shape, replace(RIGHT, features=read(formula)))
        return (substitute(tree, {"depth": Sym(given[-2])}),)

    return Instead(slug, wrong, feedback)


MISTAKES = (
    _features(
        "one-value-a-channel",
        "channels",
        "Only behind global pooling would there be one value for each channel.",
    ),
    _features(
        "flattens-one-side",
        "channels*n",
        "A map has as many values as its area, so its side counts twice as a factor.",
    ),
    _features("side-doubled", "channels*2*n", "Height and width of a map are multiplied, not added."),
    _features(
        "flattens-one-channel",
        "n**2",
        "`nn.Flatten` lines up the values of all channels, not those of one.",
    ),
    _features(
        "flattens-batch",
        "batch*channels*n**2",
        "`nn.Flatten` leaves the first axis, the batch, as it is.",
    ),
    _features(
        "counts-weights",
        "channels*n**2*out_features",
        "The first argument of `nn.Linear` is the number of its inputs, not that of its weights.",
    ),
    _features(
        "flattens-input-size",
        "channels*width**2",
        "`nn.Flatten` gets the last map, which is smaller than the input of the network.",
    ),
    _depth(
        "channels-of-input",
        "depth*n**2",
        "The last map has the channels that the last convolution gives, its second argument.",
    ),
    _depth(
        "multiplies-channels",
        "depth*channels*n**2",
        "A convolution sums over its input channels, so only its output channels are left.",
    ),
    _sizes("forgets-pooling", "`nn.MaxPool2d` makes the maps smaller before they are flattened.", pool="n"),
    _sizes(
        "pools-by-one",
        "Without a `stride`, `nn.MaxPool2d` moves by its kernel size, not by one position.",
        pool="n - kernel_size + 1",
    ),
    _sizes(
        "pooling-rounds-up",
        "With `ceil_mode=False`, the default, `nn.MaxPool2d` drops an incomplete last window.",
        pool="ceil(n/kernel_size)",
    ),
    _sizes(
        "pooling-divides-by-area",
        "A pooling layer divides each side of a map by its kernel size; only the area is divided by the square of it.",
        pool="floor(n/kernel_size**2)",
    ),
    _sizes(
        "always-halves",
        "Without a `stride`, `nn.MaxPool2d` moves by its kernel size, which is not 2 everywhere here.",
        pool="floor((n - kernel_size)/2) + 1",
    ),
    _sizes(
        "convolution-keeps-size",
        "`nn.Conv2d` has `padding=0` unless the program says otherwise, and a map shrinks without enough padding.",
        conv="n",
    ),
    _sizes(
        "ignores-padding",
        "The padding widens the map on both sides before the kernel is fitted.",
        conv="n - kernel_size + 1",
    ),
    _sizes(
        "pads-one-side",
        "`padding` counts the zeros on each side, so the map grows by twice as much.",
        conv="n + padding - kernel_size + 1",
    ),
    _sizes(
        "doubles-padding",
        "`padding` is what one side gets, so both sides together add $2*padding$ and not $4*padding$.",
        conv="n + 4*padding - kernel_size + 1",
    ),
    _sizes(
        "forgets-kernel",
        "The whole kernel has to fit into the padded map, so its size is subtracted.",
        conv="n + 2*padding + 1",
    ),
    _sizes(
        "forgets-start",
        "The first position of the kernel counts too, so that 1 is added to its steps.",
        conv="n + 2*padding - kernel_size",
    ),
)
"""The mistakes about ``in_features``."""
