"""What torch imports before it first calls a tensor class of Python is left out where nobody can miss it."""

from __future__ import annotations

import subprocess
import sys

import pytest

NETWORK = """
import sys
import torch
from quizgen import sparing
from quizgen.explaining import by_running
from quizgen.oracle.probing import first_dispatch

def explained():
    network = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3, stride=2), torch.nn.ReLU(), torch.nn.AvgPool2d(2))
    return [line.receptive_field for line in by_running(network, "network", [1, 20, 20]).lines]

def imported():
    return [name for name in ("sympy", first_dispatch.NAME) if name in sys.modules]
"""


def said(*lines: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join((NETWORK, *lines))], check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("own", "found"), [(True, "[]"), (False, "['sympy', 'torch.distributed.tensor']")], ids=["ours", "somebody's"]
)
def test_fields_are_told_alike_with_and_without(*, own: bool, found: str) -> None:
    one = said(f"sparing.TORCH.own = {own}", "print(explained())", "print(imported())")
    other = said("import torch.distributed.tensor", "print(explained())")
    assert one == [*other, found]
    assert other == ["[(3, 3), (3, 3), (5, 5)]"]


def test_it_can_be_imported_later() -> None:
    *_, module, layouts = said(
        "sparing.TORCH.own = True",
        "explained()",
        "from torch.distributed.tensor import DTensor, Shard",
        "print(DTensor.__module__)",
        "print(Shard(0))",
    )
    assert module == "torch.distributed.tensor"
    assert layouts == "S(0)"


def test_who_has_imported_it_keeps_it() -> None:
    lines = "sparing.TORCH.own = True", "import torch.distributed.tensor as before", "explained()"
    assert said(*lines, "print(sys.modules[first_dispatch.NAME] is before)") == ["True"]
