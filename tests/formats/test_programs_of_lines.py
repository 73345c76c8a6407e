"""A line of layers as a program gives the shapes and the parameters of its table, whatever its words are."""

from __future__ import annotations

import pytest

from quizgen.architectures import notation
from quizgen.formats.ipynb.of_network import program
from quizgen.layers import Network
from quizgen.tracing import explained

LINES = {
    "conv 4 k3 p1, ln, gelu, scale, droppath 0.1": (3, 8, 8),
    "conv 4 k3, ln, lrelu 0.2": (3, 9),
    "conv 2 k3, bn, ln": (1, 4, 5, 6),
    "conv 8 k1, se 2, se 8->4 silu hard nobias, channels 2..6, shuffle 2": (3, 6, 6),
    "maxpool 2, unpool 2, pixelunshuffle 2, pixelshuffle 2": (2, 8, 8),
    "add(conv 4 k1 | conv 4 k3 p1 | gap, conv 4 k1), multiply(identity | gap, conv 4 k1, sigmoid)": (3, 8, 8),
    "residual(conv 3 k3 p1, bn), parallel(conv 2 k1 | ), concat(conv 5 k3 same | maxpool 3 s1 p1)": (3, 8, 8),
    "linear 256, relu, unflatten 16x4x4, upsample 2 bilinear, conv 3 k3 p1 reflect, ln all, gn 3": (10,),
}


@pytest.mark.parametrize(("line", "shape"), LINES.items())
def test_a_line_as_a_program_is_its_table(
    line: str, shape: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    network = Network(shape, notation.layers(line, shape))
    exec(compile(program(network), "net.py", "exec"), {"__name__": "__main__"})  # noqa: S102 - our own program
    printed = capsys.readouterr().out.splitlines()
    rows = explained(network)
    assert str(rows[-1].output_shape) in printed[-1]
    assert sum(int(words.split()[-2].replace(",", "")) for words in printed[1:]) == sum(row.parameters for row in rows)
