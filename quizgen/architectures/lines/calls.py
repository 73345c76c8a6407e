"""Layers as PyTorch's calls: ``Conv2d(3, 64, kernel_size=3, padding=1)``, ``nn.ReLU(inplace=True)``."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from quizgen import layers
from quizgen.architectures.lines.arithmetic import worked_out
from quizgen.architectures.lines.building import with_padding
from quizgen.architectures.lines.kinds_of_values import FRACTIONS, WHETHER, wanted
from quizgen.architectures.lines.misread import Misread
from quizgen.architectures.lines.numbers import LARGEST, MOST_CHANNELS, Place
from quizgen.architectures.lines.scanning import Inner, Word
from quizgen.architectures.lines.signatures import COUNTS, HARMLESS, ONLY, REQUIRED, signature, stem_of
from quizgen.architectures.lines.vocabulary import WORDS, spelled
from quizgen.layers import Layer

KINDS: Mapping[str, str] = {
    name.lower(): name
    for name in layers.__all__
    if isinstance(getattr(layers, name), type) and signature(name) is not None
}
"""PyTorch's names of layers by what they are in small letters."""
FUNCTIONS = ("ReLU", "SiLU", "GELU", "Mish", "Hardswish", "Sigmoid", "Hardsigmoid", "Tanh")
"""Of a gate; they change neither what is learned nor what it costs."""
OWN = "a module of your own may have it: explain nets.py:NAME"
SPECIAL = {"softmax2d": "Softmax", "upsamplingnearest2d": "Upsample", "upsamplingbilinear2d": "Upsample"}


def called(word: Word, line: str, inner: Inner, shape: tuple[int, ...], place: Place) -> Layer:
    """The layer of a call; channels that Lazy modules leave out are what reaches the layer. Raises Misread."""
    name = word.text.rpartition(".")[2]
    lazy = name.startswith("lazy")
    kind = SPECIAL.get(name) or KINDS.get(name.removeprefix("lazy"))
    if kind is None:
        written = line[word.start : word.end].rpartition(".")[2]
        if spelled(name)[0] in WORDS:
            raise place.error(
                f"'{written}' is a word, which takes no parentheses", "'conv 64 k3' or 'Conv2d(3, 64, 3)'", word
            )
        raise place.unknown(written, KINDS.values(), word, OWN)
    values = _Arguments(kind, line, inner, place).read(lazy=lazy)
    if name == "upsamplingbilinear2d":
        values |= {"mode": "bilinear", "align_corners": True}
    return _made(kind, values, shape, place)


class _Arguments:
    """The arguments between a call's parentheses."""

    def __init__(self, kind: str, line: str, inner: Inner, place: Place) -> None:
        self._kind, self._line, self._inner, self._place = kind, line, inner, place

    def read(self, *, lazy: bool) -> dict[str, Any]:
        """The arguments by name, those alone that matter here."""
        names = list(signature(self._kind) or ())
        if lazy:
            names = [one for one in names if one not in {"in_channels", "in_features", "num_features"}]
        text = re.sub(r"\s", " ", self._line[self._inner.start : self._inner.end])
        unclear = f"the arguments of {self._kind} are not understood"
        example = f"them as Python has them, such as {self._kind}({', '.join(names[:1])})"
        try:
            call = ast.parse(f"_({text})", mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise self._error(unclear, example) from None
        if not isinstance(call, ast.Call):
            raise self._error(unclear, example)
        if len(call.args) > len(names):
            most = f"at most {len(names)}: {', '.join(names)}"
            raise self._error(f"{self._kind} has {len(call.args)} arguments", most)
        given = dict(zip(names, call.args, strict=False))
        for one in call.keywords:
            if one.arg in given or one.arg is None:
                raise self._error(f"'{one.arg or '**'}' stands twice or is not told", "each argument once", one)
            if one.arg not in names and one.arg not in HARMLESS:
                raise self._error(f"{self._kind} has no '{one.arg}'", f"one of {', '.join(names)}", one)
            given[one.arg] = one.value
        return self._checked({name: self._value(name, node) for name, node in given.items() if name not in HARMLESS})

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        for name, only in ONLY.items():
            if (
                name in values
                and name not in (*layers_fields(self._kind), *self._own())
                and values.pop(name) not in only
            ):
                raise self._error(f"'{name}' changes what {self._kind} does", f"{name}={only[0]}, or leave it out")
        for name in REQUIRED.get(stem_of(self._kind), ()):
            if name not in values:
                raise self._error(f"{self._kind} needs '{name}'", f"{name}=...")
        return values

    def _own(self) -> tuple[str, ...]:
        return ("padding_mode",) if self._kind in {"Conv1d", "Conv2d", "Conv3d"} else ()

    def _value(self, name: str, node: ast.expr) -> Any:
        if isinstance(node, ast.Attribute | ast.Name) and name in {"activation", "scale_activation"}:
            found = node.attr if isinstance(node, ast.Attribute) else node.id
            if found not in FUNCTIONS:
                raise self._error(f"{name} is '{found}'", f"one of {', '.join(FUNCTIONS)}", node)
            return found
        try:
            value = ast.literal_eval(worked_out(node))
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            written = " ".join(ast.unparse(node).split())
            raise self._error(f"{name} is '{written[:40]}', which is no value", "the number itself", node) from None
        if name in WHETHER and not wanted(name, value, stem_of(self._kind)):
            return None if value is None else bool(value)
        return self._size(name, value, node)

    def _size(self, name: str, value: Any, node: ast.expr) -> Any:
        """A number or a row of numbers, within bounds."""
        if fits := wanted(name, value, stem_of(self._kind)):
            raise self._error(f"{name} is {' '.join(repr(value).split())[:40]}", fits, node)
        if isinstance(value, bool | str | None):
            return value
        if isinstance(value, list | tuple):
            return tuple(None if one is None else self._size(name, one, node) for one in value)
        if isinstance(value, float) and value.is_integer() and name == "scale_factor":
            return self._size(name, int(value), node)
        if isinstance(value, float) and name not in {*FRACTIONS, "scale_factor"}:
            raise self._error(f"{name} is {value}", "a whole number", node)
        if isinstance(value, int):
            most = MOST_CHANNELS if name in COUNTS else LARGEST
            least = 0 if name in {"padding", "output_padding", "start_dim", "dim"} else 1
            negative = name in {"padding", "end_dim", "start_dim", "dim"}
            if abs(value) > most:
                raise self._error(f"{name} is too large", f"at most {most:,}", node)
            if value < least and not (negative and value < 0):
                raise self._error(f"{name} is {value}", f"{least} or more", node)
        return value

    def _error(self, what: str, fits: str, node: ast.expr | ast.keyword | None = None) -> Misread:
        start, end = self._inner.start, max(self._inner.end, self._inner.start + 1)
        if node is not None:
            start, end = (self._inner.start + self._column(at) for at in (node.col_offset, node.end_col_offset or 0))
        return self._place.error(what, fits, Word("", start, end))

    def _column(self, offset: int) -> int:
        """The character at which Python, which counts bytes behind the opening, sees something."""
        text = self._line[self._inner.start : self._inner.end].encode()
        return len(text[: max(offset - 2, 0)].decode(errors="ignore"))


def layers_fields(kind: str) -> tuple[str, ...]:
    """The arguments that a layer's value has."""
    found: tuple[str, ...] = getattr(layers, kind).__struct_fields__
    return found


def _made(kind: str, values: dict[str, Any], shape: tuple[int, ...], place: Place) -> Layer:
    """The layer, where a map of ``shape`` reaches it, of arguments that are no longer in question."""
    stem = stem_of(kind)
    fields = layers_fields(kind)
    made: type[Any] = getattr(layers, kind)
    for name in ("in_channels", "in_features", "num_features"):
        if name in fields and name not in values:
            values[name] = shape[0]
    if stem == "Conv":
        return _convolution(made, values, place)
    if stem in {"MaxPool", "AvgPool", "MaxUnpool"} and values.get("stride") is None:
        values["stride"] = values["kernel_size"]
    if "output_size" in values:
        values["output_size"] = _kept(values["output_size"], shape)
    if kind == "LayerNorm" and isinstance(values["normalized_shape"], int):
        values["normalized_shape"] = (values["normalized_shape"],)
    if kind == "Unflatten" and not isinstance(values.get("unflattened_size"), tuple):
        raise place.error("'unflattened_size' is no shape", "for example Unflatten(1, (256, 4, 4))")
    if kind == "Upsample":
        _resizing(values, shape, place)
    _fitting(kind, values, made, place)
    return made(**{name: _plain(name, value) for name, value in values.items() if name in fields})  # type: ignore[no-any-return]


def _convolution(made: type[Any], values: dict[str, Any], place: Place) -> Layer:
    padding, mode = values.pop("padding", 0), values.pop("padding_mode", "zeros")
    if mode not in {"zeros", "reflect", "replicate", "circular"}:
        raise place.error(f"padding_mode is '{mode}'", "zeros, reflect, replicate or circular")
    if isinstance(padding, str) and padding not in {"same", "valid"}:
        raise place.error(f"padding is '{padding}'", "a number, 'same' or 'valid'")
    _fitting(made.__name__, values | ({} if isinstance(padding, str) else {"padding": padding}), made, place)
    same = padding == "same"
    number = 0 if isinstance(padding, str) else _plain("padding", padding)
    bare = made(**{name: _plain(name, value) for name, value in values.items()})
    return with_padding(bare, number, mode, same, place)


def _kept(size: Any, shape: tuple[int, ...]) -> Any:
    """The size of an adaptive layer, where None is what reaches it."""
    if isinstance(size, tuple) and len(size) == len(shape) - 1:
        return tuple(before if one is None else one for one, before in zip(size, shape[1:], strict=True))
    return size


def _plain(name: str, value: Any) -> Any:
    """One number in the place of equal ones, where the number of them says nothing."""
    same = isinstance(value, tuple) and len(set(value)) == 1 and name not in {"normalized_shape", "unflattened_size"}
    return value[0] if same else value


def _resizing(values: dict[str, Any], shape: tuple[int, ...], place: Place) -> None:
    if (values.get("size") is None) == (values.get("scale_factor") is None):
        raise place.error("Upsample needs one of size and scale_factor", "for example Upsample(scale_factor=2)")
    if isinstance(values.get("scale_factor"), float):
        raise place.error("scale_factor is no whole number", "a whole one, or size=...")
    modes = ("nearest", "linear", "bilinear", "trilinear", "bicubic")
    if values.get("mode", "nearest") not in modes:
        raise place.error(f"mode is '{values['mode']}'", ", ".join(modes))
    for name in ("size", "scale_factor"):
        if isinstance(values.get(name), tuple) and len(values[name]) != len(shape) - 1:
            axes = f"the map has {len(shape) - 1}" if len(shape) > 1 else "there is no map"
            raise place.error(f"{name} has {len(values[name])} numbers, and {axes}", "one number for all axes")


def _fitting(kind: str, values: Mapping[str, Any], made: type[Any], place: Place) -> None:
    """Raises Misread for a size that has numbers for more or fewer axes than the layer, or what is no number at all."""
    axes = getattr(made, "axes", None)
    for name, value in values.items():
        most = {"padding": 2 * axes}.get(name, axes) if axes and kind.endswith("d") and "Pad" in kind else axes
        if isinstance(value, tuple) and most and len(value) != most:
            raise place.error(f"{name} has {len(value)} numbers", f"one, or {most}")
        numeric = name not in {"mode", "bias", "affine", "ceil_mode", "align_corners", "activation", "scale_activation"}
        if numeric and isinstance(value, str):
            raise place.error(f"{name} is '{value}'", "a number")
