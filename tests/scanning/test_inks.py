from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from quizgen.scanning.inks import inks
from quizgen.scanning.pages import read_picture
from quizgen.scanning.pictures import Grey, Picture
from quizgen.scanning.trial.meaning import Stroke
from quizgen.scanning.trial.pens import PENS, marked
from quizgen.scanning.trial.printing import SCALE, Printed
from quizgen.sheets.page import Box

Shown = Callable[[Grey], Picture]


def boxes(labels: str, each: int) -> list[Box]:
    return [Box(0, 0, 4, 3, label) for label in labels for _ in range(each)]


def test_a_printed_letter_is_no_ink() -> None:
    dark = np.array([0.03] * 6 + [0.08] * 6, np.float32)
    assert np.abs(inks(dark, boxes("AB", 6), 1.0)).max() < 0.001


@pytest.mark.parametrize("empty", [0, 1, 2, 3])
def test_a_letter_that_nearly_all_rows_mark_is_not_taken_for_empty(empty: int) -> None:
    dark = np.array([0.06] * empty + [0.25] * (6 - empty) + [0.05] * 6, np.float32)
    found = inks(dark, boxes("AB", 6), 1.0)
    assert found[empty:6].min() > 0.15
    assert np.abs(found[:empty]).max(initial=0) < 0.03


def test_a_faded_print_measures_by_its_own_black() -> None:
    dark = np.array([0.03] * 4 + [0.5], np.float32)
    assert inks(dark, [*boxes("A", 5)], 0.5)[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("stroke", ["full", "cross", "tick", "faint"])
def test_where_all_rows_mark_all_letters_none_is_read_as_blank(form: Printed, shown: Shown, stroke: Stroke) -> None:
    page = form.pages[0]
    rows = [field for field in page.fields if field.corrected]
    every = [(box, stroke) for field in rows for box in field.columns[0]]
    paper = marked(form.paper[0], SCALE, every, PENS[1], np.random.default_rng(1))
    read = read_picture(shown(paper), {form.seal: form.pages})
    for one, field in zip(read.fields, page.fields, strict=True):
        if field in rows:
            wanted = "".join(box.label for box in field.columns[0]) if field.marks == "many" else ""
            assert (one.value, one.state) == (wanted, "sure" if wanted else "doubtful")


@pytest.mark.parametrize("by", [0.8, 1.4])
def test_rows_that_moved_with_the_paper_are_read_where_they_are(form: Printed, shown: Shown, by: float) -> None:
    page = form.pages[0]
    strokes: list[tuple[Box, Stroke]] = [(field.columns[0][1], "full") for field in page.fields if field.question]
    paper = marked(form.paper[0], SCALE, strokes, PENS[0], np.random.default_rng(1))
    moved = paper.copy()
    top, bottom = round(80 * SCALE), round(225 * SCALE)
    moved[top:bottom] = np.roll(paper[top:bottom], round(by * SCALE), axis=1)
    sheets = {form.seal: form.pages}
    straight, folded = (read_picture(shown(one), sheets) for one in (paper, moved))
    assert not folded.refused
    assert [one.value for one in folded.fields[1:]] == [one.value for one in straight.fields[1:]]
    assert {one.state for one in folded.fields[1:]} == {"sure"}


@pytest.mark.parametrize("shape", ["fold across", "fold down", "ring", "spot"])
def test_shade_and_stains_on_empty_rows_are_no_answers(form: Printed, shown: Shown, shape: str) -> None:
    """Each goes on beyond the box in whose middle it is darkest."""
    page, paper = form.pages[0], form.paper[0]
    row = [field for field in page.fields if field.corrected][3]
    box = row.columns[0][0]
    down, across = np.mgrid[: paper.shape[0], : paper.shape[1]].astype(np.float32) / SCALE
    right, below = across - box.x - box.width / 2, down - box.y - box.height / 2
    away = {
        "fold across": below,
        "fold down": right,
        "ring": np.hypot(right - 25, below) - 25,
        "spot": np.maximum(0, np.hypot(right, below) - 3.5),
    }[shape]
    shade = paper * (1 - 0.38 * np.exp(-(away**2)))
    read = read_picture(shown(shade.astype(np.uint8)), {form.seal: form.pages})
    assert not read.refused
    assert {field.value for field in read.fields} == {""}
    found = next(
        one for one in read.fields if (one.question, one.part, one.index) == (row.question, row.part, row.index)
    )
    assert found.state == "doubtful"
