"""An outside judge of PDF/UA reads what is printed: no error and no warning."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import resources
from quizgen.cli import main

SKIPPED = "FIG-012"
"""A rule that takes the numbers of a map, told row by row, for no language."""
SHIPPED = resources.banks() / "blueprints" / "quiz.toml"
NEW = resources.templates() / "new" / "blueprint" / "my-exam.toml"
KEYS = """language = "de"
date = 2026-03-18
paper = "letter"
cover = true
points_table = true
working_space = 4"""
JUDGE = shutil.which("outloud", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))

JUDGED = pytest.mark.skipif(JUDGE is None, reason="NOT JUDGED: outloud is not installed (pip install outloud)")


@pytest.mark.slow
@JUDGED
@pytest.mark.parametrize("name", ["midterm", "final", "quiz", "german", "sections"])
def test_exams_and_keys_pass_without_a_warning(tmp_path: Path, name: str) -> None:
    assert counts(tmp_path, name) == [(0, 0)] * 2


@pytest.mark.slow
@JUDGED
@pytest.mark.parametrize("name", ["midterm", "final", "quiz", "german"])
def test_large_print_has_no_error(tmp_path: Path, name: str) -> None:
    """Warnings are not counted: nearly every page begins with a question's points, which look like a running head."""
    assert [errors for errors, _ in counts(tmp_path, name, "--large-print", "--extra-time", "25")] == [0, 0]


def counts(folder: Path, name: str, *wish: str) -> list[tuple[int, int]]:
    """Errors and warnings of an exam and its key."""
    (folder / "german.toml").write_text(f"{KEYS}\n{SHIPPED.read_text('utf-8')}", "utf-8")
    (folder / "sections.toml").write_text(
        NEW.read_text("utf-8").replace("Exam: convolutional networks", "Week 3"), "utf-8"
    )
    asked = str(folder / f"{name}.toml") if name in ("german", "sections") else name
    made = CliRunner().invoke(main, ["exam", asked, "--seed", "5", *wish, "--format", "pdf", "-o", str(folder)])
    assert made.exit_code == 0, made.output
    papers = sorted(map(str, folder.glob("*.pdf")))
    command = [JUDGE or "", *papers, "--skip", SKIPPED, "--json", "-", "-q"]
    said = subprocess.run(command, capture_output=True, check=False, text=True)
    return [(one["counts"]["error"], one["counts"]["warning"]) for one in json.loads(said.stdout)["results"]]
