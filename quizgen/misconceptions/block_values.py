"""Mistakes about values at one pixel: of a 1x1 convolution (``POINTWISE``), of residual blocks (``RESIDUAL``)."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.formulas.block_values import LAST, chained, chained_pointwise, channels, products
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong


def _each(term: str, joint: str = " + ") -> Callable[[Shape], str]:
    """A term for each input channel, with # for its number."""
    return lambda shape: joint.join(term.replace("#", str(number)) for number in channels(shape))


def _of(text: str, part: Callable[[Shape], str] | None = None, *, several: bool = False) -> Wrong:
    """An expression in ``products``, ``bias``, ``count`` and ``part``; with ``several`` only if several come out.

    It is about a single layer.
    """

    def trees(shape: Shape) -> Trees | None:
        if LAST in shape or (several and shape[1] == "1"):
            return None
        known = {"products": products(shape), "count": read(shape[0])}
        known |= {"part": read(part(shape))} if part else {}
        return (substitute(read(text), known),)

    return trees


def _both(layer: str = "products + bias", cut: str = "max(#, 0)", last: str = "products + bias") -> Wrong:
    """Two layers with a ReLU between them, one of which is computed in another way."""

    def trees(shape: Shape) -> Trees | None:
        return (chained_pointwise(read(layer), shape, cut, read(last)),) if LAST in shape else None

    return trees


def _whole(text: str) -> Wrong:
    """An expression in what the first layer gives, ``a`` and ``b``, where two layers follow each other."""

    def trees(shape: Shape) -> Trees | None:
        if LAST not in shape:
            return None
        first = read("products + bias")
        known = {
            "a": substitute(first, {"products": products(shape)}),
            "b": substitute(first, {"products": products(shape, "v"), "bias": read("other_bias")}),
        }
        return (substitute(read(text), known),)

    return trees


POINTWISE = (
    Instead(
        "forgets-bias-of-output-channel",
        _of("products"),
        "The bias of the output channel is added to the sum of the products.",
        concept="forgets-bias",
    ),
    Instead(
        "subtracts-bias",
        _of("products - bias"),
        "The bias is added with its own sign, it is not taken off.",
        concept="drops-signs",
    ),
    Instead(
        "bias-for-each-channel",
        _of("products + count*bias"),
        "The bias is added once to the sum, not once for each input channel.",
        concept="bias-per-weight",
    ),
    Instead(
        "ignores-signs",
        _of("part + bias", _each("abs(x_#*w_#)")),
        "The products keep their signs, so that some of them make the sum smaller.",
        concept="drops-signs",
    ),
    Instead(
        "sum-times-sum",
        _of("part + bias", lambda shape: f"({_each('x_#')(shape)})*({_each('w_#')(shape)})"),
        "Each channel is multiplied by its own weight before anything is added.",
        concept="weighted-sum",
    ),
    Instead(
        "first-channel-only",
        _of("x_1*w_1 + bias"),
        "A 1 × 1 convolution adds up all input channels of the pixel.",
        concept="pointwise-reads",
    ),
    Instead(
        "largest-product",
        _of("part + bias", lambda shape: f"max({_each('x_#*w_#', ', ')(shape)})"),
        "The products are added up; taking the largest one would be a maximum over the channels.",
        concept="sum-not-max-or-mean",
    ),
    Instead(
        "mean-of-products",
        _of("products/count + bias"),
        "The products are added up and not averaged.",
        concept="sum-not-max-or-mean",
    ),
    Instead(
        "applies-relu",
        _of("max(products + bias, 0)"),
        "The layer is a convolution alone, so a negative value stays as it is.",
        concept="applies-relu-unasked",
    ),
    Instead(
        "adds-weights",
        _of("part + bias", lambda shape: f"{_each('x_#')(shape)} + {_each('w_#')(shape)}"),
        "Each channel is multiplied by its weight; the two are not added.",
        concept="weighted-sum",
    ),
    Instead(
        "reversed-weights",
        _of("part + bias", lambda shape: " + ".join(f"x_{n}*w_{int(shape[0]) + 1 - n}" for n in channels(shape))),
        "The weights stand in the order of the channels, the first one belongs to the first channel.",
        concept="other-output-channel",
    ),
    Instead(
        "other-output-channel",
        _of("part + other_bias", _each("x_#*v_#"), several=True),
        "That is the other output channel, which has weights and a bias of its own.",
        concept="other-output-channel",
    ),
    Instead(
        "other-bias",
        _of("products + other_bias", None, several=True),
        "Each output channel has a bias of its own.",
        concept="other-output-channel",
    ),
    Instead(
        "both-output-channels",
        _of("products + bias + part + other_bias", _each("x_#*v_#"), several=True),
        "Each output channel is computed by itself, the two are not added.",
        concept="other-output-channel",
    ),
    Instead(
        "no-relu-between-layers",
        _both(cut="#"),
        "The ReLU turns a negative value of the first layer into 0 before the second one reads it.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "relu-on-result-too",
        _whole("max(u_1*max(a, 0) + u_2*max(b, 0) + last_bias, 0)"),
        "The ReLU stands between the layers, so what the second one gives may be negative.",
        concept="applies-relu-unasked",
    ),
    Instead(
        "relu-at-the-end-only",
        _whole("max(u_1*a + u_2*b + last_bias, 0)"),
        "The ReLU stands between the layers, not after the second one.",
        concept="applies-relu-unasked",
    ),
    Instead(
        "magnitudes-after-relu",
        _both(cut="abs(#)"),
        "The ReLU turns a negative value into 0 and does not take its sign off.",
        concept="drops-signs",
    ),
    Instead(
        "forgets-bias-of-second-layer",
        _both(last="products"),
        "The second layer has a bias too, which is added at the end.",
        concept="forgets-bias",
    ),
    Instead(
        "forgets-biases-of-first-layer",
        _whole("u_1*max(a - bias, 0) + u_2*max(b - other_bias, 0) + last_bias"),
        "Each output channel of the first layer has a bias, which is added before the ReLU.",
        concept="forgets-bias",
    ),
    Instead(
        "swaps-weights-of-second-layer",
        _whole("u_2*max(a, 0) + u_1*max(b, 0) + last_bias"),
        "The second layer's first weight belongs to channel A, and its second one to channel B.",
        concept="other-output-channel",
    ),
    Instead(
        "adds-hidden-channels",
        _whole("max(a, 0) + max(b, 0) + last_bias"),
        "The second layer multiplies each channel by a weight of its own before it adds them.",
        concept="weighted-sum",
    ),
    Instead(
        "reads-channel-a-only",
        _whole("u_1*max(a, 0) + last_bias"),
        "The second layer reads channel B as well as channel A.",
        concept="pointwise-reads",
    ),
    Instead(
        "reads-channel-b-only",
        _whole("u_2*max(b, 0) + last_bias"),
        "The second layer reads channel A as well as channel B.",
        concept="pointwise-reads",
    ),
    Instead(
        "stops-after-first-layer",
        _whole("max(a, 0) + max(b, 0)"),
        "That is what leaves the first layer in all, and the second one still weighs it and adds its bias.",
        concept="leaves-out-a-layer",
    ),
)


def _block(text: str) -> Wrong:
    """Every block computed in another way."""
    return lambda shape: (chained(read(text), shape),)


RESIDUAL = (
    Instead(
        "forgets-shortcut-in-sum",
        _block("max(w_2*max(w_1*x + b_1, 0) + b_2, 0)"),
        "The shortcut adds the input of the block before the last ReLU.",
        concept="forgets-shortcut",
    ),
    Instead(
        "relu-before-addition",
        _block("max(w_2*max(w_1*x + b_1, 0) + b_2, 0) + x"),
        "The last ReLU comes after the addition, so that the sum and not the main path alone is cut off at 0.",
        concept="shortcut-adds",
    ),
    Instead(
        "no-last-relu",
        _block("w_2*max(w_1*x + b_1, 0) + b_2 + x"),
        "After the addition a ReLU turns a negative sum into 0.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "no-inner-relu",
        _block("max(w_2*(w_1*x + b_1) + b_2 + x, 0)"),
        "Between the two convolutions a ReLU turns a negative value into 0.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "no-relu-at-all",
        _block("w_2*(w_1*x + b_1) + b_2 + x"),
        "A ReLU stands between the convolutions and another one after the addition.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "multiplies-shortcut",
        _block("max((w_2*max(w_1*x + b_1, 0) + b_2)*x, 0)"),
        "The shortcut is added to the main path and not multiplied by it.",
        concept="shortcut-adds",
    ),
    Instead(
        "subtracts-shortcut",
        _block("max(w_2*max(w_1*x + b_1, 0) + b_2 - x, 0)"),
        "The shortcut is added to the main path, not taken off it.",
        concept="shortcut-adds",
    ),
    Instead(
        "shortcut-from-inside",
        _block("max(w_2*max(w_1*x + b_1, 0) + b_2 + max(w_1*x + b_1, 0), 0)"),
        "The shortcut starts at the input of the block, not after its first convolution.",
        concept="shortcut-adds",
    ),
    Instead(
        "adds-before-convolution",
        _block("max(w_2*(max(w_1*x + b_1, 0) + x) + b_2, 0)"),
        "The shortcut joins after the second convolution, so its weight does not apply to it.",
        concept="shortcut-adds",
    ),
    Instead(
        "shortcut-only",
        _block("max(x, 0)"),
        "The main path is computed as well and added to the shortcut.",
        concept="part-for-whole",
    ),
    Instead(
        "one-convolution",
        _block("max(max(w_1*x + b_1, 0) + x, 0)"),
        "The main path has a second convolution before the addition.",
        concept="leaves-out-a-layer",
    ),
)
