"""What of somebody's own module is asked and what is not, on small modules each of which is a case of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from quizgen import of_network
from quizgen.of_network.of_module import of_module
from quizgen.oracle.watching import Wanted


def subject(module: nn.Module, *shapes: Sequence[int]) -> of_network.AskedNetwork:
    return of_network.subject(of_module(module, "net", [Wanted(tuple(shape)) for shape in shapes]))


def asked(found: of_network.AskedNetwork) -> dict[str, set[str]]:
    """The names of the last layers of what each kind asks."""
    return {
        family.asks: {
            question.params["names"][-1]
            for level in family.levels
            for question in family.draw(level, family.kinds[0], "1")
        }
        for family in of_network.about(found)
    }


class Gated(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.squeeze, self.behind = nn.Conv2d(3, 8, 3), nn.Conv2d(8, 8, 1), nn.Conv2d(8, 8, 3)

    def forward(self, x: torch.Tensor) -> Any:
        x = self.first(x)
        return self.behind(x * torch.sigmoid(self.squeeze(x.mean((2, 3), keepdim=True))))


def test_a_reason_names_what_stands_in_the_way_or_how_far_it_is() -> None:
    (gate,) = of_network.unasked(subject(Gated(), (3, 16, 16)))
    assert gate == (
        "squeeze, behind: no receptive field is asked, as the way from the input leads through mean, which is no layer"
    )
    (turned, *_) = reversed(
        of_network.unasked(subject(nn.Sequential(nn.ConvTranspose2d(3, 4, 2, 2), nn.Conv2d(4, 4, 3)), (3, 8, 8)))
    )
    assert turned == "1: no receptive field is asked, as the way from the input leads through 0 (ConvTranspose2d)"
    (deep,) = of_network.unasked(subject(nn.Sequential(*(nn.Conv2d(3, 3, 3) for _ in range(12))), (3, 40, 40)))
    assert deep == "10, 11: no receptive field is asked, as more than 10 windows stand on the way from the input"


class Padding(nn.Conv2d):
    """Pads by itself, as many people's causal and `same` convolutions do."""

    def forward(self, x: torch.Tensor) -> Any:
        return functional.conv2d(functional.pad(x, (2, 0, 1, 1)), self.weight, self.bias, self.stride)


class Standardized(nn.Conv2d):
    def forward(self, x: torch.Tensor) -> Any:
        return functional.conv2d(x, self.weight - self.weight.mean(), self.bias, padding=1)


def test_a_class_derived_from_a_layer_is_that_layer_where_it_convolves_with_its_own_weights() -> None:
    found = subject(nn.Sequential(nn.Conv2d(3, 4, 3), Padding(4, 8, 3, stride=2)), (3, 17, 17))
    place = found.places[-1]
    assert (place.name, place.kind, place.before, place.after) == ("1", "Conv2d", (4, 17, 17), (8, 8, 8))
    assert found.whole
    assert {"parameters", "macs", "receptive_field"} <= {kind for kind, names in asked(found).items() if "1" in names}
    (other,) = subject(nn.Sequential(nn.Conv2d(3, 4, 3), Standardized(4, 8, 3)), (3, 17, 17)).left
    assert other == "1.conv2d: its weights are given by the forward, not by a layer"


def test_what_only_pads_leaves_fields_as_they_are_and_moves_where_they_start() -> None:
    for pad in (nn.ZeroPad2d(1), nn.ReflectionPad2d((1, 0, 1, 0)), nn.ReplicationPad2d(2), nn.CircularPad2d(1)):
        found = subject(nn.Sequential(nn.Conv2d(3, 4, 3), pad, nn.Conv2d(4, 8, 4)), (3, 16, 16))
        assert of_network.unasked(found) == ()
        kinds = asked(found)
        assert kinds["receptive_field"] == {"2"}
        assert "start" not in kinds


class Sequence1d(nn.Module):
    """Convolves a picture, then what is left of it as a signal, then reads it position by position."""

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.signal = nn.Conv2d(1, 4, (8, 3)), nn.Conv1d(4, 6, 3)
        self.again, self.each, self.norm = nn.Conv2d(1, 4, (8, 3)), nn.Linear(6, 5), nn.BatchNorm1d(5)

    def forward(self, x: torch.Tensor) -> Any:
        x = (self.picture(x) + self.again(x)).squeeze(2)
        return self.norm(self.each(self.signal(x).transpose(1, 2)).mean(1))


def test_maps_signals_and_features_in_one_network_are_each_what_they_are() -> None:
    found = subject(Sequence1d(), (1, 8, 40))
    assert found.axes == 2
    assert found.left == ("signal: it is for signals, and the network is asked about as one for maps",)
    assert not found.whole  # the signal's weights would be missing
    assert {"each", "picture"} <= asked(found)["parameters"]
    norm = found.places[-1]
    assert (norm.name, norm.kind, norm.before) == ("norm", "BatchNorm1d", (5,))


def test_a_perceptron_on_a_picture_reads_its_pixels() -> None:
    net = nn.Sequential(nn.Flatten(), nn.Linear(64, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 2))
    found = subject(net, (1, 8, 8))
    assert (found.axes, found.whole, found.left) == (2, True, ())
    assert asked(found)["parameters"] == {"1", "4"}


class Wrapped(nn.Module):
    """`view(-1, ...)` makes samples of a map that is larger than it was meant to be."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.fc = nn.Conv2d(3, 4, 3, padding=1), nn.Linear(4 * 8 * 8, 2)

    def forward(self, x: torch.Tensor) -> Any:
        return self.fc(self.conv(x).view(-1, 4 * 8 * 8))


def test_samples_that_a_forward_makes_of_one_are_told() -> None:
    assert subject(Wrapped(), (3, 8, 8)).left == ()
    (told,) = subject(Wrapped(), (3, 16, 16)).left
    assert told == "fc: what reaches it are 4 samples, though the network is given one"


def test_a_kernel_of_one_on_a_signal_is_asked_about_as_a_signals() -> None:
    found = subject(nn.Sequential(nn.Conv1d(6, 8, 1), nn.Conv1d(8, 8, 3)), (6, 30))
    families = {family.id: family for family in of_network.about(found)}
    assert "network-layer-macs" not in families
    assert families["network-uneven-macs"].count("medium", "numerical") == 2


class Up(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.doubled = nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1, output_padding=1)
        self.wide = nn.ConvTranspose2d(4, 4, (1, 4), stride=(1, 2), dilation=(1, 2))
        self.spread = nn.ConvTranspose2d(4, 4, 3, stride=2, dilation=2, padding=1)

    def forward(self, x: torch.Tensor) -> Any:
        return self.spread(self.wide(self.doubled(x)))


def test_sizes_after_transposed_convolutions_are_asked_as_numbers_alone() -> None:
    net, found = Up(), subject(Up(), (3, 9, 9))
    family = next(one for one in of_network.about(found) if one.id == "network-transposed-size")
    assert family.kinds == ("numerical",)
    real, x = {}, torch.zeros(1, 3, 9, 9)
    for name, layer in net.named_children():
        x = layer(x)
        real[name] = x.shape[2:]
    asked_for = [question for level in family.levels for question in family.draw(level, "numerical", "1")]
    keys = {one.params["names"][0]: (one.params.get("axis"), one.parts[0].answer.key_json()) for one in asked_for}
    assert keys == {
        "doubled": (None, real["doubled"][0]),
        "wide": ("width", real["wide"][1]),
        "spread": ("height", real["spread"][0]),
    }
