"""Multiply-accumulates, each worked out from shapes by hand; what nobody knows is never taken for none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils import parametrizations, parametrize, spectral_norm, weight_norm

from quizgen.oracle.watching import Wanted, watched


class Doing(nn.Module):
    """One function of the input."""

    def __init__(self, does: Callable[[torch.Tensor], Any], **parts: nn.Module) -> None:
        super().__init__()
        self.does = does
        for name, part in parts.items():
            self.add_module(name, part)

    def forward(self, x: torch.Tensor) -> Any:
        return self.does(x)


class First(nn.Module):
    """The first output of a layer that gives several, on a sequence."""

    def __init__(self, layer: nn.Module, times: int = 1) -> None:
        super().__init__()
        self.layer, self.times = layer, times

    def forward(self, x: torch.Tensor) -> Any:
        return self.layer(*[x] * self.times)[0]


def attention(heads: int, features: int, length: int) -> int:
    """Projections of queries, keys, values and outputs, and the products of all pairs, twice."""
    return 4 * length * features * features + 2 * heads * length * length * (features // heads)


ONES = torch.ones(6, 5)
FUNCTIONS: dict[str, tuple[Callable[[torch.Tensor], Any], Sequence[int], int]] = {
    "matmul": (lambda x: x @ ONES, (4, 6), 4 * 6 * 5),
    "vector": (lambda x: x[0] @ ONES[:, 0], (4, 6), 4 * 6),
    "dot": (lambda x: torch.dot(x[0, 0], x[0, 1]), (4, 6), 6),
    "batches": (lambda x: torch.bmm(x, x.mT), (4, 6), 4 * 4 * 6),
    "added to": (lambda x: torch.addmm(ONES[:4, :4].sum(), x[0], x[0].t()), (4, 6), 4 * 4 * 6),
    "batches added to": (lambda x: torch.baddbmm(torch.zeros(1, 4, 4), x, x.mT), (4, 6), 4 * 4 * 6),
    "einsum": (lambda x: torch.einsum("bij,jk->bik", x, ONES), (4, 6), 4 * 6 * 5),
    "einsum of batches": (lambda x: torch.einsum("bhid,bhjd->bhij", x, x), (2, 7, 3), 2 * 7 * 7 * 3),
    "tensordot": (lambda x: torch.tensordot(x, ONES, dims=1), (4, 6), 4 * 6 * 5),
    "linear": (lambda x: functional.linear(x, ONES.t()), (4, 6), 4 * 6 * 5),
    "outer": (lambda x: torch.addr(torch.zeros(6, 5), x[0], ONES[0]), (6,), 6 * 5),
    "convolution": (lambda x: functional.conv2d(x, torch.ones(4, 3, 3, 3), stride=2), (3, 9, 9), 27 * 4 * 4 * 4),
    "transposed": (lambda x: functional.conv_transpose1d(x, torch.ones(3, 4, 2)), (3, 9), 9 * 3 * 4 * 2),
    "over time": (lambda x: functional.conv_tbc(x, torch.ones(3, 6, 5), torch.zeros(5)), (2, 6), 0),
    "fused attention": (lambda x: functional.scaled_dot_product_attention(x, x, x), (2, 16, 4), 2 * 2 * 16 * 16 * 4),
    "masked attention": (
        lambda x: functional.scaled_dot_product_attention(x, x, x, is_causal=True),
        (2, 16, 4),
        2 * 2 * 16 * 16 * 4,
    ),
    "norms": (lambda x: functional.layer_norm(functional.normalize(x), (8,)) * x.std() / x.norm(), (3, 8), 0),
    "sampling": (
        lambda x: functional.grid_sample(
            functional.interpolate(x, (5, 5)), torch.zeros(1, 4, 4, 2), align_corners=False
        ),
        (3, 8, 8),
        0,
    ),
    "order": (lambda x: torch.where(x > 0, x, x.sort(-1)[0].cumsum(-1).roll(1)), (3, 8), 0),
}


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "over time"])
def test_products_of_a_function_follow_from_its_shapes(name: str) -> None:
    does, shape, macs = FUNCTIONS[name]
    found = watched(Doing(does), shape)
    assert (found.macs, found.notes) == (macs, ())
    assert sum(call.macs or 0 for call in found.calls) == macs


def test_a_convolution_over_time_counts_each_weight_at_each_step() -> None:
    found = watched(
        Doing(lambda x: functional.conv_tbc(x.transpose(0, 1), torch.ones(3, 6, 5), torch.zeros(5))), (9, 6)
    )
    assert found.macs == 7 * 3 * 6 * 5


LAYERS: dict[str, tuple[nn.Module, Sequence[int], int]] = {
    "attention": (First(nn.MultiheadAttention(8, 2, batch_first=True), 3), (16, 8), attention(2, 8, 16)),
    "attention of four heads": (First(nn.MultiheadAttention(12, 4, batch_first=True), 3), (5, 12), attention(4, 12, 5)),
    "encoder": (
        nn.TransformerEncoderLayer(8, 2, 32, batch_first=True),
        (10, 8),
        attention(2, 8, 10) + 2 * 10 * 8 * 32,
    ),
    "encoder of two": (
        nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 32, batch_first=True), 2),
        (10, 8),
        2 * (attention(2, 8, 10) + 2 * 10 * 8 * 32),
    ),
    "lstm": (First(nn.LSTM(8, 4, batch_first=True)), (36, 8), 36 * (4 * 4 * 8 + 4 * 4 * 4)),
    "gru of two, both ways": (
        First(nn.GRU(8, 4, num_layers=2, bidirectional=True, batch_first=True)),
        (9, 8),
        9 * 2 * 3 * 4 * ((8 + 4) + (8 + 4)),
    ),
    "rnn": (First(nn.RNN(8, 4, batch_first=True)), (36, 8), 36 * (4 * 8 + 4 * 4)),
    "one step": (First(nn.LSTMCell(8, 4)), (8,), 4 * 4 * (8 + 4)),
}


@pytest.mark.parametrize("name", LAYERS)
def test_products_of_attention_and_recurrent_layers_are_counted(name: str) -> None:
    module, shape, macs = LAYERS[name]
    found = watched(module, shape)
    assert (found.macs, found.notes) == (macs, ())


class Doubled(nn.Module):
    """A parametrization with numbers of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(3, 3, bias=False)

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return self.mix(weight)  # type: ignore[no-any-return]  # a module gives Any


def own() -> nn.Module:
    layer = nn.Conv2d(3, 5, 3)
    parametrize.register_parametrization(layer, "weight", Doubled())
    return layer


@pytest.mark.parametrize(
    ("layer", "kind", "parameters", "macs"),
    [
        (parametrizations.weight_norm(nn.Conv2d(3, 5, 3)), "Conv2d", 145, 4860),
        (parametrizations.spectral_norm(nn.Conv2d(3, 5, 3)), "Conv2d", 140, 4860),
        (own(), "Conv2d", 149, 4860),
        (parametrizations.spectral_norm(nn.ConvTranspose2d(3, 5, 3)), "ConvTranspose2d", 140, 27 * 5 * 64),
        (parametrizations.weight_norm(nn.Linear(8, 4)), "Linear", 40, 3 * 8 * 8 * 4),
    ],
    ids=["weight", "spectral", "own", "transposed", "linear"],
)
def test_a_layer_with_parametrized_weights_is_that_layer(
    layer: nn.Module, kind: str, parameters: int, macs: int
) -> None:
    (call,) = watched(nn.Sequential(layer), (3, 8, 8)).calls
    assert (call.type, call.parameters, call.macs) == (kind, parameters, macs)


@pytest.mark.filterwarnings("ignore:.*weight_norm.* is deprecated:FutureWarning")
@pytest.mark.parametrize(("norm", "parameters"), [(weight_norm, 145), (spectral_norm, 140)])
def test_weights_that_hooks_make_cost_no_products(norm: Callable[[nn.Module], nn.Module], parameters: int) -> None:
    (call,) = watched(nn.Sequential(norm(nn.Conv2d(3, 5, 3))), (3, 8, 8)).calls
    assert (call.type, call.parameters, call.macs, call.output_shape) == ("Conv2d", parameters, 4860, (5, 6, 6))


@pytest.mark.parametrize(
    ("does", "operator"),
    [
        (lambda x: functional.bilinear(x, x, torch.ones(3, 8, 8)), "_trilinear"),
        (lambda x: torch.fft.fft(x).real, "_fft_r2c"),
        (lambda x: torch.cdist(x, x), "_cdist_forward"),
        (lambda x: torch.linalg.solve(x.mT @ x + torch.eye(8), x.mT), "_linalg_solve_ex"),
        (lambda x: torch.linalg.svd(x)[1], "_linalg_svd"),
    ],
)
def test_products_that_nobody_knows_leave_no_total_and_are_named(
    does: Callable[[torch.Tensor], Any], operator: str
) -> None:
    found = watched(Doing(does), (4, 8))
    assert found.macs is None
    (note,) = found.notes
    assert note.startswith(f"there is no total of MACs: nobody counts the products of {operator} in ")


def test_a_forward_that_leaves_torch_has_no_total() -> None:
    found = watched(Doing(lambda x: torch.from_numpy(x.numpy() @ x.numpy().swapaxes(1, 2))), (4, 8))
    assert (found.macs, found.notes) == (None, ("there is no total of MACs: its forward leaves torch by numpy()",))


def test_what_is_done_with_constants_alone_is_no_part_of_a_sample() -> None:
    class Fixed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.fixed = torch.ones(6, 6)  # no buffer

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x @ (self.fixed @ self.fixed)

    assert watched(Fixed(), (4, 6)).macs == 4 * 6 * 6


def test_code_that_torch_tells_nothing_of_is_a_row_of_its_own() -> None:
    def hidden(x: torch.Tensor) -> torch.Tensor:
        with torch._C.DisableTorchFunction():
            return x @ x.mT

    found = watched(Doing(lambda x: torch.relu(hidden(x))), (4, 6))
    assert [(call.name, call.macs) for call in found.calls] == [("relu", 0)]
    assert [(one.type, one.macs, one.before) for one in found.others] == [("code", 96, 0)]
    assert found.macs == 4 * 4 * 6


def test_attention_of_somebody_s_own_is_counted_as_the_published_one() -> None:
    class Own(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.q, self.o = nn.Linear(8, 24), nn.Linear(8, 8)

        def forward(self, x: torch.Tensor) -> Any:
            q, k, v = self.q(x[:, 0]).reshape(len(x), -1, 3, 2, 4).permute(2, 0, 3, 1, 4)
            return self.o(functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(len(x), -1, 8))

    found = watched(Own(), (1, 16, 8))
    assert (found.macs, [call.macs for call in found.calls if call.macs]) == (8192, [3072, 4096, 1024])


def test_products_with_an_embedding_of_whole_numbers_are_counted() -> None:
    module = nn.Sequential(nn.Embedding(50, 8), nn.Linear(8, 4))
    assert watched(module, [Wanted((7,), numbers="int")]).macs == 7 * 8 * 4


@pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning")
def test_a_traced_convolution_is_counted() -> None:
    traced = torch.jit.trace(nn.Conv2d(3, 4, 3), torch.zeros(1, 3, 8, 8))  # type: ignore[no-untyped-call]  # torch has none
    run = watched(nn.Sequential(traced), (3, 8, 8))
    assert run.macs == 27 * 4 * 36
    assert run.notes == ()
