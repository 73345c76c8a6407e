"""A function of torch that a forward calls, as a layer, by its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quizgen import layers
from quizgen.layers import ReLU, ReLU6, Sigmoid, Tanh
from quizgen.oracle.author import modules
from quizgen.oracle.author.calls import Read
from quizgen.oracle.author.windows import lifted, measure

ACTIVATIONS: Mapping[str, Read] = {
    name: Read(layer()) for name, layer in {"relu": ReLU, "relu6": ReLU6, "sigmoid": Sigmoid, "tanh": Tanh}.items()
}
KEEPING = frozenset(
    [
        "leaky_relu",
        "prelu",
        "rrelu",
        "elu",
        "celu",
        "selu",
        "gelu",
        "silu",
        "mish",
        "softplus",
        "softsign",
        "hardtanh",
        "hardswish",
        "hardsigmoid",
        "logsigmoid",
        "threshold",
        "dropout",
        "dropout1d",
        "dropout2d",
        "dropout3d",
        "alpha_dropout",
        "feature_alpha_dropout",
        "clone",
        "contiguous",
        "detach",
        "to",
        "float",
        "double",
        "half",
        "cpu",
        "cuda",
        "type",
        "type_as",
        "requires_grad",
        "add",
        "sub",
        "mul",
        "div",
        "true_divide",
        "pow",
        "neg",
        "abs",
        "exp",
        "log",
        "sqrt",
        "square",
        "clamp",
        "clip",
        "rsub",
        "radd",
        "rmul",
        "truediv",
        "sin",
        "cos",
        "erf",
        "log1p",
        "expm1",
        "round",
        "sign",
        "normalize",
    ]
)
"""Functions that give every position on, where they are given one tensor that depends on the input."""
POOLS: Mapping[str, tuple[str, ...]] = {
    "max_pool": ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    "avg_pool": ("kernel_size", "stride", "padding", "ceil_mode"),
}
USUAL: Mapping[str, Any] = {"stride": None, "padding": 0, "dilation": 1, "ceil_mode": False}
SUMS, CONCATS = frozenset({"add", "radd", "iadd", "sub", "rsub", "isub"}), frozenset({"cat", "concat", "concatenate"})
WEIGHTED = frozenset(f"{name}{axes}d" for name in ("conv", "conv_transpose") for axes in "123") | {"linear", "bilinear"}
WEIGHTS = "its weights are given by the forward, not by a layer"


def plain(function: Any) -> str:
    """A function's name without what marks it as an operator or as done in place."""
    name = str(getattr(function, "__name__", function)).strip("_")
    return name.removesuffix("_")


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
