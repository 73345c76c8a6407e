"""What torch's layers make of marks, with the signatures of torch's functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from quizgen.oracle.probe import BORDER, Probe, adapted, extended, fanned, joined, slid, stamped
from quizgen.oracle.running import loaded

Function: TypeAlias = Callable[..., Any]


def _per(value: Any, axes: int) -> tuple[int, ...]:
    values = tuple(value) if isinstance(value, list | tuple) else (value,)
    return values * axes if len(values) == 1 else values


def _conv(  # noqa: PLR0913, PLR0917 - torch's own signature
    probe: Probe,
    marks: Any,
    weight: Any,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Any:
    del bias
    marks, axes = joined(marks, groups), marks.dim() - 2
    moves, apart = _per(stride, axes), _per(dilation, axes)
    for which, size in enumerate(weight.shape[2:]):
        spans = apart[which] * (size - 1)
        if isinstance(padding, str):
            before, room = (spans // 2, spans) if padding == "same" else (0, 0)
        else:
            before = _per(padding, axes)[which]
            room = 2 * before
        count = (marks.shape[2 + which] + room - spans - 1) // moves[which] + 1
        taps = [apart[which] * tap - before for tap in range(size)]
        marks = slid(probe, marks, which, taps, (moves[which], count))
    return fanned(marks, weight.shape[0])


def _deconv(  # noqa: PLR0913, PLR0917 - torch's own signature
    probe: Probe,
    marks: Any,
    weight: Any,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    groups: int = 1,
    dilation: Any = 1,
) -> Any:
    del bias
    marks, axes = joined(marks, groups), marks.dim() - 2
    every = (_per(value, axes) for value in (stride, padding, output_padding, dilation))
    for which, (move, crop, extra, apart) in enumerate(zip(*every, strict=True)):
        taps = [apart * tap for tap in range(weight.shape[2 + which])]
        count = (marks.shape[2 + which] - 1) * move - 2 * crop + taps[-1] + extra + 1
        marks = stamped(probe, marks, which, taps, (move, crop, count))
    return fanned(marks, weight.shape[1] * groups)


def _max_pool(  # noqa: PLR0913, PLR0917 - torch's own signature
    probe: Probe,
    marks: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: Any = None,
    return_indices: Any = None,
) -> Any:
    if return_indices:
        probe.lose("max pooling with indices")
    return _pooled(probe, marks, loaded().nn.functional.max_pool1d, (kernel_size, stride, padding, dilation), ceil_mode)


def _avg_pool(  # noqa: PLR0913, PLR0917 - torch's own signature
    probe: Probe,
    marks: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: Any = None,
    *_: object,
    **__: object,
) -> Any:
    return _pooled(probe, marks, loaded().nn.functional.avg_pool1d, (kernel_size, stride, padding), ceil_mode)


def _pooled(probe: Probe, marks: Any, pool: Function, sizes: Sequence[Any], ceil: Any) -> Any:
    """After pooling; how many windows there are torch says of a row."""
    axes = marks.dim() - 2
    kernel, stride = _per(sizes[0], axes), _per(sizes[1] or sizes[0], axes)
    padding, *rest = (_per(value, axes) for value in sizes[2:])
    slim = joined(marks, marks.shape[1])
    for which in range(axes):
        others = [value[which] for value in rest]
        row = loaded().zeros(1, 1, slim.shape[2 + which])
        count = pool(row, kernel[which], stride[which], padding[which], *others, ceil_mode=bool(ceil)).shape[-1]
        apart = others[0] if others else 1
        taps = [apart * tap - padding[which] for tap in range(kernel[which])]
        slim = slid(probe, slim, which, taps, (stride[which], count))
    return fanned(slim, marks.shape[1])


def _adaptive(probe: Probe, marks: Any, output_size: Any, return_indices: Any = None) -> Any:
    del return_indices
    axes = marks.dim() - 2
    for which, size in enumerate(_per(output_size, axes)):
        marks = marks if size is None else adapted(probe, marks, which, size)
    return marks


def _linear(probe: Probe, marks: Any, weight: Any, bias: Any = None) -> Any:
    del probe, bias
    return marks.amax(-1, keepdim=True).expand(*marks.shape[:-1], weight.shape[0])


def _softmax(probe: Probe, marks: Any, dim: int | None = None, *_: object, **__: object) -> Any:
    if dim is None:
        probe.lose("softmax without an axis")
        return marks
    return marks.amax(dim, keepdim=True).expand(marks.shape)


def _pad(probe: Probe, marks: Any, pad: Sequence[int], mode: str = "constant", value: object = None) -> Any:
    del value
    if mode != "constant":
        found = loaded().nn.functional.pad(marks, pad, mode)
        found[BORDER] = _pad(probe, marks, pad)[BORDER]
        return found
    for number in range(0, len(pad), 2):
        which = marks.dim() - 3 - number // 2
        if which < 0:
            probe.lose("padding of the channels")
            return loaded().nn.functional.pad(marks, pad)
        before, after = pad[number], pad[number + 1]
        first, length = max(0, -before), marks.shape[2 + which] - max(0, -before) - max(0, -after)
        marks = extended(probe, marks.narrow(2 + which, first, length), which, max(0, before), max(0, after))
    return marks


def _resized(  # noqa: PLR0913, PLR0917 - torch's own signature
    probe: Probe,
    marks: Any,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: Any = None,
    *_: object,
    **__: object,
) -> Any:
    """Each unit of a resized map reads those units that torch gives a weight when it resizes a row."""
    axes = marks.dim() - 2
    mode = "linear" if mode in {"bilinear", "trilinear"} else mode
    if mode not in {"nearest", "nearest-exact", "linear"}:
        probe.lose(f"resizing in the mode {mode}")
        return loaded().nn.functional.interpolate(marks, size, scale_factor, "nearest")
    for which in range(axes):
        length = marks.shape[2 + which]
        rows = loaded().eye(length)[None]
        wanted = (
            {"size": _per(size, axes)[which]} if size is not None else {"scale_factor": _per(scale_factor, axes)[which]}
        )
        weights = loaded().nn.functional.interpolate(rows, **wanted, mode=mode, align_corners=align_corners)[0]
        before, after = probe.fixed(length, weights.shape[1])
        if length * after != weights.shape[1] * before:
            probe.lose("resizing to a fixed size")
        read = weights.ne(0).float()
        ends = read.argmax(0), length - 1 - read.flip(0).argmax(0)
        marks = loaded().maximum(*(marks.index_select(2 + which, end) for end in ends))
    return marks


def _reduced(probe: Probe, marks: Any, dim: Any = None, keepdim: Any = None, **_: object) -> Any:
    dims = [dim] if isinstance(dim, int) else list(dim or range(marks.dim()))
    if any(one % marks.dim() == 0 for one in dims):
        probe.lose("a mean or sum over the batch")
    return marks.amax(dims, keepdim=bool(keepdim))


LAYERS: dict[str, Function] = {
    **{f"conv{axes}d": _conv for axes in (1, 2, 3)},
    **{f"conv_transpose{axes}d": _deconv for axes in (1, 2, 3)},
    **{f"max_pool{axes}d": _max_pool for axes in (1, 2, 3)},
    **{f"avg_pool{axes}d": _avg_pool for axes in (1, 2, 3)},
    **{f"adaptive_{pool}_pool{axes}d": _adaptive for pool in ("avg", "max") for axes in (1, 2, 3)},
    "linear": _linear,
    "mean": _reduced,
    "sum": _reduced,
    "amax": _reduced,
    "softmax": _softmax,
    "log_softmax": _softmax,
    "pad": _pad,
    "interpolate": _resized,
    "upsample": _resized,
}
