"""Values put to places of a tensor, which the places' numbers or a mask tell."""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, rule
from quizgen.oracle.probing.rules.indexing import MOST, constant, numbered
from quizgen.oracle.probing.seen import ROWS, Seen, merged, slim, whole


@rule("index_put", "_index_put_impl", "_unsafe_index_put")
def _put(call: Call) -> Result:
    one, values = call["self"], call["values"]
    masks = [index for index in call["indices"] if index is not None and call.marks(index) is not None]
    if masks:
        return _masked(call, masks)
    places = [None if index is None else constant(call, index) for index in call["indices"]]
    places = [part for place in places for part in numbered(place)]
    key = (slice(None), *(slice(None) if place is None else place for place in places))
    named = [dim for dim, place in enumerate(places) if place is not None]

    def seen(see: See, _: int) -> Seen:
        given = see(values)
        varying = [dim for dim, size in enumerate(given.shape[1:], one.dim() - given.ndim + 1) if size > 1]
        return _set(call, see(one), given, key, [*named, *(dim for dim in varying if dim >= 0)])

    return Made(tuple(one.shape), call.each(seen), one.dtype)


def _masked(call: Call, masks: list[Any]) -> Result:
    """Where the input says so, a constant takes the place of what was there."""
    one = call["self"]
    if len(masks) > 1 or masks[0].shape != one.shape or call.marks(call["values"]) is not None:
        raise Lost("writing to places that are computed")
    return Made(tuple(one.shape), call.each(lambda see, _: merged([see(one), see(masks[0])])), one.dtype)


@rule("index_copy", "index_add")
def _along(call: Call) -> Result:
    one, source, dim = call["self"], call["source"], call["dim"] % call["self"].dim()
    key = (*[slice(None)] * (1 + dim), constant(call, call["index"]))

    def seen(see: See, _: int) -> Seen:
        given = see(source)
        varying = [axis for axis, size in enumerate(given.shape[1:]) if size > 1]
        return _set(call, see(one), given, key, [dim, *varying])

    return Made(tuple(one.shape), call.each(seen), one.dtype)


def _set(call: Call, into: Seen, given: Seen, key: tuple[Any, ...], dims: list[int]) -> Seen:
    """With given units at some places, or beside those that are there where both are added."""
    one = call["self"]
    found = whole(into, one.shape, dims).copy()
    if found.size > ROWS * MOST:
        raise Lost("writing into a part of so large a tensor")
    place = found[key]
    if given.ndim > place.ndim:
        raise Lost("writing of a tensor with more axes")
    given = given.reshape(ROWS, *[1] * (place.ndim - given.ndim), *given.shape[1:])
    both = call.get("accumulate") or call.name == "index_add"
    found[key] = np.maximum(place, given) if both else np.broadcast_to(given, place.shape)
    return slim(found, dims)
