"""Torch's commonest functions as the operations that torch makes of them, without torch's way from one to the other.

On that way torch imports its tensors that are spread over several machines, and sympy, which takes longer than all
marks of a deep network. What is not here takes torch's way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import prod
from typing import Any, TypeAlias

from quizgen.oracle.probing.rules.windows import per
from quizgen.oracle.running import loaded

Operation: TypeAlias = tuple[Any, tuple[Any, ...]]
Maker: TypeAlias = Callable[[Mapping[str, Any], str], Operation | None]


def straight(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Operation | None:
    """The operation of a function in Python, and its arguments; None where torch has to say."""
    found = MADE.get(name)
    if found is None:
        return None
    make, names = found
    if len(args) > len(names) or not set(kwargs) <= set(names):
        return None
    return make({**dict(zip(names, args, strict=False)), **kwargs}, name)


@cache
def _operation(name: str, overload: str = "default") -> Any:
    return getattr(getattr(loaded().ops.aten, name), overload)


def _convolved(given: Mapping[str, Any], name: str) -> Operation | None:
    axes, padding = int(name[4]), given.get("padding", 0)
    if isinstance(padding, str) or given["input"].dim() != axes + 2:
        return None
    moves = [list(per(given.get(key, 1), axes)) for key in ("stride", "dilation")]
    rest = moves[0], list(per(padding, axes)), moves[1], False, [0] * axes, given.get("groups", 1)
    return _operation("convolution"), (given["input"], given["weight"], given.get("bias"), *rest)


def _rectified(given: Mapping[str, Any], name: str) -> Operation | None:
    return _operation("relu_" if name == "relu_" or given.get("inplace") else "relu"), (given["input"],)


def _pooled(given: Mapping[str, Any], _: str) -> Operation | None:
    if given["input"].dim() != 4 or given.get("return_indices"):
        return None
    stride = given.get("stride")
    sizes = [list(per(given["kernel_size"], 2)), list(per(stride, 2)) if stride else []]
    sizes += [list(per(given.get("padding", 0), 2)), list(per(given.get("dilation", 1), 2))]
    return _operation("max_pool2d_with_indices"), (given["input"], *sizes, given.get("ceil_mode", False))


def _adapted(given: Mapping[str, Any], _: str) -> Operation | None:
    size = per(given["output_size"], 2)
    if None in size or given["input"].dim() != 4:
        return None
    return _operation("_adaptive_avg_pool2d"), (given["input"], list(size))


def _flattened(given: Mapping[str, Any], _: str) -> Operation | None:
    one = given["input"]
    shape, axes = tuple(one.shape), one.dim()
    ends = given.get("start_dim", 0), given.get("end_dim", -1)
    if not axes or not all(isinstance(end, int) for end in ends):
        return None
    first, last = (end % axes for end in ends)
    if first > last:
        return None
    return _operation("view"), (one, [*shape[:first], prod(shape[first : last + 1]), *shape[last + 1 :]])


def _as_other(given: Mapping[str, Any], _: str) -> Operation | None:
    return _operation("view"), (given["input"], list(given["other"].shape))


def _both(given: Mapping[str, Any], name: str) -> Operation | None:
    """Of two tensors of the same numbers."""
    one, other = given["input"], given["other"]
    tensor = loaded().Tensor
    if not isinstance(one, tensor) or not isinstance(other, tensor) or one.dtype != other.dtype:
        return None
    bare = name.strip("_")
    inside = name.endswith("_") and not name.endswith("__")
    if bare in {"iadd", "imul"}:
        bare, inside = bare[1:], True
    return _operation(f"{bare}_" if inside else bare, "Tensor"), (one, other)


CONVOLVED = (_convolved, ("input", "weight", "bias", "stride", "padding", "dilation", "groups"))
POOL = ("input", "kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices")
MADE: Mapping[str, tuple[Maker, tuple[str, ...]]] = {
    **dict.fromkeys(("conv1d", "conv2d", "conv3d"), CONVOLVED),
    **dict.fromkeys(("relu", "relu_"), (_rectified, ("input", "inplace"))),
    "max_pool2d": (_pooled, POOL),
    "adaptive_avg_pool2d": (_adapted, ("input", "output_size")),
    "view_as": (_as_other, ("input", "other")),
    "flatten": (_flattened, ("input", "start_dim", "end_dim")),
    **dict.fromkeys(
        ("add", "add_", "__add__", "__iadd__", "mul", "mul_", "__mul__", "__imul__"), (_both, ("input", "other"))
    ),
}
"""By the name of a function in Python: what makes its operation, and the names of its arguments."""
