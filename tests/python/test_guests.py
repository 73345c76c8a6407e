"""Somebody's own process: several threads, compiled modules, modules that are elsewhere."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import nn

import quizgen


def network() -> nn.Sequential:
    """A network with statistics of its own."""
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 14 * 14, 2))


def test_threads_that_look_at_one_module_find_what_one_alone_finds() -> None:
    module, threads, switching = network(), torch.get_num_threads(), sys.getswitchinterval()
    alone = quizgen.explain(module, (3, 16, 16))
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = [*pool.map(lambda _: quizgen.explain(module, (3, 16, 16)), range(24))]
    finally:
        sys.setswitchinterval(switching)
    assert all(table == alone for table in found)
    assert module.training
    assert all(one.training for one in module)
    assert torch.get_num_threads() == threads


def test_what_torch_was_to_compile_is_told_as_it_is_written() -> None:
    heard: list[str] = []

    def backend(graph: torch.fx.GraphModule, _: list[torch.Tensor]) -> torch.fx.GraphModule:
        heard.append(graph.code)
        return graph

    module = network()
    compiled = torch.compile(module, backend=backend)
    assert isinstance(compiled, nn.Module)
    assert quizgen.explain(compiled, (3, 16, 16)) == quizgen.explain(module, (3, 16, 16))
    assert len(quizgen.draw(network=compiled, input=(3, 16, 16), n=2)) == 2
    inside = nn.Sequential(compiled)
    assert quizgen.explain(inside, (3, 16, 16)).macs == quizgen.explain(module, (3, 16, 16)).macs
    assert not heard
    compiled(torch.rand(1, 3, 16, 16))
    assert heard


def test_a_module_that_is_not_on_the_cpu_stays_where_it_is() -> None:
    module = network()
    module[4].weight.requires_grad_(False)  # noqa: FBT003 - as torch has it
    with torch.device("meta"):
        elsewhere = network()
    elsewhere[4].weight.requires_grad_(False)  # noqa: FBT003 - as torch has it
    assert quizgen.explain(elsewhere, (3, 16, 16)) == quizgen.explain(module, (3, 16, 16))
    assert {one.device.type for one in (*elsewhere.parameters(), *elsewhere.buffers())} == {"meta"}


def test_tied_parameters_of_a_module_that_is_elsewhere_count_once() -> None:
    with torch.device("meta"):
        first, second = nn.Linear(8, 8), nn.Linear(8, 8)
    second.weight = first.weight
    assert quizgen.explain(nn.Sequential(first, second), (8,)).parameters == 64 + 8 + 8


@pytest.mark.parametrize("given", [torch.zeros(1, 3, 16, 16), torch.zeros(3, 16, 16).numpy()])
def test_an_array_is_no_shape_and_the_message_has_its_shape(given: object) -> None:
    with pytest.raises(quizgen.UsageError, match=r"\(3, 16, 16\)") as error:
        quizgen.explain(network(), given)  # type: ignore[arg-type]
    assert len(str(error.value)) <= 300
