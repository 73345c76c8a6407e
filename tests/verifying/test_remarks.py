"""A remark on a wrong key is no longer than remarks are, and what it names runs."""

from __future__ import annotations

import re

import pytest
from torch import nn, zeros

from quizgen.foreign import gift
from quizgen.foreign.model import Remark
from quizgen.verifying import verified
from quizgen.verifying.brief import remark

CALLS = (
    "nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2)",
    "nn.MaxPool2d(kernel_size=3, stride=2)",
    "nn.Conv2d(64, 192, kernel_size=5, padding=2)",
    "nn.MaxPool2d(kernel_size=3, stride=2, padding=1)",
    "nn.Conv2d(192, 384, kernel_size=3, padding=1)",
)


def told(layers: tuple[str, ...]) -> Remark:
    stem = f"What is the width of the output of nn.Sequential({', '.join(layers)}) for an input of 3 x 224 x 224?"
    (one,) = verified(gift.read(f"::Q::{stem.replace('=', chr(92) + '=')} {{#5}}\n".encode(), "a.gift")).remarks
    return one


def test_five_different_layers_are_told_by_a_line_that_runs() -> None:
    words = told(CALLS).words
    assert len(words) <= 300
    line = re.fullmatch(r"The key 5 is wrong: (.*) is 14\.", words)
    assert line
    assert eval(line[1], {"nn": nn, "torch": type("torch", (), {"nn": nn, "zeros": zeros})}) == 14  # noqa: S307


@pytest.mark.parametrize("count", [6, 12, 40])
def test_what_is_too_long_for_a_remark_is_cut_between_layers(count: int) -> None:
    layers = ", ".join(
        f"torch.nn.Conv2d({place}, {place + 1}, kernel_size=3, padding=1)" for place in range(90, 90 + count)
    )
    words = remark("5", f"torch.nn.Sequential({layers})(torch.zeros(1, 90, 32, 32)).shape[-1]", "32")
    assert len(words) <= 300
    assert (" ... nn.Conv2d(" in words) == (count > 6)
    assert words.startswith("The key 5 is wrong: nn.Sequential(nn.Conv2d(90, 91, 3, padding=1), ")
    assert words.endswith(", 3, padding=1))(torch.zeros(1, 90, 32, 32)).shape[-1] is 32.")


def test_a_short_line_is_told_as_it_is() -> None:
    line = "torch.nn.Conv2d(1, 1, kernel_size=3)(torch.zeros(1, 1, 8, 8)).shape[-1]"
    assert remark("5", line, "6") == f"The key 5 is wrong: {line} is 6."
