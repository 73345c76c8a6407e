"""Layers as PyTorch's calls: ``Conv2d(3, 64, kernel_size=3, padding=1)``, ``nn.ReLU(inplace=True)``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizgen import layers
from quizgen.architectures.lines.arguments import INFERRED, Arguments, fields
from quizgen.architectures.lines.building import with_padding
from quizgen.architectures.lines.numbers import Place
from quizgen.architectures.lines.scanning import Inner, Word
from quizgen.architectures.lines.signatures import signature, stem_of
from quizgen.architectures.lines.vocabulary import WORDS, spelled
from quizgen.layers import Layer, Windowed

KINDS: Mapping[str, str] = {
    name.lower(): name
    for name in layers.__all__
    if signature(name) is not None and (name.endswith("d") or not issubclass(getattr(layers, name), Windowed))
}
"""PyTorch's names of layers by what they are in small letters."""
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
    values = Arguments(kind, line, inner, place).read(lazy=lazy)
    if name == "upsamplingbilinear2d":
        values |= {"mode": "bilinear", "align_corners": True}
    return _made(kind, values, shape, place)


def _made(kind: str, values: dict[str, Any], shape: tuple[int, ...], place: Place) -> Layer:
    """The layer, where a map of ``shape`` reaches it, of arguments that are no longer in question."""
    stem = stem_of(kind)
    made: type[Any] = getattr(layers, kind)
    for name in INFERRED:
        if name in fields(kind) and name not in values:
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
    return made(**{name: _plain(name, value) for name, value in values.items() if name in fields(kind)})  # type: ignore[no-any-return]


def _convolution(made: type[Any], values: dict[str, Any], place: Place) -> Layer:
    padding, mode = values.pop("padding", 0), values.pop("padding_mode", "zeros")
    number = 0 if isinstance(padding, str) else padding
    _fitting(made.__name__, values | {"padding": number}, made, place)
    bare = made(**{name: _plain(name, value) for name, value in values.items()})
    return with_padding(bare, _plain("padding", number), mode, place, same=padding == "same")


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
    for name in ("size", "scale_factor"):
        if isinstance(values.get(name), tuple) and len(values[name]) != len(shape) - 1:
            axes = f"the map has {len(shape) - 1}" if len(shape) > 1 else "there is no map"
            raise place.error(f"{name} has {len(values[name])} numbers, and {axes}", "one number for all axes")


def _fitting(kind: str, values: Mapping[str, Any], made: type[Any], place: Place) -> None:
    """Raises Misread for a size that has numbers for more or fewer axes than the layer."""
    axes = getattr(made, "axes", None)
    for name, value in values.items():
        most = {"padding": 2 * axes}.get(name, axes) if axes and kind.endswith("d") and "Pad" in kind else axes
        if isinstance(value, tuple) and most and len(value) != most:
            raise place.error(f"{name} has {len(value)} numbers", f"one, or {most}")
