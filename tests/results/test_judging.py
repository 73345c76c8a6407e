from __future__ import annotations

from scanned import RIGHT, accounted, exam, form, page

from quizgen.results.cells import cells
from quizgen.results.judging import judged
from quizgen.scanning.deciding import Thresholds

A = form("A")
ONE = exam(A)
FAINT = page(A, "12345", {**RIGHT, "1": ""}, faint={"1": "B"})


def first(thresholds: Thresholds) -> str:
    found = accounted(judged([FAINT], ONE, thresholds), ONE)
    return cells(found.papers.every[0])["1"]


def test_other_thresholds_mark_the_same_ink_otherwise() -> None:
    assert first(Thresholds()) == "?"
    assert first(Thresholds(blank=0.04, mark=0.08)) == "B"
    assert first(Thresholds(blank=0.1, mark=0.2)) == ""
