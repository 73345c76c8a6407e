"""What drawings share."""

from __future__ import annotations

from quizgen.figures import parts


def test_a_grid_has_a_line_below_each_row_and_beside_each_column() -> None:
    assert parts.grid(10, 10, 1, 2, 3.333) == "M10 10.0h3.33M10 13.33h3.33M10 16.67h3.33M10.0 10v6.67M13.33 10v6.67"
