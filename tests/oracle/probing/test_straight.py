"""The commonest functions do without torch's own way to operations, and give what it gives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
import torch
from torch import nn
from torch.nn import functional

from quizgen.oracle.inspecting import inspected
from quizgen.oracle.probing.straight import straight

WEIGHT = torch.ones(4, 2, 3, 3)
CALLS: list[tuple[str, Callable[..., torch.Tensor], tuple[object, ...], dict[str, object]]] = [
    ("conv2d", functional.conv2d, (WEIGHT,), {"padding": 1, "stride": (2, 1), "groups": 2}),
    ("conv2d", functional.conv2d, (torch.ones(3, 4, 2, 3), torch.ones(3), 1, [0, 2], 2), {}),
    ("relu", functional.relu, (), {}),
    ("relu", functional.relu, (True,), {}),
    ("max_pool2d", functional.max_pool2d, (3,), {"padding": 1, "ceil_mode": True}),
    ("max_pool2d", functional.max_pool2d, ([2, 3], [1, 2]), {}),
    ("adaptive_avg_pool2d", functional.adaptive_avg_pool2d, ((2, 3),), {}),
    ("flatten", torch.flatten, (1,), {}),
    ("flatten", torch.flatten, (), {"start_dim": -3, "end_dim": 2}),
    ("add", torch.add, (torch.ones(4, 1, 1),), {}),
    ("__imul__", torch.Tensor.__imul__, (torch.full((9,), 3.0),), {}),
    ("view_as", torch.Tensor.view_as, (torch.ones(2, 4, 63),), {}),
]


@pytest.mark.parametrize(("name", "function", "args", "options"), CALLS)
def test_an_operation_gives_what_its_function_gives(
    name: str, function: Callable[..., torch.Tensor], args: tuple[object, ...], options: dict[str, object]
) -> None:
    x = torch.arange(504.0).reshape(2, 4, 7, 9) - 200
    found = straight(name, (x.clone(), *args), options)
    assert found is not None
    operation, given = found
    result = operation(*given)
    result = result[0] if isinstance(result, tuple) else result
    assert torch.equal(result, function(x.clone(), *args, **options))


@pytest.mark.parametrize(
    ("name", "args", "options"),
    [
        ("conv2d", (WEIGHT,), {"padding": "same"}),
        ("max_pool2d", (2,), {"return_indices": True}),
        ("adaptive_avg_pool2d", ((None, 1),), {}),
        ("add", (torch.ones(1),), {"alpha": 2}),
        ("add", (1,), {}),
        ("cumsum", (1,), {}),
    ],
)
def test_torch_says_what_is_not_plain(name: str, args: tuple[object, ...], options: dict[str, object]) -> None:
    assert straight(name, (torch.ones(2, 4, 7, 9), *args), options) is None


PROGRAM = """
import sys
from torch import nn
from quizgen.oracle.inspecting import inspected
net = nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1), nn.BatchNorm2d(4), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1),
    nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2))
assert inspected(net, (3, 32, 32)).calls[3].fields[0].size == 7
print(*sorted({"sympy", "torch.distributed.tensor"} & set(sys.modules)))
"""


def test_a_plain_network_needs_neither_sympy_nor_distributed_tensors() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_an_operation_in_place_changes_what_its_tensor_is_a_view_of() -> None:
    class Halves(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.wide, self.last = nn.Conv2d(3, 4, 1), nn.Conv2d(2, 2, 5, padding=2), nn.Conv2d(4, 4, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            x = self.first(x)
            half = x[:, :2]
            half += self.wide(x[:, 2:])
            return self.last(x)  # type: ignore[no-any-return]  # a module gives Any

    found = inspected(Halves(), (3, 24, 24)).calls[-1].fields
    assert found is not None
    assert [field.size for field in found] == [5, 5]
