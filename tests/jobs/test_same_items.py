"""Whoever makes the items, they are the same ones in the same order, and what goes wrong is said in its turn."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from quizgen import catalog
from quizgen.asking import verify
from quizgen.asking.source import Source
from quizgen.blueprint import forms
from quizgen.blueprint.reader import parse
from quizgen.blueprint.spread import Wish, cells
from quizgen.cli import rendering
from quizgen.errors import Disagreement, QuizgenError, UsageError
from quizgen.formats.protocol import Options
from quizgen.jobs import ahead, crew, exams, items, meanwhile, portions, rounds
from quizgen.jobs.recipe import Made, Recipe
from quizgen.model import LEVELS, Form, Item, Question

NAMED = ("conv-output-size", "which-conv-output-size", "network-table", "padding", "residual-value")
FORMATS = ("json", "jsonl", "moodle", "markdown")
ON_PAPER = ("json", "moodle", "typst")
BLUEPRINT = """
title = "Week 3"
[[slots]]
family = "conv-output-size"
level = "easy"
count = 2
points = 2
[[slots]]
topic = "output-size"
level = "medium"
count = 3
[[slots]]
family = "code-output-shape"
level = "easy"
count = 2
[[slots]]
family = "layers-for-receptive-field"
level = "easy"
count = 3
"""


@dataclass
class Elsewhere:
    """A crew that works at once, on what would reach another process of what it is given, and gives back the same."""

    width: int = 2
    inherits: bool = False
    handed: list[int] = field(default_factory=list)

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        sent, wishes = pickle.loads(pickle.dumps((arguments, options)))  # noqa: S301 - our own
        self.handed.append(sum(one.count for one in getattr(sent[0], "portions", ())))
        done: Future[Any] = Future()
        done.set_result(pickle.loads(pickle.dumps(work(*sent, **wishes))))  # noqa: S301 - our own
        return done


class Here:
    """Threads, which work at once."""

    width, inherits = 2, False

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*arguments, **options))
        return done


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds are small, so that there are several."""
    monkeypatch.setattr(rounds, "ROUND", 16)
    monkeypatch.setattr(rounds, "LOW", 4)
    monkeypatch.setattr(ahead, "ROUND", 16)
    monkeypatch.setattr(ahead, "OF_ONE", 1)
    monkeypatch.setattr(ahead, "BATCH", 4)
    monkeypatch.setattr(ahead, "MORE", 2)


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


def faulty(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the question with that number of the cell be faulty, wherever it is verified."""
    (source,) = catalog.select(["conv-output-size"])
    refuse(next(islice(source.draw("easy", source.usual("easy"), "5"), at, None)).id, monkeypatch)


def refuse(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the question with that id be faulty."""
    check = verify.check_answers

    def checked(question: Question) -> None:
        if question.id == bad:
            raise Disagreement(f"{bad} is faulty")
        check(question)

    monkeypatch.setattr(verify, "check_answers", checked)


def test_a_fault_is_raised_in_its_turn_and_only_if_the_question_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    faulty(6, monkeypatch)
    (source,) = catalog.select(["conv-output-size"])
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


def sheets(
    number: int, who: crew.Crew | None, helpers: meanwhile.Helpers | None = None, formats: tuple[str, ...] = ON_PAPER
) -> list[list[tuple[str, bytes]]]:
    blueprint = parse(BLUEPRINT, "x.toml")
    recipe = Recipe(formats, Options("week-3", key=True))
    drawn = forms.drafts(blueprint, number, "5")
    every = exams.files(drawn, forms.heading(blueprint, "5"), recipe, who, helpers)
    return [[(file.name, b"".join(file.chunks)) for file in one] for one in every]


def test_a_crew_makes_the_same_forms() -> None:
    here = sheets(5, None)
    assert sheets(5, Elsewhere()) == sheets(5, Elsewhere(inherits=True)) == here
    assert [name for one in here for name, _ in one if name.endswith(".xml")] == [f"week-3-{x}.xml" for x in "abcde"]


def test_forms_that_are_printed_while_they_are_verified_are_the_same() -> None:
    formats = ("json", "pdf", "moodle")
    printed: list[str] = []

    class Printer(Here):
        def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
            done = super().submit(work, *arguments, **options)
            printed.extend(done.result())
            return done

    here = sheets(3, None, None, formats)
    assert sheets(3, None, meanwhile.Helpers(Printer()), formats) == here
    assert printed == ["pdf"] * 3
    assert sheets(3, None, meanwhile.Helpers(Here(), Elsewhere()), formats) == here


def refuse_one_of_form(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a question of the form with that number, from 0, be faulty."""
    draft = next(islice(forms.drafts(parse(BLUEPRINT, "x.toml"), number + 1, "5"), number, None))
    refuse(draft.seats[0].question.id, monkeypatch)


@pytest.mark.parametrize("verifier", [None, Elsewhere()])
def test_a_form_that_is_printed_and_then_found_faulty_is_not_given_out(
    verifier: crew.Crew | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_one_of_form(1, monkeypatch)
    blueprint, recipe = parse(BLUEPRINT, "x.toml"), Recipe(("pdf",), Options("week-3"))
    head, given = forms.heading(blueprint, "5"), list[object]()
    with pytest.raises(Disagreement, match="is faulty"):
        given.extend(
            exams.files(forms.drafts(blueprint, 3, "5"), head, recipe, None, meanwhile.Helpers(Here(), verifier))
        )
    assert len(given) == 1


def test_a_faulty_question_of_a_form_is_told_by_a_crew_as_it_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_one_of_form(1, monkeypatch)
    said = []
    for who in (None, Elsewhere()):
        with pytest.raises(QuizgenError) as caught:
            sheets(5, who)
        said.append(str(caught.value))
    assert said[0] == said[1]


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
