"""Layers of an item's JSON in shorthand, close to what ``quizgen explain`` reads: ``3→64 k7 s2 p3, maxpool k3 s2``.

What has PyTorch's default is left out, and so is what an item asks for. A convolution needs no word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

LayerJson: TypeAlias = Mapping[str, Any]
ROW = (list, tuple)
_OBJECT = (dict, Mapping)
"""What a list and an object of the JSON can be; dictionaries first, which are told apart at once."""

WORDS: Mapping[str, str] = {
    "Conv1d": "",
    "Conv2d": "",
    "ConvTranspose1d": "deconv",
    "ConvTranspose2d": "deconv",
    "AdaptiveAvgPool2d": "gap",
    "AvgPool2d": "avgpool",
    "MaxPool2d": "maxpool",
    "BatchNorm2d": "bn",
    "GroupNorm": "gn",
    "InstanceNorm2d": "in",
    "LayerNorm": "ln",
    "LeakyReLU": "lrelu",
    "ZeroPad2d": "pad",
}
"""What a layer is called where its name in small letters would not do."""
SETTINGS: Mapping[str, tuple[str, int | None]] = {
    "kernel_size": ("k", None),
    "stride": ("s", 1),
    "padding": ("p", 0),
    "output_padding": ("op", 0),
    "dilation": ("d", 1),
    "groups": ("g", 1),
    "num_groups": ("g", None),
}
"""The letter of each argument, and the default that is left out."""
_TOLD = tuple((name, letter, (None, default, [default, default])) for name, (letter, default) in SETTINGS.items())
_PATHS = frozenset({"branches", "body", "shortcut"})
NOTHING: frozenset[str] = frozenset()
PLAIN = frozenset({"Dropout", "Flatten", "LeakyReLU", "ReLU", "ReLU6", "Sigmoid", "Tanh"})
"""Layers without numbers: beside others they tell no two items apart."""


class Manner(Struct, frozen=True):
    """How much is told of layers.

    ``bias`` says that layers without one are told apart from those that have it, ``plain`` that those without numbers
    are told too. Arguments that are ``unsaid`` play no part.
    """

    bias: bool = False
    plain: bool = False
    unsaid: frozenset[str] = NOTHING


BY_DEFAULT = Manner()


def network(layers: Sequence[LayerJson], manner: Manner = BY_DEFAULT) -> str:
    """Layers one after the other; the arguments of a single one stand out: ``k=7 s=2 p=3``."""
    told = layers if manner.plain or len(layers) == 1 else without_plain(layers)
    if len(told) == 1:
        return _layer(told[0], "=", replace(manner, plain=False) if manner.plain else manner)
    return _path(told, manner)


def are_layers(value: object) -> bool:
    """Whether a value of the JSON is a list of layers."""
    if type(value) is int or not value or not isinstance(value, ROW):
        return False
    return all(isinstance(one, _OBJECT) and "type" in one for one in value)


def without_plain(layers: Sequence[LayerJson]) -> list[LayerJson]:
    """The layers that have numbers, or all of them where none has any."""
    return [one for one in layers if one["type"] not in PLAIN] or list(layers)


def names_channels(layers: Iterable[LayerJson]) -> bool:
    """Whether a layer, or one within it, says from how many channels it leads to how many."""
    return any(_channels(one) or any(map(names_channels, inner(one))) for one in layers)


def size(value: object) -> str:
    """A size: one number, or two as ``3×5``."""
    if type(value) is int:  # most are
        return str(value)
    return "×".join(map(str, value)) if isinstance(value, ROW) else str(value)


def _path(layers: Sequence[LayerJson], manner: Manner) -> str:
    told = layers if manner.plain else without_plain(layers)
    return in_a_row([_layer(layer, "", manner) for layer in told])


def in_a_row(told: Iterable[str]) -> str:
    """Layers, equal neighbours once: ``28→28 k3 ×3``."""
    runs = [(one, len(list(same))) for one, same in groupby(told)]
    return ", ".join([f"{one} ×{times}" if times > 1 else one for one, times in runs])


def _layer(layer: LayerJson, equals: str, manner: Manner) -> str:
    if paths := inner(layer):
        return " | ".join([_path(path, manner) for path in paths])
    words = [word(layer), _channels(layer), *settings(layer, equals, manner.unsaid)]
    if manner.bias and layer.get("bias") is False:
        words.append("nobias")
    if layer.get("affine") is False and "affine" not in manner.unsaid:
        words.append("noaffine")
    if layer.get("times", 1) > 1:
        words.append(f"×{layer['times']}")
    return " ".join(filter(None, words))


def word(layer: LayerJson) -> str:
    """What a layer is called, nothing for a convolution."""
    kind = str(layer["type"])
    return WORDS[kind] if kind in WORDS else kind.lower()


def inner(layer: LayerJson) -> list[Sequence[LayerJson]]:
    """The branches of a block, or its main path and its shortcut, as far as they have layers."""
    if _PATHS.isdisjoint(layer):
        return []
    return [path for path in (*layer.get("branches", ()), layer.get("body"), layer.get("shortcut")) if path]


def _channels(layer: LayerJson) -> str:
    """``3→64``, with a question mark for what is asked; nothing where channels play no part."""
    inside, outside = ends(layer)
    return "" if inside == outside in (None, 1) else f"{inside or '?'}→{outside or '?'}"


def ends(layer: LayerJson) -> tuple[Any, Any]:
    """The channels or features that a layer takes and gives."""
    inside = layer["in_channels"] if "in_channels" in layer else layer.get("in_features")
    return inside, layer["out_channels"] if "out_channels" in layer else layer.get("out_features")


def settings(layer: LayerJson, equals: str, unsaid: Collection[str] = NOTHING) -> list[str]:
    """The arguments that are not PyTorch's defaults, each behind its letter, but those that are ``unsaid``."""
    return [
        f"{letter}{equals}{size(value)}"
        for name, letter, by_default in _TOLD
        if name in layer and (value := layer[name]) not in by_default and name not in unsaid
    ]
