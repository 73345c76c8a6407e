"""The size that a layer leaves of one axis, or one sentence on why it leaves none."""

from __future__ import annotations

from quizgen.errors import UsageError
from quizgen.formulas.sizes import dilated_conv_output_size
from quizgen.formulas.transposed import dilated_transposed_output_size
from quizgen.layers import AvgPooling, Convolution, Sliding, Transposed, Unpooling, Upsample, axis
from quizgen.math.nested import nested
from quizgen.tracing.words import AXES

_SLID, _STAMPED = nested(dilated_conv_output_size.tree), nested(dilated_transposed_output_size.tree)


def dilation(layer: Sliding, which: int) -> int:
    """How far apart the taps stand on one axis; torch's average pooling has no dilation."""
    return 1 if isinstance(layer, AvgPooling) else axis(layer.dilation, which)


def slid(layer: Sliding, length: int, which: int, name: str) -> int:
    """Positions of a window on ``length`` inputs; raises UsageError where it does not fit in once."""
    taps, padding = axis(layer.kernel_size, which), axis(layer.padding, which)
    reach = dilation(layer, which) * (taps - 1) + 1
    if not isinstance(layer, Convolution) and 2 * padding > taps:
        raise UsageError(
            f"{name}: padding is {padding}, more than half of kernel_size {taps}; take {taps // 2} at most"
        )
    if length + 2 * padding < reach:
        room = f"the {AXES[layer.axes][which]} {length}" + (f" with padding {padding}" if padding else "")
        lacking = -(-(reach - length) // 2)
        fits = f"take a smaller one, or add {lacking} to the padding"
        raise UsageError(f"{name}: kernel_size {taps} spans {reach} positions, more than {room}; {fits}")
    stride = axis(layer.stride, which)
    whole = _floored(layer, length, which)
    if isinstance(layer, Convolution) or not layer.ceil_mode or (length + 2 * padding - reach) % stride == 0:
        return whole
    return whole + (whole * stride < length + padding)


def _floored(layer: Sliding, length: int, which: int) -> int:
    values = {
        "n": length,
        "kernel_size": axis(layer.kernel_size, which),
        "stride": axis(layer.stride, which),
        "padding": axis(layer.padding, which),
        "dilation": dilation(layer, which),
    }
    return int(_SLID(values))


def stamped(layer: Transposed, length: int, which: int, name: str) -> int:
    """Positions that ``length`` stamps cover; raises UsageError where nothing is left or torch refuses."""
    values = {
        "n": length,
        "kernel_size": axis(layer.kernel_size, which),
        "stride": axis(layer.stride, which),
        "padding": axis(layer.padding, which),
        "output_padding": axis(layer.output_padding, which),
        "dilation": axis(layer.dilation, which),
    }
    least = max(values["stride"], values["dilation"])
    if values["output_padding"] >= least:
        given = values["output_padding"]
        raise UsageError(
            f"{name}: output_padding is {given}, but must be below stride or dilation; take {least - 1} at most"
        )
    size = int(_STAMPED(values))
    if size < 1:
        raise UsageError(f"{name}: padding {values['padding']} crops all of the {AXES[layer.axes][which]}; take less")
    return size


def unpooled(layer: Unpooling, length: int, which: int) -> int:
    """Positions that unpooling makes of ``length``."""
    taps, stride, padding = axis(layer.kernel_size, which), axis(layer.stride, which), axis(layer.padding, which)
    return (length - 1) * stride - 2 * padding + taps


def upsampled(layer: Upsample, length: int, which: int) -> int:
    """Positions of a resized axis."""
    return length * axis(layer.scale_factor, which) if layer.size is None else axis(layer.size, which)
