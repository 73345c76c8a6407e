"""Makes the pictures of an exam, of slides and of networks again: ``make pictures``. They are what quizgen gives."""

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


def slides(folder: Path) -> None:
    """Question, vote and solution of a question, beside each other."""
    asked = ("conv-output-size", "-n", "1", "--kind", "choice", "--level", "easy", "--seed", SEED)
    quizgen("generate", *asked, "--format", "slides", "-o", str(folder / "deck.slides.pdf"))
    pages = 'box(stroke: 0.5pt + gray, image("deck.slides.pdf", page: number, width: 300pt))'
    (folder / "deck.typ").write_text(
        "#set page(width: auto, height: auto, margin: 2pt)\n"
        f"#grid(columns: 3, gutter: 6pt, ..(2, 3, 4).map(number => {pages}))",
        encoding="utf-8",
    )
    made = typst.compile(folder / "deck.typ", format="png", ppi=110, ignore_system_fonts=True)
    (FOLDER / "slides.png").write_bytes(made[0] if isinstance(made, list) else made)


NETWORKS = (("resnet18", ""), ("unet", ""), ("googlenet", ""), ("vgg16", "field"), ("resnet50", "cost"))
"""Networks that docs/pictures.md shows, and as which picture."""


def networks() -> None:
    """A drawing of each."""
    for name, picture in NETWORKS:
        file = FOLDER / f"{'-'.join(filter(None, (name, picture)))}.svg"
        file.unlink(missing_ok=True)
        quizgen("explain", name, "--picture", picture or "network", "-o", str(file))


def main() -> None:
    """All; those of the tutor are made by month.py."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exam(Path(folder))
        slides(Path(folder))
    networks()


if __name__ == "__main__":
    main()
