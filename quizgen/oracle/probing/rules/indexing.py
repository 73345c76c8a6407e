"""Values picked by their places, or put into places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, rule
from quizgen.oracle.probing.rules.reductions import dims
from quizgen.oracle.probing.seen import BORDER, PADDED, Seen, has_windows, merged, slim, together, whole
from quizgen.oracle.probing.shaping import part

MOST = 2**22


def constant(call: Call, index: Any) -> Any:
    """Places that do not depend on the input, as numpy has them. Raises Lost for others."""
    if call.marks(index) is not None:
        raise Lost("indexing by places that are computed")
    return index.numpy()


@rule("index", "_unsafe_index")
def _indexed(call: Call) -> Result:
    one = call["self"]
    places = [None if index is None else constant(call, index) for index in call["indices"]]
    places = [one for place in places for one in numbered(place)]
    named = [dim for dim, place in enumerate(places) if place is not None]
    key = (slice(None), *(slice(None) if place is None else place for place in places))
    shape = np.broadcast_to(np.int8(0), tuple(one.shape))[key[1:]].shape

    def seen(see: See, _: int) -> Seen:
        found = whole(see(one), one.shape, named)[key]
        return slim(found, [dim for dim in range(found.ndim - 1) if found.shape[1 + dim] > 1])

    return Made(tuple(shape), call.each(seen), one.dtype)


def numbered(place: Any) -> Sequence[Any]:
    """A mask as the places where it is true, along each of its axes."""
    return place.nonzero() if place is not None and place.dtype == bool else [place]


@rule("index_select")
def _chosen(call: Call) -> Result:
    one, dim = call["self"], call["dim"] % call["self"].dim()
    places = constant(call, call["index"])
    shape = (*one.shape[:dim], len(places), *one.shape[dim + 1 :])

    def seen(see: See, _: int) -> Seen:
        found = see(one)
        return found.take(places, 1 + dim) if found.shape[1 + dim] > 1 else found

    return Made(shape, call.each(seen), one.dtype)


@rule("gather", mixing=True)
def _gathered(call: Call) -> Result:
    """From anywhere along an axis, where the places depend on the input."""
    one, index = call["self"], call["index"]
    along = dims(call["dim"], one.dim())
    if call.marks(index) is None:
        if index.numel() > MOST or one.numel() > MOST:
            raise Lost("indexing of so large a map")
        places = index.numpy()[None]

        def exact(see: See, _: int) -> Seen:
            found = whole(see(one), one.shape, range(one.dim()))
            return slim(np.take_along_axis(found, places, 1 + along[0]), range(one.dim()))

        return Made(tuple(index.shape), call.each(exact), one.dtype)

    def seen(see: See, _: int) -> Seen:
        found = together(see(one), along)
        for dim, size in enumerate(index.shape):
            found = part(found, dim, slice(0, size))
        return merged([found, see(index)])

    return Made(tuple(index.shape), call.each(seen), one.dtype)


@rule("embedding")
def _embedded(call: Call) -> Result:
    """A row of a table for each number."""
    index, weight = call["indices"], call["weight"]
    shape = (*index.shape, weight.shape[-1])
    return Made(shape, call.each(lambda see, _: see(index)[..., None]), weight.dtype)


@rule("slice_scatter", "select_scatter")
def _put(call: Call) -> Result:
    one, source = call["self"], call["src"]
    dim = call["dim"] % one.dim()
    place: Any = slice(call.get("start"), call.get("end"), call.get("step"))
    if call.name == "select_scatter":
        at = call["index"] % one.shape[dim]
        place = slice(at, at + 1)

    def seen(see: See, which: int) -> Seen:
        given = see(source)
        given = np.expand_dims(given, 1 + dim) if call.name == "select_scatter" else given
        positions = one.dim() - call.probe.axes
        return written(see(one), given, dim, (one.shape[dim], place), map_of=(positions, which))

    return Made(tuple(one.shape), call.each(seen), one.dtype)


def written(into: Seen, source: Seen, dim: int, place: tuple[int, slice], map_of: tuple[int, int]) -> Seen:
    """With a stretch of an axis, whose length is given, taken from another tensor.

    ``map_of`` are the first axis of positions and the number, from there, of the one along which is looked. Where there
    was nothing to see, what is left around the stretch is padding.
    """
    length, stretch = place
    position = dim - map_of[0]
    blank = position >= 0 and has_windows(source) and not has_windows(into)
    if blank and position != map_of[1] and source.shape[1 + dim] == 1:
        return np.broadcast_to(source, (len(into), *np.broadcast_shapes(into.shape[1:], source.shape[1:])))
    sizes = list(np.broadcast_shapes(into.shape[1:], (*source.shape[1 : 1 + dim], 1, *source.shape[2 + dim :])))
    sizes[dim] = length
    found = np.broadcast_to(into, (len(into), *sizes)).copy()
    within = range(length)[stretch]
    if blank and within and position == map_of[1]:
        flags = found[BORDER].swapaxes(0, dim)
        flags[: min(within)] = flags[max(within) + 1 :] = PADDED
    found[(*[slice(None)] * (1 + dim), stretch)] = source
    return slim(found, [dim])
