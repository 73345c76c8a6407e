"""Pictures for programs that read no SVG: the same one is drawn once."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import catalog
from quizgen.formats import drawings
from quizgen.formats.drawings import as_pdf, as_png
from quizgen.model import Figure


@pytest.fixture
def figures() -> list[Figure]:
    (source,) = catalog.select(["same-size-padding"])
    questions = islice(source.draw("medium", "numerical", "1"), 40)
    return [figure for question in questions for _, figure in question.drawn("solution")]


def test_a_picture_that_several_items_show_is_drawn_once(
    figures: list[Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []
    monkeypatch.setattr(drawings, "forget", lambda: drawn.append(b""))
    drawings._known.cache_clear()
    pictures = [as_png(figure) for figure in figures]
    assert len(drawn) == len(set(pictures)) < len(figures)


def test_pixels_and_pages_and_other_sizes_are_other_pictures(figures: list[Figure]) -> None:
    made = [as_png(figures[0]), as_png(figures[0], dots=96), as_pdf(figures[0]), as_png(figures[0], figures[0])]
    assert len(set(made)) == len(made)


def test_a_photograph_is_not_kept(figures: list[Figure], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "LARGE", 100)
    drawings._known.cache_clear()
    assert as_png(figures[0]) == as_png(figures[0])
    assert drawings._known.cache_info().currsize == 0
