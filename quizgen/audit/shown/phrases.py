"""Layers in the words of tables and figures: ``3 × 3 convolution, stride 2, 96 output channels``."""

from __future__ import annotations

import re
from math import prod

from quizgen import layers
from quizgen.audit.shown.layers import BLOCKS, Seen

_WINDOW = re.compile(r"(\d+) × (\d+) (convolution|max pooling|average pooling)(.*)")
_KINDS = {"convolution": "Conv2d", "max pooling": "MaxPool2d", "average pooling": "AvgPool2d"}
_FURTHER = {
    "stride": re.compile(r"stride (\d+)"),
    "padding": re.compile(r"padding (\d+)"),
    "dilation": re.compile(r"dilation (\d+)"),
    "groups": re.compile(r"(\d+) groups"),
    "out_channels": re.compile(r"(?:, ([\d,]+) output channels| to ([\d,]+(?: × [\d,]+)?))"),
}


def phrase(words: str) -> Seen | None:
    """The layer that is meant; None for words that mean none."""
    if match := _WINDOW.fullmatch(words.strip()):
        found: dict[str, object] = {"kernel_size": (int(match[1]), int(match[2]))}
        for name, pattern in _FURTHER.items():
            if told := pattern.search(match[4]):
                found[name] = _product(next(part for part in told.groups() if part))
        return Seen(words, _KINDS[match[3]], found)
    return Seen(words, words.strip()) if is_layer(words.strip()) else None


def is_layer(name: str) -> bool:
    """Whether a word is a layer's type; a block is none, for it is its layers, and what types are made of is none."""
    kind = getattr(layers, name, None)
    if not isinstance(kind, type) or not issubclass(kind, layers.Layer) or name in BLOCKS:
        return False
    general = kind.__module__ == layers.Layer.__module__ or kind in {layers.Pointwise, layers.ChannelDropout}
    return not general and not issubclass(kind, (layers.Joining, layers.Channels, layers.Padded))


def _product(written: str) -> int:
    return prod(int(part.replace(",", "")) for part in written.split(" × "))
