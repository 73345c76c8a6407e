"""A spoiled answer is told what is wrong with it."""

from __future__ import annotations

import pytest
from made_answers import (
    CHOICE,
    GRID,
    MATCHING,
    MULTIPLE,
    NUMERICAL,
    ORDERING,
    SHAPE,
    TRUE_OR_FALSE,
    number,
    words,
)
from msgspec.structs import replace

from quizgen.answers import Answer, Numerical, Option
from quizgen.math.reader import read
from quizgen.text import Text

A, B, C, D = CHOICE.options
PLAIN = Option(Text("5"), 5)
CONV, POOL = GRID.cells
SPOILED: dict[str, tuple[Answer, str]] = {
    "two equal options": (replace(CHOICE, options=(A, B, replace(C, value=30), D)), "two options have the same value"),
    "a distractor that is the key": (replace(CHOICE, options=(A, B, replace(C, value=27), D)), "26, 27, 27, 30"),
    "no right option": (replace(CHOICE, right=4), "the right options [4] are not all among the 4 there are"),
    "a place below zero": (replace(CHOICE, right=-1), "the right options [-1] are not all among"),
    "a right option that is a mistake": (replace(CHOICE, right=2), "or a right option from one"),
    "a distractor without a mistake": (replace(CHOICE, options=(PLAIN, B, C, D)), "comes from no named misconception"),
    "descending numbers": (replace(CHOICE, options=(C, B, A, D), right=1), "do not ascend: 28, 27, 26, 30"),
    "true or false with three sides": (
        replace(TRUE_OR_FALSE, options=(*TRUE_OR_FALSE.options, words("Both", "hedges"))),
        "true or false has two options, not 3",
    ),
    "several of which none is right": (replace(MULTIPLE, right=frozenset()), "of 4 options none is right"),
    "several with a place too far": (replace(MULTIPLE, right=frozenset({0, 4})), "the right options [0, 4]"),
    "several of which two are equal": (
        replace(MULTIPLE, options=(*MULTIPLE.options[:3], words("The mean", "learns-all"))),
        "two options have the same value",
    ),
    "a foreseen value without a mistake": (replace(NUMERICAL, foreseen=(PLAIN,)), "comes from no named misconception"),
    "a foreseen value that is the key": (
        replace(NUMERICAL, foreseen=(number(27, "one-more"),)),
        "a foreseen wrong value is the key 27",
    ),
    "a foreseen shape that is the key": (
        replace(SHAPE, foreseen=(number((16, 14, 14), "one-more"),)),
        "a foreseen wrong value is the key (16, 14, 14)",
    ),
    "foreseen values that are equal": (
        replace(NUMERICAL, foreseen=(number(26, "one-less"), number(26, "two-less"))),
        "two options have the same value: 26, 26",
    ),
    "foreseen values that descend": (replace(NUMERICAL, foreseen=NUMERICAL.foreseen[::-1]), "do not ascend: 28, 26"),
    "more names than numbers": (replace(NUMERICAL, names=("o", "p")), "the key 27 has 1 numbers, with other numbers"),
    "fewer trees than numbers": (replace(SHAPE, follows=(read("c"),)), "has 3 numbers, with other numbers of names"),
    "no prompts": (replace(MATCHING, prompts=(), places=()), "a matching question has 0 prompts and places for 0"),
    "a prompt without a place": (replace(MATCHING, places=(2,)), "a matching question has 2 prompts and places for 1"),
    "one option for two prompts": (replace(MATCHING, places=(2, 2)), "the key (2, 2) does not give each prompt"),
    "a pair with nothing": (replace(MATCHING, places=(2, 3)), "the key (2, 3) does not give each prompt an option"),
    "equal options to match": (
        replace(MATCHING, options=(*MATCHING.options[:2], MATCHING.options[0])),
        "two options have the same value",
    ),
    "an option to match without a mistake": (
        replace(MATCHING, options=(words("Features"), *MATCHING.options[1:])),
        "comes with no named misconception",
    ),
    "steps in the right order": (replace(ORDERING, places=(0, 1, 2)), "the steps are shown in the right order"),
    "a place twice": (replace(ORDERING, places=(1, 1, 0)), "does not give each of 3 steps a place"),
    "a step without a place": (replace(ORDERING, places=(1, 0)), "does not give each of 3 steps a place"),
    "equal steps": (
        replace(ORDERING, steps=(Text("Scale."), Text("Average."), Text("Scale."))),
        "two options have the same value",
    ),
    "a missing cell": (
        replace(GRID, cells=(CONV, POOL[:1])),
        "a grid of 2 rows and 2 columns has other numbers of cells",
    ),
    "a missing row": (replace(GRID, cells=(CONV,)), "a grid of 2 rows and 2 columns has other numbers of cells"),
    "nothing to fill in": (replace(GRID, cells=((Text("a"),) * 2,) * 2), "a grid has no cell to fill in"),
    "a cell with a fault": (
        replace(GRID, cells=(CONV, (replace(SHAPE, foreseen=(PLAIN,)), POOL[1]))),
        "open cell 3: a foreseen wrong value comes from no named misconception",
    ),
    "a cell that follows from a later one": (
        replace(GRID, cells=((replace(NUMERICAL, follows=(read("2*o_2"),)), CONV[1]), POOL)),
        "open cell 1 follows from o_2, which no earlier cell asks",
    ),
    "a cell that follows from itself": (
        replace(GRID, cells=((Numerical(27, (), names=("o_1",), follows=(read("o_1"),)), CONV[1]), POOL)),
        "open cell 1 follows from o_1, which no earlier cell asks",
    ),
}


@pytest.mark.parametrize(("answer", "says"), SPOILED.values(), ids=SPOILED)
def test_a_spoiled_answer_is_told_its_fault(answer: Answer, says: str) -> None:
    assert any(says in fault for fault in answer.faults()), list(answer.faults())


def test_shapes_have_no_order() -> None:
    shapes = (number((16, 15, 15), "one-more"), number((16, 13, 13), "one-less"))
    assert list(replace(SHAPE, foreseen=shapes).faults()) == []
