"""Modules that run more than once: what their layers learn counts once, and later calls are explained in each stem."""

from __future__ import annotations

import re
from functools import cache

import pytest
import torch
from asked import asked, line
from torch import nn

from quizgen import of_network
from quizgen.asking.verify import verified
from quizgen.audit.contract.alone import FromJson
from quizgen.audit.equations import false_equations
from quizgen.model import Question
from quizgen.of_network.of_module import of_module
from quizgen.oracle.watching import Wanted
from quizgen.text.terminal import TERMINAL


class Block(nn.Module):
    """Between where paths part and meet, ``up`` runs twice; ``conv`` runs before and within."""

    def __init__(self, *, before: bool = False, frozen: bool = False) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 16, 3, padding=1)
        self.pool, self.down = nn.MaxPool2d(2), nn.Conv2d(16, 16, 3, stride=2, padding=1)
        self.up, self.conv = nn.ConvTranspose2d(16, 16, 4, stride=2, padding=1), nn.Conv2d(16, 16, 3, padding=1)
        self.head, self.before = nn.Conv2d(32, 2, 3), before
        for part in self.down.parameters():
            part.requires_grad_(not frozen)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.conv(self.first(x)) if self.before else self.first(x)
        skip = self.pool(x)
        y = self.up(self.up(self.conv(self.down(self.pool(skip)))))
        x = torch.cat([y, skip], 1)
        return self.head(x) + self.head(torch.cat([skip, y], 1))  # type: ignore[no-any-return]  # a module gives Any


@cache
def questions(*, before: bool = False, frozen: bool = False) -> list[tuple[of_network.Family, Question]]:
    subject = of_network.subject(of_module(Block(before=before, frozen=frozen), "Block", [Wanted((3, 32, 32))]))
    return asked(of_network.about(subject))


@pytest.mark.parametrize("net", [{}, {"before": True}, {"frozen": True}], ids=["twice", "before", "frozen"])
def test_every_item_is_verified(net: dict[str, bool]) -> None:
    for family, question in questions(**net):
        assert verified(question).evidence.measured
        assert list(FromJson(family).faults(question)) == list(false_equations(question)) == []


def blocks(*, before: bool = False, frozen: bool = False) -> list[Question]:
    found = [one for _, one in questions(before=before, frozen=frozen) if one.asks == "parameters"]
    return [one for one in found if one.kind == "numerical" and "the block up to" in TERMINAL.text(one.stem)]


def test_what_runs_twice_in_a_block_is_listed_and_counted_once() -> None:
    net = Block()
    learned = sum(part.numel() for one in (net.down, net.conv, net.up) for part in one.parameters())
    for one in blocks():
        assert one.params["names"] == ["pool#2", "down", "conv", "up"]
        assert one.parts[0].answer.key_json() == learned
    assert blocks()


def test_no_block_is_asked_about_whose_layers_are_frozen_or_run_before_it_too() -> None:
    assert [blocks(before=True), blocks(frozen=True)] == [[], []]


def test_each_stem_that_names_a_later_call_says_what_that_is() -> None:
    named = [one for _, one in questions() if re.search(r"\w#\d", TERMINAL.text(one.stem))]
    assert {"network-transposed-size", "network-concatenated-channels"} <= {one.family for one in named}
    for one in named:
        assert re.search(r"\(\S+#\d is call \d of \S+\.\)", TERMINAL.text(one.stem)), TERMINAL.text(one.stem)


def test_where_several_layers_round_up_each_has_windows_of_its_own() -> None:
    families = line("maxpool k3 s2 ceil, conv 3 k3, maxpool k2 s2 p1 ceil, conv 3 k3", 3, 32, 32)
    found = asked(families, "output_size")
    assert any(len(one.params["names"]) >= 3 for _, one in found)
    for _, one in found:
        assert verified(one).evidence.measured
        assert list(false_equations(one)) == []


class Apart(nn.Module):
    """Of two paths on a volume one sees more along the depth, of which the other sees nothing beside a position."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv3d(1, 8, 3, padding=1)
        self.time, self.space = (
            nn.Conv3d(8, 8, (7, 1, 1), padding=(3, 0, 0)),
            nn.Conv3d(8, 8, (1, 3, 3), padding=(0, 1, 1)),
        )
        self.last = nn.Conv3d(8, 4, (3, 1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.first(x)
        return self.last(self.space(x) + self.time(x))  # type: ignore[no-any-return]  # a module gives Any


def test_the_path_on_which_units_see_most_is_followed_along_any_axis() -> None:
    subject = of_network.subject(of_module(Apart(), "Apart", [Wanted((1, 16, 12, 12))]))
    found = [one for _, one in asked(of_network.about(subject), "receptive_field") if one.params["names"][-1] == "last"]
    assert found
    for one in found:
        assert verified(one).evidence.measured
        assert (one.params["names"], one.params["axis"]) == (["first", "time", "last"], "depth")
        if one.kind == "numerical":
            assert one.parts[0].answer.key_json() == 3 + 6 + 2
