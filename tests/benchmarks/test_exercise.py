"""R draws the benchmark's exercise as quizgen would key it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from quizgen.formulas.sizes import conv_output_size
from quizgen.math.code import evaluate

EXERCISE = Path(__file__).parents[2] / "benchmarks" / "conv-output-size.Rnw"
NAMES = ("n", "kernel_size", "stride", "padding")
DRAWN = """
for (seed in 1:200) {
  set.seed(seed)
  source("conv-output-size.R", local = TRUE)
  cat(n, kernel_size, stride, padding, o, "\\n")
}
"""


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_key_that_r_works_out_is_that_of_the_formula(tmp_path: Path) -> None:
    def r(program: str) -> str:
        command = ["Rscript", "-e", program]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    r(f'utils::Stangle("{EXERCISE.as_posix()}", quiet = TRUE)')
    items = [tuple(map(int, line.split())) for line in r(DRAWN).splitlines()]
    assert len(set(items)) > 150
    for *values, key in items:
        assert key == evaluate(conv_output_size.tree, dict(zip(NAMES, values, strict=True)))


def test_the_exercise_names_its_kind_and_its_key() -> None:
    said = dict(re.findall(r"^%% \\ex(\w+)\{(.*)\}$", EXERCISE.read_text(encoding="utf-8"), re.MULTILINE))
    assert said == {"type": "num", "solution": r"\Sexpr{o}", "name": "conv-output-size", "tol": "0"}
