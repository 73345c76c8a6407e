"""Views and copies: values stand elsewhere as they are."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, fit, rule
from quizgen.oracle.probing.rules.padding import is_place
from quizgen.oracle.probing.seen import ROWS, Seen, Shape, aligned
from quizgen.oracle.probing.shaping import dropped, joined, part, permuted, reshaped


def resolved(size: Any, count: int) -> Shape:
    """A shape of so many numbers; one -1 is what is left."""
    known = prod(one for one in size if one != -1)
    return tuple(count // known if one == -1 and known else one for one in size)


@rule("view", "_unsafe_view", "reshape", "_reshape_alias")
def _viewed(call: Call) -> Result:
    one = call["self"]
    if "size" not in call.options:
        raise Lost("numbers read as those of another type")
    old, new = tuple(one.shape), resolved(call["size"], one.numel())
    fit(one.numel(), prod(new), "numbers before and after a view")
    return Made(new, call.each(lambda see, _: reshaped(see(one), old, new)), one.dtype)


@rule("permute", "transpose", "t", "numpy_T")
def _turned(call: Call) -> Result:
    one = call["self"]
    axes = one.dim()
    order = list(range(axes))
    if call.name == "permute":
        order = [dim % axes for dim in call["dims"]]
    elif axes > 1:
        first, second = (call.get("dim0", 0) % axes, call.get("dim1", 1) % axes)
        order[first], order[second] = second, first
    shape = tuple(one.shape[dim] for dim in order)
    return Made(shape, call.each(lambda see, _: permuted(see(one), order)), one.dtype)


@rule("expand", "broadcast_to")
def _expanded(call: Call) -> Result:
    one, size = call["self"], list(call["size"])
    more = len(size) - one.dim()
    shape = tuple(one.shape[dim - more] if length == -1 else length for dim, length in enumerate(size))
    for before, after in zip(one.shape, shape[more:], strict=True):
        fit(after if before == 1 else before, after, "an axis and its expansion")
    return Made(shape, call.each(lambda see, _: aligned(see(one), len(size))), one.dtype)


@rule("slice")
def _sliced(call: Call) -> Result:
    one = call["self"]
    dim = call["dim"] % one.dim()
    place = slice(call["start"], call["end"], call["step"])
    shape = [*one.shape]
    shape[dim] = len(range(*place.indices(shape[dim])))
    return Made(tuple(shape), call.each(lambda see, _: part(see(one), dim, place)), one.dtype)


@rule("select")
def _selected(call: Call) -> Result:
    one = call["self"]
    dim = call["dim"] % one.dim()
    shape = (*one.shape[:dim], *one.shape[dim + 1 :])
    return Made(shape, call.each(lambda see, _: dropped(see(one), dim, call["index"])), one.dtype)


@rule("unsqueeze")
def _unsqueezed(call: Call) -> Result:
    one = call["self"]
    dim = call["dim"] % (one.dim() + 1)
    shape = (*one.shape[:dim], 1, *one.shape[dim:])
    return Made(shape, call.each(lambda see, _: np.expand_dims(see(one), 1 + dim)), one.dtype)


@rule("squeeze")
def _squeezed(call: Call) -> Result:
    one = call["self"]
    named = call.get("dim", range(one.dim()))
    gone = {dim % one.dim() for dim in ([named] if isinstance(named, int) else named)} if one.dim() else set()
    gone = {dim for dim in gone if one.shape[dim] == 1}
    shape = tuple(size for dim, size in enumerate(one.shape) if dim not in gone)

    def seen(see: See, _: int) -> Seen:
        found = see(one)
        return found.reshape(ROWS, *(size for dim, size in enumerate(found.shape[1:]) if dim not in gone))

    return Made(shape, call.each(seen), one.dtype)


@rule("split", "split_with_sizes", "unsafe_split", "unsafe_split_with_sizes", "chunk", "unsafe_chunk")
def _split(call: Call) -> Result:
    one = call["self"]
    dim = call["dim"] % one.dim()
    length = one.shape[dim]
    if "chunk" in call.name:
        step = -(-length // call["chunks"])
        sizes = [min(step, length - begin) for begin in range(0, length, step)]
    elif isinstance(given := call.get("split_sizes", call.get("split_size")), int):
        sizes = [min(given, length - begin) for begin in range(0, length, given)]
    else:
        sizes = list(given)
    found, begin = [], 0
    for size in sizes:
        found.append(_stretch(call, one, dim, slice(begin, begin + size)))
        begin += size
    return found


def _stretch(call: Call, one: Any, dim: int, place: slice) -> Made:
    shape = (*one.shape[:dim], place.stop - place.start, *one.shape[dim + 1 :])
    return Made(shape, call.each(lambda see, _: part(see(one), dim, place)), one.dtype)


@rule("unbind")
def _unbound(call: Call) -> Result:
    one = call["self"]
    dim = call["dim"] % one.dim()
    return [_at(call, one, dim, place) for place in range(one.shape[dim])]


def _at(call: Call, one: Any, dim: int, place: int) -> Made:
    shape = (*one.shape[:dim], *one.shape[dim + 1 :])
    return Made(shape, call.each(lambda see, _: dropped(see(one), dim, place)), one.dtype)


@rule("cat", "concat", "concatenate")
def _joined(call: Call) -> Result:
    parts = [one for one in call["tensors"] if tuple(one.shape) != (0,)]
    dim = call["dim"] % parts[0].dim()
    lengths = [one.shape[dim] for one in parts]
    for one in parts[1:]:
        rest = (*one.shape[:dim], *one.shape[dim + 1 :])
        fit((*parts[0].shape[:dim], *parts[0].shape[dim + 1 :]), rest, "shapes of what is joined")
    shape = (*parts[0].shape[:dim], sum(lengths), *parts[0].shape[dim + 1 :])
    return Made(shape, call.each(lambda see, _: joined([see(one) for one in parts], lengths, dim)), parts[0].dtype)


@rule("stack", "_stack")
def _stacked(call: Call) -> Result:
    parts = call["tensors"]
    dim = call["dim"] % (parts[0].dim() + 1)
    for one in parts[1:]:
        fit(tuple(parts[0].shape), tuple(one.shape), "shapes of what is stacked")
    shape = (*parts[0].shape[:dim], len(parts), *parts[0].shape[dim:])

    def seen(see: See, _: int) -> Seen:
        return joined([np.expand_dims(see(one), 1 + dim) for one in parts], [1] * len(parts), dim)

    return Made(shape, call.each(seen), parts[0].dtype)


@rule("flip", "fliplr", "flipud", "rot90")
def _flipped(call: Call) -> Result:
    """Along the map, units see positions in the opposite order, of which no jump can be told."""
    one = call["self"]
    if call.name == "rot90":
        raise Lost("a turn by 90 degrees")
    dims = [dim % one.dim() for dim in call["dims"]]

    def seen(see: See, which: int) -> Seen:
        found = see(one)
        for dim in dims:
            if found.shape[1 + dim] > 1 and is_place(found, dim, call.probe.axes, which):
                raise Lost("a flip of the map")
            found = np.flip(found, 1 + dim)
        return found

    return Made(tuple(one.shape), call.each(seen), one.dtype)


@rule("repeat", "tile")
def _repeated(call: Call) -> Result:
    """Whole tensors again and again along each axis."""
    one, times = call["self"], list(call.get("repeats", call.get("dims")))
    front = (1,) * (len(times) - one.dim())
    shape = tuple(size * count for size, count in zip((*front, *one.shape), times, strict=True))

    def seen(see: See, _: int) -> Seen:
        found = aligned(see(one), len(times))
        return np.tile(found, (1, *(n if size > 1 else 1 for n, size in zip(times, found.shape[1:], strict=True))))

    return Made(shape, call.each(seen), one.dtype)


@rule("pixel_shuffle", "pixel_unshuffle")
def _shuffled(call: Call) -> Result:
    one = call["self"]
    *front, channels, height, width = one.shape
    axes = len(front)
    if call.name == "pixel_shuffle":
        r = call["upscale_factor"]
        between = (*front, channels // r**2, r, r, height, width)
        order = [*range(axes), *(axes + place for place in (0, 3, 1, 4, 2))]
        shape = (*front, channels // r**2, height * r, width * r)
    else:
        r = call["downscale_factor"]
        between = (*front, channels, height // r, r, width // r, r)
        order = [*range(axes), *(axes + place for place in (0, 2, 4, 1, 3))]
        shape = (*front, channels * r**2, height // r, width // r)

    def seen(see: See, _: int) -> Seen:
        found = permuted(reshaped(see(one), tuple(one.shape), between), order)
        return reshaped(found, tuple(between[dim] for dim in order), shape)

    return Made(shape, call.each(seen), one.dtype)


@rule("channel_shuffle", "native_channel_shuffle")
def _dealt(call: Call) -> Result:
    one, groups = call["self"], call["groups"]
    shape = tuple(one.shape)
    between = (shape[0], groups, shape[1] // groups, *shape[2:])
    order = [0, 2, 1, *range(3, len(between))]

    def seen(see: See, _: int) -> Seen:
        found = permuted(reshaped(see(one), shape, between), order)
        return reshaped(found, tuple(between[dim] for dim in order), shape)

    return Made(shape, call.each(seen), one.dtype)


@rule("unfold")
def _unfolded(call: Call) -> Result:
    """Windows along an axis, whose places get an axis of their own at the end."""
    one, size, step = call["self"], call["size"], call["step"]
    dim = call["dimension"] % one.dim()
    count = (one.shape[dim] - size) // step + 1
    places = step * np.arange(count)[:, None] + np.arange(size)
    shape = (*one.shape[:dim], count, *one.shape[dim + 1 :], size)

    def seen(see: See, _: int) -> Seen:
        found = see(one)
        if found.shape[1 + dim] == 1:
            return found[..., None]
        return np.moveaxis(found.take(places, 1 + dim), 2 + dim, -1)

    return Made(shape, call.each(seen), one.dtype)


@rule("diagonal", "as_strided", "diag_embed")
def _strided(call: Call) -> Result:
    raise Lost(f"the function {call.probe.word or call.name}")


@rule("tril", "triu", "index_fill")
def _cut(call: Call) -> Result:
    """Some numbers become others that are constant: the rest is as it was."""
    return call.kept()
