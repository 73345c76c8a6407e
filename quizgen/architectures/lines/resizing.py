"""Words of layers that pad, resize or rearrange a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from quizgen.architectures.lines.misread import Misread
from quizgen.architectures.lines.numbers import LARGEST, MOST_CHANNELS, SIZES, Place
from quizgen.architectures.lines.scanning import Word
from quizgen.architectures.lines.vocabulary import made
from quizgen.layers import Channels, Layer, PixelShuffle, PixelUnshuffle, Resizing, Unflatten, Upsample

CHANGING = ("pad", "upsample", "pixelshuffle", "pixelunshuffle", "channels", "unflatten")
PADS = {"reflect": "ReflectionPad", "replicate": "ReplicationPad", "circular": "CircularPad"}
SMOOTH: Mapping[int, Resizing] = {1: "linear", 2: "bilinear", 3: "trilinear"}
OPTIONS = {**dict.fromkeys(get_args(Resizing), "mode"), "aligned": "aligned", "align_corners": "aligned", "to": "to"}
"""What each word beside the size of a resized map says."""
FITS = {
    "pad": "pad 1, pad -4 or pad left right top bottom",
    "upsample": "upsample 2, upsample 2 bilinear or upsample 32x32",
    "pixelshuffle": "pixelshuffle 2",
    "pixelunshuffle": "pixelunshuffle 2",
    "channels": "channels 0..32",
    "unflatten": "unflatten 256x4x4",
}


def changed(word: str, others: Sequence[Word], shape: tuple[int, ...], place: Place, axes: int) -> Layer:
    """The layer of one of the words; raises Misread."""
    match word, [one.text for one in others]:
        case "pad", [_, *_]:
            return _pad(others, place, axes)
        case "upsample", [_, *_]:
            return _upsample(others, place, axes)
        case "pixelshuffle", [number]:
            return PixelShuffle(place.count(number, others[0]))
        case "pixelunshuffle", [number]:
            return PixelUnshuffle(place.count(number, others[0]))
        case "channels", [text] if text.count("..") == 1:
            return _channels(text, others[0], shape, place)
        case "unflatten", [text] if SIZES.fullmatch(text) and "x" in text:
            sizes = tuple(place.count(one, others[0], MOST_CHANNELS) for one in text.split("x"))
            if len(sizes) > 4:
                raise place.error(f"'{text}' has {len(sizes) - 1} axes", "channels and three axes at most", others[0])
            return Unflatten(sizes)
        case _:
            raise _unclear(word, others, place)


def _unclear(word: str, others: Sequence[Word], place: Place) -> Misread:
    written = " ".join([word, *(one.text for one in others)])
    return place.error(f"'{written}' is not understood", FITS[word], others[-1] if others else None)


def _pad(others: Sequence[Word], place: Place, axes: int) -> Layer:
    modes = [one for one in others if one.text in PADS]
    numbers = [one for one in others if one.text not in PADS]
    if len(modes) > 1 or len(numbers) not in {1, 2 * axes}:
        if len(numbers) > 1:
            order = " ".join(("left right", "top bottom", "front back")[:axes])
            raise place.error(f"'pad' has {len(numbers)} numbers", f"one, or {2 * axes}: pad {order}", numbers[-1])
        raise _unclear("pad", others, place)
    sides = tuple(place.whole(one) for one in numbers)
    stem = PADS[modes[0].text] if modes else "ZeroPad"
    if modes and min(sides) < 0:
        raise place.error(f"'{modes[0].text}' copies positions and crops none", "numbers of 0 or more", modes[0])
    return made(stem, axes, sides[0] if len(sides) == 1 else sides)


def _upsample(others: Sequence[Word], place: Place, axes: int) -> Layer:
    sizes = [one for one in others if one.text not in OPTIONS]
    if len(sizes) != 1:
        raise place.error("'upsample' takes one size", FITS["upsample"], sizes[-1] if sizes else None)
    given: dict[str, Word] = {}
    for one in others:
        kind = OPTIONS.get(one.text, "size")
        if kind in given:
            raise place.error(f"'{one.text}' stands beside '{given[kind].text}'", "one of them", one)
        given[kind] = one
    word, mode = sizes[0], _mode(given.get("mode"), axes)
    times = word.text.startswith("x") or word.text.endswith("x")
    size = place.size(word.text.strip("x"), word, axes, LARGEST)
    if "aligned" in given and mode == "nearest":
        raise place.error("'aligned' is for bilinear and bicubic", "for example 'upsample 2 bilinear aligned'", word)
    corners = None if mode == "nearest" else "aligned" in given
    fixed = "to" in given or (not times and "x" in word.text)
    return Upsample(size if fixed else None, None if fixed else size, mode, corners)


def _mode(word: Word | None, axes: int) -> Resizing:
    """The mode that a word means for maps of so many axes, of which the smooth one has another name for each."""
    if word is None or word.text == "nearest":
        return "nearest"
    return "bicubic" if word.text == "bicubic" else SMOOTH[axes]


def _channels(text: str, word: Word, shape: tuple[int, ...], place: Place) -> Layer:
    first, last = text.split("..")
    start = place.count(first, word, MOST_CHANNELS, 0) if first else 0
    stop = place.count(last, word, MOST_CHANNELS) if last else shape[0]
    if stop <= start:
        raise place.error(
            f"'{text}' holds no channel", "the first one and the one behind the last, such as 0..32", word
        )
    return Channels(start, stop)
