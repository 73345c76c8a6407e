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
@pytest.mark.parametrize("name", ["midterm", "final", "quiz", "german"])
def test_exams_and_keys_pass_without_a_warning(tmp_path: Path, name: str) -> None:
    """With the booklet and the sheet of keys: four papers."""
    assert counts(tmp_path, name) == [(0, 0)] * 4


@pytest.mark.slow
@JUDGED
@pytest.mark.parametrize("name", ["midterm", "final", "quiz", "german"])
def test_large_print_has_no_error(tmp_path: Path, name: str) -> None:
    """Warnings are not counted: nearly every page begins with a question's points, which look like a running head."""
    assert [errors for errors, _ in counts(tmp_path, name, "--large-print", "--extra-time", "25")] == [0] * 4


@pytest.mark.slow
@JUDGED
def test_students_papers_pass_and_all_together_have_no_error(tmp_path: Path) -> None:
    """Of all together warnings are not counted: that each begins in the same words looks like a running head."""
    roster = tmp_path / "students.csv"
    roster.write_text("number,name,extra_time\n1,Zoë O'Neil,25\n2,Ann,\n3,Bo,\n", "utf-8")
    *papers, together = counts(tmp_path, "quiz", "--roster", str(roster), papers="quiz-*.pdf")
    assert papers == [(0, 0)] * 9
    assert together[0] == 0


@pytest.mark.slow
@JUDGED
@pytest.mark.parametrize("number", [2, 30])
def test_a_sheet_of_keys_passes_whichever_way_it_stands(tmp_path: Path, number: int) -> None:
    assert set(counts(tmp_path, "quiz", "--repeat", "--forms", str(number), papers="key-sheet.pdf")) == {(0, 0)}


def counts(folder: Path, name: str, *wish: str, papers: str = "*.pdf") -> list[tuple[int, int]]:
    """Errors and warnings of an exam, its key, its booklet and the sheet of keys."""
    (folder / "german.toml").write_text(f"{KEYS}\n{SHIPPED.read_text('utf-8')}", "utf-8")
    asked = str(folder / "german.toml") if name == "german" else name
    made = CliRunner().invoke(main, ["exam", asked, "--seed", "5", *wish, "--format", "pdf", "-o", str(folder)])
    assert made.exit_code == 0, made.output
    judged = sorted(map(str, folder.glob(papers)))
    command = [JUDGE or "", *judged, "--skip", SKIPPED, "--json", "-", "-q"]
    said = subprocess.run(command, capture_output=True, check=False, text=True)
    return [(one["counts"]["error"], one["counts"]["warning"]) for one in json.loads(said.stdout)["results"]]
