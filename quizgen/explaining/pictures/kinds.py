"""What a layer is to whoever looks at a drawing: its kind by its type, and how each kind is drawn.

Front and side tell kinds apart by colour (after Okabe and Ito, for all who see colours otherwise), in grey by pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

KindName: TypeAlias = Literal[
    "input", "conv", "up", "pool", "linear", "light", "attention", "product", "other", "block"
]
Join: TypeAlias = Literal["sum", "product", "concat"]


class Look(NamedTuple):
    """How a kind is called, the colours of its front and side, and the pattern over the side."""

    words: str
    front: str
    side: str
    pattern: str


LOOKS: Mapping[KindName, Look] = {
    "input": Look("input", "#ffffff", "#ffffff", ""),
    "conv": Look("convolution", "#dbe9f6", "#1f4e79", ""),
    "up": Look("upsampling", "#eadff2", "#c9b3dd", "cross"),
    "pool": Look("pooling", "#fde3c8", "#f2b27a", "lines"),
    "linear": Look("linear", "#d6efe4", "#8fd0b4", "dots"),
    "light": Look("activation, normalisation", "#fdf6d2", "#fdf6d2", ""),
    "attention": Look("attention, recurrence", "#f8dbe4", "#e39ab2", "hatch"),
    "product": Look("matrix product", "#d5eef2", "#7cc3d1", "dots"),
    "other": Look("other", "#f4f4f4", "#d0d0d0", "hatch"),
    "block": Look("block of layers", "#e3e6ea", "#9aa3ad", "lines"),
}

_LIGHT = (
    *("elu", "selu", "celu", "gelu", "silu", "swish", "mish", "tanhshrink", "softplus", "softsign", "threshold"),
    *(r".*relu\d?", ".*sigmoid", ".*swish", ".*tanh", ".*softmax", ".*shrink"),
    *(r".*dropout\d?d?", "droppath", "drop_path", "stochastic_?depth", r"dropblock\d?d?"),
    *(r".*norm(\dd)?", "localresponsenorm", "local_response_norm", "layer_?scale", "identity"),
    *("flatten", "unflatten", "ravel", "view", "view_as", "reshape", "reshape_as", "squeeze", "unsqueeze"),
    *("t", "mt", "permute", "transpose", "movedim", "swapaxes", "contiguous", "float", "half", "to", "clone", "detach"),
    *("clamp", "div", "neg", "sub", "sqrt", "exp", "log", "pow", "[-/]", r"\*\*"),
)
"""Types of what changes values where they are, or only their order."""
_KINDS: tuple[tuple[KindName, str], ...] = (
    (
        "up",
        r"(conv)?_?transpose\dd|lazyconvtranspose\dd|upsample.*|upsampling.*|interpolate|pixel_?shuffle|maxunpool\dd",
    ),
    ("conv", r"(lazy)?conv\dd|.*conv\dd(same)?"),
    ("pool", r".*pool\dd?|.*pool(ing)?(\dd)?|mean|amax|gap"),
    ("linear", r"(lazy)?linear|bilinear|embedding|addmm"),
    ("attention", r".*attention.*|lstm|gru|rnn|transformer.*"),
    ("product", r"@|(r|i)?matmul|b?mm|baddbmm|addbmm|mv|tensordot|einsum|chain_matmul|multi_dot"),
    ("light", "|".join(_LIGHT)),
)
_JOINS: Mapping[str, Join] = {
    **dict.fromkeys(("residual", "+", "add", "iadd", "radd", "sum"), "sum"),
    **dict.fromkeys(("parallel", "cat", "concat", "concatenate", "hstack", "vstack", "dstack"), "concat"),
    **dict.fromkeys(("*", "mul", "imul", "rmul", "multiply", "product"), "product"),
}


def kind(layer_type: str) -> KindName:
    """The kind of a layer's or function's type."""
    plain = _plain(layer_type)
    return next((name for name, pattern in _KINDS if re.fullmatch(pattern, plain)), "other")


def join(layer_type: str) -> Join | None:
    """What a type does with several inputs, if it puts them together."""
    return _JOINS.get(_plain(layer_type))


def pads(layer_type: str) -> bool:
    """Whether it puts something around a map, or crops it."""
    return "pad" in _plain(layer_type)


def _plain(layer_type: str) -> str:
    return layer_type.rpartition(".")[2].strip("_").lower()
