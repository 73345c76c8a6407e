"""Counts are those of the tables, of every source and however it was made."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from msgspec import structs

from quizgen import catalog, resources
from quizgen.asking import inputs
from quizgen.asking.computed import Computed
from quizgen.asking.family import Family
from quizgen.asking.source import Source
from quizgen.asking.which_layer import WhichFamily
from quizgen.counting.counts import counted, counts
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


def test_a_level_s_fingerprint_changes_with_what_its_items_follow_from_and_not_with_words() -> None:
    family = _family("conv-output-size")
    assert isinstance(family, Family)
    first = family.inputs("easy")
    assert replace(family, title="Another title").inputs("easy") == first
    assert family.inputs("medium") != first
    for other in (
        replace(family, numerical_only="It has to be."),
        replace(family, signed=True),
        replace(family, options=dict.fromkeys(LEVELS, 0)),
        replace(family, common=()),
        replace(family, levels={**family.levels, "easy": structs.replace(family.levels["easy"], real=None)}),
        replace(family, misconceptions=family.misconceptions[1:]),
        replace(family, levels={**family.levels, "easy": family.levels["hard"]}),
    ):
        assert other.inputs("easy") != first


def test_what_a_which_layer_family_gives_is_part_of_its_fingerprint() -> None:
    family = _family("which-conv-parameters")
    assert isinstance(family, WhichFamily)
    assert replace(family, given=("groups",)).inputs("easy") != family.inputs("easy")


def test_a_family_of_a_kind_of_its_own_cannot_say_what_its_items_follow_from() -> None:
    class Own(Family):
        """A family of a plugin."""

    family = _family("conv-output-size")
    own = object.__new__(Own)
    own.__dict__.update(family.__dict__)
    assert own.inputs("easy") == ""


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        (Family, {"_make_choices", "_make_looks"}, {"ask", "draw"}),
        (WhichFamily, {"every_task", "_make_hands"}, {"_nth"}),
    ],
)
def test_the_code_behind_items_is_what_makes_them(
    kind: type, inside: set[str], outside: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dumped = []

    def dump(node: ast.FunctionDef) -> str:
        dumped.append(node.name)
        return node.name

    monkeypatch.setattr(inputs, "dump", dump)
    inputs._methods_behind.__wrapped__(kind.__mro__)
    assert inside | {"table", "key_trees"} <= set(dumped)
    assert not outside & set(dumped)
