"""Programs are run by torch itself, and what they print is what is found."""

from __future__ import annotations

import pytest

from quizgen.oracle.snippets import printed, printed_number, printed_shape

IMPORTS = "import torch\nfrom torch import nn\n\n"


def test_a_program_s_words_are_found_and_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed("print('a', 1)\nprint(2)") == "a 1\n2"
    assert not capsys.readouterr().out


def test_torch_s_own_shape_is_read() -> None:
    layer = "nn.Conv2d(64, 128, 3, dilation=2, padding=2)"
    assert printed_shape(f"{IMPORTS}print({layer}(torch.empty(1, 64, 64, 64)).shape)") == (1, 128, 64, 64)


def test_a_tensor_of_any_size_costs_no_memory() -> None:
    assert printed_number(f"{IMPORTS}print(torch.empty(10**6, 10**6).numel())") == 10**12


def test_what_is_not_one_number_or_shape_is_an_error() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        printed_number("print(1, 2)")
    with pytest.raises(ValueError, match="a shape is expected"):
        printed_shape("print((1, 2))")


def test_an_error_of_the_program_is_raised() -> None:
    with pytest.raises(RuntimeError):
        printed(f"{IMPORTS}nn.Linear(3, 1)(torch.empty(1, 4))")
