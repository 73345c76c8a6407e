"""A tensor of marks that answers the functions of torch: what each of them makes of how far units see.

What a module's forward does to its input, in layers or between them, comes here. A function that is not known is never
guessed at: from there on the marks are lost, and the probe says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from quizgen.oracle.probe import NOTHING, Probe, merged
from quizgen.oracle.probe_layers import LAYERS, Function
from quizgen.oracle.running import loaded

ALONE = """
abs alpha_dropout batch_norm clamp clip celu clone contiguous detach double dropout dropout1d dropout2d dropout3d elu
exp feature_alpha_dropout float gelu group_norm half hardsigmoid hardswish hardtanh instance_norm layer_norm leaky_relu
local_response_norm log logsigmoid mish neg negative normalize prelu reciprocal relu relu6 requires_grad rms_norm rrelu
rsqrt selu sigmoid silu softplus softsign sqrt square tanh threshold to type_as
"""
"""Each unit goes on seeing what it saw: activations, dropout, and normalization, whose statistics do not count."""
TOGETHER = """
add div divide maximum minimum mul multiply pow rsub sub subtract true_divide __add__ __iadd__ __imul__ __isub__
__itruediv__ __mul__ __neg__ __pow__ __radd__ __rmul__ __rsub__ __rtruediv__ __sub__ __truediv__
"""
"""Tensors are combined position by position."""
MOVED = """
cat channel_shuffle chunk concat concatenate expand expand_as flatten flip movedim narrow permute pixel_shuffle
pixel_unshuffle reshape reshape_as select split split_with_sizes squeeze stack swapaxes tensor_split transpose unbind
unflatten unsqueeze view view_as __getitem__
"""
"""Values are put elsewhere as they are; torch itself does it."""
ASKED = "__get__ __len__ dim element_size is_contiguous is_floating_point ndimension numel size stride"
MADE = "empty_like full_like new_empty new_full new_ones new_zeros ones_like rand_like randn_like zeros_like"
"""Tensors in which no unit sees anything."""
SORTS = {
    name: sort
    for sort, names in (("alone", ALONE), ("together", TOGETHER), ("moved", MOVED), ("asked", ASKED), ("made", MADE))
    for name in names.split()
}


@cache
def kind() -> Any:
    """The class of tensors of marks; torch is imported late."""
    torch = loaded()

    class Marked(torch.Tensor):  # type: ignore[misc, name-defined]  # torch is imported late
        probe: Probe

        @classmethod
        def __torch_function__(
            cls, function: Function, types: object, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
        ) -> Any:
            del types
            with torch._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - torch names no other way
                return _answer(function, args, kwargs or {})

    return Marked


def marked(marks: Any, probe: Probe) -> Any:
    """Marks as a tensor that answers for a probe."""
    found = marks.as_subclass(kind())
    found.probe = probe
    return found


def _answer(function: Function, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    name = getattr(function, "__name__", str(function))
    given = [part for part in _flat([*args, *kwargs.values()]) if isinstance(part, kind())]
    probe: Probe = given[0].probe
    if SORTS.get(name) == "asked":
        return _wrapped(function(*args, **kwargs), probe)
    if SORTS.get(name) == "made":
        return function(*args, **kwargs).as_subclass(loaded().Tensor)
    inside = name.endswith("_") and not name.endswith("__")
    found = _made(probe, function, name.removesuffix("_") if inside else name, given, args, kwargs)
    if (inside or kwargs.get("inplace") is True) and isinstance(found, loaded().Tensor):
        given[0].set_(found)
        return given[0]
    return _wrapped(found, probe)


def _made(  # noqa: PLR0913, PLR0917 - a call has six parts
    probe: Probe, function: Function, name: str, given: list[Any], args: Sequence[Any], kwargs: dict[str, Any]
) -> Any:
    match SORTS.get(name):
        case "alone":
            return given[0].view_as(given[0])
        case "together":
            return merged([_seen(part) for part in _flat(args) if isinstance(part, loaded().Tensor)])
        case "moved":
            return function(*map(_blank, args), **{key: _blank(part) for key, part in kwargs.items()})
    if name not in LAYERS:
        probe.lose(f"the function {name}")
        return function(*args, **kwargs)
    return LAYERS[name](probe, *map(_plain, args), **{key: _plain(part) for key, part in kwargs.items()})


def _flat(values: object) -> list[Any]:
    if isinstance(values, list | tuple):
        return [part for value in values for part in _flat(value)]
    return [values]


def _wrapped(found: Any, probe: Probe) -> Any:
    if isinstance(found, list | tuple):
        return type(found)(_wrapped(part, probe) for part in found) if type(found) in {list, tuple} else found
    return marked(found, probe) if isinstance(found, loaded().Tensor) else found


def _seen(part: Any) -> Any:
    """Marks as plain numbers; for any other tensor, such as a parameter, marks of its shape that see nothing."""
    return _plain(part) if isinstance(part, kind()) else loaded().full(part.shape, NOTHING)


def _plain(part: Any) -> Any:
    """Marks as plain numbers, anything else as it is."""
    return part.as_subclass(loaded().Tensor) if isinstance(part, kind()) else part


def _blank(part: Any) -> Any:
    if isinstance(part, list | tuple):
        return type(part)(_blank(one) for one in part)
    return _seen(part) if isinstance(part, loaded().Tensor) else part
