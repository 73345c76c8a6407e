"""The words of a line of layers, their options, and what else they may be called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from quizgen import layers
from quizgen.layers import Layer

WINDOW = ("k", "s", "p", "d", "g", "same", "valid", "reflect", "replicate", "circular", "nobias")
WORDS: Mapping[str, tuple[str, ...]] = {
    "conv": WINDOW,
    "dwconv": WINDOW,
    "deconv": ("k", "s", "p", "op", "d", "g", "nobias"),
    "maxpool": ("k", "s", "p", "d", "ceil"),
    "avgpool": ("k", "s", "p", "ceil"),
    "unpool": ("k", "s", "p"),
    "adaptive": (),
    "adaptivemax": (),
    "gap": (),
    "gmp": (),
    "linear": ("nobias",),
    "pad": ("reflect", "replicate", "circular"),
    "upsample": ("to", "nearest", "bilinear", "bicubic", "aligned"),
    "pixelshuffle": (),
    "pixelunshuffle": (),
    "bn": ("noaffine",),
    "gn": ("noaffine",),
    "in": ("affine",),
    "ln": ("all",),
    "relu": (),
    "relu6": (),
    "lrelu": (),
    "prelu": ("each",),
    "elu": (),
    "selu": (),
    "celu": (),
    "gelu": (),
    "silu": (),
    "mish": (),
    "hardswish": (),
    "hardsigmoid": (),
    "hardtanh": (),
    "sigmoid": (),
    "logsigmoid": (),
    "tanh": (),
    "softplus": (),
    "softsign": (),
    "softmax": (),
    "logsoftmax": (),
    "dropout": (),
    "dropout1d": (),
    "dropout2d": (),
    "dropout3d": (),
    "alphadropout": (),
    "droppath": (),
    "se": ("silu", "hard", "nobias"),
    "scale": (),
    "shuffle": (),
    "channels": (),
    "flatten": (),
    "unflatten": (),
    "identity": (),
}
"""Every layer's word, and the options that may follow it."""
JOINS = ("residual", "parallel", "concat", "add", "multiply")
"""Words of paths that meet: with paths in parentheses, or the three last ones with the name of an earlier layer."""

PLAIN: Mapping[str, Layer] = {
    "relu": layers.ReLU(),
    "relu6": layers.ReLU6(),
    "lrelu": layers.LeakyReLU(),
    "prelu": layers.PReLU(),
    "elu": layers.ELU(),
    "selu": layers.SELU(),
    "celu": layers.CELU(),
    "gelu": layers.GELU(),
    "silu": layers.SiLU(),
    "mish": layers.Mish(),
    "hardswish": layers.Hardswish(),
    "hardsigmoid": layers.Hardsigmoid(),
    "hardtanh": layers.Hardtanh(),
    "sigmoid": layers.Sigmoid(),
    "logsigmoid": layers.LogSigmoid(),
    "tanh": layers.Tanh(),
    "softplus": layers.Softplus(),
    "softsign": layers.Softsign(),
    "softmax": layers.Softmax(),
    "logsoftmax": layers.LogSoftmax(),
    "dropout": layers.Dropout(),
    "dropout1d": layers.Dropout1d(),
    "dropout2d": layers.Dropout2d(),
    "dropout3d": layers.Dropout3d(),
    "alphadropout": layers.AlphaDropout(),
    "droppath": layers.StochasticDepth(),
    "flatten": layers.Flatten(),
    "identity": layers.Identity(),
}
"""Layers of words that need no number."""
ALIASES: Mapping[str, str] = {
    "convolution": "conv",
    "depthwise": "dwconv",
    "convtranspose": "deconv",
    "upconv": "deconv",
    "averagepool": "avgpool",
    "maxunpool": "unpool",
    "adaptiveavgpool": "adaptive",
    "adaptivemaxpool": "adaptivemax",
    "globalavgpool": "gap",
    "globalmaxpool": "gmp",
    "fc": "linear",
    "dense": "linear",
    "zeropad": "pad",
    "upsampling": "upsample",
    "interpolate": "upsample",
    "resize": "upsample",
    "batchnorm": "bn",
    "groupnorm": "gn",
    "instancenorm": "in",
    "layernorm": "ln",
    "leakyrelu": "lrelu",
    "swish": "silu",
    "hswish": "hardswish",
    "hsigmoid": "hardsigmoid",
    "stochasticdepth": "droppath",
    "squeezeexcitation": "se",
    "layerscale": "scale",
    "channelshuffle": "shuffle",
    "slice": "channels",
    "view": "unflatten",
    "reshape": "unflatten",
    "cat": "concat",
    "sum": "add",
    "mul": "multiply",
    "gate": "multiply",
    "branches": "parallel",
    "skip": "residual",
}
AXES = re.compile(r"(.*?)([123])d")


def made(stem: str, axes: int, *values: Any) -> Layer:
    """The layer of PyTorch's name for maps of so many axes: ``Conv`` and 2 are a ``Conv2d``."""
    found: Layer = getattr(layers, f"{stem}{axes}d")(*values)
    return found


def spelled(word: str) -> tuple[str, int | None]:
    """The word that is meant, and for how many axes, where the word says so: ``conv1d``, ``nn.MaxPool2d``."""
    word = word.rpartition(".")[2] if "." in word else word
    if word in WORDS or word in JOINS:
        return word, None
    if word in ALIASES:
        return ALIASES[word], None
    found = AXES.fullmatch(word)
    if found is None:
        return word, None
    stem = ALIASES.get(found[1], found[1])
    return (stem, int(found[2])) if stem in WORDS else (word, None)
