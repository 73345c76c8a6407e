"""Operations that bring all units along some axes together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from quizgen.oracle.probing.calls import Call, Made, Result, rule
from quizgen.oracle.probing.rules.pointwise import together as pointwise
from quizgen.oracle.probing.seen import ROWS, Seen, Shape, together
from quizgen.oracle.running import loaded

PLACES = ("argmax", "argmin")
PAIRS = ("std_mean", "var_mean", "aminmax", "_aminmax")


def dims(value: Any, axes: int) -> tuple[int, ...]:
    """The axes that an option names; all where it names none."""
    if value is None or (isinstance(value, list | tuple) and not value):
        return tuple(range(axes))
    return (
        tuple(sorted({one % axes for one in (value if isinstance(value, list | tuple) else [value])})) if axes else ()
    )


def reduced(seen: Seen, along: Iterable[int], *, keep: bool) -> Seen:
    """What units along some axes see together; the axes go unless they are kept."""
    found = together(seen, along)
    if keep:
        return found
    gone = set(along)
    return found.reshape(ROWS, *(size for dim, size in enumerate(found.shape[1:]) if dim not in gone))


def left(shape: Shape, along: Iterable[int], *, keep: bool) -> Shape:
    """The shape without some axes, or with them at 1."""
    gone = set(along)
    return tuple(1 if dim in gone else size for dim, size in enumerate(shape) if keep or dim not in gone)


@rule(
    *("sum", "mean", "amax", "amin", "prod", "std", "var", "std_mean", "var_mean", "norm", "linalg_vector_norm"),
    *("logsumexp", "all", "any", "argmax", "argmin", "nansum", "count_nonzero", "aminmax", "_aminmax", "native_norm"),
    *("linalg__powsum",),
    mixing=True,
)
def _gathered(call: Call) -> Result:
    one = call["self"]
    along = dims(call.get("dim"), one.dim())
    keep = bool(call.get("keepdim"))
    seen = call.each(lambda see, _: reduced(see(one), along, keep=keep))
    kind = loaded().int64 if call.name in PLACES else loaded().bool if call.name in {"all", "any"} else one.dtype
    made = Made(left(tuple(one.shape), along, keep=keep), seen, kind)
    return [made, made] if call.name in PAIRS else made


@rule("max", "min", "median", "nanmedian", "mode", "kthvalue", mixing=True)
def _chosen(call: Call) -> Result:
    """The largest or another, with its place where an axis is named."""
    if call.get("other") is not None:
        return pointwise(call)
    one = call["self"]
    if "dim" not in call.options:
        return Made((), call.each(lambda see, _: reduced(see(one), range(one.dim()), keep=False)), one.dtype)
    along = dims(call["dim"], one.dim())
    keep = bool(call.get("keepdim"))
    shape = left(tuple(one.shape), along, keep=keep)
    seen = call.each(lambda see, _: reduced(see(one), along, keep=keep))
    return [Made(shape, seen, one.dtype), Made(shape, seen, loaded().int64)]


@rule("_softmax", "_log_softmax", "_safe_softmax", mixing=True)
def _shared(call: Call) -> Result:
    """Every unit along an axis sees all of them."""
    one = call["self"]
    along = dims(call["dim"], one.dim())
    return Made(tuple(one.shape), call.each(lambda see, _: together(see(one), along)), one.dtype)


@rule("cumsum", "cumprod", "logcumsumexp", "_cummax_helper", "cummax", "cummin", mixing=True)
def _so_far(call: Call) -> Result:
    """Every unit along an axis sees all before it."""
    one = call["self"]
    along = 1 + call["dim"] % max(1, one.dim())
    made = Made(tuple(one.shape), call.each(lambda see, _: np.maximum.accumulate(see(one), along)), one.dtype)
    return [made, Made(made.shape, made.seen, loaded().int64)] if call.name in {"cummax", "cummin"} else made
