from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.enemies import Company
from quizgen.blueprint.mixing import Mixture
from quizgen.blueprint.spread import askable, available, cells, spread
from quizgen.errors import UsageError
from quizgen.model import LEVELS, Kind

CONV, WHICH = catalog.select(["conv-output-size", "which-conv-output-size"])
EVERY = catalog.select(["all"])
RICH = tuple(s for s in EVERY if min(s.count(level, s.kinds[0]) for level in LEVELS) >= 50)


def test_a_smaller_number_gives_the_beginning_of_a_larger_one() -> None:
    asked = cells(EVERY, LEVELS, None)
    few, many = ([item.id for item in spread(asked, number, "7")] for number in (20, 50))
    assert few == many[:20]


def test_items_are_those_of_the_mixture_one_of_each_cell_in_turn() -> None:
    asked = cells(RICH, LEVELS, None)
    mixture = Mixture(asked, "7")
    turns = [cell for _ in range(50) if (cell := mixture.take())]
    assert [(item.family, item.level) for item in spread(asked, 50, "7")] == [(c.source.id, c.level) for c in turns]


def test_every_family_stands_at_every_level_exactly_once() -> None:
    asked = cells(EVERY, LEVELS, None)
    assert len({cell.path for cell in asked}) == len(asked) == len(EVERY) * len(LEVELS)


def test_a_small_space_gives_what_it_has_and_the_others_the_rest() -> None:
    asked = cells((*catalog.select(["conv-parameters"]), WHICH), ["easy"], ["choice"])
    small = min(asked, key=lambda cell: cell.source.count("easy", "choice"))
    total = small.source.count("easy", "choice")
    items = list(spread(asked, 2 * total + 10, "7", [source.id for source in (CONV, WHICH)]))
    assert Counter(item.family for item in items)[small.source.id] == total
    assert len({item.id for item in items}) == len(items) == 2 * total + 10


def at_peace(source: Source) -> bool:
    """Whether no item of a file is another one's enemy."""
    every = [q for level in LEVELS for kind in source.kinds for q in source.draw(level, kind, "1")]
    company = Company()
    return all(company.joined_by(candidate(number, one, one)) for number, one in enumerate(every))


def test_authored_items_come_each_in_its_own_kind_and_all_of_them() -> None:
    source = next(source for source in EVERY if len(source.kinds) > 1 and source.authored and at_peace(source))
    asked = cells((source,), LEVELS, None)
    total = sum(source.points(level) for level in LEVELS)
    items = list(spread(asked, total, "7"))
    assert {item.kind for item in items} == set(source.kinds)
    assert len({item.id for item in items}) == total
    with pytest.raises(UsageError, match=rf"has only {total} \(easy, medium, hard; as choice or "):
        spread(asked, total + 1, "7")


def test_all_items_can_be_had_and_one_more_is_an_error_with_both_numbers() -> None:
    asked = cells((WHICH,), ["easy"], ["choice"])
    total = WHICH.count("easy", "choice")
    assert len({item.id for item in spread(asked, total, "7")}) == total
    with pytest.raises(UsageError, match=rf"^{total + 1:,} items .* which-conv-output-size has only {total:,} "):
        spread(asked, total + 1, "7")


def test_seeds_share_no_more_items_than_chance_gives() -> None:
    """Real layers, a fifth of many spaces, are asked in three of four items, so that seeds share more of them."""
    often, real = Fraction(3, 4), Fraction(1, 5)
    real_first = often**2 / real + (1 - often) ** 2 / (1 - real)
    asked = cells(RICH, LEVELS, None)
    draws = [list(spread(asked, 300, seed)) for seed in "12345"]
    drawn = Counter((item.family, item.level) for item in draws[0])
    expected = sum(
        drawn[c.source.id, c.level] ** 2 / c.source.count(c.level, c.kind or c.source.kinds[0]) for c in asked
    )
    ids = [{item.id for item in items} for items in draws]
    shared = [len(one & other) for one, other in combinations(ids, 2)]
    assert sum(shared) / len(shared) < float(real_first) * expected + 2


def test_families_that_cannot_be_asked_as_wished_are_told_apart() -> None:
    kept, others = askable((CONV, WHICH), ["numerical"])
    assert (kept, others) == ((CONV,), (WHICH,))


def test_nothing_that_can_be_asked_as_wished_is_an_error_that_says_what_can() -> None:
    with pytest.raises(UsageError, match="conv-output-size can be asked as choice or numerical"):
        askable((CONV,), ["multiple"])


def test_a_familys_points_are_counted_once_whatever_kinds_are_wished_for() -> None:
    asked = cells((CONV,), ["easy"], ["choice", "numerical"])
    assert [cell.kind for cell in asked] == ["choice", "numerical"]
    assert available(asked) == max(CONV.count("easy", kind) for kind in ("choice", "numerical"))


def test_authored_items_of_several_kinds_are_counted_each() -> None:
    source = next(source for source in EVERY if {"choice", "multiple"} <= set(source.kinds) and source.authored)
    both: tuple[Kind, ...] = ("choice", "multiple")
    assert available(cells((source,), LEVELS, both)) == sum(
        source.count(level, kind) for level in LEVELS for kind in both
    )


def test_with_several_kinds_each_begins_somewhere_and_none_is_left_out() -> None:
    asked = cells((CONV,), LEVELS, ["choice", "multiple", "numerical"])
    assert [cell.kind for cell in asked] == ["choice", "numerical", "choice", "numerical", "choice", "numerical"]
    assert len(set(asked)) == len(LEVELS) * 2
