"""Convolution and pooling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Misfit, Result, See, fit, rule
from quizgen.oracle.probing.seen import Seen, Shape, merged, together
from quizgen.oracle.probing.shaping import dropped, reshaped
from quizgen.oracle.probing.sliding import picked, slid, stamped


def per(value: Any, axes: int) -> tuple[int, ...]:
    """One number for each axis."""
    values = tuple(value) if isinstance(value, list | tuple) else (value,)
    return values * axes if len(values) == 1 else values


def varies(seen: Seen, shape: Shape, dim: int, which: int, axes: int) -> bool:
    """Whether what units see depends on their place along an axis of ``shape``, or would on a longer input.

    An axis of length 1 is taken for the probed one where it stands at its place and no other one varies.
    """
    if seen.shape[1 + dim] > 1:
        return True
    return shape[dim] == 1 and dim == len(shape) - axes + which and not any(size > 1 for size in seen.shape[3:])


@rule("convolution", "_convolution", "convolution_overrideable")
def _convolution(call: Call) -> Result:
    one, weight = call["input"], call["weight"]
    groups, turned = call["groups"], call["transposed"]
    shape = tuple(one.shape)
    moves = _moves(call, len(shape) - 2)
    sizes = tuple(
        (length - 1) * move - 2 * room + apart * (size - 1) + extra + 1
        if turned
        else (length + 2 * room - apart * (size - 1) - 1) // move + 1
        for length, size, (move, room, apart, extra) in zip(shape[2:], weight.shape[2:], moves, strict=True)
    )
    fit(shape[1], weight.shape[0] if turned else weight.shape[1] * groups, "channels of a convolution")
    if min(sizes) < 1:
        raise Misfit(f"a map of {'x'.join(map(str, shape[2:]))} is smaller than the kernel")
    channels = weight.shape[1] * groups if turned else weight.shape[0]

    def seen(see: See, which: int) -> Seen:
        found = _joined(see(one), groups)
        for axis, (move, room, apart, _) in enumerate(moves):
            dim = 2 + axis
            if not varies(found, shape, dim, which, call.probe.axes):
                continue
            taps = [apart * tap for tap in range(weight.shape[dim])]
            if turned:
                found = stamped(found, dim, taps, (move, room), sizes[axis])
            else:
                found = slid(found, dim, [tap - room for tap in taps], move, sizes[axis])
        found = _fanned(found, channels)
        if call.marks(weight) is None:
            return found
        return merged([found, together(see(weight), range(weight.dim()))])

    return Made((shape[0], channels, *sizes), call.each(seen), one.dtype)


def _moves(call: Call, axes: int) -> list[tuple[int, ...]]:
    every = (per(call[name], axes) for name in ("stride", "padding", "dilation", "output_padding"))
    return list(zip(*every, strict=True))


def _joined(seen: Seen, groups: int) -> Seen:
    """One channel for each group of channels; one in all where they are alike."""
    if seen.shape[2] == 1 or groups == 1:
        return together(seen, [1])
    parted: Seen = seen.reshape(*seen.shape[:2], groups, -1, *seen.shape[3:])
    found: Seen = parted.max(3)
    return found


def _fanned(seen: Seen, channels: int) -> Seen:
    """As many channels as a layer gives, from one for each group."""
    return seen if seen.shape[2] == 1 else seen.repeat(channels // seen.shape[2], 2)


@rule("max_pool2d_with_indices", "max_pool3d_with_indices", "avg_pool2d", "avg_pool3d", mixing=True)
def _pooled(call: Call) -> Result:
    one = call["self"]
    shape = tuple(one.shape)
    axes = 3 if "3d" in call.name else 2
    kernel = per(call["kernel_size"], axes)
    stride = per(call["stride"] or kernel, axes)
    padding, dilation = per(call["padding"], axes), per(call.get("dilation", 1), axes)
    dims = range(len(shape) - axes, len(shape))
    every = list(zip(dims, kernel, stride, padding, dilation, strict=True))
    sizes = [_count(shape[dim], *rest, ceil=bool(call["ceil_mode"])) for dim, *rest in every]
    if min(sizes) < 1:
        raise Misfit(f"a map of {'x'.join(map(str, shape[2:]))} is smaller than the window")

    def seen(see: See, which: int) -> Seen:
        found = see(one)
        for (dim, size, move, room, apart), count in zip(every, sizes, strict=True):
            if varies(found, shape, dim, which, call.probe.axes):
                found = slid(found, dim, [apart * tap - room for tap in range(size)], move, count)
        return found

    made = Made((*shape[: dims[0]], *sizes), call.each(seen), one.dtype)
    return [made, made] if "indices" in call.name else made


def _count(length: int, kernel: int, stride: int, padding: int, dilation: int, *, ceil: bool) -> int:  # noqa: PLR0913
    """How many windows there are; with ``ceil`` also those that begin inside of the map and end beyond it."""
    room = length + 2 * padding - dilation * (kernel - 1) - 1
    count = (room + (stride - 1 if ceil else 0)) // stride + 1
    return count - 1 if ceil and (count - 1) * stride >= length + padding else count


@rule("_adaptive_avg_pool2d", "_adaptive_avg_pool3d", "adaptive_max_pool2d", "adaptive_max_pool3d", mixing=True)
def _adapted(call: Call) -> Result:
    """A longer input than the first keeps the first one's windows, so that there are more of them."""
    one = call["self"]
    shape = tuple(one.shape)
    wanted = per(call["output_size"], 3 if "3d" in call.name else 2)
    dims = range(len(shape) - len(wanted), len(shape))
    ranges = [windows(call, shape[dim], size) for dim, size in zip(dims, wanted, strict=True)]

    def seen(see: See, _: int) -> Seen:
        found = see(one)
        for dim, every in zip(dims, ranges, strict=True):
            if found.shape[1 + dim] > 1 or (shape[dim] == 1 and len(every) > 1 and _only(found, dim)):
                found = picked(found, dim, every)
        return found

    made = Made((*shape[: dims[0]], *map(len, ranges)), call.each(seen), one.dtype)
    return [made, made] if "max" in call.name else made


def _only(seen: Seen, dim: int) -> bool:
    """Whether no other axis varies."""
    del dim
    return all(size == 1 for size in seen.shape[3:])


def windows(call: Call, length: int, count: int) -> list[tuple[int, int]]:
    """The first position of each window of adaptive pooling, and the one behind its last."""
    before, after = call.probe.fixed(length, count)
    if after == 1:
        return [(0, length)]
    if (before, after) != (length, count):
        count = length * after // before
    found = [(unit * before // after, -(-(unit + 1) * before // after)) for unit in range(count)]
    if not found or found[-1][1] > length:
        raise Lost("adaptive pooling of so short a map")
    return found


@rule("im2col", "unfold_windows")
def _columns(call: Call) -> Result:
    """Patches as columns, as of ``F.unfold``: channels times taps, and positions."""
    one = call["self"]
    shape = tuple(one.shape)
    names = ("kernel_size", "stride", "padding", "dilation")
    kernel, stride, padding, dilation = (per(call[name], 2) for name in names)
    sizes = [(shape[2 + a] + 2 * padding[a] - dilation[a] * (kernel[a] - 1) - 1) // stride[a] + 1 for a in range(2)]

    def seen(see: See, which: int) -> Seen:
        found = see(one)
        taps = []
        for row in range(kernel[0]):
            for column in range(kernel[1]):
                read = found
                for axis, tap in enumerate((row, column)):
                    if varies(read, shape, 2 + axis, which, call.probe.axes):
                        place = dilation[axis] * tap - padding[axis]
                        read = slid(read, 2 + axis, [place], stride[axis], sizes[axis])
                taps.append(read)
        return _flat(taps, (shape[0], shape[1], len(taps), *sizes))

    return Made((shape[0], shape[1] * kernel[0] * kernel[1], sizes[0] * sizes[1]), call.each(seen), one.dtype)


def _flat(taps: Sequence[Seen], shape: Shape) -> Seen:
    stacked = np.stack(taps, 3)
    return reshaped(stacked, shape, (shape[0], shape[1] * shape[2], shape[3] * shape[4]))


@rule("col2im")
def _from_columns(call: Call) -> Result:
    """Patches as columns put back where they were and added up, as of ``F.fold``."""
    one = call["self"]
    names = ("output_size", "kernel_size", "stride", "padding", "dilation")
    size, kernel, stride, padding, dilation = (per(call[name], 2) for name in names)
    counts = [(size[a] + 2 * padding[a] - dilation[a] * (kernel[a] - 1) - 1) // stride[a] + 1 for a in range(2)]
    channels = one.shape[1] // (kernel[0] * kernel[1])
    between = (one.shape[0], channels, *kernel, *counts)
    fit(one.shape[2], counts[0] * counts[1], "patches of a map and those that are folded")

    def seen(see: See, _: int) -> Seen:
        found = reshaped(see(one), tuple(one.shape), between)
        parts = []
        for row in range(kernel[0]):
            for column in range(kernel[1]):
                read = dropped(dropped(found, 2, row), 2, column)
                for axis, tap in enumerate((row, column)):
                    if read.shape[3 + axis] > 1:
                        move = stride[axis], padding[axis]
                        read = stamped(read, 2 + axis, [dilation[axis] * tap], move, size[axis])
                parts.append(read)
        return merged(parts)

    return Made((one.shape[0], channels, *size), call.each(seen), one.dtype)
