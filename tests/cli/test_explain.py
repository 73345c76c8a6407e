"""``quizgen explain``: what may be named, how it is printed, and what is said about wrong specs."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import torch
from click.testing import Result
from torch import nn

from quizgen import architectures

Run = Callable[..., Result]
LINE = (
    "conv 3->64 k7 s2 p3 nobias, bn, relu, maxpool k3 s2 p1 ceil, deconv 64->32 k4 s2 p1, gap, flatten, linear 32->10"
)
CODE = """
from torch import nn

class Residual(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 5, 2)
        self.body = nn.Sequential(nn.Conv2d(width, width, 3, padding=1), nn.ReLU())
        self.head = nn.Linear(width, 10)

    def forward(self, x):
        x = self.stem(x)
        return self.head((x + self.body(x)).mean((2, 3)))

plain = nn.Sequential(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(6 * 14 * 14, 10))
number = 3

def needs(width):
    return Residual(width)
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a Python module in the working folder."""
    name = f"own_{uuid4().hex}"
    (tmp_path / f"{name}.py").write_text(CODE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield name
    sys.modules.pop(name, None)


def table(run: Run, *arguments: str) -> dict[str, dict[str, object]]:
    result = run("explain", *arguments, "--format", "json")
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if not line.startswith("--run imports ")] == []
    return {layer["name"]: layer for layer in json.loads(result.stdout)["layers"]}


@pytest.mark.parametrize("name", architectures.names())
def test_every_shipped_network_is_explained(run: Run, name: str) -> None:
    found = table(run, name)
    assert list(found) == list(architectures.load(name).names)


def test_a_line_of_layers_gives_what_torch_gives(run: Run) -> None:
    real = nn.Sequential(
        nn.Conv2d(3, 64, 7, 2, 3, bias=False),
        nn.BatchNorm2d(64),
        nn.ReLU(),
        nn.MaxPool2d(3, 2, 1, ceil_mode=True),
        nn.ConvTranspose2d(64, 32, 4, 2, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, 10),
    )
    signal = torch.zeros(1, 3, 64, 48)
    for layer, one in zip(table(run, LINE, "--input", "3x64x48").values(), real.eval(), strict=True):
        signal = one(signal)
        assert layer["output_shape"] == list(signal.shape[1:])
        assert layer["parameters"] == sum(part.numel() for part in one.parameters())


def test_a_sequential_and_its_line_of_layers_are_alike(run: Run, own: str) -> None:
    ours = table(run, "conv 3->6 k5, relu, maxpool k2, flatten, linear 10", "--input", "3x32x32")
    theirs = table(run, f"{own}:plain", "--run", "--input", "3x32x32")
    keys = ("output_shape", "parameters", "macs", "receptive_field", "jump", "start")
    assert [[layer[key] for key in keys] for layer in ours.values()] == [
        [layer[key] for key in keys] for layer in theirs.values()
    ]


def test_a_module_with_a_residual_branch_is_measured(run: Run, own: str) -> None:
    found = table(run, f"{own}:Residual", "--run", "--input", "3x64x64")
    assert found["stem"]["receptive_field"] == 5
    assert (found["body.0"]["receptive_field"], found["body.0"]["jump"], found["body.0"]["start"]) == (9, 2, 2)
    told = {key: found["head"][key] for key in ("type", "output_shape", "parameters", "macs", "receptive_field")}
    assert told == {"type": "Linear", "output_shape": [10], "parameters": 90, "macs": 80, "receptive_field": 63}
    assert found["head"]["jump"] is found["head"]["start"] is None


def test_a_file_takes_another_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(
        'title = "Small"\ninput = "1x28x28"\nlayers = ["c1: conv 1->4 k3", "p1: maxpool k2"]', encoding="utf-8"
    )
    assert table(run, str(path))["p1"]["output_shape"] == [4, 13, 13]
    assert table(run, str(path), "--input", "1x32x20")["p1"]["output_shape"] == [4, 15, 9]


def test_the_documentation_shows_what_is_printed(run: Run) -> None:
    page = (Path(__file__).parents[2] / "docs" / "explain.md").read_text(encoding="utf-8")
    _, command, printed = next(block for block in page.split("```")[1::2] if "$ quizgen" in block).split("\n", 2)
    assert run(*shlex.split(command)[2:]).stdout == printed


def test_python_runs_only_on_request(run: Run, own: str) -> None:
    result = run("explain", f"{own}:plain", "--input", "3x32x32")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "importing it runs it: add --run" in result.stderr
    assert own not in sys.modules


@pytest.mark.parametrize(
    ("net", "size", "says"),
    [
        ("resnet51", None, "did you mean 'resnet50'"),
        ("x" * 300, None, "there is no architecture, file or layer 'xxx"),
        ("nowhere.toml", None, "there is no file nowhere.toml"),
        ("conv 3->4 k3", None, "--input 3x224x224"),
        ("conv 3->4 k3", "224", "Conv2d needs channels, height and width, but 224 features reach it"),
        ("conv 3->4 k3", "0x8x8", "--input: '0x8x8' is no input"),
        (
            "conv 3->64 k3, conv 32->3 k3",
            "3x32x32",
            "layer 2 (conv 32->3 k3): in_channels is 32, but 64 channels reach it",
        ),
        ("conv 3->64 k9", "3x5x5", "layer 1 (conv 3->64 k9): kernel_size 9 spans 9 positions"),
        ("conv 3->64 k3 g2", "3x9x9", "groups is 2, which does not divide in_channels 3"),
        ("cnv 3->64 k3", "3x9x9", "there is no layer 'cnv'; did you mean 'conv'"),
        ("conv 3->64 k3 z1", "3x9x9", "'z1' is no option of conv"),
        ("conv 3->64 k3,, relu", "3x9x9", "layer 2"),
        ("conv 3->8 k3, linear 10", "3x9x9", "put flatten before it"),
        ("vgg16", "3x128x128", "fc6: in_features is 25088, but 8192 features reach it"),
        ("alexnet", "1x224x224", "conv1: in_channels is 3, but 1 channels reach it"),
        ("small.py:net", "3x9x9", "there is no file small.py"),
        ("small.py", "3x9x9", "as in 'small.py:Net'"),
    ],
)
def test_a_wrong_spec_is_answered_with_the_place_and_what_would_fit(
    run: Run, net: str, size: str | None, says: str
) -> None:
    result = run("explain", net, *(["--input", size] if size else []))
    assert (result.exit_code, result.stdout) == (2, "")
    sentence, *marked = result.stderr.splitlines()
    assert says in sentence
    assert not marked or (marked[0].startswith("  ") and set(marked[1]) == {" ", "^"})


@pytest.mark.parametrize(
    ("attribute", "size", "says"),
    [
        ("nothing", "3x32x32", "has no 'nothing'"),
        ("number", "3x32x32", "is of the type int; a torch.nn.Module is needed"),
        ("needs", "3x32x32", "cannot be called without arguments"),
        ("plain", "3x30x30", "its layer 4 says"),
        ("plain", "3x30x30", "1014 numbers come where 1176 are taken"),
        ("plain", "3by30", "'3by30' is no input"),
        ("plain", None, "--input 3x224x224"),
    ],
)
def test_what_a_module_lacks_is_said(run: Run, own: str, attribute: str, size: str | None, says: str) -> None:
    result = run("explain", f"{own}:{attribute}", "--run", *(["--input", size] if size else []))
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_module_that_is_nowhere_is_named(run: Run) -> None:
    result = run("explain", "no_such_module_anywhere:net", "--run", "--input", "3x8x8")
    assert result.exit_code == 2
    assert "there is no module 'no_such_module_anywhere' in this folder, nor installed: " in result.stderr


def test_the_format_follows_the_files_name(run: Run, tmp_path: Path) -> None:
    begins = {
        ".json": "{",
        ".md": "**LeNet-5",
        ".svg": "<svg",
        ".txt": "LeNet-5, input 1x32x32",
        ".tex": "% By quizgen",
    }
    for suffix, start in (begins | {".html": "<!DOCTYPE html>", ".csv": "\ufeffname,type"}).items():
        path = tmp_path / f"lenet{suffix}"
        result = run("explain", "lenet5", "-o", str(path))
        assert (result.exit_code, result.stdout) == (0, f"{path}\n")
        assert path.read_text(encoding="utf-8").lstrip().startswith(start)


def test_what_the_table_shows_is_asked_for(run: Run) -> None:
    rows = run(
        "explain", "resnet50", "--depth", "1", "--columns", "MACs,memory", "--columns", "Name"
    ).stdout.splitlines()
    assert rows[2].split() == ["layer", "MACs", "bytes"]
    assert [row.split()[0] for row in rows[4:13]] == [
        *("conv1,", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "flatten", "fc")
    ]
    every = run("explain", "lenet5", "--unfold", "--columns", "all").stdout
    assert every == run("explain", "lenet5", "--all", "--columns", "all").stdout
    assert "c1.tanh" in every
    assert "global" in every.splitlines()[2]
    folded = " ".join(run("explain", "lenet5").stdout.split())
    assert "; --unfold gives each its own." in folded
    assert "unfold" not in every


def test_csv_has_the_columns_that_are_asked_for_in_their_order(run: Run) -> None:
    found = run("explain", "lenet5", "--format", "csv", "--columns", "macs,name").stdout
    assert found.splitlines()[:2] == ["\ufeffmacs,name", "117600,c1"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--columns", "colour"), "there is no column 'colour'; known are name, type, input"),
        (("--columns", "memori"), "did you mean 'memory'?\n"),
        (("--columns", ","), "',' names nothing"),
        (("--depth", "0"), "'0' is not a whole number from 1 to 99"),
        (("--depth", "x"), "'x' is not a whole number"),
        (("--format", "json", "--depth", "1"), "or ask for --format 'table', 'markdown', 'latex' or 'html'"),
        (("--format", "csv", "--unfold"), "csv holds all that is known of every layer: leave it out"),
        (("-o", "x.json", "--columns", "name"), "--columns says how tables look, and json holds all"),
        (("--format", "json", "--no-functional"), "--no-functional says how tables look"),
    ],
)
def test_an_option_that_means_nothing_there_is_refused(run: Run, options: tuple[str, ...], says: str) -> None:
    result = run("explain", "lenet5", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) <= 300
