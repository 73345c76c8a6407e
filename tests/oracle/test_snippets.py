"""Programs are run by torch itself, and what they print is what is found."""

from __future__ import annotations

import pytest
import torch

from quizgen.oracle.snippets import _compiled, printed, printed_number, printed_shape

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


def test_layers_print_what_they_print_for_real_samples() -> None:
    layers = "nn.Conv2d(3, 8, 3, 2), nn.ReLU(), nn.MaxPool2d(2), nn.ConvTranspose2d(8, 4, 2, 2), nn.Flatten()"
    made = f"{IMPORTS}x = nn.Sequential({layers})(torch.empty(5, 3, 20, 24))"
    code = f"{made}\nprint(x.shape, x.numel(), nn.LazyLinear(7)(x).shape)"
    words: list[str] = []
    exec(code, {"print": lambda *values: words.append(" ".join(map(str, values)))})  # noqa: S102 - the code above
    assert printed(code) == words[0]


def test_a_map_of_any_size_takes_no_memory_and_no_time() -> None:
    layer = "nn.Conv2d(512, 4096, 7, padding=3)"
    assert printed_shape(f"{IMPORTS}print({layer}(torch.empty(64, 512, 4096, 4096)).shape)") == (64, 4096, 4096, 4096)


@pytest.mark.parametrize("imports", ["import torch\nfrom torch import nn", "import torch\nimport torch.nn as nn"])
def test_torch_s_own_modules_stay_as_they_are(imports: str) -> None:
    assert printed_number(f"{imports}\nprint(sum(p.numel() for p in nn.Conv2d(3, 8, 5).parameters()))") == 608
    assert printed("import torch\nprint(torch.nn.Linear.__name__, torch.nn.ReLU())") == "Linear ReLU()"
    assert torch.nn.Linear(2, 2).weight.abs().sum() > 0
    assert torch.empty(1).device.type == "cpu"


def test_programs_that_differ_in_numbers_are_compiled_once() -> None:
    _compiled.cache_clear()
    program = "{0}print(nn.Linear({1}, {2})(torch.empty(7, {1})).shape)"
    assert [printed_shape(program.format(IMPORTS, n, n + 1)) for n in (3, 40, 512)] == [(7, 4), (7, 41), (7, 513)]
    assert _compiled.cache_info().misses == 1


def test_numbers_in_words_stay_as_they_are() -> None:
    assert printed("print('3 layers', 0.5, 3)") == "3 layers 0.5 3"
    assert printed("x2 = 5\nprint(x2, 1.5, 7 // 2)") == "5 1.5 3"
