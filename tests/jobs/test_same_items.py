"""Whoever makes the items, they are the same ones in the same order, and what goes wrong is said in its turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from crews import Elsewhere

from quizgen import catalog
from quizgen.asking import verify
from quizgen.asking.source import Source
from quizgen.blueprint.spread import Wish, cells
from quizgen.cli import rendering
from quizgen.errors import Disagreement, UsageError
from quizgen.formats.protocol import Options
from quizgen.jobs import ahead, crew, items, portions, rounds
from quizgen.jobs.recipe import Made, Recipe
from quizgen.model import LEVELS, Form, Item, Question

NAMED = ("conv-output-size", "which-conv-output-size", "network-table", "padding", "residual-value")
FORMATS = ("json", "jsonl", "moodle", "markdown")
pytestmark = pytest.mark.usefixtures("small_rounds")


def wish(sources: tuple[Source, ...], number: int, seed: str = "5") -> Wish:
    return Wish(cells(sources, LEVELS, None), number, seed)


def written(made: Iterator[Made], recipe: Recipe) -> list[tuple[str, bytes]]:
    files = rendering.files(Form("T", "5", ()), made, recipe, BytesIO)
    return [(file.name, b"".join(file.chunks)) for file in files]


@pytest.mark.parametrize("formats", [("jsonl",), ("moodle",), FORMATS])
def test_a_crew_makes_the_same_files(formats: tuple[str, ...]) -> None:
    recipe = Recipe(formats, Options("x", key=True))
    wished = wish(catalog.select(["output-size", "pooling", "residual-and-inception-concepts"]), 90)
    here = written(items.made(wished, recipe, None), recipe)
    assert written(items.made(wished, recipe, Elsewhere()), recipe) == here
    assert written(items.made(wished, recipe, Elsewhere(7)), recipe) == here


@pytest.mark.parametrize("alone", [1, 40, 80, 500])
def test_a_crew_that_inherits_goes_on_where_the_first_items_end(alone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "ALONE", alone)
    recipe = Recipe(("jsonl",), Options("x", key=True))
    wished = wish(catalog.select(["output-size", "pooling", "residual-and-inception-concepts"]), 90)
    who = Elsewhere(inherits=True)
    assert written(items.made(wished, recipe, who), recipe) == written(items.made(wished, recipe, None), recipe)
    assert (sum(who.handed) > 0) == (alone < 90)


def test_items_of_every_source_travel() -> None:
    recipe = Recipe(("markdown",), Options("x"))
    wished = wish(catalog.sources(), 150)
    there = [one.item for one in items.made(wished, recipe, Elsewhere())]
    assert there == [one.item for one in items.made(wished, recipe, None)]


def test_a_cell_some_of_whose_questions_do_not_join_is_asked_for_more_and_ends_where_it_ends_here() -> None:
    recipe = Recipe(("jsonl",), Options("x"))
    sources = catalog.select(["receptive-field-growth-concepts", "stacked-kernels-concepts", "receptive-field"])
    authored = tuple(one for one in sources if one.authored)
    held = sum(one.count(level, kind) for one in authored for level in LEVELS for kind in one.kinds)
    wished = wish(authored, held)

    def taken(who: crew.Crew | None) -> tuple[list[Made], str]:
        found: list[Made] = []
        try:
            found.extend(items.made(wished, recipe, who))
        except UsageError as error:
            return found, str(error)
        return found, ""

    assert taken(Elsewhere()) == taken(Elsewhere(inherits=True)) == taken(None)


def verified_ids(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the questions that are verified from now on."""
    found: list[str] = []
    check = verify.check_answers

    def noted(question: Question) -> None:
        found.append(question.id)
        check(question)

    monkeypatch.setattr(verify, "check_answers", noted)
    return found


def test_a_round_asks_no_more_than_is_wanted_of_cells_whose_questions_all_join(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = verified_ids(monkeypatch)
    recipe = Recipe(("jsonl",), Options("x"))
    wished = wish(catalog.select(["conv-parameters"]), 40)
    assert len(list(items.made(wished, recipe, None))) == len(asked) == len(set(asked)) == 40


def test_what_waits_here_is_bounded_where_few_join(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = verified_ids(monkeypatch)
    made = items.made(wish(catalog.select(["output-size"]), 400), Recipe(("jsonl",), Options("x")), None)
    for number, _ in enumerate(islice(made, 200), start=1):
        assert len(asked) - number <= 2 * (rounds.ROUND + rounds.LOW)


def test_what_waits_is_bounded() -> None:
    recipe, who = Recipe(("jsonl",), Options("x")), Elsewhere()
    made = items.made(wish(catalog.select(NAMED[:2]), 400), recipe, who)
    for number, _ in enumerate(islice(made, 200), start=1):
        assert sum(who.handed) - number <= 2 * ahead.ROUND + ahead.BATCH


def test_a_fault_is_raised_in_its_turn_and_only_if_the_question_is_taken(
    refuse: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (source,) = catalog.select(["conv-output-size"])
    refuse(next(islice(source.draw("easy", source.usual("easy"), "5"), 6, None)).id)
    recipe = Recipe(("jsonl",), Options("x"))
    easy = Wish(cells([source], ("easy",), None), 20, "5")
    monkeypatch.setattr(items, "ALONE", 3)
    for who in (None, Elsewhere(), Elsewhere(inherits=True)):
        made = items.made(easy, recipe, who)
        assert len(list(islice(made, 6))) == 6
        with pytest.raises(Disagreement, match="is faulty"):
            next(made)
    few = Wish(easy.cells, 6, "5")
    assert len(list(items.made(few, recipe, Elsewhere()))) == 6


def test_a_fault_of_quizgens_own_is_no_sentence() -> None:
    with pytest.raises(ZeroDivisionError):
        portions.told(ZeroDivisionError())


def test_tasks_are_taken_ahead_as_far_as_they_are_soon_wanted_and_end_in_their_turn() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(9):
            taken.append(number)
            yield number
        raise UsageError("no more")

    found = crew.in_order(Elsewhere(), abs, tasks())
    assert next(found) == 0
    assert taken == [0, 1, 2, 3]
    assert list(islice(found, 8)) == [*range(1, 9)]
    with pytest.raises(UsageError, match="no more"):
        next(found)


def test_an_authors_own_file_travels_with_its_text(tmp_path: Path) -> None:
    shipped = max(catalog.authored(), key=lambda one: sum(one.count("easy", kind) for kind in one.kinds))
    own = tmp_path / "mine.toml"
    own.write_text(shipped.path.read_text())
    (source,) = catalog.select([str(own)])
    recipe = Recipe(("markdown",), Options("x"))
    easy = Wish(cells([source], ("easy",), None), 3, "5")
    made = items.made(easy, recipe, Elsewhere())
    first = next(made)
    own.unlink()
    there: list[Item | None] = [first.item, *(one.item for one in made)]
    assert there == [one.item for one in items.made(easy, recipe, None)]
