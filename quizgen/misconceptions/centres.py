"""Mistakes about the centre of the first unit's receptive field."""

from __future__ import annotations

from quizgen.formulas.centres import centred, later_centre
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.border import field, padding
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

RIGHT = later_centre.tree


def _step(step: str = "", hop: str = "jump*stride") -> Wrong:
    """The centre with another step or another hop."""
    return lambda shape: (centred(read(step) if step else RIGHT, shape, hop),)


def _of(text: str) -> Wrong:
    """An expression in the right ``centre``, the ``field``, and the padding in pixels (``shift``)."""

    def trees(shape: Shape) -> Trees | None:
        known = {"centre": centred(RIGHT, shape), "field": field(shape), "shift": padding(shape, scaled=True)}
        return (substitute(read(text), known),)

    return trees


CENTRES = (
    Instead(
        "ignores-padding-before-start",
        _of("centre + shift"),
        "Padding lies before the first pixel and moves the first unit's field towards lower positions.",
        concept="padding-shift",
    ),
    Instead(
        "adds-padding-to-start",
        _of("centre + 2*shift"),
        "Padding lies before the first pixel, so its effect is taken off and not added.",
        concept="padding-shift",
    ),
    Instead(
        "both-paddings-move-start",
        _of("centre - shift"),
        "Only the padding before the first pixel moves the field, not that on both sides together.",
        concept="padding-shift",
    ),
    Instead(
        "start-padding-in-own-steps",
        _step("centre + (kernel_size - 1)/2*jump - padding"),
        "Padding of a later layer lies in its own input, where a step is as long as the strides before make it.",
        concept="padding-shift",
    ),
    Instead(
        "ignores-strides-at-start",
        _step(hop="jump"),
        "A step in the input of a later layer is as many pixels long as the strides before it make it.",
        concept="forgets-earlier-strides",
    ),
    Instead(
        "own-stride-moves-start",
        _step("centre + ((kernel_size - 1)/2 - padding)*jump*stride"),
        "A layer's own stride sets how far apart its outputs are and does not move the first of them.",
        concept="own-stride-widens-field",
    ),
    Instead(
        "sums-strides-for-start",
        _step(hop="jump + stride"),
        "The strides of earlier layers multiply, they do not add up.",
        concept="adds-strides",
    ),
    Instead(
        "half-the-kernel",
        _step("centre + (kernel_size/2 - padding)*jump"),
        "The centre of a kernel lies $(kernel_size - 1)/2$ positions after its first tap, not $kernel_size/2$.",
        concept="place-in-field",
    ),
    Instead(
        "whole-kernel",
        _step("centre + (kernel_size - 1 - padding)*jump"),
        "That is where the field ends; a kernel's centre is $(kernel_size - 1)/2$ positions after its first tap.",
        concept="place-in-field",
    ),
    Instead(
        "first-position",
        _of("centre - (field - 1)/2"),
        "That is where the field begins and not its centre.",
        concept="place-in-field",
    ),
    Instead(
        "pixel-edges",
        _of("centre + 1/2"),
        "Pixel 0 has its centre at 0 here, so half a pixel is not added.",
        concept="positions-from-zero",
    ),
    Instead(
        "counts-start-from-one", _of("centre + 1"), "Positions are counted from 0 here.", concept="positions-from-zero"
    ),
    Instead(
        "always-zero",
        _of("0*centre"),
        "The centre would lie at 0 if each layer's padding were $(kernel_size - 1)/2$.",
        concept="padding-shift",
    ),
    Instead(
        "half-the-field-minus-padding",
        _of("field/2 - shift"),
        "The centre of a field is half of its steps away from its first position, not half of its size.",
        concept="place-in-field",
    ),
)
