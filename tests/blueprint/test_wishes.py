"""Weights of misconceptions: items that offer what weighs more come more often, and nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from quizgen.blueprint.asked import groups
from quizgen.blueprint.forms import forms
from quizgen.blueprint.reader import parse
from quizgen.blueprint.wishes import rank, weight
from quizgen.errors import UsageError
from quizgen.model import Item

SLOT = 'title = "T"\n[[slots]]\nfamily = "conv-parameters"\nlevel = "medium"\nkind = "choice"\ncount = 20\n'
WISHED = "filters-from-inputs"


def items(wish: str = "", number: int = 6) -> list[Item]:
    return [item for form in forms(parse(SLOT + wish, "x.toml"), number, "1") for item in form.items]


def showing(found: list[Item]) -> int:
    """How many offer the misconception."""
    return sum(any(one.slip and one.slip.id == WISHED for one in item.question.options) for item in found)


def test_forms_have_more_items_that_show_it() -> None:
    usual, wished = showing(items()), showing(items(f"misconceptions = {{ {WISHED} = 9 }}\n"))
    assert 0 < 3 * usual < wished < 120


def test_letters_stay_even_whatever_weighs_more() -> None:
    """Where no key at a place has the mistake beside it, no weight brings it there."""
    for form in forms(parse(f"{SLOT}misconceptions = {{ adds-biases = 50 }}\n", "x.toml"), 3, "1"):
        letters = Counter(item.question.parts[0].answer.right for item in form.items)  # type: ignore[union-attr]
        assert letters == dict.fromkeys(range(4), 5)


def test_a_question_is_taken_as_often_as_it_weighs() -> None:
    (group,) = groups(parse(f"{SLOT}misconceptions = {{ {WISHED} = 9 }}\n", "x.toml").slots[0])
    (way,) = group.ways
    every = list(way.cell.questions("1"))
    plain = [one for one in every if not any(option.slip and option.slip.id == WISHED for option in one.options)]
    taken = [rank(one, way.weights, "1") == 0 for one in plain]
    assert sum(taken) / len(taken) == pytest.approx(1 / 9, abs=0.03)
    assert all(rank(one, way.weights, "1") == 0 for one in every if one not in plain)


def test_what_weighs_nothing_comes_last() -> None:
    assert showing(items(f"misconceptions = {{ {WISHED} = 0 }}\n")) == 0


def test_a_concept_stands_for_all_of_its_misconceptions() -> None:
    found = items()
    concepts = Counter(one.slip.concept.id for item in found for one in item.question.options if one.slip)
    name = concepts.most_common()[-1][0]
    more = items(f"misconceptions = {{ {name} = 20 }}\n")
    assert sum(_has(item, name) for item in more) > sum(_has(item, name) for item in found)


def _has(item: Item, concept: str) -> bool:
    return any(one.slip and one.slip.concept.id == concept for one in item.question.options)


@pytest.mark.parametrize(("shown", "expected"), [((), 1), (("a",), 3), (("a", "b"), 5), (("a", "c"), 0), (("x",), 1)])
def test_of_several_the_largest_weight_counts_unless_one_is_nothing(shown: tuple[str, ...], expected: int) -> None:
    assert weight(shown, {"a": 3, "b": 5, "c": 0}) == expected


def test_without_weights_nothing_waits() -> None:
    assert {rank(item.question, {}, "1") for item in items(number=1)} == {0}


@pytest.mark.parametrize(
    ("wish", "fault"),
    [
        ("misconceptions = { adds-biasses = 3 }\n", "did you mean 'adds-biases'"),
        ("misconceptions = { adds-biases = 101 }\n", "the weight of 'adds-biases' is not a whole number from 0 to 100"),
        ("misconceptions = { adds-biases = 0.5 }\n", "the weight of 'adds-biases' is not a whole number from 0 to 100"),
        ('misconceptions = "adds-biases"\n', "a table of misconceptions and weights"),
        ("mistakes = { adds-biases = 3 }\n", "write misconceptions = { some-id = 3 }"),
    ],
)
def test_a_fault_is_told_with_its_key(wish: str, fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(SLOT + wish, "x.toml")
    assert fault in str(caught.value)
    assert "(line " in str(caught.value)
