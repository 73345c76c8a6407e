"""No form holds two items of which one helps to answer the other."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterable, Iterator
from itertools import islice, permutations, product

import pytest
from made_answers import CHOICE, MATCHING, ORDERING, TRUE_OR_FALSE, words
from made_questions import SOLUTION, question
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice, Multiple, Numerical, Ordering
from quizgen.asking.facts import facts
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.enemies import Company
from quizgen.layers import Conv2d, Network, network_json
from quizgen.model import Kind, Level, Part, Question
from quizgen.text import Text

SAYING = "The branch hands on all its channels"
IN_WORDS = Choice((words(SAYING), *(words(f"No. {number}", f"m-{number}") for number in range(3))), 0)
TRUE = Choice((words("True"), words("False", "doubts-it")), 0, two_sided=True)


def asked(name: str, answer: Choice | Multiple | Ordering, stem: str = "What comes out?") -> Question:
    return replace(question(Part(answer, (SOLUTION,)), stem=stem), id=name)


def stand_together(*questions: Question, families: tuple[str, ...] = ()) -> bool:
    """Whether they may all stand in one form; every order is tried, and must not matter."""
    (same,) = {len(joined(order, families)) == len(order) for order in permutations(questions)}
    return same


def joined(order: Iterable[Question], families: tuple[str, ...]) -> list[Question]:
    company = Company(families)
    return [one for one in order if joins(company, one)]


def joins(company: Company, question: Question) -> bool:
    return company.joined_by(candidate(0, question, question))


PLAIN = asked("plain", CHOICE)


def test_items_that_have_nothing_to_do_with_each_other_stand_together() -> None:
    assert stand_together(PLAIN, asked("other", IN_WORDS, "What does the pooling branch do?"))


@pytest.mark.parametrize("enemy", ["plain", "hand-made"])
def test_of_two_enemies_one_stands_in_the_form_whichever_of_them_names_the_other(enemy: str) -> None:
    other = replace(asked("other", IN_WORDS), enemies=(enemy,), family="words-concepts")
    assert not stand_together(PLAIN, other)


def test_an_enemy_of_a_family_that_the_form_asks_gives_way_though_it_comes_first() -> None:
    company = Company(["hand-made"])
    assert not joins(company, replace(PLAIN, enemies=("hand-made",), family="words-concepts"))
    assert joins(company, PLAIN)


@pytest.mark.parametrize(
    ("stem", "together"),
    [
        (f"{SAYING.lower()}. Why?", False),
        ("The *branch* hands on\nall its channels, or does it?", False),
        ("The branch hands on its channels. Why?", True),
        ("Other branch hands on all its channelsets?", True),
    ],
)
def test_a_stem_that_prints_the_key_in_words_keeps_them_apart(stem: str, *, together: bool) -> None:
    assert stand_together(asked("key", IN_WORDS, "What then?"), asked("stem", CHOICE, stem)) is together


@pytest.mark.parametrize(
    ("stem", "together"),
    [
        ("Why is $r_l == r_before + (k_l - 1)*j_before$?", False),
        ("What is $a + (b - 1)*c$?", False),
        ("What is $a + (b - 2)*c$?", True),
        ("What is $(b - 1)*c$?", True),
    ],
)
def test_a_stem_that_prints_the_keys_formula_keeps_them_apart_whatever_the_symbols_are(
    stem: str, *, together: bool
) -> None:
    options = (words("$field + (kernel_size - 1)*jump$"), *IN_WORDS.options[1:])
    assert stand_together(asked("key", Choice(options, 0), "Which?"), asked("stem", CHOICE, stem)) is together


def test_the_formula_of_a_step_that_is_to_be_ordered_is_a_key() -> None:
    steps = replace(ORDERING, steps=(Text("Take $(k - 1)*j$."), *ORDERING.steps[1:]))
    assert not stand_together(asked("steps", steps), asked("stem", CHOICE, "Why $(size - 1)*jump$?"))


def test_a_true_statement_is_its_own_key_and_a_false_one_is_none() -> None:
    stem = "True or false: pooling looks at one channel at a time."
    prints = asked("prints", CHOICE, "Pooling looks at one channel at a time. What comes out?")
    assert not stand_together(asked("true", TRUE, stem), prints)
    assert stand_together(asked("false", TRUE_OR_FALSE, stem), prints)


def test_a_key_of_few_words_is_a_name_that_any_stem_may_use() -> None:
    named = Choice((words("Global average pooling"), *IN_WORDS.options[1:]), 0)
    assert stand_together(asked("key", named, "Which?"), asked("stem", CHOICE, "What does global average pooling do?"))


def test_what_is_to_be_matched_or_ordered_is_printed_too() -> None:
    steps = replace(ORDERING, steps=(Text(f"{SAYING}."), *ORDERING.steps[1:]))
    pairs = replace(MATCHING, prompts=(Text(f"{SAYING}."), MATCHING.prompts[1]))
    key = asked("key", IN_WORDS, "Which?")
    assert not stand_together(key, asked("steps", steps, "In which order?"))
    assert not stand_together(key, replace(question(Part(pairs, (SOLUTION,)), stem="Which?"), id="pairs"))


def drawn(family: str, kind: Kind, number: int, level: Level = "easy") -> Iterator[Question]:
    (source,) = catalog.select([family])
    return islice(source.draw(level, kind, "enemies"), number)


@pytest.mark.parametrize(
    ("forward", "backward", "kind"),
    [
        ("conv-output-size", "which-conv-output-size", "choice"),
        ("conv-output-size", "which-conv-output-size", "multiple"),
        ("conv-output-size", "which-line", "choice"),
        ("conv-parameters", "which-conv-parameters", "multiple"),
    ],
)
def test_a_stem_that_states_what_another_asks_of_the_same_layers_keeps_them_apart(
    forward: str, backward: str, kind: Kind
) -> None:
    asks = {fact: q for q in drawn(forward, "numerical", 5000) for fact in facts(q)}
    sized, layered = next((asks[one], q) for q in drawn(backward, kind, 200) for one in facts(q) if one in asks)
    assert not stand_together(sized, layered)
    other = next(q for q in asks.values() if facts(q).isdisjoint(facts(layered)))
    assert stand_together(other, layered)


def test_the_parameters_of_a_layer_are_one_fact_whatever_input_a_question_gives_it() -> None:
    wide = (q for q in drawn("conv-parameters", "numerical", 5000) if q.params["layers"][0]["in_channels"] > 1)
    asks = {fact for q in wide for fact in facts(q)}
    assert any(one in asks for q in drawn("which-conv-parameters", "choice", 200) for one in facts(q))


@pytest.mark.parametrize("family", ["smallest-input-size", "largest-input-size", "kernel-for-output-size"])
def test_what_the_key_completes_is_the_size_behind_the_layers(family: str) -> None:
    for q in drawn(family, "numerical", 60):
        (one,) = facts(q)
        (size, width), layers, value = literal_eval(one)
        assert size == width
        for layer in layers:
            size = (size + 2 * layer["padding"] - layer["dilation"] * (layer["kernel_size"] - 1) - 1) // layer[
                "stride"
            ] + 1
        assert size == value


def test_what_is_remembered_of_a_family_does_not_grow_with_its_items() -> None:
    company = Company()
    joined = [joins(company, q) for q in drawn("conv-output-size", "numerical", 300)]
    assert all(joined)
    assert (len(company._stems), len(company._keys), len(company._present), len(company._asked)) == (1, 0, 1, 300)


def test_two_3x3_that_see_as_much_as_one_5x5_tell_the_receptive_field_of_the_two() -> None:
    saved = list(drawn("stacked-vs-large-kernel-parameters", "numerical", 40))
    (pattern,) = drawn("stack-receptive-field", "numerical", 1)
    stack = Network((1, 224, 224), (Conv2d(1, 1, 3), Conv2d(1, 1, 3)))
    assert set(network_json(stack)) == set(pattern.params)
    asks = replace(pattern, params=network_json(stack), parts=(replace(pattern.parts[0], answer=Numerical(5, ())),))
    telling = [q for q in saved if facts(asks) & set(q.told)]
    assert telling
    assert all(q.params["networks"]["b"][0]["kernel_size"] == 5 for q in telling)
    assert not stand_together(asks, telling[0])
    assert stand_together(*telling[:2])


@pytest.mark.parametrize("level", ["medium", "hard"])
def test_a_large_kernel_that_has_to_be_found_stands_in_no_other_stem(level: Level) -> None:
    """An easy stem says that three layers of 3 × 3 see as much as one of 7 × 7, which is what the others seek."""
    family = "stacked-vs-large-kernel-parameters"
    telling = {len(q.params["networks"]["a"]): q for q in drawn(family, "numerical", 40)}
    threes = [q for q in drawn(family, "numerical", 60, level) if q.params["networks"]["a"][0]["kernel_size"] == 3]
    seeking = {len(q.params["networks"]["a"]): q for q in threes}
    assert set(telling) < set(seeking) == {2, 3, 4}
    for (told, tells), (sought, seeks) in product(telling.items(), seeking.items()):
        assert stand_together(tells, seeks) is (told != sought)
    assert stand_together(*seeking.values())


@pytest.mark.parametrize("family", [family.id for family in catalog.shipped_families()])
def test_a_dozen_items_of_a_family_may_stand_in_one_file(family: str) -> None:
    """Facts are told apart by all that the stem gives: two maps with the same largest value are two questions."""
    (source,) = catalog.select([family])
    company = Company()
    questions = list(islice(source.draw("easy", source.usual("easy"), "a dozen"), 24))
    assert sum(joins(company, one) for one in questions) >= 12


def test_what_several_seek_none_may_tell() -> None:
    side = "a map of side 28"
    seeks, also = (replace(asked(name, CHOICE), sought=(side,)) for name in ("seeks", "also"))
    tells = replace(asked("tells", CHOICE), told=(side,))
    assert stand_together(seeks, also)
    assert not stand_together(seeks, tells)
    assert stand_together(seeks, replace(tells, told=("a map of side 14",)))
