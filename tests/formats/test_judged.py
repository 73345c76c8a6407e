"""An outside judge of PDF/UA reads what is printed: no error and no warning."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main

SKIPPED = "FIG-012"
"""A rule that takes the numbers of a map, told row by row, for no language."""
JUDGE = shutil.which("outloud")


@pytest.mark.slow
@pytest.mark.skipif(JUDGE is None, reason="NOT JUDGED: outloud is not installed (pip install outloud)")
@pytest.mark.parametrize("name", ["midterm", "final", "quiz"])
def test_exams_and_keys_pass_without_a_warning(tmp_path: Path, name: str) -> None:
    made = CliRunner().invoke(main, ["exam", name, "--seed", "5", "--format", "pdf", "-o", str(tmp_path)])
    assert made.exit_code == 0, made.output
    papers = sorted(map(str, tmp_path.glob("*.pdf")))
    assert len(papers) == 2
    said = subprocess.run(
        [JUDGE or "", *papers, "--skip", SKIPPED, "--json", "-", "-q"], capture_output=True, check=False, text=True
    )
    judged = json.loads(said.stdout)["results"]
    assert [(one["counts"]["error"], one["counts"]["warning"]) for one in judged] == [(0, 0)] * 2
