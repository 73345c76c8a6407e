"""Resizing a map: each unit reads those units of the map before to which torch gives a weight."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, function, rule
from quizgen.oracle.probing.endless import prolonged
from quizgen.oracle.probing.rules.windows import per, varies
from quizgen.oracle.probing.seen import BORDER, NOTHING, PADDED, Seen, has_windows

LINEAR = frozenset({"linear", "bilinear", "trilinear"})
NEAREST = frozenset({"nearest", "nearest-exact"})
FINEST = 10_000
BEYOND = 2
"""Positions beyond an end that a unit may read."""


@function("interpolate", "input size scale_factor mode align_corners recompute_scale_factor antialias")
def _resized(call: Call) -> Result:
    mode = call["mode"] or "nearest"
    if mode == "area":
        return None  # type: ignore[return-value]  # it is adaptive pooling
    if call["antialias"]:
        raise Lost("resizing with antialias")
    call.probe.uneven |= bool(call["align_corners"])
    one, axes = call["input"], call["input"].dim() - 2
    sizes, scales = _sizes(call, axes)
    lengths = one.shape[2:]

    def seen(see: See, which: int) -> Seen:
        found = see(one)
        for axis, (length, size, scale) in enumerate(zip(lengths, sizes, scales, strict=True)):
            if varies(found, tuple(one.shape), 2 + axis, which, call.probe.axes):
                found = resized(found, 2 + axis, (length, size, scale), mode, corners=bool(call["align_corners"]))
        return found

    return Made((*one.shape[:2], *sizes), call.each(seen), one.dtype)


def _sizes(call: Call, axes: int) -> tuple[list[int], list[Fraction]]:
    """The lengths after resizing, and how many positions before a step of one is."""
    lengths = call["input"].shape[2:]
    if call["size"] is None:
        factors = [Fraction(float(one)).limit_denominator(FINEST) for one in per(call["scale_factor"], axes)]
        sizes = [int(length * float(one)) for length, one in zip(lengths, per(call["scale_factor"], axes), strict=True)]
        if call["recompute_scale_factor"]:
            return sizes, [Fraction(length, size) for length, size in zip(lengths, sizes, strict=True)]
        return sizes, [1 / one for one in factors]
    wanted = per(call["size"], axes)
    found = [
        _fixed(call, axis, length, int(size)) for axis, (length, size) in enumerate(zip(lengths, wanted, strict=True))
    ]
    return found, [Fraction(length, size) for length, size in zip(lengths, found, strict=True)]


def _fixed(call: Call, axis: int, length: int, size: int) -> int:
    """A longer input than the first is resized as much as the first was, whatever number the forward has for it.

    One position is spread over a map that is longer as the input is.
    """
    before, after = call.probe.fixed(length, size)
    if (before, length) == (1, 1) and size == after > 1 and len(call.probe.factors) == call["input"].dim() - 2:
        spread = size * Fraction(call.probe.factors[axis])
        return int(spread) if spread.denominator == 1 else size
    if length * after == size * before or length == 1:
        return size
    if size != after or length * after % before:
        raise Lost("resizing to a fixed size")
    return length * after // before


def resized(seen: Seen, dim: int, sizes: tuple[int, int, Fraction], mode: str, *, corners: bool) -> Seen:
    """One axis resized; what would read beyond the ends and was held inside sees the border.

    With ``corners`` the units at both ends stand on the map's own and read nothing between positions.
    """
    length, size, scale = sizes
    units = np.arange(size, dtype=np.int64)
    if mode in NEAREST:
        shift = np.float32(0.5 if mode == "nearest-exact" else 0)
        places = np.floor((units.astype(np.float32) + shift) * np.float32(scale)).astype(np.int64)
        found: Seen = seen.take(places.clip(0, length - 1), 1 + dim)
        return found
    if mode not in LINEAR and mode != "bicubic":
        raise Lost(f"resizing in the mode {mode}")
    if corners:
        scale = _even(length, size)
        above, below = units * scale.numerator, scale.denominator
    else:
        above, below = (2 * units + 1) * scale.numerator - scale.denominator, 2 * scale.denominator
    first, between = above // below, above % below != 0
    reads = (
        {0: first >= 0, 1: between} if mode in LINEAR else {-1: between, 0: first >= -length, 1: between, 2: between}
    )
    found = _read(seen, dim, first, reads)
    if corners and has_windows(found):
        border = np.moveaxis(found[BORDER], dim, 0)
        border[[0, -1]] = np.where(border[[0, -1]] > NOTHING, np.maximum(border[[0, -1]], PADDED), NOTHING)
    return found


def _even(length: int, size: int) -> Fraction:
    if length == 1 or size == 1:
        return Fraction(0)
    return Fraction(length - 1, size - 1)


def _read(seen: Seen, dim: int, first: Any, reads: dict[int, Any]) -> Seen:
    longer = prolonged(seen, dim, BEYOND, BEYOND)
    if longer is not None:
        seen, first, reads = longer, first + BEYOND, {**reads, 0: reads[0] | True}
    length = seen.shape[1 + dim]
    found = np.full((*seen.shape[: 1 + dim], len(first), *seen.shape[2 + dim :]), NOTHING, seen.dtype)
    sizes = [1] * seen.ndim
    sizes[1 + dim] = -1
    beyond = np.zeros(len(first), bool)
    for tap, used in reads.items():
        places = first + tap
        read = seen.take(places.clip(0, length - 1), 1 + dim)
        read = np.where(np.reshape(used, sizes), read, np.int32(NOTHING))
        found = np.maximum(found, read)
        beyond |= used & ((places < 0) | (places >= length))
    beyond |= first < 0
    flag = np.where(np.reshape(beyond, sizes)[0], np.int32(PADDED), np.int32(NOTHING))
    found[BORDER] = np.where(found[BORDER] > NOTHING, np.maximum(found[BORDER], flag), found[BORDER])
    return found


@rule("upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d")
@rule("_upsample_nearest_exact1d", "_upsample_nearest_exact2d", "_upsample_nearest_exact3d")
@rule("upsample_linear1d", "upsample_bilinear2d", "upsample_trilinear3d", "upsample_bicubic2d")
def _native(call: Call) -> Result:
    """The same as torch's functions name it between themselves."""
    mode = next(one for one in ("nearest-exact", "nearest", "bicubic", "linear") if one.replace("-", "_") in call.name)
    one = call.get("self", call.get("input"))
    options = {
        "input": one,
        "size": call["output_size"],
        "scale_factor": call.get("scale_factors"),
        "mode": mode,
        "align_corners": call.get("align_corners"),
        "recompute_scale_factor": None,
        "antialias": False,
    }
    return _resized(Call(call.probe, "interpolate", options, call.marks))
