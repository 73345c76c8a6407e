"""What a family remembers follows from its shapes and mistakes, not from how many questions it has asked."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.asking.source import Source, usual_kind
from quizgen.blueprint.cells import Cell
from quizgen.model import Question

FEW = 300
NAMES = ("which-conv-macs", "which-conv-parameters", "conv-output-size", "conv-parameters")


def held_after(questions: Iterator[Question]) -> int:
    """Bytes after so many further questions, each of which is forgotten."""
    for _ in islice(questions, FEW):
        pass
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def source(name: str) -> Source:
    (found,) = (one for one in catalog.named(name) if one.id == name)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_many_questions_take_no_more_memory_than_few(name: str) -> None:
    asked = source(name)
    tracemalloc.start()
    questions = Cell(asked, "hard", usual_kind(asked, "hard")).questions("1")
    few, many = held_after(questions), held_after(questions)
    tracemalloc.stop()
    assert many - few < 100 * FEW
