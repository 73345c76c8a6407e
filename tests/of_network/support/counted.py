"""What torch says of somebody's module, found here in ways of its own: hooks, and gradients in float64."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from torch import nn
from torch.nn import functional

AS_LONG = 4
"""So many times as long is an input on which no field reaches the border."""


def made(net: str, folder: Path) -> nn.Module:
    """The module of a file."""
    name, _, attribute = net.partition(":")
    spec = spec_from_file_location(name.removesuffix(".py"), folder / name)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: nn.Module = getattr(module, attribute)()
    return found.eval()


def outputs(net: nn.Module, shapes: Sequence[Sequence[int]]) -> dict[str, list[torch.Tensor]]:
    """What each layer gives, call by call."""
    found: dict[str, list[torch.Tensor]] = {}
    for name, one in net.named_modules():
        one.register_forward_hook(lambda _, __, output, name=name: found.setdefault(name, []).append(output))
    with torch.no_grad():
        net(*(torch.zeros(1, *shape) for shape in shapes))
    return found


class _Reached(Exception):  # noqa: N818 - it is no error
    pass


def field(net: nn.Module, name: str, call: int, shape: Sequence[int], axis: int = -1) -> tuple[int, float]:
    """How many positions of an axis a unit in the middle sees, and the first unit's centre, by gradients."""
    with torch.no_grad():
        net(torch.zeros(1, *shape))  # what is lazy learns how much it reads
    one, calls, kept = net.get_submodule(name), [0], list[Any]()

    def after(module: nn.Module, given: Any, output: Any) -> None:
        del module, given
        calls[0] += 1
        if calls[0] == call:
            kept.append(output)
            raise _Reached

    handle = one.register_forward_hook(after)
    with _open_everywhere(net):
        x = torch.ones(
            1, shape[0], *(AS_LONG * length for length in shape[1:]), dtype=torch.float64, requires_grad=True
        )
        try:
            net.double()(x)
        except _Reached:
            handle.remove()
        (output,) = kept
        middle = output.shape[axis] // 2
        seen = [_seen(output, x, unit, axis) for unit in (middle, middle + 1)]
    jump = seen[1][0] - seen[0][0]
    return seen[0][1] - seen[0][0] + 1, (seen[0][0] + seen[0][1]) / 2 - middle * jump


def _seen(output: torch.Tensor, x: torch.Tensor, unit: int, axis: int) -> tuple[int, int]:
    at = [length // 2 for length in output.shape[2:]]
    at[axis] = unit
    (gradient,) = torch.autograd.grad(output[(0, 0, *at)], x, retain_graph=True)
    others = [one for one in range(gradient.dim()) if one != gradient.dim() + axis]
    places = gradient.abs().sum(others).nonzero().flatten().tolist()
    return places[0], places[-1]


@contextmanager
def _open_everywhere(net: nn.Module) -> Any:
    """Weights of ones, and pooling by means: every position that can reach a unit does."""
    with torch.no_grad():
        for part in net.parameters():
            part.fill_(0.01)

    def mean(
        x: torch.Tensor, kernel_size: Any, stride: Any = None, padding: Any = 0, *_: Any, **__: Any
    ) -> torch.Tensor:
        pool = (functional.avg_pool1d, functional.avg_pool2d, functional.avg_pool3d)[x.dim() - 3]
        return pool(x, kernel_size, stride, padding)

    with ExitStack() as stack:
        for name in ("max_pool1d", "max_pool2d", "max_pool3d"):
            stack.enter_context(patch.object(functional, name, mean))
        yield
