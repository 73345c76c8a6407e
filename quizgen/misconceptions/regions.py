"""Mistakes about the first (``top``) and the last (``bottom``) row of the image that a unit sees.

The last kind of a shape says which of them is asked; each mistake is made in the same way for both where it can be.
"""

from __future__ import annotations

from functools import partial

from quizgen.misconceptions.border import FIRST, LAST, Found, back, field, jump, made, one, padding
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

TOP = "top"
_FIRST, _LAST = back(FIRST), back(LAST)
_SCALED, _SUMMED = partial(padding, scaled=True), partial(padding, scaled=False)
_HERE: dict[str, Found] = {
    "first": _FIRST,
    "last": _LAST,
    "jump": jump,
    "field": field,
    "padding": _SCALED,
    "added": _SUMMED,
}


def _row(text: str, shape: Shape) -> Trees | None:
    return made(text, **{name: part for name, part in _HERE.items() if name in text})(shape)


def _either(name: str, top: Wrong | str, bottom: Wrong | str, feedback: str, *, concept: str) -> Instead:
    """A mistake about the row that is asked."""

    def trees(shape: Shape) -> Trees | None:
        way = top if shape[-1] == TOP else bottom
        return _row(way, shape) if isinstance(way, str) else way(shape)

    return Instead(name, trees, feedback, concept=concept)


def _summed_strides(shape: Shape) -> Trees | None:
    strides = " + ".join(f"stride_{number}" for number in range(1, len(shape) + 1))
    return _row(f"unit*({strides}) - padding", shape)


def _no_row(shape: Shape) -> Trees | None:
    del shape
    return None


OTHER_END = _either(
    "other-end",
    "last",
    "first",
    "The receptive field reaches from the first to the last row that is seen, and this is its other end.",
    concept="place-in-field",
)
UNIT_BEFORE = _either(
    "row-before",
    "first - jump",
    "last - jump",
    "Rows of the output are counted from 0, so this is what the row before sees.",
    concept="positions-from-zero",
)
UNIT_AFTER = _either(
    "row-after",
    "first + jump",
    "last + jump",
    "Rows of the output are counted from 0, so this is what the row after sees.",
    concept="positions-from-zero",
)
FROM_ONE = _either(
    "rows-from-one",
    "first + 1",
    "last + 1",
    "Rows of the image are counted from 0 here, which makes each number one smaller than counting from 1 does.",
    concept="positions-from-zero",
)
IGNORES_STRIDES = _either(
    "ignores-strides-of-rows",
    made("row", row=back("position - padding")),
    made("row", row=back("position - padding + kernel_size - 1")),
    "A step in a later map is several rows of the image long if the layers before have strides.",
    concept="forgets-earlier-strides",
)
IGNORES_PADDING = _either(
    "ignores-padding-above-rows",
    "first + padding",
    "last + padding",
    "Padding lies above the first row, so every unit sees rows further up than without it.",
    concept="padding-shift",
)
ADDS_PADDING = _either(
    "padding-shifts-rows-down",
    "first + 2*padding",
    "last + 2*padding",
    "Padding lies above the first row, so it shifts what a unit sees up and not down.",
    concept="padding-shift",
)
PADS_TWICE = _either(
    "shifts-by-both-paddings",
    "first - padding",
    "last - padding",
    "What a unit sees is shifted by the padding above the first row, not by that of both sides together.",
    concept="padding-shift",
)
UNSCALED = _either(
    "padding-in-rows-of-map",
    "first + padding - added",
    "last + padding - added",
    "Padding of a later layer lies in its own input, where each position stands for several rows of the image.",
    concept="padding-shift",
)
FIRST_PADDING = _either(
    "shifts-by-first-padding-only",
    "first + padding - padding_1",
    "last + padding - padding_1",
    "The padding of every layer shifts what a unit sees, not that of the first layer alone.",
    concept="padding-shift",
)
SIDE_BY_SIDE = _either(
    "fields-side-by-side",
    "unit*field",
    "(unit + 1)*field - 1",
    "Neighbouring receptive fields overlap: they begin as far apart as the strides say, not a whole field apart.",
    concept="field-or-jump",
)
CENTRE = _either(
    "middle-of-the-field",
    "first + floor(field/2)",
    "last - floor(field/2)",
    "That is the middle of the receptive field and not its end.",
    concept="place-in-field",
)
LAST_LAYER = _either(
    "rows-of-last-map",
    made("row", row=one(FIRST, -1)),
    made("row", row=one(LAST, -1)),
    "That is a row of the map that the last layer reads, not of the image.",
    concept="field-on-own-input",
)
FIRST_LAYER = _either(
    "first-layer-rows-only",
    made("row", row=one(FIRST, 0)),
    made("row", row=one(LAST, 0)),
    "That holds for a unit of the first layer; the later layers move and widen what is seen.",
    concept="part-for-whole",
)
SKIPS_POOLS = _either(
    "skips-pooling",
    made("row", row=back("position", only=("pool",), rest=FIRST)),
    made("row", row=back("position", only=("pool",), rest=LAST)),
    "A pooling layer also reads a window and moves by a stride, so it counts like a convolution.",
    concept="skips-pooling",
)
SUMS_STRIDES = _either(
    "sums-strides-for-rows",
    _summed_strides,
    _no_row,
    "The strides of layers that follow one another multiply, they do not add up.",
    concept="adds-strides",
)
ADDS_KERNEL = _either(
    "adds-whole-kernel-of-rows",
    _no_row,
    made("row", row=back("position*stride - padding + kernel_size")),
    "A kernel that begins at a row reaches one row less far than it is long.",
    concept="adds-whole-kernel",
)
FIRST_UNIT = _either(
    "field-of-unit-0",
    _no_row,
    "field - 1",
    "That is where the receptive field of the first unit would end without padding.",
    concept="place-in-field",
)
