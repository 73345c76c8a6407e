"""Each layer's type has the kind that it is, and none that it is not."""

from __future__ import annotations

import pytest

from quizgen.explaining.pictures.kinds import LOOKS, kind


@pytest.mark.parametrize(
    ("layer_type", "words"),
    [
        ("Conv2d", "convolution"),
        ("LazyConv3d", "convolution"),
        ("conv1d", "convolution"),
        ("DeformConv2d", "convolution"),
        ("Unfold", "other"),
        ("unfold", "other"),
        ("Fold", "other"),
        ("einsum", "matrix product"),
        ("matmul", "matrix product"),
        ("bmm", "matrix product"),
        ("mm", "matrix product"),
        ("MultiheadAttention", "attention, recurrence"),
        ("scaled_dot_product_attention", "attention, recurrence"),
        ("LSTM", "attention, recurrence"),
        ("Linear", "linear"),
        ("Bilinear", "linear"),
        ("ConvTranspose2d", "upsampling"),
    ],
)
def test_a_type_has_its_kind(layer_type: str, words: str) -> None:
    assert LOOKS[kind(layer_type)].words == words
