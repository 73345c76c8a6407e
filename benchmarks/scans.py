"""Scanned answer sheets of two pages, read and marked: time, and memory that does not grow with the pile."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.costs import Cost, cost, middle
from benchmarks.machine import quizgen
from quizgen.cli import scan_exam
from quizgen.scanning.trial.binding import bound
from quizgen.scanning.trial.piles import Sheet, pile
from quizgen.scanning.trial.printing import Printed, rendered

BLUEPRINT = Path("banks/blueprints/midterm.toml")
FORMS = 4
DIFFERENT, PILES = 30, (1, 10)
"""Sheets that differ, and how many piles of them are scanned: those of later piles are the same in another order."""
MUST = 0.3
"""CPU seconds that a page may take."""
MOST = 3
"""Rounds are long: no more than so many are measured."""
DOUBTFUL = 1
"""The status of a run that left something for a human, as most do."""


@dataclass(frozen=True, slots=True)
class Read:
    """So many pages, and what reading and marking them cost."""

    pages: int
    cost: Cost


def measured(rounds: int) -> Sequence[Read]:
    """The medians of so many runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = list(pile("bench", _forms(folder), DIFFERENT, way="scan"))
        return [_read(folder, pages, piles, min(rounds, MOST)) for piles in PILES]


def _forms(folder: Path) -> Sequence[Printed]:
    """The sheets of an exam that the command line makes."""
    (folder / "bench.toml").write_text(f'answers = "sheet"\n{BLUEPRINT.read_text(encoding="utf-8")}', encoding="utf-8")
    asked = (f"{folder}/bench.toml", "--forms", str(FORMS), "--seed", "1", "--format", "pdf", "-o", f"{folder}/out")
    subprocess.run(quizgen("exam", *asked), check=True, capture_output=True)  # noqa: S603 - ourselves
    exam = scan_exam.sat(folder / "out", None).exam
    made: Mapping[str, bytes] = {
        form.name: next((folder / "out").glob(f"*-{form.name.lower()}.pdf")).read_bytes()
        for form in exam.forms.values()
    }
    return [
        Printed(form.seal, form.pages, tuple(rendered(made[form.name], len(form.pages))))
        for form in exam.forms.values()
    ]


def _read(folder: Path, pages: Sequence[Sheet], piles: int, rounds: int) -> Read:
    files = [folder / f"{piles}-{place}.pdf" for place in range(piles)]
    for place, file in enumerate(files):
        bound([*pages[place:], *pages[:place]], file)
    runs = []
    for one in range(rounds):
        asked = ("scan", *map(str, files), "--exam", f"{folder}/out", "-o", f"{folder}/results-{piles}-{one}")
        runs.append(cost(quizgen(*asked), fine=(0, DOUBTFUL)))
    return Read(piles * len(pages), middle(runs))


def table(found: Sequence[Read]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| `quizgen scan`, sheets of 2 pages | clock s | CPU s | CPU s a page | peak MB |"
    yield "|---|---:|---:|---:|---:|"
    for one in found:
        spent = one.cost
        cells = (f"{spent.clock:.0f}", f"{spent.cpu:.0f}", f"{spent.cpu / one.pages:.2f}", f"{spent.peak:,.0f}")
        yield f"| {one.pages} pages of a PDF | {' | '.join(cells)} |"
    yield ""
    yield f"Wanted: at most {MUST} CPU s a page, whatever the number of pages, and memory that does not grow with it."
