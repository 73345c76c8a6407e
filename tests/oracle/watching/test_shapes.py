"""Shapes of inputs and outputs without the batch, what an output takes, and that blanks give what values give."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional

from quizgen.oracle.watching import ModuleCall, built, once, watched
from quizgen.oracle.watching.counting import Count


class Several(nn.Module):
    """The outputs of a layer, in any form."""

    def __init__(self, layer: nn.Module, gives: Callable[[Any], Any] = lambda y: y) -> None:
        super().__init__()
        self.layer, self.gives = layer, gives

    def forward(self, x: torch.Tensor) -> Any:
        return self.gives(self.layer(x))


class Named(nn.Module):
    """A layer of somebody's own that gives a dict."""

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"out": x[:, :2], "aux": x}


def call(module: nn.Module, shape: tuple[int, ...]) -> ModuleCall:
    return watched(module, shape).calls[0]


@pytest.mark.parametrize(
    ("layer", "shape", "output", "size"),
    [
        (nn.MaxPool2d(2, return_indices=True), (3, 16, 16), (3, 8, 8), 768),
        (nn.AdaptiveMaxPool2d(4, return_indices=True), (3, 16, 16), (3, 4, 4), 192),
        (nn.LSTM(8, 4, batch_first=True), (5, 8), (5, 4), 80),
        (nn.GRU(8, 4, bidirectional=True, batch_first=True), (5, 8), (5, 8), 160),
        (Named(), (3, 5), (2, 5), 40),
        (nn.Flatten(), (3, 5), (15,), 60),
        (nn.Identity(), (3, 5), (3, 5), 60),
    ],
)
def test_of_several_outputs_the_main_one_is_told(
    layer: nn.Module, shape: tuple[int, ...], output: tuple[int, ...], size: int
) -> None:
    found = call(Several(layer), shape)
    assert (found.output_shape, found.output_bytes, found.input_shapes) == (output, size, (shape,))


def test_steps_in_front_of_the_batch_are_kept() -> None:
    module = Several(nn.LSTM(8, 4))
    permuted = nn.Sequential(Several(nn.Identity(), lambda x: x.transpose(0, 1)), module)
    assert [one.output_shape for one in watched(permuted, (5, 8)).calls] == [(5, 8), (5, 1, 8), (5, 4)]


def test_samples_that_are_merged_with_windows_are_told_as_one_sample() -> None:
    module = Several(nn.Identity(), lambda x: x.unflatten(2, (2, 4)).transpose(1, 2).flatten(0, 1) + 1)
    assert watched(module, (3, 8)).calls[-1].output_shape == (2, 3, 4)


def test_a_function_takes_all_its_tensors_and_no_parameter() -> None:
    class Joins(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weight = nn.Parameter(torch.ones(9, 3, 1, 1))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.cat([x, functional.max_pool2d(x, 3, 1, 1), x], 1) + functional.conv2d(x, self.weight * 2)

    pooled, joined, convolved, added = watched(Joins(), (3, 6, 6)).calls
    assert (pooled.input_shapes, pooled.output_bytes) == (((3, 6, 6),), 3 * 36 * 4)
    assert joined.input_shapes == ((3, 6, 6), (3, 6, 6))
    assert (convolved.type, convolved.macs) == ("F.conv2d", 9 * 3 * 36)
    assert (added.input_shapes, added.sources) == (((9, 6, 6), (9, 6, 6)), (1, 2))


def test_halves_take_half_as_much() -> None:
    assert call(nn.Sequential(nn.Conv2d(3, 4, 3)).half(), (3, 6, 6)).output_bytes == 4 * 4 * 4 * 2
    assert call(nn.Sequential(nn.Conv2d(3, 4, 3)).double(), (3, 6, 6)).output_bytes == 4 * 4 * 4 * 8


class Everything(nn.Module):
    """Most layers that there are, on maps that are large enough to be spared."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.BatchNorm2d(16), nn.PReLU(), nn.MaxPool2d(3, 2, 1))
        self.norms = nn.Sequential(nn.GroupNorm(4, 16), nn.InstanceNorm2d(16), nn.Hardswish(inplace=True), nn.GELU())
        self.up = nn.Sequential(nn.ConvTranspose2d(16, 8, 4, 2, 1), nn.Upsample(scale_factor=2, mode="bilinear"))
        self.pads = nn.Sequential(
            nn.ReflectionPad2d(1), nn.AvgPool2d(3, 1), nn.LeakyReLU(0.1, inplace=True), nn.ZeroPad2d(2)
        )
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.glu, self.drop, self.head = nn.GLU(1), nn.Dropout2d(), nn.Linear(8, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.pads(self.up(self.norms(self.down(x))))
        x = self.drop(torch.cat([x, x], 1)[:, ::2])
        x -= x.mean((2, 3), keepdim=True)
        x = functional.relu_(x) / x.std().clamp(min=1) + torch.where(x > 0, x, torch.zeros_like(x))
        made = torch.zeros(1, 8, *x.shape[2:])
        made[:, :4] = x[:, 4:]
        x = functional.pixel_unshuffle(made.masked_fill(x.isnan(), 0), 2).view(1, 8, -1).transpose(1, 2)
        x = functional.softmax(self.attention(x, x, x)[0], -1).contiguous()
        index = x.argmax(1, keepdim=True)
        return self.head(x.gather(1, index).squeeze(1))  # type: ignore[no-any-return]  # a module gives Any


def test_blanks_give_what_values_give(monkeypatch: pytest.MonkeyPatch) -> None:
    module = Everything()
    blank = watched(module, (3, 64, 64))
    monkeypatch.setattr(once, "LARGE", 1 << 62)
    monkeypatch.setattr(once, "Count", lambda **_: Count(sparing=False))
    assert watched(module, (3, 64, 64)) == blank
    assert blank.macs is not None
    assert blank.macs > 1_000_000


def test_a_forward_that_looks_at_values_is_run_on_zeros() -> None:
    class Looks(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(3, 4, 3, padding=1)
            nn.init.constant_(self.conv.weight, 2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x.mean(1) * (4 // int(self.conv(x + 1).max()))

    assert [one.name for one in watched(Looks(), (3, 64, 64)).calls][-1] == "mul"


def test_nothing_of_a_module_changes() -> None:
    module = Everything().train()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    watched(module, (3, 64, 64))
    assert all(torch.equal(before[name], value) for name, value in module.state_dict().items())
    assert all(one.training for one in module.modules())
    assert torch.backends.mha.get_fastpath_enabled()


def numbers(tensor: torch.Tensor) -> set[float]:
    return set(tensor.flatten().tolist())


@pytest.mark.parametrize("name", ["kaiming_uniform_", "kaiming_normal_", "xavier_uniform_", "trunc_normal_", "normal_"])
def test_large_weights_are_not_drawn_and_small_ones_are(name: str) -> None:
    def make() -> list[nn.Parameter]:
        made = [nn.Parameter(torch.full((size, size), 7.0)) for size in (400, 20)]
        for one in made:
            getattr(nn.init, name)(one)
        return made

    large, small = built(make)
    assert len(numbers(small)) > 100
    assert numbers(large) == {7}


@pytest.mark.parametrize("name", ["orthogonal_", "trunc_normal_"])
def test_afterwards_weights_are_drawn_again(name: str) -> None:
    assert len(numbers(built(lambda: getattr(nn.init, name)(torch.full((400, 400), 7.0)) * 1))) > 1000
    assert len(numbers(nn.Linear(400, 400).weight)) > 1000


def test_what_wants_weights_that_are_numbers_is_built_with_them() -> None:
    def make() -> nn.Linear:
        layer = nn.Linear(400, 400)
        if not 0.01 < float(layer.weight.detach().std()) < 0.1:
            raise ValueError("no numbers")
        return layer

    assert len(numbers(built(make).weight)) > 1000


def test_watching_imports_no_compiler_and_no_sympy() -> None:
    program = (
        "import sys; from torch import nn; from quizgen.oracle.watching import watched, built;"
        "m = built(lambda: nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Linear(8 * 62 * 62, 4)));"
        "print(watched(m, (3, 64, 64)).parameters, *{'sympy', 'torch._dynamo', 'torch._inductor'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["123236"]
