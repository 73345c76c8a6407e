from __future__ import annotations

from collections import Counter

import pytest

from quizgen.blueprint.evening import evened
from quizgen.blueprint.letters import Earlier, Lettering, Place, alike, most_alike, runs, uneven
from quizgen.space import Dice


def places(natural: list[int], cost: int = 1) -> list[Place | None]:
    return [Place(4, one, tuple(0 if letter == one else cost for letter in range(4))) for one in natural]


@pytest.mark.parametrize("seed", range(20))
def test_letters_are_even_within_one_and_change_where_they_must(seed: int) -> None:
    dice = Dice("test", seed)
    natural = [dice.below(4) for _ in range(10)]
    found = evened({f"q{n}": [0 if one == letter else 1 for letter in range(4)] for n, one in enumerate(natural)})
    letters = [found[f"q{n}"] for n in range(10)]
    assert sorted(Counter(letters).values()) == [2, 2, 3, 3]
    had = sorted(Counter(natural)[letter] for letter in range(4))
    least = min(sum(max(0, have - to) for have, to in zip(had, even, strict=True)) for even in ([2, 2, 3, 3],))
    assert sum(a != b for a, b in zip(letters, natural, strict=True)) == least


def test_a_letter_that_is_out_of_reach_is_never_given_and_the_cheapest_is() -> None:
    costs: dict[str, list[int | None]] = {
        "a": [0, None, 5, 9],
        "b": [0, 1, None, None],
        "c": [0, 9, 9, 1],
        "d": [0, None, None, 9],
    }
    assert evened(costs) == {"a": 2, "b": 1, "c": 3, "d": 0}


def test_which_of_two_alike_changes_does_not_hang_on_their_order() -> None:
    costs = {name: [0, 1, 1, 1] for name in "abcdefgh"}
    assert evened(costs) == evened(dict(reversed(costs.items())))


def test_runs_pass_over_questions_without_letters() -> None:
    assert runs((1, None, 1, 1, 0, None, 0)) == [3, 2]


def test_at_most_eight_of_twenty_keys_are_alike() -> None:
    assert [most_alike((0,) * number) for number in (20, 10, 5, 1)] == [8, 4, 2, 1]
    assert alike((0, 1, None, 2), (0, 2, None, 2)) == 2


def test_letters_that_are_even_have_nothing_that_is_uneven() -> None:
    assert uneven((0, 1, 2, 3, 0), [4] * 5) == 0
    assert uneven((0, 0, 2, 3, 0), [4] * 5) == 2
    assert uneven((0, 0, 0, 1), [4, 3, 0, 0]) == 0


@pytest.mark.parametrize("number", [6, 20])
def test_long_runs_and_keys_of_earlier_forms_give_way(number: int) -> None:
    natural = [place * 4 // number for place in range(number)]
    earlier = Earlier()
    for form in range(12):
        lettering = Lettering(places(natural), earlier, Dice("test", form).below)
        letters = lettering.found()
        if number == 20 or form < 3:
            assert uneven(letters, [4] * number) == 0
            assert max(runs(letters)) <= 3
            assert all(alike(letters, one) <= most_alike(letters) for one in earlier)
        earlier.add(letters)
