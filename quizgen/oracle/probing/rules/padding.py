"""Padding, with zeros or with copies of pixels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, function, rule
from quizgen.oracle.probing.endless import prolonged
from quizgen.oracle.probing.rules.windows import varies
from quizgen.oracle.probing.seen import BORDER, COPIED, PADDED, Seen, has_windows
from quizgen.oracle.probing.sliding import extended

MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def sides(pad: Sequence[int], axes: int) -> list[tuple[int, int, int]]:
    """Axis, count before and count after, from torch's order, which begins at the last axis."""
    return [(axes - 1 - place // 2, pad[place], pad[place + 1]) for place in range(0, len(pad), 2)]


def is_place(seen: Seen, dim: int, axes: int, which: int) -> bool:
    """Whether an axis that varies holds positions of the input and not channels, whose padding is no border."""
    at = seen.ndim - 1 - axes + which
    if dim == at or seen.ndim - 1 != 2 + axes:
        return True
    return bool(seen.shape[1 + at] == 1)


@rule("constant_pad_nd")
def _padded(call: Call) -> Result:
    """Zeros, of which nothing is seen; fewer than none cut positions off."""
    one = call["self"]
    shape = list(one.shape)
    every = sides(call["pad"], len(shape))
    for dim, before, after in every:
        shape[dim] += before + after

    def seen(see: See, which: int) -> Seen:
        found = see(one)
        for dim, before, after in every:
            if not varies(found, tuple(one.shape), dim, which, call.probe.axes):
                continue
            length = found.shape[1 + dim]
            found = found.take(range(max(0, -before), length - max(0, -after)), 1 + dim)
            flag = PADDED if is_place(found, dim, call.probe.axes, which) else 0
            found = extended(found, dim, max(0, before), max(0, after), flag)
        return found

    return Made(tuple(shape), call.each(seen), one.dtype)


@function("pad", "input pad mode value")
def _copies(call: Call) -> Result:
    """Copies of pixels of the map: what they see is no guide to what other units see."""
    if (call["mode"] or "constant") == "constant":
        return None  # type: ignore[return-value]  # it is an operation of its own
    one = call["input"]
    shape = list(one.shape)
    every = sides(call["pad"], len(shape))
    for dim, before, after in every:
        shape[dim] += before + after

    def seen(see: See, which: int) -> Seen:
        found = see(one)
        for dim, before, after in every:
            if varies(found, tuple(one.shape), dim, which, call.probe.axes):
                found = copied(found, dim, (before, after), MODES[call["mode"]])
        return found

    return Made(tuple(shape), call.each(seen), one.dtype)


def copied(seen: Seen, dim: int, counts: tuple[int, int], mode: str) -> Seen:
    """With copies of its own positions at both ends of an axis; fewer than none are cut off."""
    length = seen.shape[1 + dim]
    seen = seen.take(range(max(0, -counts[0]), length - max(0, -counts[1])), 1 + dim)
    before, after = (max(0, count) for count in counts)
    places = np.pad(np.arange(seen.shape[1 + dim]), (before, after), mode)  # type: ignore[call-overload]  # any mode
    found: Seen = seen.take(places, 1 + dim)
    rest = [slice(None)] * dim
    if has_windows(seen):
        found[BORDER][(*rest, slice(0, before))] = COPIED
        found[BORDER][(*rest, slice(len(places) - after, None))] = COPIED
    return found


@rule("reflection_pad1d", "reflection_pad2d", "reflection_pad3d")
@rule("replication_pad1d", "replication_pad2d", "replication_pad3d")
def _native(call: Call) -> Result:
    mode = "reflect" if call.name.startswith("reflection") else "replicate"
    options = {"input": call["self"], "pad": call["padding"], "mode": mode}
    return _copies(Call(call.probe, "pad", options, call.marks))


@rule("roll")
def _rolled(call: Call) -> Result:
    """Positions move on; those that come in at the other end are copies of pixels from afar."""
    one = call["self"]
    shifts, dims = list(call["shifts"]), [dim % one.dim() for dim in call["dims"]]
    if not dims:
        raise Lost("a roll of all axes as one")

    def seen(see: See, which: int) -> Seen:
        found = see(one)
        for shift, dim in zip(shifts, dims, strict=True):
            if found.shape[1 + dim] == 1:
                continue
            length = found.shape[1 + dim]
            longer = prolonged(found, dim, max(0, shift), max(0, -shift)) if abs(shift) <= length else None
            if longer is not None:
                found = longer.take(range(max(0, -shift), max(0, -shift) + length), 1 + dim)
                continue
            found = np.roll(found, shift, 1 + dim)
            move = shift % length if shift >= 0 else -(-shift % length)
            place = slice(0, move) if move >= 0 else slice(length + move, None)
            if has_windows(found) and is_place(found, dim, call.probe.axes, which):
                found[BORDER][(*[slice(None)] * dim, place)] = COPIED
        return found

    return Made(tuple(one.shape), call.each(seen), one.dtype)
