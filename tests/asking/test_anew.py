"""The same question with new numbers: others of its source, level and kind, each verified."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Kind
from quizgen.asking.anew import anew
from quizgen.blueprint.narrowed import Narrowed, Wanted
from quizgen.errors import Disagreement
from quizgen.model import LEVELS, Level, Question, Witness

ASKED: tuple[tuple[str, Level, Kind], ...] = (
    ("conv-output-size", "easy", "choice"),
    ("conv-output-size", "hard", "numerical"),
    ("which-conv-output-size", "medium", "multiple"),
    ("network-table", "easy", "grid"),
    ("size-parameters-field", "medium", "parts"),
)


def first(name: str, level: Level, kind: Kind) -> Question:
    (source,) = catalog.named(name)
    return next(iter(source.draw(level, kind, "1")))


@pytest.mark.parametrize(("name", "level", "kind"), ASKED)
def test_others_have_other_numbers_and_all_else_alike(name: str, level: Level, kind: Kind) -> None:
    question = first(name, level, kind)
    assert question.anew is not None
    others = question.anew("seed", 5)
    assert len({question.id, *(one.id for one in others)}) == 6
    assert {(one.family, one.level, one.kind) for one in others} == {(name, level, kind)}
    again, other = ([one.id for one in question.anew(seed, 5)] for seed in ("seed", "another"))
    assert again == [one.id for one in others] != other


def test_no_question_comes_twice_where_there_are_few() -> None:
    few = [replace(first(*ASKED[0]), id=str(number), witnesses=()) for number in range(20)]
    found = anew(lambda _: iter(few), "3", "seed", 100)
    assert sorted(int(one.id) for one in found) == [number for number in range(20) if number != 3]


def test_what_a_witness_contradicts_is_not_given() -> None:
    question = first(*ASKED[0])
    lying = replace(question, witnesses=tuple(replace_expected(one) for one in question.witnesses))
    with pytest.raises(Disagreement):
        anew(lambda _: iter([lying] * 40), "another", "seed", 1)


def replace_expected(witness: Witness) -> Witness:
    return Witness(witness.name, witness.run, (-1,))


def test_parameters_that_were_wished_stay() -> None:
    (source,) = catalog.named("conv-output-size")
    narrowed = Narrowed(source, "medium", Wanted((("kernel_size", 5),)))
    question = next(iter(narrowed.draw("medium", "numerical", "1")))
    assert question.anew is not None
    others = question.anew("seed", 4)
    assert len(others) == 4
    assert {one.params["layers"][0]["kernel_size"] for one in others} == {5}


def test_what_was_asked_for_by_itself_has_no_others() -> None:
    (words,) = catalog.named("pooling-concepts")
    kind = words.kinds[0]
    level = next(one for one in LEVELS if words.count(one, kind))
    assert next(iter(words.draw(level, kind, "1"))).anew is None
