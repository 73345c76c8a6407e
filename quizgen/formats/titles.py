"""Slugs as titles."""

from __future__ import annotations

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


@lru_cache(maxsize=256)
def titled(slug: str) -> str:
    """``pytorch-code`` is “PyTorch code”."""
    words = " ".join(SPELLED.get(word, word) for word in slug.split("-"))
    return words[:1].upper() + words[1:]
