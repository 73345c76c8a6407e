"""Networks of somebody's own on the command line: where they stand, what they are given, and what ``--run`` says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from warm import ran

Run = Callable[..., Result]
CODE = """
import functools
import torch
from torch import nn

class CNN(nn.Module):
    def __init__(self, size=3):
        super().__init__()
        self.conv, self.scale = nn.Conv2d(3, 8, size), nn.Parameter(torch.ones(8, 1, 1))

    def forward(self, x):
        return torch.relu(self.conv(x)) * self.scale

class Wide(CNN):
    def __init__(self, size, name):
        super().__init__(size)

class Four(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.deep, self.out = nn.Conv2d(1, 4, 5), nn.Conv3d(2, 2, 3), nn.Linear(4 * 4 * 4, 10)

    def forward(self, x):
        print("given", tuple(x.shape))
        if x.dim() == 5:
            return self.deep(x)
        return self.out(torch.flatten(self.conv(x), 1))

class Batch(Four):
    def forward(self, x):
        return self.out(self.conv(x).reshape(16, 64))

class Viewed(Four):
    def forward(self, x):
        return self.out(self.conv(x).view(4, -1))

class Clip(Four):
    def forward(self, x):
        return self.deep(x)

class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.words = nn.Conv2d(3, 8, 3), nn.Embedding(20, 8)

    def forward(self, x, ids):
        return self.conv(x).mean((2, 3)) + self.words(ids).mean(1)

def make(size=3):
    return CNN(size)

net, part, dense = CNN(), functools.partial(Wide, 3, "wide"), nn.Sequential(nn.Linear(128, 10))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the file there, in a folder, and in a package."""
    for place in ("nets.py", "code/nets.py", "code/my-nets.py", "code/random.py"):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text(CODE, encoding="utf-8")
    package = tmp_path / "package" / "inner"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "base.py").write_text(CODE, encoding="utf-8")
    (package / "own.py").write_text("from .base import CNN", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return tmp_path


def explained(*arguments: str) -> tuple[dict[str, Any], str]:
    result = ran("explain", *arguments, "--run", "--format", "json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout), result.stderr


@pytest.mark.parametrize("attribute", ["CNN", "make", "net", "part"])
def test_a_class_a_function_an_instance_and_a_partial_are_one_network(attribute: str) -> None:
    found, said = explained(f"nets.py:{attribute}", "--input", "3x8x8")
    assert found["total"]["parameters"] == 8 * 27 + 8 + 8
    assert sum(layer["parameters"] for layer in found["layers"]) == found["total"]["parameters"]
    assert said.startswith(
        f"--run imports nets.py, takes {attribute} from it, calls that if it is a class or a function,"
    )
    assert said.splitlines()[0].endswith("and runs the network on 3x8x8.")


@pytest.mark.parametrize(
    "place",
    [
        "nets:CNN",
        "./nets.py:CNN",
        "code/nets.py:CNN",
        "code/my-nets.py:CNN",
        "code/random.py:CNN",
        "package/inner/own.py:CNN",
        "package.inner.own:CNN",
    ],
)
def test_a_file_is_named_as_it_is_and_a_module_as_it_is_imported(place: str) -> None:
    found, said = explained(place, "--input", "3x8x8")
    assert found["total"]["macs"] == 36 * 27 * 8
    assert said.startswith(f"--run imports {place.rpartition(':')[0]}, takes CNN from it")


def test_several_inputs_are_named_as_in_the_forward() -> None:
    found, said = explained("nets.py:Words", "--input", "ids=int:16", "--input", "x=3x8x8")
    shapes = {layer["name"]: layer["output_shape"] for layer in found["layers"]}
    assert (shapes["conv"], shapes["words"]) == ([8, 6, 6], [16, 8])
    assert "runs the network on ids=int:16 and x=3x8x8." in said


def test_features_alone_are_an_input() -> None:
    found, _ = explained("nets.py:dense", "--input", "128")
    assert found["total"] == {"parameters": 1290, "macs": 1280} | found["total"]


@pytest.mark.parametrize(
    ("net", "sizes", "says"),
    [
        ("nets.py:Words", ("3x8x8",), "Words needs another input: add --input ids=SIZE"),
        ("nets.py:Words", ("x=3x8x8", "y=int:4"), "Words has no input 'y'; its forward takes x, ids"),
        ("nets.py:CNN", ("1x8x8",), "try an --input of 3 channels"),
        ("nets.py:CNN", ("x=3x8x8", "x=3x9x9"), "--input: 'x' is given twice"),
        ("nets.py:CNN", ("x=half:3x8x8",), "'x=half:3x8x8' is no input; write 3x224x224, or NAME=3x224x224"),
        ("nets.py:CNN", ("3x99999x99999",), "is too large to be run; 33,554,432 numbers are the most in all"),
        ("nets.py:CNN", ("3x999999999999x1",), "is too large to be run"),
        ("nets.py:CNN", (), "say how large the input is"),
        ("nets.py:Wide", ("3x8x8",), "write a function that calls it with size, name, and name that"),
        ("nets.py:CNM", ("3x8x8",), "'nets.py' has no 'CNM'; did you mean 'CNN'"),
        ("nets.py", ("3x8x8",), "which network is meant, as in 'nets.py:Words'; its classes are CNN, Wide, Four"),
        ("nets.py:zzz", ("3x8x8",), "'nets.py' has no 'zzz'; known are Batch, CNN, Clip, Four, Viewed, Wide, Words, "),
        (
            "nets.py:Batch",
            ("1x8x8",),
            "try x.shape[0] in the place of 16 in the forward: quizgen runs one sample, not 16",
        ),
        ("nets.py:Viewed", ("1x20x20",), "try another height and width: 256 numbers come where 64 are taken"),
        ("nets.py:Viewed", ("1x8x8",), "try x.shape[0] in the place of 4 in the forward"),
        ("nets.py:Four", ("8x8",), "try its channels before the height and width: 1x8x8"),
        ("nets.py:Clip", ("3x8x8",), "try a depth or time, too: 3x16x112x112"),
        ("nowhere/nets.py:CNN", ("3x8x8",), "there is no file nowhere/nets.py; write FILE.py:NAME"),
        ("lenet5", ("3x8x8", "3x8x8"), "'3x8x8 3x8x8' is no input"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(net: str, sizes: tuple[str, ...], says: str) -> None:
    result = ran("explain", net, "--run", *(part for size in sizes for part in ("--input", size)))
    assert (result.returncode, result.stdout) == (2, "")
    (error,) = [line for line in result.stderr.splitlines() if not line.startswith(("--run imports", "given "))]
    assert says in error
    assert len(error) <= 310


def test_nothing_of_a_file_runs_without_being_asked(run: Run, folder: Path) -> None:
    (folder / "loud.py").write_text("raise SystemExit('it ran')", encoding="utf-8")
    result = run("explain", "loud.py:Net", "--input", "3x8x8")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'loud.py:Net' is Python code, and importing it runs it: add --run if you trust it" in result.stderr


def test_what_a_forward_prints_is_shown_once(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    result = run("explain", "nets.py:Four", "--run", "--input", "1x8x8")
    assert result.exit_code == 0, result.stderr
    assert capfd.readouterr().err == "given (1, 1, 8, 8)\n"
    assert "given" not in result.stdout
