"""Counts are those of the tables, of every source and however it was made."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest

from quizgen import catalog, resources
from quizgen.asking.computed import Computed
from quizgen.asking.family import Family
from quizgen.asking.source import Source
from quizgen.asking.which_layer import WhichFamily
from quizgen.counting import fingerprints
from quizgen.counting.counts import counted, counts
from quizgen.counting.fingerprints import of_table
from quizgen.memory.cache import BANK
from quizgen.memory.stored import read
from quizgen.model import LEVELS
from quizgen.space import Combinations, concat


@pytest.mark.slow
def test_what_is_stored_is_what_the_tables_hold(source: Source) -> None:
    assert counts(source) == counted(source)


def test_the_bank_holds_every_family() -> None:
    assert set(read(resources.banks() / BANK).families) == {source.id for source in catalog.families()}


def _family(name: str) -> Computed:
    (source,) = catalog.select([name])
    assert isinstance(source, Computed)
    return source


def test_a_family_that_no_file_holds_is_counted_as_it_is() -> None:
    family = _family("conv-output-size")
    assert isinstance(family, Family)
    few = concat(Combinations({"n": range(20, 30), "kernel_size": (3,), "stride": (1,), "padding": (0,)}))
    smaller = replace(family, levels=dict.fromkeys(LEVELS, few))
    assert counts(smaller)["hard"]["numerical"] == 10
    assert counts(family)["hard"]["numerical"] > 10


def test_a_table_s_fingerprint_changes_with_what_is_counted_and_not_with_words() -> None:
    family = _family("conv-output-size")
    assert isinstance(family, Family)
    first = of_table(family, "easy")
    assert of_table(replace(family, title="Another title"), "easy") == first
    assert of_table(family, "medium") != first
    for other in (
        replace(family, numerical_only="It has to be."),
        replace(family, signed=True),
        replace(family, misconceptions=family.misconceptions[1:]),
        replace(family, levels={**family.levels, "easy": family.levels["hard"]}),
    ):
        assert of_table(other, "easy") != first


def test_what_a_which_layer_family_gives_is_part_of_its_fingerprint() -> None:
    family = _family("which-conv-parameters")
    assert isinstance(family, WhichFamily)
    assert of_table(replace(family, given=("groups",)), "easy") != of_table(family, "easy")


def test_a_source_that_counts_in_a_way_of_its_own_has_no_table_to_compare() -> None:
    class Own(Family):
        """A family of a plugin."""

    family = _family("conv-output-size")
    own = object.__new__(Own)
    own.__dict__.update(family.__dict__)
    assert of_table(own, "easy") is None


@pytest.mark.parametrize(
    ("kind", "inside", "outside"), [(Family, {"count", "_deck"}, {"ask", "draw"}), (WhichFamily, {"tasks"}, {"_deck"})]
)
def test_the_code_of_counting_is_what_count_calls(
    kind: type, inside: set[str], outside: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dumped = []

    def dump(node: ast.FunctionDef) -> str:
        dumped.append(node.name)
        return node.name

    monkeypatch.setattr(fingerprints, "dump", dump)
    fingerprints._counting.__wrapped__(kind.__mro__)
    assert inside | {"table", "key_trees"} <= set(dumped)
    assert not outside & set(dumped)
