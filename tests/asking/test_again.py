"""An item is found by its id and asked again: the same point, whatever the seed."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import architectures, catalog, of_network
from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.audit.blind import right_place
from quizgen.audit.panel import Seen, judge
from quizgen.errors import UsageError
from quizgen.model import KINDS, LEVELS, Kind, Level, Question

(CONV, WHICH) = catalog.select(["conv-output-size", "which-conv-output-size"])
FOUND = architectures.load("lenet5")
NETWORK = of_network.families(FOUND.network, FOUND.title, FOUND.names)
FEW = 4


def again(source: Source, question: Question, seed: str) -> Question:
    """The question found by its id and asked with a seed."""
    place = source.find(question.id)
    assert place is not None
    assert place.level == question.level
    return source.at(place.level, question.kind, place.point, seed)


def same(one: Question, other: Question) -> bool:
    return (one.id, one.stem, one.kind, one.level) == (other.id, other.stem, other.kind, other.level)


def drawn(source: Source, level: Level, kind: Kind) -> list[Question]:
    return list(islice(source.draw(level, kind, "7"), FEW))


@pytest.mark.parametrize("source", [*catalog.authored(), *NETWORK, WHICH], ids=lambda source: source.id)
def test_what_needs_no_deck_of_numbers_is_asked_again_as_the_seed_asked_it(source: Source) -> None:
    asked = [(level, kind) for level in LEVELS for kind in source.kinds if source.count(level, kind)]
    for level, kind in asked:
        for question in drawn(source, level, kind):
            found = again(source, question, "7")
            assert same(question, found)
            assert question.parts == found.parts


def as_choice(source: Source, level: Level, point: int, seed: str) -> Question | None:
    """The question, or None where the point is not asked as a choice."""
    try:
        return source.at(level, "choice", point, seed)
    except UsageError:
        return None


def test_exactly_the_points_that_are_drawn_can_be_asked() -> None:
    drawn = {question.id for question in CONV.draw("easy", "choice", "1")}
    every = [as_choice(CONV, "easy", point, "1") for point in range(CONV.points("easy"))]
    assert {verified(question).id for question in every if question} == drawn
    assert None in every


def test_an_unknown_id_is_not_found() -> None:
    assert CONV.find("conv-output-size-unknown") is None
    assert catalog.authored()[0].find("activations-concepts-unknown") is None
    assert CONV.find(next(iter(CONV.draw("hard", "numerical", "1"))).id) is not None


@pytest.mark.parametrize("source", [CONV, WHICH, NETWORK[0], catalog.authored()[0]], ids=lambda source: source.id)
def test_what_cannot_be_asked_is_refused_in_one_sentence(source: Source) -> None:
    kind = source.kinds[0]
    level = next(level for level in LEVELS if source.count(level, kind))
    for point in (-1, 10**6):
        with pytest.raises(UsageError, match=rf"^{source.id} \({level}\) has no point {point}: it has [0-9,]+,"):
            source.at(level, kind, point, "1")
    other = next(kind for kind in KINDS if kind not in source.kinds)
    with pytest.raises(UsageError, match=f"^{source.id} cannot be asked as {other}; it can be asked as {kind}"):
        source.at(level, other, 0, "1")


def test_a_point_that_cannot_be_asked_in_a_kind_is_named() -> None:
    point = next(point for point in range(CONV.points("easy")) if as_choice(CONV, "easy", point, "1") is None)
    with pytest.raises(UsageError, match=rf"^point {point} of {CONV.id} \(easy\) cannot be asked as choice; ask"):
        CONV.at("easy", "choice", point, "1")
    source = next(source for source in catalog.authored() if {"choice", "multiple"} <= set(source.kinds))
    level = next(level for level in LEVELS if source.count(level, "choice"))
    place = source.find(next(source.draw(level, "choice", "1")).id)
    assert place is not None
    with pytest.raises(UsageError, match=rf"^point {place.point} of {source.id} .* cannot be asked as multiple; ask"):
        source.at(level, "multiple", place.point, "1")


def test_nobody_guesses_the_key_of_a_choice_asked_by_its_point() -> None:
    asked = (as_choice(CONV, "medium", point, seed) for seed in "123" for point in range(CONV.points("medium")))
    seen = [
        Seen(tuple((int(str(option.value)),) for option in question.options), right_place(question))
        for question in asked
        if question
    ]
    assert len(seen) > 2000
    assert judge(seen).passed


def line_ups(question: Question) -> set[tuple[str | None, ...]]:
    """The mistakes behind the options, None for the key, over sixty seeds."""
    every = [again(CONV, question, str(seed)) for seed in range(60)]
    return {tuple(option.slip.id if option.slip else None for option in question.options) for question in every}


def test_a_choice_of_one_point_has_other_distractors_and_another_rank_for_other_seeds() -> None:
    drawn = CONV.draw("medium", "choice", "1")
    question = max((next(drawn) for _ in range(20)), key=lambda question: len(line_ups(question)))
    assert len(line_ups(question)) > 2
    assert len({line_up.index(None) for line_up in line_ups(question)}) > 1
    assert again(CONV, question, "3").options == again(CONV, question, "3").options
