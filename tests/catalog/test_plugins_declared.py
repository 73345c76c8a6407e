"""What a plug-in's family declares wrongly is refused when it is imported; where its functions fail it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from plugged import run

from quizgen import catalog
from quizgen.errors import QuizgenError

Plug = Callable[..., Path]
HEAD = '''"""Sizes of another package, with words enough for the text that the gallery shows of it."""
from dataclasses import replace
from quizgen.math.reader import formula
from quizgen.misconceptions import Instead
from quizgen.topics.output_size.conv_output_size import FAMILY as SHIPPED
from quizgen.space import Combinations, concat
from quizgen.text import Text
@formula(source="A. Author (2020), A book, page 1")
def capped(n: int, kernel_size: int, stride: int, padding: int) -> int:
    if n > 100:
        return 0
    return n
def grid(where):
    axes = {'n': range(9, 99), 'kernel_size': (3,), 'stride': (1,), 'padding': (0,)}
    return concat(Combinations(axes, where))
'''
FAMILY = "FAMILY = replace(SHIPPED, module=__name__, numerical_only='for once', {change})\n"
LEVELS = "levels={{**SHIPPED.levels, 'easy': grid({where})}}"
LINE = HEAD.count("\n") + 1
DECLARED: Mapping[str, tuple[str, str]] = {
    "a level that is misspelt": (
        "levels={'easy': SHIPPED.levels['easy'], 'medium': SHIPPED.levels['medium'], 'herd': SHIPPED.levels['hard']}",
        "'levels' speaks of the level 'herd', which there is not; did you mean 'hard'?",
    ),
    "a level that is missing": (
        "levels={'easy': SHIPPED.levels['easy'], 'medium': SHIPPED.levels['medium']}",
        "'levels' has nothing for the level 'hard': give a space (concat) for each",
    ),
    "no level": ("levels={}", "'levels' has nothing for the level 'easy', 'medium' and 'hard': give a space"),
    "levels that are no mapping": (
        "levels=[1]",
        "'levels' has to be a space (concat) for each of easy, medium, hard, and is a list of int",
    ),
    "a level that is no space": (
        "levels={**SHIPPED.levels, 'easy': 5}",
        "'levels' has to be a space (concat) for each level, and is 5 for 'easy'",
    ),
    "options of a level that is misspelt": (
        "options={'eesy': 3, 'medium': 3, 'hard': 3}",
        "'options' speaks of the level 'eesy', which there is not; did you mean 'easy'?",
    ),
    "options that are no mapping": ("options=3", "'options' has to be 4 or 3, or 0 for the number alone, for each of"),
    "one option": (
        "options={'easy': 1, 'medium': 3, 'hard': 3}",
        "'options' has to be 4 or 3, or 0 for the number alone, for each level, and is 1 for 'easy'",
    ),
    "nine options": ("options={'easy': 9, 'medium': 3, 'hard': 3}", "for each level, and is 9 for 'easy'"),
    "an unknown weight": ("weight='rare'", "'weight' has to be 'core', 'common' or 'special', and is 'rare'"),
    "formulas that are text": (
        "formulas=('x',)",
        "'formulas' has to be a tuple of one @formula or more, and is a tuple of str",
    ),
    "a function that is not marked": ("formulas=(grid,)", "and is a tuple of function"),
    "no formula": ("formulas=()", "or more, and is an empty tuple"),
    "a misconception that is text": ("misconceptions=('a',)", "(Mistake, Misreading, Instead), and is a tuple of str"),
    "a word that is none": ("asks=5", "'asks' has to be words, and is 5"),
    "a text in place of a function": ("stem='Text'", "'stem' has to be a function, and is 'Text'"),
    "a case that is none": ("examples=(3,)", "'examples' has to be a tuple of Example, and is a tuple of int"),
}
FAILING: Mapping[str, tuple[str, str]] = {
    "a condition that gives one truth value": (
        LEVELS.format(where="lambda c: True"),
        "padding gives True, and has to give a truth value for each combination, as 'c.n > 1' does; for the place, run",
    ),
    "a condition that gives nothing": (LEVELS.format(where="lambda c: None"), "padding gives None, and has to give"),
    "a condition that gives other numbers": (
        LEVELS.format(where="lambda c: c.n / 2"),
        "gives an array of the shape (90,) and type float64, and has to give a truth value",
    ),
    "a condition that raises": (
        LEVELS.format(where="lambda c: c.foo"),
        "line {line}: AttributeError: 'types.SimpleNamespace' object has no attribute 'foo'; mend it or uninstall",
    ),
    "a stem that raises": ("stem=lambda p: Text('', p['foo'])", "line {line}: KeyError: 'foo'; mend it or uninstall"),
    "a stem that is no Text": (
        "stem=lambda p: 'How many?'",
        "'stem' of new-size has to give a Text and gives 'How many?'",
    ),
    "a stem that is nothing": ("stem=lambda p: None", "'stem' of new-size has to give a Text and gives None"),
    "a solution that is one Text": (
        "solution=lambda p, key: Text('')",
        "'solution' of new-size has to give a tuple of Text, such as (Text(...),), and gives a Text",
    ),
    "a solution that is text": ("solution=lambda p, key: 'So.'", "(Text(...),), and gives 'So.'"),
    "no network": (
        "network=lambda p: None",
        "'network' of new-size has to give a Network, or several by name, and gives None",
    ),
    "an unknown name in a misconception": (
        "misconceptions=(Instead('a-b', 'm', 'It is so.', concept='axis-or-area'),)",
        "the misconception 'a-b' speaks of m, but the space has only n,",
    ),
    "a formula with more than one return": (
        "formulas=(capped,)",
        "capped must hold one 'return' of an expression and nothing beside it but a docstring: it is read and never",
    ),
}


@pytest.mark.parametrize("name", DECLARED)
def test_what_is_declared_wrongly_is_one_sentence_with_its_line(plug: Plug, name: str) -> None:
    change, sentence = DECLARED[name]
    path = plug(HEAD + FAMILY.format(change=change))
    (told,) = catalog.broken_sources()
    start = f"the entry point 'ours' (quizgen.families) of theirs cannot be imported: {path}, line {LINE}: "
    assert told.startswith(start)
    assert sentence in told.removeprefix(start)
    assert told.endswith("; mend it or uninstall theirs")
    assert "new-size" not in {source.id for source in catalog.sources()}


@pytest.mark.parametrize("name", FAILING)
def test_a_family_whose_functions_fail_is_left_out_in_one_sentence(plug: Plug, name: str) -> None:
    change, sentence = FAILING[name]
    plug(HEAD + FAMILY.format(change=change))
    (told,) = catalog.broken_sources()
    assert told.startswith("new-size (easy)")
    assert sentence.format(line=LINE) in told
    assert "new-size" not in {source.id for source in catalog.listed()}
    for names in (["new-size"], ["sizes"]):
        with pytest.raises(QuizgenError, match=re.escape(told)):
            catalog.chosen(names)
    assert [source.id for source in catalog.select(["new-size"])] == ["new-size"]


def test_a_family_that_is_well_is_not_left_out(plug: Plug) -> None:
    plug(HEAD + FAMILY.format(change=""))
    assert catalog.broken_sources() == ()
    assert [source.id for source in catalog.chosen(["sizes"])] == ["new-size"]


@pytest.mark.parametrize("arguments", [("generate", "all", "-n", "2", "--seed", "1"), ("progress",), ("families",)])
def test_commands_that_ask_for_all_do_without_it(plug: Plug, arguments: tuple[str, ...]) -> None:
    plug(HEAD + FAMILY.format(change=LEVELS.format(where="lambda c: True")))
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    assert [line for line in result.stderr.splitlines() if "Left out" in line] == [
        f"Left out: {catalog.broken_sources()[0]}."
    ]


def test_the_check_tells_what_fails_at_every_level_and_not_twice(plug: Plug) -> None:
    plug(HEAD + FAMILY.format(change=FAILING["a stem that is nothing"][0]))
    result = run("check", "new-size", "-n", "1", "--jobs", "1")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert [line.split(")")[0] for line in result.stderr.splitlines()] == [
        f"new-size ({level}" for level in ("easy", "medium", "hard")
    ]
    assert result.stderr.count("'stem' of new-size has to give a Text and gives None") == 3
