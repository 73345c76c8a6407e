"""A prediction before any data: what it follows from, and in which direction."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.blueprint.difficulty import blind, predicted
from quizgen.model import LEVELS, Kind, Level, Question


def question(name: str, level: Level, kind: Kind) -> Question:
    (source,) = catalog.select([name])
    return next(source.draw(level, kind, "1"))


def with_steps(one: Question, number: int) -> Question:
    (part,) = one.parts
    return replace(one, parts=(replace(part, solution=part.solution[:1] * number),))


def test_harder_levels_are_predicted_to_be_harder() -> None:
    every = [
        predicted(with_steps(question("conv-output-size", level, kind), 1))
        for kind in ("choice", "numerical")
        for level in LEVELS
    ]
    assert every[:3] == sorted(every[:3], reverse=True)
    assert every[3:] == sorted(every[3:], reverse=True)
    assert len(set(every)) == 6


def test_an_easy_choice_of_four_with_one_step_is_what_is_known_and_a_quarter_of_the_rest() -> None:
    one = with_steps(question("conv-parameters", "easy", "choice"), 1)
    assert predicted(one) == Fraction(85, 100) + Fraction(15, 100) / 4


def test_each_step_makes_it_harder_up_to_a_bound() -> None:
    one = question("conv-output-size", "medium", "numerical")
    shares = [predicted(with_steps(one, number)) for number in range(1, 8)]
    assert shares[:5] == sorted(set(shares), reverse=True)
    assert shares[4] == shares[5] == shares[6] > 0


@pytest.mark.parametrize(
    ("name", "level", "kind", "floor"),
    [
        ("conv-parameters", "easy", "choice", Fraction(1, 4)),
        ("conv-output-size", "easy", "numerical", Fraction(0)),
        ("which-conv-output-size", "easy", "multiple", Fraction(1, 31)),
    ],
)
def test_a_blind_guess_is_the_floor(name: str, level: Level, kind: Kind, floor: Fraction) -> None:
    one = question(name, level, kind)
    assert blind(one.parts[0].answer) == floor
    assert floor <= predicted(one) < 1


def test_whoever_matches_or_orders_by_chance_is_hardly_ever_right() -> None:
    every: tuple[tuple[Kind, str], ...] = (("matching", "prompts"), ("ordering", "steps"))
    for kind, prompts in every:
        source = next(one for one in catalog.authored() if kind in one.kinds and one.count("medium", kind))
        answer = next(source.draw("medium", kind, "1")).parts[0].answer
        assert 0 < blind(answer) <= Fraction(1, len(getattr(answer, prompts)))


def test_all_items_are_predicted_between_a_guess_and_certainty_and_parts_count_by_their_points() -> None:
    for source in catalog.listed()[::7]:
        for level in LEVELS:
            kind = source.usual(level)
            if source.count(level, kind):
                one = next(source.draw(level, kind, "1"))
                assert 0 < predicted(one) < 1
                twice = replace(one, parts=(one.parts[0], replace(one.parts[0], points=Fraction(3))))
                alone = replace(one, parts=one.parts[:1])
                assert predicted(twice) == predicted(alone)
