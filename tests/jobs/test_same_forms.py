"""Whoever makes the forms of an exam, whoever verifies them and when, they are the same ones."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from itertools import islice
from typing import Any

import pytest
from crews import Elsewhere, Here

from quizgen.blueprint import forms
from quizgen.blueprint.reader import parse
from quizgen.errors import Disagreement, QuizgenError
from quizgen.formats.protocol import Options
from quizgen.jobs import crew, exams, meanwhile
from quizgen.jobs.recipe import Recipe

pytestmark = pytest.mark.usefixtures("small_rounds")
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


@pytest.fixture
def faulty(refuse: Callable[[str], None]) -> None:
    """A question of the second form is faulty."""
    draft = next(islice(forms.drafts(parse(BLUEPRINT, "x.toml"), 2, "5"), 1, None))
    refuse(draft.seats[0].question.id)


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("verifier", [None, Elsewhere()])
def test_a_form_that_is_printed_and_then_found_faulty_is_not_given_out(verifier: crew.Crew | None) -> None:
    blueprint, recipe = parse(BLUEPRINT, "x.toml"), Recipe(("pdf",), Options("week-3"))
    head, given = forms.heading(blueprint, "5"), list[object]()
    with pytest.raises(Disagreement, match="is faulty"):
        given.extend(
            exams.files(forms.drafts(blueprint, 3, "5"), head, recipe, None, meanwhile.Helpers(Here(), verifier))
        )
    assert len(given) == 1


@pytest.mark.usefixtures("faulty")
def test_a_faulty_question_of_a_form_is_told_by_a_crew_as_it_is_here() -> None:
    said = []
    for who in (None, Elsewhere()):
        with pytest.raises(QuizgenError) as caught:
            sheets(5, who)
        said.append(str(caught.value))
    assert said[0] == said[1]
