"""Layers to choose from tell no key where parameters are fixed: each layer of a set is that of one question."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from quizgen.answers import Choice
from quizgen.blueprint.asked import groups
from quizgen.blueprint.reader import parse
from quizgen.errors import UsageError

SLOT = 'title = "T"\n[[slots]]\nfamily = "{}"\nlevel = "{}"\nkind = "{}"\nparams = {{ {} }}\n'


@pytest.mark.parametrize(
    ("family", "level", "fixed"),
    [
        ("which-conv-output-size", "easy", "input = [1, 16, 16]"),
        ("which-conv-macs", "easy", "input = [64, 12, 12]"),
        ("which-layer-receptive-field", "easy", "kernel_size = 5"),
    ],
)
def test_each_layer_of_a_set_is_the_key_of_one_question(family: str, level: str, fixed: str) -> None:
    (group,) = groups(parse(SLOT.format(family, level, "choice", fixed), "x.toml").slots[0])
    (way,) = group.ways
    keys: defaultdict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for question in way.cell.questions("1"):
        answer = question.parts[0].answer
        assert isinstance(answer, Choice)
        offered = [str(option.text) for option in answer.options]
        keys[frozenset(offered)][offered[answer.right]] += 1
    assert sum(found.total() for found in keys.values()) == way.held > 0
    assert all(set(found) == offered and set(found.values()) == {1} for offered, found in keys.items())


def test_what_is_wanted_of_them_cannot_be_fixed_for_a_choice_and_another_kind_is_named() -> None:
    slots = parse(SLOT.format("which-conv-output-size", "easy", "choice", "target = 18"), "x.toml").slots
    with pytest.raises(UsageError, match=r'too few choice items .*; fix fewer, or write kind = "multiple"'):
        groups(slots[0])
