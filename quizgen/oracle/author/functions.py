"""A function of torch that a forward calls, as a layer, by its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from quizgen import layers
from quizgen.layers import ReLU, ReLU6, Sigmoid, Tanh
from quizgen.oracle.author import modules
from quizgen.oracle.author.calls import Read
from quizgen.oracle.author.windows import lifted, measure
from quizgen.oracle.watching.functions import COPIES

ACTIVATIONS: Mapping[str, Read] = {
    name: Read(layer()) for name, layer in {"relu": ReLU, "relu6": ReLU6, "sigmoid": Sigmoid, "tanh": Tanh}.items()
}
KEEPING = COPIES | frozenset(
    """
    leaky_relu prelu rrelu elu celu selu gelu silu mish softplus softsign hardtanh hardswish hardsigmoid logsigmoid
    threshold dropout dropout1d dropout2d dropout3d alpha_dropout feature_alpha_dropout detach data add sub mul div pow
    neg abs exp log sqrt square clamp clip sin cos erf log1p expm1 round sign normalize
    """.split()  # noqa: SIM905 - names in quotes are hard to read
)
"""Functions that give every position on, where they are given one tensor that depends on the input."""
POOLS: Mapping[str, tuple[str, ...]] = {
    "max_pool": ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    "avg_pool": ("kernel_size", "stride", "padding", "ceil_mode"),
}
USUAL: Mapping[str, Any] = {"stride": None, "padding": 0, "dilation": 1, "ceil_mode": False}
WEIGHTED = frozenset(f"{name}{axes}d" for name in ("conv", "conv_transpose") for axes in "123") | {"linear", "bilinear"}
WEIGHTS = "its weights are given by the forward, not by a layer"


def keeps(name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Whether a function that gives a tensor of the shape that it is given says nothing about sizes."""
    if name in {"softmax", "log_softmax"}:
        dim = named.get("dim", arguments[1] if len(arguments) > 1 else None)
        dims = arguments[0].dim() if arguments else 0
        return dim == 1 or (dim == -1 and dims == 2)
    return name in KEEPING


def read(name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Read:
    """What a function is as a layer; ``arguments`` and those ``named`` are all but its first one."""
    if name in ACTIVATIONS:
        return ACTIVATIONS[name]
    if name in WEIGHTED:
        return Read(reason=WEIGHTS)
    maker = _MAKERS.get(name[:-2]) if name.endswith(("1d", "2d", "3d")) else _MAKERS.get(name)
    if maker is None:
        return Read()
    return maker(name, arguments, named)


def _pool(name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Read:
    base = name[:-2]
    given = {**USUAL, **dict(zip(POOLS[base], arguments, strict=False)), **named}
    values = {key: given[key] for key in POOLS[base]}
    if values["stride"] is None or values["stride"] == []:
        values["stride"] = values["kernel_size"]
    return _sized(name, values, "MaxPool" if base == "max_pool" else "AvgPool")


def _adaptive(name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Read:
    size = [*arguments, *named.values()][0]
    if size is None or (isinstance(size, tuple | list) and None in size):
        return Read(reason="its output_size leaves an axis open")
    return _sized(name, {"output_size": size}, "AdaptiveAvgPool")


def _sized(name: str, values: Mapping[str, Any], base: str) -> Read:
    axes = int(name[-2])
    line = axes == 1
    found = {key: measure(value) for key, value in (lifted(values) if line else values).items()}
    return Read(getattr(layers, f"{base}{max(axes, 2)}d")(**found), type=f"{base}1d" if line else "")


def _padded(name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Read:
    del name
    given = dict(zip(("pad", "mode", "value"), arguments, strict=False)) | dict(named)
    sides = tuple(map(int, given["pad"]))
    if len(sides) not in {2, 4, 6} or given.get("value"):
        return Read(reason="no question is made of this padding")
    return replace(modules.padded(given.get("mode", "constant"), sides), type="")


_MAKERS: Mapping[str, Callable[[str, Sequence[Any], Mapping[str, Any]], Read]] = {
    "max_pool": _pool,
    "avg_pool": _pool,
    "adaptive_avg_pool": _adaptive,
    "pad": _padded,
}
