"""pdflatex sets what we write, of every family and kind, and hostile words as they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from everything import everything
from hostile import HOSTILE
from pypdf import PdfReader

from quizgen.formats.latex.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form

WIDE = 20
"""Points that a line may be too long: a reader sees no more of it than a ragged margin."""
PROGRAM = shutil.which("pdflatex")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        PROGRAM is None, reason="NOT JUDGED: there is no pdflatex; apt-get install texlive-latex-extra lmodern"
    ),
]


def written(form: Form, folder: Path) -> Path:
    """The folder with the files of a form."""
    for file in FORMAT.write([form], Options("exam")):
        path = folder / file.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(file.chunks))
    return folder


def compiled(folder: Path, name: str) -> tuple[str, str]:
    """What pdflatex says of a file, and the words of its PDF; twice, for the number of pages."""
    program = [str(PROGRAM), "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    for _ in range(2):
        run = subprocess.run(program, cwd=folder, check=False, capture_output=True, text=True, errors="replace")
        assert run.returncode == 0, run.stdout[-2000:]
    pages = PdfReader(folder / f"{name}.pdf").pages
    return (folder / f"{name}.log").read_text(errors="replace"), words("".join(page.extract_text() for page in pages))


def words(shown: str) -> str:
    """Without spaces and hyphens, which lines add and take."""
    return re.sub(r"[\s-]", "", shown)


def test_an_item_of_every_family_and_kind_fits_its_lines(form: Form, tmp_path: Path) -> None:
    folder = written(everything(form), tmp_path)
    for name in ("exam-a", "exam-a-key"):
        log, _ = compiled(folder, name)
        found = re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)([^\n]*\n[^\n]*)", log)
        assert [(wide, line) for wide, line in found if float(wide) > WIDE] == []
        assert "Missing character" not in log


def test_only_the_key_shows_answers_solutions_and_the_seed(form: Form, tmp_path: Path) -> None:
    folder = written(form, tmp_path)
    (_, exam), (_, key) = compiled(folder, "exam-a"), compiled(folder, "exam-a-key")
    for said in ("seed7", "Key:", "Source:", "7,850", "noplusone", "Keyandworkedsolutions"):
        assert said not in exam
        assert said in key
    for said in ("Midterm", "CNN101", "31January2026", "FormA", "Nocalculators.", "23.5points", "Page1of", "Tickone."):
        assert said in exam


def test_hostile_words_are_shown_as_they_are(hostile: Form, tmp_path: Path) -> None:
    _, exam = compiled(written(hostile, tmp_path), "exam-a")
    assert exam.count(words(HOSTILE.replace("\x07", "?").replace("'", "’"))) > len(hostile.items)
