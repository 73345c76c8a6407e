"""Transposed convolutions on rows of numbers, and where torch puts the zeros of ``same`` padding."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

from quizgen.layers import ConvTranspose2d, axis
from quizgen.oracle.running import loaded, ones, row


def upsample(layer: ConvTranspose2d, signal: Any, weight: Any, which: int = 0) -> Any:
    """One axis of a real transposed convolution on ``signal`` (N, 1, length) with ``weight`` (1, 1, kernel size)."""
    return loaded().nn.functional.conv_transpose1d(
        signal,
        weight,
        None,
        axis(layer.stride, which),
        axis(layer.padding, which),
        axis(layer.output_padding, which),
        1,
        axis(layer.dilation, which),
    )


def stamped(layer: ConvTranspose2d, inputs: Sequence[int], weights: Sequence[int]) -> tuple[int, ...]:
    """What the transposed convolution makes of a row of whole numbers, with a row of whole weights and no bias."""
    torch = loaded()
    with torch.inference_mode():
        signal = torch.tensor([[inputs]], dtype=torch.float64)
        output = upsample(layer, signal, torch.tensor([[weights]], dtype=torch.float64))
    return tuple(round(value) for value in output[0, 0].tolist())


def same_zeros(kernel_size: int, dilation: int = 1) -> tuple[int, int]:
    """The zeros that torch's ``padding="same"`` puts before and behind a row.

    A kernel with a single 1 moves the row: where it stands at the first tap, the zeros before the row are seen, where
    it stands at the last tap, those behind it.
    """
    torch = loaded()
    taps = torch.eye(kernel_size, dtype=torch.float64)[[0, -1], None]
    whole = torch.ones(1, 1, dilation * kernel_size, dtype=torch.float64)
    with torch.inference_mode(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that an even kernel costs torch a copy
        output = torch.nn.functional.conv1d(whole, taps, None, 1, "same", dilation)
    before, behind = output.eq(0).sum(-1)[0].tolist()
    return int(before), int(behind)


def padded_length(length: int, kernel_size: int, stride: int, before: int, behind: int) -> int:
    """Outputs of a real convolution on ``length`` positions after ``before`` and ``behind`` zeros were added."""
    functional = loaded().nn.functional
    padded = functional.pad(row(length), (before, behind))
    return int(functional.conv1d(padded, ones(kernel_size), None, stride).shape[-1])
