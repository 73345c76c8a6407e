"""Points drawn from palettes: of these numbers, each once, always the same, thinned by tests."""

from __future__ import annotations

from quizgen.space import Mask, Rows
from quizgen.space.palettes import drawn, kept

PALETTES = {"u": (1, 2, 3), "v": (-5, 5)}


def even(rows: Rows) -> Mask:
    mask: Mask = rows.columns["u"] % 2 == 0
    return mask


def test_every_number_is_of_its_palette_and_no_point_comes_twice() -> None:
    rows = drawn(PALETTES, 200, ("shape",), "test")
    points = [(p["u"], p["v"]) for p in map(rows.__getitem__, range(len(rows)))]
    assert sorted(points) == [(u, v) for u in (1, 2, 3) for v in (-5, 5)]
    assert rows[0].shape == ("shape",)


def test_the_same_seed_gives_the_same_points_and_another_one_others() -> None:
    long = {f"u_{number}": range(100) for number in range(8)}
    one, same, other = (drawn(long, 20, (), seed) for seed in ("a", "a", "b"))
    assert [one[place] for place in range(20)] == [same[place] for place in range(20)]
    assert one[0] != other[0]


def test_what_is_kept_passes_every_test_and_later_tests_see_only_what_is_left() -> None:
    seen: list[int] = []

    def positive(rows: Rows) -> Mask:
        seen.append(len(rows))
        mask: Mask = rows.columns["v"] > 0
        return mask

    rows = kept(drawn(PALETTES, 200, (), "test"), even, positive)
    assert [rows[place].values for place in range(len(rows))] == [{"u": 2, "v": 5}]
    assert seen == [2]
