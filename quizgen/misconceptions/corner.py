"""Mistakes about how much of the image the unit in the corner sees."""

from __future__ import annotations

from functools import partial

from quizgen.misconceptions.border import LAST, back, counted, field, made, one, padding
from quizgen.misconceptions.kinds import Instead

_ALL = partial(padding, scaled=True)
_SUM = partial(padding, scaled=False)

WHOLE_FIELD = Instead(
    "whole-receptive-field",
    made("field", field=field),
    "Part of the receptive field of a unit in the corner lies over the padding, where there are no pixels.",
    concept="place-in-field",
)
ADDS_PADDING = Instead(
    "adds-padding-at-corner",
    made("field + padding", field=field, padding=_ALL),
    "Padding moves the receptive field of the corner unit out of the image, so it is taken off and not added.",
    concept="padding-shift",
)
BOTH_SIDES = Instead(
    "padding-on-both-sides",
    made("field - 2*padding", field=field, padding=_ALL),
    "Along one axis only one end of the field hangs over the border, so the padding of one side is taken off.",
    concept="padding-shift",
)
UNSCALED = Instead(
    "padding-in-own-steps",
    made("field - padding", field=field, padding=_SUM),
    "Padding of a later layer lies in its own input, where each position stands for several pixels.",
    concept="padding-shift",
)
FIRST_PADDING = Instead(
    "only-first-padding",
    made("field - padding_1", field=field),
    "The padding of later layers hangs over the border too, not only that of the first layer.",
    concept="padding-shift",
)
LAST_PADDING = Instead(
    "only-last-padding",
    lambda shape: made(f"field - padding_{len(shape)}", field=field)(shape),
    "The padding of the earlier layers hangs over the border too, not only that of the last layer.",
    concept="padding-shift",
)
HALF_FIELD = Instead(
    "half-the-field-at-corner",
    made("floor(field/2)", field=field),
    "How much hangs over the border follows from the padding; it is not simply half of the field.",
    concept="place-in-field",
)
FROM_CENTRE = Instead(
    "centred-on-the-corner",
    made("floor(field/2) + 1", field=field),
    "The field of the corner unit has its centre on the first pixel if every layer's padding is $(kernel_size - 1)/2$.",
    concept="padding-shift",
)
LAST_LAYER = Instead(
    "last-layer-at-corner",
    counted(one(LAST, -1)),
    "That is what the corner unit sees of the map that the last layer reads, not of the image.",
    concept="field-on-own-input",
)
FIRST_LAYER = Instead(
    "first-layer-at-corner",
    counted(one(LAST, 0)),
    "That is what a corner unit of the first layer sees; later layers let a unit see more.",
    concept="part-for-whole",
)
IGNORES_STRIDES = Instead(
    "ignores-strides",
    counted(back("position - padding + kernel_size - 1")),
    "A step in a later map is several pixels wide if the layers before have strides.",
    concept="forgets-earlier-strides",
)
SKIPS_POOLS = Instead(
    "skips-pooling",
    counted(back("position", only=("pool",))),
    "A pooling layer also reads a window and moves by a stride, so it counts like a convolution.",
    concept="skips-pooling",
)
LAST_INDEX = Instead(
    "index-of-the-last-pixel",
    made("last", last=back(LAST)),
    "That is the index of the last pixel that is seen; counted from 0 there is one pixel more.",
    concept="positions-from-zero",
)
ADDS_KERNEL = Instead(
    "adds-whole-kernel-at-corner",
    counted(back("position*stride - padding + kernel_size")),
    "A kernel that starts at a position reaches one step less far than it is long.",
    concept="adds-whole-kernel",
)
AREA = Instead(
    "counts-visible-square",
    made("(last + 1)**2", last=back(LAST)),
    "That is the number of pixels in the square that is seen; the question asks how many there are along one axis.",
    concept="axis-or-area",
)
HANGS_OVER = Instead(
    "what-hangs-over",
    made("padding", padding=_ALL),
    "That is how much of the field hangs over the border; the question asks what remains in the image.",
    concept="place-in-field",
)
