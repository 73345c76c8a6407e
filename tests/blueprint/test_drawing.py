from __future__ import annotations

from itertools import islice

import pytest

from quizgen import catalog
from quizgen.blueprint import Cell, Supply, draw
from quizgen.blueprint.drawing import asked_here
from quizgen.model import Kind, Question
from quizgen.text.terminal import TERMINAL

(CONV,) = catalog.select(["conv-output-size"])
(WHICH,) = catalog.select(["which-conv-output-size"])


def take(supply: Supply[Question], cell: Cell, number: int) -> list[str]:
    return [one.content.id for _ in range(number) if (one := supply.take(cell)) is not None]


@pytest.mark.parametrize("kind", ["choice", "numerical"])
def test_the_same_seed_draws_the_same_items_and_another_seed_others(kind: Kind) -> None:
    def ids(seed: str) -> list[str]:
        return [item.id for item in islice(draw(CONV, "easy", kind, seed), 20)]

    assert ids("7") == ids("7")
    assert ids("7") != ids("8")


def test_a_supply_goes_on_where_a_cell_stopped() -> None:
    cell = Cell(CONV, "easy", "choice")
    supply = Supply(asked_here("1"))
    assert take(supply, cell, 3) + take(supply, cell, 4) == take(Supply(asked_here("1")), cell, 7)


def test_two_kinds_of_one_level_never_share_a_point() -> None:
    supply = Supply(asked_here("1"))
    chosen = take(supply, Cell(CONV, "easy", "choice"), 150)
    numbers = take(supply, Cell(CONV, "easy", "numerical"), 150)
    assert len({*chosen, *numbers}) == 300


def test_a_spent_cell_gives_none_and_every_point_came_once() -> None:
    supply, cell = Supply(asked_here("1")), Cell(WHICH, "easy", "choice")
    total = WHICH.count("easy", "choice")
    assert len(set(take(supply, cell, total))) == total
    assert supply.take(cell) is None


def test_no_stem_is_given_out_twice() -> None:
    supply = Supply(asked_here("1"))
    items = [supply.take(Cell(CONV, level, "choice")) for level in ("easy", "medium", "hard") for _ in range(60)]
    stems = [TERMINAL.text(item.content.stem) for item in items if item]
    assert len(set(stems)) == 180
