"""Printed answer sheets, filled in with a biro and scanned."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from quizgen.cli import scan_exam
from quizgen.results import cells
from quizgen.results.forms import Exam, Form
from quizgen.scanning.looking import SCALE, look
from quizgen.scanning.pictures import Grey, count, picture
from quizgen.scanning.trial.meaning import Stroke
from quizgen.scanning.trial.pens import PENS, marked
from quizgen.sheets.page import Box
from quizgen.sheets.place import NUMBER, Place, place_of

BIRO = PENS[1]
FINE = 0.75
"""Pixels of a scan to those of a flattened page: 152 dpi."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An exam's folder, and the pages of its forms' sheets as they were printed."""

    folder: Path
    exam: Exam
    pages: Mapping[tuple[str, int], Grey]

    @property
    def forms(self) -> list[Form]:
        """Its forms in their order."""
        return [*self.exam.forms.values()]

    def right(self, form: int) -> dict[str, str]:
        """The key of a form as it is filled in."""
        with (self.folder / "key.csv").open(encoding="utf-8-sig", newline="") as file:
            found = [row for row in csv.DictReader(file) if row["form"] == self.forms[form].name]
        return {row["question"]: row["letter"] or row["key"] for row in found}

    def lettered(self, form: int) -> str:
        """The first question of a form that is answered by a letter."""
        return next(column for column, key in self.right(form).items() if key.isalpha())

    def scan(
        self,
        to: Path,
        form: Form,
        number: str,
        values: Mapping[str, str],
        *,
        also: Mapping[str, str] | None = None,
        stroke: Stroke = "full",
        page: int = 1,
    ) -> Path:
        """Writes a scan of a page with answers by their columns, and with boxes of ``also`` filled by that stroke."""
        said = {NUMBER: number}
        for column, cell in values.items():
            said.update(cells.parsed(form, column, cell) or {})
        more = {Place(int(column), "", 0): labels for column, labels in (also or {}).items()}
        strokes: list[tuple[Box, Stroke]] = []
        for field in form.pages[page - 1].fields:
            place = place_of(field)
            wanted = said.get(place, "")
            every = [wanted] if len(field.columns) == 1 else wanted
            pairs = zip(field.columns, every, strict=False)
            strokes += [(box, "full") for boxes, one in pairs for box in boxes if box.label in one]
            strokes += [(box, stroke) for box in field.columns[0] if box.label in more.get(place, "")]
        paper = marked(self.pages[form.name, page], SCALE, strokes, BIRO, np.random.default_rng(1))
        to.parent.mkdir(parents=True, exist_ok=True)
        small = cv2.resize(paper, None, fx=FINE, fy=FINE, interpolation=cv2.INTER_AREA)
        assert cv2.imwrite(str(to), small)
        return to


def rows(folder: Path) -> list[dict[str, str]]:
    """The table of results."""
    with (folder / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def printed(folder: Path) -> Printed:
    """The sheets in the PDFs of an exam's folder."""
    exam, sheets = scan_exam.sat(folder, None).exam, scan_exam.sheets(folder)
    pages: dict[tuple[str, int], Grey] = {}
    for pdf in sorted(folder.glob("*-?.pdf")):
        for number in range(count(pdf), 0, -1):
            seen = look(picture(pdf, number), sheets)
            if seen.flat is None:  # questions, which come before the sheet
                break
            pages[exam.forms[seen.seal].name, seen.number] = seen.flat
    assert len(pages) == sum(len(form.pages) for form in exam.forms.values())
    return Printed(folder, exam, pages)
