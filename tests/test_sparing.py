"""What a command leaves out of torch is there as soon as somebody's code needs it, and only commands leave it out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BEGIN = """
import sys
import threading
from quizgen import sparing
from quizgen.asking.verify import verified
from quizgen.model import Witness
from quizgen.oracle.running import imported
from msgspec.structs import replace

def sized():
    nn = imported().nn
    return tuple(nn.Conv2d(1, 1, 3, device="meta")(imported().empty(1, 1, 5, 5, device="meta")).shape)

def refused():
    try:
        sized()
    except NotImplementedError:
        return True
    return False
"""
"""``sized`` runs a layer on the meta device; without torch's code for that device it cannot."""
QUESTION = """
from quizgen import catalog
source = next(one for one in catalog.families() if one.id == "conv-output-size")
question = next(source.draw("easy", source.usual("easy"), "3"))
"""


def said(*lines: str, folder: Path | None = None) -> list[str]:
    """The words that a program prints in a process of its own."""
    text = "\n".join((BEGIN, *lines))
    done = subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, text=True, cwd=folder)
    return done.stdout.split()


def test_what_was_left_out_is_refused_until_it_is_asked_for() -> None:
    assert said(
        "sparing.TORCH.wished = True",
        "print(refused(), sparing.TORCH.left_out, sparing.MODULE in sys.modules, hasattr(imported(), sparing.NAME))",
        "print(sparing.TORCH.complete(), refused(), sparing.TORCH.complete())",
    ) == ["True", "True", "False", "False", "True", "False", "False"]


def test_torch_is_whole_in_a_process_that_is_not_ours() -> None:
    assert said("print(refused(), sparing.TORCH.complete())") == ["False", "False"]


def test_torch_is_whole_where_a_program_calls_commands() -> None:
    called = "from quizgen.cli import main", "main(['show', 'conv-output-size', '--json'], standalone_mode=False)"
    assert said(*called, "print(refused())")[-1] == "False"


def test_torch_that_somebody_has_imported_stays_whole() -> None:
    lines = "import torch", "sparing.TORCH.wished = True", "print(refused(), sparing.TORCH.left_out)"
    assert said(*lines) == ["False", "False"]


@pytest.mark.parametrize(
    "use",
    [
        *("torch._decomp", "torch._prims.context", "torch._dynamo", "torch.onnx"),
    ],
)
def test_what_is_imported_later_comes_after_it(use: str) -> None:
    lines = "sparing.TORCH.wished = True", "imported()", f"import {use} as later"
    tells = "print(sparing.TORCH.left_out, refused(), later.__spec__.name, sys.modules[later.__name__] is later)"
    assert said(*lines, tells) == ["False", "False", use, "True"]


@pytest.mark.parametrize(
    "use",
    [
        "torch.func.vmap(torch.relu)(torch.ones(2, 3))",
        "torch.optim.SGD([torch.ones(1, requires_grad=True)]).step()",
    ],
)
def test_what_torch_imports_when_it_needs_it_comes_after_it(use: str) -> None:
    lines = "sparing.TORCH.wished = True", "torch = imported()", use, "print(refused())"
    assert said(*lines)[-1] == "False"


def test_threads_that_import_torch_at_once_leave_it_out_once() -> None:
    assert said(
        "sparing.TORCH.wished = True",
        "threads = [threading.Thread(target=imported) for _ in range(8)]",
        "for one in threads: one.start()",
        "for one in threads: one.join()",
        "print(sparing.TORCH.left_out, refused())",
        "print(sparing.TORCH.complete(), refused())",
    ) == ["True", "True", "True", "False"]


def test_a_witness_that_needs_it_is_heard() -> None:
    assert said(
        "sparing.TORCH.wished = True",
        QUESTION,
        "witness = Witness('theirs', sized, (1, 1, 3, 3))",
        "verified(replace(question, witnesses=(*question.witnesses, witness)))",
        "print(sparing.TORCH.left_out)",
    ) == ["False"]


@pytest.mark.parametrize("run", ["sized", "partial(lambda params: sized(), Params({}))"])
def test_so_it_is_in_a_check(run: str) -> None:
    assert said(
        "from functools import partial",
        "from quizgen.audit.hearing import Hearing",
        "from quizgen.space import Params",
        "sparing.TORCH.wished = True",
        f"print(*Hearing().found(Witness('theirs', {run}, ())), sparing.TORCH.left_out)",
    ) == ["1", "1", "3", "3", "False"]


def test_what_a_witness_cannot_do_at_all_is_its_own_error() -> None:
    assert said(
        QUESTION,
        "def never():",
        "    raise NotImplementedError('of its own')",
        "try:",
        "    verified(replace(question, witnesses=(Witness('theirs', never, ()),)))",
        "except NotImplementedError as error:",
        "    print(error)",
    ) == ["of", "its", "own"]


def test_torch_of_a_version_without_such_code_is_imported_as_it_is() -> None:
    lines = (
        "sparing.MODULE, sparing.NAME = 'torch._of_no_version', '_of_no_version'",
        "sparing.TORCH.wished = True",
        "print(refused(), sparing.TORCH.complete(), sparing.MODULE in sys.modules)",
    )
    assert said(*lines) == ["False", "False", "False"]


def test_who_asks_for_it_while_torch_is_imported_gets_it() -> None:
    assert said(
        "sparing.TORCH.wished = True",
        "loading = threading.Thread(target=imported)",
        "loading.start()",
        "while sparing.MODULE not in sys.modules: pass",
        "sparing.TORCH.complete()",
        "print(refused())",
    ) == ["False"]


@pytest.mark.parametrize("before", [(), ("imported()",)])
def test_plug_ins_find_all_of_torch(before: tuple[str, ...], tmp_path: Path) -> None:
    told = tmp_path / "theirs-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1\n")
    (told / "entry_points.txt").write_text("[quizgen.families]\ntheirs = theirs\n")
    (tmp_path / "theirs.py").write_text(
        "import torch\n"
        "SIZE = torch.nn.Conv2d(1, 1, 3, device='meta')(torch.empty(1, 1, 5, 5, device='meta')).shape\n"
        "FAMILY = None  # such a plug-in is refused once it has been imported\n"
    )
    lines = "sparing.TORCH.wished = True", *before, QUESTION, "print(*sys.modules['theirs'].SIZE)"
    assert said(*lines, folder=tmp_path) == ["1", "1", "3", "3"]


@pytest.mark.slow
def test_somebodys_own_module_runs_on_the_meta_device(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(
        "import torch\n"
        "from torch import nn\n"
        "class Net(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.conv = nn.Conv2d(3, 4, 3)\n"
        "        with torch.device('meta'):\n"
        "            found = nn.Conv2d(3, 4, 3)(torch.empty(1, 3, 8, 8))\n"
        "        self.pool = nn.AdaptiveAvgPool2d(found.shape[-1])\n"
        "    def forward(self, x):\n"
        "        return self.pool(self.conv(x))\n"
    )
    command = [sys.executable, "-m", "quizgen", "explain", "own.py:Net", "--run", "--input", "3x8x8"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "AdaptiveAvgPool2d" in done.stdout


@pytest.mark.slow
def test_a_program_that_somebody_asks_about_has_all_of_torch(tmp_path: Path) -> None:
    (tmp_path / "theirs.xml").write_text(
        "<quiz><question type='numerical'><name><text>n</text></name><questiontext format='html'><text><![CDATA["
        "<p>What does this program print?</p><pre><code>import torch\nfrom torch import nn\n\n"
        "net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Flatten())\n"
        "x = torch.zeros(1, 3, 8, 8)\nprint(net(x).numel())\n</code></pre>]]></text></questiontext>"
        "<answer fraction='100'><text>289</text></answer></question></quiz>"
    )
    command = [sys.executable, "-m", "quizgen", "lint", "theirs.xml", "--verify"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert "The key 289 is wrong" in done.stdout
