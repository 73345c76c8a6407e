"""What cannot be had is told as it is: no such kind at that level, or too few."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen import catalog
from quizgen.blueprint.forms import forms
from quizgen.blueprint.reader import parse
from quizgen.blueprint.spread import cells, require
from quizgen.counting.counts import counts
from quizgen.errors import UsageError

ID = "code-default-arguments"
SLOT = f'title = "T"\n[[slots]]\nfamily = "{ID}"\nlevel = "medium"\n'


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(UsageError) as caught:
        work()
    return str(caught.value)


def test_a_kind_that_a_level_has_not_is_told_with_one_that_it_has() -> None:
    (source,) = catalog.chosen([ID])
    assert not counts(source)["medium"]["choice"]
    said = f"{ID} cannot be asked as choice at level medium; it can be asked as numerical"
    assert refused(lambda: require(cells([source], ["medium"], ["choice"]), 1)) == said
    blueprint = parse(f'{SLOT}kind = "choice"\n', "x.toml")
    assert refused(lambda: list(forms(blueprint, 1, "7"))) == f"x.toml: slots[1].kind: {said} (line 5)"


def test_of_several_families_one_is_an_example() -> None:
    sources = catalog.chosen([ID, "largest-input-size"])
    assert not any(counts(source)["medium"]["choice"] for source in sources)
    said = refused(lambda: require(cells(sources, ["medium"], ["choice"]), 1))
    assert said.startswith(
        f"none of these 2 families can be asked as choice at level medium; for example, {ID} can be asked as numerical"
    )


def test_one_item_is_one_item_and_many_forms_have_their_comma() -> None:
    blueprint = parse(SLOT, "x.toml")
    said = refused(lambda: list(forms(blueprint, 20_000, "7")))
    assert said.startswith("x.toml: slots[1].count: 1 item in 20,000 forms, 20,000 in all, are asked for, but ")
    assert "; ask for fewer items or forms, or let forms share items (repeat = true)" in said
