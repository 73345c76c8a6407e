"""A small checkout of its own, in which files are edited, and what ``quizgen families`` does there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = (
    *("blocks/residual_shortcut_parameters", "blocks/pointwise_value", "architectures/network_map_size"),
    *("output_size/conv_output_size", "output_size/pool_output_size", "parameters/which_conv_parameters"),
)
"""Families of the small checkout: two share a file of misconceptions, one reads architectures."""
NARROWER = (
    "quizgen/topics/parameters/which_conv_parameters.py",
    "for channels in others)}))\n",
    "for channels in others)}))[:28]\n",
)
"""An edit after which a deck of layers, which many tests have made anew, takes three seconds and not ten."""
NOT_COPIED = shutil.ignore_patterns("gallery", "*.pyc.*")
"""Compiled files are copied with the times of their sources, so that nobody compiles quizgen anew."""
FAMILIES = """
import json, sys
from functools import wraps
from quizgen.asking.computed import Computed
from quizgen.asking.family import Family
from quizgen.asking.which_layer import WhichFamily
from quizgen.cli import main
from quizgen.memory import files

work = {"tables": [], "counted": [], "parsed": []}

def recorded(name, function, what):
    @wraps(function)
    def run(*arguments):
        work[name].append(what(*arguments))
        return function(*arguments)
    return run

Computed.table = recorded("tables", Computed.table, lambda family, level: family.id)
for kind in (Family, WhichFamily):
    kind.count = recorded("counted", kind.count, lambda family, *_: family.id)
files._parsed = recorded("parsed", files._parsed, lambda base, name, *_: name)
ended = main(["families"], standalone_mode=False)
print(json.dumps({name: sorted(set(done)) for name, done in work.items()}), file=sys.stderr)
sys.exit(ended)
"""


@dataclass(frozen=True)
class Work:
    """What was printed, of which families tables were built and items counted, and which files were parsed."""

    output: str
    tables: list[str]
    counted: list[str]
    parsed: list[str]


@dataclass(frozen=True)
class Checkout:
    """A folder with quizgen in it; ``path`` is where Python looks for modules, ``cache`` the user's cache."""

    folder: Path
    cache: Path
    path: tuple[Path, ...] = ()

    def edit(self, file: str, old: str, new: str) -> None:
        """Changes the one place that holds ``old``."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def families(self) -> Work:
        """Runs ``quizgen families``."""
        done = self.run("-c", FAMILIES)
        return Work(done.stdout, **json.loads(done.stderr.splitlines()[-1]))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs Python on the checkout."""
        path = os.pathsep.join(map(str, (self.folder, *self.path)))
        settings = os.environ | {"PYTHONPATH": path, "XDG_CACHE_HOME": str(self.cache), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, *arguments], env=settings, cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a few families, and their counts and decks in its bank; decks that fit are taken over."""
    folder = tmp_path_factory.mktemp("small")
    for name in ("quizgen", "banks", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=NOT_COPIED)
    for path in (folder / "quizgen" / "topics").glob("*/*.py"):
        if path.stem not in {"__init__", "shared"} and f"{path.parent.name}/{path.stem}" not in KEPT:
            path.unlink()
    for name in ("spaces.json", "sources.json"):
        (folder / "banks" / name).unlink()
    kept = {Path(name).name.replace("_", "-") for name in KEPT}
    for path in (folder / "banks" / "decks").iterdir():
        if path.stem not in kept:
            path.unlink()
    made = Checkout(folder, folder / "cache")
    made.edit(*NARROWER)
    made.run("-m", "quizgen.audit.bank", "spaces", "sources", "decks")
    return folder


@pytest.fixture
def checkout(small: Path, tmp_path: Path) -> Checkout:
    """A copy that a test may edit."""
    return Checkout(Path(shutil.copytree(small, tmp_path / "checkout")), tmp_path / "cache")
