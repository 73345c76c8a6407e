"""What a command does not do: it imports no module and makes no deck that it does not need. Counted, never timed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizgen import catalog

PROGRAM = """
import atexit, json, sys
from quizgen.__main__ import run
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
run()
"""
HEAVY = {"torch", "sympy", "typst"}
BESIDE = {"sympy", "torch._dynamo", "torch._inductor", "torch._meta_registrations", "torch.onnx"}
"""What no item and no known network needs of torch."""
FAMILY = re.compile(r"quizgen\.topics\.\w+\.\w+")
OUTPUT_SIZE = ("quizgen.topics.output_size.conv_output_size",)


@dataclass(frozen=True)
class Work:
    """The families whose decks were made, or made anew, and the modules that were imported."""

    made: list[str]
    modules: set[str]

    @property
    def families(self) -> tuple[str, ...]:
        """The modules of families; what a topic's families share is none."""
        found = filter(FAMILY.fullmatch, self.modules)
        return tuple(sorted(name for name in found if not name.endswith(".shared")))


def work(folder: Path, *arguments: str) -> Work:
    """What a command does in a process of its own, with a cache that holds nothing."""
    settings = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], env=settings, check=True, capture_output=True, text=True
    )
    made = sorted(path.stem for path in (folder / "cache").rglob("*.deck"))
    return Work(made, set(json.loads(done.stderr.splitlines()[-1])))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["numerical", "choice"])
def test_generating_one_family_imports_no_other_and_no_compiler_and_makes_no_deck(kind: str, tmp_path: Path) -> None:
    options = ("-n", "50", "--kind", kind, "--format", "moodle", "-o", str(tmp_path / "items.xml"))
    done = work(tmp_path, "generate", "conv-output-size", *options)
    assert done.families == OUTPUT_SIZE
    assert "torch" in done.modules
    assert not done.modules & BESIDE
    assert done.made == []


@pytest.mark.slow
def test_showing_an_item_imports_its_family_alone_and_makes_no_deck(tmp_path: Path) -> None:
    done = work(tmp_path, "show", "conv-output-size")
    assert done.families == OUTPUT_SIZE
    assert not done.modules & (BESIDE | {"typst"})
    assert done.made == []


def test_explaining_a_network_imports_no_family(tmp_path: Path) -> None:
    done = work(tmp_path, "explain", "alexnet")
    assert done.families == ()
    assert not done.modules & (BESIDE | {"typst"})


@pytest.mark.parametrize("arguments", [["families"], ["families", "--json"]])
def test_listing_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    done = work(tmp_path, *arguments)
    assert not done.modules & HEAVY
    assert done.made == []


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["families"], ["families", "--json"]])
def test_listing_what_comes_with_quizgen_imports_no_family_and_no_numpy(arguments: list[str], tmp_path: Path) -> None:
    done = work(tmp_path, *arguments)
    assert done.families == ()
    assert not done.modules & {"numpy", "quizgen.authored.reader"}


@pytest.mark.slow
def test_of_all_families_only_those_are_imported_that_are_asked(tmp_path: Path) -> None:
    done = work(
        tmp_path, "generate", "all", "-n", "3", "--seed", "1", "--format", "json", "-o", str(tmp_path / "x.json")
    )
    assert len(done.families) <= 3
    assert done.made == []


def test_whoever_imports_all_families_reads_no_published_network() -> None:
    program = (
        "from quizgen import catalog; found = catalog.families(); from quizgen.topics.architectures.shared.published "
        "import architecture; print(len(found), architecture.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == [str(len(catalog.families())), "0"]


def test_at_the_end_of_a_command_its_objects_are_not_looked_through_for_garbage() -> None:
    program = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count()))\n"
        "from quizgen.cli import main\n"
        "main(['explain', '--help'])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert int(done.stdout.splitlines()[-1]) > 1000
