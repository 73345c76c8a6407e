"""The size of a map on its way through an encoder and a decoder: what a solution says of it, and another way to it.

Kinds of layers are those of ``quizgen.formulas.decoders``.
"""

from __future__ import annotations

from quizgen.chains.sizes import CHAIN_LINES
from quizgen.space import Params

ARGUMENTS = ("kernel_size", "stride", "padding", "output_padding")
DOWN = """
Every layer is given what the layer before it made. With input size $n$, kernel size $kernel_size$, stride $stride$ and
padding $padding$, the output size $o$ of a convolution (and of pooling, with its window and without padding) is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

and that of a transposed convolution, whose padding crops the output, is

$$o == (n - 1)*stride - 2*padding + kernel_size + output_padding$$
"""
UP = """
Every layer is given what the layer before it made. With input size $n$, kernel size $kernel_size$, stride $stride$ and
padding $padding$, which crops the output, the output size $o$ of a transposed convolution is

$$o == (n - 1)*stride - 2*padding + kernel_size + output_padding$$
"""
LINES = {
    **CHAIN_LINES,
    "up": "Layer #, `ConvTranspose2d`:\n\n$$o_# == ({@} - 1)*{stride_#} - 2*{padding_#} + {kernel_size_#} + "
    "{output_padding_#} == {o_#}$$",
}


def fitting(n: int, span: int, stride: int, padding: int) -> int:
    """The smallest padded input from which an ordinary convolution makes ``n`` outputs, found by trying sizes."""
    size = 1
    while len(range(-padding, size + padding - span + 1, stride)) < n:
        size += 1
    return size


def counted(p: Params) -> int:
    """Windows counted on the way down; on the way up the convolution that is undone is searched."""
    size = int(p["n"])
    for number, step in enumerate(p.shape, 1):
        kernel_size, stride, padding, output = (p.values.get(f"{name}_{number}", 0) for name in ARGUMENTS)
        if step == "up":
            size = fitting(size, kernel_size, stride, padding) + output
        else:
            size = len(range(-padding, size + padding - kernel_size + 1, stride))
    return size
