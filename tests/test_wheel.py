"""The wheel works from any folder: its templates and blueprints are inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _run(unpacked: Path, cwd: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    program = [sys.executable, *arguments]
    return subprocess.run(program, cwd=cwd, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_the_wheel_is_what_runs(unpacked: Path, tmp_path: Path) -> None:
    assert str(unpacked) in _run(unpacked, tmp_path, "-c", "import quizgen; print(quizgen.__file__)")


@pytest.mark.slow
def test_an_exam_from_a_shipped_blueprint_comes_out_in_every_format(unpacked: Path, tmp_path: Path) -> None:
    _run(
        unpacked, tmp_path,
        "-m", "quizgen", "exam", "quiz", "--forms", "1", "--seed", "5",
        "--format", "pdf,typst,latex,docx,moodle,markdown,json,jsonl", "-o", "out",
    )  # fmt: skip
    suffixes = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert {".pdf", ".typ", ".tex", ".docx", ".xml", ".md", ".json", ".jsonl"} <= suffixes
    (document,) = (tmp_path / "out").glob("quiz*.json")
    assert len(json.loads(document.read_text(encoding="utf-8"))["items"]) == 10


@pytest.mark.slow
def test_the_wheel_holds_nothing_but_the_package(unpacked: Path) -> None:
    names = {path.name for path in unpacked.iterdir()}
    assert {name.partition("-")[0] for name in names} == {"quizgen"}


@pytest.mark.slow
def test_the_package_is_typed_and_its_functions_work(unpacked: Path, tmp_path: Path) -> None:
    assert (unpacked / "quizgen" / "py.typed").is_file()
    program = "import quizgen; print(quizgen.explain('lenet5').parameters, len(quizgen.draw('pooling', seed=1)))"
    assert _run(unpacked, tmp_path, "-c", program) == "61706 1\n"
