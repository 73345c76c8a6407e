"""Makes the README's pictures again: ``make pictures``. Both are what quizgen gives, set by Typst."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "pictures"
SEED = "2026"
TERMINAL = """
#set page(width: 172mm, height: auto, margin: 5mm, fill: rgb("#15191e"))
#set text(font: "DejaVu Sans Mono", size: 9pt, fill: rgb("#e6e6e6"))
#raw(read("screen.txt"), block: true)
"""


def quizgen(*arguments: str, keys: str = "") -> str:
    """What a command prints when these keys are typed."""
    program = [sys.executable, "-m", "quizgen", *arguments]
    return subprocess.run(program, input=keys, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ourselves


def exam(folder: Path) -> None:
    """The first page of the midterm's form A."""
    quizgen("exam", "midterm", "--forms", "2", "--seed", SEED, "--format", "typst", "-o", str(folder))
    pages = typst.compile(folder / "midterm-a.typ", format="png", ppi=90, ignore_system_fonts=True)
    (FOLDER / "exam.png").write_bytes(pages[0] if isinstance(pages, list) else pages)


def quiz(folder: Path) -> None:
    """A question of the quiz with the answer that one mistake gives."""
    shown = quizgen("quiz", "stack-receptive-field", "-n", "1", "--level", "easy", "--seed", SEED, keys="a\n\n")
    (folder / "screen.txt").write_text(f"$ quizgen quiz stack-receptive-field --level easy\n{shown}", encoding="utf-8")
    (folder / "quiz.typ").write_text(TERMINAL, encoding="utf-8")
    page = typst.compile(folder / "quiz.typ", format="png", ppi=90, ignore_system_fonts=True)
    (FOLDER / "quiz.png").write_bytes(page if isinstance(page, bytes) else page[0])


def main() -> None:
    """Both pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exam(Path(folder))
        quiz(Path(folder))


if __name__ == "__main__":
    main()
