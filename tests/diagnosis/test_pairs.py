"""Two mistakes at once, slips of the pen, and what is never said of a wrong number."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import islice

import pytest
from by_pairs import owned
from everything import ALL
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Numerical, Values, Written
from quizgen.asking.family import Family
from quizgen.asking.source import Audited
from quizgen.diagnosis import Diagnosis, diagnosed
from quizgen.diagnosis.explained import Ways
from quizgen.math.reader import read
from quizgen.misconceptions import Instead, Misreading, Mistake
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception
from quizgen.model import LEVELS, Level, Number, Question
from quizgen.model.reasoning import Mistaken, Reasoned

ONCE = Mistake("pads-once", "2*padding", "padding", "Both sides are padded.", concept="padding-on-both-sides")
STRIDE = Misreading("skips-stride", {"stride": "1"}, "The stride divides.", concept="ignores-stride")
WHOLE = Instead("keeps-size", "n", "The size changes.", concept="expects-size-kept")
NO_BIAS = Mistake("leaves-out-bias", "w + bias", "w", "The bias is added.", concept="forgets-bias")
POINT = {"n": 640, "padding": 5, "kernel_size": 3, "stride": 2, "bias": 7}
SIZE = "floor((n + 2*padding - kernel_size)/stride) + bias"


def ways(formula: str, *mistakes: Misconception, tolerance: Number = 0) -> Ways:
    def made(one: Misconception) -> Mistaken:
        return Mistaken((slip(one),), lambda trees: one.wrong(trees, ()), not isinstance(one, Instead))

    every = tuple(map(made, mistakes))
    return Ways(Reasoned((read(formula),), every, 1, signed=False, tolerance=lambda _: tolerance), POINT)


def test_two_mistakes_in_different_places_are_put_together() -> None:
    found = ways(SIZE, ONCE, NO_BIAS)
    assert [(way.id, way.value) for way in found.pairs] == [("pads-once-and-leaves-out-bias", ((640 + 5 - 3) // 2,))]


def test_a_mistake_is_made_in_what_another_one_has_left() -> None:
    assert {way.value for way in ways(SIZE, ONCE, STRIDE).pairs} == {(640 + 5 - 3 + 7,)}


def test_another_formula_altogether_goes_with_no_second_mistake_that_changes_nothing_in_it() -> None:
    assert not ways(SIZE, WHOLE, STRIDE).pairs


def test_a_value_that_pairs_of_other_concepts_give_too_is_nobodys() -> None:
    other = Mistake("pads-once-more", "2*padding", "padding", "Both sides.", concept="ignores-padding")
    found = ways(SIZE, ONCE, other, NO_BIAS)
    assert len({way.value for way in found.pairs}) == 1
    assert not owned(found)


def test_a_value_that_a_single_mistake_gives_is_no_pairs() -> None:
    both = Instead("both-by-chance", "floor((n + padding - kernel_size)/stride)", "No.", concept="kernel-sign")
    assert not owned(ways(SIZE, ONCE, NO_BIAS, both))


def test_a_mistake_that_stands_alone_is_put_together_with_no_other() -> None:
    (once, bias), alone = ways(SIZE, ONCE, NO_BIAS).reasoned.mistakes, []
    for one in (once, replace(once, alone=True)):
        reasoned = Reasoned((read(SIZE),), (one, bias), 1, signed=False, tolerance=lambda _: 0)
        alone.append(bool(Ways(reasoned, POINT).pairs))
    assert alone == [True, False]


def asked(name: str, level: Level, seed: str = "1") -> Question:
    source = catalog.named(name)[0]
    return next(source.draw(level, source.kinds[-1], seed))


def said(question: Question, *wrote: Number) -> Diagnosis:
    (found,) = diagnosed(question, 0, Written(wrote))
    return found


def key(question: Question) -> Number:
    answer = question.parts[0].answer
    assert isinstance(answer, Numerical)
    assert not isinstance(answer.key, tuple)
    return answer.key


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        (lambda right: 1000 * right, "The digits are right"),
        (lambda right: Fraction(right, 10), "The digits are right"),
        (lambda right: right + 1, "It is off by one"),
        (lambda right: -right, "It is the right number with another sign"),
    ],
)
def test_a_slip_of_the_pen_is_said_with_perhaps_and_counted_as_nothing(change: object, begins: str) -> None:
    assert callable(change)
    question = asked("network-stage-parameters", "medium")
    found = said(question, change(key(question)))
    assert found.certainty == "slip"
    assert not found.sure
    assert not found.counted
    assert found.after is not None
    assert found.after.template.startswith(begins)
    assert found.first is not None
    assert found.first.template.startswith("Perhaps")


def test_bytes_are_told_from_units_only_where_bytes_are_asked() -> None:
    memory = asked("activation-memory", "medium")
    found = said(memory, Fraction(key(memory), 1024))
    assert [one.id for one in found.concepts] == ["memory-units"]
    weights = asked("network-stage-parameters", "medium")
    assert said(weights, Fraction(key(weights), 1024)).certainty == "nothing"


def test_sides_in_another_order_are_a_slip_unless_they_are_a_mistake_of_their_own() -> None:
    source = catalog.named("code-output-shape")[0]
    for question in islice(source.draw("hard", "choice", "1"), 3):
        assert question.reasoning is not None
        reasoning = question.reasoning()
        found = Ways(reasoning.parts[0][0], reasoning.known)
        assert found.key is not None
        from quizgen.diagnosis.small import small

        turned = found.key[::-1]
        if turned != found.key:
            one = small(found, turned)
            assert one is not None
            assert one.concept == "swaps-axes"


def test_a_number_far_from_everything_is_met_with_silence() -> None:
    question = asked("conv-parameters", "medium")
    found = said(question, key(question) * 7 + 131)
    assert (found.certainty, found.first, found.after, found.how) == ("nothing", None, None, ())


ENOUGH, QUESTIONS, NUMBERS = 20, 1, 30


@pytest.mark.slow
def test_chance_explains_few_of_the_wrong_numbers_about_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong numbers within a fifth of the key: how many are said to come from two mistakes, or from a slip."""
    every: list[Mapping[str, Fraction]] = [
        found
        for place, source in enumerate(catalog.families())
        if isinstance(source, Family) and "numerical" in source.kinds
        for level in (LEVELS if ALL else (LEVELS[place % len(LEVELS)],))
        if (found := chances(source, level))
    ]
    names = ("mistake", "either", "pair", "perhaps a pair", "slip")
    means = {
        name: float(sum((one.get(name, Fraction(0)) for one in every), Fraction(0)) / len(every)) for name in names
    }
    crowded_levels = sum(one.get("pair", 0) + one.get("slip", 0) > Fraction(1, 10) for one in every)
    with capsys.disabled():
        sys.stdout.write(
            f"\nof wrong numbers about a key, by chance: {means}; {crowded_levels} of {len(every)} levels over 1/10\n"
        )
    assert means["pair"] + means["slip"] < 0.03
    assert means["pair"] + means["slip"] + means["perhaps a pair"] < 0.1


def chances(source: Audited, level: Level) -> Mapping[str, Fraction]:
    """Which share of random numbers about the keys of a level is explained, and how."""
    found, total = Counter[str](), 0
    dice = random.Random(f"{source.id} {level}")  # noqa: S311 - no secret
    for question in islice(source.draw(level, "numerical", "chance"), QUESTIONS):
        for wrote in about(question, dice):
            for one in diagnosed(question, 0, Written(wrote)):
                total += 1
                perhaps = {"pair": "perhaps a pair", "mistake": "either"}
                found[one.certainty if one.sure else perhaps.get(one.certainty, one.certainty)] += 1
    return {name: Fraction(count, total) for name, count in found.items()} if total >= ENOUGH else {}


def about(question: Question, dice: random.Random) -> list[Values]:
    """Numbers within a fifth of the key, in its steps."""
    answer = question.parts[0].answer
    assert isinstance(answer, Numerical)
    assert question.reasoning is not None
    (reasoned,) = question.reasoning().parts[0]
    step = Fraction(2 * answer.tolerance or Fraction(1, reasoned.unit))
    reach = int(abs(Fraction(key(question))) / 5 / step)
    every = [key(question) + dice.randint(-reach, reach) * step for _ in range(NUMBERS)] if reach else []
    return [(int(one) if Fraction(one).denominator == 1 else one,) for one in every]
