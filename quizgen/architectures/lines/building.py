"""The layer of a word and its options, for what reaches it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from msgspec import Struct

from quizgen import layers
from quizgen.architectures.lines.numbers import CHANNELS, MOST_CHANNELS, Options, Pair, Place
from quizgen.architectures.lines.resizing import CHANGING, changed
from quizgen.architectures.lines.scanning import Word
from quizgen.architectures.lines.vocabulary import JOINS, PLAIN, WORDS, made, spelled
from quizgen.layers import Convolution, GroupNorm, Layer, LayerNorm, Linear, Padded, PReLU, SqueezeExcitation, axis
from quizgen.layers.padded import PaddingMode

ADAPTIVE = {
    **dict.fromkeys(("gap", "adaptive"), "AdaptiveAvgPool"),
    **dict.fromkeys(("gmp", "adaptivemax"), "AdaptiveMaxPool"),
}
FLAT = {"bn": 1}
"""The axes of a layer that features reach, where it is made for them; else two, which the refusal tells of."""
SIZED = ("maxpool", "avgpool", "unpool")
WITH_NUMBER = {
    "lrelu": (layers.LeakyReLU, "lrelu 0.2"),
    "elu": (layers.ELU, "elu 1.0"),
    "celu": (layers.CELU, "celu 1.0"),
    "dropout": (layers.Dropout, "dropout 0.5"),
    "dropout1d": (layers.Dropout1d, "dropout1d 0.5"),
    "dropout2d": (layers.Dropout2d, "dropout2d 0.5"),
    "dropout3d": (layers.Dropout3d, "dropout3d 0.5"),
    "alphadropout": (layers.AlphaDropout, "alphadropout 0.5"),
    "droppath": (layers.StochasticDepth, "droppath 0.1"),
}
"""Words that one number may follow."""
COPIES: tuple[PaddingMode, ...] = ("reflect", "replicate", "circular")
"""What stands around a map in the place of zeros."""
FITS = {
    "gap": "gap, or adaptive 7 for 7 positions",
    "gmp": "gmp, or adaptivemax 7 for 7 positions",
    "gn": "gn 32",
    "prelu": "prelu, or prelu each for a slope of each channel",
    "in": "in, or in affine",
    "bn": "bn, or bn noaffine",
    "ln": "ln over the channels, or ln all over the whole map",
    "se": "se 16 for a reduction by 16, or se 64->4",
    "adaptive": "adaptive 7",
    "adaptivemax": "adaptivemax 7",
    "shuffle": "shuffle 2",
    "scale": "scale",
}


def built(words: Sequence[Word], shape: tuple[int, ...], place: Place) -> Layer:
    """The layer that words stand for where a map of ``shape`` reaches it; raises Misread."""
    word, axes = spelled(words[0].text)
    if word not in WORDS:
        raise place.unknown(words[0].text, (*WORDS, *JOINS), words[0])
    if len(words) == 1 and word in PLAIN:
        return PLAIN[word]
    reached = len(shape) - 1 or FLAT.get(word, 2)
    return _Written(word, words[1:], shape, place, axes or reached).layer()


class _Written(Struct, frozen=True):
    """What stands after a layer's word, and for how many axes the layer is made."""

    word: str
    others: Sequence[Word]
    shape: tuple[int, ...]
    place: Place
    axes: int

    def layer(self) -> Layer:
        if self.word in {"conv", "dwconv", "deconv"}:
            return self.convolution()
        if self.word in SIZED:
            return self.pool()
        if self.word in CHANGING:
            return changed(self.word, self.others, self.shape, self.place, self.axes)
        if self.word in WITH_NUMBER and len(self.others) == 1:
            return WITH_NUMBER[self.word][0](self.place.fraction(self.others[0]))
        if self.word == "linear":
            return self.linear()
        return self.other()

    def made(self, stem: str, *values: Any) -> Layer:
        """A layer of PyTorch's name for the axes."""
        return made(stem, self.axes, *values)

    def options(self, words: Sequence[Word]) -> Options:
        return Options.of(self.place, self.word, words, self.axes)

    def linear(self) -> Layer:
        """Features before and after may stand apart, as in ``nn.Linear(512, 10)``."""
        apart = self.others[:2] if all(one.text.isdecimal() for one in self.others[:2]) else []
        if len(apart) == 2:
            inside, outside = (self.place.count(one.text, one, MOST_CHANNELS) for one in apart)
        else:
            inside, outside = self.channels("linear 512->10")
        return Linear(inside, outside, "nobias" not in self.options(self.others[max(len(apart), 1) :]))

    def convolution(self) -> Layer:
        depthwise = self.word == "dwconv"
        named = self.others[:1] and CHANNELS.fullmatch(self.others[0].text)
        inside, outside = (self.shape[0],) * 2 if depthwise and not named else self.channels(f"{self.word} 3->64 k3")
        options = self.options(self.others[0 if depthwise and not named else 1 :])
        size, stride, dilation = options.kernel(), options.size("s", 1), options.size("d", 1)
        groups, bias = options.number("g", inside if depthwise else 1), "nobias" not in options
        if self.word == "deconv":
            extra, padding = options.size("op", 0), options.size("p", 0)
            return self.made("ConvTranspose", inside, outside, size, stride, padding, extra, groups, bias, dilation)
        bare = cast(Convolution, self.made("Conv", inside, outside, size, stride, 0, dilation, groups, bias))
        return with_padding(bare, options.size("p", 0), _mode(options), self.place, same=_same(options))

    def pool(self) -> Layer:
        short = [one for one in self.others[:1] if one.text[0].isdigit()]
        options = self.options(self.others[len(short) :])
        size = self.place.size(short[0].text, short[0], self.axes) if short else options.kernel()
        if short and "k" in options:
            raise self.place.error("the kernel size stands twice", "it once", options.words["k"])
        stride, padding, ceil = options.size("s", size), options.size("p", 0), "ceil" in options
        if self.word == "avgpool":
            return self.made("AvgPool", size, stride, padding, ceil)
        if self.word == "unpool":
            return self.made("MaxUnpool", size, stride, padding)
        return self.made("MaxPool", size, stride, padding, options.size("d", 1), ceil)

    def other(self) -> Layer:  # noqa: C901, PLR0911, PLR0912 - one for each word
        texts = [one.text for one in self.others]
        channels = self.shape[0]
        match self.word, texts:
            case "gap" | "gmp", []:
                return self.made(ADAPTIVE[self.word], 1)
            case "adaptive" | "adaptivemax", [size]:
                return self.made(ADAPTIVE[self.word], self.place.size(size, self.others[0], self.axes))
            case "bn", ([] | ["noaffine"]):
                return self.made("BatchNorm", channels, not texts)
            case "in", ([] | ["affine"]):
                return self.made("InstanceNorm", channels, bool(texts))
            case "ln", []:
                return LayerNorm(self.shape) if len(self.shape) == 1 else self.made("LayerNorm", channels)
            case "ln", ["all"]:
                return LayerNorm(self.shape)
            case "gn", [groups, *rest] if rest in ([], ["noaffine"]):
                return GroupNorm(self.place.count(groups, self.others[0], MOST_CHANNELS), channels, not rest)
            case "prelu", ["each"]:
                return PReLU(channels)
            case "prelu", [count]:
                return PReLU(self.place.count(count, self.others[0], MOST_CHANNELS))
            case "scale", []:
                return layers.LayerScale(channels)
            case "shuffle", [groups]:
                return layers.ChannelShuffle(self.place.count(groups, self.others[0], MOST_CHANNELS))
            case "se", [_, *_]:
                return self._gate()
            case _:
                written = " ".join([self.word, *texts])
                fits = WITH_NUMBER[self.word][1] if self.word in WITH_NUMBER else FITS.get(self.word, self.word)
                raise self.place.error(f"'{written}' is not understood", fits, self.others[-1] if self.others else None)

    def _gate(self) -> Layer:
        first, options = self.others[0], self.options(self.others[1:])
        channels, found = self.shape[0], CHANNELS.fullmatch(first.text)
        if found is None:
            raise self.place.error(f"'{first.text}' is no reduction", FITS["se"], first)
        if found[1]:
            channels, inner = (self.place.count(found[one], first, MOST_CHANNELS) for one in (1, 2))
        else:
            inner = channels // self.place.count(found[2], first, MOST_CHANNELS)
            if inner == 0:
                raise self.place.error(
                    f"'{first.text}' is more than the {channels} channels", f"{channels} at most", first
                )
        activation = "SiLU" if "silu" in options else "ReLU"
        gate = "Hardsigmoid" if "hard" in options else "Sigmoid"
        return SqueezeExcitation(channels, inner, activation, gate, "nobias" not in options)

    def channels(self, example: str) -> tuple[int, int]:
        """The channels before and after; those before are what reaches the layer where they are not written."""
        word = self.others[0] if self.others else None
        found = CHANNELS.fullmatch(word.text) if word else None
        if found is None or word is None:
            wrong = f"'{word.text}' stands where the channels belong" if word else "the channels are missing"
            raise self.place.error(wrong, f"for example '{example}'", word)
        inside = self.place.count(found[1], word, MOST_CHANNELS) if found[1] else self.shape[0]
        return inside, self.place.count(found[2], word, MOST_CHANNELS)


def _mode(options: Options) -> PaddingMode:
    found = [one for one in COPIES if one in options]
    if len(found) > 1:
        raise options.place.error(f"'{found[1]}' stands beside '{found[0]}'", "one of them", options.words[found[1]])
    return found[0] if found else "zeros"


def _same(options: Options) -> bool:
    beside = [one for one in ("p", "same", "valid") if one in options]
    if len(beside) > 1:
        raise options.place.error(f"'{beside[1]}' stands beside '{beside[0]}'", "one of them", options.words[beside[1]])
    return "same" in options


def with_padding(bare: Convolution, padding: Pair, mode: PaddingMode, place: Place, *, same: bool) -> Layer:
    """A convolution without padding, padded; ``same`` for as many outputs as inputs, which the stride must be 1 for."""
    if same:
        if bare.stride != 1:
            raise place.error("'same' is for a stride of 1, as in PyTorch", "the padding as a number, such as p1")
        sizes = [axis(bare.dilation, which) * (axis(bare.kernel_size, which) - 1) for which in range(bare.axes)]
        if any(size % 2 for size in sizes):
            return Padded(bare, mode, same=True)
        halves = tuple(size // 2 for size in sizes)
        padding = halves[0] if len(set(halves)) == 1 else halves
    values = layers.arguments(bare) | {"padding": padding}
    around = type(bare)(**values)  # type: ignore[arg-type]  # the same arguments
    return around if mode == "zeros" or padding == 0 else Padded(around, mode)
