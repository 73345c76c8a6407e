"""Hints help and do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import islice

import pytest
from handmade import MATCHING, answered, choice, number, wrong
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Answer, Choice, Grid, Multiple, Numerical
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.errors import FormulaError
from quizgen.math.recomputed import recomputed
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Relation, Sym, children, symbols, transform
from quizgen.model import Item, Level, Part
from quizgen.model.hints import BEGINS, COMPARE, COMPARE_SO, GO_ON, PUT_IN, hints
from quizgen.model.put_in import named_numbers
from quizgen.text import Table, Text
from quizgen.text.expressions import expressions
from quizgen.text.terminal import TERMINAL

GENERAL = "The size is\n\n$$o == n - kernel_size + 1$$"


@pytest.fixture
def item() -> Item:
    return answered(choice(), Numerical(30))


def solved(item: Item, *steps: str, **values: int | str | Table) -> tuple[str, ...]:
    texts = tuple(Text(step, values) for step in steps)
    (part,) = item.question.parts
    question = replace(item.question, parts=(replace(part, solution=texts),))
    return tuple(TERMINAL.text(hint) for hint in hints(question))


def test_the_general_formula_comes_first_then_the_numbers(item: Item) -> None:
    found = solved(item, f"{GENERAL}\n\n$$o == {{n}} - 3 + 1$$\n\n$$o == {{o}}$$", n=32, o=30)
    assert found == ("The size is\n\n    o = n − k + 1", PUT_IN.template)


def test_where_the_formula_with_its_numbers_would_tell_they_are_named_one_by_one(item: Item) -> None:
    general = "The size is\n\n$$o == floor((n - kernel_size)/stride) + 1$$"
    worked = "$$o == floor(({n} - {k})/{s}) + 1$$"
    said = solved(item, general, worked, n=65, k=7, s=2)[1]
    assert said == "Put the numbers in, which are here n = 65, k = 7 and s = 2."
    assert solved(item, general, worked, n=30, k=1, s=1)[1] == PUT_IN.template  # 30 is the key, and the stem has no n


@pytest.mark.parametrize(
    "other",
    ["o == floor(({n} + {k})/{s}) + 1", "o == floor(({n} - {k})/2) + 1", "o == {n} - {k} + {s}", "o == {o}"],
)
def test_a_formula_of_another_form_names_no_numbers(other: str) -> None:
    general = "$$o == floor((n - kernel_size)/stride) + 1$$"
    values = {"n": 64, "k": 7, "s": 2, "o": 29}
    assert not list(named_numbers(general, [f"$${other}$$"], values))


def test_a_symbol_that_is_two_numbers_is_not_named() -> None:
    squared, worked = "$$o == n*n$$", ["$$o == {rows}*{columns}$$"]
    assert not list(named_numbers(squared, worked, {"rows": 3, "columns": 4}))
    assert [*named_numbers(squared, worked, {"rows": 3, "columns": 3})] == [
        "Put the numbers in, which are here $n == {rows}$."
    ]


def test_a_number_of_the_formula_may_be_a_hole_that_has_it() -> None:
    general, worked = "$$o == n*(k - 1)$$", ["$$o == {a}*({b} - {c})$$"]
    assert not list(named_numbers(general, worked, {"a": 5, "b": 3, "c": 2}))
    assert [*named_numbers(general, worked, {"a": 5, "b": 3, "c": 1})] == [
        "Put the numbers in, which are here $n == {a}$ and $k == {b}$."
    ]


@pytest.mark.parametrize(
    "told",
    [
        "o == {n} - 3 + 1",
        "o == ({n} - 3) + 2/2",
        "o == max({n} - 2, 0)",
        "o == 2*({n} - 2)/2 + m",
        "o == sqrt({n}**2 - 124)",
        "o == -(2 - {n})",
    ],
)
def test_what_only_has_to_be_worked_out_tells_the_key(item: Item, told: str) -> None:
    assert solved(item, GENERAL, f"$${told}$$", n=32)[1] == PUT_IN.template


def test_a_rounded_key_is_told_by_what_it_was_rounded_from(item: Item) -> None:
    rounded = answered(item, Numerical(Fraction(267, 1000)))
    assert solved(rounded, GENERAL, "$$o == {a}/15$$", a=4)[1] == PUT_IN.template
    assert solved(rounded, GENERAL, "$$o == {a}/15$$", a=5)[1] == "    o = 5/15"


def test_a_sum_of_products_that_would_tell_shows_how_it_begins(item: Item) -> None:
    found = solved(item, GENERAL, "$$o == 3*{a} + 2*{b}$$", a=4, b=9)
    assert found[1] == f"{BEGINS}\n\n    3 × 4"


@pytest.mark.parametrize("one_step_more", ["3*{a} + 18", "{a} + 2*13", "30*1 + 2*{b} - 8"])
def test_a_beginning_that_leaves_too_little_or_tells_is_none(item: Item, one_step_more: str) -> None:
    assert solved(item, GENERAL, f"$$o == {one_step_more}$$", a=4, b=4)[1] == PUT_IN.template


def test_a_line_with_the_key_is_no_hint(item: Item) -> None:
    assert solved(item, f"{GENERAL}\n\n$$o == {{n}} - 3 + 1 == {{o}}$$", n=32, o=30)[1] == PUT_IN.template


def test_words_that_tell_are_left_out_of_the_first_hint(item: Item) -> None:
    found = solved(item, "With {o} in mind it is\n\n$$o == n$$\n\n$$o == {n} - 3$$", n=32, o=30)
    assert found == ("    o = n", "    o = 32 − 3")


def test_the_second_hint_is_a_formula_without_words(item: Item) -> None:
    assert solved(item, f"{GENERAL}\n\nand so it goes on:\n\n$$o == {{n}} - 3$$", n=32)[1] == "    o = 32 − 3"


def test_no_formula_is_both_hints(item: Item) -> None:
    found = solved(item, "With {n} rows\n\n$$o == {n} - 3$$\n\n$$o == {n} - 1 - 2$$", n=32)
    assert found == ("With 32 rows\n\n    o = 32 − 3", "    o = 32 − 1 − 2")


def test_after_a_formula_with_numbers_the_second_hint_is_to_go_on_from_it(item: Item) -> None:
    found = solved(item, "They add up:\n\n$${n} - 3 == {a}$$\n\nso that\n\n$${a} + 1 == {o}$$", n=32, a=29, o=30)
    assert found == ("They add up:\n\n    32 − 3 = 29", GO_ON.template)


def test_behind_a_formula_with_numbers_the_next_general_one_comes_with_its_words(item: Item) -> None:
    steps = ("Of {n} rows there remain\n\n$${n} - 3 == {a}$$", GENERAL, "$$o == {o}$$")
    assert solved(item, *steps, n=32, a=29, o=30) == (
        "Of 32 rows there remain\n\n    32 − 3 = 29",
        shown([Text(GENERAL)])[0],
    )


def test_the_rest_of_a_sentence_is_no_hint(item: Item) -> None:
    steps = ("Of {n} rows there remain\n\n$${n} - 3 == {a}$$", "of which each gives\n\n$$o == n$$", "$$o == {o}$$")
    assert solved(item, *steps, n=32, a=29, o=30)[1] == GO_ON.template


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_which_of_two_numbers_is_larger_is_no_hint_by_itself(item: Item, sign: str) -> None:
    steps = (GENERAL, f"$${{a}} {sign} {{b}} + 1$$", "$$o == {b} + 1$$")
    assert solved(item, *steps, a=58, b=57)[1] == "    o = 57 + 1"


def test_layers_are_compared_by_the_formula_of_the_first_hint_if_it_is_general() -> None:
    families = [catalog.select([name])[0] for name in ("which-shortcut", "which-conv-output-size")]
    for family, words in zip(families, (COMPARE_SO, COMPARE), strict=True):
        for item in islice(draw(family, "medium", "choice", "hints"), 10):
            first, second = hints(item.question)
            assert second == words
            assert ("o = ⌊(n" in TERMINAL.text(first)) is (words is COMPARE)


def test_a_number_that_the_stem_gives_tells_nothing(item: Item) -> None:
    given = answered(item, Numerical(30), stem=Text("From {n}?", {"n": 30}))
    assert solved(given, GENERAL, "$$o == {n} - 3$$", n=30)[1] == "    o = 30 − 3"
    assert solved(given, GENERAL, "$$o == {o} - 3$$", o=30)[1] == PUT_IN.template


def test_the_next_layers_line_serves_where_the_first_tells(item: Item) -> None:
    found = solved(item, f"{GENERAL}\n\n$${{a}} == {{o}}$$\n\n$${{a}} - 3 == {{b}}$$", a=32, b=29, o=30)
    assert found[1] == "    32 − 3 = 29"


@pytest.mark.parametrize("value", ["sizes 32, 30", Table(("size",), (("30",),), "Sizes")])
def test_the_key_within_words_or_a_table_is_found_too(item: Item, value: str | Table) -> None:
    step = "{words}\n\n$$a == n$$" if isinstance(value, Table) else "With {words} it is\n\n$$a == n$$"
    assert solved(item, GENERAL, step, words=value)[1] == PUT_IN.template


def test_one_number_of_a_shape_is_told_as_well(item: Item) -> None:
    pair = answered(item, Numerical((30, 40)))
    assert solved(pair, GENERAL, "$$w == {w}$$", w=40)[1] == PUT_IN.template
    assert solved(pair, GENERAL, "$$w == {w} + 1$$", w=38)[1] == "    w = 38 + 1"


@pytest.mark.parametrize(
    "answer",
    [
        Choice((wrong(9, "x", "No."), number(30)), right=1),
        Multiple((number(30), wrong(31, "x", "No."), number(32)), frozenset([0, 2])),
        Multiple(
            (replace(number(1), value=(30, 4)), replace(wrong(2, "x", "No."), value=(31, 4))),
            frozenset([0]),
        ),
        Grid((Text("a"),), (Text("b"), Text("c")), ((Text("1"), Numerical((30, 40))),), Text("d"), Text("e")),
        replace(MATCHING, options=(number(30), number(31), number(32))),
    ],
    ids=["choice", "multiple", "shapes", "grid", "matching"],
)
def test_no_kind_of_answer_is_told(item: Item, answer: Answer) -> None:
    asked = answered(item, answer)
    assert solved(asked, GENERAL, "$$w == {w}$$", w=30)[1] == PUT_IN.template
    assert solved(asked, GENERAL, "$$w == {w} + 1$$", w=28)[1] == "    w = 28 + 1"


def linked(item: Item, prompt: Text, *second: Text) -> Item:
    """Two parts; the second follows from the first, whose key is 30."""
    first = Part(Numerical(30, names=("o",)), (Text(GENERAL),), Text("How many rows?"))
    parts = (first, Part(Numerical(900), second, prompt))
    return replace(item, question=replace(item.question, parts=parts))


def shown(found: Iterable[Text]) -> list[str]:
    return [TERMINAL.text(hint) for hint in found]


def test_no_hint_tells_the_key_of_any_part(item: Item) -> None:
    tells_first = Text("$$o**2 == {o}**2$$", {"o": 30})
    tells_itself = Text("$$o**2 == {p}$$", {"p": 900})
    asked = linked(item, Text("And in all?"), tells_first, tells_itself)
    assert shown(hints(asked.question)) == ["The size is\n\n    o = n − k + 1", PUT_IN.template]


def test_the_next_hint_may_be_about_a_later_part(item: Item) -> None:
    asked = linked(item, Text("And in all?"), Text("$$a*{c}$$", {"c": 8}))
    assert shown(hints(asked.question))[1] == "    a × 8"


def test_a_number_that_a_parts_prompt_gives_tells_nothing(item: Item) -> None:
    asked = linked(item, Text("With {c} of 30?", {"c": 30}), Text("$$a*{c}$$", {"c": 30}))
    assert shown(hints(asked.question))[1] == "    a × 30"


def keys(item: Item) -> set[object]:
    """The numbers of all keys."""
    found: list[object] = []
    for part in item.question.parts:
        answer = part.answer
        if isinstance(answer, Choice | Multiple):
            found += [answer.options[place].value for place in answer.correct]
        elif isinstance(answer, Grid):
            found += [cell.key for cell in answer.open]
        elif isinstance(answer, Numerical):
            found.append(answer.key)
    return {number for key in found for number in (key if isinstance(key, tuple) else (key,))}


def worked_out(hint: Text) -> Iterator[int | Fraction]:
    """Whatever the reader of a hint finds by arithmetic alone: calculations in which all numbers are put in."""
    waiting = list(expressions(hint.template))
    while waiting:
        node = waiting.pop()
        closed = transform(node, lambda one: number_of(hint.values[one.name]) if isinstance(one, Hole) else one)
        if isinstance(node, Relation) or symbols(closed):
            waiting += children(node)
        elif isinstance(node, Call | Op | Neg):
            with suppress(ZeroDivisionError, FormulaError):
                yield recomputed(closed, {})


def number_of(value: object) -> Expr:
    """What is put into a hole, as a node."""
    if not isinstance(value, int | Fraction):
        return Sym("words")
    whole = Fraction(value)
    size = Op("/", Num(abs(whole.numerator)), Num(whole.denominator))
    return Neg(size) if value < 0 else size


def test_every_item_has_two_hints_that_neither_hold_its_key_nor_come_to_it(source: Source, level: Level) -> None:
    for kind in source.kinds:
        for item in islice(draw(source, level, kind, "hints"), 20):
            first, second = hints(item.question)
            assert first != second
            new = second.values.items() - item.stem.values.items()
            said = {value for name, value in new if f"{{{name}}}" in second.template}
            assert not said & keys(item)
            assert not keys(item) & {*worked_out(first), *worked_out(second)}
