"""Output sizes read backwards, and those of rounded-up pooling and of ``same`` padding, one axis at a time."""

from __future__ import annotations

from quizgen.formulas.sizes import DUMOULIN, PYTORCH, conv_output_size
from quizgen.math.functions import Real, ceil, floor
from quizgen.math.reader import formula
from quizgen.math.rewrites import indexed, substitute
from quizgen.math.tree import Expr, Sym

TENSORFLOW = "TensorFlow documentation, tf.nn, notes on padding"


@formula(source=f"{DUMOULIN}, relationship 6, solved for the input size")
def smallest_input_size(target: int, kernel_size: int, stride: int, padding: int) -> int:
    """The smallest input with ``target`` outputs: the steps between them and one kernel, less the zeros."""
    return (target - 1) * stride + kernel_size - 2 * padding


@formula(source=f"{DUMOULIN}, relationship 6, solved for the input size")
def largest_input_size(target: int, kernel_size: int, stride: int, padding: int) -> int:
    """The largest input with ``target`` outputs: one position more would be the step to the next output."""
    return (target - 1) * stride + kernel_size - 2 * padding + stride - 1


@formula(source=f"{DUMOULIN}, relationship 2, solved for the kernel size")
def kernel_for_size(n: int, target: int, padding: int) -> int:
    """The kernel that leaves ``target`` of ``n`` positions at stride 1, with ``padding`` zeros on both sides."""
    return n + 2 * padding - target + 1


@formula(source=f"{DUMOULIN}, relationships 2 and 6, solved for the second kernel size")
def second_kernel_for_size(  # noqa: PLR0913, PLR0917 - two layers have six numbers
    n: int, target: int, kernel_size_1: int, stride_1: int, padding_1: int, padding_2: int
) -> int:
    """As ``kernel_for_size``, behind a layer that has made the map smaller."""
    return floor((n + 2 * padding_1 - kernel_size_1) / stride_1) + 1 + 2 * padding_2 - target + 1


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, section Shape, solved for the second kernel size")
def dilated_kernel_for_size(  # noqa: PLR0913, PLR0917 - two layers have seven numbers
    n: int, target: int, kernel_size_1: int, stride_1: int, padding_1: int, padding_2: int, dilation_2: int
) -> Real:
    """As ``second_kernel_for_size``, for taps that are ``dilation_2`` apart."""
    return (floor((n + 2 * padding_1 - kernel_size_1) / stride_1) + 1 + 2 * padding_2 - target) / dilation_2 + 1


@formula(source=f"{PYTORCH}, torch.nn.MaxPool2d, section Shape, with the rule on windows in the right padding")
def ceil_pool_output_size(n: int, kernel_size: int, stride: int, padding: int) -> int:
    """Windows of which some part is in the input: the last one may reach out, but not start behind the input."""
    return min(ceil((n + 2 * padding - kernel_size) / stride) + 1, ceil((n + padding) / stride))


@formula(source=f"{TENSORFLOW}, SAME")
def same_zeros(n: int, kernel_size: int, stride: int) -> int:
    """Zeros around a square map so that the output has ``n`` over ``stride`` positions on each axis, rounded up."""
    return (n + (ceil(n / stride) - 1) * stride + kernel_size - n) ** 2 - n**2


@formula(source=f"{TENSORFLOW}, SAME")
def same_zeros_behind(n: int, kernel_size: int, stride: int) -> int:
    """The share of ``same_zeros`` in the rows at the end, the larger half of those added; corners included."""
    return ceil(((ceil(n / stride) - 1) * stride + kernel_size - n) / 2) * (
        n + (ceil(n / stride) - 1) * stride + kernel_size - n
    )


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, padding='same'")
def torch_zeros_behind(kernel_size: int, dilation: int) -> int:
    """Zeros at the end of an axis; where the total is odd, the extra one stands here."""
    return ceil(dilation * (kernel_size - 1) / 2)


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, padding='same'")
def torch_zeros_before(kernel_size: int, dilation: int) -> int:
    """Zeros at the start of an axis, one fewer where the total is odd."""
    return floor(dilation * (kernel_size - 1) / 2)


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, padding='same'")
def torch_zeros_around(  # noqa: PLR0913, PLR0917 - two axes have six numbers
    n_h: int, n_w: int, kernel_size_h: int, kernel_size_w: int, dilation_h: int, dilation_w: int
) -> int:
    """Zeros around one channel: the padded map less the map itself."""
    return (n_h + dilation_h * (kernel_size_h - 1)) * (n_w + dilation_w * (kernel_size_w - 1)) - n_h * n_w


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, padding='same'")
def torch_zeros_below(n_w: int, kernel_size_h: int, kernel_size_w: int, dilation_h: int, dilation_w: int) -> int:
    """Zeros in the rows below one channel, the larger half of those added; corners included."""
    return ceil(dilation_h * (kernel_size_h - 1) / 2) * (n_w + dilation_w * (kernel_size_w - 1))


def behind(tree: Expr, shape: tuple[str, ...]) -> Expr:
    """The ``tree`` in ``n`` as it is for a first layer, or behind a convolution (``kernel_size_1`` ...)."""
    return substitute(tree, {"n": indexed(conv_output_size.tree, 1, {"n": Sym("n")})}) if shape else tree


def backwards(tree: Expr, shape: tuple[str, ...]) -> Expr:
    """The ``tree`` in ``target`` as it is for ``one`` layer, for ``two`` of them from the last to the first."""
    if shape == ("one",):
        return tree
    return indexed(tree, 1, {"target": indexed(tree, 2, {"target": Sym("target")})})
