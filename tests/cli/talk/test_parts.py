"""The quiz with a pipe as input, for items of several parts and tables to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable

import click
from made_answers import GRID, MATCHING, SHAPE
from made_questions import LAYERS, LINKED, POSITIONS, SIZE, SOLUTION, question
from msgspec.structs import replace

from quizgen.answers import Grid, Numerical
from quizgen.asking.verify import verified
from quizgen.cli import screen, show
from quizgen.math.reader import read
from quizgen.model import Part
from quizgen.text import Text

Ask = Callable[..., str]


def flat(text: str) -> str:
    return " ".join(text.split())


def verdicts(text: str) -> str:
    """What is said between the last answer and the solution."""
    return flat(text.rpartition("\n> ")[2].partition("Solution –")[0]).partition(" ")[2]


def test_every_part_is_asked_behind_its_letter_in_order(ask: Ask) -> None:
    text = ask(LINKED, "27", "729", "5832")
    places = [text.index(f"({letter}) How many") for letter in "abc"]
    assert places == sorted(places)
    assert text.index("A map of 29 rows") < places[0]
    assert text.count("Type a number, or") == 3
    assert verdicts(text) == "(a) Right. (b) Right. (c) Right. Points: 3 of 3."
    assert "1 of 1 right" in text
    assert "Mistakes" not in text


def test_the_solution_of_every_part_stands_behind_its_letter(ask: Ask) -> None:
    after = flat(ask(LINKED, "27", "729", "5832").partition("Solution")[2])
    first, second, third = (after.index(f"({letter}) ") for letter in "abc")
    assert first < after.index("29 − 3 + 1") < second < after.index("27² = 729") < third < after.index("5,832")


def test_what_is_right_from_the_learners_own_value_says_so(ask: Ask) -> None:
    text = ask(LINKED, "28", "784", "6272")
    said = verdicts(text)
    assert said.startswith("(a) Not right. The answer is 27. The first one counts too.")
    assert "(b) Right. Right from your 28; with the right 27 it would be 729." in said
    assert "(c) Right. Right from your 784; with the right 729 it would be 5,832." in said
    assert "0 of 1 right" in text
    assert "counts wrongly (1×) Count the first one too." in flat(text)


def test_what_is_right_by_nothing_is_not_right(ask: Ask) -> None:
    said = verdicts(ask(LINKED, "28", "785", "5832"))
    assert "(b) Not right. The answer is 729." in said
    assert "(c) Right." in said
    assert "your" not in said


def test_a_part_that_nobody_knows_is_no_mistake_and_the_next_is_judged_from_the_right_value(ask: Ask) -> None:
    said = verdicts(ask(LINKED, "?", "729", "?"))
    assert said == "(a) The answer is 27. (b) Right. (c) The answer is 5,832. Points: 1 of 3."


def test_parts_of_other_kinds_are_asked_each_in_its_own_way(ask: Ask) -> None:
    mixed = question(SIZE, Part(MATCHING, (SOLUTION,)), POSITIONS)
    text = ask(mixed, "27", "ca", "729")
    assert "1) Conv2d" in flat(text.partition("(b)")[2])
    assert "1 of 1 right" in text
    said = verdicts(ask(mixed, "27", "ac", "729"))
    assert "(b) Not right. The answer is this: 1) Conv2d c) " in said


def test_a_shape_that_is_none_is_asked_again(ask: Ask) -> None:
    text = ask(question(Part(SHAPE, (SOLUTION,))), "3x3", "", "16", "16,14,14")
    assert "Type a shape such as 2 x 3 x 4" in text
    assert "'3x3' is not a shape such as 2 x 3 x 4." in text
    assert "Please type a shape." in text
    assert "'16' is not a shape" in text
    assert "1 of 1 right" in text


def halves(grid: Grid) -> Grid:
    """The table with two open cells, the first of each row."""
    return replace(grid, cells=tuple((row[0], Text("none")) for row in grid.cells))


def table(text: str) -> list[list[list[str]]]:
    """The rows of every table that is printed, without its head."""
    blocks = re.findall(r"^.*─┼─.*\n((?:.*│.*\n?)+)", text, re.MULTILINE)
    return [[[cell.strip() for cell in line.split("│")] for line in block.splitlines()] for block in blocks]


def test_a_grid_is_printed_as_a_table_and_its_cells_are_asked_by_row_and_column(ask: Ask) -> None:
    text = ask(question(LAYERS), "28", "156", "14")
    assert table(text) == [[["Conv2d", "...", "..."], ["MaxPool2d", "...", "none"]]]
    asked = text.partition("Fill in the table cell by cell")[2]
    places = [asked.index(f"{heading}: ") for heading in ("Conv2d, size", "Conv2d, parameters", "MaxPool2d, size")]
    assert places == sorted(places)
    assert "MaxPool2d, parameters" not in text
    assert "1 of 1 right" in text


def test_a_wrong_cell_is_told_its_mistake_and_the_table_as_it_should_be(ask: Ask) -> None:
    text = ask(question(LAYERS), "28", "150", "14")
    assert table(text)[1] == [["Conv2d", "28", "156"], ["MaxPool2d", "14", "none"]]
    assert "Conv2d, parameters: not 150. The first one counts too." in flat(text.partition("Not right.")[2])
    assert "0 of 1 right" in text
    assert "counts wrongly (1×)" in text


def test_the_points_of_several_answers_are_said(ask: Ask) -> None:
    assert "Points: 3 of 3." in ask(LINKED, "27", "729", "5832")
    assert "Points: 2 of 3." in ask(LINKED, "28", "784", "6272")
    assert "Points: 0.5 of 1." in ask(question(Part(halves(GRID), (SOLUTION,))), "1", "14")
    assert "Points" not in ask(question(SIZE), "27")


def test_how_a_shape_is_typed_is_said_before_a_table_that_asks_for_some(ask: Ask) -> None:
    shapes = replace(GRID, cells=tuple(tuple(SHAPE for _ in row) for row in GRID.cells))
    assert "a shape such as 2 x 3 x 4" in flat(ask(question(Part(shapes, (SOLUTION,))), *["?"] * 4))
    assert "a shape such as" not in ask(question(LAYERS), "28", "156", "14")


def test_a_wrong_cell_is_named_although_nobody_foresaw_the_mistake(ask: Ask) -> None:
    said = flat(ask(question(LAYERS), "28", "99", "14").partition("Not right.")[2].partition("Solution")[0])
    assert "Conv2d, parameters: not 99." in said
    assert "size: not" not in said


def test_what_is_right_from_a_wrong_shape_is_told_both_shapes(ask: Ask) -> None:
    shape = replace(SHAPE, names=("c", "h", "w"))
    values = Numerical(3136, follows=(read("c*h*w"),))
    linked = question(Part(shape, (SOLUTION,)), Part(values, (SOLUTION,)))
    said = flat(ask(linked, "16 x 13 x 13", "2704"))
    assert "Right from your 16 × 13 × 13; with the right 16 × 14 × 14 it would be 3,136." in said


def test_a_cell_that_is_right_from_an_earlier_one_says_so(ask: Ask) -> None:
    said = flat(ask(question(LAYERS), "26", "156", "13").partition("Not right.")[2].partition("Solution")[0])
    assert "MaxPool2d, size: right from your 26; with the right 28 it would be 14." in said


def test_a_question_mark_leaves_a_cell_open_and_the_next_one_is_asked(ask: Ask) -> None:
    text = ask(question(LAYERS), "?", "156", "14")
    assert "MaxPool2d, size: " in text
    assert "Not right. The answer is what stands in this table." in flat(text)
    assert "Mistakes" not in text
    unknown = ask(question(LAYERS), "?", "?", "?")
    assert "Not right" not in unknown
    assert "The answer is what stands in this table." in flat(unknown)


def test_a_cell_that_is_no_number_is_asked_again(ask: Ask) -> None:
    text = ask(question(LAYERS), "2x", "28", "156", "14")
    assert "'2x' has letters after the number; type a number such as 56, 2.5 or 5/2." in text
    assert text.count("Conv2d, size: ") == 2
    assert "1 of 1 right" in text


def test_a_part_after_a_grid_may_follow_from_its_cells(ask: Ask) -> None:
    linked = question(LAYERS, SIZE)
    assert "(b) Right." in verdicts(ask(linked, "28", "156", "14", "27"))


def test_everything_that_belongs_to_each_part_is_shown() -> None:
    shown = [flat(click.unstyle("\n".join(show._answer(verified(LINKED), place)))) for place in range(3)]
    assert shown[0].startswith("(a) How many rows come out?")
    assert "Key to (b)" in shown[1]
    assert "729" in shown[1]
    assert "54 adds: The first one counts too." in shown[1]
    grid = click.unstyle("\n".join(show._answer(verified(question(LAYERS)), 0)))
    assert "Conv2d, parameters: 150" in grid
    assert "no-biases: The first one counts too." in flat(grid)
    assert "── Key ─" in grid
    assert screen.grid(GRID, lambda _, cell: str(cell.key)) in grid
