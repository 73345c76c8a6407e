"""Published networks made wider or narrower."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.space import Params
from quizgen.topics.architectures.shared.sums import Filters

PUBLISHED = 4
WORDS = {1: "a quarter", 2: "half", 3: "three quarters", 8: "twice"}
"""Widths that are told in words, before "as many"."""
WIDTHS = {1: "0.25", 2: "0.5", 3: "0.75", 4: "1", 5: "1.25", 6: "1.5", 8: "2"}
"""By how many quarters of the published number of channels, and how that is written."""


def scaled(layer: Filters, width: int, given: int) -> Filters | None:
    """The convolution of a network ``width`` quarters as wide, None where a number would not be whole.

    What the network is ``given`` keeps its channels, be it an image, noise or a map; a depthwise convolution stays one,
    and other groups keep their number.
    """
    reads, gives, groups = layer.in_channels, layer.out_channels or 0, layer.groups or 1
    more = [
        gives * width,
        groups * width if groups == reads > 1 else groups * 4,
        reads * (4 if reads == given else width),
    ]
    if any(number % 4 for number in more):
        return None
    gives, groups, reads = (number // 4 for number in more)
    if gives % groups or reads % groups:
        return None
    return replace(layer, in_channels=reads, out_channels=gives, groups=groups)


def widened(p: Params) -> str:
    """The sentence on a network that is wider or narrower than the published one."""
    if p["width"] == PUBLISHED:
        return ""
    times = WORDS.get(p["width"], f"{WIDTHS[p['width']]} times")
    return f" In this variant each layer gives {times} as many channels as the published one."
