"""Hints help and do not tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import pytest
from handmade import MATCHING, answered, choice, number, wrong

from quizgen.answers import Answer, Choice, Grid, Multiple, Numerical
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.model import Item, Level, Part
from quizgen.model.hints import GO_ON, PUT_IN, hints
from quizgen.text import Table, Text
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


def test_after_a_formula_with_numbers_the_second_hint_is_to_go_on_from_it(item: Item) -> None:
    found = solved(item, "They add up:\n\n$${n} - 3 == {a}$$\n\nso that\n\n$${a} + 1 == {o}$$", n=32, a=29, o=30)
    assert found == ("They add up:\n\n    32 − 3 = 29", GO_ON.template)


def test_a_number_that_the_stem_gives_tells_nothing(item: Item) -> None:
    given = answered(item, Numerical(30), stem=Text("From {n}?", {"n": 30}))
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
    pair = answered(item, Numerical((30, 40)))
    assert solved(pair, GENERAL, "$$w == {w}$$", w=40)[1] == PUT_IN.template
    assert solved(pair, GENERAL, "$$w == {w} + 1$$", w=39)[1] == "    w = 39 + 1"


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
    assert solved(asked, GENERAL, "$$w == {w} + 1$$", w=29)[1] == "    w = 29 + 1"


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


def keys(answer: Answer) -> set[object]:
    if isinstance(answer, Choice | Multiple):
        return {answer.options[place].value for place in answer.correct}
    return {answer.key} if isinstance(answer, Numerical) else set()


def test_every_item_has_two_hints_without_its_key(source: Source, level: Level) -> None:
    for kind in source.kinds:
        for item in islice(draw(source, level, kind, "hints"), 20):
            first, second = hints(item.question)
            assert first != second
            new = second.values.items() - item.stem.values.items()
            said = {value for name, value in new if f"{{{name}}}" in second.template}
            assert not said & {value for part in item.question.parts for value in keys(part.answer)}
