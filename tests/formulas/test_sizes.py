from __future__ import annotations

from quizgen.formulas.sizes import FORMULAS, chained, conv_output_size
from quizgen.math.code import evaluate
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Sym, symbols


def test_a_chain_of_no_layer_is_its_input() -> None:
    assert chained([]) == Sym("n")


def test_a_chain_of_one_layer_is_that_layers_formula() -> None:
    assert chained([(1, "conv")]) == indexed(conv_output_size.tree, 1, {"n": Sym("n")})


def test_every_layer_of_a_chain_has_its_own_quantities() -> None:
    assert {"kernel_size_1", "padding_1", "kernel_size_2", "dilation_3"} < set(
        symbols(chained([(1, "conv"), (2, "pool"), (3, "dilated")]))
    )


def test_an_undilated_kernel_is_an_ordinary_one() -> None:
    values = {"n": 31, "kernel_size": 5, "stride": 2, "padding": 1}
    assert evaluate(FORMULAS["dilated"].tree, values | {"dilation": 1}) == evaluate(FORMULAS["conv"].tree, values) == 15


def test_lenet_ends_with_five_rows() -> None:
    convolution = {"kernel_size": 5, "stride": 1, "padding": 0}
    layers = (convolution, {"kernel_size": 2, "stride": 2}) * 2
    values = {f"{name}_{number}": value for number, layer in enumerate(layers, 1) for name, value in layer.items()}
    assert evaluate(chained(enumerate(("conv", "pool") * 2, 1)), values | {"n": 32}) == 5
