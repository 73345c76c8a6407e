"""``quizgen explain`` draws: which picture, in which format, how large, and what goes with what."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import Result

Run = Callable[..., Result]
LINE = ("conv 8->8 k3 p1 g4, relu, conv 8->8 k3 d2", "--input", "8x16x16")


def test_the_format_follows_the_files_name(run: Run, tmp_path: Path) -> None:
    for end, start in ((".svg", b"<svg"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        path = tmp_path / f"lenet{end}"
        result = run("explain", "lenet5", "-o", str(path))
        assert (result.exit_code, result.stdout, result.stderr) == (0, f"{path}\n", "")
        assert path.read_bytes().lstrip().startswith(start)


@pytest.mark.parametrize("picture", ["network", "field", "cost", "groups"])
def test_a_picture_is_svg_unless_another_format_is_asked_for(run: Run, picture: str) -> None:
    result = run("explain", *LINE, "--picture", picture)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.lstrip().startswith("<svg")


def test_a_png_is_as_wide_as_was_asked(run: Run, tmp_path: Path) -> None:
    for wish, width in ((("--width", "640"), 640), ((), 2560)):
        path = tmp_path / f"{width}.png"
        assert run("explain", "vgg16", "--picture", "cost", *wish, "-o", str(path)).exit_code == 0
        assert struct.unpack(">I", path.read_bytes()[16:20]) == (width,)


def test_a_pdf_is_tagged_and_has_a_title_and_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "net.pdf"
    assert run("explain", "resnet18", "-o", str(path)).exit_code == 0
    content = path.read_bytes()
    found = pypdf.PdfReader(BytesIO(content))
    assert len(found.pages) == 1
    assert found.metadata is not None
    assert found.metadata.title == "ResNet-18"
    assert "layer1.0" in found.pages[0].extract_text()
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "Layers in the order in which they run" in str(_figures(root["/StructTreeRoot"]))


def _figures(node: object) -> list[str]:
    """The alternative texts of a tree of structure."""
    node = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
    if isinstance(node, list):
        return [text for kid in node for text in _figures(kid)]
    if not isinstance(node, dict):
        return []
    return [*([str(node["/Alt"])] if "/Alt" in node else []), *_figures(node.get("/K", []))]


def test_groups_are_drawn_beside_none(run: Run) -> None:
    shown = run("explain", *LINE, "--picture", "groups").stdout
    assert "groups=1" in shown
    assert "groups=4" in shown
    deep = run("explain", "resnext50-32x4d", "--picture", "groups").stdout
    assert "groups=32" in deep


OWN = """
import torch
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.plain, self.split = nn.Conv2d(6, 8, 3), nn.Conv2d(8, 12, 3, padding="same", groups=4)

    def forward(self, x):
        return self.split(self.plain(x))


class Function(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(10, 3, 3))

    def forward(self, x):
        return F.conv1d(x, self.weight, groups=2)


class Up(nn.Sequential):
    def __init__(self):
        super().__init__(nn.ConvTranspose2d(6, 9, 2, groups=3))


class Bare(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Conv2d(6, 9, 2))
"""


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("Layer", "6x9x9", "groups=4 the channels fall into 4 groups, and every output channel reads only the 2 input"),
        ("Function", "6x20", "groups=2 the channels fall into 2 groups, and every output channel reads only the 3"),
        ("Up", "6x9x9", "groups=3 the channels fall into 3 groups, and every output channel reads only the 2"),
    ],
)
def test_groups_of_a_module_of_ones_own_are_drawn(run: Run, tmp_path: Path, name: str, size: str, says: str) -> None:
    (tmp_path / "own.py").write_text(OWN)
    result = run("explain", f"{tmp_path / 'own.py'}:{name}", "--run", "--input", size, "--picture", "groups")
    assert result.exit_code == 0
    assert says in " ".join(result.stdout.split())


def test_a_module_of_ones_own_without_groups_has_no_such_picture(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN)
    result = run("explain", f"{tmp_path / 'own.py'}:Bare", "--run", "--input", "6x9x9", "--picture", "groups")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "own.py has no convolution with groups: write a line with one" in result.stderr


@pytest.mark.parametrize(
    "line", [("conv 8->32 k3 g4", "8x9"), ("conv 8->16 k3 g4", "8x9x9x9"), ("deconv 8->8 k2 g4", "8x9x9")]
)
def test_groups_are_drawn_on_any_axes(run: Run, line: tuple[str, str]) -> None:
    shown = run("explain", line[0], "--input", line[1], "--picture", "groups")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "groups=4" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("lenet5", "--picture", "cost", "--format", "table"), "--picture is for drawings: ask for --format svg"),
        (("lenet5", "--background", "none"), "--background is for drawings"),
        (("lenet5", "--width", "800", "--format", "svg"), "--width counts pixels, and svg has none"),
        (("lenet5", "--width", "99", "--format", "png"), "--width"),
        (("lenet5", "--picture", "field", "--whole"), "--whole belongs to --picture network"),
        (("lenet5", "--columns", "type", "--format", "pdf"), "--columns says how tables look, and pdf is a drawing"),
        (("lenet5", "--picture", "groups"), "LeNet-5 has no convolution with groups"),
        (("relu", "--input", "3x8x8", "--picture", "cost"), "your network has no parameters and no MACs"),
        (("lenet5", "--picture", "field", "-o", "x.txt"), "--picture is for drawings: ask for --format svg"),
    ],
)
def test_what_does_not_go_together_is_said(run: Run, arguments: tuple[str, ...], says: str) -> None:
    result = run("explain", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert len(result.stderr) <= 310


def test_a_character_that_the_type_lacks_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = 'title = "网络"\ninput = "3x8x8"\nlayers = ["eins: conv 3->4 k3", "zwei: relu"]\n'
    Path("own.toml").write_text(own, encoding="utf-8")
    for end in ("pdf", "png"):
        result = run("explain", "own.toml", "-o", f"own.{end}")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "the picture has the character '网', which the fonts for PDF and PNG lack" in result.stderr
        assert not Path(f"own.{end}").exists()
    assert run("explain", "own.toml", "-o", "own.svg").exit_code == 0
    Path("own.toml").write_text(own.replace("网络", "Größe α→β"), encoding="utf-8")
    assert run("explain", "own.toml", "-o", "own.pdf").exit_code == 0


@pytest.mark.parametrize("net", ["resnet18", "googlenet", "unet", "lenet5", LINE[0]])
def test_a_network_as_a_program_gives_the_shapes_and_parameters_of_its_table(
    run: Run, net: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = (net, *LINE[1:]) if net == LINE[0] else (net,)
    result = run("explain", *given, "--format", "python")
    assert (result.exit_code, result.stderr) == (0, "")
    exec(compile(result.stdout, "net.py", "exec"), {"__name__": "__main__"})  # noqa: S102 - our own program
    printed = capsys.readouterr().out.splitlines()
    total = json.loads(run("explain", *given, "--format", "json").stdout)["total"]["parameters"]
    assert sum(int(line.split()[-2].replace(",", "")) for line in printed[1:]) == total
    last = json.loads(run("explain", *given, "--format", "json").stdout)["layers"][-1]["output_shape"]
    assert str(tuple(last)) in printed[-1]


def test_a_module_of_ones_own_is_a_program_already(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine_of_pictures.py").write_text("from torch import nn\nnet = nn.Conv2d(3, 4, 3)\n", encoding="utf-8")
    asked = ("explain", "mine_of_pictures:net", "--run", "--input", "3x8x8")
    result = run(*asked, "--format", "python")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is a program already" in result.stderr
    assert run(*asked, "--picture", "cost").stdout.lstrip().startswith("<svg")
