"""Hints help and do not tell."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.formats.hints import COMPARE, PUT_IN, hints
from quizgen.model import Form, Item, Level
from quizgen.text import Table, Text
from quizgen.text.terminal import TERMINAL

GENERAL = "The size is\n\n$$o == n - kernel_size + 1$$"


@pytest.fixture
def item(form: Form) -> Item:
    return replace(form.items[0], key=30)


def solved(item: Item, *steps: str, **values: int | str | Table) -> tuple[str, ...]:
    texts = tuple(Text(step, values) for step in steps)
    return tuple(TERMINAL.text(hint) for hint in hints(replace(item, solution=texts)))


def test_the_general_formula_comes_first_then_the_numbers(item: Item) -> None:
    found = solved(item, f"{GENERAL}\n\n$$o == {{n}} - 3 + 1$$\n\n$$o == {{o}}$$", n=32, o=30)
    assert found == ("The size is\n\n    o = n − k + 1", "    o = 32 − 3 + 1")


def test_a_line_with_the_key_is_no_hint(item: Item) -> None:
    assert solved(item, f"{GENERAL}\n\n$$o == {{n}} - 3 + 1 == {{o}}$$", n=32, o=30)[1] == PUT_IN.template


def test_words_that_tell_are_left_out_of_the_first_hint(item: Item) -> None:
    found = solved(item, "With {o} in mind it is\n\n$$o == n$$\n\n$$o == {n} - 2$$", n=32, o=30)
    assert found == ("    o = n", "    o = 32 − 2")


def test_the_second_hint_is_a_formula_without_words(item: Item) -> None:
    assert solved(item, f"{GENERAL}\n\nand so it goes on:\n\n$$o == {{n}} - 2$$", n=32)[1] == "    o = 32 − 2"


def test_no_formula_is_both_hints(item: Item) -> None:
    found = solved(item, "With {n} rows\n\n$$o == {n} - 2$$\n\n$$o == {n} - 1 - 1$$", n=32)
    assert found == ("With 32 rows\n\n    o = 32 − 2", "    o = 32 − 1 − 1")


def test_a_number_that_the_stem_gives_tells_nothing(item: Item) -> None:
    given = replace(item, stem=Text("From {n}?", {"n": 30}))
    assert solved(given, GENERAL, "$$o == {n} - 3 + 3$$", n=30)[1] == "    o = 30 − 3 + 3"
    assert solved(given, GENERAL, "$$o == {o} - 3 + 3$$", o=30)[1] == PUT_IN.template


def test_the_next_layers_line_serves_where_the_first_tells(item: Item) -> None:
    found = solved(item, f"{GENERAL}\n\n$${{a}} == {{o}}$$\n\n$${{a}} - 3 == {{b}}$$", a=32, b=29, o=30)
    assert found[1] == "    32 − 3 = 29"


@pytest.mark.parametrize("value", ["sizes 32, 30", Table(("size",), (("30",),), "Sizes")])
def test_the_key_within_words_or_a_table_is_found_too(item: Item, value: str | Table) -> None:
    step = "{words}\n\n$$a == n$$" if isinstance(value, Table) else "With {words} it is\n\n$$a == n$$"
    assert solved(item, GENERAL, step, words=value)[1] == PUT_IN.template


def test_one_number_of_a_shape_is_told_as_well(item: Item) -> None:
    pair = replace(item, key=(30, 40))
    assert solved(pair, GENERAL, "$$w == {w}$$", w=40)[1] == PUT_IN.template
    assert solved(pair, GENERAL, "$$w == {w} + 1$$", w=39)[1] == "    w = 39 + 1"


def test_layers_to_choose_among_are_never_shown(form: Form) -> None:
    found = hints(form.items[2])
    assert "k" in TERMINAL.text(found[0])
    assert found[1] == COMPARE


def test_a_solution_without_a_formula_gives_no_hints(item: Item) -> None:
    assert solved(item, "Count them.") == ()


def test_every_item_has_two_hints_without_its_key(source: Source, level: Level) -> None:
    for kind in source.kinds:
        for item in islice(draw(source, level, kind, "hints"), 20):
            first, second = hints(item)
            assert first != second
            new = second.values.items() - item.stem.values.items()
            assert item.key not in {value for name, value in new if f"{{{name}}}" in second.template}
