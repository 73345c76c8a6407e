"""Products of matrices: a number sees a row of the one and a column of the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, fit, function, rule
from quizgen.oracle.probing.rules.pointwise import broadcast
from quizgen.oracle.probing.seen import Seen, merged, together

MOST = 2**21
"""So many numbers of a product are told apart, five numbers each."""


@function("linear", "input weight bias", mixing=True)
def _linear(call: Call) -> Result:
    """Every output sees all inputs; weights may be made of the input as well."""
    one, weight = call["input"], call["weight"]
    fit(one.shape[-1], weight.shape[-1], "features of a linear layer")
    shape = (*one.shape[:-1], *weight.shape[:-1])

    def seen(see: See, _: int) -> Seen:
        found = together(see(one), [one.dim() - 1])
        found = found if weight.dim() > 1 else found[..., 0]
        if call.marks(weight) is None:
            return found
        own = together(see(weight), range(weight.dim()))
        return merged([found, own.reshape(5, *[1] * (found.ndim - 1))])

    return Made(shape, call.each(seen), one.dtype)


@rule("mm", "bmm", "matmul", "mv", "dot", "vdot", mixing=True)
def product(call: Call) -> Result:
    """As ``torch.matmul``."""
    one = call["self"]
    other = next(call[name] for name in ("mat2", "other", "vec", "tensor") if name in call.options)
    return _product(call, one, other)


def _product(call: Call, one: Any, other: Any) -> Made:
    rows, columns = tuple(one.shape), tuple(other.shape)
    fit(rows[-1], columns[max(0, len(columns) - 2)], "rows and columns of a product")
    front = broadcast([rows[:-2], columns[:-2]])
    shape = (*front, *rows[-2:-1], *(columns[-1:] if len(columns) > 1 else ()))

    def seen(see: See, _: int) -> Seen:
        left = together(see(one), [len(rows) - 1])
        right = together(see(other), [max(0, len(columns) - 2)])
        left = left if len(columns) > 1 else left[..., 0]
        right = right if len(columns) > 1 else right[..., 0]
        if len(rows) == 1 and len(columns) > 1:
            right = right[..., 0, :]
        sizes = np.broadcast_shapes(left.shape[1:], right.shape[1:])
        if np.prod(sizes) > MOST:
            raise Lost("a product of so large matrices")
        return merged([left, right])

    return Made(shape, call.each(seen), one.dtype)


@function("matmul", "self other", mixing=True)
@function("__matmul__", "self other", mixing=True)
def _multiplied(call: Call) -> Result:
    return _product(call, call["self"], call["other"])


@function("__rmatmul__", "self other", mixing=True)
def _from_the_right(call: Call) -> Result:
    return _product(call, call["other"], call["self"])


@rule("addmm", "baddbmm", "addmv", "addbmm", "addr", mixing=True)
def _added(call: Call) -> Result:
    names = {"addmm": ("mat1", "mat2"), "addmv": ("mat", "vec"), "addr": ("vec1", "vec2")}
    one, other = (call[name] for name in names.get(call.name, ("batch1", "batch2")))
    if call.name in {"addr", "addbmm"}:
        raise Lost(f"the function {call.name}")
    made = _product(call, one, other)
    seen = call.each(lambda see, which: merged([made.seen[which], see(call["self"])]))
    return Made(made.shape, seen, made.dtype)


@rule("_cdist_forward", mixing=True)
def _distances(call: Call) -> Result:
    """Of each row of the one from each row of the other."""
    one, other = call["x1"], call["x2"]
    shape = (*broadcast([tuple(one.shape[:-2]), tuple(other.shape[:-2])]), one.shape[-2], other.shape[-2])

    def seen(see: See, _: int) -> Seen:
        left, right = (together(see(part), [part.dim() - 1]) for part in (one, other))
        return merged([left, right.swapaxes(-1, -2)])

    return Made(shape, call.each(seen), one.dtype)


@function("scaled_dot_product_attention", "query key value attn_mask dropout_p is_causal scale enable_gqa", mixing=True)
def _attended(call: Call) -> Result:
    """Each query sees itself, and all keys and values; the rows of the scores need not be told apart."""
    query, key, value = call["query"], call["key"], call["value"]
    if call["is_causal"]:
        return None  # type: ignore[return-value]  # products and masks tell
    shape = (*query.shape[:-1], value.shape[-1])

    def seen(see: See, _: int) -> Seen:
        parts = [together(see(query), [query.dim() - 1])]
        parts += [together(see(one), [one.dim() - 2, one.dim() - 1]) for one in (key, value)]
        if call["attn_mask"] is not None and call.marks(call["attn_mask"]) is not None:
            mask = call["attn_mask"]
            parts.append(together(see(mask), [mask.dim() - 1]))
        return merged(parts)

    return Made(shape, call.each(seen), query.dtype)


@rule("_scaled_dot_product_flash_attention_for_cpu", mixing=True)
def _flash(call: Call) -> Result:
    made = _attended(call)
    return [made if isinstance(made, Made) else None, None]
