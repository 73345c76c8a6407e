"""Operations that combine tensors unit by unit, or leave each unit where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.oracle.probing.calls import Call, Made, Result, fit, function, rule
from quizgen.oracle.probing.seen import Shape, merged
from quizgen.oracle.probing.shaping import part
from quizgen.oracle.running import loaded

TRUTHS = frozenset(
    [
        *("eq", "ne", "lt", "le", "gt", "ge", "equal", "isnan", "isinf", "isfinite", "isneginf", "isposinf"),
        *("logical_and", "logical_not", "logical_or", "logical_xor", "signbit"),
    ]
)
WHOLE = frozenset(
    [
        *("add", "sub", "rsub", "mul", "abs", "neg", "clamp", "clamp_min", "clamp_max", "clip", "minimum", "maximum"),
        *("fmin", "fmax", "floor", "ceil", "round", "trunc", "square", "sign", "where", "masked_fill", "bitwise_and"),
        *("bitwise_or", "bitwise_xor", "bitwise_not", "remainder", "fmod", "gcd", "lcm", "positive", "pow", "relu"),
        "floor_divide",
    ]
)
"""What gives whole numbers for whole numbers."""


def broadcast(shapes: Sequence[Shape]) -> Shape:
    """The shape of tensors combined unit by unit."""
    if all(shape == shapes[0] for shape in shapes[1:]):
        return shapes[0]
    return tuple(loaded().broadcast_shapes(*shapes))


def _type(call: Call, parts: Sequence[Any]) -> Any:
    torch = loaded()
    if call.name in TRUTHS:
        return torch.bool
    found = parts[0].dtype
    for one in parts[1:]:
        found = torch.promote_types(found, one.dtype)
    exact = found.is_floating_point or found.is_complex
    return found if exact or call.name in WHOLE else torch.get_default_dtype()


@rule(
    "pointwise",
    "hardswish",
    "log_sigmoid_forward",
    "floor_divide",
    "_prelu_kernel",
    "prelu",
    "rrelu_with_noise",
    "complex",
    "polar",
)
def together(call: Call) -> Result:
    """Every unit sees what those see that are at its place."""
    parts = list(call.tensors())
    shape = broadcast([tuple(one.shape) for one in parts])
    seen = call.each(lambda see, _: merged([see(one) for one in parts]))
    dtype = _type(call, [one for one in parts if one.dtype != loaded().bool] or parts)
    if call.name in {"complex", "polar"}:
        dtype = loaded().promote_types(dtype, loaded().complex64)
    made = Made(shape, seen, dtype)
    return [made, made] if call.name == "log_sigmoid_forward" else made


@rule(
    "clone",
    "detach",
    "alias",
    "lift",
    "lift_fresh",
    "_conj",
    "_neg_view",
    "native_dropout",
)
def same(call: Call) -> Result:
    """Values as they are."""
    return call.kept()


@rule("_to_copy")
def _cast(call: Call) -> Result:
    made = call.kept()
    return Made(made.shape, made.seen, call["dtype"] or made.dtype)


@rule("view_as_real")
def _real(call: Call) -> Result:
    made = call.kept()
    kind = loaded().float64 if made.dtype == loaded().complex128 else loaded().float32
    return Made((*made.shape, 2), tuple(one[..., None] for one in made.seen), kind)


@rule("view_as_complex")
def _complex(call: Call) -> Result:
    made = call.kept()
    kind = loaded().complex128 if made.dtype == loaded().float64 else loaded().complex64
    return Made(made.shape[:-1], tuple(one.max(-1) for one in made.seen), kind)


@rule("copy")
def _copied(call: Call) -> Result:
    """Values of another tensor take the place of those here."""
    into, source = call["self"], call["src"]
    made = call.kept(source)
    return Made(tuple(into.shape), made.seen, into.dtype)


@rule(
    "native_batch_norm",
    "_native_batch_norm_legit",
    "_native_batch_norm_legit_no_training",
    "_native_batch_norm_legit_functional",
    "_batch_norm_no_update",
    "_batch_norm_with_update",
    "native_layer_norm",
    "native_group_norm",
    "_fused_rms_norm",
)
def normalised(call: Call) -> Result:
    """Units keep what they saw: the statistics of normalization do not count."""
    made = call.kept(call.get("input", call.get("self")))
    return [made, made, made, made] if call.name.startswith("_batch_norm") else [made, made, made]


@function("batch_norm", "input running_mean running_var weight bias training momentum eps")
def _by_channel(call: Call) -> Result:
    if call["running_mean"] is not None:
        fit(call["input"].shape[1], call["running_mean"].shape[0], "channels of batch normalization")
    return call.kept(call["input"])


@function("layer_norm", "input normalized_shape weight bias eps")
def _by_shape(call: Call) -> Result:
    size = tuple(call["normalized_shape"])
    fit(tuple(call["input"].shape[-len(size) :]), size, "the shape that a layer normalizes")
    return call.kept(call["input"])


@function("group_norm", "input")
@function("instance_norm", "input")
@function("rms_norm", "input")
@function("local_response_norm", "input")
def _alone(call: Call) -> Result:
    return call.kept(call["input"])


@rule("glu")
def _gated(call: Call) -> Result:
    """One half of the channels times a gate from the other."""
    one, dim = call["self"], call["dim"] % call["self"].dim()
    half = one.shape[dim] // 2
    shape = tuple(half if axis == dim else size for axis, size in enumerate(one.shape))
    halves = slice(0, half), slice(half, None)
    return Made(shape, call.each(lambda see, _: merged([part(see(one), dim, half) for half in halves])), one.dtype)
