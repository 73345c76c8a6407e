"""Items as those who learn from them see them."""

from __future__ import annotations

import numpy as np
import pytest

from quizgen import catalog
from quizgen.audit.learned.items import FEW, lots


@pytest.mark.parametrize("name", ["conv-parameters", "batch-norm-value", "per-axis-output-size", "which-shortcut"])
def test_options_are_whole_numbers_and_the_key_decides_the_group(name: str) -> None:
    (source,) = catalog.select([name])
    every = lots(source, "medium", 250)
    assert 250 - FEW < sum(map(len, every)) <= 250
    for lot in every:
        keys = lot.parts[np.arange(len(lot)), lot.right]
        same = (keys[:, None] == keys[None, :]).all(axis=2)
        if name != "batch-norm-value":  # its fractions are counted in parts that differ from item to item
            assert np.array_equal(same, lot.keys[:, None] == lot.keys[None, :])
        assert set(lot.right.tolist()) == set(range(lot.options))


def test_what_cannot_be_asked_as_a_choice_gives_no_items() -> None:
    numerical = next(source for source in catalog.sources() if "choice" not in source.kinds)
    authored = next(source for source in catalog.sources() if source.authored)
    assert lots(numerical, "easy") == lots(authored, "easy") == ()


def test_a_sort_of_which_there_are_few_items_is_left_out() -> None:
    (source,) = catalog.select(["conv-parameters"])
    assert lots(source, "medium", FEW - 1) == ()
