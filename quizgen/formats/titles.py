"""Slugs as titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

SPELLED: Mapping[str, str] = {
    word.lower(): word
    for word in (
        *("AlexNet", "GoogLeNet", "Inception", "MobileNet", "NIN", "ResNet", "VGG", "WaveNet"),
        *("GPU", "Keras", "L1", "L2", "PyTorch", "ReLU", "TensorFlow"),
    )
}
"""Names that slugs have in small letters."""


COMPOUNDS = ("checkerboard-free", "co-adaptation", "seventy-two", "squeeze-and-excitation")
"""What keeps its hyphens."""
_WORD = re.compile("|".join((*COMPOUNDS, "[^-]+")))


@lru_cache(maxsize=256)
def titled(slug: str) -> str:
    """``pytorch-code`` is “PyTorch code”."""
    words = spelled(slug)
    return words[:1].upper() + words[1:]


def spelled(slug: str) -> str:
    """``pytorch-code`` is “PyTorch code”, and ``output-size`` “output size”."""
    return " ".join(SPELLED.get(word, word) for word in _WORD.findall(slug))
