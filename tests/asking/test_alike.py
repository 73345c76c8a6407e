"""The same question about other points: in an order of a seed, for the value itself, and proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Numerical
from quizgen.asking.alike import alike
from quizgen.asking.family import Family
from quizgen.errors import Disagreement
from quizgen.jobs.recipe import alone
from quizgen.model import Evidence, Item, Kind, Question, Witness


def drawn(name: str, kind: Kind) -> Question:
    (family,) = [one for one in catalog.sources() if one.id == name]
    return next(iter(family.draw("easy", kind, "1")))


def first(count: int, coming: Iterator[Question]) -> Sequence[Question]:
    return list(islice(coming, count))


@pytest.mark.parametrize(("name", "kind"), [("conv-output-size", "choice"), ("size-parameters-field", "parts")])
def test_the_question_itself_comes_first_and_then_all_points_in_the_order_of_the_seed(name: str, kind: Kind) -> None:
    question = drawn(name, kind)
    assert question.alike
    one, again, other = (question.alike(seed, lambda coming: first(9, coming)) for seed in ("a", "a", "b"))
    assert [each.id for each in one] == [each.id for each in again] != [each.id for each in other]
    assert one[0].id == other[0].id == question.id
    assert {each.family for each in one} == {name}
    assert {each.level for each in one} == {"easy"}
    assert all(isinstance(part.answer, Numerical) for each in one for part in each.parts)


def test_all_points_of_the_level_come() -> None:
    question = drawn("corner-visible-pixels", "numerical")
    (family,) = [one for one in catalog.sources() if one.id == "corner-visible-pixels"]
    assert isinstance(family, Family)
    seen: list[str] = []

    def look(coming: Iterator[Question]) -> Sequence[Question]:
        seen.extend(one.id for one in islice(coming, 1, None))
        return ()

    assert question.alike
    assert question.alike("a", look) == ()
    assert sorted(seen) == sorted(family.ids("easy"))


def test_one_that_a_witness_contradicts_is_refused() -> None:
    question = drawn("conv-output-size", "numerical")
    wrong = replace(question, witnesses=(Witness("somebody", lambda: (1,), (2,)),))
    with pytest.raises(Disagreement, match="somebody 1"):
        alike(0, (0,), lambda _: wrong, lambda coming: first(1, coming))


def test_it_stays_in_its_process() -> None:
    item = Item(drawn("conv-output-size", "numerical"), Evidence("2.13.0", ()))
    assert item.question.alike is not None
    assert alone(item).question.alike is None
