"""Networks whose windows slide over what is made within: of features a signal, a map or a volume, of a signal a map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import prod

import pytest
import torch
from asked import asked
from torch import nn

from quizgen import of_network
from quizgen.architectures import notation
from quizgen.asking.verify import verified
from quizgen.audit.contract.alone import FromJson
from quizgen.audit.equations import false_equations
from quizgen.audit.shown import contradictions
from quizgen.layers import Network
from quizgen.model import Question
from quizgen.of_network.of_module import of_module
from quizgen.oracle.watching import Wanted
from quizgen.text.terminal import TERMINAL

AXES = {"depth": -3, "height": -2, "width": -1}


def signals() -> nn.Module:
    layers = (nn.Conv1d(4, 8, 3), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(8, 16, 3, padding=1), nn.MaxPool1d(2))
    return nn.Sequential(nn.Unflatten(1, (4, 16)), *layers, nn.Flatten(), nn.Linear(48, 10))


def volumes() -> nn.Module:
    layers = (nn.Unflatten(1, (1, 4, 6, 4)), nn.Conv3d(1, 4, 3, padding=1), nn.MaxPool3d(2))
    return nn.Sequential(nn.Linear(16, 96), *layers, nn.Flatten(), nn.Linear(48, 3))


class Spectrum(nn.Module):
    """A signal becomes a map, of which a signal becomes again."""

    def __init__(self) -> None:
        super().__init__()
        self.frames = nn.Conv1d(1, 16, 16, stride=4)
        self.norm = nn.BatchNorm1d(16)
        self.c1, self.c2, self.pool = nn.Conv2d(1, 8, 3), nn.Conv2d(8, 8, 3, padding=1), nn.MaxPool2d(2)
        self.fc = nn.Linear(8 * 7 * 47, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.frames(x)).unsqueeze(1)
        x = self.pool(self.c2(torch.relu(self.c1(x))))
        return self.fc(x.flatten(1))  # type: ignore[no-any-return]  # a module gives Any


class Columns(nn.Module):
    """A map whose rows are summed up, so that a signal is left."""

    def __init__(self) -> None:
        super().__init__()
        self.c1, self.c2 = nn.Conv1d(3, 8, 5), nn.Conv1d(8, 8, 3, stride=2)
        self.fc = nn.Linear(8 * 12, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.c2(torch.relu(self.c1(x.mean(2)))).flatten(1))  # type: ignore[no-any-return]


MODULES = {
    "signals": (signals, (64,)),
    "volumes": (volumes, (16,)),
    "map": (Spectrum, (1, 400)),
    "rows": (Columns, (3, 28, 30)),
}
LINES = {
    "unflatten 4x16, conv1d 8 k3, relu, maxpool1d 2, conv1d 16 k3 p1, maxpool1d 2, flatten, linear 10": "signals",
    "linear 96, unflatten 1x4x6x4, conv3d 4 k3 p1, maxpool3d 2, flatten, linear 3": "volumes",
}


@dataclass(frozen=True)
class Told:
    """A network that is asked about, the real one, and all questions that there are."""

    subject: of_network.AskedNetwork
    net: nn.Module
    asked: list[tuple[of_network.Family, Question]]

    @property
    def short(self) -> list[Question]:
        """The questions that are no choices."""
        return [one for _, one in self.asked if one.kind != "choice"]

    def shapes(self) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
        """What real layers are given and give, by their names."""
        found: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

        def note(name: str, given: torch.Tensor, made: torch.Tensor) -> None:
            found[name] = (tuple(given.shape[1:]), tuple(made.shape[1:]))

        for name, one in self.net.named_modules():
            one.register_forward_hook(lambda _, given, made, name=name: note(name, given[0], made))
        self.net(*(torch.zeros(2, *shape) for shape in self.subject.given))
        return found


@cache
def network(name: str) -> Told:
    make, shape = MODULES[LINES.get(name, name)]
    net = make().eval()
    kept = of_network.Layered("the line", Network(shape, notation.layers(name, shape))) if name in LINES else None
    subject = of_network.subject(kept or of_module(net, name, [Wanted(shape)]))
    return Told(subject, net, asked(of_network.about(subject)))


@pytest.fixture(params=[*MODULES, *LINES])
def told(request: pytest.FixtureRequest) -> Told:
    return network(request.param)


def require_sound(found: Iterable[tuple[of_network.Family, Question]]) -> None:
    for family, question in found:
        assert verified(question).evidence.measured
        assert list(FromJson(family).faults(question)) == []
        assert list(contradictions(question)) == []
        assert list(false_equations(question)) == []


def test_every_item_is_verified_and_says_what_it_holds(told: Told) -> None:
    assert len({family.id for family, _ in told.asked}) >= 5
    require_sound(told.asked)


def test_stems_tell_what_the_real_network_and_its_layers_are_given(told: Told) -> None:
    real = told.shapes()
    (given,) = told.subject.given
    for question in told.short:
        stem, names = " ".join(TERMINAL.text(question.stem).split()), question.params["names"]
        if "ith an input of" in stem:
            assert f"ith an input of {' × '.join(map(str, given))}," in stem
        if question.asks == "parameters":
            assert question.params["input"] == list(given)
        if question.asks != "parameters" or len(names) == 1:
            before = " × ".join(f"{length:,}" for length in real[names[0]][0])
            assert any(
                words in stem
                for words in (f"{before} reaches the layer", f"is given {before}", f"one sample of {before} (")
            )


def test_keys_are_those_of_the_real_layers(told: Told) -> None:
    real, layers, checked = told.shapes(), dict(told.net.named_modules()), set()
    for question in told.short:
        names, key = question.params["names"], question.parts[0].answer.key_json()
        match question.asks:
            case "output_size":
                assert key == real[names[-1]][1][AXES[question.params.get("axis", "width")]]
            case "macs":
                assert key == layers[names[0]].weight.numel() * prod(real[names[0]][1][1:])
            case "parameters":
                learning = [layers[name] for name in names if name in layers]
                assert key == sum(part.numel() for one in learning for part in one.parameters())
            case _:
                continue
        checked.add(question.asks)
    assert checked == {"output_size", "macs", "parameters"}


def test_axes_are_those_of_most_windows() -> None:
    axes = {name: network(name).subject.axes for name in (*MODULES, *LINES)}
    assert axes == {"signals": 1, "volumes": 3, "map": 2, "rows": 1, **dict(zip(LINES, (1, 3), strict=True))}


MIXED = "conv 8 k3, maxpool 2, conv 8 k3, flatten, linear 64, unflatten 4x16, conv1d 8 k3, bn, flatten, linear 10"
BRANCHES = "conv 4 k3, conv 4 k3, flatten, linear 64, unflatten 4x16, residual(conv1d 4 k3 p1), flatten, linear 3"


@pytest.mark.parametrize(("line", "left"), [(MIXED, "6"), (BRANCHES, "5.body.0")])
def test_windows_of_other_axes_are_left_out_of_a_line_too_and_so_is_the_sum_of_what_it_learns(
    line: str, left: str
) -> None:
    subject = of_network.subject(of_network.Layered("mixed", Network((1, 16, 16), notation.layers(line, (1, 16, 16)))))
    assert subject.left == (f"{left}: it is for signals, and the network is asked about as one for maps",)
    found = asked(of_network.about(subject))
    assert {one.params["names"][-1] for _, one in found}.isdisjoint({left, left.partition(".")[0]})
    assert all(len(one.params["names"]) == 1 for _, one in found if one.asks == "parameters")
    assert "of the whole network" in " ".join(of_network.unasked(subject))
    require_sound(found)


def test_what_is_kept_of_a_line_with_such_a_layer_is_read_again() -> None:
    for line in LINES:
        subject = network(line).subject
        assert of_network.subject(of_network.read(subject.text)).digest == subject.digest
