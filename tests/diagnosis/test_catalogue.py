"""Over the catalogue: a foreseen number names its concept, pairs are told, and ways come to what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import pytest
from by_fractions import read_back, sides
from by_pairs import owned

from quizgen import catalog
from quizgen.answers import Choice, Chosen, Grid, Option, Values, Written
from quizgen.answers.numerical import components_of
from quizgen.asking.family import Family
from quizgen.asking.linked import LinkedFamily
from quizgen.asking.source import Audited, Source
from quizgen.audit.contract.explaining import foreseen
from quizgen.diagnosis import Diagnosis, diagnosed, not_yet
from quizgen.diagnosis.explained import Ways
from quizgen.diagnosis.real import elsewhere
from quizgen.diagnosis.saying import tells
from quizgen.model import Level, Number, Question
from quizgen.space import Params
from quizgen.text.terminal import TERMINAL

QUESTIONS, PAIRS = 2, 8
SEED = "diagnosis"
TYPICAL = (
    *("conv-output-size", "conv-parameters", "network-macs", "stack-receptive-field", "per-axis-output-size"),
    *("activation-slope", "conv-value", "network-table", "size-parameters-field", "transposed-output-size"),
)


def asked(source: Source, level: Level, most: int) -> Iterator[Question]:
    for kind in source.kinds:
        yield from islice(source.draw(level, kind, SEED), most)


def shows(found: Diagnosis, wrote: Values, tolerance: Number) -> bool:
    """Every way is an equation whose sides are equal, and equal to a number that was written."""
    for line in found.how:
        first, *others = [*sides(line), *read_back(TERMINAL.text(line))]
        assert others == [first] * len(others), line
        assert any(abs(first - number) <= tolerance for number in wrote), line
    return bool(found.how)


def beside(question: Question) -> bool:
    """Whether there are mistakes about the question that no option comes from, and that may give as much."""
    source = catalog.named(question.family)[0]
    return isinstance(source, Family) and bool(source.beside)


def held(source: Source, level: Level, most: int) -> None:
    """Whatever foreseen number is written, its very misconception is named, in words that tell no key."""
    for question in asked(source, level, most):
        for part, cell, option, given in foreseen(question):
            (found,) = (one for one in diagnosed(question, part, given) if one.place == cell)
            assert option.slip is not None
            assert found.slips == (option.slip,)
            assert found.counted == ((option.slip.concept,) if found.sure else ())
            assert found.certainty == "mistake" if found.sure else found.certainty == "step" or beside(question)
            assert not tells(question, not_yet([found]))
            shows(found, components_of(option), option.tolerance)


@pytest.mark.parametrize("name", TYPICAL)
def test_typing_a_foreseen_number_names_its_concept_and_the_way_to_it(name: str) -> None:
    for level in ("easy", "hard"):
        held(catalog.named(name)[0], level, 1)


@pytest.mark.slow
def test_typing_any_foreseen_number_of_the_catalogue_names_its_concept_and_the_way_to_it(
    source: Audited, level: Level
) -> None:
    held(source, level, QUESTIONS)


@pytest.mark.slow
def test_choosing_a_wrong_option_names_its_mistake_and_the_way_to_it(source: Audited, level: Level) -> None:
    if "choice" not in source.kinds:
        pytest.skip("asked without options")
    for question in islice(source.draw(level, "choice", SEED), QUESTIONS):
        answer = question.parts[0].answer
        assert isinstance(answer, Choice)
        for place, option in enumerate(answer.options):
            if option.slip:
                (found,) = diagnosed(question, 0, Chosen(frozenset([place])))
                assert found.slips == (option.slip,)
                shows(found, components_of(option), option.tolerance)


def told_in_pairs(source: Source, level: Level, most: int) -> int:
    """How many pairs were told, each of which gives a value that nothing else gives."""
    told = 0
    for question in islice(source.draw(level, "numerical", SEED), most):
        assert question.reasoning is not None
        reasoning = question.reasoning()
        for value, way in islice(owned(Ways(reasoning.parts[0][0], reasoning.known)).items(), PAIRS):
            for found in diagnosed(question, 0, Written(value)):  # one that is rounded to the key is right
                if found.certainty == "step":
                    continue  # a value on the way is told as that
                assert found.certainty == "pair"
                assert {one.id for one in found.concepts} == way.concepts
                assert not tells(question, not_yet([found]))
                shows(found, value, 0)
                told += 1
    return told


@pytest.mark.parametrize("name", ["conv-output-size", "conv-parameters", "network-macs", "effective-kernel-size"])
def test_two_mistakes_at_once_are_told_where_they_give_a_value_of_their_own(name: str) -> None:
    assert told_in_pairs(catalog.named(name)[0], "medium", 1)


@pytest.mark.slow
def test_two_mistakes_at_once_are_told_over_the_catalogue(source: Audited, level: Level) -> None:
    if "numerical" in source.kinds and isinstance(source, Family):
        told_in_pairs(source, level, QUESTIONS)


def really_right(source: Family | LinkedFamily, level: Level, most: int) -> int:
    """How many real layers were named for foreseen numbers; each of them, run by torch, gives what was written."""
    named = 0
    for question in islice(source.draw(level, source.usual(level), SEED), most):
        assert question.reasoning is not None
        reasoning = question.reasoning()
        values = [(part, one) for part, some in enumerate(reasoning.parts) for one in some]
        options = [[*some] for some in wrong_options(question)]
        for place, ((part, reasoned), some) in enumerate(zip(values, options, strict=True)):
            for option in some:
                wrote = components_of(option)
                there = elsewhere(reasoning, place, wrote, reasoned.tolerance)
                if there is not None and option.origin is not None:
                    shape = source.space(level)[option.origin.point].shape
                    cell = place - sum(map(len, reasoning.parts[:part]))
                    assert shown_by_torch(source, Params(there[0], shape), part)[cell] == wrote
                    named += 1
    return named


def wrong_options(question: Question) -> Iterator[Sequence[Option]]:
    """For each value of a question what is foreseen, or on offer and wrong."""
    for part in question.parts:
        cells = part.answer.open if isinstance(part.answer, Grid) else (part.answer,)
        yield from ([option for option in cell.options if option.slip] for cell in cells)


def shown_by_torch(source: Family | LinkedFamily, params: Params, part: int) -> list[Values]:
    """What real layers give for each value of a part."""
    if isinstance(source, Family):
        return [source.measure(params)]
    model = source.plan(params.shape).parts[part]
    numbers = iter(model.measure(params))
    return [tuple(islice(numbers, len(one.names))) for one in model.quantities]


@pytest.mark.parametrize("name", ["conv-output-size", "conv-parameters", "network-table"])
def test_torch_gives_what_was_written_for_the_layer_that_is_named(name: str) -> None:
    source = catalog.named(name)[0]
    assert isinstance(source, Family | LinkedFamily)
    assert really_right(source, "easy", 2)


@pytest.mark.slow
def test_torch_gives_what_was_written_for_every_layer_that_is_named(source: Audited, level: Level) -> None:
    if isinstance(source, Family | LinkedFamily):
        really_right(source, level, 2)
