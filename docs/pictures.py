"""Makes the README's picture of an exam again: ``make pictures``. It is what quizgen gives, set by Typst."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "pictures"
SEED = "2026"


def quizgen(*arguments: str) -> str:
    """What a command prints."""
    program = [sys.executable, "-m", "quizgen", *arguments]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ourselves


def exam(folder: Path) -> None:
    """The first page of the midterm's form A."""
    quizgen("exam", "midterm", "--forms", "2", "--seed", SEED, "--format", "typst", "-o", str(folder))
    pages = typst.compile(folder / "midterm-a.typ", format="png", ppi=90, ignore_system_fonts=True)
    (FOLDER / "exam.png").write_bytes(pages[0] if isinstance(pages, list) else pages)


def main() -> None:
    """The picture; those of the tutor are made by month.py."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exam(Path(folder))


if __name__ == "__main__":
    main()
