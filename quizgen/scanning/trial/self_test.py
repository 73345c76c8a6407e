"""Whether reading works where quizgen is installed: sheets are printed, filled in, spoiled, read, and judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from quizgen.scanning.pages import read_picture
from quizgen.scanning.pictures import Picture
from quizgen.scanning.trial.judging import Tally
from quizgen.scanning.trial.piles import Sheet, pile, sheets
from quizgen.scanning.trial.printing import Printed, printed

FORMS, OWN = "AB", 2
"""Forms that anybody may take, and papers for one student each."""


def handed_in(seed: str, students: int) -> Iterator[tuple[Sheet, Sequence[Printed]]]:
    """The sheets of so many students, of which some have papers of their own, with the forms of the exam."""
    common = [printed(seed, name) for name in FORMS]
    own = [printed(seed, f"own-{place}", f"{2_100_000 + 37 * place}") for place in range(min(OWN, students))]
    every = [*common, *own]
    for one in pile(seed, common, students - len(own)):
        yield one, every
    for place, form in enumerate(own):
        for one in sheets(seed, f"own-{place + 1:03d}", form):
            yield one, every


def judge(one: Sheet, forms: Sequence[Printed], found: Tally) -> None:
    """Reads a sheet as a scan of an exam with these forms, and judges what was read."""
    grey = np.asarray(cv2.imdecode(np.frombuffer(one.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)
    read = read_picture(Picture(Path(one.name), 1, grey), {form.seal: form.pages for form in forms})
    found.add(one.name, read, one.truth)


def report(found: Tally) -> Iterator[str]:
    """What was right and what was not, line by line."""
    rows = found.rows.total()
    yield f"{found.pages} pages were printed, filled in, spoiled and read, {len(found.refused)} refused."
    yield f"{rows} rows: {found.count('right')} right, {found.count('told')} shown to a human as they have to be,"
    yield f"{found.count('doubtful')} in doubt without need ({found.doubtful:.1%}), {len(found.faults)} wrong."
    yield from (f"Refused: {one}" for one in found.refused)
    for name, one in found.faults:
        yield f"Wrong: {name}, question {one.meant.field.question}: {one.verdict} ('{one.read.value}')"
