"""The notebook in ``docs/`` runs in a kernel and shows what it showed when it was written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
RUN = """
import json, sys
sys.path.insert(0, "docs")
import nbformat, notebook
if len(sys.argv) > 1:
    notebook.SHOWN = tuple(sys.argv[2:])
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in json.loads(sys.argv[1])])
    made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.notebook = lambda: made
print(nbformat.writes(notebook.executed()))
"""
WIDGET = "application/vnd.jupyter.widget-view+json"


def executed(folder: Path, *arguments: str) -> list[Any]:
    """The cells of the notebook, or of programs that are given, after a kernel has run them."""
    environment = {**os.environ, "IPYTHONDIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-W", "ignore", "-c", RUN, *arguments]
    run = subprocess.run(command, check=True, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    cells: list[Any] = json.loads(run.stdout)["cells"]
    return cells


def shown(cell: Any) -> list[Any]:
    """What a cell showed, by its sorts, and what it printed."""
    outputs = cell.get("outputs", ())
    return [
        {kind: "".join(map(str, part)) for kind, part in one.get("data", {"text": one.get("text")}).items()}
        for one in outputs
    ]


@pytest.mark.slow
def test_the_notebook_runs_and_shows_what_it_showed(tmp_path: Path) -> None:
    kept = json.loads((ROOT / "docs" / "quizgen.ipynb").read_text(encoding="utf-8"))["cells"]
    now = executed(tmp_path)
    assert [cell["source"] for cell in now] == [cell["source"] for cell in kept], "run make notebook"
    for one, other in zip(now, kept, strict=True):
        assert shown(one) == shown(other), f"run make notebook: {''.join(one['source'])}"
    assert sum(bool(shown(cell)) for cell in kept) >= 12


@pytest.mark.slow
def test_a_notebook_gets_html_and_a_drawing_of_tables_and_widgets_of_a_quiz(tmp_path: Path) -> None:
    programs = [
        "import quizgen; quizgen.explain('lenet5')",
        "quiz = quizgen.quiz('pooling', n=1, seed=3); quiz",
        "quiz.widget.children[2].children[2].click(); quiz.results[0].right, len(quiz.results)",
        "quizgen.quiz('pooling', n=1, seed=3, widgets=False)",
    ]
    kinds = ("text/html", "image/svg+xml", "text/plain", WIDGET)
    table, quiz, results, page = (shown(cell)[0] for cell in executed(tmp_path, json.dumps(programs), *kinds))
    assert set(table) == {"text/html", "image/svg+xml", "text/plain"}
    assert set(quiz) == {WIDGET, "text/plain"}
    assert results["text/plain"] == "(False, 1)"
    assert set(page) == {"text/html", "text/plain"}
