"""Layers in one line: ``conv 3->64 k7 s2 p3 nobias, bn, relu, maxpool k3 s2 p1, flatten, linear 10``.

``k``, ``s``, ``p``, ``d``, ``g`` and ``op`` are kernel_size, stride, padding, dilation, groups and output_padding,
``k3x5`` is 3 high and 5 wide; what is left out has PyTorch's default. The channels before ``->`` may be left out too:
the layer takes what reaches it. Other layers are in ``WORDS``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Dropout,
    Flatten,
    GroupNorm,
    InstanceNorm2d,
    Layer,
    LayerNorm,
    LeakyReLU,
    Linear,
    MaxPool2d,
    ReLU,
    ReLU6,
    Sigmoid,
    Tanh,
    ZeroPad2d,
)
from quizgen.reading.advice import advice
from quizgen.tracing import after

WORDS: Mapping[str, tuple[str, ...]] = {
    "conv": ("k", "s", "p", "d", "g", "nobias"),
    "deconv": ("k", "s", "p", "op", "d", "g", "nobias"),
    "maxpool": ("k", "s", "p", "d", "ceil"),
    "avgpool": ("k", "s", "p", "ceil"),
    "adaptive": (),
    "gap": (),
    "linear": ("nobias",),
    "pad": (),
    "bn": (),
    "gn": (),
    "in": (),
    "ln": (),
    "relu": (),
    "relu6": (),
    "lrelu": (),
    "sigmoid": (),
    "tanh": (),
    "dropout": (),
    "flatten": (),
}
"""Every layer's word, and the options that may follow it."""

PLAIN: Mapping[str, Layer] = {
    "gap": AdaptiveAvgPool2d(1),
    "relu": ReLU(),
    "relu6": ReLU6(),
    "lrelu": LeakyReLU(),
    "sigmoid": Sigmoid(),
    "tanh": Tanh(),
    "dropout": Dropout(),
    "flatten": Flatten(),
}
OPTION = re.compile(r"(k|s|p|d|g|op)(\d+)(?:x(\d+))?")
CHANNELS = re.compile(r"(?:(\d+)->)?(\d+)")
Pair = int | tuple[int, int]
LARGEST, MOST_CHANNELS = 100_000, 10**9
"""Of kernels, strides, paddings, dilations and sizes; of channels, features and groups."""
MOST_LAYERS = 1_000


def layers(line: str, shape: tuple[int, ...]) -> tuple[Layer, ...]:
    """The layers of a line that an input of ``shape`` reaches.

    Raises UsageError in one sentence with the layer, counted from 1, the argument and what would fit.
    """
    found: list[Layer] = []
    every = line.split(",")
    if len(every) > MOST_LAYERS:
        raise UsageError(f"the line has {len(every):,} layers; write at most {MOST_LAYERS:,}, or a TOML file")
    for number, text in enumerate(every, start=1):
        name = f"layer {number} ({text.strip()})"
        found.append(layer(text, shape, name))
        shape = after(found[-1], shape, name)
    return tuple(found)


def layer(text: str, shape: tuple[int, ...], name: str) -> Layer:
    """One layer; ``shape`` reaches it, ``name`` begins what a UsageError says."""
    word, *others = re.sub(r"\s*(?:->|→)\s*", "->", text).lower().split() or [""]
    if word not in WORDS:
        raise UsageError(f"{name}: there is no layer '{word}'; {advice(word, WORDS)}")
    if word in PLAIN and not others:
        return PLAIN[word]
    written = _Written(word, others, shape, name)
    if word in {"conv", "deconv"}:
        return written.convolution()
    if word in {"maxpool", "avgpool"}:
        return written.pool()
    return written.other()


class _Written(Struct, frozen=True):
    """What stands after a layer's word."""

    word: str
    others: Sequence[str]
    shape: tuple[int, ...]
    name: str

    def convolution(self) -> Layer:
        inside, outside = self._channels(f"{self.word} 3->64 k3", self.others[:1])
        options = self._options(self.others[1:])
        size = self._kernel(options)
        stride, padding, dilation = options.get("s", 1), options.get("p", 0), options.get("d", 1)
        groups, bias = self._single(options, "g", 1), "nobias" not in options
        if self.word == "conv":
            return Conv2d(inside, outside, size, stride, padding, dilation, groups, bias)
        extra = options.get("op", 0)
        return ConvTranspose2d(inside, outside, size, stride, padding, extra, groups, bias, dilation)

    def pool(self) -> Layer:
        options = self._options(self.others)
        size = self._kernel(options)
        stride, padding, ceil = options.get("s", size), options.get("p", 0), "ceil" in options
        if self.word == "avgpool":
            return AvgPool2d(size, stride, padding, ceil)
        return MaxPool2d(size, stride, padding, options.get("d", 1), ceil)

    def other(self) -> Layer:
        if self.word == "linear":
            inside, outside = self._channels("linear 512->10", self.others[:1])
            return Linear(inside, outside, "nobias" not in self._options(self.others[1:]))
        normal = self._normalization()
        if normal is not None:
            return normal
        match self.word, self.others:
            case "adaptive", [size] if found := OPTION.fullmatch(f"k{size}"):
                return AdaptiveAvgPool2d(self._size(found, size))
            case "pad", [one]:
                return ZeroPad2d(self._whole(one))
            case "pad", [left, right, top, bottom]:
                return ZeroPad2d((self._whole(left), self._whole(right), self._whole(top), self._whole(bottom)))
            case _:
                fits = {"gn": "gn 32", "adaptive": "adaptive 7", "pad": "pad 1, pad -4 or pad left right top bottom"}
                written = " ".join([self.word, *self.others])
                raise self._error(f"'{written}' is not understood", fits.get(self.word, self.word))

    def _normalization(self) -> Layer | None:
        match self.word, self.others:
            case "bn", []:
                return BatchNorm2d(self.shape[0])
            case "in", []:
                return InstanceNorm2d(self.shape[0])
            case "ln", []:
                return LayerNorm(self.shape)
            case "gn", [groups] if groups.isdecimal():
                return GroupNorm(self._count(groups, MOST_CHANNELS), self.shape[0])
            case _:
                return None

    def _channels(self, example: str, words: Sequence[str]) -> tuple[int, int]:
        found = CHANNELS.fullmatch(words[0]) if words else None
        if found is None:
            wrong = f"'{words[0]}' stands where the channels belong" if words else "the channels are missing"
            raise self._error(wrong, f"for example '{example}'")
        inside = self._count(found[1], MOST_CHANNELS) if found[1] else self.shape[0]
        return inside, self._count(found[2], MOST_CHANNELS)

    def _options(self, words: Sequence[str]) -> dict[str, Pair]:
        options: dict[str, Pair] = {}
        for word in words:
            found = OPTION.fullmatch(word)
            key = found[1] if found else word
            if key not in WORDS[self.word]:
                known = ", ".join(WORDS[self.word]) or "no options at all"
                raise self._error(f"'{word}' is no option of {self.word}", known)
            if key in options:
                raise self._error(f"'{key}' stands twice", "it once")
            if found is None and key not in {"nobias", "ceil"}:
                raise self._error(f"'{word}' has no number", f"for example {key}3")
            options[key] = self._size(found) if found else 1
        return options

    def _size(self, found: re.Match[str], written: str = "") -> Pair:
        most, least = MOST_CHANNELS if found[1] == "g" else LARGEST, 0 if found[1] in {"p", "op"} else 1
        sizes = [self._count(size, most, least, written or found[0]) for size in (found[2], found[3]) if size]
        return sizes[0] if len(sizes) == 1 else (sizes[0], sizes[1])

    def _kernel(self, options: Mapping[str, Pair]) -> Pair:
        if "k" not in options:
            raise self._error("the kernel size is missing", "for example k3")
        return options["k"]

    def _single(self, options: Mapping[str, Pair], key: str, default: int) -> int:
        value = options.get(key, default)
        if not isinstance(value, int):
            raise self._error(f"'{key}' takes one number", f"for example {key}2")
        return value

    def _whole(self, text: str) -> int:
        if re.fullmatch(r"-?\d+", text) is None:
            raise self._error(f"'{text}' is no whole number", "for example -4")
        return -self._count(text[1:], LARGEST, 0) if text.startswith("-") else self._count(text, LARGEST, 0)

    def _count(self, digits: str, most: int, least: int = 1, written: str = "") -> int:
        """A whole number within bounds; what is longer than the largest one is not even read."""
        count = int(digits) if len(digits) <= len(str(most)) else most + 1
        if count < least:
            raise self._error(f"'{written or digits}' is zero", "1 or more")
        if count > most:
            raise self._error(f"'{written or digits}' is too large", f"at most {most:,}")
        return count

    def _error(self, what: str, fits: str) -> UsageError:
        return UsageError(f"{self.name}: {what}; write {fits}")
