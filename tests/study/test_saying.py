"""What a page and a notebook say of an answer is what the terminal says, in paragraphs in place of lines."""

from __future__ import annotations

import click
import handmade
import handmade_parts
import pytest

from quizgen.answers import Chosen, Filled, Given, Placed, Written
from quizgen.cli.talk import verdicts
from quizgen.model import Item
from quizgen.study.saying import verdict
from quizgen.study.session import grade
from quizgen.text.terminal import TERMINAL

PAIRED = " → "
"""The terminal prints pairs on two lines."""
ANSWERS: dict[str, tuple[Item, list[Given]]] = {
    "choice": (handmade.choice(), [Chosen(frozenset([0]))]),
    "multiple, some too many": (handmade.multiple(), [Chosen(frozenset(range(3)))]),
    "multiple, not all": (handmade.multiple(), [Chosen(frozenset([0]))]),
    "numerical": (handmade.numerical(), [Written((20480,))]),
    "ordering": (handmade.ordering(), [Placed((2, 1, 0))]),
    "unknown": (handmade.numerical(), [None]),
    "several": (handmade_parts.several(), [Written((9,)), Written((656,)), Chosen(frozenset([0])), *[None] * 4]),
    "grid": (
        handmade_parts.grid(),
        [Filled((Written((3, 14, 14)), Written((432,)), Written((3, 7, 7)), Written((7851,))))],
    ),
}


def words(text: str) -> str:
    return " ".join(click.unstyle(text).split())


@pytest.mark.parametrize("name", ANSWERS)
def test_every_sentence_is_one_of_the_terminals(name: str) -> None:
    item, given = ANSWERS[name]
    result = grade(item, given)
    terminal = words("\n".join(verdicts.verdict(result)))
    for said in verdict(result):
        told = [words(TERMINAL.text(text)) for text in said.texts if "grid" not in text.values]
        assert [one for one in told if one not in terminal and PAIRED not in one] == []
        assert said.right or told


def test_what_is_right_from_a_wrong_value_names_both_values() -> None:
    item, given = ANSWERS["several"]
    (own,) = verdict(grade(item, given))[1].texts
    assert TERMINAL.line(own) == "Right from your 9; with the right 10 it would be 808."
    item, given = ANSWERS["grid"]
    *_, own = verdict(grade(item, given))[0].texts
    assert TERMINAL.line(own).endswith(
        "right from your 3 × 14 × 14; with the right 16 × 14 × 14 it would be 16 × 7 × 7."
    )
