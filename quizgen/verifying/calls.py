"""Layers that a stem writes as PyTorch calls, such as ``nn.Conv2d(3, 16, 3, stride=2)``."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from quizgen.verifying.problem import Axes, Doubtful, Kind, Part

_CALL = re.compile(
    r"(?<![\w.])(?:[a-z_]+ ?= ?)?(?:torch\.)?(?:nn\.)?((?:(?:Conv|ConvTranspose|MaxPool|AvgPool)[123]d|Linear|Flatten"
    r"|ReLU|BatchNorm[12]d|Dropout|Sequential)\()"
)
_CONV = ("inputs", "outputs", "kernel", "stride", "padding")
_ORDERS: Mapping[str, tuple[str, ...]] = {
    "Conv": (*_CONV, "dilation", "groups", "bias"),
    "ConvTranspose": (*_CONV, "output_padding", "groups", "bias", "dilation"),
    "MaxPool": ("kernel", "stride", "padding", "dilation", "", "ceil"),
    "AvgPool": ("kernel", "stride", "padding", "ceil"),
    "Linear": ("inputs", "outputs", "bias"),
}
_FIELDS = {
    "in_channels": "inputs", "out_channels": "outputs", "in_features": "inputs", "out_features": "outputs",
    "kernel_size": "kernel", "stride": "stride", "padding": "padding", "dilation": "dilation", "groups": "groups",
    "bias": "bias", "output_padding": "output_padding", "ceil_mode": "ceil",
}  # fmt: skip
_SIZES = {"kernel", "stride", "padding", "dilation", "output_padding"}
_PLAIN = {"Flatten": 0, "ReLU": 0, "Dropout": 1, "BatchNorm1d": 1, "BatchNorm2d": 1}
_MOST = 10**7


def calls(words: str) -> tuple[str, list[list[Part]]]:
    """The words with ``callxa`` for the first call and so on, and the layers of each; raises Doubtful."""
    found: list[list[Part]] = []
    while match := _CALL.search(words):
        end = _end(words, match.end() - 1)
        found.append(_layers(ast_of(words[match.start(1) : end])))
        words = f"{words[: match.start()]} callx{chr(96 + len(found))} {words[end:]}"
        if len(found) > 20:
            raise Doubtful
    return words, found


def _end(words: str, start: int) -> int:
    """The place after the bracket that closes the one at ``start``."""
    depth = 0
    for place in range(start, len(words)):
        depth += {"(": 1, ")": -1}.get(words[place], 0)
        if depth == 0:
            return place + 1
    raise Doubtful


def ast_of(code: str) -> ast.expr:
    """The expression; raises Doubtful where it is none."""
    try:
        return ast.parse(code.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Doubtful from None


def _layers(call: ast.expr) -> list[Part]:
    if not isinstance(call, ast.Call):
        raise Doubtful
    name = _name(call.func)
    if name == "Sequential":
        if call.keywords:
            raise Doubtful
        return [part for one in call.args for part in _layers(one)]
    if name in _PLAIN:
        if call.keywords or len(call.args) > _PLAIN[name] or not all(_is_number(one) for one in call.args):
            raise Doubtful
        return [Part(plain=f"torch.nn.{name}({', '.join(ast.unparse(one) for one in call.args)})")]
    return [_layer(name, call)]


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value < _MOST


def _layer(name: str, call: ast.Call) -> Part:
    kind: Kind | None = next((one for one in ("Conv", "ConvTranspose", "MaxPool", "AvgPool") if name[:-2] == one), None)
    dims = int(name[-2]) if kind else None
    kind = "Linear" if name == "Linear" else kind
    if kind is None:
        raise Doubtful
    part = Part(kind, dims)
    order = _ORDERS[kind]
    if len(call.args) > len(order):
        raise Doubtful
    given = [*zip(order, call.args, strict=False)]
    given += [(_FIELDS.get(word.arg or "", ""), word.value) for word in call.keywords]
    for field, node in given:
        if field not in order or not field:
            raise Doubtful
        _set(part, field, node)
    _defaults(part)
    return part


def _set(part: Part, field: str, node: ast.expr) -> None:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        raise Doubtful from None
    if field == "padding" and value == "same":
        part.same = True
    elif field == "padding" and value == "valid":
        part.padding = (0,)
    elif field in _SIZES:
        setattr(part, field, _axes(value))
    elif isinstance(value, bool) == (field in {"bias", "ceil"}) and type(value) in {int, bool} and -1 < value < _MOST:
        setattr(part, field, value)
    else:
        raise Doubtful


def _axes(value: object) -> Axes:
    numbers = value if isinstance(value, tuple) else (value,)
    if not numbers or not all(type(one) is int and 0 <= one < _MOST for one in numbers):
        raise Doubtful
    return tuple(numbers)


def _defaults(part: Part) -> None:
    """Sets what PyTorch takes where nothing is given; channels may stay open."""
    if part.kind == "Linear":
        part.bias = True if part.bias is None else part.bias
        return
    pool = part.kind in {"MaxPool", "AvgPool"}
    part.stride = part.stride or (part.kernel if pool else (1,))
    part.padding = part.padding or (None if part.same else (0,))
    part.dilation = part.dilation or (1,)
    if not pool:
        part.groups = part.groups or 1
        part.bias = True if part.bias is None else part.bias
        part.output_padding = part.output_padding or (0,)
