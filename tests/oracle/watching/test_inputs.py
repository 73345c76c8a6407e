"""Inputs by place and by name, of any numbers; what is missing or does not fit is said with what to do."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from quizgen.errors import UsageError
from quizgen.oracle.watching import Wanted, watched


class Captioner(nn.Module):
    """A picture and a text, of which a part may be hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.words = nn.Conv2d(3, 8, 3), nn.Embedding(100, 8)
        self.lstm, self.head = nn.LSTM(8, 8, batch_first=True), nn.Linear(8, 100)

    def forward(self, image: torch.Tensor, ids: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        x = self.lstm(self.words(ids))[0] + self.conv(image).mean((2, 3))[:, None]
        return self.head(x if mask is None else x.masked_fill(mask[:, :, None], 0))  # type: ignore[no-any-return]  # Any


IMAGE, IDS, MASK = (3, 8, 8), Wanted((7,), "ids", "int"), Wanted((7,), "mask", "bool")
ALL = (Wanted(IMAGE, "image"), IDS)


@pytest.mark.parametrize(
    "given",
    [ALL, ALL[::-1], (Wanted(IMAGE), Wanted((7,), numbers="int")), (Wanted(IMAGE), IDS), (*ALL, MASK)],
    ids=["named", "in another order", "by place", "both", "with one that is optional"],
)
def test_several_inputs_come_by_place_or_by_name(given: tuple[Wanted, ...]) -> None:
    found = watched(Captioner(), given)
    assert found.macs == 36 * 27 * 8 + 7 * 2 * 4 * 8 * 8 + 7 * 8 * 100
    assert found.calls[-1].output_shape == (7, 100)
    words = next(call for call in found.calls if call.name == "words")
    assert (words.input_shapes, words.output_shape) == (((7,),), (7, 8))


def test_sources_name_inputs_in_the_order_in_which_they_are_given() -> None:
    sources = {call.name: call.sources for call in watched(Captioner(), (*ALL, MASK)).calls}
    assert (sources["conv"], sources["words"]) == ((-1,), (-2,))
    assert -3 in sources["masked_fill"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((3, 8, 8), "Captioner needs another input: add --input ids=SIZE (or ids=int:16 for whole numbers)"),
        ((IDS,), "Captioner needs another input: add --input image=SIZE"),
        ((MASK,), "Captioner needs more inputs: add --input image=SIZE --input ids=SIZE"),
        ((*ALL, Wanted((7,), "idz", "int")), "Captioner has no input 'idz'; its forward takes image, ids, mask"),
        ((Wanted(IMAGE), Wanted((7,), "ids")), "its layer words says .*try whole numbers: --input NAME=int:16"),
    ],
)
def test_what_a_forward_lacks_is_named(given: Any, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("(or", r"\(or").replace("numbers)", r"numbers\)")):
        watched(Captioner(), given)


def test_features_alone_are_an_input() -> None:
    found = watched(nn.Sequential(nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10)), (128,))
    assert [call.output_shape for call in found.calls] == [(64,), (64,), (10,)]
    assert found.macs == 128 * 64 + 64 * 10


def test_one_number_a_sample_has_no_size() -> None:
    class Timed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.steps = nn.Embedding(10, 4)

        def forward(self, x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
            return x + self.steps(t)[:, :, None]  # type: ignore[no-any-return]  # a module gives Any

    assert watched(Timed(), (Wanted((4, 8)), Wanted((), "t", "int"))).calls[-1].output_shape == (4, 8)


@pytest.mark.parametrize(
    ("module", "shape", "says"),
    [
        (nn.Conv2d(3, 8, 3), (1, 8, 8), "its layer Conv2d says 'Given groups=1.*try an --input of 3 channels"),
        (
            nn.Sequential(nn.Flatten(), nn.Linear(10, 2)),
            (3, 4, 4),
            "its layer 1 says 'mat1 and mat2.*try another height and width: 48 numbers come where 10 are taken",
        ),
        (nn.Sequential(nn.Conv2d(3, 8, 3)), (3, 2, 2), "its layer 0 says 'Calculated padded.*try a larger input"),
        (nn.Sequential(nn.Conv2d(3, 8, 3)), (128,), "its layer 0 says 'Expected 3D.*try another number of axes"),
        (
            nn.Sequential(nn.Conv2d(3, 8, 3)),
            (1, 3, 32, 32),
            "its layer 0 says 'Expected 3D.*try 3x32x32, without the batch",
        ),
        (nn.Sequential(nn.Conv1d(2, 8, 3)), (16, 2, 32), "its layer 0 says 'Expected 2D.*try 2x32, without the batch"),
        (
            nn.Sequential(nn.ConvTranspose2d(3, 8, 2, 2, output_padding=3)),
            (3, 64, 64),
            "its layer 0 says 'output padding",
        ),
    ],
)
def test_a_forward_that_fails_names_the_layer_and_what_to_try(
    module: nn.Module, shape: tuple[int, ...], says: str
) -> None:
    with pytest.raises(UsageError, match=says) as raised:
        watched(module, shape)
    assert str(raised.value).startswith(
        f"{type(module).__name__} cannot take an input of {'x'.join(map(str, shape))}: "
    )
    assert len(str(raised.value)) <= 300


class OfADict(nn.Module):
    """What a class of datasets wants."""

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        return batch["image"] + 1


class OfItems(OfADict):
    """The same, one by one."""

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        return sum(value for _, value in batch.items()) + torch.ones(1)


class OfValues(OfADict):
    """The same without their names."""

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        return torch.cat([*batch.values()])


@pytest.mark.filterwarnings("ignore:Using a non-tuple sequence")
@pytest.mark.parametrize(
    ("module", "says"),
    [
        (OfADict(), "try more axes or, where it takes a dict, a module around it that makes one of tensors"),
        (OfItems(), "try a module around it that makes what has 'items' of tensors"),
        (OfValues(), "try a module around it that makes its dict of tensors"),
        (nn.Module(), "^Module cannot be run: it has no forward; write one$"),
        (
            nn.Sequential(nn.ReLU(), nn.Module()),
            "^Sequential cannot be run: Module within it has no forward; write one",
        ),
        (nn.ModuleList([nn.ReLU()]), "it has no forward; call the modules that it holds, or put them in a Sequential"),
    ],
)
def test_another_size_is_not_advised_where_none_would_do(module: nn.Module, says: str) -> None:
    with pytest.raises(UsageError, match=says) as raised:
        watched(module, (3, 8, 8))
    assert "--input" not in str(raised.value)


def test_a_function_that_fails_is_named_with_its_place() -> None:
    class Skip(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.down, self.up = nn.MaxPool2d(2), nn.Upsample(scale_factor=2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.cat([x, self.up(self.down(x))], 1)

    says = r"torch\.cat in its forward \(1\.cat\) says 'Sizes of tensors must match.*can be halved often"
    with pytest.raises(UsageError, match=says):
        watched(nn.Sequential(nn.ReLU(), Skip()), (3, 9, 9))
