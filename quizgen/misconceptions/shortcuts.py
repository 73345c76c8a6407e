"""Mistakes about the shape that a convolution on the shortcut gives: a pair of channels and size.

A shape is ``bottleneck`` where the main path is told by its layers, and empty where its output is told.
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead

SIZE = "floor((n + 2*padding - kernel_size)/stride) + 1"


def _pair(  # noqa: PLR0913 - a mistake about one of two values
    name: str, feedback: str, channels: str = "out_channels", size: str = SIZE, *, concept: str, shape: str = ""
) -> Instead:
    """Wrong channels or a wrong size, for all shapes or for one."""
    trees = (read(channels), read(size))
    return Instead(name, lambda given: trees if shape in {"", *given} else None, feedback, concept=concept)


CHANNELS = (
    _pair(
        "concatenates",
        "A residual block adds the two maps, so the shortcut alone has to give all channels.",
        channels="in_channels + out_channels",
        concept="shortcut-adds",
    ),
    _pair(
        "channels-of-both-maps",
        "Adding two maps adds their values and not their channels, so both maps have the same number of them.",
        channels="out_channels - in_channels",
        concept="shortcut-adds",
    ),
    _pair(
        "expands-behind-addition",
        "The last layer of the main path has made 4 times as many channels before the addition, and the shortcut has "
        "to give as many.",
        channels="4*out_channels",
        concept="when-projection",
        shape="bottleneck",
    ),
)
TIMES = (
    _pair(
        "halves-channels-on-shortcut",
        "Adding two maps keeps the number of channels, so each path gives all of them and not half of them.",
        channels="2*out_channels",
        concept="shortcut-adds",
    ),
    _pair(
        "doubles-channels-on-shortcut",
        "The shortcut gives as many channels as the main path, and not as many as both together.",
        channels="out_channels/2",
        concept="shortcut-adds",
    ),
)
FOURS = (
    _pair(
        "expands-shortcut-later",
        "The output of the main path is told as it is added: nothing makes 4 times as many channels after it.",
        channels="4*out_channels",
        concept="when-projection",
    ),
    _pair(
        "expands-shortcut-again",
        "The main path ends with the channels that are told, which are not made 4 times as many on the shortcut.",
        channels="out_channels/4",
        concept="when-projection",
    ),
)
SIZES = (
    _pair(
        "shrinks-like-main-path",
        "A shortcut does not follow the size of the main path by itself: its own layer needs the stride.",
        size="ceil(n/(2*stride))",
        concept="when-projection",
    ),
    _pair(
        "ignores-stride-on-shortcut",
        "A stride of 2 about halves height and width, and the main path here does not.",
        size="n + 2*padding - kernel_size + 1",
        concept="ignores-stride",
    ),
    _pair(
        "rounds-up-on-shortcut",
        "A last step that does not fit completely is left out.",
        size="ceil((n + 2*padding - kernel_size)/stride) + 1",
        concept="rounds-up",
    ),
)
FOLLOWS = (
    "shrinks-like-main-path",
    "ceil(n/(2*stride))",
    "does not follow the size of the main path without a stride of its own",
)
STRIDED = (
    "ignores-stride-on-shortcut",
    "(n + 2*padding - kernel_size + 1)*(stride - 1)",
    "makes the map smaller by its own stride",
)
"""The size that is left is that of the input where the stride is 2; with a stride of 1 nothing is ignored."""


def _both(channels: str, name: str, words: str, size: tuple[str, str, str], *, shape: str = "") -> Instead:
    """Wrong channels and a wrong size at once."""
    slug, formula, rest = size
    feedback = f"The shortcut has to give {words}, and it {rest}."
    return _pair(f"{name}-and-{slug}", feedback, channels, formula, concept="when-projection", shape=shape)


PAIRS = tuple(
    _both(channels, name, words, size, shape=shape)
    for channels, name, words, shape in (
        ("in_channels + out_channels", "concatenates", "all channels alone, because the maps are added", ""),
        ("out_channels - in_channels", "channels-of-both-maps", "as many channels as the main path and no more", ""),
        ("4*out_channels", "expands-behind-addition", "the channels that the main path ends with", "bottleneck"),
        ("2*out_channels", "halves-channels", "all channels and not half of them", ""),
        ("out_channels/2", "doubles-channels", "the channels of the main path once", ""),
    )
    for size in (FOLLOWS, STRIDED)
)
SHORTCUTS = (*CHANNELS, *TIMES, *FOURS, *SIZES, *PAIRS)
SUM, DIFFERENCE, TWICE, HALF = (
    tuple(one for one in SHORTCUTS if one.id.startswith(start))
    for start in ("concatenates", "channels-of-both-maps", "halves-", "doubles-")
)
"""Those that take the sum of both maps' channels, their difference, twice or half the shortcut's; some with a size."""
