"""A network's table in Python is the one of the command line, and a module that was looked at is as it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from click.testing import CliRunner
from torch import nn

import quizgen
from quizgen.cli import main


class Busy(nn.Module):
    """A module whose forward leaves traces wherever it can."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1)
        self.norm = nn.BatchNorm2d(4)
        self.drop = nn.Dropout(0.5)
        self.head = nn.Linear(4, 2)
        self.runs: torch.Tensor
        self.register_buffer("runs", torch.zeros(1))
        self.seen: list[torch.Size] = []
        self.cache: dict[str, torch.Tensor] = {}
        self.last: torch.Tensor | None = None
        self.count = 0

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.count += 1
        self.seen.append(x.shape)
        self.runs += 1
        found: torch.Tensor = self.drop(self.norm(self.conv(x)))
        self.cache["maps"] = self.last = found
        return self.head(found.mean((2, 3)))  # type: ignore[no-any-return]  # torch leaves it open


def state(module: nn.Module) -> list[Any]:
    """All that can be told of a module."""
    found: list[Any] = []
    for name, one in module.named_modules():
        kept = {key: value for key, value in vars(one).items() if not key.startswith("_")}
        hooks = {key: list(value) for key, value in vars(one).items() if key.endswith("hooks")}
        found.append((name, type(one), repr(kept), hooks))
    found += [(name, value.tolist()) for name, value in module.state_dict().items()]
    found += [None if one.grad is None else one.grad.tolist() for one in module.parameters()]
    return found


def test_a_module_is_afterwards_as_it_was_before() -> None:
    module = Busy()
    module.norm.eval()
    heard: list[str] = []
    module.conv.register_forward_hook(lambda *_: heard.append("conv"))
    module(torch.rand(2, 3, 8, 8)).sum().backward()
    training = [one.training for one in module.modules()]
    seen, cache = module.seen, module.cache
    before, numbers, threads = state(module), torch.random.get_rng_state(), torch.get_num_threads()
    table = quizgen.explain(module, (3, 8, 8))
    assert table["conv"].output_shape == (4, 8, 8)
    assert state(module) == before
    assert [one.training for one in module.modules()] == training
    assert module.seen is seen
    assert module.cache is cache
    assert torch.equal(torch.random.get_rng_state(), numbers)
    assert torch.get_num_threads() == threads
    assert torch.is_grad_enabled()
    module(torch.rand(2, 3, 8, 8)).sum().backward()


def test_a_module_whose_forward_fails_is_as_it_was_before() -> None:
    module = Busy()
    before = state(module)
    with pytest.raises(quizgen.UsageError, match="conv"):
        quizgen.explain(module, (5, 8, 8))
    assert state(module) == before


def test_a_module_that_waits_for_its_first_input_still_waits() -> None:
    module = nn.Sequential(nn.LazyConv2d(4, 3), nn.Flatten(), nn.LazyLinear(2))
    assert quizgen.explain(module, (3, 8, 8)).parameters == 3 * 4 * 9 + 4 + 4 * 36 * 2 + 2
    assert [type(one) for one in module] == [nn.LazyConv2d, nn.Flatten, nn.LazyLinear]
    assert module(torch.rand(1, 1, 5, 5)).shape == (1, 2)


def test_torch_has_as_many_threads_as_its_user_wished() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        quizgen.explain("lenet5")
        quizgen.draw("conv-macs", seed=1)
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "latex", "html"])
def test_every_format_is_what_the_command_writes(form: str, tmp_path: Path) -> None:
    path = tmp_path / "net"
    result = CliRunner().invoke(main, ["explain", "lenet5", "--format", form, "-o", str(path)])
    assert result.exit_code == 0, result.output
    written = path.read_bytes().decode()
    assert quizgen.explain("lenet5").to(form) == written.removeprefix("\ufeff")


class Fixed(nn.Module):
    """It takes one size alone, on which no unit of the last layer is away from the border."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.two = nn.Conv2d(1, 2, 3, padding=1), nn.Conv2d(2, 2, 9, padding=4)
        self.places = nn.Parameter(torch.zeros(1, 2, 4, 4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.two(self.one(x) + self.places)
        return out


def test_what_to_try_is_told_as_an_argument() -> None:
    (note,) = quizgen.explain(Fixed(), (1, 4, 4)).notes
    assert note.endswith("; give a larger input if its forward takes one")
    with pytest.raises(quizgen.UsageError, match=r"try whole numbers: input=\{'NAME': 'int:16'\}$"):
        quizgen.explain(nn.Embedding(3, 4), (16,))


def test_a_saved_table_is_what_its_end_says(tmp_path: Path) -> None:
    table = quizgen.explain("lenet5")
    for end, begins in {".md": b"**LeNet", ".csv": b"\xef\xbb\xbfname", ".svg": b"<svg", ".png": b"\x89PNG"}.items():
        assert table.save(tmp_path / f"net{end}").read_bytes().startswith(begins), end
    assert json.loads(table.save(tmp_path / "net.json").read_text("utf-8"))["total"]["parameters"] == 61706
    with pytest.raises(quizgen.QuizgenError, match="cannot be written"):
        table.save(tmp_path / "missing" / "net.md")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".json", ".md", ".png", ".svg"]


def test_a_table_is_a_sequence_of_lines_that_are_found_by_name_too() -> None:
    table = quizgen.explain("lenet5")
    assert len(table) == len([*table]) == len(table.rows)
    assert table["c3"] is table[3]
    assert table[-1].name == "output"
    assert table["c3"] in table
    names: list[object] = ["c3", "c9"]  # a checker takes a sequence to hold its elements only
    assert [name in table for name in names] == [True, False]
    assert sum(line.parameters for line in table) == table.parameters == 61706
    assert sum(line.macs or 0 for line in table) == table.macs
    assert table == quizgen.explain("lenet5") != quizgen.explain("alexnet")
    assert str(table).startswith("LeNet-5, input 1x32x32\n")
    assert "; to('table', folded=False) gives each its own." in " ".join(str(table).split())
    assert "--unfold" not in str(table)
    assert repr(table) == "<Table of LeNet-5: 12 rows, 61,706 parameters, 416,520 MACs>"


def test_a_notebook_gets_a_table_and_a_drawing_with_words() -> None:
    table = quizgen.explain("lenet5")
    assert "<table" in table._repr_html_()
    assert "61,706" in table._repr_html_()
    drawn = table._repr_svg_()
    assert drawn is not None
    assert "<title" in drawn
    assert drawn == table.picture().svg
    assert quizgen.explain("resnet50")._repr_svg_() is None


def test_names_that_look_like_markup_are_shown_as_they_are() -> None:
    module = nn.Sequential()
    module.add_module("<b>x & y", nn.Conv2d(1, 1, 3))
    table = quizgen.explain(module, (1, 8, 8))
    assert "&lt;b&gt;x &amp; y" in table._repr_html_()
    assert "<b>x" not in table._repr_html_() + (table._repr_svg_() or "")


def test_pandas_has_a_row_for_each_line() -> None:
    frame = quizgen.explain("lenet5").to_pandas()
    assert list(frame.index[:2]) == ["c1", "c1.tanh"]
    assert frame.parameters.sum() == 61706
    assert frame.loc["c3", "output"] == (16, 10, 10)
    assert frame.loc["c3", "field"] == 14


def test_columns_of_numbers_are_numbers_for_pandas_whatever_cannot_be_told() -> None:
    pandas = pytest.importorskip("pandas")
    frame = quizgen.explain("vgg16").to_pandas()
    assert pandas.api.types.is_numeric_dtype(frame.jump)
    assert pandas.api.types.is_numeric_dtype(frame.start)
    assert frame.jump.max() == 32
    assert frame.start["pool5"] == 15.5
    assert frame.jump.isna()["fc8"]
    uneven = quizgen.explain(nn.Sequential(nn.Conv2d(3, 4, (3, 6)), nn.Flatten()), (3, 8, 8)).to_pandas()
    assert uneven.start["0"] == (1, 2.5)
    assert uneven.jump["0"] == 1
    assert quizgen.explain(nn.Sequential(), (3, 8, 8)).to_pandas().empty


def test_a_name_that_several_lines_are_within_is_told_so() -> None:
    with pytest.raises(quizgen.UsageError, match=r"14 lines, from 'layer1.0.conv1' to 'layer1.1.relu'"):
        quizgen.explain("resnet18")["layer1"]


def test_what_is_read_has_the_name_of_each_layer_whatever_columns_are_wished() -> None:
    table = quizgen.explain("lenet5")
    assert table.to("table", columns="output, macs") == table.to("table", columns=["name", "output", "macs"])
    assert table.to("csv", columns=["output"]).startswith("output\r\n")
    with pytest.raises(quizgen.UsageError, match="no column 'size'"):
        table.to("table", columns="size")


def test_a_table_is_saved_with_the_options_that_it_is_told_with(tmp_path: Path) -> None:
    table = quizgen.explain("resnet18")
    assert table.save(tmp_path / "net.tex", depth=1).read_text("utf-8") == table.to("latex", depth=1)
    drawn = table.save(tmp_path / "net.svg", name="field").read_text("utf-8")
    assert drawn.strip() == table.picture("field").svg.strip()


def test_without_pandas_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        quizgen.explain("lenet5").to_pandas()


def test_several_inputs_are_given_by_their_names() -> None:
    class Two(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv, self.words = nn.Conv2d(3, 4, 3), nn.Embedding(10, 4)

        def forward(self, x: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
            return self.conv(x).mean((2, 3)) + self.words(ids).mean(1)  # type: ignore[no-any-return]

    table = quizgen.explain(Two(), {"x": (3, 16, 16), "ids": "int:5"})
    assert table["words"].output_shape == (5, 4)
    assert [(one.name, one.dtype) for one in table.inputs] == [("x", "float32"), ("ids", "int64")]
    with pytest.raises(quizgen.UsageError, match="needs 2 inputs, 'x' and 'ids'"):
        quizgen.explain(Two(), (3, 16, 16))
    with pytest.raises(quizgen.UsageError, match="no numbers"):
        quizgen.explain(Two(), {"x": (3, 16, 16), "ids": "long:5"})


@pytest.mark.parametrize("layer", ["0", "2", "3"])
def test_what_a_unit_sees_is_where_its_gradient_is_not_zero(layer: str) -> None:
    module = nn.Sequential(nn.Conv2d(1, 2, 5, 2, 1), nn.ReLU(), nn.Conv2d(2, 2, 3, 1, 2, 2), nn.AvgPool2d(2)).double()
    with torch.no_grad():
        for one in module.parameters():
            one.copy_(one.abs() + 0.1)
    field = quizgen.receptive_field(module, (1, 64, 48), layer=layer)
    x = torch.ones(1, 1, 64, 48, dtype=torch.double, requires_grad=True)
    module[: int(layer) + 1](x)[0, 0, 6, 4].backward()
    assert x.grad is not None
    rows, columns = (x.grad[0, 0].sum(axis).nonzero().flatten() for axis in (1, 0))
    seen = ((int(rows[0]), int(rows[-1])), (int(columns[0]), int(columns[-1])))
    assert field.span(6, 4) == seen
    assert field.size == tuple(last - first + 1 for first, last in seen)
    assert field.layer == layer


def test_without_a_name_it_is_the_last_layer_that_sees_windows() -> None:
    assert quizgen.receptive_field("lenet5").layer == "c5.tanh"
    whole = quizgen.receptive_field("lenet5", layer="output")
    assert (whole.whole, whole.size, whole.jump) == (True, (32, 32), None)


def test_a_module_with_layers_sees_what_the_last_of_them_sees() -> None:
    assert quizgen.receptive_field("resnet18", layer="layer3").layer == "layer3.1.relu"
    net = nn.Sequential()
    net.add_module("stage", nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3, stride=2)))
    net.add_module("stage2", nn.Conv2d(4, 4, 3))
    field = quizgen.receptive_field(net, (3, 32, 32), "stage")
    assert (field.layer, field.size, field.jump) == ("stage.1", (5, 5), (2, 2))
    with pytest.raises(quizgen.UsageError, match="no layer 'stag'"):
        quizgen.receptive_field(net, (3, 32, 32), "stag")
