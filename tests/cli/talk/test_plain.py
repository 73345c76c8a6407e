"""Where the cursor is not moved, or nobody wants that, the quiz is plain lines with the same conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from asked_for import drawn, letters, number, other
from terminals import Terminal

Sit = Callable[..., Terminal]
PLAIN: list[tuple[tuple[str, ...], Mapping[str, str]]] = [
    (("--plain",), {}),
    ((), {"QUIZGEN_PLAIN": "1"}),
    ((), {"TERM": "dumb"}),
]


@pytest.mark.parametrize(("options", "env"), PLAIN, ids=["--plain", "QUIZGEN_PLAIN", "TERM=dumb"])
def test_a_conversation_in_plain_lines(sit: Sit, options: tuple[str, ...], env: Mapping[str, str]) -> None:
    (item,) = drawn("conv-parameters", "numerical", 1)
    words = ("conv-parameters", "--kind", "numerical", "--seed", "7", "-n", "1", *options)
    child = sit(*words, rows=80, **env)
    child.at("Type a number")
    child.send("h\n")
    child.at("Hint 1 of 2")
    child.send(f"{other(item)}\n")
    child.at("Try again")
    child.send(f"{number(item)}\n")
    child.at("Press Enter for the summary, r for the same with new numbers")
    child.send("r\n")
    child.at("Once more")
    child.send("q\n")
    assert child.ended() == 0
    assert "0 of 1 right at the first try, 1 in the end" in child.flat
    assert b"\x1b" not in child.said
    assert b"\r" not in child.said.replace(b"\r\n", b"")


def test_letters_are_typed_where_no_key_is_heard_by_itself(sit: Sit) -> None:
    (item,) = drawn("conv-output-size", "choice", 1)
    child = sit("conv-output-size", "--kind", "choice", "--seed", "7", "-n", "1", "--plain", rows=60)
    child.at("or h for a hint, s to skip, ? for the solution, q to leave; then press Enter.")
    child.send(f"{letters(item, right=True)[0]}\n")
    child.at("Right. Solution")


def test_how_a_table_is_filled_is_told_once_as_long_as_it_stays_the_same(sit: Sit) -> None:
    child = sit("conv-relu-pool-map", "--kind", "parts", "--seed", "7", "-n", "1", "--plain", rows=90)
    for cell in ("row 0, column 0:", "row 0, column 1:", "row 1, column 0:"):
        child.sees(cell)
        child.send("?\n")
    child.send("q\n")
    assert child.ended() == 0
    assert child.flat.count("Fill in the table cell by cell") == 1
