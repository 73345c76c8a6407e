"""pdflatex sets the tables in a document of somebody's own, within its margins."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hostile import HOSTILE
from pypdf import PdfReader
from tables import GATED, SEVERAL, UNKNOWN, deep, shipped, spoiled

from quizgen.explaining import FORMATS, Explanation, Wishes

PROGRAM = shutil.which("pdflatex")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        PROGRAM is None, reason="NOT JUDGED: there is no pdflatex; apt-get install texlive-latex-extra lmodern"
    ),
]
DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{booktabs,longtable,amssymb}
\begin{document}
\input{table}
\end{document}
"""


def compiled(explanation: Explanation, folder: Path, wishes: Wishes) -> tuple[str, str]:
    """What pdflatex says, and the words of the PDF without spaces and hyphens."""
    (folder / "table.tex").write_text(FORMATS["latex"](explanation, wishes), encoding="utf-8")
    (folder / "all.tex").write_text(DOCUMENT, encoding="utf-8")
    program = [str(PROGRAM), "-interaction=nonstopmode", "-halt-on-error", "all.tex"]
    for _ in range(2):
        run = subprocess.run(program, cwd=folder, check=False, capture_output=True, text=True, errors="replace")
        assert run.returncode == 0, run.stdout[-2000:]
    pages = "".join(page.extract_text() for page in PdfReader(folder / "all.pdf").pages)
    return (folder / "all.log").read_text(errors="replace"), re.sub(r"[\s-]", "", pages)


@pytest.mark.parametrize("name", ["lenet5", "resnet50", "googlenet", "unet", "vgg16", "mobilenet-v2", "gated", "deep"])
def test_a_table_has_room_between_the_usual_margins(name: str, tmp_path: Path) -> None:
    found = {"gated": GATED, "deep": deep(50)}.get(name) or shipped(name)
    log, words = compiled(found, tmp_path, Wishes())
    assert [wide for wide in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)", log) if float(wide) > 3] == []
    assert "Missing character" not in log
    assert f"{found.parameters:,}" in words


@pytest.mark.parametrize("explanation", [spoiled(HOSTILE), UNKNOWN, SEVERAL], ids=["hostile", "unknown", "several"])
def test_names_are_shown_as_they_are(explanation: Explanation, tmp_path: Path) -> None:
    _, words = compiled(explanation, tmp_path, Wishes(columns=("name", "type", "parameters", "global"), folded=False))
    name = re.sub(r"[\s-]", "", explanation.lines[0].type.replace("\x07", "?").replace("'", "’"))
    assert name in words
