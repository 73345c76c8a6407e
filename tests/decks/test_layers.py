from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice, pairwise

import numpy as np
import pytest

from quizgen import catalog
from quizgen.answers import Multiple
from quizgen.asking.which_layer import WhichFamily
from quizgen.decks.asked_layers import APART, HandDeck, of_hands
from quizgen.decks.hands import ENOUGH, Hands
from quizgen.model import LEVELS, Level, Question
from quizgen.topics.output_size.which_conv_output_size import FAMILY

FAMILIES = [family for family in catalog.shipped_families() if isinstance(family, WhichFamily)]
LEVEL = FAMILY.levels["hard"]
TABLE = FAMILY.table("hard")
EVERY = FAMILY.every_task("hard")
LOOKS = [(point["kernel_size"], point["stride"], point["padding"]) for point in LEVEL]


@pytest.fixture(scope="module")
def hands() -> Hands:
    return Hands(EVERY, LEVEL.is_real, LOOKS)


def test_a_right_layer_gives_the_target_and_a_wrong_one_only_by_its_mistake(hands: Hands) -> None:
    for number in hands.held:
        deal, target = hands.take(number), EVERY[number].target
        assert deal.right
        assert all(tuple(TABLE.key[:, point].tolist()) == target for point in deal.right)
        for point, mistake in deal.wrong:
            assert tuple(TABLE.key[:, point].tolist()) != target
            assert tuple(TABLE.wrong[mistake, :, point].tolist()) == target


def test_every_layer_of_a_hand_belongs_to_what_the_stem_gives(hands: Hands) -> None:
    for number, hand in hands.held.items():
        assert {(("n", LEVEL[point]["n"]),) for point in hand.points} == {EVERY[number].given}


def test_a_hand_has_five_layers_and_wrong_ones_by_two_mistakes_or_more(hands: Hands) -> None:
    for number, hand in hands.held.items():
        assert len({*hand.points}) == 5
        assert len({mistake for _, mistake in hands.take(number).wrong}) >= 2


def test_every_layer_of_a_hand_is_right_in_one_of_its_three_questions(hands: Hands) -> None:
    assert len(hands.held) >= ENOUGH
    for hand in hands.held.values():
        assert len(hand.tasks) == 3
        right = Counter(point for number in hand.tasks for point in hands.take(number).right)
        assert right == Counter(hand.points)
        assert all(hands.held[number] is hand for number in hand.tasks)


def test_where_hands_for_three_targets_are_few_there_are_some_for_two() -> None:
    (family,) = (one for one in FAMILIES if one.id == "which-conv-macs")
    level = family.levels["easy"]
    few = Hands(family.every_task("easy"), level.is_real, [tuple(point.values.values()) for point in level])
    assert {len(hand.tasks) for hand in few.held.values()} == {2, 3}
    for hand in few.held.values():
        right = Counter(point for number in hand.tasks for point in few.take(number).right)
        assert {*right.values()} == {1}


def test_hands_are_always_the_same() -> None:
    first, again = (of_hands(Hands(EVERY, LEVEL.is_real, LOOKS)) for _ in range(2))
    assert first.keys() == again.keys()
    assert all(np.array_equal(first[name], again[name]) for name in first)


def test_a_deck_deals_the_hands_that_were_laid_out(hands: Hands) -> None:
    deck = HandDeck(of_hands(hands))
    assert deck.tasks.tolist() == sorted(hands.held)
    assert all(deck.take(number) == hands.take(number) for number in hands.held)


def test_every_hand_has_a_layer_of_every_sort_that_is_needed() -> None:
    wide = np.asarray([kernel_size > 7 for kernel_size, *_ in LOOKS])
    needing = Hands(EVERY, LEVEL.is_real, LOOKS, (wide, ~wide))
    assert needing.held
    assert all(wide[[*hand.points]].any() and not wide[[*hand.points]].all() for hand in needing.held.values())


def _right(question: Question) -> frozenset[str]:
    answer = question.parts[0].answer
    assert isinstance(answer, Multiple)
    return frozenset(repr(option.text) for option in answer.key)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=[family.id for family in FAMILIES])
def test_no_right_layers_come_twice_in_a_row(family: WhichFamily, level: Level) -> None:
    drawn = [*islice(family.draw(level, "multiple", "row"), 60)]
    rights = [*map(_right, drawn)]
    assert len(rights) == 60
    assert all(one != other for one, other in pairwise(rights))
    for question, right in zip(drawn[:3], rights, strict=False):
        assert question.anew
        assert right not in {_right(other) for other in question.anew("new", 4)}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=[family.id for family in FAMILIES])
def test_five_layers_are_asked_three_times_and_each_is_right_once_or_twice_and_none_is_right_again(
    family: WhichFamily, level: Level
) -> None:
    asked: dict[frozenset[int], list[int]] = defaultdict(list)
    times = Counter[frozenset[int]]()
    for question in family.draw(level, "multiple", "share"):
        answer = question.parts[0].answer
        assert isinstance(answer, Multiple)
        points = [option.origin.point for option in question.options if option.origin]
        asked[frozenset(points)] += [points[place] for place in answer.right]
        times[frozenset(points)] += 1
    assert sum(times.values()) == family.count(level, "multiple")
    assert {*times.values()} <= {2, 3}
    for hand, right in asked.items():
        assert len(hand) == 5
        assert len({*right}) == len(right)
        assert len(right) == 5 or times[hand] == 2


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=[family.id for family in FAMILIES])
def test_most_of_the_first_layers_are_published_ones(family: WhichFamily, level: Level) -> None:
    drawn = islice(family.draw(level, "multiple", "real"), 60)
    points = [option.origin.point for question in drawn for option in question.options if option.origin]
    assert len(points) == 300
    assert family.levels[level].is_real[points].mean() > 0.5


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=[family.id for family in FAMILIES])
def test_where_several_layers_may_be_right_one_alone_is_in_at_most_sixty_of_a_hundred(
    family: WhichFamily, level: Level
) -> None:
    answers = [question.parts[0].answer for question in islice(family.draw(level, "multiple", "ticks"), 100)]
    rights = Counter(len(answer.right) for answer in answers if isinstance(answer, Multiple))
    assert rights.total() >= 60
    assert rights[1] <= 0.6 * rights.total()
    assert len(rights) > 1


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", ["which-line", "which-transposed-conv", "which-layer-receptive-field"])
def test_most_wrong_layers_take_one_mistake_where_several_are_right(name: str, level: Level) -> None:
    (family,) = (one for one in FAMILIES if one.id == name)
    twice = {family.misconceptions[number].id for number, _, _ in family.table(level).doubles}
    drawn = islice(family.draw(level, "multiple", "single"), 100)
    met = [option.slip.id in twice for question in drawn for option in question.options if option.slip]
    assert sum(met) <= 0.3 * len(met)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=[family.id for family in FAMILIES])
def test_no_hand_comes_again_soon(family: WhichFamily, level: Level) -> None:
    """Who has met a hand knows of the layers that were right that they are wrong at every other target."""
    drawn = [
        frozenset(repr(option.text) for option in one.options)
        for one in islice(family.draw(level, "multiple", "apart"), 60)
    ]
    assert all(hand not in drawn[max(0, place - APART) : place] for place, hand in enumerate(drawn[:40]))
