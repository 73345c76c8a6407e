"""Tensors whose values do not matter: one zero that is seen in all places, and so takes neither memory nor time.

Operators that would take time on large maps are run on none of their samples, or not at all: the shape of what they
give is known. Whole numbers and truth values, which a forward may look at, are always computed, from zeros.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from numpy import broadcast_shapes

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.flow import tensors
from quizgen.oracle.watching.products import base

Arguments: TypeAlias = tuple[Sequence[Any], Mapping[str, Any]]
POOLS = frozenset(
    """
    max_pool2d_with_indices max_pool3d_with_indices avg_pool2d avg_pool3d _adaptive_avg_pool2d _adaptive_avg_pool3d
    adaptive_max_pool2d adaptive_max_pool3d upsample_nearest1d upsample_nearest2d upsample_nearest3d upsample_linear1d
    upsample_bilinear2d upsample_trilinear3d upsample_bicubic2d
    """.split()  # noqa: SIM905 - names in quotes are hard to read
)
LARGE = 4096
"""Numbers from which on a tensor is spared."""


def blank(shape: Sequence[int], dtype: Any) -> Any:
    """Zeros of that shape."""
    return loaded().zeros((), dtype=dtype).expand(tuple(shape))


def is_blank(tensor: Any) -> bool:
    """Whether all places are one, so that nothing can be written into the tensor."""
    steps = zip(tensor.stride(), tensor.shape, strict=True)
    return tensor.numel() > 1 and not any(step for step, count in steps if count > 1)


def spared(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """What an operator gives, in shape and type of numbers; blank where it is large.

    Where the rule of an operator does not fit it is really run, and raises what it raises.
    """
    torch, name = loaded(), base(function)
    first = args[0] if args and isinstance(args[0], torch.Tensor) else None
    if first is not None and function._schema.is_mutable and is_blank(first) and not _reshapes(function):  # noqa: SLF001
        return first
    if "out" in options or function._schema.is_mutable:  # noqa: SLF001 - torch names no other way
        return function(*args, **options)
    rule = RULES.get(name) or (_by_place if torch.Tag.pointwise in function.tags else None)
    if rule is None or not any(one.numel() >= LARGE for one in tensors([*args])):
        return function(*args, **options)
    try:
        found = rule(function, args, options)
    except (RuntimeError, ValueError, IndexError, TypeError):
        found = None
    return function(*args, **options) if found is None else found


def _reshapes(function: Any) -> bool:
    return loaded().Tag.inplace_view in function.tags


def _by_place(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """One number for each place: only the type of the numbers is asked of the operator."""
    torch = loaded()
    given = list(tensors([*args, *options.values()]))
    thin = function(*map(_none_of, args), **{key: _none_of(part) for key, part in options.items()})
    if not isinstance(thin, torch.Tensor) or not thin.is_floating_point():
        return None
    return blank(broadcast_shapes(*(tuple(one.shape) for one in given)), thin.dtype)


def _none_of(part: Any) -> Any:
    if isinstance(part, loaded().Tensor) and part.dim():
        return loaded().empty(0, dtype=part.dtype)
    return [_none_of(one) for one in part] if isinstance(part, list | tuple) else part


def _without_samples(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """Sample by sample: run on none of them."""
    first, *rest = args
    found = function(first.narrow(0, 0, 0), *rest, **options)
    return _with_samples(found, first.shape[0])


def _with_samples(found: Any, count: int) -> Any:
    if isinstance(found, tuple | list):
        return tuple(_with_samples(one, count) for one in found)
    if found.shape[:1] != (0,) or found.numel():
        return found
    shape = (count, *found.shape[1:])
    return blank(shape, found.dtype) if found.is_floating_point() else loaded().zeros(shape, dtype=found.dtype)


def _normalized(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """Statistics of no sample have no shape of their own, and nobody reads them."""
    found = _without_samples(function, args, options)
    return found if found[0].shape == args[0].shape else None


def _grouped(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    first, weight, bias, count, *rest = args
    found = function(first.narrow(0, 0, 0), weight, bias, 0, *rest, **options)
    return _with_samples(found, count)


def _convolved(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """Without samples torch does not look at the output padding."""
    stride, dilation, transposed, more = args[3], args[5], args[6], args[7]
    sides = (stride * len(more), dilation * len(more)) if len(stride) == 1 else (stride, dilation)
    if transposed and any(extra >= max(sizes) for extra, *sizes in zip(more, *sides, strict=False)):
        return None
    return _without_samples(function, args, options)


def _same(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    del function
    dtype = options.get("dtype") or args[0].dtype
    return blank(args[0].shape, dtype) if dtype.is_floating_point and args[0].is_floating_point() else None


def _multiplied(first: int) -> Callable[..., Any]:
    """Matrices or batches of them; ``first`` is the place of the first one."""

    def rule(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
        del function, options
        one, other = args[first : first + 2]
        fits = one.shape[:-2] == other.shape[:-2] and one.shape[-1] == other.shape[-2] and one.dtype == other.dtype
        shape = (*one.shape[:-1], other.shape[-1])
        if fits and first:
            fits = broadcast_shapes(tuple(args[0].shape), shape) == shape
        return blank(shape, one.dtype) if fits else None

    return rule


def _attended(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    del function, options
    query, key, value = args[:3]
    if query.dim() != 4 or key.shape[-2] != value.shape[-2] or query.shape[-1] != key.shape[-1]:
        return None
    sums = loaded().zeros((query.shape[0], query.shape[2], query.shape[1])).transpose(1, 2)
    return blank((*query.shape[:-1], value.shape[-1]), query.dtype), sums


def _joined(function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    del function
    parts, dim = args[0], (args[1] if len(args) > 1 else options.get("dim", 0))
    first = parts[0]
    dim %= first.dim()
    rests = {(part.dtype, *part.shape[:dim], None, *part.shape[dim + 1 :]) for part in parts}
    if len(rests) > 1 or not first.is_floating_point():
        return None
    return blank((*first.shape[:dim], sum(part.shape[dim] for part in parts), *first.shape[dim + 1 :]), first.dtype)


RULES: Mapping[str, Callable[..., Any]] = {
    "convolution": _convolved,
    "_convolution": _convolved,
    **dict.fromkeys(("mm", "bmm"), _multiplied(0)),
    **dict.fromkeys(("addmm", "baddbmm"), _multiplied(1)),
    "_scaled_dot_product_flash_attention_for_cpu": _attended,
    **dict.fromkeys(("native_batch_norm", "_native_batch_norm_legit_no_training", "native_layer_norm"), _normalized),
    "native_group_norm": _grouped,
    **dict.fromkeys(
        ("_softmax", "_log_softmax", "_safe_softmax", "hardswish", "_prelu_kernel", "clone", "_to_copy"), _same
    ),
    "cat": _joined,
    **dict.fromkeys(POOLS, _without_samples),
}
